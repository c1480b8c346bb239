/// The numbers that Word puts in front of paragraphs, which are in none of their texts.
struct WordNumbering {
  /// The levels of the abstract lists, by their ids.
  private var lists: [String: [Level]] = [:]
  private var numbers: [String: Number] = [:]
  /// The counts of each list so far, one for each level.
  private var counts: [String: [Int]] = [:]
  private var restarted: Set<String> = []

  private struct Level {
    var start = 1
    var format = "decimal"
    var text = ""
  }

  private struct Number {
    let list: String
    var starts: [Int: Int] = [:]
    var levels: [Int: Level] = [:]
  }

  struct Mark {
    /// Empty for a bullet.
    let text: String
    let isBullet: Bool
    let value: Int
    /// True for `1.`, `1)` and `1、`, as Markdown's own lists are.
    let isPlain: Bool
  }

  init() {}

  init(_ root: XMLElement) {
    for list in root.all("w:abstractNum") {
      guard let id = list["w:abstractNumId"] else { continue }
      var levels: [Level] = Array(repeating: Level(), count: 9)
      for element in list.all("w:lvl") {
        if let index = element["w:ilvl"].flatMap({ Int($0) }), 0..<9 ~= index {
          levels[index] = WordNumbering.level(element)
        }
      }
      lists[id] = levels
    }
    for element in root.all("w:num") {
      guard let id = element["w:numId"], let list = element.first("w:abstractNumId")?["w:val"] else {
        continue
      }
      var number = Number(list: list)
      for change in element.all("w:lvlOverride") {
        guard let index = change["w:ilvl"].flatMap({ Int($0) }), 0..<9 ~= index else { continue }
        number.starts[index] = change.first("w:startOverride")?["w:val"].flatMap(WordNumbering.start)
        if let level = change.first("w:lvl") { number.levels[index] = WordNumbering.level(level) }
      }
      numbers[id] = number
    }
  }

  private static func level(_ element: XMLElement) -> Level {
    Level(
      start: element.first("w:start")?["w:val"].flatMap(start) ?? 1,
      format: element.first("w:numFmt")?["w:val"] ?? "decimal",
      text: element.first("w:lvlText")?["w:val"] ?? "")
  }

  /// The number with which a list begins, as far as Word lets it.
  private static func start(_ text: String) -> Int? { Int(text).map { max(0, min($0, 32_767)) } }

  /// The mark of the next paragraph of a list; nil where there is none.
  mutating func next(_ id: String, level: Int) -> Mark? {
    guard id != "0", 0..<9 ~= level, let number = numbers[id], let list = lists[number.list] else {
      return nil
    }
    let own = number.levels[level] ?? list[level]
    if own.format == "none" && own.text.isEmpty { return nil }
    var count = counts[number.list] ?? []
    if restarted.insert("\(id) \(level)").inserted, let start = number.starts[level], count.count > level {
      count = Array(count.prefix(level)) + [start - 1]
    }
    while count.count < level { count.append((number.levels[count.count] ?? list[count.count]).start) }
    if count.count == level {
      count.append(number.starts[level] ?? own.start)
    } else {
      count = Array(count.prefix(level + 1))
      count[level] += 1
    }
    counts[number.list] = count
    if own.format == "bullet" { return Mark(text: "", isBullet: true, value: 0, isPlain: false) }
    var text = own.text
    for index in 0...level {
      let format = (number.levels[index] ?? list[index]).format
      text = text.replacing("%\(index + 1)", with: WordNumbering.text(of: count[index], format))
    }
    let isPlain =
      own.format == "decimal"
      && ["%\(level + 1).", "%\(level + 1))", "%\(level + 1)、", "%\(level + 1)．"].contains(own.text)
    return Mark(text: text, isBullet: false, value: count[level], isPlain: isPlain)
  }

  private static func text(of number: Int, _ format: String) -> String {
    switch format {
    case "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
      "japaneseCounting", "ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand":
      return han(number)
    case "chineseLegalSimplified", "ideographLegalTraditional":
      return han(number, digits: "壹贰叁肆伍陆柒捌玖", ten: "拾")
    case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
      return 1...20 ~= number
        ? String(UnicodeScalar(UInt32(0x245F + number)).map(Character.init) ?? "?") : "\(number)"
    case "lowerLetter": return letter(number, from: "a")
    case "upperLetter": return letter(number, from: "A")
    case "lowerRoman": return roman(number).lowercased()
    case "upperRoman": return roman(number)
    case "decimalZero": return number < 10 ? "0\(number)" : "\(number)"
    case "none": return ""
    default: return "\(number)"
    }
  }

  private static func han(_ number: Int, digits: String = "一二三四五六七八九", ten: String = "十") -> String {
    let digits = Array(digits)
    guard 1...99 ~= number else { return "\(number)" }
    let tens = number / 10, ones = number % 10
    let first = tens == 0 ? "" : (tens == 1 ? "" : String(digits[tens - 1])) + ten
    return first + (ones == 0 ? "" : String(digits[ones - 1]))
  }

  private static func letter(_ number: Int, from first: Unicode.Scalar) -> String {
    guard number > 0, let scalar = Unicode.Scalar(first.value + UInt32((number - 1) % 26)) else {
      return "\(number)"
    }
    return String(repeating: Character(scalar), count: (number - 1) / 26 % 10 + 1)
  }

  private static func roman(_ number: Int) -> String {
    guard 1...99 ~= number else { return "\(number)" }
    var rest = number, text = ""
    for (value, letters) in [
      (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ] {
      while rest >= value {
        text += letters
        rest -= value
      }
    }
    return text
  }
}
