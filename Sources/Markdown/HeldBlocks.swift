import CCMark

/// A fenced block that the caller fills: a hole in the HTML, and where its lines stand in the file.
package struct HeldBlock: Sendable, Equatable {
  /// The first word after the fence.
  package let word: String
  /// The lines between the fences.
  package let content: Range<Int>
  /// Where in the HTML what it becomes belongs.
  package let place: Int
}

/// Takes blocks with certain words out of the tree. In their place stands the mark, which no body may have.
struct HeldBlocks {
  private let words: Set<String>
  private var found: [(word: String, content: Range<Int>)] = []

  init(_ words: Set<String>) { self.words = words }

  /// Looks at a block of code; only one that stands in no list and no quote has lines of its own in the file.
  mutating func hold(_ node: OpaquePointer, _ places: inout SourcePlaces, lineOffset: Int) {
    guard !words.isEmpty, cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT else { return }
    let info = bytes(of: cmark_node_get_fence_info(node)).prefix { !isBlank($0) }
    let word = String(decoding: info, as: UTF8.self)
    guard words.contains(word), let hole = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK) else { return }
    let lines = bytes(of: cmark_node_get_literal(node)).count { $0 == UInt8(ascii: "\n") }
    let fence = Int(cmark_node_get_start_line(node)) - lineOffset, end = places.line(fence).upperBound
    found.append((word, lines == 0 ? end..<end : places.range(of: fence + 1...fence + lines)))
    (EmphasisMarks.mark + [0]).withUnsafeBytes { mark in
      _ = cmark_node_set_on_enter(hole, mark.assumingMemoryBound(to: CChar.self).baseAddress)
    }
    cmark_node_replace(node, hole)
    cmark_node_free(node)
  }

  /// Takes the marks out of the HTML, and tells where they were.
  func blocks(in html: inout [UInt8]) -> [HeldBlock] {
    if found.isEmpty { return [] }
    let mark = EmphasisMarks.mark
    var blocks: [HeldBlock] = [], without: [UInt8] = [], from = 0, i = 0
    without.reserveCapacity(html.count)
    while blocks.count < found.count, i < html.count {
      guard html[i] == mark[0], html[i...].starts(with: mark) else {
        i += 1
        continue
      }
      without += html[from..<i]
      let block = found[blocks.count]
      blocks.append(HeldBlock(word: block.word, content: block.content, place: without.count))
      i += mark.count
      from = i
    }
    html = without + html[from...]
    return blocks
  }
}
