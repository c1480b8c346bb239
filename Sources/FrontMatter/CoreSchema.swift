/// The value of a scalar in YAML 1.2.2's core schema (§10.3).
package enum Resolved: Sendable, Equatable {
  case null
  case bool(Bool)
  /// An integer that fits a machine word; one that does not is a `float`.
  case int(Int)
  case float(Double)
  case string
}

extension Scalar {
  /// `no`, `12:30:45` and `2015-05-12` are strings, `0123` is the integer 123: YAML 1.2, not 1.1.
  package var resolved: Resolved {
    if isNull { return .null }
    guard style == .plain else { return .string }
    switch text {
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    case ".nan", ".NaN", ".NAN": return .float(.nan)
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .float(.infinity)
    case "-.inf", "-.Inf", "-.INF": return .float(-.infinity)
    default: return number ?? .string
    }
  }

  /// Nothing, or a word for it.
  package var isNull: Bool {
    guard style == .plain else { return false }
    return switch range.count {
    case 0: true
    case 1: bytes[range.lowerBound] == UInt8(ascii: "~")
    case 4: ["null", "Null", "NULL"].contains { $0.utf8.elementsEqual(bytes[range]) }
    default: false
    }
  }

  private var number: Resolved? {
    let bytes = text.utf8
    guard let first = bytes.first, first < 0x3A else { return nil }
    if text.hasPrefix("0o") || text.hasPrefix("0x") {
      let radix = text.hasPrefix("0x") ? 16 : 8
      let digits = text.dropFirst(2)
      guard !digits.isEmpty, digits.utf8.allSatisfy({ isDigit($0, radix: radix) }) else { return nil }
      if let value = Int(digits, radix: radix) { return .int(value) }
      return .float(digits.reduce(0) { $0 * Double(radix) + Double($1.hexDigitValue ?? 0) })
    }
    guard let form = decimalForm(bytes) else { return nil }
    if form == .integer, let value = Int(text) { return .int(value) }
    return Double(text).map(Resolved.float)
  }
}

private enum DecimalForm { case integer, float }

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
private func decimalForm(_ bytes: String.UTF8View) -> DecimalForm? {
  var rest = bytes[...]
  func skipSign() {
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
  }
  func skipDigits() -> Int {
    let before = rest.count
    rest = rest.drop { isDigit($0, radix: 10) }
    return before - rest.count
  }
  skipSign()
  let whole = skipDigits()
  if whole > 0, rest.isEmpty { return .integer }
  if rest.first == UInt8(ascii: ".") {
    rest.removeFirst()
    if skipDigits() == 0, whole == 0 { return nil }
  } else if whole == 0 {
    return nil
  }
  if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
    rest.removeFirst()
    skipSign()
    if skipDigits() == 0 { return nil }
  }
  return rest.isEmpty ? .float : nil
}

private func isDigit(_ byte: UInt8, radix: Int) -> Bool {
  switch byte {
  case 0x30...0x37: true
  case 0x38...0x39: radix >= 10
  case 0x41...0x46, 0x61...0x66: radix == 16
  default: false
  }
}
