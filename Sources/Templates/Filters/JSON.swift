/// JSON as Python writes it, with `<>&'` spelled so that it can be in a `<script>` and in an attribute.
extension Renderer {
  mutating func writeJSON(_ value: Datum, depth: Int = 0) throws(Failure) {
    if depth > limits.nestedValues { throw .tooDeep() }
    try charge(value.making + 1)
    switch value.tag {
    case .none: out.append("null")
    case .bool: out.append(value.bool ? "true" : "false")
    case .int: out.append(value.int)
    case .float:
      guard value.double.isFinite else { throw .notANumber() }
      out.append(Numbers.text(value.double))
    case .text, .html: writeJSON(text: memory.array(of: value))
    case .object:
      // The members by key, as Jinja has JSON sorted.
      let members = try sorted(Array(zip(memory.keys(of: value), memory.members(of: value)))) {
        a, b throws(Failure) in try precedes(a.0, b.0)
      }
      out.append("{")
      for (i, (key, value)) in members.enumerated() {
        if i > 0 { out.append(", ") }
        writeJSON(text: memory.array(of: key))
        out.append(": ")
        try writeJSON(value, depth: depth + 1)
      }
      out.append("}")
    case .list, .tuple, .group:
      out.append("[")
      for i in 0..<value.count {
        if i > 0 { out.append(", ") }
        try writeJSON(memory.item(i, of: value), depth: depth + 1)
      }
      out.append("]")
    case .missing, .shape: throw .argument(value, "tojson")
    }
  }

  private mutating func writeJSON(text: [UInt8]) {
    out.append("\"")
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\"", "\\":
        out.append("\\")
        out.append(UInt8(scalar.value))
      case "\n": out.append("\\n")
      case "\r": out.append("\\r")
      case "\t": out.append("\\t")
      case "\u{08}": out.append("\\b")
      case "\u{0C}": out.append("\\f")
      case "<", ">", "&", "'", "\0"..<" ", "\u{7F}"...:
        for unit in UTF16.encode(scalar) ?? .init() { writeJSON(unit: unit) }
      default: out.append(UInt8(scalar.value))
      }
    }
    out.append("\"")
  }

  /// `\u4e00`
  private mutating func writeJSON(unit: UInt16) {
    let digits = String(unit, radix: 16)
    out.append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
  }
}
