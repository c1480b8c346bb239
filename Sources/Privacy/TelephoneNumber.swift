extension PersonalDataScan {
  /// The number of a mobile telephone: eleven digits from 13 to 19, by themselves or as one writes them, with China's own
  /// number before it or not.
  func mobile() -> PersonalDatum? {
    let first = chain.groups[0].digits.count
    let prefix = countryCode ?? ((first == 12 || first == 4) && chain.digits[0] == 0 ? 1 : 0)
    let end = prefix + 11
    guard chain.digits.count >= end, chain.digits[prefix] == 1, chain.digits[prefix + 1] >= 3,
      let groups = lengths(prefix..<end)
    else { return nil }
    let shapes = [[11], [3, 4, 4], [3, 8], [7, 4], [3, 3, 5], [4, 3, 4], Array(repeating: 1, count: 11)]
    let start = chain.places[0].lowerBound, last = chain.places[end - 1].upperBound
    // Where a word says what it is, people group digits as they like.
    let isTelephone = has(PersonalDataScan.telephones, before: start)
    let isLabelled = isLabelledTelephone(start)
    let isLoose = isLabelled && groups.count <= 5 && groups[0] >= 3
    guard isLoose || (shapes.contains(groups) && !chain.hasSlash(0..<end)), isAlone(0..<end),
      groups.count == 1 || isLabelled || !isInRow(end, shapes)
    else { return nil }
    let isOwned = PersonalDataScan.persons.length(before: start, in: reader.bytes) != nil
    if isAmount(endingAt: last) && !isOwned && !isLabelled { return nil }
    if isIdentifier(at: start) && !isTelephone { return nil }
    if isInAddress(start) { return nil }
    return datum(.mobile, 0..<end, value: prefix..<end)
  }

  /// The number of a telephone line: an area's code and seven or eight digits, or these alone after a word that says so. The
  /// numbers of services (12345, 110, 95588, 400-…) are public and of another shape.
  func landline() -> PersonalDatum? {
    let start = chain.places[0].lowerBound
    let country = countryCode, first = country ?? 0
    for areaDigits in country == nil || chain.digits[first] == 0 ? [3, 4] : [2, 3] {
      let local = first + areaDigits
      guard local < chain.digits.count, country != nil || chain.digits[0] == 0, isArea(first..<local) else {
        continue
      }
      for count in [8, 7] {
        let end = local + count
        guard end <= chain.digits.count, let groups = lengths(local..<end) else { continue }
        let isContiguous = chain.groups.first { $0.digits.contains(local) }?.digits.lowerBound != local
        let shapes = isContiguous ? [[count], [count - 4, 4]] : [[count], [4, 4], [3, 4]]
        guard shapes.contains(groups), isLocal(local..<end), !isContiguous || areaDigits + count >= 11,
          !isContiguous || number(first..<first + 2) != 0
        else { continue }
        let isTelephone = has(PersonalDataScan.telephones, before: start)
        if let found = landline(0..<end, local: local, isTelephone: isTelephone) { return found }
      }
    }
    for count in [8, 7] {
      guard chain.digits.count >= count, isLocal(0..<count), let groups = lengths(0..<count),
        [[count], [4, 4], [3, 4]].contains(groups), !isDate(0..<count),
        has(PersonalDataScan.telephones, before: start)
      else { continue }
      if let found = landline(0..<count, local: 0, isTelephone: true) { return found }
    }
    return nil
  }

  private func landline(_ digits: Range<Int>, local: Int, isTelephone: Bool) -> PersonalDatum? {
    var start = chain.places[digits.lowerBound].lowerBound
    let end = chain.places[digits.upperBound - 1].upperBound
    let last = extensionEnd(digits.upperBound) ?? end
    guard isFree(before: start), last > end || isFree(after: end), isTelephone || !chain.hasSlash(digits)
    else {
      return nil
    }
    if last == end, local == 0 || !isTelephone, isAmount(endingAt: end) { return nil }
    if isInAddress(start) || (!isTelephone && (isIdentifier(at: start) || isDate(local..<digits.upperBound)))
    {
      return nil
    }
    if let bracket = reader.sign(before: start), bracket.isOpening, local > 0,
      reader.sign(at: chain.places[local - 1].upperBound)?.isClosing ?? false
    {
      start = bracket.range.lowerBound
    }
    return datum(.landline, digits, from: start, to: last)
  }

  /// 转801, -801, ext. 801, 分机801.
  private func extensionEnd(_ next: Int) -> Int? {
    if let group = chain.groups.first(where: { $0.digits.lowerBound == next }), group.gap == .hyphen,
      group.digits.count <= 5
    {
      return chain.places[group.digits.upperBound - 1].upperBound
    }
    var place =
      reader.seenSign(at: chain.places[next - 1].upperBound, skippingSpaces: true)?.range.lowerBound ?? 0
    guard let length = PersonalDataScan.extensions.length(at: place, in: reader.bytes) else { return nil }
    place += length
    var end: Int?
    while let sign = reader.sign(at: place), sign.digit != nil || sign.isSpace || sign.scalar == 0x3A,
      place < reader.bytes.count
    {
      place = sign.range.upperBound
      if sign.digit != nil { end = place }
    }
    return end
  }

  private static let extensions: WordList = ["转", "轉", "分机", "ext.", "ext", "x"]

  private static let telephones: WordList = [
    "电话", "手机", "座机", "热线", "传真", "致电", "拨打", "联系方式", "联系人", "联系：", "联系:", "tel", "phone", "fax", "mobile",
  ]

  /// Whether a word for it is just before a number: 电话：139/1234/5600, and not 电话受理 139 1234 5600 件.
  private func isLabelledTelephone(_ start: Int) -> Bool {
    var end = skipFillers(before: start)
    if let length = PersonalDataScan.ofNumbers.length(before: end, in: reader.bytes) { end -= length }
    return PersonalDataScan.telephones.length(before: end, in: reader.bytes) != nil
  }

  private static let ofNumbers: WordList = ["号码", "号"]
  private static let persons: WordList = ["某", "某某", "先生", "女士", "同志", "老师"]

  /// How many digits of the chain are China's own number, as in +86 and 0086.
  private var countryCode: Int? {
    let digits = chain.digits
    if digits.starts(with: [0, 0, 8, 6]) { return 4 }
    guard digits.starts(with: [8, 6]) else { return nil }
    let isMarked = [0x2B, 0xFF0B].contains(reader.seenSign(before: chain.places[0].lowerBound)?.scalar ?? 0)
    let first = chain.groups[0].digits.count
    return isMarked || first == 2 || first == 13 ? 2 : nil
  }

  /// The lengths of the groups that some digits are written in; nil where they end within one.
  private func lengths(_ digits: Range<Int>) -> [Int]? {
    var lengths: [Int] = []
    for group in chain.groups {
      let part = group.digits.clamped(to: digits)
      if part.isEmpty { continue }
      if part.upperBound != group.digits.upperBound { return nil }
      lengths.append(part.count)
    }
    return lengths
  }

  /// Whether groups are part of a longer row of numbers, not of telephones.
  private func isInRow(_ end: Int, _ shapes: [[Int]]) -> Bool {
    let gaps = chain.groups.filter { $0.digits.lowerBound > 0 }.map { $0.gap }
    if let next = chain.groups.first(where: { $0.digits.lowerBound == end }),
      gaps.dropLast().contains(next.gap),
      next.gap != .line
    {
      let other = end..<end + 11
      let isMobile =
        other.upperBound <= chain.digits.count && chain.digits[end] == 1 && chain.digits[end + 1] >= 3
        && lengths(other).map(shapes.contains) ?? false
      if !isMobile { return true }
    }
    guard let before = reader.sign(before: chain.places[0].lowerBound), before.isSpace, gaps.contains(.space)
    else {
      return false
    }
    let previous = before.range.lowerBound
    return reader.sign(before: previous)?.digit != nil && found.last?.range.upperBound != previous
  }

  /// Codes of areas begin with 0, which is left out behind +86.
  private func isArea(_ digits: Range<Int>) -> Bool {
    var code = Array(chain.digits[digits])
    if code.first != 0 { code.insert(0, at: 0) }
    if code.count == 3 { return code == [0, 1, 0] || (code[1] == 2 && code[2] != 6) }
    return code.count == 4 && code[1] >= 3 && (code[2] > 0 || code[1] == 7 || code[1] == 9)
  }

  private func isLocal(_ digits: Range<Int>) -> Bool {
    2...8 ~= chain.digits[digits.lowerBound] && Set(chain.digits[digits]).count > 1
  }

  private func isDate(_ digits: Range<Int>) -> Bool {
    guard digits.count == 8 else { return false }
    let start = digits.lowerBound
    return 1900...2050 ~= number(start..<start + 4) && 1...12 ~= number(start + 4..<start + 6)
      && 1...31 ~= number(start + 6..<start + 8)
  }
}
