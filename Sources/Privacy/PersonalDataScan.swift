/// One look at the bytes of a text for personal data.
///
/// Everything but e-mail addresses is found by its digits: most bytes are passed with one comparison, most numbers after a
/// look at what follows them. Each pattern says what it takes for one in its own file.
package struct PersonalDataScan {
  /// The data in the order of the text; none overlaps another.
  package private(set) var found: [PersonalDatum] = []
  let reader: SignReader
  /// The digits that are looked at.
  var chain = DigitChain()

  package init(_ bytes: [UInt8]) {
    reader = SignReader(bytes: bytes)
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      if byte >= 0x80 {
        place = passHan(at: place)
      } else if byte >= 0x30 && byte <= 0x39 {
        place = passNumber(at: place)
      } else if byte == UInt8(ascii: "@") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(") {
        place = add(email(at: place)) ?? place + 1
      } else if byte == UInt8(ascii: "&") || byte == 0x5C || byte == UInt8(ascii: "%"),
        let sign = reader.sign(at: place), sign.range.count > 1
      {
        place = sign.digit != nil ? passNumber(at: place) : add(email(at: place)) ?? sign.range.upperBound
      } else {
        place += 1
      }
    }
  }

  private mutating func passHan(at place: Int) -> Int {
    let bytes = reader.bytes
    switch bytes[place] {
    case 0xEF:
      guard let sign = reader.sign(at: place) else { return place + 3 }
      if sign.digit != nil { return passNumber(at: place) }
      return add(sign.scalar == 0xFF20 || sign.isOpening ? email(at: place) : nil) ?? sign.range.upperBound
    case 0xE5
    where place + 2 < bytes.count
      && (bytes[place + 1] == 0xAE && bytes[place + 2] == 0xA4
        || bytes[place + 1] == 0x8D && bytes[place + 2] == 0x95):
      // 室, 单
      return add(homeInHan(at: place)) ?? place + 3
    case 0xE3 where place + 2 < bytes.count && bytes[place + 1] == 0x80 && bytes[place + 2] == 0x90:
      // 【
      return add(email(at: place)) ?? place + 3
    case 0xF0: return reader.sign(at: place)?.digit != nil ? passNumber(at: place) : place + 4
    case 0xE0...0xEE: return place + 3
    case 0xC0...0xDF: return place + 2
    default: return place + 1
    }
  }

  /// Adds the datum that begins with a number, and gives the place behind it; else that behind the number's first group.
  private mutating func passNumber(at place: Int) -> Int {
    var end = place, count = 0
    while let sign = reader.sign(at: end), sign.digit != nil {
      end = sign.range.upperBound
      count += 1
    }
    if count <= 4 {
      if let next = add(home(atNumber: place..<end, digits: count)) { return next }
    }
    if count >= 7 || goesOn(at: end) {
      chain.read(reader, at: place)
      if let next = add(chain.digits.count >= 7 ? number(at: place) : nil) { return next }
      // Unseen signs do not end a group.
      if let group = chain.groups.first {
        end = Swift.max(end, chain.places[group.digits.upperBound - 1].upperBound)
      }
    }
    return add(numberPlate(at: place)) ?? end
  }

  /// Whether more digits of a number may follow, as after a blank or a hyphen.
  private func goesOn(at place: Int) -> Bool {
    guard place < reader.bytes.count else { return false }
    switch reader.bytes[place] {
    case 0x09, 0x0A, 0x0D, 0x20, 0x26, 0x28, 0x29, 0x2A, 0x2D, 0x2E, 0x2F, 0x5C, 0x5F, 0x60, 0x7E, 0xC2, 0xCD,
      0xD8,
      0xE1,
      0xE2, 0xEF, 0xF0:
      return true
    case 0xE3: return place + 1 < reader.bytes.count && reader.bytes[place + 1] <= 0x83
    default: return false
    }
  }

  private func number(at place: Int) -> PersonalDatum? {
    residentID() ?? bankCard() ?? mobile() ?? landline()
  }

  /// Adds what was found, and gives the place behind it.
  private mutating func add(_ datum: PersonalDatum?) -> Int? {
    guard let datum else { return nil }
    if let last = found.last, datum.range.lowerBound < last.range.upperBound { return nil }
    found.append(datum)
    return datum.range.upperBound
  }
}
