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
    let start = chain.start, last = chain.end(of: end)
    // People group digits as they like beside a word that says what they are.
    let isTelephone = has(.telephones, before: start)
    let isLabelled = isLabelledTelephone(start)
    let isLoose = isLabelled && groups.count <= 5 && groups[0] >= 3
    guard isLoose || (shapes.contains(groups) && !chain.hasSlash(0..<end)), isAlone(0..<end),
      groups.count == 1 || isLabelled || !isInRow(end, shapes)
    else { return nil }
    if isAmount(endingAt: last) && !reader.ends(.persons, at: start) && !isLabelled { return nil }
    if isIdentifier(at: start) && !isTelephone || isInAddress(start) { return nil }
    return datum(.mobile, 0..<end, value: prefix..<end)
  }

  /// The number of a telephone line: an area's code and seven or eight digits, or these alone after a word that says so. The
  /// numbers of services (12345, 110, 95588, 400-…) are public and of another shape.
  func landline() -> PersonalDatum? {
    let start = chain.start, country = countryCode, first = country ?? 0
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
        if let found = landline(0..<end, local: local, isTelephone: has(.telephones, before: start)) {
          return found
        }
      }
    }
    for count in [8, 7] {
      guard chain.digits.count >= count, isLocal(0..<count), let groups = lengths(0..<count),
        [[count], [4, 4], [3, 4]].contains(groups), !isDate(0..<count),
        has(.telephones, before: start)
      else { continue }
      if let found = landline(0..<count, local: 0, isTelephone: true) { return found }
    }
    return nil
  }

  private func landline(_ digits: Range<Int>, local: Int, isTelephone: Bool) -> PersonalDatum? {
    var start = chain.ranges[digits.lowerBound].lowerBound
    let end = chain.end(of: digits.upperBound), last = extensionEnd(digits.upperBound) ?? end
    guard isFree(before: start), last > end || isFree(after: end), isTelephone || !chain.hasSlash(digits)
    else { return nil }
    if last == end, local == 0 || !isTelephone, isAmount(endingAt: end) { return nil }
    if isInAddress(start) || (!isTelephone && (isIdentifier(at: start) || isDate(local..<digits.upperBound)))
    {
      return nil
    }
    if let bracket = reader.sign(before: start), bracket.isOpening, local > 0,
      reader.sign(at: chain.end(of: local))?.isClosing ?? false
    {
      start = bracket.range.lowerBound
    }
    return datum(.landline, digits, from: start, to: last)
  }

  /// The end of an extension behind some digits: 转801, -801, ext. 801, 分机801.
  private func extensionEnd(_ next: Int) -> Int? {
    if let group = chain.groups.first(where: { $0.digits.lowerBound == next }), group.gap == .hyphen,
      group.digits.count <= 5
    {
      return chain.end(of: group.digits.upperBound)
    }
    guard let start = reader.seenSign(at: chain.end(of: next), skippingSpaces: true)?.range.lowerBound,
      let length = WordList.extensions.length(at: start, in: reader.bytes)
    else { return nil }
    var offset = start + length, end: Int?
    while let sign = reader.sign(at: offset), sign.digit != nil || sign.isSpace || sign.scalar == 0x3A {
      offset = sign.range.upperBound
      if sign.digit != nil { end = offset }
    }
    return end
  }

  /// True if a word for a telephone is just before a number: 电话：139/1234/5600, and not 电话受理 139 1234 5600 件.
  private func isLabelledTelephone(_ start: Int) -> Bool {
    var end = skipFillers(before: start)
    if let length = WordList.endingsOfLabels.length(before: end, in: reader.bytes) { end -= length }
    return reader.ends(.telephones, at: end)
  }

  /// The number of digits that are China's own number, as in +86 and 0086.
  private var countryCode: Int? {
    let digits = chain.digits
    if digits.starts(with: [0, 0, 8, 6]) { return 4 }
    guard digits.starts(with: [8, 6]) else { return nil }
    let isMarked = [0x2B, 0xFF0B].contains(reader.seenSign(before: chain.start)?.scalar ?? 0)
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

  /// True if groups are part of a longer row of numbers, not of telephones.
  private func isInRow(_ end: Int, _ shapes: [[Int]]) -> Bool {
    let gaps = chain.groups.filter { $0.digits.lowerBound > 0 }.map { $0.gap }
    if let next = chain.groups.first(where: { $0.digits.lowerBound == end }),
      gaps.dropLast().contains(next.gap), next.gap != .line
    {
      let other = end..<end + 11
      let isMobile =
        other.upperBound <= chain.digits.count && chain.digits[end] == 1 && chain.digits[end + 1] >= 3
        && lengths(other).map(shapes.contains) ?? false
      if !isMobile { return true }
    }
    guard let before = reader.sign(before: chain.start), before.isSpace, gaps.contains(.space) else {
      return false
    }
    let previous = before.range.lowerBound
    return reader.sign(before: previous)?.digit != nil && found.last?.range.upperBound != previous
  }

  /// True for the code of an area, which begins with 0; it is left out behind +86.
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

extension WordList {
  fileprivate static let extensions: WordList = "转 轉 分机 ext. ext x"
  fileprivate static let telephones: WordList =
    "电话 手机 座机 热线 传真 致电 拨打 联系方式 联系人 联系： 联系: tel phone fax mobile"
  fileprivate static let endingsOfLabels: WordList = "号码 号"
  fileprivate static let persons: WordList = "某 某某 先生 女士 同志 老师"
}
