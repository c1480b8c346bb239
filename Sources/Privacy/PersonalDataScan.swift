/// The personal data in the bytes of a text.
///
/// Everything but e-mail addresses is found by its digits: most bytes are passed with one comparison, most numbers after a
/// look at what follows them. Each kind of datum is defined in its own file.
package struct PersonalDataScan {
  /// The data in the order of the text; none overlaps another.
  package private(set) var found: [PersonalDatum] = []
  let reader: SignReader
  /// The digits that are looked at.
  var chain = DigitChain()

  package init(_ bytes: [UInt8]) {
    reader = SignReader(bytes: bytes)
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte >= 0x80 {
        offset = passHan(at: offset)
      } else if byte >= 0x30 && byte <= 0x39 {
        offset = passNumber(at: offset)
      } else if byte == UInt8(ascii: "@") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(") {
        offset = add(email(at: offset)) ?? offset + 1
      } else if byte == UInt8(ascii: "&") || byte == 0x5C || byte == UInt8(ascii: "%"),
        let sign = reader.sign(at: offset), sign.range.count > 1
      {
        offset = sign.digit != nil ? passNumber(at: offset) : add(email(at: offset)) ?? sign.range.upperBound
      } else {
        offset += 1
      }
    }
  }

  private mutating func passHan(at offset: Int) -> Int {
    let bytes = reader.bytes
    switch bytes[offset] {
    case 0xEF:
      guard let sign = reader.sign(at: offset) else { return offset + 3 }
      if sign.digit != nil { return passNumber(at: offset) }
      return add(sign.scalar == 0xFF20 || sign.isOpening ? email(at: offset) : nil) ?? sign.range.upperBound
    case 0xE5
    where offset + 2 < bytes.count
      && (bytes[offset + 1] == 0xAE && bytes[offset + 2] == 0xA4
        || bytes[offset + 1] == 0x8D && bytes[offset + 2] == 0x95):
      // 室, 单
      return add(homeInHan(at: offset)) ?? offset + 3
    case 0xE3 where offset + 2 < bytes.count && bytes[offset + 1] == 0x80 && bytes[offset + 2] == 0x90:
      // 【
      return add(email(at: offset)) ?? offset + 3
    case 0xF0: return reader.sign(at: offset)?.digit != nil ? passNumber(at: offset) : offset + 4
    case 0xE0...0xEE: return offset + 3
    case 0xC0...0xDF: return offset + 2
    default: return offset + 1
    }
  }

  /// Adds the datum that begins with a number. Returns its end; without one, the end of the number's first group.
  private mutating func passNumber(at start: Int) -> Int {
    var end = start, count = 0
    while let sign = reader.sign(at: end), sign.digit != nil {
      end = sign.range.upperBound
      count += 1
    }
    if count <= 4, let next = add(home(atNumber: start..<end, digits: count)) { return next }
    if count >= 7 || goesOn(at: end) {
      chain.read(reader, at: start)
      if chain.digits.count >= 7, let next = add(residentID() ?? bankCard() ?? mobile() ?? landline()) {
        return next
      }
      // Unseen signs do not end a group.
      if let group = chain.groups.first { end = Swift.max(end, chain.end(of: group.digits.upperBound)) }
    }
    return add(numberPlate(at: start)) ?? end
  }

  /// True if more digits of a number may follow, as after a blank or a hyphen.
  private func goesOn(at offset: Int) -> Bool {
    guard offset < reader.bytes.count else { return false }
    switch reader.bytes[offset] {
    case 0x09, 0x0A, 0x0D, 0x20, 0x26, 0x28, 0x29, 0x2A, 0x2D, 0x2E, 0x2F, 0x5C, 0x5F, 0x60, 0x7E, 0xC2, 0xCD,
      0xD8, 0xE1, 0xE2, 0xEF, 0xF0:
      return true
    case 0xE3: return offset + 1 < reader.bytes.count && reader.bytes[offset + 1] <= 0x83
    default: return false
    }
  }

  /// Adds a datum, and returns its end; nil if there is none, or it overlaps the last.
  private mutating func add(_ datum: PersonalDatum?) -> Int? {
    guard let datum else { return nil }
    if let last = found.last, datum.range.lowerBound < last.range.upperBound { return nil }
    found.append(datum)
    return datum.range.upperBound
  }
}
