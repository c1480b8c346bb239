extension Filter {
  static let htmlFilters: [Filter] = [
    Filter(
      "escape", "The text with `&<>'\"` escaped, unless it is safe already.", "{{ '<b>'|escape }}",
      "&lt;b&gt;"
    ) { renderer, arguments throws(Failure) in renderer.escaped(try renderer.printed(arguments.input)) }.also(
      ["e"]),
    Filter(
      "safe", "The text marked as safe: it is not escaped.", "{{ '<b>'|safe }}", "<b>"
    ) { renderer, arguments throws(Failure) in try renderer.printed(arguments.input).marked(safe: true) },
    Filter(
      "urlencode", "The text as part of an address.", "{{ 'a b/c?d'|urlencode }}", "a%20b/c%3Fd"
    ) { renderer, arguments throws(Failure) in
      let text = try renderer.printed(arguments.input), start = renderer.out.count
      for byte in renderer.memory.array(of: text) {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "-")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "~"):
          renderer.out.append(byte)
        default:
          renderer.out.append("%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true))
        }
      }
      return renderer.takeText(from: start)
    },
    Filter(
      "tojson", "The value as JSON, safe inside a `<script>`.", "{{ {'a': [1, none, '<']}|tojson }}",
      #"{"a": [1, null, "\u003c"]}"#
    ) { renderer, arguments throws(Failure) in
      let start = renderer.out.count
      try renderer.writeJSON(arguments.input)
      return renderer.takeText(from: start, safe: true)
    },
  ]
}
