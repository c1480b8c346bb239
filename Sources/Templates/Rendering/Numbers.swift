#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Numbers as Python writes, reads, rounds and divides them.
enum Numbers {
  /// The shortest digits that give the number back, in Python's layout: `1.0`, `1e-05`, `1e+16`. Swift's is the same, but
  /// for an exponent from 2⁵³ on already.
  static func text(_ value: Double) -> String {
    0x1p53..<1e16 ~= value.magnitude ? "\(Int(value)).0" : value.description
  }

  /// C's `%.*f`, which rounds the exact binary value half to even as Python does.
  private static func fixed(_ value: Double, precision: Int) -> String {
    var buffer = [CChar](repeating: 0, count: 64 + precision + 310)
    let length = withVaList([Int32(precision), value]) { vsnprintf(&buffer, buffer.count, "%.*f", $0) }
    return String(decoding: buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Python's `round(value, digits)`.
  static func rounded(_ value: Double, digits: Int) -> Double {
    value.isFinite && value != 0 ? Double(fixed(value, precision: digits)) ?? value : value
  }

  /// Python's `int(text)`; nil for what is no number, an error for one too large for this engine.
  static func int(_ text: String) throws(Failure) -> Int? {
    guard let digits = plain(text) else { return nil }
    let body =
      digits.utf8.first.map { "+-".utf8.contains($0) } == true ? digits.utf8.dropFirst() : digits.utf8[...]
    guard !body.isEmpty, body.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return nil }
    guard let number = Int(digits) else { throw .numberTooLarge() }
    return number
  }

  /// Python's `float(text)`, as far as the result is finite; else infinity or no number.
  static func float(_ text: String) -> Double? {
    guard let cleaned = plain(text) else { return nil }
    switch cleaned.lowercased() {
    case "inf", "+inf", "infinity", "+infinity", "-inf", "-infinity": return .infinity
    case "nan", "+nan", "-nan": return .nan
    default: break
    }
    guard !cleaned.isEmpty,
      cleaned.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || "+-.eE".utf8.contains($0) })
    else { return nil }
    return Double(cleaned)
  }

  /// A number's text with ASCII digits and without space and the `_` that may be between two digits.
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
