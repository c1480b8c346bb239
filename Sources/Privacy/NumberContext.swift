// The signs around a number tell what it is: an amount, an identifier, part of an address in the web.
extension PersonalDataScan {
  /// True if some digits are not cut out of something longer: a code, a decimal, a row of numbers.
  func isAlone(_ digits: Range<Int>) -> Bool {
    isFree(before: chain.ranges[digits.lowerBound].lowerBound)
      && isFree(after: chain.end(of: digits.upperBound))
  }

  func isFree(before start: Int) -> Bool {
    guard let sign = reader.seenSign(before: start) else { return true }
    if sign.letter != nil { return isLabel(before: start) }
    let money = sign.isSpace ? reader.seenSign(before: start, skippingSpaces: true) : sign
    if let money, SignSet.currencies.contains(money) { return false }
    if sign.isDot || sign.isHyphen || reader.bytes[start - 1] == UInt8(ascii: "_") {
      let joint = sign.isDot || sign.isHyphen ? sign.range.lowerBound : start - 1
      return !(reader.sign(before: joint)?.isAlphanumeric ?? false) || isLabel(before: joint)
    }
    return !sign.isAlphanumeric
  }

  func isFree(after end: Int) -> Bool {
    guard let sign = reader.seenSign(at: end) else { return true }
    if sign.isAlphanumeric || sign.scalar == 0x25 || sign.scalar == 0x40 || sign.scalar == 0xFF20 {
      return false
    }
    let isJoint = sign.isHyphen || reader.bytes[end] == UInt8(ascii: "_")
    let next = reader.sign(at: isJoint && !sign.isHyphen ? end + 1 : sign.range.upperBound)
    if isJoint { return !(next?.isAlphanumeric ?? false) }
    return !sign.isDot || next?.digit == nil
  }

  /// True for letters that say that a number follows, as in `Tel`.
  private func isLabel(before end: Int) -> Bool {
    guard let length = WordList.labels.length(before: end, in: reader.bytes) else { return false }
    return reader.sign(before: end - length)?.letter == nil
  }

  /// True if an amount's unit follows.
  func isAmount(endingAt end: Int) -> Bool {
    guard let sign = reader.seenSign(at: end, skippingSpaces: true) else { return false }
    let start = sign.isOpening ? sign.range.upperBound : sign.range.lowerBound
    return reader.begins(.units, at: start) && !reader.begins(.noUnits, at: start)
  }

  /// True if the words just before a number say that it is the number of something else.
  func isIdentifier(at start: Int) -> Bool {
    let isDocument = reader.seenSign(before: start, skippingSpaces: true)?.scalar == 0x3015
    return isDocument || reader.ends(.identifiers, at: skipFillers(before: start))
  }

  func skipFillers(before start: Int) -> Int {
    var end = start
    while let sign = reader.sign(before: end), start - end < 16, SignSet.fillers.contains(sign) {
      end = sign.range.lowerBound
    }
    return end
  }

  /// True if an offset is inside the address of a page, and not at the value of a parameter.
  func isInAddress(_ offset: Int) -> Bool {
    let bytes = reader.bytes
    var start = offset
    while start > 0, offset - start < 300, bytes[start - 1] > 0x20, bytes[start - 1] < 0x80,
      !"\"'<>()".utf8.contains(bytes[start - 1])
    { start -= 1 }
    let range = start..<offset
    let isAddress =
      WordList.schemes.occur(in: range, of: bytes) || range.count > 1 && bytes[start] == UInt8(ascii: "/")
    return isAddress && !reader.ends(.parameters, at: offset)
  }

  /// True if one of some words is in the clause before a number.
  func has(_ words: WordList, before start: Int) -> Bool {
    let clause = reader.clauseStart(before: start, atMost: 30, endedBy: .endsOfClausesAndNumbers)
    return words.occur(in: clause..<start, of: reader.bytes)
  }

  func datum(
    _ kind: PersonalDatum.Kind, _ digits: Range<Int>, value: Range<Int>? = nil, from: Int? = nil,
    to: Int? = nil
  ) -> PersonalDatum {
    let start = from ?? chain.ranges[digits.lowerBound].lowerBound,
      end = to ?? chain.end(of: digits.upperBound)
    return PersonalDatum(kind, start..<end, value: chain.text(value ?? digits))
  }
}

extension SignSet {
  fileprivate static let currencies: SignSet = "¥￥$＄€"
  fileprivate static let fillers: SignSet = ":：＝=为是达约共超近逾计 \"'“”（(*_`　#〔["
  fileprivate static let endsOfClausesAndNumbers: SignSet = "。；;，,！？0123456789"
}

extension WordList {
  fileprivate static let labels: WordList =
    "tel phone mobile mob cell call sms wx vx weixin wechat id sfz card fax m t p"
  fileprivate static let units: WordList = """
    元 万 亿 千 人 户 件 吨 公里 公斤 公顷 平方 平米 ㎡ 米 亩 份 斤 美元 港元 % ％ ‰ 立方 次 余 多 名 辆 盏 株 册 个 字 篇 度 倍 \
    分 角 票 RMB kWh KB MB GB
    """
  /// Words that only begin like a unit.
  fileprivate static let noUnits: WordList = "分管 分别 名下 名义 次日 户主 户籍 余某 万某 字样 人大代表 人事 度过 千万别"
  fileprivate static let identifiers: WordList = """
    编号 单号 订单 流水号 证书号 证号 备案号 档案号 档案 案号 工单 工单号 项目号 代码 注册号 条码 条形码 批号 序列号 学号 工号 编码 文号 \
    期号 书号 刊号 版本 版本号 时间戳 登记号 备字 第 税号 桩号 公网安备 站点 设备号 表号 户号 发票号码 发票号 面积 金额 合计 总额 总计 \
    投资 产值 税收 收入 支出 资金 预算 造价 宗地 地块 受理号 ISBN IMEI ISSN DOI SN No. № UID ICP备
    """
  fileprivate static let schemes: WordList = ":// www."
  fileprivate static let parameters: WordList = "= tel:"
}
