// The signs around a number tell what it is: an amount, an identifier, part of an address in the web.
extension PersonalDataScan {
  /// Whether a number is not cut out of something longer: a code, a decimal, a row of numbers.
  func isAlone(_ digits: Range<Int>) -> Bool {
    let start = chain.places[digits.lowerBound].lowerBound,
      end = chain.places[digits.upperBound - 1].upperBound
    return isFree(before: start) && isFree(after: end)
  }

  func isFree(before start: Int) -> Bool {
    guard let sign = reader.seenSign(before: start) else { return true }
    if sign.letter != nil { return isLabel(before: start) }
    let money = sign.isSpace ? reader.seenSign(before: start, skippingSpaces: true)?.scalar : sign.scalar
    if let money, PersonalDataScan.currencies.contains(money) { return false }
    if sign.isDot || sign.isHyphen || reader.bytes[start - 1] == UInt8(ascii: "_") {
      let joint = sign.isDot || sign.isHyphen ? sign.range.lowerBound : start - 1
      return !(reader.sign(before: joint)?.isAlphanumeric ?? false) || isLabel(before: joint)
    }
    return !sign.isAlphanumeric
  }

  private static let currencies = Set<UInt32>(of: "¥￥$＄€")

  func isFree(after end: Int) -> Bool {
    guard let sign = reader.seenSign(at: end) else { return true }
    if sign.isAlphanumeric || sign.scalar == 0x25 || sign.scalar == 0x40 || sign.scalar == 0xFF20 {
      return false
    }
    let isJoint = sign.isHyphen || reader.bytes[end] == UInt8(ascii: "_")
    let next = reader.sign(at: isJoint && !sign.isHyphen ? end + 1 : sign.range.upperBound)
    if isJoint { return !(next?.isAlphanumeric ?? false) }
    if sign.isDot { return next?.digit == nil }
    return true
  }

  /// Letters that say that a number follows, as in `Tel`.
  private func isLabel(before place: Int) -> Bool {
    guard let length = PersonalDataScan.labels.length(before: place, in: reader.bytes) else { return false }
    return reader.sign(before: place - length)?.letter == nil
  }

  private static let labels: WordList = [
    "tel", "phone", "mobile", "mob", "cell", "call", "sms", "wx", "vx", "weixin", "wechat", "id", "sfz",
    "card", "fax",
    "m", "t", "p",
  ]

  /// Whether an amount's unit follows.
  func isAmount(endingAt end: Int) -> Bool {
    guard let sign = reader.seenSign(at: end, skippingSpaces: true) else { return false }
    let place = sign.isOpening ? sign.range.upperBound : sign.range.lowerBound
    return reader.begins(PersonalDataScan.units, at: place)
      && !reader.begins(PersonalDataScan.noUnits, at: place)
  }

  /// Words that only begin like a unit.
  private static let noUnits: WordList = [
    "分管", "分别", "名下", "名义", "次日", "户主", "户籍", "余某", "万某", "字样", "人大代表", "人事", "度过", "千万别",
  ]

  private static let units: WordList = [
    "元", "万", "亿", "千", "人", "户", "件", "吨", "公里", "公斤", "公顷", "平方", "平米", "㎡", "米", "亩", "份", "斤", "美元",
    "港元", "%", "％", "‰", "立方", "次", "余", "多", "名", "辆", "盏", "株", "册", "个", "字", "篇", "度", "倍", "分", "角", "票",
    "RMB", "kWh", "KB", "MB", "GB",
  ]

  /// Whether the words just before a number say that it is the number of something else.
  func isIdentifier(at start: Int) -> Bool {
    let end = skipFillers(before: start)
    let isDocument = reader.seenSign(before: start, skippingSpaces: true)?.scalar == 0x3015
    return isDocument || PersonalDataScan.identifiers.length(before: end, in: reader.bytes) != nil
  }

  func skipFillers(before start: Int) -> Int {
    var end = start
    while let sign = reader.sign(before: end), start - end < 16,
      PersonalDataScan.fillers.contains(sign.scalar)
    {
      end = sign.range.lowerBound
    }
    return end
  }

  private static let fillers = Set<UInt32>(of: ":：＝=为是达约共超近逾计 \"'“”（(*_`　#〔[")
  private static let identifiers: WordList = [
    "编号", "单号", "订单", "流水号", "证书号", "证号", "备案号", "档案号", "档案", "案号", "工单", "工单号", "项目号", "代码", "注册号", "条码",
    "条形码", "批号", "序列号", "学号", "工号", "编码", "文号", "期号", "书号", "刊号", "版本", "版本号", "时间戳", "登记号", "备字", "第", "税号",
    "桩号", "公网安备",
    "站点", "设备号", "表号", "户号", "发票号码", "发票号", "面积", "金额", "合计", "总额", "总计", "投资", "产值",
    "税收", "收入", "支出", "资金", "预算", "造价", "宗地", "地块", "受理号",
    "ISBN", "IMEI", "ISSN", "DOI", "SN", "No.", "№", "UID", "ICP备",
  ]

  /// Whether a place is inside the address of a page, and not the value of a parameter.
  func isInAddress(_ start: Int) -> Bool {
    var place = start
    while place > 0, start - place < 300, reader.bytes[place - 1] > 0x20, reader.bytes[place - 1] < 0x80,
      !"\"'<>()".utf8.contains(reader.bytes[place - 1])
    { place -= 1 }
    let range = place..<start, bytes = reader.bytes
    let isAddress =
      PersonalDataScan.schemes.occur(in: range, of: bytes)
      || (range.count > 1 && bytes[place] == UInt8(ascii: "/"))
    return isAddress && PersonalDataScan.parameters.length(before: start, in: bytes) == nil
  }

  private static let schemes: WordList = ["://", "www."]
  private static let parameters: WordList = ["=", "tel:"]

  /// Whether one of some words is in the clause before a number.
  func has(_ words: WordList, before start: Int) -> Bool {
    let clause = reader.clauseStart(before: start, atMost: 30, endedBy: PersonalDataScan.clauseEnds)
    return words.occur(in: clause..<start, of: reader.bytes)
  }

  private static let clauseEnds = Set<UInt32>(of: "。；;，,！？0123456789")

  func datum(
    _ kind: PersonalDatum.Kind, _ digits: Range<Int>, value: Range<Int>? = nil, from: Int? = nil,
    to: Int? = nil
  ) -> PersonalDatum {
    let start = from ?? chain.places[digits.lowerBound].lowerBound
    let end = to ?? chain.places[digits.upperBound - 1].upperBound
    return PersonalDatum(kind, start..<end, value: chain.text(value ?? digits))
  }
}
