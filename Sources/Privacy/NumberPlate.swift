extension PersonalDataScan {
  /// The plate of a car (GA 36): a province, a letter, and five signs; six for cars with new energy; four and 警, 学, 挂 … The
  /// place is that of its first digit.
  func numberPlate(at digit: Int) -> PersonalDatum? {
    // Most numbers follow Han or a blank: no letter, no plate.
    guard let before = reader.seenSign(before: digit),
      before.letter != nil || before.isDot || before.isHyphen || before.isSpace
    else { return nil }
    var place = digit, letters = 0, province: Sign?
    for _ in 0..<8 {
      guard let sign = reader.seenSign(before: place) else { return nil }
      if sign.letter != nil {
        letters += 1
      } else if !(sign.isDot || sign.isHyphen || sign.isSpace) {
        province = sign
        break
      }
      place = sign.range.lowerBound
    }
    guard let province, letters >= 1, letters <= 4, PersonalDataScan.plateProvinces.contains(province.scalar),
      !isNew(province)
    else { return nil }
    return plate(from: province)
  }

  private func plate(from province: Sign) -> PersonalDatum? {
    guard let letter = reader.seenSign(at: province.range.upperBound, skippingSpaces: true),
      let office = letter.letter,
      office != UInt8(ascii: "I")
    else { return nil }
    var place = letter.range.upperBound
    if let gap = reader.seenSign(at: place, skippingSpaces: true), gap.isDot || gap.isHyphen {
      place = gap.range.upperBound
    }
    var signs: [UInt8] = [], end = place
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
      guard count >= 3, let suffix, PersonalDataScan.plateSuffixes.contains(suffix.scalar) else { return nil }
      end = suffix.range.upperBound
    case 5: guard count >= 3, isFree(after: end) else { return nil }
    case 6:
      guard isFree(after: end), !isDigit[0] && count >= 4 || count == 5 && !isDigit[5] else { return nil }
    default: return nil
    }
    let start = province.range.lowerBound
    if !has(PersonalDataScan.cars, before: start), isIdentifier(at: start) || isCode(endingAt: end) {
      return nil
    }
    let value = String(decoding: [office] + signs, as: UTF8.self)
    let name = Unicode.Scalar(province.scalar).map(String.init) ?? ""
    return PersonalDatum(.numberPlate, start..<end, value: name + value)
  }

  /// Whether what follows is no car: 云A10234型, 川A10001号列车.
  private func isCode(endingAt end: Int) -> Bool {
    guard let next = reader.seenSign(at: end, skippingSpaces: true)?.range.lowerBound else { return false }
    if reader.begins(PersonalDataScan.number, at: next) {
      return !reader.begins(PersonalDataScan.carsByNumber, at: next)
    }
    return reader.begins(PersonalDataScan.codedThings, at: next)
  }

  private static let cars: WordList = [
    "车牌", "号牌", "牌照", "车号", "车辆", "轿车", "货车", "客车", "一辆", "车主",
    "出租车", "私家车", "汽车", "面包车",
  ]
  private static let number: WordList = ["号"]
  private static let carsByNumber: WordList = [
    "号车", "号牌", "号小", "号轿", "号货", "号客车", "号出租", "号汽", "号私", "号面包", "号电动", "号摩托",
  ]
  private static let codedThings: WordList = [
    "型", "线", "标", "批", "项", "文物", "文件", "地块", "地", "段", "系列", "类", "款", "工程", "宗", "路", "井", "站", "期", "版",
    "区", "次", "件", "组", "馆", "级", "藏", "桥", "塔", "单", "合同", "课题", "产品", "设备", "样", "专利", "树", "学术",
  ]

  /// 创新A10001 and its like: the end of a word, not Xinjiang.
  private func isNew(_ province: Sign) -> Bool {
    guard province.scalar == 0x65B0, let before = reader.sign(before: province.range.lowerBound) else {
      return false
    }
    return PersonalDataScan.wordsOfNew.contains(before.scalar)
  }

  private static let wordsOfNew = Set<UInt32>(of: "创更全最高革崭翻")
  private static let plateProvinces = Set<UInt32>(of: "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼")
  private static let plateSuffixes = Set<UInt32>(of: "警学挂试超领港澳")
}
