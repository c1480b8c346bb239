import CCMark

/// A fenced block that the caller fills: a hole in the HTML, and the lines of the block in the file.
package struct HeldBlock: Sendable, Equatable {
  /// The first word after the fence.
  package let word: String
  /// The lines between the fences.
  package let content: Range<Int>
  /// The offset of the hole in the HTML.
  package let offset: Int
}

/// Takes blocks with certain words out of the tree. The mark, which no body may have, keeps their places.
struct HeldBlocks {
  private let words: Set<String>
  private var found: [(word: String, content: Range<Int>)] = []

  init(_ words: Set<String>) { self.words = words }

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
    found.append((word, count == 0 ? end..<end : lines.range(of: fence + 1...fence + count)))
    cmark_node_replace(node, hole)
    cmark_node_free(node)
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
      blocks.append(HeldBlock(word: block.word, content: block.content, offset: without.count))
      from = offset + mark.count
    }
    html = without + html[from...]
    return blocks
  }
}
