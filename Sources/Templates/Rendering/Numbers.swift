import Glibc

/// Numbers as Python writes, reads and rounds them.
enum Numbers {
  /// The shortest digits that give the number back, in Python's layout: `1.0`, `1e-05`, `1e+16`. Swift's is the same, but
  /// for an exponent from 2⁵³ on already.
  static func text(_ value: Double) -> String {
    0x1p53..<1e16 ~= value.magnitude ? "\(Int(value)).0" : value.description
  }

  /// Python's `round(value, digits)`: like C's `%.*f`, it rounds the exact binary value half to even.
  static func rounded(_ value: Double, digits: Int) -> Double {
    if !value.isFinite || value == 0 { return value }
    var buffer = [CChar](repeating: 0, count: 64 + digits + 310)
    let length = withVaList([Int32(digits), value]) { vsnprintf(&buffer, buffer.count, "%.*f", $0) }
    let text = buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) }
    return Double(String(decoding: text, as: UTF8.self)) ?? value
  }

  /// The number that Python's `int` or `float` would read; nil for a text that is no number. Spellings beyond ordinary
  /// ones (`1_000`, `inf`, digits of other scripts) are refused.
  static func parsed(_ text: String) throws(Failure) -> Datum.Number? {
    let text = text.stripped(), word = text.lowercased().drop { $0 == "+" || $0 == "-" }
    let isUnusual = text.unicodeScalars.contains {
      $0 == "_" || !$0.isASCII && $0.properties.numericType == .decimal
    }
    if isUnusual || ["inf", "infinity", "nan"].contains(word) { throw .refused(text, Refusal.numbers) }
    guard text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || "+-.eE".utf8.contains($0) })
    else { return nil }
    if let number = Int(text) { return .int(number) }
    guard let number = Double(text) else { return nil }
    if number.magnitude >= 0x1p63 { throw .numberTooLarge() }
    return .float(number)
  }
}
