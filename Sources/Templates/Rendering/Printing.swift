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

  mutating func escaped(_ text: Datum, if isNeeded: Bool = true) -> Datum {
    guard isNeeded, !text.isHTML else { return text }
    let start = out.count
    out.append(escaped: text, of: memory)
    return takeText(from: start, safe: true)
  }

  /// Python's `repr(value)` on the page, or the value as JSON, its members sorted.
  mutating func represent(_ value: Datum, asJSON: Bool = false, depth: Int = 0) throws(Failure) {
    if depth > limits.nestedValues { throw .tooDeep() }
    try charge(value.spelling + 1)
    switch value.tag {
    case .none: out.append(asJSON ? "null" : "None")
    case .bool where asJSON: out.append(value.bool ? "true" : "false")
    case .bool: out.append(value.bool ? "True" : "False")
    case .int: out.append(value.int)
    case .float where asJSON && !value.double.isFinite: throw .notANumber()
    case .float: out.append(Numbers.text(value.double))
    case .text, .html:
      let text = quoted(value, asJSON: asJSON)
      out.append(asJSON || value.tag == .text ? text : "Markup(\(text))")
    case .list, .tuple, .group:
      let isList = asJSON || value.tag == .list
      out.append(isList ? "[" : "(")
      for i in 0..<value.count {
        if i > 0 { out.append(", ") }
        try represent(memory.item(i, of: value), asJSON: asJSON, depth: depth + 1)
      }
      out.append(isList ? "]" : value.count == 1 ? ",)" : ")")
    case .object:
      var members = Array(zip(memory.keys(of: value), memory.members(of: value)))
      try charge(members.count)
      if asJSON { members.sort { memory.isOrderedBefore($0.0, $1.0) } }
      out.append("{")
      for (i, (key, value)) in members.enumerated() {
        out.append((i > 0 ? ", " : "") + quoted(key, asJSON: asJSON) + ": ")
        try represent(value, asJSON: asJSON, depth: depth + 1)
      }
      out.append("}")
    case .missing, .shape: break
    }
  }

  private func quoted(_ text: Datum, asJSON: Bool) -> String {
    asJSON ? memory.string(of: text).json : memory.string(of: text).pythonQuoted
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
