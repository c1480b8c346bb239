import Pages

/// A reader of drawings (SVG) that knows only what can be seen: shapes, texts, colours, and references within the drawing.
///
/// Everything else is refused, whether or not it does harm: scripts, handlers, foreign objects, links, pictures in it,
/// animations, document types, processing instructions, CDATA, escapes in style sheets. Comments are left out.
struct SVGReader {
  /// The ranges that are published.
  private(set) var kept: [Range<Int>] = []
  private let bytes: [UInt8]
  private var offset = 0
  private var open: [(name: String, hasID: Bool)] = []
  private var references = DrawingReferences()
  /// The number of open elements with an id, the root left out.
  private var openIDs = 0

  private static let elements = Set(
    """
    svg g defs symbol use title desc style path rect circle ellipse line polyline polygon text tspan textPath \
    linearGradient radialGradient stop pattern clipPath mask marker filter feGaussianBlur feOffset feBlend feMerge \
    feMergeNode feFlood feComposite feColorMatrix
    """.split(separator: " ").map(String.init))

  private static let attributes = Set(
    """
    id class style lang role aria-label aria-hidden aria-labelledby x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points \
    width height viewBox preserveAspectRatio version baseProfile transform pathLength fill fill-opacity fill-rule \
    stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray \
    stroke-dashoffset color opacity display visibility overflow paint-order vector-effect shape-rendering \
    color-interpolation color-interpolation-filters enable-background font-family font-size font-style font-weight \
    font-variant font-stretch letter-spacing word-spacing text-anchor text-decoration text-rendering textLength \
    lengthAdjust dominant-baseline alignment-baseline baseline-shift writing-mode dx dy rotate startOffset offset \
    stop-color stop-opacity gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits \
    patternTransform clip-path clip-rule clipPathUnits mask maskUnits maskContentUnits mask-type marker-start \
    marker-mid marker-end markerWidth markerHeight markerUnits refX refY orient filter filterUnits primitiveUnits in \
    in2 result stdDeviation mode operator k1 k2 k3 k4 values type flood-color flood-opacity xml:space xml:lang
    """.split(separator: " ").map(String.init))

  private static let functions: Set<String> = [
    "url", "rgb", "rgba", "hsl", "hsla", "matrix", "translate", "translatex", "translatey", "scale", "scalex",
    "scaley",
    "rotate", "skewx", "skewy", "calc", "media", "and", "not", "or", "",
  ]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads the whole drawing, or throws at the first thing that is not known.
  mutating func read() throws(PictureScan.Stop) {
    if String(validating: bytes, as: UTF8.self) == nil || bytes.contains(0) { throw refusal(0, "UTF-8") }
    var hasRoot = false
    _ = take("\u{FEFF}")
    if starts("<?xml ") {
      let head = text(through: "?>").lowercased()
      if !head.utf8.allSatisfy({ $0 < 0x80 }) { throw refusal(0, "<?xml") }
      if head.contains("encoding"), !head.contains("utf-8") { throw refusal(0, "encoding") }
    }
    var start = 0
    while offset < bytes.count {
      if starts("<!--") {
        // The comment left out, a `]]>` could come together.
        if offset > 0, bytes[offset - 1] == UInt8(ascii: "]") { throw refusal(offset, "]<!--") }
        kept.append(start..<offset)
        _ = text(through: "-->")
        start = offset
      } else if starts("</") {
        try closeTag()
      } else if starts("<") {
        if open.isEmpty, hasRoot { throw refusal(offset, "<") }
        try openTag(isRoot: !hasRoot)
        hasRoot = true
      } else {
        try readText(isInside: !open.isEmpty)
      }
    }
    guard hasRoot, open.isEmpty else { throw refusal(bytes.count, "</\(open.last?.name ?? "svg")>") }
    if let nested = references.nested { throw .fault(.active(nested, "url(#")) }
    kept.append(start..<bytes.count)
  }

  // MARK: Tags

  private mutating func openTag(isRoot: Bool) throws(PictureScan.Stop) {
    let start = offset
    offset += 1
    let name = takeName()
    guard SVGReader.elements.contains(name), !isRoot || name == "svg" else {
      let tag = bytes[start...].prefix(24).prefix { 0x21...0x7E ~= $0 && $0 != UInt8(ascii: ">") }
      throw refusal(start, String(decoding: tag, as: UTF8.self))
    }
    var seen: Set<String> = []
    references.open(name)
    while true {
      let hadBlank = skipBlanks()
      if starts("/>") || starts(">") { break }
      let start = offset, attribute = takeName()
      _ = skipBlanks()
      guard hadBlank, seen.insert(attribute).inserted, take("=") else { throw refusal(start, attribute) }
      _ = skipBlanks()
      guard let quote = offset < bytes.count ? bytes[offset] : nil, quote == 0x22 || quote == 0x27,
        let end = bytes[(offset + 1)...].firstIndex(of: quote)
      else { throw refusal(start, attribute) }
      guard isHarmless(attribute, bytes[offset + 1..<end], of: name) else {
        throw refusal(start..<end + 1, attribute)
      }
      references.add(attribute, bytes[offset + 1..<end], at: start..<end + 1)
      offset = end + 1
    }
    // An element that holds a copy cannot be copied itself: thirty doublings would never be drawn.
    if name == "use", seen.contains("id") || openIDs > 0 {
      throw refusal(start, "<use")
    }
    if isRoot, !seen.contains("xmlns") { throw refusal(start, "<svg") }
    if take("/>") {
      references.close()
      return
    }
    offset += 1
    open.append((name, seen.contains("id") && !isRoot))
    if seen.contains("id"), !isRoot { openIDs += 1 }
    if name == "style" { try readStyle() }
  }

  // Bytes are compared, not characters: a mark upon a `(` or before it makes another character of both.

  private func isHarmless(_ attribute: String, _ value: ArraySlice<UInt8>, of element: String) -> Bool {
    switch attribute {
    case "xmlns": return value.elementsEqual("http://www.w3.org/2000/svg".utf8)
    case "xmlns:xlink": return value.elementsEqual("http://www.w3.org/1999/xlink".utf8)
    case "href", "xlink:href":
      return ["use", "linearGradient", "radialGradient", "pattern", "textPath"].contains(element)
        && value.first == UInt8(ascii: "#")
    default:
      return SVGReader.attributes.contains(attribute) && !value.contains(UInt8(ascii: "<"))
        && hasPlainEntities(value)
        && isHarmlessStyle(
          value.replacing("&quot;".utf8, with: "\"".utf8).replacing("&apos;".utf8, with: "'".utf8))
    }
  }

  private mutating func closeTag() throws(PictureScan.Stop) {
    let start = offset
    offset += 2
    let name = takeName()
    _ = skipBlanks()
    guard let last = open.popLast(), last.name == name, take(">") else { throw refusal(start, "</" + name) }
    if last.hasID { openIDs -= 1 }
    references.close()
  }

  // MARK: Texts

  private mutating func readText(isInside: Bool) throws(PictureScan.Stop) {
    let start = offset
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "<") { offset += 1 }
    let text = bytes[start..<offset]
    let isBlank = text.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard isBlank || (isInside && hasPlainEntities(text) && !text.contains("]]>".utf8)) else {
      throw refusal(start..<offset, String(String(decoding: text, as: UTF8.self).prefix(20)))
    }
  }

  private mutating func readStyle() throws(PictureScan.Stop) {
    let start = offset
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "<") { offset += 1 }
    let text = bytes[start..<offset]
    if text.contains(UInt8(ascii: "&")) || !isHarmlessStyle(text) || !starts("</style") {
      throw refusal(start..<offset, "style")
    }
    references.addRules(text)
  }

  /// Whether every `&` begins one of XML's five names; a character's number could hide a word.
  private func hasPlainEntities(_ text: ArraySlice<UInt8>) -> Bool {
    text.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false).dropFirst().allSatisfy {
      rest in
      ["amp;", "lt;", "gt;", "quot;", "apos;"].contains { rest.starts(with: $0.utf8) }
    }
  }

  /// Whether a style sheet, or the value of an attribute, calls known functions only and refers to the drawing alone.
  private func isHarmlessStyle(_ text: ArraySlice<UInt8>) -> Bool {
    if text.contains(UInt8(ascii: "\\")) { return false }
    let text = text.lowercased
    let rules = text.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false).dropFirst()
    guard rules.allSatisfy({ $0.starts(with: "media".utf8) }) else { return false }
    let calls = text.split(separator: UInt8(ascii: "("), omittingEmptySubsequences: false)
    return zip(calls, calls.dropFirst()).allSatisfy { before, after in
      let end = before.lastIndex { $0 < 0x80 && !SVGReader.isNameByte($0) }
      let name = before[(end.map { $0 + 1 } ?? before.startIndex)...]
      let value = after.drop { $0.isBlank || $0 == 0x22 || $0 == 0x27 }
      return SVGReader.functions.contains(String(decoding: name, as: UTF8.self))
        && (!name.elementsEqual("url".utf8) || value.first == UInt8(ascii: "#"))
    }
  }

  // MARK: Letters

  private func starts(_ text: String) -> Bool { bytes[offset...].starts(with: text.utf8) }

  private mutating func take(_ text: String) -> Bool {
    guard starts(text) else { return false }
    offset += text.utf8.count
    return true
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    0x61...0x7A ~= byte | 0x20 || 0x30...0x39 ~= byte || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
  }

  private mutating func takeName() -> String {
    let start = offset
    while offset < bytes.count, SVGReader.isNameByte(bytes[offset]) || bytes[offset] == UInt8(ascii: ":") {
      offset += 1
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func skipBlanks() -> Bool {
    let start = offset
    while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
    return offset > start
  }

  /// The text up to the end of a mark, or all where it is missing.
  private mutating func text(through mark: String) -> String {
    let start = offset
    while offset < bytes.count, !starts(mark) { offset += 1 }
    offset = min(offset + mark.utf8.count, bytes.count)
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private func refusal(_ start: Int, _ what: String) -> PictureScan.Stop {
    refusal(start..<min(start + max(what.utf8.count, 1), bytes.count), what)
  }

  private func refusal(_ range: Range<Int>, _ what: String) -> PictureScan.Stop {
    .fault(.active(range, what))
  }
}

extension PictureScan {
  mutating func svg(_ text: [UInt8]) throws(Stop) {
    var reader = SVGReader(text)
    try reader.read()
    for range in reader.kept where !range.isEmpty {
      try beginPart()
      try keep(range)
    }
  }
}

extension SVGReader {
  /// The width and height of a drawing; nil for one that names none, which fills the room that it is given.
  static func size(of drawing: [UInt8]) -> PictureSize? {
    let text = String(decoding: drawing, as: UTF8.self)
    guard let start = text.firstRange(of: "<svg") else { return nil }
    let tag = text[start.upperBound...].prefix { $0 != ">" }
    func number(_ name: String) -> Int? {
      for quote in ["\"", "'"] {
        for blank in [" ", "\n", "\t"] {
          guard let found = tag.firstRange(of: blank + name + "=" + quote) else { continue }
          let value = tag[found.upperBound...].prefix { String($0) != quote }
          return Double(value.hasSuffix("px") ? value.dropLast(2) : value).flatMap {
            Int(exactly: $0.rounded())
          }
        }
      }
      return nil
    }
    guard let width = number("width"), let height = number("height"), width > 0, height > 0 else {
      return nil
    }
    return PictureSize(width, height)
  }
}
