import CCMark

/// Cuts a paragraph in the tree before each line whose text begins a new one, and gives the parts their lines.
///
/// - Parameters:
///   - isStart: True if a text that begins a line of the paragraph begins a new one.
///   - isStartInSource: The same for a line of the file, without blanks and `>` before it.
/// - Returns: All parts, the paragraph itself first.
func split(
  _ paragraph: OpaquePointer, _ lines: BodyLines, where isStart: (ArraySlice<UInt8>) -> Bool,
  inSource isStartInSource: (ArraySlice<UInt8>) -> Bool
) -> [OpaquePointer] {
  var starts: [OpaquePointer] = [], child = cmark_node_first_child(paragraph)
  while let node = child {
    child = cmark_node_next(node)
    guard let child, isLineBreak(node), cmark_node_get_type(child) == CMARK_NODE_TEXT,
      isStart(Array(literal(of: child))[...])
    else { continue }
    starts.append(child)
  }
  if starts.isEmpty { return [paragraph] }
  let all = lines.numbers(of: paragraph)
  let firsts = all.dropFirst().filter { line in
    isStartInSource(lines.bytes[lines.range(of: line)].drop { isBlank($0) || $0 == UInt8(ascii: ">") })
  }
  // All parts have the lines of the whole if the two do not agree.
  let isExact = firsts.count == starts.count
  var parts: [OpaquePointer] = []
  // From the end, so that nothing is moved twice.
  for start in starts.reversed() {
    guard let part = cmark_node_new(CMARK_NODE_PARAGRAPH) else { break }
    if let lineBreak = cmark_node_previous(start) { cmark_node_free(lineBreak) }
    cmark_node_insert_after(paragraph, part)
    var moved: OpaquePointer? = start
    while let node = moved {
      moved = cmark_node_next(node)
      cmark_node_append_child(part, node)
    }
    parts.append(part)
  }
  parts = [paragraph] + parts.reversed()
  for (i, part) in parts.enumerated() {
    let first = isExact && i > 0 ? firsts[i - 1] : all.lowerBound
    let last = isExact && i < firsts.count ? firsts[i] - 1 : all.upperBound
    setLines(of: part, to: first...max(first, last))
  }
  return parts
}

private func isLineBreak(_ node: OpaquePointer) -> Bool {
  let type = cmark_node_get_type(node)
  return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK
}

extension SyntaxTree {
  /// Begins a paragraph with each line that has two ideographic blanks in front, as people mean it. The blanks go, as
  /// those at the beginning of a paragraph do: pages indent by themselves.
  func splitIndentedParagraphs(_ lines: BodyLines) {
    for paragraph in nodes({ $0 == CMARK_NODE_PARAGRAPH }) {
      let isIndented = { (line: ArraySlice<UInt8>) in ParagraphIndent(line).width >= 2 }
      for part in split(paragraph, lines, where: isIndented, inSource: isIndented) {
        guard let first = cmark_node_first_child(part), cmark_node_get_type(first) == CMARK_NODE_TEXT else {
          continue
        }
        let text = Array(literal(of: first)), indent = ParagraphIndent(text[...])
        if indent.width > 0 { setLiteral(of: first, to: text[indent.length...]) }
      }
    }
  }
}

/// The blanks that a Chinese paragraph is indented by.
private struct ParagraphIndent {
  /// The length in bytes.
  private(set) var length = 0
  /// The number of ideographic blanks.
  private(set) var width = 0

  init(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while true {
      if rest.first == UInt8(ascii: " ") {
        rest = rest.dropFirst()
      } else if rest.starts(with: "\u{3000}".utf8) {
        rest = rest.dropFirst(3)
        width += 1
      } else {
        break
      }
    }
    length = bytes.count - rest.count
  }
}
