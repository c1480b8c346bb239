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
    if conversion == "f", let text = fixed(value, precision: precision) { return text }
    let format = "%.*\(conversion)"
    var buffer = [CChar](repeating: 0, count: 64 + precision + 310)
    let length = withVaList([Int32(precision), value]) { vsnprintf(&buffer, buffer.count, format, $0) }
    return String(decoding: buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// `%.*f` where 64 bits are enough, exactly: the binary fraction times a power of ten, half to even.
  private static func fixed(_ value: Double, precision: Int) -> String? {
    guard value.isFinite, precision <= 15, value.magnitude < 1e15 else { return nil }
    let bits = value.magnitude.significandBitPattern, exponent = Int(value.exponentBitPattern)
    let mantissa = exponent == 0 ? bits : bits | 1 << 52
    let shift = 1075 - max(1, exponent)
    let unit = (0..<precision).reduce(UInt64(1)) { power, _ in power * 10 }
    let (high, low) = mantissa.multipliedFullWidth(by: unit)
    var quotient: UInt64 = 0
    let half: Int
    // The bits that are cut off, against half of the last bit that stays.
    if shift <= 0 {
      guard high == 0, low.leadingZeroBitCount >= -shift else { return nil }
      quotient = low << UInt64(-shift)
      half = -1
    } else if shift < 64 {
      guard high >> UInt64(shift) == 0 else { return nil }
      quotient = high << UInt64(64 - shift) | low >> UInt64(shift)
      let rest = low & (1 << UInt64(shift) - 1), middle = UInt64(1) << UInt64(shift - 1)
      half = rest < middle ? -1 : rest > middle ? 1 : 0
    } else if shift < 128 {
      quotient = shift == 64 ? high : high >> UInt64(shift - 64)
      let restHigh = shift == 64 ? 0 : high & (1 << UInt64(shift - 64) - 1)
      let middle: (high: UInt64, low: UInt64) = shift == 64 ? (0, 1 << 63) : (1 << UInt64(shift - 65), 0)
      half = (restHigh, low) < middle ? -1 : (restHigh, low) == middle ? 0 : 1
    } else {
      half = -1
    }
    if half > 0 || half == 0 && quotient % 2 == 1 { quotient += 1 }
    var digits = String(quotient)
    if digits.utf8.count <= precision {
      digits = String(repeating: "0", count: precision + 1 - digits.utf8.count) + digits
    }
    let point = digits.utf8.count - precision
    let sign = value.sign == .minus ? "-" : ""
    return precision == 0 ? sign + digits : sign + digits.prefix(point) + "." + digits.dropFirst(point)
  }

  /// Python's `round(value, digits)`.
  static func rounded(_ value: Double, digits: Int) -> Double {
    guard value.isFinite, value != 0 else { return value }
    if digits > 323 { return value }
    if digits < -309 { return value.sign == .minus ? -0.0 : 0.0 }
    if digits >= 0 { return Double(formatted(value, "f", precision: digits)) ?? value }
    // The exact decimal digits decide ties: %.1074f has them all.
    let exact = formatted(value.magnitude, "f", precision: 1074).split(separator: ".")
    let whole = String(exact[0]), cut = -digits
    let padded = String(repeating: "0", count: max(0, cut + 1 - whole.count)) + whole
    let kept = String(padded.dropLast(cut)), rest = padded.suffix(cut)
    let isTie =
      rest.first == "5" && rest.dropFirst().allSatisfy { $0 == "0" } && exact[1].allSatisfy { $0 == "0" }
    let isOdd = (kept.last?.wholeNumberValue ?? 0) % 2 == 1
    let up = isTie ? isOdd : (rest.first ?? "0") >= "5"
    guard let number = Double((up ? incremented(kept) : kept) + "e\(cut)") else { return value }
    return value < 0 ? -number : number
  }

  private static func incremented(_ digits: String) -> String {
    var result = Array(digits.utf8), i = result.count - 1
    while i >= 0 {
      if result[i] < UInt8(ascii: "9") {
        result[i] += 1
        return String(decoding: result, as: UTF8.self)
      }
      result[i] = UInt8(ascii: "0")
      i -= 1
    }
    return "1" + String(decoding: result, as: UTF8.self)
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

  /// Python's `int(text, base)`; nothing for what is no number, an error for one too large for this engine.
  static func int(_ text: String, base: Int) throws(Failure) -> Int? {
    guard base == 0 || 2...36 ~= base else { return nil }
    var digits = Array(text.stripped().unicodeScalars), base = base
    let isNegative = digits.first == "-"
    if isNegative || digits.first == "+" { digits.removeFirst() }
    if digits.count > 1, digits[0] == "0",
      let prefix = [
        "b": 2, "o": 8, "x": 16,
      ][digits[1].properties.lowercaseMapping], base == 0 || base == prefix
    {
      base = prefix
      digits.removeFirst(2)
      if digits.first == "_" { digits.removeFirst() }
    } else if base == 0 {
      if digits.first == "0", !digits.allSatisfy({ $0 == "0" || $0 == "_" }) { return nil }
      base = 10
    }
    guard let values = digitValues(digits, base: base) else { return nil }
    var result = 0
    for value in values {
      let (product, overflow) = result.multipliedReportingOverflow(by: base)
      let (sum, carry) =
        isNegative
        ? product.subtractingReportingOverflow(value) : product.addingReportingOverflow(value)
      if overflow || carry { throw .numberTooLarge() }
      result = sum
    }
    return result
  }

  /// The digits' values, `_` allowed between two of them; any script's decimal digits are digits.
  private static func digitValues(_ scalars: [Unicode.Scalar], base: Int) -> [Int]? {
    var values = [Int](), wasDigit = false
    for scalar in scalars {
      if scalar == "_" {
        guard wasDigit else { return nil }
        wasDigit = false
        continue
      }
      let value: Int
      if scalar.isASCII, let digit = Int(String(scalar), radix: 36) {
        value = digit
      } else if scalar.properties.numericType == .decimal, let number = scalar.properties.numericValue {
        value = Int(number)
      } else {
        return nil
      }
      guard value < base else { return nil }
      values.append(value)
      wasDigit = true
    }
    return wasDigit ? values : nil
  }

  /// Python's `float(text)`.
  static func float(_ text: String) -> Double? {
    var cleaned = "", previous: Unicode.Scalar = "_"
    let scalars = Array(text.stripped().unicodeScalars)
    for (i, scalar) in scalars.enumerated() {
      if scalar == "_" {
        let next = i + 1 < scalars.count ? scalars[i + 1] : "_"
        guard isDigit(previous), isDigit(next) else { return nil }
      } else if !scalar.isASCII, scalar.properties.numericType == .decimal,
        let digit = scalar.properties.numericValue
      {
        cleaned += String(Int(digit))
      } else {
        cleaned.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    switch cleaned.lowercased() {
    case "inf", "+inf", "infinity", "+infinity": return .infinity
    case "-inf", "-infinity": return -.infinity
    case "nan", "+nan", "-nan": return .nan
    default: break
    }
    guard
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

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.numericType == .decimal }

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
