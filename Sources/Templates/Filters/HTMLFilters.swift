extension Filter {
  static let htmlFilters: [Filter] = [
    Filter(
      "escape", "The text with `&<>'\"` escaped, unless it is safe already.", "{{ '<b>'|escape }}",
      "&lt;b&gt;"
    ) { renderer, arguments throws(Failure) in renderer.escaped(try renderer.printed(arguments.input)) }.also(
      "e"),
    Filter(
      "safe", "The text marked as safe: it is not escaped.", "{{ '<b>'|safe }}", "<b>"
    ) { renderer, arguments throws(Failure) in try renderer.printed(arguments.input).marked(safe: true) },
    Filter(
      "urlencode", "The text as part of an address, or an object as its query.",
      "{{ {'q': 'a b', 'n': 1}|urlencode }}", "q=a+b&amp;n=1", urlencode),
    Filter(
      "tojson", "The value as JSON, safe inside a `<script>`.", "{{ {'a': [1, none, '<']}|tojson }}",
      #"{"a": [1, null, "\u003c"]}"#
    ) { renderer, arguments throws(Failure) in
      let start = renderer.out.count
      try renderer.writeJSON(arguments.input)
      return renderer.takeText(from: start, safe: true)
    },
  ]

  private static func quoted(_ text: [UInt8], isQuery: Bool, _ out: inout Output) {
    for byte in text {
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
    let input = arguments.input, start = renderer.out.count
    if input.isSequence { throw .argument(input, "urlencode") }
    guard input.tag == .object else {
      let text = try renderer.printed(input)
      quoted(renderer.memory.array(of: text), isQuery: false, &renderer.out)
      return renderer.takeText(from: start)
    }
    for (rank, key) in renderer.memory.keys(of: input).enumerated() {
      let value = try renderer.printed(renderer.memory.member(rank, of: input))
      if rank > 0 { renderer.out.append("&") }
      quoted(renderer.memory.array(of: key), isQuery: true, &renderer.out)
      renderer.out.append("=")
      quoted(renderer.memory.array(of: value), isQuery: true, &renderer.out)
    }
    return renderer.takeText(from: start)
  }
}
