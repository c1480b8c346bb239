import Diagnostics

/// A share in a running text that no quantity of a write-up can be: 三分之一, 九成五, 半数以上.
package struct ScannedShare: Sendable {
  /// The bytes of its wording in the text.
  package let range: Range<Int>
  package let wording: String
  /// Nil where no decimal number says the same (三分之一).
  package let value: Number?
  package let qualifier: Qualifier
  /// 成 of 九成五; empty for a part of the whole.
  package let unit: String
}

extension QuantityScan {
  /// The shares of a text, in its order. Those in per cent are quantities.
  package static func shares(in source: SourceText) -> [ScannedShare] {
    let text = ScanText(source)
    return (0..<text.count).compactMap { index in
      text.fraction(at: index) ?? text.tenths(at: index) ?? text.half(at: index)
    }
  }
}

extension ScanText {
  /// 三分之一, 千分之三
  fileprivate func fraction(at index: Int) -> ScannedShare? {
    guard has("分之", at: index), !has("百", before: index) else { return nil }
    var start = index
    while ScanText.isNumeral(self[start - 1]) { start -= 1 }
    guard start < index, ScanText.isNumeral(self[index + 2]) else { return nil }
    let end = endOfNumeral(at: index + 2)
    guard let whole = Self.whole(self[start..<index]), let part = Self.whole(self[index + 2..<end]), whole > 0
    else { return nil }
    return share(start..<end, value: Self.decimal(part, whole), unit: "")
  }

  /// 九成五, 七成半; 九成 alone is a number with a unit.
  fileprivate func tenths(at index: Int) -> ScannedShare? {
    guard self[index] == "成", ScanText.isNumeral(self[index - 1]), !ScanText.isNumeral(self[index - 2]),
      let tens = Self.whole(self[index - 1..<index]), 1...9 ~= tens,
      let rest = self[index + 1] == "半" ? 5 : HanNumeral.digit(self[index + 1]), rest > 0
    else { return nil }
    return share(index - 1..<index + 2, value: Self.decimal(tens * 10 + rest, 10), unit: "成")
  }

  /// 一半, 半数, 过半
  fileprivate func half(at index: Int) -> ScannedShare? {
    let words: [(String, Qualifier)] = [
      ("一半", .exact), ("半数", .exact), ("过半数", .over), ("过半", .over), ("近半数", .nearly), ("近半", .nearly),
    ]
    guard let (word, qualifier) = words.first(where: { has($0.0, at: index) }),
      self[index] != "半" || !["过", "近"].contains(self[index - 1])
    else { return nil }
    let found = share(
      index..<index + word.unicodeScalars.count, value: Number(digits: "0.5"), unit: "")
    return qualifier == .exact
      ? found
      : ScannedShare(
        range: found.range, wording: found.wording, value: found.value, qualifier: qualifier, unit: "")
  }

  private func share(_ letters: Range<Int>, value: Number?, unit: String) -> ScannedShare {
    let before = prefix(before: letters.lowerBound)
    let after = suffix(at: letters.upperBound)
    let start = before?.start ?? letters.lowerBound
    let end = letters.upperBound + (after?.unicodeScalars.count ?? 0)
    let mark = (before?.word ?? after).flatMap { try? Quantity(parsing: before == nil ? "2" + $0 : $0 + "2") }
    return ScannedShare(
      range: bytes(start..<end), wording: string(start..<end), value: value,
      qualifier: mark?.qualifier ?? .exact, unit: unit)
  }

  private static func whole(_ letters: ArraySlice<Unicode.Scalar>) -> Int? {
    written(letters).flatMap { try? Quantity(parsing: $0.number) }?.value.whole
  }

  /// A quotient, if it has no more decimals than a number may have.
  private static func decimal(_ part: Int, _ whole: Int) -> Number? {
    let (scaled, isTooLarge) = part.multipliedReportingOverflow(by: 1_000_000)
    guard !isTooLarge, scaled % whole == 0 else { return nil }
    let (units, rest) = (scaled / whole).quotientAndRemainder(dividingBy: 1_000_000)
    let decimals = String(rest)
    return Number(digits: "\(units)." + String(repeating: "0", count: 6 - decimals.count) + decimals)
  }
}
