extension Filter {
  private static let escape = Filter(
    "escape", [], "The text with `&<>'\"` escaped, unless it is safe already.",
    Example("{{ '<b>'|escape }}", "&lt;b&gt;")
  ) { renderer, arguments throws(Failure) in try renderer.safe(arguments.input) }

  static let htmlFilters: [Filter] = [
    escape, escape.named("e"),
    Filter(
      "forceescape", [], "The text escaped, even if it is safe already.",
      Example("{{ '<b>'|safe|forceescape }}", "&lt;b&gt;")
    ) { renderer, arguments throws(Failure) in
      renderer.escaped(try renderer.print(arguments.input).marked(safe: false))
    },
    Filter(
      "safe", [], "The text marked as safe: it is not escaped.", Example("{{ '<b>'|safe }}", "<b>")
    ) { renderer, arguments throws(Failure) in try renderer.print(arguments.input).marked(safe: true) },
    Filter(
      "striptags", [], "The text without tags, with runs of space made one space.",
      Example("{{ '<p>a  <b>b</b></p>'|striptags }}", "a b")
    ) { renderer, arguments throws(Failure) in
      let text = try renderer.print(arguments.input)
      try renderer.charge(text.spelling)
      return renderer.memory.text(try stripped(text.text ?? ""))
    },
    Filter(
      "urlencode", [], "The text as part of an address, or an object as its query.",
      Example("{{ {'q': 'a b', 'n': 1}|urlencode }}", "q=a+b&amp;n=1"), urlencode),
    Filter(
      "tojson", [Parameter("indent", Value.none)], "The value as JSON, safe inside a `<script>`.",
      Example("{{ {'a': [1, none, '<']}|tojson }}", #"{"a": [1, null, "\u003c"]}"#)
    ) { renderer, arguments throws(Failure) in
      var indent: String?
      if !arguments[0].isNone {
        let width = arguments[0].isText ? 0 : try arguments.int(0)
        if width > 100 { throw .tooLarge() }
        indent = arguments[0].text ?? String(repeating: " ", count: max(0, width))
      }
      let start = renderer.out.count
      try renderer.writeJSON(arguments.input, indent: indent)
      return renderer.takeText(from: start, safe: true)
    },
    Filter(
      "xmlattr", [Parameter("autospace", true)], "An object as attributes of an element; none is left out.",
      Example("<p{{ {'class': 'a', 'id': none}|xmlattr }}>", "<p class=\"a\">"), attributes),
  ]

  // MARK: Tags

  private static func stripped(_ text: String) throws(Failure) -> String {
    var kept = "", rest = text[...]
    while let tag = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
      let isComment = rest[tag...].utf8.starts(with: "<!--".utf8)
      let end = isComment ? rest[tag...].dropFirst(4).firstRange(of: "-->") : rest[tag...].firstRange(of: ">")
      guard let end else { break }
      kept += rest[..<tag]
      rest = rest[end.upperBound...]
    }
    return try unescaped((kept + rest).words.joined(separator: " "))
  }

  /// The references that pages have; Python knows two thousand more, which are refused rather than left.
  private static func unescaped(_ text: String) throws(Failure) -> String {
    let known = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "#39": "'", "#34": "\"",
    ]
    let parts = text.split(separator: "&", atMost: .max)
    var result = parts[0]
    for part in parts.dropFirst() {
      let name = part.prefix { $0 == "#" || $0.isASCII && ($0.isLetter || $0.isNumber) }
      guard let first = name.unicodeScalars.first, first == "#" || first.properties.isAlphabetic else {
        result += "&" + part
        continue
      }
      guard let character = known[String(name)], part.dropFirst(name.count).first == ";" else {
        throw .unsupported("&" + name)
      }
      result += character + part.dropFirst(name.count + 1)
    }
    return result
  }

  // MARK: Addresses

  private static func quoted(_ text: Datum, isQuery: Bool, _ out: inout Output) {
    for byte in text.bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "~"):
        out.append(byte)
      case UInt8(ascii: "/") where !isQuery: out.append(byte)
      case UInt8(ascii: " ") where isQuery: out.append(UInt8(ascii: "+"))
      default: out.append("%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true))
      }
    }
  }

  @Sendable private static func urlencode(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let input = arguments.input, start: Int
    switch input.tag {
    case .object, .list, .tuple, .group, .iterator:
      var pairs: [(Datum, Datum)] = []
      for pair in input.tag == .object ? Array(renderer.items(of: input).items) : try renderer.collect(input)
      {
        let pair = try renderer.collect(pair)
        guard pair.count == 2 else { throw .unpack(2, renderer.memory.list(pair)) }
        pairs.append((try renderer.print(pair[0]), try renderer.print(pair[1])))
      }
      start = renderer.out.count
      for (i, (name, value)) in pairs.enumerated() {
        if i > 0 { renderer.out.append("&") }
        quoted(name, isQuery: true, &renderer.out)
        renderer.out.append("=")
        quoted(value, isQuery: true, &renderer.out)
      }
    case .none, .bool, .int, .float, .text, .html, .undefined:
      let text = try renderer.print(input)
      start = renderer.out.count
      quoted(text, isQuery: false, &renderer.out)
    default: throw .unsupportedValue(input, in: "urlencode")
    }
    return renderer.takeText(from: start)
  }

  @Sendable private static func attributes(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let input = arguments.input
    if input.tag == .undefined { throw .undefined(input) }
    guard input.tag == .object else { throw .argument(input, "xmlattr") }
    let start = renderer.out.count, hasSpace = try arguments.isTrue(0)
    for (key, value) in zip(input.keys, input.slots) where !value.isNone && value.tag != .undefined {
      guard key.isText, !key.bytes.contains(where: { 0x09...0x0D ~= $0 || " />=".utf8.contains($0) }) else {
        throw .argument(key, "xmlattr")
      }
      if hasSpace || renderer.out.count > start { renderer.out.append(" ") }
      try renderer.write(key, escapes: true)
      renderer.out.append("=\"")
      try renderer.write(value, escapes: true)
      renderer.out.append("\"")
    }
    return renderer.takeText(from: start, safe: arguments.escapes)
  }
}

extension Renderer {
  /// The value as safe text; an imported template is safe as it stands.
  mutating func safe(_ value: Datum) throws(Failure) -> Datum {
    let text = try print(value)
    return value.tag == .module ? text.marked(safe: true) : escaped(text)
  }
}
