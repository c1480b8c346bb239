import Diagnostics

/// A file taken apart: the header as a tree with positions, the body as a byte range.
package struct Document: Sendable {
  package let file: WriteUp
  /// Always a map.
  package let header: Node
  /// The offset of the closing `---`, or the end of the file for a registry: where a missing field is reported.
  package let headerEnd: Int

  package var source: SourceText { file.source }
  package var body: Range<Int> { file.body }
}

/// The part of a document that a record keeps: the header has been read, and its tree can go.
package final class WriteUp: Sendable {
  package let source: SourceText
  /// Empty in a registry.
  package let body: Range<Int>

  init(source: SourceText, body: Range<Int>) {
    self.source = source
    self.body = body
  }
}

extension Document {
  /// A `*.md` file: a header between two lines `---`, then a body. Returns nil if it has mistakes, which are reported.
  package init?(writeUp source: SourceText, reporting: inout [Diagnostic]) {
    self.init(source, reporting: &reporting) { () throws(Diagnostic) in try HeaderFences(source) }
  }

  /// A `*.yml` file, which is all header; a line `---` may stand first.
  package init?(registry source: SourceText, reporting: inout [Diagnostic]) {
    let end = source.bytes.count
    self.init(source, reporting: &reporting) {
      let start = HeaderFences.documentStart(in: source) ?? source.contentStart
      return HeaderFences(header: start..<end, body: end..<end)
    }
  }

  /// Some lines of a write-up's body that are written like a header.
  package init?(block range: Range<Int>, of source: SourceText, reporting: inout [Diagnostic]) {
    self.init(source, in: range, reporting: &reporting) {
      HeaderFences(header: range, body: range.upperBound..<range.upperBound)
    }
  }

  private init?(
    _ source: SourceText, in part: Range<Int>? = nil, reporting: inout [Diagnostic],
    _ fences: () throws(Diagnostic) -> HeaderFences
  ) {
    do {
      let scan = try TextScan(source, in: part), fences = try fences()
      try scan.refuseSeparators(in: fences.header)
      guard let header = HeaderParser.parse(source, fences.header, reporting: &reporting) else { return nil }
      self.init(
        file: WriteUp(source: source, body: fences.body), header: header, headerEnd: fences.header.upperBound)
    } catch {
      reporting.append(error)
      return nil
    }
  }

  /// The range with the names and values of a file: the header of a write-up, all of a registry, and of what is neither.
  package static func header(of source: SourceText) -> Range<Int> {
    guard source.path.hasSuffix(".md"), let fences = try? HeaderFences(source) else {
      return 0..<source.bytes.count
    }
    return 0..<fences.header.upperBound
  }

}

extension SourceText {
  /// After the byte order mark, if there is one.
  package var contentStart: Int {
    bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
  }
}

extension UInt8 {
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let hyphen = UInt8(ascii: "-")
  static let colon = UInt8(ascii: ":")
  static let comma = UInt8(ascii: ",")
  static let numberSign = UInt8(ascii: "#")
  static let questionMark = UInt8(ascii: "?")
  static let singleQuote = UInt8(ascii: "'")
  static let doubleQuote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
}
