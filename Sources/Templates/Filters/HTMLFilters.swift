extension Filter {
  private static let escape = Filter(
    "escape", [], "The text with `&<>'\"` escaped, unless it is safe already.",
    Example("{{ '<b>'|escape }}", "&lt;b&gt;"),
    in: { renderer, input, _ throws(Failure) in try escaped(input, renderer) })

  static let htmlFilters: [Filter] = [
    escape, escape.named("e"),
    Filter(
      "forceescape", [], "The text escaped, even if it is safe already.",
      Example("{{ '<b>'|safe|forceescape }}", "&lt;b&gt;"),
      in: { renderer, input, _ throws(Failure) in .html(try input.printed(in: renderer).escaped) }),
    Filter(
      "safe", [], "The text marked as safe: it is not escaped.", Example("{{ '<b>'|safe }}", "<b>"),
      in: { renderer, input, _ throws(Failure) in .html(try input.printed(in: renderer)) }),
    Filter(
      "striptags", [], "The text without tags, with runs of space made one space.",
      Example("{{ '<p>a  <b>b</b></p>'|striptags }}", "a b"),
      in: { renderer, input, _ throws(Failure) in .string(try stripped(input.printed(in: renderer))) }),
    Filter(
      "urlencode", [], "The text as part of an address, or an object as its query.",
      Example("{{ {'q': 'a b', 'n': 1}|urlencode }}", "q=a+b&amp;n=1"), listsInput: true, in: urlencode),
    Filter(
      "tojson", [Parameter("indent", Value.none)], "The value as JSON, safe inside a `<script>`.",
      Example("{{ {'a': [1, none, '<']}|tojson }}", #"{"a": [1, null, "\u003c"]}"#), in: toJSON),
    Filter(
      "xmlattr", [Parameter("autospace", true)], "An object as attributes of an element; none is left out.",
      Example("<p{{ {'class': 'a', 'id': none}|xmlattr }}>", "<p class=\"a\">"), in: attributes),
  ]

  private static func escaped(_ value: Value, _ renderer: borrowing Renderer) throws(Failure) -> Value {
    if case .special(let special) = value, case .module = special.kind {
      return .html(try value.printed(in: renderer))
    }
    return value.isHTML ? value : .html(try value.printed(in: renderer).escaped)
  }

  private static func stripped(_ text: String) throws(Failure) -> String {
    let bytes = Array(text.utf8)
    var kept = [UInt8](), position = 0, i = 0
    func find(_ needle: String, from start: Int) -> Int? {
      let needle = Array(needle.utf8)
      var i = start
      while i + needle.count <= bytes.count {
        if bytes[i..<(i + needle.count)].elementsEqual(needle) { return i + needle.count }
        i += 1
      }
      return nil
    }
    while i < bytes.count {
      guard bytes[i] == UInt8(ascii: "<") else {
        i += 1
        continue
      }
      let isComment = bytes[i...].starts(with: "<!--".utf8)
      guard let end = isComment ? find("-->", from: i + 4) : find(">", from: i) else { break }
      kept += bytes[position..<i]
      position = end
      i = end
    }
    kept += bytes[position...]
    return try unescaped(String(decoding: kept, as: UTF8.self).words.joined(separator: " "))
  }

  /// The references that pages have; Python knows two thousand more, which are refused rather than left.
  private static func unescaped(_ text: String) throws(Failure) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    let known = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}"]
    var result = String.UnicodeScalarView(), rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      guard scalar == "&" else {
        result.append(rest.removeFirst())
        continue
      }
      let body = rest.dropFirst(), name = body.prefix { $0.isASCII && $0.isAlphanumeric }
      if let character = known[String(name)], body.dropFirst(name.count).first == ";" {
        result.append(contentsOf: character.unicodeScalars)
        rest = body.dropFirst(name.count + 1)
      } else if body.first == "#" {
        let isHex = body.dropFirst().first == "x" || body.dropFirst().first == "X"
        let digits = body.dropFirst(isHex ? 2 : 1).prefix {
          isHex ? $0.properties.isASCIIHexDigit : "0"..."9" ~= $0
        }
        let end = body.dropFirst((isHex ? 2 : 1) + digits.count)
        guard end.first == ";", let value = UInt32(String(digits), radix: isHex ? 16 : 10),
          value >= 0xA0 || 0x20..<0x7F ~= value,
          value & 0xFFFE != 0xFFFE, !(0xFDD0...0xFDEF ~= value), let scalar = Unicode.Scalar(value)
        else { throw .unsupported("&#…") }
        result.append(scalar)
        rest = end.dropFirst()
      } else if name.first.map({ $0.properties.isAlphabetic }) ?? false {
        throw .unsupported("&" + String(name))
      } else {
        result.append(rest.removeFirst())
      }
    }
    return String(result)
  }

  private static func quoted(_ text: String, isQuery: Bool) -> String {
    var result = ""
    for byte in text.utf8 {
      let scalar = Unicode.Scalar(byte)
      if byte < 0x80,
        scalar.isAlphanumeric || "_.-~".unicodeScalars.contains(scalar) || !isQuery && scalar == "/"
      {
        result.unicodeScalars.append(scalar)
      } else if isQuery, scalar == " " {
        result += "+"
      } else {
        result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }

  @Sendable private static func urlencode(
    _ renderer: inout Renderer, _ input: Value, _ arguments: Arguments
  ) throws(Failure) -> Value {
    let pairs: [Value]
    switch input {
    case .object(let object): pairs = object.items
    case .list(let items), .tuple(let items): pairs = items
    case .special: throw .unsupportedValue(input, in: "urlencode")
    default: return .string(quoted(try input.printed(in: renderer), isQuery: false))
    }
    var parts = [String]()
    for pair in pairs {
      let pair = try renderer.collect(pair)
      guard pair.count == 2 else { throw .unpack(2, .list(pair)) }
      parts.append(
        try quoted(pair[0].printed(in: renderer), isQuery: true) + "="
          + quoted(pair[1].printed(in: renderer), isQuery: true))
    }
    return .string(parts.joined(separator: "&"))
  }

  @Sendable private static func attributes(
    _ renderer: inout Renderer, _ input: Value, _ arguments: Arguments
  ) throws(Failure) -> Value {
    if case .undefined(let undefined) = input { throw .undefined(undefined) }
    guard case .object(let object) = input else { throw .argument(input, "xmlattr") }
    var parts = [String]()
    for (key, value) in zip(object.keys, object.slots) {
      if case .none = value { continue }
      if case .undefined = value { continue }
      guard let name = key.text else { throw .argument(key, "xmlattr") }
      let isForbidden = name.unicodeScalars.contains {
        0x09...0x0D ~= $0.value || " />=".unicodeScalars.contains($0)
      }
      if isForbidden { throw .argument(key, "xmlattr") }
      let escapedName = key.isHTML ? name : name.escaped
      parts.append(try "\(escapedName)=\"\(escaped(value, renderer).text ?? "")\"")
    }
    let result = (try arguments.isTrue(0) && !parts.isEmpty ? " " : "") + parts.joined(separator: " ")
    return arguments.escapes ? .html(result) : .string(result)
  }

  // MARK: JSON

  @Sendable private static func toJSON(
    _ renderer: inout Renderer, _ input: Value, _ arguments: Arguments
  ) throws(Failure) -> Value {
    var indent: String?
    switch arguments[0] {
    case .none: break
    case .string(let text), .html(let text): indent = text
    default:
      let width = try arguments.int(0)
      if width > 100 { throw .tooLarge() }
      indent = String(repeating: " ", count: max(0, width))
    }
    var result = ""
    try write(input, to: &result, indent: indent, level: 0)
    for (character, escape) in [("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("'", "\\u0027")] {
      result = result.replacing(character, with: escape, atMost: -1)
    }
    return .html(result)
  }

  private static func write(
    _ value: Value, to result: inout String, indent: String?, level: Int
  ) throws(Failure) {
    if level > 50 { throw .tooDeep() }
    switch value {
    case .none: result += "null"
    case .bool(let value): result += value ? "true" : "false"
    case .int(let number): result += String(number)
    case .float(let number):
      result +=
        number.isFinite ? Numbers.text(number) : number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
    case .string(let text), .html(let text): quote(text, to: &result)
    case .undefined(let undefined): throw .undefined(undefined)
    case .object(let object):
      try writeParts(try entries(of: object), "{", "}", to: &result, indent, level) {
        entry, result throws(Failure) in
        quote(entry.name, to: &result)
        result += ": "
        try write(entry.value, to: &result, indent: indent, level: level + 1)
      }
    default:
      guard let items = value.items else { throw .argument(value, "tojson") }
      try writeParts(items, "[", "]", to: &result, indent, level) { item, result throws(Failure) in
        try write(item, to: &result, indent: indent, level: level + 1)
      }
    }
  }

  /// The members by key, as Jinja has JSON sorted.
  private static func entries(of object: Object) throws(Failure) -> [(name: String, value: Value)] {
    let pairs = try sorted(Array(zip(object.keys, object.slots))) { a, b throws(Failure) in
      try a.0.precedes(b.0)
    }
    var entries = [(name: String, value: Value)]()
    for (key, value) in pairs {
      switch key {
      case .string(let text), .html(let text): entries.append((text, value))
      case .none: entries.append(("null", value))
      case .bool(let flag): entries.append((flag ? "true" : "false", value))
      case .int(let number): entries.append((String(number), value))
      case .float(let number) where number.isFinite: entries.append((Numbers.text(number), value))
      default: throw .argument(key, "tojson")
      }
    }
    return entries
  }

  private static func writeParts<Part>(
    _ parts: [Part], _ open: String, _ close: String, to result: inout String, _ indent: String?,
    _ level: Int,
    _ write: (Part, inout String) throws(Failure) -> Void
  ) throws(Failure) {
    result += open
    let line = indent.map { "\n" + String(repeating: $0, count: level + 1) }
    for (i, part) in parts.enumerated() {
      if i > 0 { result += line == nil ? ", " : "," }
      result += line ?? ""
      try write(part, &result)
    }
    if let indent, !parts.isEmpty { result += "\n" + String(repeating: indent, count: level) }
    result += close
  }

  private static func quote(_ text: String, to result: inout String) {
    result += "\""
    for unit in text.utf16 {
      switch unit {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case 0x0A: result += "\\n"
      case 0x0D: result += "\\r"
      case 0x09: result += "\\t"
      case 0x08: result += "\\b"
      case 0x0C: result += "\\f"
      case 0x20..<0x7F: result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      default:
        let hex = String(unit, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      }
    }
    result += "\""
  }
}
