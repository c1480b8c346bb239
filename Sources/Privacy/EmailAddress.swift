extension PersonalDataScan {
  /// An e-mail address around the sign at a place: `@`, `＠`, `[at]`, `(at)`.
  func email(at place: Int) -> PersonalDatum? {
    guard let sign = reader.sign(at: place) else { return nil }
    var left = place, right = sign.range.upperBound
    if sign.scalar != 0x40 && sign.scalar != 0xFF20 {
      // In brackets blanks are allowed, too.
      var end = right
      while let next = reader.sign(at: end), next.isSpace { end = next.range.upperBound }
      guard reader.begins(["at", "AT", "At", "@", "＠"], at: end) else { return nil }
      end += reader.begins(["＠"], at: end) ? 3 : reader.begins(["@"], at: end) ? 1 : 2
      while let next = reader.sign(at: end), next.isSpace { end = next.range.upperBound }
      guard reader.begins(["]", ")", "）", "】"], at: end), let closing = reader.sign(at: end) else {
        return nil
      }
      right = closing.range.upperBound
      while let next = reader.sign(at: right), next.isSpace { right = next.range.upperBound }
      while let before = reader.sign(before: left), before.isSpace { left = before.range.lowerBound }
    }
    guard let local = localPart(before: left), let domain = domain(at: right) else { return nil }
    let name = local.name.lowercased()
    let isUserOfHost = reader.text(before: local.start, atMost: 3) == "://" || name == "git"
    if isUserOfHost || name.contains("://") { return nil }
    return PersonalDatum(.email, local.start..<domain.end, value: name + "@" + domain.name.lowercased())
  }

  private func localPart(before place: Int) -> (name: String, start: Int)? {
    var start = place, name: [Character] = []
    while let sign = reader.sign(before: start), place - start < 200 {
      if !sign.isUnseen {
        guard let character = addressCharacter(sign),
          character.isLetter || character.isNumber || "._%+-".contains(character)
        else { break }
        name.append(character)
      }
      start = sign.range.lowerBound
    }
    // What leads on from emphasis or a sentence is no part of it.
    while let last = name.last, "._%+-*".contains(last), let sign = reader.sign(at: start) {
      if !sign.isUnseen { name.removeLast() }
      start = sign.range.upperBound
    }
    return name.isEmpty ? nil : (String(name.reversed()), start)
  }

  private func domain(at place: Int) -> (name: String, end: Int)? {
    var end = place, name = "", wholeEnd = place
    while let sign = reader.sign(at: end), end - place < 200 {
      end = sign.range.upperBound
      if sign.isUnseen { continue }
      guard let character = addressCharacter(sign),
        character.isLetter || character.isNumber || "-.".contains(character)
      else { break }
      name.append(character)
      if character.isLetter || character.isNumber { wholeEnd = end }
    }
    while let last = name.last, last == "." || last == "-" { name.removeLast() }
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }), let top = labels.last, top.count >= 2,
      top.allSatisfy(\.isLetter), !PersonalDataScan.fileEndings.contains(top.lowercased())
    else { return nil }
    return (name, wholeEnd)
  }

  /// Of an address, in ASCII.
  private func addressCharacter(_ sign: Sign) -> Character? {
    if let digit = sign.digit { return Character(Unicode.Scalar(0x30 + digit)) }
    if sign.scalar > 0x20, sign.scalar < 0x7F { return Character(Unicode.Scalar(UInt8(sign.scalar))) }
    if let letter = sign.letter { return Character(Unicode.Scalar(letter + 0x20)) }
    return sign.scalar == 0xFF0E ? "." : sign.scalar == 0xFF0D ? "-" : sign.scalar == 0xFF3F ? "_" : nil
  }

  /// `logo@2x.png` is a picture.
  private static let fileEndings: Set<String> = [
    "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "css", "js", "html", "htm", "pdf", "woff",
    "ttf", "md", "yml",
  ]
}
