import Bytes
import Records

/// Writes the cells of a table one after another as bytes: as CSV, and for Excel beside it, or as JSON. What a table says is
/// written once; which of the files it becomes is known here alone.
struct RowWriter: ~Copyable {
  private let isJSON: Bool
  private let layout: [Layout]
  /// Takes the bytes of a file in pieces, so that no file is ever held as a whole.
  private let sink: (Table.Format, [UInt8]) -> Void
  /// The row being written, and where in it a text begins that Excel would take for a formula.
  private var line = ByteBuffer()
  private var formulas: [Int] = []
  private var bytes: [UInt8] = []
  /// The same for Excel; `nil` if nobody wants it.
  private var sheet: [UInt8]?
  private var column = 0
  private(set) var rows = 0
  private var hasMember = false
  private var structure = StructureWriter()

  private struct Layout {
    /// The key and colon of the value in a JSON object.
    let name: String
    /// The mark where there is no value: `x` or `z`.
    let absence: UInt8
    let isQuotedInJSON: Bool
  }

  private static let piece = 1 << 19

  init(_ fields: [Column], _ formats: [Table.Format], sink: @escaping (Table.Format, [UInt8]) -> Void) {
    isJSON = formats == [.json]
    self.sink = sink
    layout = fields.map { field in
      Layout(
        name: field.name, absence: Array(field.absence.rawValue.utf8)[1],
        isQuotedInJSON: [.string, .date, .mixed].contains(field.kind))
    }
    let header = Array((fields.map(\.name).joined(separator: ",") + "\n").utf8)
    bytes = isJSON ? [UInt8(ascii: "[")] : header
    if formats.contains(.spreadsheet) { sheet = [0xEF, 0xBB, 0xBF] + header }
  }

  mutating func row(_ write: (inout RowWriter) -> Void) {
    line.removeAll()
    formulas.removeAll(keepingCapacity: true)
    if isJSON { line.append(rows == 0 ? "\n{" as StaticString : ",\n{") }
    column = 0
    hasMember = false
    write(&self)
    precondition(column == layout.count, "a row has \(column) cells, the table \(layout.count) columns")
    line.append(isJSON ? UInt8(ascii: "}") : .lineFeed)
    bytes.append(contentsOf: line.written)
    guardFormulas()
    rows += 1
    if bytes.count > RowWriter.piece { handOver() }
  }

  /// Nothing is written after this.
  mutating func finish() {
    if isJSON { bytes += "\n]\n".utf8 }
    handOver()
  }

  private mutating func handOver() {
    sink(isJSON ? .json : .csv, bytes)
    bytes.removeAll(keepingCapacity: true)
    if let sheet {
      sink(.spreadsheet, sheet)
      self.sheet?.removeAll(keepingCapacity: true)
    }
  }

  /// The row for Excel, with an apostrophe before each text that would be a formula.
  private mutating func guardFormulas() {
    guard sheet != nil else { return }
    var start = 0
    for place in formulas {
      sheet?.append(contentsOf: line.written[start..<place])
      sheet?.append(UInt8(ascii: "'"))
      start = place
    }
    sheet?.append(contentsOf: line.written[start...])
  }

  // MARK: Cells

  /// Writes cells without a value. In JSON a member that has none is left out.
  mutating func missing(_ count: Int) { for _ in 0..<count { missing() } }

  mutating func missing() {
    if !isJSON {
      if column > 0 { line.append(UInt8(ascii: ",")) }
      line.append(UInt8(ascii: "["))
      line.append(layout[column].absence)
      line.append(UInt8(ascii: "]"))
    }
    column += 1
  }

  mutating func text(_ text: String?) {
    guard var text, !text.isEmpty else { return missing() }
    begin()
    text.withUTF8 { write($0) }
    column += 1
  }

  /// Digits, letters and what else stands in ids, addresses and dates, in parts: nothing that has to be quoted in CSV or
  /// escaped in JSON.
  mutating func plain(_ first: String?, _ second: String = "", _ third: String = "", _ fourth: String = "") {
    guard let first else { return missing() }
    beginPlain()
    line.append(first)
    line.append(second)
    line.append(third)
    line.append(fourth)
    endPlain()
  }

  mutating func number(_ value: Number?) {
    guard let value else { return missing() }
    beginPlain()
    if let whole = value.whole, whole >= 0 { line.append(whole) } else { line.append(value.description) }
    endPlain()
  }

  mutating func number(_ value: Int?) {
    guard let value else { return missing() }
    beginPlain()
    line.append(value)
    endPlain()
  }

  mutating func flag(_ value: Bool) { plain(value ? "true" : "false") }

  mutating func day(_ day: Day?) {
    guard let day else { return missing() }
    let (year, month, number) = day.components
    beginPlain()
    line.append(year, digits: 4)
    line.append(UInt8(ascii: "-"))
    line.append(month, digits: 2)
    line.append(UInt8(ascii: "-"))
    line.append(number, digits: 2)
    endPlain()
  }

  /// An array or object, which is JSON in CSV, too.
  mutating func json(isEmpty: Bool = false, _ write: (inout StructureWriter) -> Void) {
    if isEmpty { return missing() }
    begin()
    structure.start()
    write(&structure)
    if isJSON { line.append(structure.written) } else { line.append(quoted: structure.written) }
    column += 1
  }

  mutating func texts(_ texts: [String]) {
    json(isEmpty: texts.isEmpty) { $0.list(texts) { $1.text($0) } }
  }

  // MARK: Around a cell

  private mutating func begin() {
    if isJSON {
      line.append(hasMember ? ",\"" as StaticString : "\"")
      line.append(layout[column].name)
      line.append("\":" as StaticString)
      hasMember = true
    } else if column > 0 {
      line.append(UInt8(ascii: ","))
    }
  }

  private mutating func beginPlain() {
    begin()
    if isJSON, layout[column].isQuotedInJSON { line.append(.quote) }
  }

  private mutating func endPlain() {
    if isJSON, layout[column].isQuotedInJSON { line.append(.quote) }
    column += 1
  }

  private mutating func write(_ text: UnsafeBufferPointer<UInt8>) {
    if isJSON { return line.append(jsonText: text) }
    let needsQuotes = text.needsQuotesInCSV
    // Nearly all texts begin with what can be no mark and no formula.
    if !text.beginsPlainly {
      if text.needsEscape { line.append(UInt8(ascii: "\\")) }
      if text.needsGuard { formulas.append(line.count + (needsQuotes ? 1 : 0)) }
    }
    if needsQuotes { line.append(quoted: text) } else { line.append(text) }
  }
}

extension UInt8 {
  static let quote = UInt8(ascii: "\"")
  static let lineFeed = UInt8(ascii: "\n")
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the first byte is an ASCII letter or digit, or that of a Han character.
  fileprivate var beginsPlainly: Bool {
    switch first ?? 0 {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0xE4...0xE9: true
    default: false
    }
  }
}
