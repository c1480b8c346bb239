/// JSON as Python writes it, with `<>&'` spelled so that it can stand in a `<script>` and in an attribute.
extension Renderer {
  mutating func writeJSON(_ value: Datum, indent: String?, level: Int = 0) throws(Failure) {
    if level > limits.nestedValues { throw .tooDeep() }
    try charge(value.making + 1)
    switch value.tag {
    case .none: out.append("null")
    case .bool: out.append(value.bool ? "true" : "false")
    case .int: out.append(value.int)
    case .float:
      let number = value.double
      out.append(
        number.isFinite ? Numbers.text(number) : number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity")
    case .text, .html: writeJSON(text: value.bytes)
    case .undefined: throw .undefined(value)
    case .object:
      let entries = try sortedEntries(of: value)
      out.append("{")
      for (i, (name, value)) in entries.enumerated() {
        separate(i, indent, level)
        writeJSON(text: name)
        out.append(": ")
        try writeJSON(value, indent: indent, level: level + 1)
      }
      close("}", isEmpty: entries.isEmpty, indent, level)
    case .list, .tuple, .group:
      out.append("[")
      for (i, item) in value.items.enumerated() {
        separate(i, indent, level)
        try writeJSON(item, indent: indent, level: level + 1)
      }
      close("]", isEmpty: value.count == 0, indent, level)
    default: throw .argument(value, "tojson")
    }
  }

  private mutating func separate(_ i: Int, _ indent: String?, _ level: Int) {
    if i > 0 { out.append(indent == nil ? ", " : ",") }
    if let indent { out.append("\n" + String(repeating: indent, count: level + 1)) }
  }

  private mutating func close(_ sign: String, isEmpty: Bool, _ indent: String?, _ level: Int) {
    if let indent, !isEmpty { out.append("\n" + String(repeating: indent, count: level)) }
    out.append(sign)
  }

  /// The members by key, as Jinja has JSON sorted.
  private mutating func sortedEntries(of object: Datum) throws(Failure) -> [(name: String, value: Datum)] {
    let pairs = try sorted(Array(zip(object.keys, object.slots))) { a, b throws(Failure) in
      try a.0.precedes(b.0, &meter)
    }
    var entries: [(name: String, value: Datum)] = []
    for (key, value) in pairs {
      switch key.tag {
      case .text, .html: entries.append((key.text ?? "", value))
      case .none: entries.append(("null", value))
      case .bool: entries.append((key.bool ? "true" : "false", value))
      case .int: entries.append((String(key.int), value))
      case .float where key.double.isFinite: entries.append((Numbers.text(key.double), value))
      default: throw .argument(key, "tojson")
      }
    }
    return entries
  }

  private mutating func writeJSON(text: String) {
    var text = text
    text.withUTF8 { writeJSON(text: $0) }
  }

  private mutating func writeJSON(text bytes: UnsafeBufferPointer<UInt8>) {
    out.append("\"")
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      i += 1
      switch byte {
      case 0x22: out.append("\\\"")
      case 0x5C: out.append("\\\\")
      case 0x0A: out.append("\\n")
      case 0x0D: out.append("\\r")
      case 0x09: out.append("\\t")
      case 0x08: out.append("\\b")
      case 0x0C: out.append("\\f")
      case 0x3C, 0x3E, 0x26, 0x27, 0..<0x20, 0x7F: writeJSON(unit: UInt32(byte))
      case 0x80...:
        // The bytes that follow say six bits each.
        let more = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3
        var scalar = UInt32(byte) & (0x3F >> UInt32(more))
        for _ in 0..<more {
          scalar = scalar << 6 | UInt32(bytes[i] & 0x3F)
          i += 1
        }
        if scalar > 0xFFFF {
          writeJSON(unit: 0xD800 + (scalar - 0x10000) >> 10)
          writeJSON(unit: 0xDC00 + (scalar - 0x10000) & 0x3FF)
        } else {
          writeJSON(unit: scalar)
        }
      default: out.append(byte)
      }
    }
    out.append("\"")
  }

  /// `\u4e00`
  private mutating func writeJSON(unit: UInt32) {
    out.append("\\u")
    for shift in [12, 8, 4, 0] as [UInt32] {
      let digit = UInt8(unit >> shift & 15)
      out.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}
