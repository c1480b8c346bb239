/// Gives headings names that an address can point at: from their Latin words, or `h-` and the heading's number.
struct HeadingIDs {
  private var used: Set<String> = []
  /// How often a name has been wanted, so that the thousandth is found as fast as the second.
  private var repetitions: [String: Int] = [:]
  private var count = 0

  mutating func next(for text: String) -> String {
    count += 1
    let base = HeadingIDs.latinWords(of: text) ?? "h-\(count)"
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

/// Puts the ids into the opening tags. In safe mode every `<h1>` to `<h6>` of the HTML is a heading's.
func addIDs(of headings: [Heading], to html: [UInt8]) -> [UInt8] {
  if headings.isEmpty { return html }
  var result: [UInt8] = []
  result.reserveCapacity(html.count + headings.count * 24)
  var from = 0, i = 0, next = 0
  while i + 3 < html.count, next < headings.count {
    let isTag =
      html[i] == UInt8(ascii: "<") && html[i + 1] == UInt8(ascii: "h") && 0x31...0x36 ~= html[i + 2]
      && html[i + 3] == UInt8(ascii: ">")
    if isTag {
      result += html[from..<i + 3]
      result += " id=\"\(headings[next].id)\"".utf8
      from = i + 3
      next += 1
    }
    i += 1
  }
  return result + html[from...]
}
