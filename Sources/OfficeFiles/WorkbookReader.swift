import Diagnostics

/// The tables of a workbook (.xlsx), as Excel, WPS, LibreOffice and libraries write them. No formula is calculated: cells
/// have the values that were stored with them.
package struct WorkbookReader {
  private let parts: OfficeParts
  private var isFrom1904 = false
  private var sharedStrings: [String] = []
  private var formats: [NumberFormat] = []
  /// The rows and cells of all sheets together.
  private var room = SheetRoom()

  /// The sheets with cells, in their order; charts and macros are left out.
  ///
  /// - Parameter path: as messages name the file.
  package static func tables(in bytes: [UInt8], path: String) throws(Diagnostic) -> [SheetTable] {
    switch try OfficeFormat(of: bytes, path: path) {
    case .workbook: break
    case .document: throw .notAWorkbook(path, isDocument: true)
    case .text: throw .notAWorkbook(path, isDocument: false)
    }
    var reader = WorkbookReader(parts: try OfficeParts(try ZipReader(bytes, path: path)))
    return try reader.tables()
  }

  private init(parts: OfficeParts) { self.parts = parts }

  private mutating func tables() throws(Diagnostic) -> [SheetTable] {
    let path = parts.zip.path, relations = try parts.relations(of: parts.main), sheets = try listedSheets()
    func part(_ kind: String) -> String? { relations.first { $0.kind == kind && !$0.isExternal }?.target }
    if let part = part("sharedStrings") { try readSharedStrings(part) }
    if let part = part("styles") { try readFormats(part) }
    let byID = Dictionary(relations.map { ($0.id, $0) }) { first, _ in first }
    var tables: [SheetTable] = [], read: Set<String> = []
    for sheet in sheets {
      guard let relation = byID[sheet.relation], !relation.isExternal else {
        throw .damagedFile(path, .cell("sheet", sheet: sheet.name))
      }
      guard relation.kind == "worksheet" else { continue }
      // A part that is two sheets at once could be a thousand.
      guard read.insert(relation.target).inserted else { throw .damagedFile(path, .entry(relation.target)) }
      let table = SheetTable(file: path, name: sheet.name, isHidden: sheet.isHidden)
      var reader = WorksheetReader(
        table, sharedStrings: sharedStrings, formats: formats, isFrom1904: isFrom1904, room: room)
      try reader.read(try parts.contents(of: relation.target))
      tables.append(reader.table)
      room = reader.room
    }
    return tables
  }

  private struct ListedSheet {
    let name: String
    let relation: String
    let isHidden: Bool
  }

  private mutating func listedSheets() throws(Diagnostic) -> [ListedSheet] {
    var reader = XMLReader(try parts.contents(of: parts.main)), sheets: [ListedSheet] = []
    while let event = try reader.next() {
      guard case .start(let name, let attributes) = event else { continue }
      if name == "workbookPr" { isFrom1904 = attributes.isTrue("date1904") }
      if name == "sheet", let relation = attributes["r:id"] {
        sheets.append(
          ListedSheet(
            name: attributes["name"] ?? "", relation: relation,
            isHidden: ["hidden", "veryHidden"].contains(attributes["state"])))
      }
    }
    return sheets
  }

  private mutating func readSharedStrings(_ part: String) throws(Diagnostic) {
    var reader = XMLReader(try parts.contents(of: part)), text: RichText?
    while let event = try reader.next() {
      if case .start("si", _) = event {
        text = RichText()
      } else if case .end("si") = event, let finished = text {
        if sharedStrings.count == InputLimit.cells { throw .tooManyRows(parts.zip.path) }
        sharedStrings.append(finished.text.unescapedInOffice)
        text = nil
      } else {
        text?.add(event)
      }
    }
  }

  private mutating func readFormats(_ part: String) throws(Diagnostic) {
    var reader = XMLReader(try parts.contents(of: part)), codes: [Int: String] = [:], ids: [Int] = [],
      isInCells = false
    while let event = try reader.next() {
      switch event {
      case .start("numFmt", let attributes):
        if let id = attributes["numFmtId"].flatMap({ Int($0) }) { codes[id] = attributes["formatCode"] }
      case .start("cellXfs", _): isInCells = true
      case .end("cellXfs"): isInCells = false
      case .start("xf", let attributes) where isInCells:
        ids.append(attributes["numFmtId"].flatMap { Int($0) } ?? 0)
      default: break
      }
      // Excel opens no file with more.
      if ids.count > 1 << 16 || codes.count > 10_000 {
        throw .unsafeZip(parts.zip.path, .tooManyElements(part: part))
      }
    }
    var known: [Int: NumberFormat] = [:]
    for id in ids {
      let format = known[id] ?? NumberFormat(id: id, codes: codes)
      known[id] = format
      formats.append(format)
    }
  }
}

/// The text of a cell that may have runs in several faces, without how its characters are read.
struct RichText {
  private(set) var text = ""
  private var isInText = false
  private var isPhonetic = false
  /// Struck text was taken out by its writer.
  private var isStruck = false
  private var isRaised = false

  mutating func add(_ event: XMLReader.Event) {
    switch event {
    case .start("r", _): (isStruck, isRaised) = (false, false)
    case .start("strike", let attributes):
      isStruck = attributes["val"].map { $0 != "0" && $0 != "false" } ?? true
    case .start("vertAlign", let attributes): isRaised = attributes["val"] == "superscript"
    case .start("rPh", _): isPhonetic = true
    case .end("rPh"): isPhonetic = false
    case .start("t", _): isInText = !isPhonetic
    case .end("t"): isInText = false
    case .text(let piece):
      // A longer one is refused where it is in a cell.
      if isInText, !isStruck, text.utf8.count <= InputLimit.cellText {
        text += isRaised ? String(piece.map { RichText.raised[$0] ?? $0 }) : piece
      }
    default: break
    }
  }
}

extension RichText {
  /// A raised digit is none of the number in front of it.
  fileprivate static let raised = Dictionary(uniqueKeysWithValues: zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
}

extension XMLAttributes {
  func isTrue(_ name: String) -> Bool { self[name].map { $0 == "1" || $0 == "true" || $0 == "on" } ?? false }
}

extension String {
  /// The text with characters that XML cannot have, which stand as `_x000D_`, and with LF as the line end.
  var unescapedInOffice: String {
    guard utf8.contains(where: { $0 == UInt8(ascii: "_") || $0 == 13 }) else { return self }
    var units: [UInt16] = [], rest = utf16[...]
    while let unit = rest.popFirst() {
      let code = rest.prefix(6)
      if unit == 0x5F, code.count == 6, code.first == 0x78, code.last == 0x5F,
        let value = UInt16(String(decoding: code.dropFirst().dropLast(), as: UTF16.self), radix: 16)
      {
        units.append(value)
        rest = rest.dropFirst(6)
      } else {
        units.append(unit)
      }
    }
    return String(decoding: units, as: UTF16.self).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }
}
