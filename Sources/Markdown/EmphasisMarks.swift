import CCMark
import Diagnostics

/// The pre-pass that lets emphasis work in Chinese text while libcmark stays as it is.
///
/// CommonMark asks for a blank or punctuation outside a run of `*` that has punctuation inside, which Chinese, written
/// without blanks, never has: `**注意：**请` fails. By the CJK-friendly amendment a run with no blank on either side and
/// a CJK character on at least one both opens and closes. libcmark does so where both neighbours are punctuation, or
/// neither is; where one is, a character that it takes for punctuation is put on the other side of the run, and taken
/// out of the tree again. (That other side is never itself a mark of Markdown.)
struct EmphasisMarks {
  /// The offsets in the file that get the mark before them, ascending.
  private(set) var insertions: [Int] = []
  /// The first mark that the text has itself, which is an error.
  private(set) var reserved: Range<Int>?

  /// U+10A7F OLD SOUTH ARABIAN NUMERIC INDICATOR.
  static let mark: [UInt8] = [0xF0, 0x90, 0xA9, 0xBF]
  private static let markValue: UInt32 = 0x10A7F

  init(_ bytes: [UInt8], _ body: Range<Int>) {
    var i = body.lowerBound
    while let start = bytes.offset(of: UInt8(ascii: "*"), in: i..<body.upperBound) {
      i = start + 1
      if bytes.isEscaped(start, from: body.lowerBound) { continue }
      while i < body.upperBound, bytes[i] == UInt8(ascii: "*") { i += 1 }
      if let offset = EmphasisMarks.offset(for: start..<i, bytes, body) { insertions.append(offset) }
    }
    let literals = EmphasisMarks.literals(bytes, body)
    if !literals.isEmpty { insertions = (insertions + literals).sorted() }
    let mark = EmphasisMarks.firstMark(bytes, body), reference = EmphasisMarks.firstReference(bytes, body)
    reserved = [mark, reference].compactMap { $0 }.min { $0.lowerBound < $1.lowerBound }
  }

  /// The body with its marks.
  func text(_ bytes: [UInt8], _ body: Range<Int>) -> ArraySlice<UInt8> {
    if insertions.isEmpty { return bytes[body] }
    var text: [UInt8] = [], marks = insertions[...]
    text.reserveCapacity(body.count + marks.count * EmphasisMarks.mark.count)
    text.append(bytes, body, inserting: &marks)
    return text[...]
  }

  // MARK: Emphasis

  /// The offset of the mark that a run needs: at one of its ends, or nowhere.
  private static func offset(for run: Range<Int>, _ bytes: [UInt8], _ body: Range<Int>) -> Int? {
    guard run.lowerBound > body.lowerBound, run.upperBound < body.upperBound else { return nil }
    let before = lastScalar(of: bytes, in: body.lowerBound..<run.lowerBound)
    let after = firstScalar(of: bytes, in: run.upperBound..<body.upperBound).scalar
    if isSpace(before.scalar) || isSpace(after) { return nil }
    guard endsWithCJK(before, bytes, body) || isCJK(after) else { return nil }
    let isPunctuationBefore = isPunctuation(before.scalar)
    if isPunctuationBefore == isPunctuation(after) { return nil }
    return isPunctuationBefore ? run.upperBound : run.lowerBound
  }

  /// True if the last scalar before a run is CJK, or a variation selector behind one that is.
  private static func endsWithCJK(_ last: LocatedScalar, _ bytes: [UInt8], _ body: Range<Int>) -> Bool {
    if isCJK(last.scalar) || 0xE0100...0xE01EF ~= last.scalar.value { return true }
    guard 0xFE00...0xFE0E ~= last.scalar.value, last.range.lowerBound > body.lowerBound else { return false }
    return isCJK(lastScalar(of: bytes, in: body.lowerBound..<last.range.lowerBound).scalar)
  }

  private static func isCJK(_ scalar: Unicode.Scalar) -> Bool {
    EastAsian.isCJK(scalar) || isChineseAmbiguous(scalar)
  }

  // MARK: What the tree would forget

  /// The offsets at which the same mark keeps what the tree would forget: behind an escaped character that begins an
  /// extension (`\~`, `\[`), and between a footnote's label and its colon, so that `[^1]: a` defines no link.
  private static func literals(_ bytes: [UInt8], _ body: Range<Int>) -> [Int] {
    var offsets: [Int] = [], i = body.lowerBound
    while let escape = bytes.offset(of: UInt8(ascii: "\\"), in: i..<body.upperBound) {
      i = escape + 2
      guard i <= body.upperBound else { break }
      let escaped = bytes[escape + 1]
      if "~:[@.".utf8.contains(escaped) { offsets.append(i) }
      if !isASCIIPunctuation(escaped) { i -= 1 }
    }
    i = body.lowerBound
    while let caret = bytes.offset(of: UInt8(ascii: "^"), in: i..<body.upperBound) {
      i = caret + 1
      guard caret > body.lowerBound, let label = FootnoteLabel(bytes[..<body.upperBound], at: caret - 1),
        label.colonLength(bytes[..<body.upperBound], marked: false) != nil
      else { continue }
      offsets.append(label.range.upperBound)
    }
    return offsets
  }

  // MARK: The mark in the text itself

  private static func firstMark(_ bytes: [UInt8], _ body: Range<Int>) -> Range<Int>? {
    bytes.offset(of: "\u{10A7F}", in: body).map { $0..<$0 + mark.count }
  }

  /// The first numeric character reference to the mark (`&#x10A7F;`), which would vanish like the mark itself.
  private static func firstReference(_ bytes: [UInt8], _ body: Range<Int>) -> Range<Int>? {
    var i = body.lowerBound
    while let start = bytes.offset(of: "&#", in: i..<body.upperBound) {
      i = start + 1
      let digits = bytes[start + 2..<min(start + 11, body.upperBound)].prefix { $0 != UInt8(ascii: ";") }
      let end = start + 2 + digits.count, text = String(decoding: digits, as: UTF8.self)
      let isHex = text.hasPrefix("x") || text.hasPrefix("X")
      guard end < body.upperBound, bytes[end] == UInt8(ascii: ";"),
        UInt32(isHex ? text.dropFirst() : text[...], radix: isHex ? 16 : 10) == markValue,
        !bytes.isEscaped(start, from: body.lowerBound)
      else { continue }
      return start..<end + 1
    }
    return nil
  }

  // MARK: Removal

  /// Takes the marks out of a node's own text.
  static func remove(from node: OpaquePointer) {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE, CMARK_NODE_HTML_BLOCK:
      remove(from: cmark_node_get_literal(node)) { cmark_node_set_literal(node, $0) }
    case CMARK_NODE_CODE_BLOCK:
      remove(from: cmark_node_get_literal(node)) { cmark_node_set_literal(node, $0) }
      remove(from: cmark_node_get_fence_info(node)) { cmark_node_set_fence_info(node, $0) }
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
      remove(from: cmark_node_get_url(node)) { cmark_node_set_url(node, $0) }
      remove(from: cmark_node_get_title(node)) { cmark_node_set_title(node, $0) }
    default: break
    }
  }

  private static func remove(from text: UnsafePointer<CChar>?, _ set: (UnsafePointer<CChar>) -> Int32) {
    let old = bytes(of: text)
    guard let first = old.offset(of: mark[0]) else { return }
    var new = Array(old[..<first]), i = first
    new.reserveCapacity(old.count)
    while i < old.count {
      if old[i] == mark[0], old[i...].starts(with: mark) {
        i += mark.count
      } else {
        new.append(old[i])
        i += 1
      }
    }
    if new.count < old.count { withCString(new) { _ = set($0) } }
  }
}

extension [UInt8] {
  /// Appends a range of the file with the marks that belong into it, which are removed from `marks`.
  mutating func append(_ bytes: [UInt8], _ range: Range<Int>, inserting marks: inout ArraySlice<Int>) {
    var from = range.lowerBound
    while let mark = marks.first, mark < range.upperBound {
      marks.removeFirst()
      append(contentsOf: bytes[from..<mark])
      append(contentsOf: EmphasisMarks.mark)
      from = mark
    }
    append(contentsOf: bytes[from..<range.upperBound])
  }
}
