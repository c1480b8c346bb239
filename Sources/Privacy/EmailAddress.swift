extension PersonalDataScan {
  /// An e-mail address around the sign at an offset: `@`, `＠`, `[at]`, `(at)`.
  func email(at offset: Int) -> PersonalDatum? {
    guard let sign = reader.sign(at: offset) else { return nil }
    var left = offset, right = sign.range.upperBound
    if sign.scalar != 0x40 && sign.scalar != 0xFF20 {
      // In brackets blanks are allowed, too.
      right = skipSpaces(at: right)
      guard let length = WordList.ats.length(at: right, in: reader.bytes) else { return nil }
      right = skipSpaces(at: right + length)
      guard reader.begins(.closings, at: right), let closing = reader.sign(at: right) else { return nil }
      right = skipSpaces(at: closing.range.upperBound)
      while let before = reader.sign(before: left), before.isSpace { left = before.range.lowerBound }
    }
    guard let local = localPart(before: left), let domain = domain(at: right) else { return nil }
    let name = local.name.lowercased()
    // The user of a host is no person.
    if reader.ends(.hosts, at: local.start) || name == "git" || name.contains("://") { return nil }
    return PersonalDatum(.email, local.start..<domain.end, value: name + "@" + domain.name.lowercased())
  }

  private func skipSpaces(at offset: Int) -> Int {
    var end = offset
    while let sign = reader.sign(at: end), sign.isSpace { end = sign.range.upperBound }
    return end
  }

  private func localPart(before end: Int) -> (name: String, start: Int)? {
    // Emphasis comes in pairs of one or two marks; else it ends the name, or hides its end.
    var start = end, name: [UInt8] = [], next = end, marks = 0, runs = 0
    var plain: (name: [UInt8], start: Int)?
    while let sign = reader.sign(before: next), end - next < 200 {
      next = sign.range.lowerBound
      if sign.isUnseen { continue }
      if sign.isEmphasis, sign.scalar != 0x5F {
        if runs == 0 { plain = plain ?? (name, start) }
        marks += 1
        if marks == 1 { runs += 1 }
        if marks > 2 {
          if reader.seenSign(before: next)?.isAlphanumeric ?? false { return nil }
          break
        }
        continue
      }
      marks = 0
      guard let byte = addressByte(sign), byte.isAlphanumeric || "._%+-".utf8.contains(byte) else { break }
      name.append(byte)
      start = next
    }
    if let plain, marks > 2 || !runs.isMultiple(of: 2) { (name, start) = plain }
    // A sign that leads on from emphasis or a sentence is no part of it.
    while let last = name.last, !last.isAlphanumeric, let sign = reader.sign(at: start) {
      if !sign.isUnseen { name.removeLast() }
      start = sign.range.upperBound
    }
    return name.isEmpty ? nil : (String(decoding: name.reversed(), as: UTF8.self), start)
  }

  private func domain(at start: Int) -> (name: String, end: Int)? {
    var end = start, name: [UInt8] = [], wholeEnd = start
    while let mark = reader.sign(at: end), mark.isEmphasis, end - start < 2 { end = mark.range.upperBound }
    while let sign = reader.sign(at: end), end - start < 200 {
      end = sign.range.upperBound
      if sign.isUnseen { continue }
      guard let byte = addressByte(sign), byte.isAlphanumeric || "-.".utf8.contains(byte) else { break }
      name.append(byte)
      if byte.isAlphanumeric { wholeEnd = end }
    }
    while let last = name.last, !last.isAlphanumeric { name.removeLast() }
    let labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }), let top = labels.last, top.count >= 2,
      top.allSatisfy({ $0 > 0x40 }),
      !PersonalDataScan.fileEndings.contains(String(decoding: top, as: UTF8.self).lowercased())
    else { return nil }
    return (String(decoding: name, as: UTF8.self), wholeEnd)
  }

  /// The byte of an address that a sign means.
  private func addressByte(_ sign: Sign) -> UInt8? {
    if let digit = sign.digit { return 0x30 + digit }
    if sign.scalar > 0x20, sign.scalar < 0x7F { return UInt8(sign.scalar) }
    if let letter = sign.letter { return letter + 0x20 }
    return sign.scalar == 0xFF0E ? 0x2E : sign.scalar == 0xFF0D ? 0x2D : sign.scalar == 0xFF3F ? 0x5F : nil
  }

  /// The endings of files: `logo@2x.png` is a picture.
  private static let fileEndings: Set<String> = [
    "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "css", "js", "html", "htm", "pdf", "woff",
    "ttf", "md", "yml",
  ]
}

extension WordList {
  fileprivate static let ats: WordList = "at @ ＠"
  fileprivate static let closings: WordList = "] ) ） 】"
  fileprivate static let hosts: WordList = "://"
}

extension UInt8 {
  var isAlphanumeric: Bool { 0x30...0x39 ~= self || 0x41...0x5A ~= self || 0x61...0x7A ~= self }
}
