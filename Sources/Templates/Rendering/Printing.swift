/// Values as text: printed by `{{ }}` (Python's `str`), and inside a list (`repr`).
extension Renderer {
  /// Python's `str(value)` on the page, escaped unless it is safe.
  @inline(__always)
  mutating func write(_ value: Datum, escapes: Bool = true) throws(Failure) {
    switch value.tag {
    case .text where escapes: out.append(escaped: value, of: memory)
    case .text, .html: out.append(value, of: memory)
    case .int: out.append(value.int)
    default: try writeOther(value, escapes)
    }
  }

  @inline(never)
  private mutating func writeOther(_ value: Datum, _ escapes: Bool) throws(Failure) {
    let start = out.count
    try represent(value)
    if escapes, value.tag.rawValue > Datum.Tag.html.rawValue { out.escape(from: start) }
  }

  /// Python's `str(value)`.
  mutating func printed(_ value: Datum) throws(Failure) -> Datum {
    if value.isText { return value }
    let start = out.count
    try represent(value)
    return takeText(from: start)
  }

  /// The text of a value.
  mutating func string(_ value: Datum) throws(Failure) -> String { memory.string(of: try printed(value)) }

  mutating func escaped(_ text: Datum, if isNeeded: Bool = true) -> Datum {
    guard isNeeded, !text.isHTML else { return text }
    let start = out.count
    out.append(escaped: text, of: memory)
    return takeText(from: start, safe: true)
  }

  /// Python's `repr(value)` on the page.
  private mutating func represent(_ value: Datum, depth: Int = 0) throws(Failure) {
    if depth > limits.nestedValues { throw .tooDeep() }
    try charge(value.spelling + 1)
    switch value.tag {
    case .none: out.append("None")
    case .bool: out.append(value.bool ? "True" : "False")
    case .int: out.append(value.int)
    case .float: out.append(Numbers.text(value.double))
    case .text: out.append(memory.string(of: value).pythonQuoted)
    case .html: out.append("Markup(\(memory.string(of: value).pythonQuoted))")
    case .list, .tuple, .group:
      out.append(value.tag == .list ? "[" : "(")
      for i in 0..<value.count {
        if i > 0 { out.append(", ") }
        try represent(memory.item(i, of: value), depth: depth + 1)
      }
      out.append(value.tag == .list ? "]" : value.count == 1 ? ",)" : ")")
    case .object:
      out.append("{")
      for (i, key) in memory.keys(of: value).enumerated() {
        out.append((i > 0 ? ", " : "") + memory.string(of: key).pythonQuoted + ": ")
        try represent(memory.member(i, of: value), depth: depth + 1)
      }
      out.append("}")
    case .missing, .shape: break
    }
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

  /// A number in plain digits with its thousands apart.
  package mutating func grouped(_ number: String) -> Datum {
    let start = out.count, isNegative = number.utf8.first == UInt8(ascii: "-")
    if isNegative { out.append(UInt8(ascii: "-")) }
    out.append(grouping: number.dropFirst(isNegative ? 1 : 0), by: UInt8(ascii: ","))
    return takeText(from: start)
  }

  /// The number with its thousands apart.
  package mutating func grouped(_ number: Int) -> Datum {
    let start = out.count
    if number < 0 { out.append(UInt8(ascii: "-")) }
    out.append(digitsOf: number.magnitude, grouped: UInt8(ascii: ","))
    return takeText(from: start)
  }
}
