import CCMark

/// A fenced block, or a span of code, that the caller fills: a hole in the HTML, and what it has in the file.
package struct HeldBlock: Sendable, Equatable {
  /// The first word after the fence; of a span its text, in one line.
  package let word: String
  package let isSpan: Bool
  /// The lines between the fences, or the bytes between the backticks; where these cannot be told, the line on which
  /// the paragraph starts.
  package let content: Range<Int>
  /// The offset of the hole in the HTML.
  package let offset: Int
}

/// Takes blocks with certain words out of the tree. The mark, which no body may have, keeps their places.
struct HeldBlocks {
  private let words: Set<String>
  /// The texts with which a span begins that is held.
  private let spanMarks: [String]
  private var found: [(word: String, isSpan: Bool, content: Range<Int>)] = []

  init(_ words: Set<String>, spanMarks: [String]) {
    self.words = words
    self.spanMarks = spanMarks
  }

  /// The word of a block of code that is to be held; nil for other code, and for all code in lists and quotes, which has
  /// no lines of its own.
  func word(of node: OpaquePointer) -> String? {
    guard !words.isEmpty, cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT else {
      return nil
    }
    let info = bytes(of: cmark_node_get_fence_info(node)).prefix { !isBlank($0) }
    let word = String(decoding: info, as: UTF8.self)
    return words.contains(word) ? word : nil
  }

  mutating func hold(_ node: OpaquePointer, _ word: String, _ lines: BodyLines) {
    let mark = String(decoding: EmphasisMarks.mark, as: UTF8.self)
    guard let hole = newCustom(CMARK_NODE_CUSTOM_BLOCK, mark) else { return }
    let fence = lines.first(of: node)
    let count = literal(of: node).count { $0 == UInt8(ascii: "\n") }
    let end = lines.bytes.trimmed(lines.range(of: fence)).upperBound
    found.append((word, false, count == 0 ? end..<end : lines.range(of: fence + 1...fence + count)))
    cmark_node_replace(node, hole)
    cmark_node_free(node)
  }

  /// Takes a span of code out, if it is one to be held; its place in the file is told when its paragraph has ended.
  ///
  /// Returns its number, and the words that stand for it in the text around.
  mutating func holdSpan(_ node: OpaquePointer) -> (number: Int, word: [UInt8])? {
    let text = literal(of: node)
    guard let mark = spanMarks.first(where: { text.starts(with: $0.utf8) }),
      let hole = newCustom(CMARK_NODE_CUSTOM_INLINE, String(decoding: EmphasisMarks.mark, as: UTF8.self))
    else { return nil }
    let word = Array(text.dropFirst(mark.utf8.count).drop(while: isBlank).prefix { !isBlank($0) })
    found.append((String(decoding: text, as: UTF8.self), true, 0..<0))
    cmark_node_replace(node, hole)
    cmark_node_free(node)
    return (found.count - 1, word)
  }

  /// Tells where the spans of a paragraph are in the file.
  ///
  /// - Parameter code: the ranges of all its code between the backticks.
  mutating func place(_ spans: [Int], in source: [UInt8], code: [Range<Int>], fallback: Range<Int>) {
    var rest = code[...]
    for number in spans {
      let text = found[number].word.utf8.filter { !isBlank($0) }
      found[number].content = fallback
      while let range = rest.popFirst().map(source.trimmed) {
        // A span over two lines of a quote has the mark of the quote in it.
        guard source[range].filter({ !isBlank($0) }) == text || source[range].contains(UInt8(ascii: "\n"))
        else { continue }
        found[number].content = range
        break
      }
    }
  }

  /// Takes the marks out of the HTML, and returns the blocks with their offsets.
  func blocks(in html: inout [UInt8]) -> [HeldBlock] {
    if found.isEmpty { return [] }
    let mark = EmphasisMarks.mark
    var blocks: [HeldBlock] = [], without: [UInt8] = [], from = 0
    without.reserveCapacity(html.count)
    for block in found {
      guard let offset = html.offset(of: "\u{10A7F}", in: from..<html.count) else { break }
      without += html[from..<offset]
      blocks.append(
        HeldBlock(word: block.word, isSpan: block.isSpan, content: block.content, offset: without.count))
      from = offset + mark.count
    }
    html = without + html[from...]
    return blocks
  }
}
