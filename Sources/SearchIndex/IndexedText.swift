/// The text of some documents twice: as it is shown, inside strings of a script, and folded, as it is looked for. Both
/// have one position for each scalar, and a blank wherever anything but text comes between two scalars.
struct IndexedText {
  private(set) var script: [UInt8] = []
  private(set) var scalars: [UInt32] = []
  /// The gap between the text so far and the next, if that comes.
  private var gap = Gap.none

  private enum Gap { case none, blank, line }

  /// Empties both texts, and keeps their buffers.
  mutating func clear() {
    script.removeAll(keepingCapacity: true)
    scalars.removeAll(keepingCapacity: true)
    gap = .none
  }

  /// Returns the script so far, and begins a new one.
  mutating func takeScript() -> [UInt8] {
    defer { script.removeAll(keepingCapacity: true) }
    return script
  }

  /// Appends to the script alone.
  mutating func append(raw text: StaticString) {
    script.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a text that is shown, but not looked for.
  mutating func append(shown text: String) {
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { script.append(UInt8(ascii: "\\")) }
      script.append(byte < 0x20 ? 0x20 : byte)
    }
  }

  /// Ends a text with a blank that is looked for, but not shown.
  mutating func end() {
    gap = .none
    scalars.append(Folding.separator)
  }

  mutating func append(_ passage: SearchDocument.Passage) {
    switch passage {
    case .text(let text): append(line: text)
    case .markup(let html): html.withUnsafeBufferPointer { append($0, isMarkup: true) }
    }
    gap = .line
  }

  mutating func append(line text: String) {
    var text = text
    text.withUTF8 { append($0, isMarkup: false) }
  }

  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, isMarkup: Bool) {
    let before = (script: script.count, scalars: scalars.count)
    var mayChange = false
    // The bytes from `start` to `i` are shown as they are.
    var i = 0, start = 0
    while i < bytes.count {
      let byte = bytes[i]
      // Chinese characters and punctuation are nearly all there is, and stay as they are.
      if byte >= 0xE3, byte < 0xEA {
        let scalar =
          UInt32(byte & 0x0F) << 12 | UInt32(bytes[i + 1] & 0x3F) << 6 | UInt32(bytes[i + 2] & 0x3F)
        if Folding.isPlain(scalar) {
          if gap != .none { closeGap() }
          scalars.append(scalar)
          i += 3
          continue
        }
      }
      var length = 1, scalar = UInt32(byte), shown: UInt8?
      switch byte {
      case UInt8(ascii: "<") where isMarkup:
        show(bytes[start..<i])
        i = skipTag(in: bytes, at: i)
        start = i
        continue
      case UInt8(ascii: "&") where isMarkup:
        let entity = Entity(bytes[i...])
        (scalar, length, shown) = (UInt32(entity.character), entity.length, entity.character)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): shown = byte
      case ..<0x80: break
      case ..<0xE0: (scalar, length) = (scalar & 0x1F, 2)
      case ..<0xF0: (scalar, length) = (scalar & 0x0F, 3)
      default: (scalar, length) = (scalar & 0x07, 4)
      }
      if byte >= 0x80 {
        for k in 1..<length { scalar = scalar << 6 | UInt32(bytes[i + k] & 0x3F) }
      }
      let folded = Folding.folded(scalar)
      if folded == Folding.nothing || folded == Folding.separator {
        show(bytes[start..<i])
        if folded == Folding.separator, gap == .none { gap = .blank }
        i += length
        start = i
        continue
      }
      if gap != .none { closeGap() }
      scalars.append(folded)
      mayChange = mayChange || Composition.mayChange(scalar)
      if let shown {
        show(bytes[start..<i])
        if shown == UInt8(ascii: "\"") || shown == UInt8(ascii: "\\") { script.append(UInt8(ascii: "\\")) }
        script.append(shown)
        start = i + length
      }
      i += length
    }
    show(bytes[start..<i])
    if mayChange {
      let composed = Composition.composed(script[before.script...])
      script.replaceSubrange(before.script..., with: composed.shown)
      scalars.replaceSubrange(before.scalars..., with: composed.folded)
    }
  }

  private mutating func show(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    if !bytes.isEmpty { script.append(contentsOf: UnsafeBufferPointer(rebasing: bytes)) }
  }

  /// Closes the gap between two texts with one blank; there is none before the first.
  private mutating func closeGap() {
    if scalars.last ?? Folding.separator != Folding.separator {
      scalars.append(Folding.separator)
      if gap == .line { append(raw: "\\n") } else { script.append(0x20) }
    }
    gap = .none
  }

  /// The offset behind a tag, a comment, a drawing or the number of a footnote.
  private mutating func skipTag(in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    var i = start + 1
    if i < bytes.count, bytes[i] == UInt8(ascii: "/") { i += 1 }
    var name: UInt64 = 0
    while i < bytes.count, bytes[i] | 0x20 &- UInt8(ascii: "a") < 26 {
      name = name << 8 | UInt64(bytes[i] | 0x20)
      i += 1
    }
    if !Markup.inline.contains(name) { gap = .line }
    // An end that a drawing or comment has inside is none of its own.
    let end =
      bytes[start...].starts(with: "<!--".utf8)
      ? "-->" : name == Markup.drawing ? "</svg>" : name == Markup.reference ? "</sup>" : ">"
    let first = end.utf8.first
    while i < bytes.count, bytes[i] != first || !bytes[i...].starts(with: end.utf8) { i += 1 }
    return min(i + end.utf8.count, bytes.count)
  }
}
