extension PersonalDataScan {
  /// An e-mail address around the sign at a place: `@`, `＠`, `[at]`, `(at)`.
  func email(at place: Int) -> PersonalDatum? {
    guard let sign = reader.sign(at: place) else { return nil }
    var left = place, right = sign.range.upperBound
    if sign.scalar != 0x40 && sign.scalar != 0xFF20 {
      // In brackets blanks are allowed, too.
      var end = right
      while let next = reader.sign(at: end), next.isSpace { end = next.range.upperBound }
      guard let length = PersonalDataScan.ats.length(at: end, in: reader.bytes) else { return nil }
      end += length
      while let next = reader.sign(at: end), next.isSpace { end = next.range.upperBound }
      guard reader.begins(PersonalDataScan.closings, at: end), let closing = reader.sign(at: end) else {
        return nil
      }
      right = closing.range.upperBound
      while let next = reader.sign(at: right), next.isSpace { right = next.range.upperBound }
      while let before = reader.sign(before: left), before.isSpace { left = before.range.lowerBound }
    }
    guard let local = localPart(before: left), let domain = domain(at: right) else { return nil }
    let name = local.name.lowercased()
    let isUserOfHost =
      PersonalDataScan.hosts.length(before: local.start, in: reader.bytes) != nil || name == "git"
    if isUserOfHost || name.contains("://") { return nil }
    return PersonalDatum(.email, local.start..<domain.end, value: name + "@" + domain.name.lowercased())
  }

  private static let ats: WordList = ["at", "@", "＠"]
  private static let closings: WordList = ["]", ")", "）", "】"]
  private static let hosts: WordList = ["://"]

  private func localPart(before place: Int) -> (name: String, start: Int)? {
    // Emphasis comes in pairs of one or two marks; else it ends the name, or hides its end.
    var start = place, name: [UInt8] = [], next = place, marks = 0, runs = 0
    var plain: (name: [UInt8], start: Int)?
    while let sign = reader.sign(before: next), place - next < 200 {
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
    // What leads on from emphasis or a sentence is no part of it.
    while let last = name.last, !last.isAlphanumeric, let sign = reader.sign(at: start) {
      if !sign.isUnseen { name.removeLast() }
      start = sign.range.upperBound
    }
    return name.isEmpty ? nil : (String(decoding: name.reversed(), as: UTF8.self), start)
  }

  private func domain(at place: Int) -> (name: String, end: Int)? {
    var end = place, name: [UInt8] = [], wholeEnd = place
    while let mark = reader.sign(at: end), mark.isEmphasis, end - place < 2 { end = mark.range.upperBound }
    while let sign = reader.sign(at: end), end - place < 200 {
      end = sign.range.upperBound
      if sign.isUnseen { continue }
      guard let byte = addressByte(sign),
        byte.isAlphanumeric || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      else { break }
      name.append(byte)
      if byte.isAlphanumeric { wholeEnd = end }
    }
    while let last = name.last, !last.isAlphanumeric { name.removeLast() }
    let labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }), let top = labels.last, top.count >= 2,
      top.allSatisfy({ $0 > 0x40 })
    else { return nil }
    let isFile = PersonalDataScan.fileEndings.contains(String(decoding: top, as: UTF8.self).lowercased())
    return isFile ? nil : (String(decoding: name, as: UTF8.self), wholeEnd)
  }

  /// The byte of an address that a sign means.
  private func addressByte(_ sign: Sign) -> UInt8? {
    if let digit = sign.digit { return 0x30 + digit }
    if sign.scalar > 0x20, sign.scalar < 0x7F { return UInt8(sign.scalar) }
    if let letter = sign.letter { return letter + 0x20 }
    return sign.scalar == 0xFF0E ? 0x2E : sign.scalar == 0xFF0D ? 0x2D : sign.scalar == 0xFF3F ? 0x5F : nil
  }

  /// `logo@2x.png` is a picture.
  private static let fileEndings: Set<String> = [
    "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "css", "js", "html", "htm", "pdf", "woff",
    "ttf", "md", "yml",
  ]
}

extension UInt8 {
  var isAlphanumeric: Bool { 0x30...0x39 ~= self || 0x41...0x5A ~= self || 0x61...0x7A ~= self }
}
