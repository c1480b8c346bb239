/// Rows of a table in the form of RFC 4180, with LF as the line end: `a,"b, c"`.
package enum CSV {
  package static func encoded(_ rows: [[String]]) -> String {
    var out = ByteBuffer()
    for row in rows {
      for (index, cell) in row.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        var cell = cell
        cell.withUTF8 { $0.needsQuotesInCSV ? out.append(quoted: $0) : out.append($0) }
      }
      out.append(UInt8(ascii: "\n"))
    }
    return String(decoding: out.written, as: UTF8.self)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether there is a comma, a quotation mark or a line end in a cell.
  package var needsQuotesInCSV: Bool {
    contains {
      $0 < 0x2D && ($0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13)
    }
  }
}
