import CCMark

/// A link or picture in the tree.
struct TreeLink {
  let node: OpaquePointer
  let destination: [UInt8]
  let isImage: Bool
}

/// The contents of one paragraph, heading or cell, gathered by the walk until its end. One value serves all blocks of a
/// body, so that its buffers are used again.
struct InlineBlock {
  /// The words, with a space for each line end. Pictures and raw HTML are no words.
  private(set) var plain: [UInt8] = []
  /// The links in the order in which they end, which is that of their destinations.
  private(set) var links: [TreeLink] = []
  /// The raw HTML, tag by tag.
  private(set) var html: [[UInt8]] = []
  /// The numbers of the spans of code that are held.
  private(set) var spans: [Int] = []
  private(set) var hasPipe = false
  private var hasFullWidthAsterisks = false

  // No block has what the body has nowhere.
  private let bodyHasPipe: Bool
  private let bodyHasFullWidthAsterisks: Bool
  private var gaps: [Gap] = []
  private var hasSoftBreaks = false
  private var imageDepth = 0

  /// An interruption of the words. A line end has a space at the offset.
  private struct Gap {
    let offset: Int
    let kind: Kind
    var isLineEnd: Bool { if case .opaque = kind { false } else { true } }

    enum Kind { case softBreak(OpaquePointer), hardBreak, opaque }
  }

  init(_ bytes: [UInt8], _ body: Range<Int>) {
    bodyHasPipe = bytes.offset(of: UInt8(ascii: "|"), in: body) != nil
    bodyHasFullWidthAsterisks = bytes.offset(of: "＊＊", in: body) != nil
  }

  /// True if the block has something whose bytes the tree alone cannot tell.
  var needsSource: Bool {
    !links.isEmpty || !html.isEmpty || !spans.isEmpty || hasPipe || hasFullWidthAsterisks
  }

  var isInImage: Bool { imageDepth > 0 }

  mutating func begin() {
    plain.removeAll(keepingCapacity: true)
    if !links.isEmpty { links = [] }
    if !html.isEmpty { html = [] }
    if !spans.isEmpty { spans = [] }
    if !gaps.isEmpty { gaps = [] }
    hasPipe = false
    hasFullWidthAsterisks = false
    hasSoftBreaks = false
    imageDepth = 0
  }

  mutating func addText(_ text: UnsafeBufferPointer<UInt8>, isCode: Bool) {
    guard imageDepth == 0 else { return }
    plain.append(contentsOf: text)
    guard !isCode else { return }
    if bodyHasPipe, !hasPipe { hasPipe = text.offset(of: UInt8(ascii: "|")) != nil }
    if bodyHasFullWidthAsterisks, !hasFullWidthAsterisks {
      hasFullWidthAsterisks = containsFullWidthAsterisks(text)
    }
  }

  /// Adds a span that is filled later, with words that stand for it.
  mutating func addSpan(_ number: Int, _ word: [UInt8]) {
    spans.append(number)
    plain += word
  }

  mutating func addSoftBreak(_ node: OpaquePointer) {
    guard imageDepth == 0 else { return }
    hasSoftBreaks = true
    addGap(.softBreak(node))
    plain.append(UInt8(ascii: " "))
  }

  mutating func addHardBreak() {
    guard imageDepth == 0 else { return }
    addGap(.hardBreak)
    plain.append(UInt8(ascii: " "))
  }

  mutating func addHTML(_ literal: UnsafeBufferPointer<UInt8>) {
    html.append(Array(literal))
    if imageDepth == 0 { addGap(.opaque) }
  }

  mutating func enterImage() {
    if imageDepth == 0 { addGap(.opaque) }
    imageDepth += 1
  }

  mutating func addLink(_ node: OpaquePointer, isImage: Bool) {
    if isImage { imageDepth -= 1 }
    let destination = Array(bytes(of: cmark_node_get_url(node)))
    links.append(TreeLink(node: node, destination: destination, isImage: isImage))
  }

  private mutating func addGap(_ kind: Gap.Kind) { gaps.append(Gap(offset: plain.count, kind: kind)) }

  /// Decides about the soft breaks. Those that leave no gap lose their spaces in the words.
  ///
  /// - Returns: The soft breaks without a gap, and those that are line ends of the page, too.
  mutating func joinLines() -> (joined: [OpaquePointer], kept: [OpaquePointer]) {
    guard hasSoftBreaks else { return ([], []) }
    let keptLines = keptLines()
    var line = 0, from = 0, lineBreaks = LineBreaks()
    var softBreaks: [(node: OpaquePointer, offset: Int)] = [], kept: [OpaquePointer] = []
    for gap in gaps {
      lineBreaks.text(plain[from..<gap.offset])
      from = gap.offset + (gap.isLineEnd ? 1 : 0)
      switch gap.kind {
      case .softBreak(let node) where keptLines.contains(line):
        kept.append(node)
        lineBreaks.opaque()
      case .softBreak(let node):
        lineBreaks.softBreak()
        softBreaks.append((node, gap.offset))
      case .hardBreak, .opaque: lineBreaks.opaque()
      }
      if gap.isLineEnd { line += 1 }
    }
    lineBreaks.text(plain[from...])
    if lineBreaks.removed.isEmpty { return ([], kept) }
    let removed = lineBreaks.removed.sorted().map { softBreaks[$0] }
    var words: [UInt8] = []
    words.reserveCapacity(plain.count)
    from = 0
    for (_, offset) in removed {
      words += plain[from..<offset]
      from = offset + 1
    }
    words += plain[from...]
    plain = words
    return (removed.map(\.node), kept)
  }

  /// The numbers, from 0, of the lines that keep their ends because of an enumeration.
  private func keptLines() -> Set<Int> {
    var lines: [ArraySlice<UInt8>] = [], from = 0
    for gap in gaps where gap.isLineEnd {
      lines.append(plain[from..<gap.offset])
      from = gap.offset + 1
    }
    lines.append(plain[from...])
    return EnumeratedLines(lines).kept
  }
}

private func containsFullWidthAsterisks(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  var from = 0
  while let offset = text.offset(of: 0xEF, from: from) {
    if isFullWidthAsterisks(text, at: offset) { return true }
    from = offset + 1
  }
  return false
}

/// True if `＊＊` is at an offset.
func isFullWidthAsterisks(_ bytes: some ByteCollection, at i: Int) -> Bool {
  i + 6 <= bytes.endIndex && bytes[i] == 0xEF && bytes[i + 1] == 0xBC && bytes[i + 2] == 0x8A
    && bytes[i + 3] == 0xEF && bytes[i + 4] == 0xBC && bytes[i + 5] == 0x8A
}
