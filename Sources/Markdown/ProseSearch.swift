import Diagnostics

extension SourceText {
  /// The ranges of a text in the prose of a body: outside code, addresses and raw HTML.
  package func ranges(of text: String, inProseOf body: Range<Int>) -> [Range<Int>] {
    let body = withoutMark(body), wanted = Array(text.utf8)
    guard let first = wanted.first else { return [] }
    var found: [Range<Int>] = [], from = body.lowerBound
    while let offset = bytes.offset(of: first, in: from..<body.upperBound) {
      from = offset + 1
      if bytes[offset..<body.upperBound].starts(with: wanted) { found.append(offset..<offset + wanted.count) }
    }
    if found.isEmpty { return [] }
    let paragraphs = TextBlocks(bytes, body).all.filter { $0.kind != .code }
    return found.filter { range in
      paragraphs.contains { $0.range.contains(range.lowerBound) && !$0.isOpaque(range) }
    }
  }
}
