import Bytes
import Diagnostics
import Records

/// Turns what people write in a cell into what an author would write in a header. It only spells: whether the value may
/// be so is for the reader of the header to say.
struct CellValue {
  let field: Field
  /// The unit of the column's numbers, as its head has it.
  let unit: String?
  let content: Content?

  /// - Parameter mapped: what the mapping file has for a name or word in the cell.
  func header(_ text: String, mapped: (String) -> String) throws(Diagnostic) -> String {
    switch field.type {
    case .list(.reference), .oneOrMore(.reference), .list(.metric), .oneOrMore(.metric), .list(.choice),
      .oneOrMore(.choice), .list(.region), .oneOrMore(.region):
      if let json = try JSON(cell: text) { return json.headerValue }
      return JSON.array(names(text).map(mapped).map(JSON.string)).headerFlow
    case .list(.record(let kind)), .oneOrMore(.record(let kind)):
      return try JSON(cell: text)?.headerValue ?? entries(text, kind)?.headerValue ?? text.headerScalar
    case .list, .oneOrMore:
      return try JSON(cell: text)?.headerValue
        ?? JSON.array(text.listed.map(mapped).map(JSON.string)).headerFlow
    case .record(let kind):
      return try JSON(cell: text)?.headerValue ?? CellValue.pairs(text, kind)?.headerValue
        ?? text.headerScalar
    case .map:
      return try JSON(cell: text)?.headerValue ?? CellValue.tiers(text)?.headerValue ?? text.headerScalar
    case .members: return try JSON(cell: text)?.headerValue ?? members(mapped(text)).headerValue
    case .source: return JSON.array(text.listed.map(WriteUpColumn.citation)).headerValue
    case .date, .day, .period: return CellValue.date(mapped(text)).headerScalar
    case .quantity(let own): return CellValue.quantity(mapped(text), in: unit, unless: own).headerScalar
    case .flag: return CellValue.flag(mapped(text)).headerScalar
    case .choice: return mapped(text).trimmingBlanks.headerScalar
    case .text where field.key == "title": return CellValue.joined(text).headerScalar
    default: return mapped(text).headerScalar
    }
  }

  // MARK: Names

  /// 张三、李四；王五: the names between the marks, unless all of it is one name.
  private func names(_ text: String) -> [String] {
    if isKnown(text.trimmingBlanks) { return [text.trimmingBlanks] }
    return text.listed.flatMap { part in
      isKnown(part) ? [part] : CellValue.names(part)
    }
  }

  static func names(_ text: String) -> [String] {
    text.split { "、，,；;\n\r\r\n".contains($0) }.map(\.trimmingBlanks).filter { !$0.isEmpty }
  }

  private func isKnown(_ name: String) -> Bool {
    switch field.type {
    case .list(.reference(let section)), .oneOrMore(.reference(let section)):
      content?.hasRecord(name, in: section) == true
    case .list(.metric), .oneOrMore(.metric): content?.metrics[name] != nil
    default: false
    }
  }

  /// A number of members, their names, or numbers by tier.
  private func members(_ text: String) -> JSON {
    let isNumber = (try? Quantity(parsing: text)) != nil
    guard !isNumber else { return .string(CellValue.quantity(text, in: unit, unless: "人次")) }
    if let tiers = CellValue.tiers(text) { return tiers }
    if text.contains(where: \.isFigure) { return .string(text) }
    return .array(CellValue.names(text).map(JSON.string))
  }

  /// 省级2名、市级3名
  static func tiers(_ text: String) -> JSON? {
    let parts = names(text).map { part -> (key: String, value: JSON)? in
      let name = part.prefix { !$0.isFigure && $0 != ":" && $0 != "：" }
      let number = part.dropFirst(name.count).drop { ":： ".contains($0) }
      guard !name.trimmingBlanks.isEmpty, number.contains(where: \.isFigure) else { return nil }
      return (name.trimmingBlanks, .string(String(number)))
    }
    let whole = parts.compactMap { $0 }
    guard whole.count == parts.count, whole.count > 1 || text.contains(where: { ":：".contains($0) }),
      Set(whole.map(\.key)).count == whole.count
    else { return nil }
    return .object(whole)
  }

  // MARK: Records

  /// A line, or a part between semicolons, is a record: 名称：路灯，数值：120，单位：盏; or the only thing that the record must
  /// have.
  private func entries(_ text: String, _ kind: RecordKind) -> JSON? {
    var items: [JSON] = []
    for part in text.listed {
      guard let item = CellValue.pairs(part, kind) ?? only(part, kind) else { return nil }
      items.append(item)
    }
    return .array(items)
  }

  private func only(_ text: String, _ kind: RecordKind) -> JSON? {
    let required = kind.fields.filter(\.isRequired)
    guard required.count == 1 else { return nil }
    switch required[0].type {
    case .text: return .object([(required[0].name, .string(text))])
    case .quantity(let own):
      let number = CellValue.quantity(text, in: unit, unless: own)
      // A sentence with a number in it is none.
      return text.count <= 12 && text.contains(where: \.isFigure)
        ? .object([(required[0].name, .string(number))]) : nil
    default: return nil
    }
  }

  static func pairs(_ text: String, _ kind: RecordKind) -> JSON? {
    var members: [(key: String, value: JSON)] = []
    for part in text.split(whereSeparator: { "，,、\n".contains($0) }) {
      guard let colon = part.firstIndex(where: { $0 == ":" || $0 == "：" }),
        kind[part[..<colon].trimmingBlanks] != nil
      else {
        // A comma within a value.
        guard let last = members.last, case .string(let value) = last.value else { return nil }
        members[members.count - 1].value = .string(value + "，" + part.trimmingBlanks)
        continue
      }
      members.append(
        (part[..<colon].trimmingBlanks, .string(part[part.index(after: colon)...].trimmingBlanks)))
    }
    return members.isEmpty ? nil : .object(members)
  }

  // MARK: Single values

  /// A day or period in the form in which headers have it, where it can mean one thing only.
  static func date(_ text: String) -> String {
    var text = text.trimmingBlanks
    for midnight in [" 00:00:00", " 00:00", " 0:00:00", " 0:00", "T00:00:00"] where text.hasSuffix(midnight) {
      text = String(text.dropLast(midnight.count))
    }
    return Period(parsing: text)?.code ?? text
  }

  /// The number with the unit that the head of its column says, where that is not the field's own: 35 below 资金（万元）.
  static func quantity(_ text: String, in unit: String?, unless own: String?) -> String {
    let number = text.trimmingBlanks
    guard let unit, unit != own, !number.contains(unit) else { return number }
    for ending in ["以上", "左右", "上下"] where number.hasSuffix(ending) {
      return quantity(String(number.dropLast(ending.count)), in: unit, unless: own) + ending
    }
    guard let last = number.unicodeScalars.last?.halfWidthForm else { return number }
    if ["余", "多", "以上", "左右", "上下"].contains(unit) {
      return "0123456789万亿千百十".unicodeScalars.contains(last) ? number + unit : number
    }
    return "0"..."9" ~= last || "余多几〇零一二两三四五六七八九十百千".unicodeScalars.contains(last) ? number + unit : number
  }

  static func flag(_ text: String) -> String {
    switch text.plainValue {
    case "是", "√", "✓", "✔", "☑", "对", "有", "y", "yes", "true", "1", "已": "true"
    case "否", "×", "✗", "✘", "☒", "错", "没有", "n", "no", "false", "0", "未", "不": "false"
    default: text
    }
  }

  /// One line of several: a title that was broken to fit its cell.
  static func joined(_ text: String) -> String {
    let lines = text.split { "\n\r\r\n".contains($0) }.map(\.trimmingBlanks).filter { !$0.isEmpty }
    return lines.dropFirst().reduce(lines.first ?? "") { whole, line in
      let isLatin = (whole.last?.isASCII ?? false) && (line.first?.isASCII ?? false)
      return whole + (isLatin ? " " : "") + line
    }
  }

  /// The text of a write-up: a line of a cell is a paragraph, unless the cell has paragraphs, or Markdown, of its own.
  static func body(_ text: String) -> String {
    let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    if lines.contains("\n\n") || !lines.contains("\n") { return lines }
    var result = "", isBlock = false
    for (index, line) in lines.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let marks = "|-*+>#`!", first = line.first(where: { $0 != " " })
      let block = first.map { marks.contains($0) || $0.isASCII && $0.isNumber } ?? false
      if index > 0 { result += block && isBlock ? "\n" : "\n\n" }
      result += block ? String(line) : line.trimmingBlanks
      isBlock = block
    }
    return result
  }
}

extension Character {
  /// Whether it is a digit, of any width: 三 of 张三 is none.
  fileprivate var isFigure: Bool { unicodeScalars.first.map { "0"..."9" ~= $0.halfWidthForm } ?? false }
}
