extension PersonalDataScan {
  /// The plate of a car (GA 36): a province, a letter, and five signs; six for cars with new energy; four and 警, 学, 挂 …
  ///
  /// - Parameter digit: The offset of its first digit.
  func numberPlate(at digit: Int) -> PersonalDatum? {
    // Most numbers follow Han or a blank: no letter, no plate.
    guard let before = reader.seenSign(before: digit),
      before.letter != nil || before.isDot || before.isHyphen || before.isSpace
    else { return nil }
    var start = digit, letters = 0, province: Sign?
    for _ in 0..<8 {
      guard let sign = reader.seenSign(before: start) else { return nil }
      if sign.letter != nil {
        letters += 1
      } else if !(sign.isDot || sign.isHyphen || sign.isSpace) {
        province = sign
        break
      }
      start = sign.range.lowerBound
    }
    guard let province, letters >= 1, letters <= 4, SignSet.plateProvinces.contains(province),
      !isNew(province)
    else { return nil }
    return plate(from: province)
  }

  private func plate(from province: Sign) -> PersonalDatum? {
    guard let letter = reader.seenSign(at: province.range.upperBound, skippingSpaces: true),
      let office = letter.letter,
      office != UInt8(ascii: "I")
    else { return nil }
    var signs: [UInt8] = [], end = letter.range.upperBound
    if let gap = reader.seenSign(at: end, skippingSpaces: true), gap.isDot || gap.isHyphen {
      end = gap.range.upperBound
    }
    while signs.count < 7, let sign = reader.seenSign(at: end, skippingSpaces: signs.isEmpty) {
      guard let character = sign.letter ?? sign.digit.map({ $0 + 0x30 }) else { break }
      signs.append(character)
      end = sign.range.upperBound
    }
    let isDigit = signs.map { $0 < 0x41 }, count = isDigit.count { $0 }
    if signs.contains(UInt8(ascii: "I")) || signs.contains(UInt8(ascii: "O")) { return nil }
    let suffix = reader.seenSign(at: end)
    switch signs.count {
    case 4:
      guard count >= 3, let suffix, SignSet.plateSuffixes.contains(suffix) else { return nil }
      end = suffix.range.upperBound
    case 5: guard count >= 3, isFree(after: end) else { return nil }
    case 6:
      guard isFree(after: end), !isDigit[0] && count >= 4 || count == 5 && !isDigit[5] else { return nil }
    default: return nil
    }
    let start = province.range.lowerBound
    if !has(.cars, before: start), isIdentifier(at: start) || isCode(endingAt: end) {
      return nil
    }
    let value = String(decoding: [office] + signs, as: UTF8.self)
    let name = Unicode.Scalar(province.scalar).map(String.init) ?? ""
    return PersonalDatum(.numberPlate, start..<end, value: name + value)
  }

  /// True if what follows is no car: 云A10234型, 川A10001号列车.
  private func isCode(endingAt end: Int) -> Bool {
    guard let next = reader.seenSign(at: end, skippingSpaces: true)?.range.lowerBound else { return false }
    if reader.begins(.number, at: next) {
      return !reader.begins(.carsByNumber, at: next)
    }
    return reader.begins(.codedThings, at: next)
  }

  /// True for 创新A10001 and its like: the end of a word, not Xinjiang.
  private func isNew(_ province: Sign) -> Bool {
    guard province.scalar == 0x65B0, let before = reader.sign(before: province.range.lowerBound) else {
      return false
    }
    return SignSet.beforeNew.contains(before)
  }
}

extension SignSet {
  fileprivate static let beforeNew: SignSet = "创更全最高革崭翻"
  fileprivate static let plateProvinces: SignSet = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
  fileprivate static let plateSuffixes: SignSet = "警学挂试超领港澳"
}

extension WordList {
  fileprivate static let cars: WordList = "车牌 号牌 牌照 车号 车辆 轿车 货车 客车 一辆 车主 出租车 私家车 汽车 面包车"
  fileprivate static let carsByNumber: WordList = "号" * "车 牌 小 轿 货 客车 出租 汽 私 面包 电动 摩托"
  fileprivate static let codedThings: WordList = """
    型 线 标 批 项 文物 文件 地块 地 段 系列 类 款 工程 宗 路 井 站 期 版 区 次 件 组 馆 级 藏 桥 塔 单 合同 课题 产品 设备 样 专利 \
    树 学术
    """
}
