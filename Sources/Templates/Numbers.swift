#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Numbers as Python writes, reads, rounds and divides them.
enum Numbers {
  /// The shortest digits that give the number back, in Python's layout: `1.0`, `1e-05`, `1e+16`.
  static func text(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    let sign = value.sign == .minus ? "-" : ""
    if value == 0 { return sign + "0.0" }
    let (digits, point) = decimal(value.magnitude)
    if point > 16 || point < -3 {
      let exponent = point - 1
      let mantissa = digits.count == 1 ? digits : "\(digits.prefix(1)).\(digits.dropFirst())"
      let number = String(exponent.magnitude)
      return "\(sign)\(mantissa)e\(exponent < 0 ? "-" : "+")\(number.count < 2 ? "0" : "")\(number)"
    }
    if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
    if digits.count <= point {
      return sign + digits + String(repeating: "0", count: point - digits.count) + ".0"
    }
    return sign + digits.prefix(point) + "." + digits.dropFirst(point)
  }

  /// The shortest digits of a positive number, and how many of them are before the point.
  private static func decimal(_ value: Double) -> (digits: String, point: Int) {
    let description = "\(value)"
    let parts = description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".")
    var digits = String(mantissa[0]), point = digits.count
    if mantissa.count > 1 { digits += mantissa[1] }
    if parts.count > 1, let exponent = Int(parts[1]) { point += exponent }
    let leading = digits.prefix { $0 == "0" }.count
    digits.removeFirst(leading)
    point -= leading
    while digits.hasSuffix("0") { digits.removeLast() }
    return (digits, point)
  }

  /// C's `%.*f`, `%.*e` and `%.*g`, which round the exact binary value half to even as Python does.
  static func formatted(_ value: Double, _ conversion: Character, precision: Int) -> String {
    let format = "%.*\(conversion)"
    var buffer = [CChar](repeating: 0, count: 64 + precision + 310)
    let length = withVaList([Int32(precision), value]) { vsnprintf(&buffer, buffer.count, format, $0) }
    return String(decoding: buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Python's `round(value, digits)`; nothing for tens and hundreds of a number with a point.
  static func rounded(_ value: Double, digits: Int) -> Double? {
    guard digits >= 0 else { return nil }
    if !value.isFinite || value == 0 || digits > 323 { return value }
    return Double(formatted(value, "f", precision: digits)) ?? value
  }

  /// Python's `round` of a whole number to tens, hundreds …: half to even. Nothing where it overflows.
  static func rounded(_ value: Int, digits: Int) -> Int? {
    if digits >= 0 { return value }
    if digits < -18 { return 0 }
    let unit = (0 ..< -digits).reduce(1) { power, _ in power * 10 }
    let rest = ((value % unit) + unit) % unit, low = value.subtractingReportingOverflow(rest)
    if low.overflow { return nil }
    let isUp = rest > unit / 2 || rest == unit / 2 && (low.partialValue / unit) % 2 != 0
    let result = low.partialValue.addingReportingOverflow(isUp ? unit : 0)
    return result.overflow ? nil : result.partialValue
  }

  /// Python's `int(text)`; nothing for what is no number, an error for one too large for this engine.
  static func int(_ text: String) throws(Failure) -> Int? {
    guard let digits = plain(text) else { return nil }
    let body =
      digits.utf8.first.map { "+-".utf8.contains($0) } == true ? digits.utf8.dropFirst() : digits.utf8[...]
    guard !body.isEmpty, body.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return nil }
    guard let number = Int(digits) else { throw .numberTooLarge() }
    return number
  }

  /// Python's `float(text)`.
  static func float(_ text: String) -> Double? {
    guard let cleaned = plain(text) else { return nil }
    switch cleaned.lowercased() {
    case "inf", "+inf", "infinity", "+infinity": return .infinity
    case "-inf", "-infinity": return -.infinity
    case "nan", "+nan", "-nan": return .nan
    default: break
    }
    guard !cleaned.isEmpty,
      cleaned.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || "+-.eE".utf8.contains($0) })
    else { return nil }
    // Swift reads no bare point and no overflow: Python's `.5`, `5.` and `1e999` are numbers.
    var end: UnsafeMutablePointer<CChar>?
    return cleaned.withCString { start in
      let value = strtod(start, &end)
      guard let end, end != UnsafeMutablePointer(mutating: start), end.pointee == 0 else { return nil }
      return value
    }
  }

  /// A number's text with ASCII digits and without space and the `_` that may stand between two digits.
  private static func plain(_ text: String) -> String? {
    var plain = "", wasDigit = false, needsDigit = false
    for scalar in text.stripped().unicodeScalars {
      let digit = scalar.properties.numericType == .decimal ? scalar.properties.numericValue : nil
      if needsDigit, digit == nil { return nil }
      if scalar == "_", !wasDigit { return nil }
      needsDigit = scalar == "_"
      wasDigit = digit != nil
      if let digit { plain += String(Int(digit)) } else if !needsDigit { plain.unicodeScalars.append(scalar) }
    }
    return needsDigit ? nil : plain
  }

  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

  static func floorDivision(_ a: Double, _ b: Double) -> (quotient: Double, remainder: Double) {
    var remainder = fmod(a, b)
    var quotient = (a - remainder) / b
    if remainder != 0 {
      if (b < 0) != (remainder < 0) {
        remainder += b
        quotient -= 1
      }
    } else {
      remainder = b.sign == .minus ? -0.0 : 0.0
    }
    if quotient != 0 {
      let whole = quotient.rounded(.down)
      quotient = quotient - whole > 0.5 ? whole + 1 : whole
    } else {
      quotient = (a / b).sign == .minus ? -0.0 : 0.0
    }
    return (quotient, remainder)
  }
}
