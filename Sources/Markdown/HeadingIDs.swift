/// The ids of headings, made from their words: `基本情况` for 一、基本情况, so that a link still leads there when a heading is
/// inserted above.
package struct HeadingIDs {
  private var used: Set<String> = []
  /// The number of headings with each name, so that the id of the thousandth is found as fast as that of the second.
  private var repetitions: [String: Int] = [:]

  /// Reserves ids of the body, which no heading gets.
  mutating func reserve(_ ids: [String]) { used.formUnion(ids) }

  /// The id of the next heading.
  mutating func next(for text: String) -> String {
    let base = HeadingIDs.name(of: text)
    var id = base
    while !used.insert(id).inserted {
      let number = repetitions[base, default: 1] + 1
      repetitions[base] = number
      id = "\(base)-\(number)"
    }
    return id
  }

  /// The letters and figures of a heading in lower case, with hyphens for everything between them, without its number
  /// (一、 （二） 3. ④); `section` if nothing is left.
  package static func name(of text: String) -> String {
    var name = "", isPending = false
    for scalar in withoutNumber(text.unicodeScalars) {
      let isPart =
        scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
        || scalar.properties.generalCategory == .nonspacingMark
      guard isPart else {
        isPending = !name.isEmpty
        continue
      }
      if isPending { name += "-" }
      isPending = false
      name += scalar.properties.lowercaseMapping
    }
    return name.isEmpty ? "section" : name
  }

  private static func withoutNumber(_ text: String.UnicodeScalarView) -> Substring.UnicodeScalarView {
    let rest = text.drop { $0.properties.isWhitespace }
    let body = rest.first.map { "（(".unicodeScalars.contains($0) } == true ? rest.dropFirst() : rest
    let digits = body.prefix { "一二三四五六七八九十百0123456789０１２３４５６７８９".unicodeScalars.contains($0) }
    let after = body.dropFirst(digits.count)
    if !digits.isEmpty, let mark = after.first, "、．.)）".unicodeScalars.contains(mark),
      // 1.5 is a number of its own.
      !(after.dropFirst().first.map { "0"..."9" ~= $0 } ?? false)
    {
      return after.dropFirst()
    }
    if let first = rest.first, 0x2460...0x24FF ~= first.value { return rest.dropFirst() }
    return rest
  }
}

/// The markup with the ids of headings in their opening tags. In safe mode every `<h1>` to `<h6>` of it is a heading's.
func markup(_ html: [UInt8], idsOf headings: [Heading]) -> [UInt8] {
  if headings.isEmpty { return html }
  var result: [UInt8] = []
  result.reserveCapacity(html.count + headings.count * 24)
  var from = 0, i = 0, headings = headings[...]
  while let heading = headings.first, let tag = html.offset(of: UInt8(ascii: "<"), in: i..<html.count) {
    i = tag + 1
    guard tag + 3 < html.count, html[tag + 1] == UInt8(ascii: "h"), 0x31...0x36 ~= html[tag + 2],
      html[tag + 3] == UInt8(ascii: ">")
    else { continue }
    result += html[from..<tag + 3]
    result += " id=\"\(heading.id)\"".utf8
    from = tag + 3
    headings.removeFirst()
  }
  return result + html[from...]
}
