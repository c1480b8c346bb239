import Diagnostics
import FrontMatter

// Lists of names, as people write them: 张三、李四 is two names to everyone.
extension FieldReader {
  /// The parts of a text between ，、； (and, for what has no such signs in it, their half-width forms); one part where
  /// there are none.
  func parts(of text: Located<String>, at separators: String = "，、；,;") -> [Located<String>] {
    parts(text.value.split { separators.contains($0) }, of: text)
  }

  private func parts(_ words: [Substring], of text: Located<String>) -> [Located<String>] {
    let written = file.source.text(text.range)
    var rest = written[...]
    return words.map(\.trimmingBlanks).filter { !$0.isEmpty }.map { word in
      // A word that is spelled otherwise, as in an escape, is somewhere in the text.
      guard let found = rest.firstRange(of: word) else { return Located(value: word, range: text.range) }
      rest = rest[found.upperBound...]
      let start =
        text.range.lowerBound + written.utf8.distance(from: written.startIndex, to: found.lowerBound)
      return Located(value: word, range: start..<start + word.utf8.count)
    }
  }

  /// Texts that name something, each of which may be several names in one: they are if it is no name itself, and some
  /// part of it is one.
  mutating func names(_ texts: [Located<String>], areKnown isKnown: (String) -> Bool) -> [Located<String>] {
    texts.flatMap { text -> [Located<String>] in
      guard !isKnown(text.value) else { return [text] }
      let parts = parts(of: text)
      guard parts.count > 1, parts.contains(where: { isKnown($0.value) }) else { return [text] }
      if parts.allSatisfy({ isKnown($0.value) }) { reportSeveral(parts, in: text) }
      return parts
    }
  }

  /// A list of names, none of which has a separator in it.
  mutating func names(_ key: String) -> [Located<String>] {
    let texts = texts(key)
    return texts.flatMap { text in
      let parts = parts(of: text)
      if parts.count > 1 { reportSeveral(parts, in: text) }
      return parts.isEmpty ? [text] : parts
    }
  }

  /// A list of texts, in which a separator may be part of the text: a single item in brackets with some is asked about,
  /// unless it is quoted.
  ///
  /// - Parameter isDistinct: each text counts once.
  mutating func texts(_ key: String, dividedBy separators: String, isDistinct: Bool = false) -> [String] {
    let texts = isDistinct ? distinctTexts(key) : texts(key)
    if texts.count == 1, let text = texts.first, before(text.range).mark == UInt8(ascii: "["),
      !isQuoted(text), !text.value.contains(where: { "。“”（）《》「」()".contains($0) })
    {
      let parts = parts(of: text, at: separators)
      if parts.count > 1 {
        report(
          .severalInOne(
            parts.count, areRead: false, at: location(text.range), suggestion: list(parts, for: text)))
      }
    }
    return texts.map(\.value)
  }

  private func isQuoted(_ text: Located<String>) -> Bool {
    let bytes = file.source.bytes
    guard !text.range.isEmpty else { return false }
    return bytes[text.range.lowerBound] == UInt8(ascii: "\"")
      || bytes[text.range.lowerBound] == UInt8(ascii: "'")
  }

  mutating func reportSeveral(_ parts: [Located<String>], in text: Located<String>) {
    reportOnce(
      .severalInOne(parts.count, areRead: true, at: location(text.range), suggestion: list(parts, for: text)))
  }

  // MARK: Edits

  /// The edit that writes parts as items of the list that the text is in, or as a list.
  mutating func list(_ parts: [Located<String>], for text: Located<String>) -> Suggestion? {
    guard guesses.mayGuess(), parts.allSatisfy({ !$0.value.contains { ":#[]{}\"'&*!|>%@`".contains($0) } })
    else { return nil }
    let words = parts.map(\.value), (mark, line) = before(text.range)
    switch mark {
    case UInt8(ascii: "["), UInt8(ascii: ","):
      return .replace(location(text.range), with: words.joined(separator: ", "))
    case UInt8(ascii: "-"):
      guard line.allSatisfy({ $0 == " " || $0 == "-" }) else { return nil }
      return .replace(
        location(text.range), with: words.joined(separator: "\n" + line), said: words.joined(separator: ", "))
    default: return .replace(location(text.range), with: "[" + words.joined(separator: ", ") + "]")
    }
  }

  /// The last byte before a value that is no blank, and the line up to the value.
  private func before(_ range: Range<Int>) -> (mark: UInt8?, line: String) {
    let bytes = file.source.bytes
    let mark = bytes[..<range.lowerBound].last { $0 > UInt8(ascii: " ") }
    return (mark, file.source.text(file.source.lineStart(of: range.lowerBound)..<range.lowerBound))
  }

  // MARK: Persons

  mutating func personNames(_ items: [Node], of node: Node) -> [String] {
    var names: [String] = [], first: [String: Located<String>] = [:]
    for item in items {
      guard let text = text(item) else { continue }
      let parts = people(in: text).map { Located(value: $0.value.plainName, range: $0.range) }
      let strange = parts.filter { !$0.value.mayBeName }
      for part in strange { report(.noPersonName(part.value, at: location(part.range))) }
      if strange.isEmpty, parts.count > 1 { reportSeveral(parts, in: text) }
      for part in parts {
        if let other = first[part.value] {
          reportRepeated(part, first: other, in: items)
        } else {
          first[part.value] = part
          names.append(part.value)
        }
      }
    }
    return names
  }

  /// The names that a text without brackets gives; nil if it is no list of names.
  mutating func personNames(_ scalar: Scalar, _ node: Node) -> [String]? {
    let text = Located(value: scalar.text, range: node.range)
    // Most members are given by their number.
    guard !text.value.utf8.contains(where: { 48...57 ~= $0 }), !QuantityText.isAbsence(text.value),
      QuantityText(text.value).vagueWord == nil
    else {
      return nil
    }
    let parts = people(in: text)
    guard !parts.isEmpty, parts.allSatisfy({ $0.value.isPersonName }) else { return nil }
    if parts.count > 1 { reportSeveral(parts, in: text) }
    return parts.map(\.value)
  }

  /// The same as `parts`, where blanks and slashes are between whole names, too.
  private func people(in text: Located<String>) -> [Located<String>] {
    let parts = parts(of: text)
    guard parts.count < 2 else { return parts }
    let words = text.value.split { $0.isWhitespace || $0 == "/" || $0 == "／" }
    guard words.count > 1, words.allSatisfy({ String($0).isPersonName }) else { return [text] }
    return self.parts(words, of: text)
  }

  /// 省3人、市5人 as a map of tiers.
  func tiers(in text: Located<String>) -> Suggestion? {
    let tiers = parts(of: text).map { part -> String? in
      let word = part.value,
        start = word.firstIndex { $0.isDigit || "近约超一二三四五六七八九十两百".contains($0) } ?? word.endIndex
      guard let number = try? Quantity(parsing: String(word[start...]), in: .members).raw else { return nil }
      let tier = word[..<start].filter { $0 != "：" && $0 != ":" }
      // 主席张三 ends in a name, not in a number.
      if !word.contains(where: { $0.isDigit || "人名位".contains($0) }) { return nil }
      return tier.isEmpty || tier == "委员" || tier == "政协委员" ? number : "\(tier): \(number)"
    }
    guard !tiers.isEmpty, tiers.allSatisfy({ $0 != nil }) else { return nil }
    let written = tiers.compactMap(\.self)
    if written.allSatisfy({ $0.contains(": ") }) {
      return .replace(location(text.range), with: "{" + written.joined(separator: ", ") + "}")
    }
    return written.count == 1 ? .replace(location(text.range), with: written[0]) : nil
  }
}

extension String {
  /// A name without the stop behind it and the blank in it: 张三 for `张三。` and 张 三.
  fileprivate var plainName: String {
    let name = last.map { "。.；".contains($0) } == true ? String(dropLast()) : self
    let letters = name.filter { !$0.isWhitespace }
    return letters.count <= 4 && letters.unicodeScalars.allSatisfy { 0x3400...0x9FFF ~= $0.value }
      ? letters : name
  }

  /// Whether a text in a list of names can be one. 待定, 若干, 全体委员, 县政协 and 3人 name nobody.
  fileprivate var mayBeName: Bool {
    let isGroup = ["委员", "政协", "同志", "代表", "群众", "干部", "等"].contains { hasSuffix($0) }
    let isNobody = ["待定", "若干", "全体", "全部", "多人", "数人", "保密", "匿名"].contains { hasPrefix($0) }
    return !isGroup && !isNobody && !QuantityText.isAbsence(self) && QuantityText(self).vagueWord == nil
      && contains { $0.isLetter } && !contains { $0.isDigit || "？?。！□○、及和与".contains($0) }
  }
}

extension Character {
  /// 0 to 9, half-width or full-width; 三 is a number, too, and part of a name.
  fileprivate var isDigit: Bool { "0"..."9" ~= self || "０"..."９" ~= self }
}

extension String {
  /// Whether it can be nothing but a person's name: 沈某, 张三, 欧阳某某, 阿依古丽·买买提.
  fileprivate var isPersonName: Bool {
    let letters = Array(unicodeScalars)
    guard letters.allSatisfy({ 0x3400...0x9FFF ~= $0.value || $0 == "·" }) else { return false }
    if letters.contains("·") { return 3...15 ~= letters.count && letters.first != "·" && letters.last != "·" }
    guard 2...4 ~= letters.count, let first = letters.first else { return false }
    if letters.last == "某" { return true }
    guard String.surnames.contains(first) else { return false }
    // 全体委员, 各界代表, 金融界, 全市
    return !letters.contains { "委员界名位人等会代表组全体部省市区县".unicodeScalars.contains($0) }
      && (letters.count < 4 || isDouble)
  }

  private var isDouble: Bool { String.doubleSurnames.contains(String(prefix(2))) }

  private static let doubleSurnames: Set<String> = [
    "欧阳", "司马", "上官", "诸葛", "司徒", "令狐", "皇甫", "尉迟", "公孙", "慕容", "东方", "夏侯",
  ]

  private static let surnames: Set<Unicode.Scalar> = Set(
    """
    王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊\
    金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛\
    管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵欧阳解强柴华车冉房边辜吉饶刁瞿戚丘古米池\
    滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗\
    应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺水云昌凤酆皮齐元平湛臧茅闻
    """.unicodeScalars.filter { $0 != "\n" })
}
