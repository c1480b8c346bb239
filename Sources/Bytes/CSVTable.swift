import Diagnostics

/// A table read from CSV (RFC 4180), each cell with its range. Lines may end in LF or CRLF, and a byte order mark may come
/// first, as Excel writes them.
package struct CSVTable: Sendable {
  package let source: SourceText
  package let header: [Cell]
  /// The rows below the header; lines with nothing in them are left out.
  package let rows: [[Cell]]

  package struct Cell: Sendable {
    /// The content without the quotation marks around it, those inside it single.
    package let text: String
    /// The bytes of the cell, quotation marks included.
    package let range: Range<Int>
    /// Whether the text is in the file as it is.
    package let isVerbatim: Bool

    package init(text: String, range: Range<Int>, isVerbatim: Bool) {
      self.text = text
      self.range = range
      self.isVerbatim = isVerbatim
    }
  }

  package var hasByteOrderMark: Bool { source.bytes.starts(with: CSVTable.byteOrderMark) }

  fileprivate static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Throws where the file is no such table, with the location where it stops being one.
  package init(parsing source: SourceText) throws(Diagnostic) {
    self.source = source
    if let offset = source.bytes.firstInvalidUTF8 { throw .csvEncoding(source.path, offset) }
    var scan = CSVScan(source), records: [[Cell]] = [], cells = 0
    while let record = try scan.record() {
      records.append(record)
      cells += record.count
      if records.count > InputLimit.rows + 1 || cells > InputLimit.cells { throw .tooManyRows(source.path) }
    }
    guard let header = records.first, header.contains(where: { !$0.text.isEmpty }) else {
      throw .csvWithoutHeader(source.path)
    }
    if header.count == 1, let mark = header[0].text.first(where: { [";", "\t", "；"].contains($0) }) {
      throw .csvSeparator(String(mark), at: Location(source.path, header[0].range))
    }
    self.header = header
    rows = records.dropFirst().filter { $0.contains { !$0.text.isEmpty } }
  }
}

private struct CSVScan {
  private let source: SourceText
  private let bytes: [UInt8]
  private var at: Int

  private static let comma = UInt8(ascii: ","), quote = UInt8(ascii: "\""), lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
    at = bytes.starts(with: CSVTable.byteOrderMark) ? 3 : 0
  }

  /// Reads the cells up to a line end. Returns nil at the end of the file.
  mutating func record() throws(Diagnostic) -> [CSVTable.Cell]? {
    guard at < bytes.count else { return nil }
    var cells = [try cell()]
    while at < bytes.count, bytes[at] == CSVScan.comma {
      at += 1
      cells.append(try cell())
      if cells.count > InputLimit.cells { throw .tooManyRows(source.path) }
    }
    if at < bytes.count, bytes[at] == CSVScan.carriageReturn { at += 1 }
    if at < bytes.count, bytes[at] == CSVScan.lineFeed { at += 1 }
    return cells
  }

  private mutating func cell() throws(Diagnostic) -> CSVTable.Cell {
    let start = at
    guard at < bytes.count, bytes[at] == CSVScan.quote else {
      while at < bytes.count, ![CSVScan.comma, CSVScan.lineFeed, CSVScan.carriageReturn].contains(bytes[at]) {
        if bytes[at] == CSVScan.quote { throw .csvQuote(at: Location(source.path, at..<at + 1)) }
        at += 1
      }
      return CSVTable.Cell(text: source.text(start..<at), range: start..<at, isVerbatim: true)
    }
    var text: [UInt8] = [], isVerbatim = true
    at += 1
    while true {
      guard at < bytes.count else { throw .csvQuoteUnclosed(at: Location(source.path, start..<start + 1)) }
      if bytes[at] == CSVScan.quote {
        at += 1
        guard at < bytes.count, bytes[at] == CSVScan.quote else { break }
        isVerbatim = false
      }
      text.append(bytes[at])
      at += 1
    }
    if at < bytes.count, ![CSVScan.comma, CSVScan.lineFeed, CSVScan.carriageReturn].contains(bytes[at]) {
      throw .csvQuote(at: Location(source.path, at - 1..<at))
    }
    return CSVTable.Cell(
      text: String(decoding: text, as: UTF8.self), range: start..<at, isVerbatim: isVerbatim)
  }
}

extension [UInt8] {
  /// The offset of the first byte that is no UTF-8.
  var firstInvalidUTF8: Int? {
    do {
      _ = try UTF8Span(validating: span)
      return nil
    } catch { return error.byteOffsets.lowerBound }
  }
}
