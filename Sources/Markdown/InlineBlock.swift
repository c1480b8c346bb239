/// A link or picture in the tree.
struct TreeLink {
  let node: OpaquePointer
  let destination: [UInt8]
  let isImage: Bool
}

/// What the walk gathers of one paragraph or heading until its end.
struct InlineBlock {
  /// The words, with a space for a line end that stays. Pictures and raw HTML are no words.
  private(set) var plain: [UInt8] = []
  /// In the order in which they end, which is that of their destinations.
  private(set) var links: [TreeLink] = []
  /// The raw HTML, tag by tag.
  private(set) var html: [[UInt8]] = []
  private(set) var hasPipe = false
  private var hasFullWidthAsterisks = false

  private var lineBreaks: LineBreaks
  private var softBreaks: [(node: OpaquePointer, place: Int)] = []
  private var imageDepth = 0

  init(zhProfile: Bool) { lineBreaks = LineBreaks(zhProfile: zhProfile) }

  /// There is something that the tree alone cannot place.
  var needsSource: Bool { !links.isEmpty || !html.isEmpty || hasPipe || hasFullWidthAsterisks }

  mutating func addText(_ text: UnsafeBufferPointer<UInt8>, isCode: Bool) {
    guard imageDepth == 0 else { return }
    lineBreaks.text(text)
    plain.append(contentsOf: text)
    guard !isCode else { return }
    if !hasPipe { hasPipe = text.contains(UInt8(ascii: "|")) }
    if !hasFullWidthAsterisks { hasFullWidthAsterisks = containsFullWidthAsterisks(text) }
  }

  mutating func addSoftBreak(_ node: OpaquePointer) {
    guard imageDepth == 0 else { return }
    lineBreaks.softBreak()
    softBreaks.append((node, plain.count))
    plain.append(UInt8(ascii: " "))
  }

  mutating func addHardBreak() {
    guard imageDepth == 0 else { return }
    lineBreaks.opaque()
    plain.append(UInt8(ascii: " "))
  }

  mutating func addHTML(_ literal: UnsafeBufferPointer<UInt8>) {
    html.append(Array(literal))
    if imageDepth == 0 { lineBreaks.opaque() }
  }

  mutating func enterImage() {
    if imageDepth == 0 { lineBreaks.opaque() }
    imageDepth += 1
  }

  mutating func addLink(_ node: OpaquePointer, destination: [UInt8], isImage: Bool) {
    if isImage { imageDepth -= 1 }
    links.append(TreeLink(node: node, destination: destination, isImage: isImage))
  }

  /// The soft breaks that leave no gap; their spaces go from the words.
  mutating func joinLines() -> [OpaquePointer] {
    if lineBreaks.removed.isEmpty { return [] }
    let removed = lineBreaks.removed.sorted()
    var words: [UInt8] = [], from = 0
    words.reserveCapacity(plain.count)
    for number in removed {
      words += plain[from..<softBreaks[number].place]
      from = softBreaks[number].place + 1
    }
    words += plain[from...]
    plain = words
    return removed.map { softBreaks[$0].node }
  }

  private func containsFullWidthAsterisks(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var i = 0
    while i + 6 <= text.count {
      if text[i] == 0xEF, isFullWidthAsterisks(text, at: i) { return true }
      i += 1
    }
    return false
  }
}

/// `＊＊` at the offset.
func isFullWidthAsterisks<Bytes: RandomAccessCollection<UInt8>>(
  _ bytes: Bytes, at i: Int
) -> Bool where Bytes.Index == Int {
  i + 6 <= bytes.endIndex && bytes[i] == 0xEF && bytes[i + 1] == 0xBC && bytes[i + 2] == 0x8A
    && bytes[i + 3] == 0xEF && bytes[i + 4] == 0xBC && bytes[i + 5] == 0x8A
}
