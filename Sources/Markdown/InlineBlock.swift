/// A link or picture in the tree.
struct TreeLink {
  let node: OpaquePointer
  let destination: [UInt8]
  let isImage: Bool
}

/// What the walk gathers of one paragraph or heading until its end; one after the other in the same room.
struct InlineBlock {
  /// The words, with a space for a line end that stays. Pictures and raw HTML are no words.
  private(set) var plain: [UInt8] = []
  /// In the order in which they end, which is that of their destinations.
  private(set) var links: [TreeLink] = []
  /// The raw HTML, tag by tag.
  private(set) var html: [[UInt8]] = []
  private(set) var hasPipe = false
  private var hasFullWidthAsterisks = false

  private let zhProfile: Bool
  /// What the body has nowhere, no block has.
  private let bodyHasPipe: Bool
  private let bodyHasFullWidthAsterisks: Bool
  private var gaps: [Gap] = []
  private var hasSoftBreaks = false
  private var imageDepth = 0

  /// Where the words are interrupted. A line end has a space there.
  private struct Gap {
    let place: Int
    let kind: Kind

    enum Kind { case softBreak(OpaquePointer), hardBreak, opaque }
  }

  init(_ bytes: [UInt8], _ body: Range<Int>, zhProfile: Bool) {
    self.zhProfile = zhProfile
    bodyHasPipe = bytes.place(of: UInt8(ascii: "|"), in: body) != nil
    bodyHasFullWidthAsterisks = bytes[body].withUnsafeBufferPointer(containsFullWidthAsterisks)
  }

  /// There is something that the tree alone cannot place.
  var needsSource: Bool { !links.isEmpty || !html.isEmpty || hasPipe || hasFullWidthAsterisks }

  mutating func begin() {
    plain.removeAll(keepingCapacity: true)
    if !links.isEmpty { links = [] }
    if !html.isEmpty { html = [] }
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
    if bodyHasPipe, !hasPipe { hasPipe = text.place(of: UInt8(ascii: "|")) != nil }
    if bodyHasFullWidthAsterisks, !hasFullWidthAsterisks {
      hasFullWidthAsterisks = containsFullWidthAsterisks(text)
    }
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

  mutating func addLink(_ node: OpaquePointer, destination: [UInt8], isImage: Bool) {
    if isImage { imageDepth -= 1 }
    links.append(TreeLink(node: node, destination: destination, isImage: isImage))
  }

  private mutating func addGap(_ kind: Gap.Kind) { gaps.append(Gap(place: plain.count, kind: kind)) }

  /// The soft breaks that leave no gap, whose spaces go from the words; and those that are line ends of the page, too.
  mutating func joinLines() -> (joined: [OpaquePointer], kept: [OpaquePointer]) {
    guard hasSoftBreaks else { return ([], []) }
    let keptLines = zhProfile ? keptLines() : []
    var line = -1, kept: [OpaquePointer] = []
    var lineBreaks = LineBreaks(zhProfile: zhProfile)
    var softBreaks: [(node: OpaquePointer, place: Int)] = [], from = 0
    for gap in gaps {
      lineBreaks.text(plain[from..<gap.place])
      from = gap.place
      switch gap.kind {
      case .opaque: break
      case .softBreak, .hardBreak: line += 1
      }
      switch gap.kind {
      case .softBreak(let node) where keptLines.contains(line):
        kept.append(node)
        lineBreaks.opaque()
        from += 1
      case .softBreak(let node):
        lineBreaks.softBreak()
        softBreaks.append((node, gap.place))
        from += 1
      case .hardBreak:
        lineBreaks.opaque()
        from += 1
      case .opaque: lineBreaks.opaque()
      }
    }
    lineBreaks.text(plain[from...])
    if lineBreaks.removed.isEmpty { return ([], kept) }
    let removed = lineBreaks.removed.sorted().map { softBreaks[$0] }
    var words: [UInt8] = []
    words.reserveCapacity(plain.count)
    from = 0
    for (_, place) in removed {
      words += plain[from..<place]
      from = place + 1
    }
    words += plain[from...]
    plain = words
    return (removed.map(\.node), kept)
  }

  /// By their numbers, the lines that keep their ends because a number follows.
  private func keptLines() -> Set<Int> {
    var lines: [ArraySlice<UInt8>] = [], from = 0
    for gap in gaps {
      switch gap.kind {
      case .opaque: continue
      case .softBreak, .hardBreak:
        lines.append(plain[from..<gap.place])
        from = gap.place + 1
      }
    }
    lines.append(plain[from...])
    return EnumeratedLines(lines).kept
  }
}

private func containsFullWidthAsterisks(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  var from = 0
  while let place = text.place(of: 0xEF, from: from) {
    if isFullWidthAsterisks(text, at: place) { return true }
    from = place + 1
  }
  return false
}

/// `＊＊` at the offset.
func isFullWidthAsterisks<Bytes: RandomAccessCollection<UInt8>>(
  _ bytes: Bytes, at i: Int
) -> Bool where Bytes.Index == Int {
  i + 6 <= bytes.endIndex && bytes[i] == 0xEF && bytes[i + 1] == 0xBC && bytes[i + 2] == 0x8A
    && bytes[i + 3] == 0xEF && bytes[i + 4] == 0xBC && bytes[i + 5] == 0x8A
}
