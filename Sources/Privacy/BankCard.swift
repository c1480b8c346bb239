extension PersonalDataScan {
  /// The number of a bank card (ISO/IEC 7812): 16 to 19 digits, alone or in fours, of an issuer that exists, with Luhn's
  /// check digit. One number in ten has that by chance, so a region's code with a year does not count.
  func bankCard() -> PersonalDatum? {
    for (index, group) in chain.groups.enumerated() {
      let count = group.digits.upperBound
      if count > 19 { return nil }
      guard count >= 16, isIssued(count), index == 0 || isGrouped(index), passesLuhn(count),
        isAlone(0..<count)
      else { continue }
      let start = chain.start
      if !has(.banks, before: start) {
        let hasRegionAndYear =
          PersonalDataScan.provinces.contains(number(0..<2)) && 1949...2099 ~= number(6..<10)
        if hasRegionAndYear || isIdentifier(at: start) || isInAddress(start) { continue }
      }
      return datum(.bankCard, 0..<count)
    }
    return nil
  }

  /// - Parameter last: The index of the last group.
  private func isGrouped(_ last: Int) -> Bool {
    let lengths = chain.groups[...last].map { $0.digits.count }
    let areFours = lengths.dropLast().allSatisfy { $0 == 4 } && lengths[lengths.count - 1] <= 4
    return areFours || (lengths.count == 2 && lengths[0] == 6) || lengths == [4, 6, 6]
      || lengths == [4, 6, 5]
  }

  private func isIssued(_ count: Int) -> Bool {
    let two = number(0..<2), four = number(0..<4)
    if two == 62 || two == 60 || four == 9558 || four == 9559 { return true }
    guard count == 16 || count == 19 else { return false }
    return chain.digits[0] == 4 || 51...55 ~= two || 2221...2720 ~= four || (two == 35 && count == 16)
  }

  private func passesLuhn(_ count: Int) -> Bool {
    var sum = 0
    for (index, digit) in chain.digits[..<count].reversed().enumerated() {
      let doubled = Int(digit) * (index % 2 == 0 ? 1 : 2)
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return sum % 10 == 0 && Set(chain.digits[..<count]).count > 2
  }
}

extension WordList {
  fileprivate static let banks: WordList = "卡 银行 账号 账户 帐号 card"
}
