// Homes down to the door. A building, a street or a unit alone does not count, nor does the room of an office.
extension PersonalDataScan {
  /// A home whose door has a number in digits: 3号楼2单元501室, 5栋1201, 3-2-501, 3组12号.
  func home(atNumber number: Range<Int>, digits: Int) -> PersonalDatum? {
    // Most numbers follow something else.
    guard let before = reader.seenSign(before: number.lowerBound, skippingSpaces: true),
      before.isHyphen || SignSet.endingsBeforeRooms.contains(before)
    else { return nil }
    if before.isHyphen { return dashedHome(number, digits) ?? (digits >= 3 ? home(room: number) : nil) }
    if digits <= 3, let home = villageHome(number) { return home }
    if let home = homeBySide(number) { return home }
    return digits >= 3 ? home(room: number) : nil
  }

  /// A home whose door has a number in Han: 二单元五零一室.
  ///
  /// - Parameter offset: The offset of 室, or of 单元 with the number behind it.
  func homeInHan(at offset: Int) -> PersonalDatum? {
    var start = offset, end = offset
    if reader.begins(.unit, at: offset) {
      start = offset + 6
      end = start
      while let sign = reader.sign(at: end), sign.isHanDigit { end = sign.range.upperBound }
    } else {
      while let sign = reader.sign(before: start), sign.isHanDigit { start = sign.range.lowerBound }
    }
    return 9...12 ~= end - start ? home(room: start..<end) : nil
  }

  private func home(room: Range<Int>) -> PersonalDatum? {
    var start = room.lowerBound, isUnit = false, isBuilding = false, isMarked = false
    // 3栋-501, 3幢1-802
    if let joint = reader.seenSign(before: start), joint.isHyphen {
      if numbered(.buildingsAndUnits, before: joint.range.lowerBound) != nil {
        start = joint.range.lowerBound
      } else if let part = dashed(before: start), 1...40 ~= value(room) / 100, 1...20 ~= value(room) % 100 {
        start = part
      } else {
        return nil
      }
    }
    // A floor may come between: 2单元5楼501室.
    if let floor = numbered(.floors, before: start), numbered(.buildingsAndUnits, before: floor) != nil {
      start = floor
    }
    if let unit = numbered(.doorways, before: start) ?? sideUnit(before: start) {
      (start, isUnit) = (unit, true)
    } else if let stairs = numbered(.stairs, before: start), numbered(.buildings, before: stairs) != nil {
      (start, isUnit) = (stairs, true)
    }
    if let building = numbered(.buildings, before: start) {
      (start, isBuilding) = (building, true)
    } else if let building = numbered(.numberSigns, before: start), reader.sign(at: building)?.digit != nil {
      // 3#501室; astro#501 is something else.
      (start, isMarked) = (building, true)
    }
    var isNamed = isUnit || isBuilding
    if !isNamed && !isMarked {
      let end = skipSpaces(before: start)
      if start == room.lowerBound, let house = numbered(.streetNumbers, before: start) {
        start = house
      } else if let length = WordList.residences.length(before: end, in: reader.bytes) {
        isNamed = start < room.lowerBound
        start = end - length
      } else {
        return nil
      }
    }
    // 5座 may be five of something, and A座 is seldom a home's: they need their 室.
    let needsRoom = isBuilding && !isUnit && isSeat(start)
    guard let end = roomEnd(room.upperBound, isUnit: isUnit, isNamed: isNamed && !needsRoom),
      !(isUnit ? isSitedOffice(start) || isConverted(end) : isOffice(start, end))
    else { return nil }
    return home(start..<end)
  }

  private func home(_ range: Range<Int>) -> PersonalDatum {
    var value = ""
    for sign in reader.signs(in: range) {
      if let digit = sign.digit {
        value += String(digit)
      } else if !(sign.isSpace || sign.isUnseen || sign.isEmphasis), let scalar = Unicode.Scalar(sign.scalar)
      {
        value.unicodeScalars.append(scalar)
      }
    }
    return PersonalDatum(.home, range, value: value)
  }

  /// The end of a room: behind 室 and its like; without one, where nothing counts or goes on.
  private func roomEnd(_ offset: Int, isUnit: Bool, isNamed: Bool) -> Int? {
    guard let next = reader.seenSign(at: offset, skippingSpaces: true) else { return isNamed ? offset : nil }
    let start = next.range.lowerBound
    if reader.begins(.rooms, at: start) { return start + 3 }
    guard isNamed else { return nil }
    if reader.begins(.number, at: start) {
      return reader.begins(.numberedThings, at: start) ? nil : start + 3
    }
    if reader.begins(.household, at: start) { return isUnit ? start + 3 : nil }
    if next.isAlphanumeric || isAmount(endingAt: offset) || reader.begins(.countedInHomes, at: start) {
      return nil
    }
    if next.isHyphen || next.scalar == 0x7E || next.scalar == 0xFF5E || reader.begins(.untils, at: start) {
      return reader.seenSign(at: next.range.upperBound)?.digit == nil ? offset : nil
    }
    // 5栋500床位, 3-2-101地块
    if !isUnit, 0x4E00...0x9FFF ~= next.scalar, !SignSet.behindRooms.contains(next) { return nil }
    return offset
  }

  /// A home that is named by its side of a floor: 2单元3楼东户.
  private func homeBySide(_ number: Range<Int>) -> PersonalDatum? {
    guard let unit = numbered(.sideOwners, before: number.lowerBound),
      let floor = reader.seenSign(at: number.upperBound, skippingSpaces: true),
      reader.begins(.floors, at: floor.range.lowerBound),
      let side = reader.seenSign(at: floor.range.upperBound, skippingSpaces: true)?.range.lowerBound,
      let length = WordList.sides.length(at: side, in: reader.bytes)
    else { return nil }
    return home((numbered(.houses, before: unit) ?? unit)..<side + length)
  }

  /// A house in a group of a village: 幸福村3组12号.
  private func villageHome(_ number: Range<Int>) -> PersonalDatum? {
    guard let group = numbered(.groups, before: number.lowerBound),
      let village = reader.sign(before: skipSpaces(before: group)), SignSet.villages.contains(village),
      let next = reader.seenSign(at: number.upperBound, skippingSpaces: true),
      reader.begins(.number, at: next.range.lowerBound), isHouse(next.range.upperBound)
    else { return nil }
    return home(village.range.lowerBound..<next.range.upperBound)
  }

  /// True if the number that ends at an offset is a house's: people follow, or nothing. Wells and pumps have numbers, too.
  private func isHouse(_ end: Int) -> Bool {
    guard let next = reader.seenSign(at: end, skippingSpaces: true) else { return true }
    if next.scalar >= 0x3400, !(0xFF00...0xFFEF ~= next.scalar) {
      return reader.begins(.people, at: next.range.lowerBound)
    }
    // 5号、6号变压器
    return !next.isAlphanumeric && !next.isHyphen && !next.isEmphasis && next.scalar != 0x3001
  }

  /// The start of 东单元 and its like, with a building before it.
  private func sideUnit(before offset: Int) -> Int? {
    let end = skipSpaces(before: offset)
    guard let length = WordList.sideUnits.length(before: end, in: reader.bytes),
      numbered(.buildings, before: end - length) != nil
    else { return nil }
    return end - length
  }

  /// True if a name or number with 座 begins at an offset: 5座, A座.
  private func isSeat(_ start: Int) -> Bool {
    var end = start
    while let sign = reader.seenSign(at: end), sign.isAlphanumeric || sign.isHanDigit || sign.isSpace {
      end = sign.range.upperBound
    }
    return end > start && reader.begins(.seat, at: end)
  }

  /// A home that is named by building, unit and room: 3-2-501.
  private func dashedHome(_ room: Range<Int>, _ digits: Int) -> PersonalDatum? {
    guard digits >= 3, let second = dashed(before: room.lowerBound), let first = dashed(before: second) else {
      return nil
    }
    let number = value(room), floor = number / 100
    guard 1...40 ~= floor, 1...20 ~= number % 100, !(1900...2099 ~= number) else { return nil }
    if let before = reader.seenSign(before: first, skippingSpaces: true),
      before.isAlphanumeric || before.isHyphen || before.isDot || before.scalar == 0x2F
        || SignSet.numberedParts.contains(before)
    {
      return nil
    }
    guard let end = roomEnd(room.upperBound, isUnit: false, isNamed: true),
      !(reader.sign(at: end).map { $0.isDot || $0.scalar == 0x2F || $0.isHyphen } ?? false)
    else { return nil }
    return isOffice(first, end) || isInAddress(first) || isIdentifier(at: first) ? nil : home(first..<end)
  }

  /// The start of a number of one or two digits before a hyphen.
  private func dashed(before offset: Int) -> Int? {
    guard let hyphen = reader.seenSign(before: offset), hyphen.isHyphen else { return nil }
    var start = hyphen.range.lowerBound, count = 0
    while let sign = reader.seenSign(before: start), sign.digit != nil {
      start = sign.range.lowerBound
      count += 1
    }
    return 1...2 ~= count ? start : nil
  }

  private func value(_ range: Range<Int>) -> Int {
    reader.signs(in: range).reduce(0) { $0 * 10 + Int($1.digit ?? 0) }
  }

  /// The start of a number, or a single letter, that ends at an offset with one of some words behind it.
  private func numbered(_ words: WordList, before offset: Int) -> Int? {
    let end = skipSpaces(before: offset)
    guard let length = words.length(before: end, in: reader.bytes) else { return nil }
    var start = skipSpaces(before: end - length), count = 0
    while let sign = reader.seenSign(before: start), count < 4 {
      guard sign.digit != nil || sign.isHanDigit || (count == 0 && sign.letter != nil) else { break }
      start = sign.range.lowerBound
      count += 1
      if sign.letter != nil { break }
    }
    return count > 0 ? start : nil
  }

  /// The end of the last sign before an offset that is neither a blank nor a mark.
  private func skipSpaces(before offset: Int) -> Int {
    reader.seenSign(before: offset, skippingSpaces: true)?.range.upperBound ?? offset
  }

  // MARK: Offices

  /// True if the words around a home are those of an office.
  private func isOffice(_ start: Int, _ end: Int) -> Bool {
    let clause = reader.clauseStart(before: start, atMost: 36, endedBy: .endsOfClauses)
    if WordList.dwellings.occur(in: clause..<start, of: reader.bytes) { return false }
    if isConverted(end) { return true }
    if reader.ends(.estates, at: skipSpaces(before: start)) { return false }
    if WordList.offices.occur(in: clause..<start, of: reader.bytes) { return true }
    if isSitedOffice(start) || isInstitution(endingAt: start) { return true }
    let next = reader.seenSign(at: end, skippingSpaces: true)
    let after = next.map { $0.isOpening ? $0.range.upperBound : $0.range.lowerBound } ?? end
    return reader.begins(.meetings, at: after)
  }

  /// True if an office is said to be at an address, or the address is in brackets behind it: 警务室在3号楼101室.
  private func isSitedOffice(_ start: Int) -> Bool {
    let end = skipSpaces(before: start)
    if let bracket = reader.sign(before: end), bracket.isOpening {
      return isInstitution(endingAt: bracket.range.lowerBound)
    }
    guard let length = WordList.sites.length(before: end, in: reader.bytes) else { return false }
    return isInstitution(endingAt: end - length)
  }

  private func isInstitution(endingAt offset: Int) -> Bool {
    let end = skipSpaces(before: offset)
    return !reader.ends(.dwellings, at: end)
      && (reader.ends(.institutions, at: end) || reader.ends(.offices, at: end))
  }

  /// True if a room is said to become something else than a home.
  private func isConverted(_ end: Int) -> Bool {
    reader.begins(.conversions, at: reader.seenSign(at: end, skippingSpaces: true)?.range.lowerBound ?? end)
  }
}
