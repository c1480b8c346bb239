extension FixedWidthInteger {
  /// The number in hexadecimal digits, with zeros in front up to a width: 10 is `0a` in two digits.
  package func hexadecimal(digits width: Int) -> String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
  }
}
