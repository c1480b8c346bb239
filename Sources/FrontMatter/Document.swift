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

/// What a record keeps of its document: the header has been read, and its tree can go.
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
  /// A `*.md` file: a header between two lines `---`, then a body. Nothing if it has mistakes, which are reported.
  package init?(writeUp source: SourceText, reporting: inout [Diagnostic]) {
    do {
      let scan = try TextScan(source)
      let fences = try HeaderFences(source)
      try scan.refuseSeparators(in: fences.header)
      guard let header = HeaderParser.parse(source, fences.header, reporting: &reporting) else { return nil }
      self.init(
        file: WriteUp(source: source, body: fences.body), header: header,
        headerEnd: fences.header.upperBound)
    } catch {
      reporting.append(error)
      return nil
    }
  }

  /// A `*.yml` file, which is all header; a line `---` may stand first.
  package init?(registry source: SourceText, reporting: inout [Diagnostic]) {
    do {
      let scan = try TextScan(source)
      let end = source.bytes.count
      let range = (HeaderFences.documentStart(in: source) ?? source.contentStart)..<end
      try scan.refuseSeparators(in: range)
      guard let header = HeaderParser.parse(source, range, reporting: &reporting) else { return nil }
      self.init(file: WriteUp(source: source, body: end..<end), header: header, headerEnd: end)
    } catch {
      reporting.append(error)
      return nil
    }
  }

  /// Some lines of a write-up's body that are written like a header.
  package init?(block range: Range<Int>, of source: SourceText, reporting: inout [Diagnostic]) {
    do {
      try TextScan(source).refuseSeparators(in: range)
      guard let header = HeaderParser.parse(source, range, reporting: &reporting) else { return nil }
      let end = range.upperBound
      self.init(file: WriteUp(source: source, body: end..<end), header: header, headerEnd: end)
    } catch {
      reporting.append(error)
      return nil
    }
  }
}

/// Where the lines `---` stand: the header is what lies between them.
struct HeaderFences {
  let header: Range<Int>
  let body: Range<Int>

  init(_ source: SourceText) throws(Diagnostic) {
    let start = source.contentStart
    guard let headerStart = HeaderFences.afterFence(in: source, at: start) else {
      throw .missingHeader(source.path, HeaderFences.firstLine(of: source, from: start))
    }
    let bytes = source.bytes
    var line = headerStart
    while line < bytes.count {
      if let bodyStart = HeaderFences.afterFence(in: source, at: line) {
        header = headerStart..<line
        body = bodyStart..<bytes.count
        return
      }
      while line < bytes.count, bytes[line] != .lineFeed { line += 1 }
      line += 1
    }
    throw .unclosedHeader(source.path, start..<start + 3)
  }

  /// The start of the line after a line that is `---` (and blanks), if there is one at the offset.
  static func afterFence(in source: SourceText, at offset: Int) -> Int? {
    let bytes = source.bytes
    var i = offset
    guard i + 3 <= bytes.count, bytes[i] == .hyphen, bytes[i + 1] == .hyphen, bytes[i + 2] == .hyphen else {
      return nil
    }
    i += 3
    while i < bytes.count, bytes[i] == .space || bytes[i] == .tab { i += 1 }
    if i < bytes.count, bytes[i] == .carriageReturn { i += 1 }
    if i == bytes.count { return i }
    return bytes[i] == .lineFeed ? i + 1 : nil
  }

  /// The same for YAML's own start of a document, which may stand first in a registry, and has no tabs after it.
  static func documentStart(in source: SourceText) -> Int? {
    guard let next = afterFence(in: source, at: source.contentStart) else { return nil }
    return source.bytes[source.contentStart..<next].contains(.tab) ? nil : next
  }

  private static func firstLine(of source: SourceText, from start: Int) -> Range<Int> {
    var end = start
    while end < source.bytes.count, source.bytes[end] != .lineFeed, source.bytes[end] != .carriageReturn {
      end += 1
    }
    return start..<end
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
