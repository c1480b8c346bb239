/// Values as text, as `{{ }}` prints them (Python's `str`).
extension Renderer {
  /// Python's `str(value)` on the page, escaped unless it is safe. Lists and objects, which Python would write as in a
  /// program, are refused.
  @inline(__always)
  mutating func write(_ value: Datum, escapes: Bool = true) throws(Failure) {
    switch value.tag {
    case .text where escapes: out.append(escaped: value, of: memory)
    case .text, .html: out.append(value, of: memory)
    case .int: out.append(value.int)
    default: try writeOther(value)
    }
  }

  @inline(never)
  private mutating func writeOther(_ value: Datum) throws(Failure) {
    switch value.tag {
    case .none: out.append("None")
    case .bool: out.append(value.bool ? "True" : "False")
    case .float: out.append(Numbers.text(value.double))
    default: throw .refused("{{ […] }}", Refusal.printing)
    }
  }

  /// Python's `str(value)`.
  mutating func printed(_ value: Datum) throws(Failure) -> Datum {
    if value.isText { return value }
    let start = out.count
    try write(value, escapes: false)
    return takeText(from: start)
  }

  mutating func escaped(_ text: Datum, if isNeeded: Bool = true) -> Datum {
    guard isNeeded, !text.isHTML else { return text }
    let start = out.count
    out.append(escaped: text, of: memory)
    return takeText(from: start, safe: true)
  }
}

/// Values for filters of the program's own.
extension Renderer {
  /// The text of a value that is one, safe or not; nil for any other.
  package func text(of value: Datum) -> String? { value.isText ? memory.string(of: value) : nil }

  /// The bytes that `{{ value }}` prints, added to others.
  package mutating func print(_ value: Datum, into bytes: inout [UInt8]) throws(Failure) {
    let start = out.count
    try write(value)
    out.copy(from: start, to: &bytes)
    out.cut(at: start)
  }

  package mutating func text(_ text: String) -> Datum { memory.text(text) }

  package mutating func html(_ bytes: [UInt8]) -> Datum { memory.text(bytes, safe: true) }

  /// The number with its thousands apart.
  package mutating func grouped(_ number: Int) -> Datum {
    let start = out.count
    out.append(number, isGrouped: true)
    return takeText(from: start)
  }

  /// A number in plain digits with its thousands apart.
  package mutating func grouped(_ number: String) -> Datum {
    let start = out.count, digits = Array(number.utf8)
    let first = digits.first == UInt8(ascii: "-") ? 1 : 0
    let end = digits.firstIndex(of: UInt8(ascii: ".")) ?? digits.count
    for (i, digit) in digits.enumerated() {
      if i > first, i < end, (end - i) % 3 == 0 { out.append(UInt8(ascii: ",")) }
      out.append(digit)
    }
    return takeText(from: start)
  }
}
