/// Gives headings names that an address can point at: from their Latin words, or `h-` and the heading's number.
struct HeadingIDs {
  private var used: Set<String> = []
  /// How often a name has been wanted, so that the thousandth is found as fast as the second.
  private var repetitions: [String: Int] = [:]
  private var count = 0

  mutating func next(for text: String) -> String {
    count += 1
    let base = HeadingIDs.latinWords(of: text) ?? "h-" + String(count)
    var id = base
    while !used.insert(id).inserted {
      let number = repetitions[base, default: 1] + 1
      repetitions[base] = number
      id = "\(base)-\(number)"
    }
    return id
  }

  /// Letters and figures of the Latin words in small letters, with hyphens between; nothing if there are no letters.
  private static func latinWords(of text: String) -> String? {
    var words = "", hasLetter = false, isPending = false
    for scalar in text.unicodeScalars {
      let isFigure = "0"..."9" ~= scalar
      let isLetter = scalar.value < 0x250 && scalar.properties.isAlphabetic
      guard isFigure || isLetter else {
        isPending = !words.isEmpty
        continue
      }
      if isPending { words += "-" }
      isPending = false
      hasLetter = hasLetter || isLetter
      words += scalar.properties.lowercaseMapping
    }
    return hasLetter ? words : nil
  }
}

/// The markup with the ids in the opening tags. In safe mode every `<h1>` to `<h6>` of it is a heading's.
func markup(_ html: UnsafeBufferPointer<UInt8>, idsOf headings: [Heading]) -> [UInt8] {
  if headings.isEmpty { return Array(html) }
  var result: [UInt8] = []
  result.reserveCapacity(html.count + headings.count * 24)
  var from = 0, i = 0, headings = headings[...]
  while let heading = headings.first, let tag = html.place(of: UInt8(ascii: "<"), from: i) {
    i = tag + 1
    guard tag + 3 < html.count, html[tag + 1] == UInt8(ascii: "h"), 0x31...0x36 ~= html[tag + 2],
      html[tag + 3] == UInt8(ascii: ">")
    else { continue }
    result.append(contentsOf: UnsafeBufferPointer(rebasing: html[from..<tag + 3]))
    result.append(contentsOf: " id=\"".utf8)
    result.append(contentsOf: heading.id.utf8)
    result.append(UInt8(ascii: "\""))
    from = tag + 3
    headings.removeFirst()
  }
  result.append(contentsOf: UnsafeBufferPointer(rebasing: html[from...]))
  return result
}
