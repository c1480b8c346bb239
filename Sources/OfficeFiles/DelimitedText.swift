import Bytes
import Diagnostics

/// A table in a text, as programs and people write CSV: in any encoding that is recognised, with any of the usual marks
/// between cells, and with blanks around them.
package struct DelimitedText {
  private let path: String
  private let bytes: [UInt8]
  private var index: Int
  /// The mark between cells.
  private let separator: [UInt8]

  private static let quote = UInt8(ascii: "\""), lineFeed = UInt8(ascii: "\n"),
    carriageReturn = UInt8(ascii: "\r")
  private static let blank = UInt8(ascii: " ")
  /// The marks from the one that is the least likely to be in a text.
  private static let separators = ["\t", ",", ";", "；", "，"]

  /// - Parameter path: as messages name the file.
  package static func table(in bytes: [UInt8], path: String) throws(Diagnostic) -> SheetTable {
    let text = Array(try SourceText(path: path, bytes: bytes).decoded().text.utf8)
    let (named, start) = declaredSeparator(text)
    var reader = DelimitedText(path, text, start, named ?? likelySeparator(text, start, path))
    var table = SheetTable(file: path), number = 0, cells = 0
    while let record = try reader.record() {
      number += 1
      if record.isEmpty { continue }
      cells += record.count
      table.rows.append(SheetTable.Row(number: number, cells: record))
      if table.rows.count > InputLimit.rows || cells > InputLimit.cells { throw .tooManyRows(path) }
    }
    return table
  }

  private init(_ path: String, _ bytes: [UInt8], _ start: Int, _ separator: String) {
    (self.path, self.bytes, index, self.separator) = (path, bytes, start, Array(separator.utf8))
  }

  // MARK: Separators

  /// The mark that a line `sep=;` at the top names, which Excel reads and does not show; and the start of the table.
  private static func declaredSeparator(_ bytes: [UInt8]) -> (String?, Int) {
    let line = bytes.prefix { $0 != lineFeed && $0 != carriageReturn }
    let text = String(decoding: line, as: UTF8.self).trimmingBlanks.replacing("\"", with: "")
    guard text.lowercased().hasPrefix("sep="),
      let separator = separators.first(where: { text.dropFirst(4) == $0 }) ?? (text == "sep=" ? "\t" : nil)
    else { return (nil, 0) }
    var start = line.count
    if bytes[start...].first == carriageReturn { start += 1 }
    if bytes[start...].first == lineFeed { start += 1 }
    return (separator, start)
  }

  /// The mark that gives the most rows the same number of cells, by the first hundred rows; a comma if none gives two.
  private static func likelySeparator(_ bytes: [UInt8], _ start: Int, _ path: String) -> String {
    var best = (separator: ",", score: 0)
    for separator in separators {
      var reader = DelimitedText(path, bytes, start, separator), counts: [Int: Int] = [:], rows = 0
      while rows < 100, let record = try? reader.record() {
        if record.isEmpty { continue }
        counts[reader.columns, default: 0] += 1
        rows += 1
      }
      let score = counts.filter { $0.key > 1 }.values.max() ?? 0
      // A mark of texts has to be much better than one of tables.
      let isMarkOfTexts = separator.utf8.count > 1
      if score > (isMarkOfTexts ? best.score * 2 : best.score) { best = (separator, score) }
    }
    return best.separator
  }

  // MARK: Cells

  /// The columns of the last record, those without a text included.
  private var columns = 0

  /// The cells up to a line end that have a text. Returns nil at the end of the file.
  private mutating func record() throws(Diagnostic) -> [SheetTable.Cell]? {
    guard index < bytes.count else { return nil }
    var cells: [SheetTable.Cell] = []
    columns = 0
    while true {
      let text = try cell()
      if !text.isBlank {
        cells.append(SheetTable.Cell(column: columns, text: text, kind: SheetTable.Kind(delimited: text)))
      }
      columns += 1
      if columns > CellAddress.columns { throw .tooManyRows(path) }
      guard isAtSeparator else { break }
      index += separator.count
    }
    if index < bytes.count, bytes[index] == DelimitedText.carriageReturn { index += 1 }
    if index < bytes.count, bytes[index] == DelimitedText.lineFeed { index += 1 }
    return cells
  }

  private mutating func cell() throws(Diagnostic) -> String {
    let start = index
    var first = index
    while first < bytes.count, bytes[first] == DelimitedText.blank { first += 1 }
    guard first < bytes.count, bytes[first] == DelimitedText.quote else {
      return plainText(from: start).trimmingBlanks
    }
    var text: [UInt8] = []
    index = first + 1
    while true {
      guard index < bytes.count else { throw .quoteUnclosed(path, line: line(of: first)) }
      if bytes[index] == DelimitedText.quote {
        index += 1
        guard index < bytes.count, bytes[index] == DelimitedText.quote else { break }
      }
      text.append(bytes[index])
      index += 1
    }
    // Excel takes what follows the closing mark as a part of the cell.
    let rest = plainText(from: index).trimmingBlanks
    let quoted = String(decoding: text, as: UTF8.self).replacing("\r\n", with: "\n").replacing(
      "\r", with: "\n")
    return quoted + rest
  }

  /// The text up to the end of the cell. `="001"` is how a text that looks like a number is kept from Excel.
  private mutating func plainText(from start: Int) -> String {
    index = start
    while index < bytes.count, bytes[index] != DelimitedText.lineFeed,
      bytes[index] != DelimitedText.carriageReturn,
      !isAtSeparator
    {
      index += 1
    }
    let text = bytes[start..<index]
    if text.starts(with: "=\"".utf8), text.count > 2, text.last == DelimitedText.quote {
      return String(decoding: text.dropFirst(2).dropLast(), as: UTF8.self)
    }
    return String(decoding: text, as: UTF8.self)
  }

  private var isAtSeparator: Bool {
    guard index < bytes.count, bytes[index] == separator[0] else { return false }
    return separator.count == 1 || bytes[index...].starts(with: separator)
  }

  private func line(of offset: Int) -> Int { bytes[..<offset].count { $0 == DelimitedText.lineFeed } + 1 }
}

extension SheetTable.Kind {
  fileprivate init(delimited text: String) {
    let errors = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"]
    self = text.hasPrefix("#") && errors.contains(text) ? .error : .text
  }
}

extension String {
  /// The text without blanks of any width around it.
  var trimmingBlanks: String {
    guard let first = utf8.first, let last = utf8.last, first.mayBeginBlank || last.mayEndBlank else {
      return self
    }
    return String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }

  var isBlank: Bool {
    guard let first = utf8.first, first.mayBeginBlank else { return isEmpty }
    return allSatisfy { $0.isWhitespace }
  }
}

// Properties of Unicode are slow: bytes tell for nearly all texts that there is no blank.
extension UInt8 {
  fileprivate var mayBeginBlank: Bool { self <= 0x20 || [0xC2, 0xE1, 0xE2, 0xE3].contains(self) }

  fileprivate var mayEndBlank: Bool {
    self <= 0x20 || 0x80...0x8A ~= self || [0x9F, 0xA0, 0xA8, 0xA9, 0xAF].contains(self)
  }
}
