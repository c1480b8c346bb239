extension Renderer {
  /// The value as JSON on the page, its members sorted.
  mutating func writeJSON(_ value: Datum, depth: Int = 0) throws(Failure) {
    if depth > limits.nestedValues { throw .tooDeep() }
    try charge(value.spelling + 1)
    switch value.tag {
    case .none: out.append("null")
    case .bool: out.append(value.bool ? "true" : "false")
    case .float where !value.double.isFinite: throw .notANumber()
    case .text, .html: out.append(memory.string(of: value).json)
    case .list, .group:
      out.append("[")
      for i in 0..<value.count {
        if i > 0 { out.append(", ") }
        try writeJSON(memory.item(i, of: value), depth: depth + 1)
      }
      out.append("]")
    case .object:
      var members = Array(zip(memory.keys(of: value), memory.members(of: value)))
      try charge(members.count)
      members.sort { memory.isOrderedBefore($0.0, $1.0) }
      out.append("{")
      for (i, (key, value)) in members.enumerated() {
        out.append((i > 0 ? ", " : "") + memory.string(of: key).json + ": ")
        try writeJSON(value, depth: depth + 1)
      }
      out.append("}")
    default: try write(value)
    }
  }
}

extension String {
  /// The text in JSON as Python writes it, with `<>&'` spelled so that it can be in a `<script>` and in an attribute.
  fileprivate var json: String {
    var json = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"", "\\": json += "\\\(scalar)"
      case "\n": json += "\\n"
      case "\r": json += "\\r"
      case "\t": json += "\\t"
      case "\u{08}": json += "\\b"
      case "\u{0C}": json += "\\f"
      case "<", ">", "&", "'", "\0"..<" ", "\u{7F}"...:
        // 一 is `\u4e00`.
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: json.unicodeScalars.append(scalar)
      }
    }
    return json + "\""
  }
}
