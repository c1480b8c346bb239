import Records

/// Writes the cells of a table one after another as bytes, in one of its formats. What a table says is written once;
/// which of the three files it becomes is known here alone.
struct RowWriter {
  private let format: Table.Format
  /// By column: its name as a member of a JSON object, its mark where there is no value, and whether JSON quotes it.
  private let columns: [(name: [UInt8], absence: [UInt8], isQuoted: Bool)]
  private var bytes: [UInt8] = []
  private var column = 0
  private var rows = 0
  private var structure = StructureWriter()

  init(_ fields: [Field], _ format: Table.Format) {
    self.format = format
    columns = fields.map { field in
      let isQuoted = [.string, .date, .mixed].contains(field.kind)
      return (Array("\"\(field.name)\":".utf8), Array(field.absence.rawValue.utf8), isQuoted)
    }
    bytes.reserveCapacity(1 << 16)
    switch format {
    case .json: bytes.append(UInt8(ascii: "["))
    case .spreadsheet, .csv:
      if format == .spreadsheet { bytes += [0xEF, 0xBB, 0xBF] }
      bytes += fields.map(\.name).joined(separator: ",").utf8
      bytes.append(.lineFeed)
    }
  }

  mutating func row(_ write: (inout RowWriter) -> Void) {
    if format == .json { bytes += (rows == 0 ? "\n{" : ",\n{").utf8 }
    column = 0
    write(&self)
    precondition(column == columns.count, "a row has \(column) cells, the table \(columns.count) columns")
    bytes.append(format == .json ? UInt8(ascii: "}") : .lineFeed)
    rows += 1
  }

  consuming func finished() -> (bytes: [UInt8], rows: Int) {
    if format == .json { bytes += "\n]\n".utf8 }
    return (bytes, rows)
  }

  // MARK: Cells

  /// In JSON a member that has no value is left out.
  mutating func missing(_ absence: Absence? = nil) {
    if format != .json {
      separate()
      if let absence { bytes += absence.rawValue.utf8 } else { bytes += columns[column].absence }
    }
    column += 1
  }

  mutating func text(_ text: String?) {
    guard var text, !text.isEmpty else { return missing() }
    begin()
    text.withUTF8 { write($0) }
    column += 1
  }

  /// Digits, letters and what else stands in ids, addresses and dates: nothing that has to be quoted in CSV or escaped in
  /// JSON.
  mutating func plain(_ write: (inout [UInt8]) -> Void) {
    begin()
    let isQuoted = format == .json && columns[column].isQuoted
    if isQuoted { bytes.append(.quote) }
    write(&bytes)
    if isQuoted { bytes.append(.quote) }
    column += 1
  }

  mutating func plain(_ text: String?) {
    guard let text else { return missing() }
    plain { $0 += text.utf8 }
  }

  mutating func number(_ value: Number?) {
    guard let value else { return missing() }
    plain { value.write(to: &$0) }
  }

  mutating func number(_ value: Int?) {
    guard let value else { return missing() }
    plain { Day.write(value, to: &$0) }
  }

  mutating func flag(_ value: Bool) { plain { $0 += (value ? "true" : "false").utf8 } }

  mutating func day(_ day: Day?) {
    guard let day else { return missing() }
    plain { day.write(to: &$0) }
  }

  /// An array or object, which is JSON in CSV, too.
  mutating func json(isEmpty: Bool = false, _ write: (inout StructureWriter) -> Void) {
    if isEmpty { return missing() }
    begin()
    if format == .json {
      structure.start(with: bytes)
      bytes = []
      write(&structure)
      bytes = structure.finish()
    } else {
      structure.start(with: [])
      write(&structure)
      let written = structure.finish()
      written.withUnsafeBufferPointer { bytes.append(quoted: $0) }
    }
    column += 1
  }

  mutating func texts(_ texts: [String]) {
    json(isEmpty: texts.isEmpty) { $0.list(texts) { $1.text($0) } }
  }

  // MARK: Bytes

  private mutating func separate() { if column > 0 { bytes.append(UInt8(ascii: ",")) } }

  private mutating func begin() {
    guard format == .json else { return separate() }
    if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
    bytes += columns[column].name
  }

  private mutating func write(_ text: UnsafeBufferPointer<UInt8>) {
    switch format {
    case .json: bytes.append(jsonText: text)
    case .csv:
      if text.needsQuotes { bytes.append(quoted: text) } else { bytes.append(contentsOf: text) }
    case .spreadsheet:
      let guarded: [UInt8] = text.first.map(\.beginsFormula) == true ? [UInt8(ascii: "'")] : []
      if text.needsQuotes {
        bytes.append(quoted: text, after: guarded)
      } else {
        bytes += guarded
        bytes.append(contentsOf: text)
      }
    }
  }
}

extension UInt8 {
  static let quote = UInt8(ascii: "\"")
  static let lineFeed = UInt8(ascii: "\n")

  /// A cell that begins with one of these is a formula to Excel and its like.
  var beginsFormula: Bool {
    switch self {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 9, 13: true
    default: false
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// RFC 4180: where a comma, a quotation mark or a line end is in it. All are below 64, as no byte of Chinese is.
  fileprivate var needsQuotes: Bool {
    contains { $0 == UInt8(ascii: ",") || $0 == .quote || $0 == .lineFeed || $0 == 13 }
  }
}

extension [UInt8] {
  /// In quotation marks, those inside doubled.
  fileprivate mutating func append(quoted text: UnsafeBufferPointer<UInt8>, after prefix: [UInt8] = []) {
    append(.quote)
    self += prefix
    var start = 0
    for i in text.indices where text[i] == .quote {
      append(contentsOf: text[start...i])
      start = i
    }
    append(contentsOf: text[start...])
    append(.quote)
  }

  /// As a JSON string, in its quotation marks.
  mutating func append(jsonText text: UnsafeBufferPointer<UInt8>) {
    append(.quote)
    var start = 0
    for i in text.indices {
      let byte = text[i]
      guard byte < 0x20 || byte == .quote || byte == UInt8(ascii: "\\") || byte == 0x7F else { continue }
      append(contentsOf: text[start..<i])
      start = i + 1
      switch byte {
      case .quote: self += "\\\"".utf8
      case UInt8(ascii: "\\"): self += "\\\\".utf8
      case .lineFeed: self += "\\n".utf8
      case 9: self += "\\t".utf8
      case 13: self += "\\r".utf8
      default:
        let digits = Array("0123456789abcdef".utf8)
        self += "\\u00".utf8
        self += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    append(contentsOf: text[start...])
    append(.quote)
  }
}
