extension PersonalDataScan {
  /// The number of a resident's identity card (GB 11643-1999): region, day of birth, order, and a check digit by ISO 7064
  /// MOD 11-2. That of a foreigner's permanent residence is made alike since 2023. Without the check digit, the 15 digits
  /// that were given out until 1999.
  func residentID() -> PersonalDatum? {
    let start = chain.start
    for group in chain.groups {
      let end = group.digits.upperBound, all = 0..<end
      if end > 18 { return nil }
      // With a check digit it is one, whatever it is joined to.
      guard end == 15 || end >= 17,
        isFree(before: start) || (end > 15 && isJoined(before: start))
      else { continue }
      if end == 18, isResidentID(check: chain.digits[17]), isUnjoined(after: chain.end(of: 18)) {
        let isOrganisation =
          has(.organisations, before: start) && !has(.identity, before: start)
        if !isOrganisation { return datum(.residentID, all) }
      }
      if end == 17, let sign = checkSign(at: chain.end(of: 17)), isResidentID(check: 10) {
        return PersonalDatum(.residentID, start..<sign.range.upperBound, value: chain.text(all) + "X")
      }
      if end == 15, isOldResidentID, isFree(after: chain.end(of: 15)), !isAmount(endingAt: chain.end(of: 15)),
        !isInAddress(start), !isIdentifier(at: start) || has(.identity, before: start)
      {
        return datum(.residentID, all)
      }
    }
    return nil
  }

  private func isJoined(before start: Int) -> Bool {
    reader.sign(before: start).map { $0.isHyphen || $0.isDot || $0.isEmphasis } ?? false
  }

  private func isUnjoined(after end: Int) -> Bool { !(reader.seenSign(at: end)?.isAlphanumeric ?? false) }

  /// The X behind seventeen digits, or what looks like one.
  private func checkSign(at offset: Int) -> Sign? {
    var sign = reader.seenSign(at: offset)
    if let gap = sign, gap.isSpace || gap.isHyphen { sign = reader.seenSign(at: gap.range.upperBound) }
    guard let sign else { return nil }
    switch sign.scalar {
    case 0x58, 0x78, 0xD7, 0x2169, 0x2179, 0x425, 0x445, 0x3A7, 0x3C7, 0x2715, 0xFF38, 0xFF58:
      return isUnjoined(after: sign.range.upperBound) ? sign : nil
    default: return nil
    }
  }

  private func isResidentID(check: UInt8) -> Bool {
    let digits = chain.digits
    let region = digits[0] == 9 ? number(1..<3) : number(0..<2)
    guard PersonalDataScan.provinces.contains(region), isDay(6, yearDigits: 4) else { return false }
    var sum = Int(check), weight = 2
    for index in stride(from: 16, through: 0, by: -1) {
      sum += Int(digits[index]) * weight
      weight = weight * 2 % 11
    }
    return sum % 11 == 1
  }

  /// True for the 15 digits of somebody who was born before 2000, and is hardly a hundred and ten.
  private var isOldResidentID: Bool {
    PersonalDataScan.provinces.contains(number(0..<2)) && number(6..<8) >= 15 && isDay(6, yearDigits: 2)
      && number(4..<6) > 0
  }

  /// True if a day that somebody can be born on begins at a digit.
  private func isDay(_ start: Int, yearDigits: Int) -> Bool {
    let year = (yearDigits == 2 ? 1900 : 0) + number(start..<start + yearDigits), next = start + yearDigits
    let month = number(next..<next + 2), day = number(next + 2..<next + 4)
    guard 1850...2099 ~= year, 1...12 ~= month else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return 1...[31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ~= day
  }

  func number(_ range: Range<Int>) -> Int { chain.digits[range].reduce(0) { $0 * 10 + Int($1) } }

  /// The codes of provinces (GB/T 2260); 83 is Taiwan's in the cards for its residents.
  static let provinces: Set<Int> = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54,
    61, 62, 63, 64, 65, 71, 81, 82, 83,
  ]
}

extension WordList {
  fileprivate static let organisations: WordList = "信用代码 统一代码 组织机构"
  fileprivate static let identity: WordList = "身份"
}
