import CCMark

/// Cuts paragraphs where their text says that a new one begins, and remembers the lines of the parts.
struct ParagraphSplitter {
  private let source: [UInt8]
  private let lines: BodyLines
  let lineOffset: Int

  init(_ bytes: [UInt8], _ body: Range<Int>, lineOffset: Int) {
    source = bytes
    lines = BodyLines(bytes, body)
    self.lineOffset = lineOffset
  }

  /// - Parameters:
  ///   - isStart: Whether a text that begins a line of the paragraph begins a new one.
  ///   - isStartInSource: The same of a line of the file, without blanks and `>` before it.
  /// - Returns: All parts, the paragraph itself first.
  func split(
    _ paragraph: OpaquePointer, where isStart: (ArraySlice<UInt8>) -> Bool,
    inSource isStartInSource: (ArraySlice<UInt8>) -> Bool
  ) -> [OpaquePointer] {
    var starts: [OpaquePointer] = [], child = cmark_node_first_child(paragraph)
    while let node = child {
      child = cmark_node_next(node)
      guard let child, isLineBreak(node), cmark_node_get_type(child) == CMARK_NODE_TEXT,
        isStart(Array(bytes(of: cmark_node_get_literal(child)))[...])
      else { continue }
      starts.append(child)
    }
    if starts.isEmpty { return [paragraph] }
    let all = Markdown.lines(of: paragraph, after: lineOffset)
    let places = all.dropFirst().filter { line in
      isStartInSource(source[lines.range(of: line...line)].drop { isBlank($0) || $0 == UInt8(ascii: ">") })
    }
    // Where the two do not agree, all parts have the lines of the whole.
    let isExact = places.count == starts.count
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
      let first = isExact && i > 0 ? places[i - 1] : all.lowerBound
      let last = isExact && i < places.count ? places[i] - 1 : all.upperBound
      setLines(of: part, to: first...max(first, last))
    }
    return parts
  }

  /// The bytes of a line of the file.
  func line(_ number: Int) -> ArraySlice<UInt8> { source[lines.range(of: number...number)] }

  private func isLineBreak(_ node: OpaquePointer) -> Bool {
    let type = cmark_node_get_type(node)
    return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK
  }
}

extension SyntaxTree {
  /// Reads two ideographic blanks at the beginning of a line as people mean them: a paragraph begins. They go, as those
  /// at the beginning of a paragraph do: pages indent by themselves.
  func splitIndentedParagraphs(_ splitter: ParagraphSplitter) {
    for paragraph in nodes({ $0 == CMARK_NODE_PARAGRAPH }) {
      let parts = splitter.split(
        paragraph, where: { ParagraphIndent($0).width >= 2 }, inSource: { ParagraphIndent($0).width >= 2 })
      for part in parts {
        guard let first = cmark_node_first_child(part), cmark_node_get_type(first) == CMARK_NODE_TEXT else {
          continue
        }
        let text = Array(bytes(of: cmark_node_get_literal(first))), indent = ParagraphIndent(text[...])
        if indent.width > 0 { setLiteral(of: first, to: text[indent.length...]) }
      }
    }
  }
}

/// The blanks that a Chinese paragraph is indented by.
struct ParagraphIndent {
  /// In bytes.
  private(set) var length = 0
  /// How many of them are as wide as a character.
  private(set) var width = 0

  init(_ bytes: ArraySlice<UInt8>) {
    var i = bytes.startIndex
    while i < bytes.endIndex {
      if bytes[i] == UInt8(ascii: " ") {
        i += 1
      } else if bytes[i...].starts(with: [0xE3, 0x80, 0x80]) {
        (i, width) = (i + 3, width + 1)
      } else {
        break
      }
    }
    length = i - bytes.startIndex
  }
}

/// The lines of a block, counted from 1 in the body.
///
/// - Parameter lineOffset: By how many lines the tree's text is longer at its beginning than the body.
func lines(of node: OpaquePointer, after lineOffset: Int) -> ClosedRange<Int> {
  if let data = cmark_node_get_user_data(node) {
    let packed = Int(bitPattern: data)
    return packed >> 32...packed & 0xFFFF_FFFF
  }
  let first = Int(cmark_node_get_start_line(node)) - lineOffset
  return first...max(first, Int(cmark_node_get_end_line(node)) - lineOffset)
}

/// libcmark lets nobody set a node's lines; those of a block that is made here are its user data.
func setLines(of node: OpaquePointer, to lines: ClosedRange<Int>) {
  cmark_node_set_user_data(
    node, UnsafeMutableRawPointer(bitPattern: lines.lowerBound << 32 | lines.upperBound))
}
