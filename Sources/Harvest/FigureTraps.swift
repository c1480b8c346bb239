import Records

/// The numbers of a running text that count nothing: times, ages, addresses, telephone numbers, levels, names.
struct FigureTraps {
  let article: Article
  /// Whether a letter is part of a title: 《…》, 〔2024〕.
  private let isInTitle: [Bool]

  init(_ article: Article) {
    self.article = article
    var depth = 0
    var inTitle: [Bool] = []
    inTitle.reserveCapacity(article.letters.count)
    for letter in article.letters {
      if letter == "《" || letter == "〔" { depth += 1 }
      inTitle.append(depth > 0)
      if letter == "》" || letter == "〕" { depth = max(0, depth - 1) }
      // A mark that nothing closes ends with its sentence.
      if letter == "。" { depth = 0 }
    }
    isInTitle = inTitle
  }

  func isFigure(_ number: ScannedQuantity, at letters: Range<Int>) -> Bool {
    guard case .count = number.role, !isInTitle[letters.lowerBound] else { return false }
    let quantity = number.readings[0], hasMark = quantity.qualifier != .exact
    let isHan = !article.text(letters).unicodeScalars.contains { $0.isASCII || 0xFF10...0xFF19 ~= $0.value }
    let end = letters.upperBound, unit = number.unit
    if FigureTraps.times.contains(unit) || isTelephone(letters) || isAddress(letters, unit) { return false }
    if unit == "小时", quantity.value == Number(24) || article.first(of: ["之外", "以外"], at: end + 2) != nil {
      return false
    }
    // 十四届八次会议
    if article[letters.lowerBound - 1] == "届" { return false }
    if isHan { return hasMark || isHanFigure(quantity, letters, unit) }
    if article[letters.lowerBound - 1].isASCII && !article[letters.lowerBound - 1].properties.isAlphabetic {
      return false
    }
    if article[end] == "+", unit.isEmpty { return false }
    guard unit.isEmpty, !quantity.isPercent, !hasMark else { return true }
    return isCountWithoutUnit(quantity, letters)
  }

  /// Units of times and ages, and of what has a number for its name.
  private static let times: Set<String> = [
    "年", "年度", "年代", "月", "月份", "个月", "日", "号", "周", "岁", "点", "秒", "级", "度", "届",
  ]

  /// 一个品牌 and “三个一” are words; 五位一体 and 三面 as well.
  private func isHanFigure(_ quantity: Quantity, _ letters: Range<Int>, _ unit: String) -> Bool {
    let before = article[letters.lowerBound - 1], end = letters.upperBound
    if unit.isEmpty && !quantity.isPercent { return false }
    if before == "“" || before == "‘" { return letters.count > 1 }
    if letters.count > 1 { return true }
    // 安陆市; 陆 is a six on cheques only.
    if "壹贰叁肆伍陆柒捌玖".unicodeScalars.contains(article[letters.lowerBound]) { return false }
    if quantity.value == .one, !FigureTraps.measured.contains(unit) { return false }
    if ["面", "口", "回", "节", "站", "起"].contains(unit) { return false }
    let after = end + unit.unicodeScalars.count
    // 五位一体, 三个“全覆盖”
    return article[after] != "一" && article[after] != "“"
  }

  private static let measured: Set<String> = [
    "元", "万元", "亿元", "平方公里", "亩", "吨", "成", "倍", "公斤", "千克", "平方米", "公顷",
  ]

  private static let telephoneWords = [
    "电话", "手机", "热线", "邮编", "传真", "邮箱", "微信", "账号", "编号", "号码", "邮政编码", "车牌",
  ]

  /// 电话3312345, 13812345678
  private func isTelephone(_ letters: Range<Int>) -> Bool {
    let digits = letters.filter { ("0"..."9").contains(article[$0]) }.count
    if digits >= 7, letters.count == digits { return true }
    if article[letters.lowerBound - 1] == "-" || article[letters.upperBound] == "@" { return true }
    return FigureTraps.telephoneWords.contains { word in
      (0...1).contains { article.has(word, before: letters.lowerBound - $0) }
    }
  }

  /// 人民路18号2栋3单元502室, 3楼
  private func isAddress(_ letters: Range<Int>, _ unit: String) -> Bool {
    guard unit.isEmpty || ["栋", "幢", "单元", "室", "层", "号", "门", "道", "院", "段", "站"].contains(unit) else {
      return false
    }
    if unit.isEmpty { return ["楼", "路", "国", "栋", "省", "号"].contains(article[letters.upperBound]) }
    let after = article[letters.upperBound + unit.unicodeScalars.count]
    return ["号", "栋", "幢", "元", "楼", "路", "道", "街", "巷"].contains(article[letters.lowerBound - 1])
      || after.isASCII && after.properties.numericType != nil
  }

  /// 解决问题：84，协商12场: a number that nothing is counted in stands at the end of its phrase.
  private func isCountWithoutUnit(_ quantity: Quantity, _ letters: Range<Int>) -> Bool {
    let before = article[letters.lowerBound - 1], after = article[letters.upperBound]
    guard let whole = quantity.value.whole, !(1900...2100 ~= whole), letters.count <= 5 || whole % 1000 == 0
    else {
      return false
    }
    let isEnd = Article.phraseMarks.contains(after) || ["、", "）"].contains(after)
    return isEnd && (before == "：" || 0x4E00...0x9FFF ~= before.value)
  }
}
