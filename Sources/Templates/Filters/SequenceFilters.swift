extension Filter {
  static let sequenceFilters: [Filter] = [
    Filter(
      "default", takes: [Parameter("default_value", ""), Parameter("boolean", false)],
      "The value, or another if it is undefined (with `true`: if it is empty, too).",
      "{{ x|default('none') }}",
      "none"
    ) { _, arguments throws(Failure) in
      let isGiven = arguments.isTrue(1) ? arguments.input.isTrue : !arguments.input.isMissing
      return isGiven ? arguments.input : arguments[0]
    }.ofMissing().also(["d"]),
    Filter(
      "length", "How many items, members or characters there are.", "{{ [1, 2]|length }}", "2"
    ) { renderer, arguments throws(Failure) in Datum(try renderer.length(arguments.input)) }.also(["count"]),
    Filter(
      "list", "The items as a list: of an object its keys.", "{{ {'a': 1, 'b': 2}|list|tojson }}",
      #"["a", "b"]"#
    ) { renderer, arguments throws(Failure) in
      renderer.memory.list(try renderer.items(arguments.input))
    }.ofItems(),
    Filter("first", "The first item.", "{{ [1, 2]|first }}", "1") { renderer, arguments throws(Failure) in
      try renderer.items(arguments.input).first ?? .missing
    }.ofItems(),
    Filter("last", "The last item.", "{{ [1, 2]|last }}", "2") { renderer, arguments throws(Failure) in
      try renderer.items(arguments.input).last ?? .missing
    },
    Filter(
      "reverse", "The items from the last to the first.", "{{ [1, 2]|reverse|join }}", "21"
    ) { renderer, arguments throws(Failure) in
      renderer.memory.list(try renderer.items(arguments.input).reversed())
    }.lazy(),
    Filter(
      "join", takes: [Parameter("d", ""), attribute],
      "The items in one text, with another text between them.",
      "{{ [1, 2]|join(', ') }}", "1, 2", join
    ).ofItems(),
    Filter(
      "sum", takes: [attribute, Parameter("start", 0)], "The items, or their members, added up.",
      "{{ [{'n': 1}, {'n': 2}]|sum('n') }}", "3"
    ) { renderer, arguments throws(Failure) in
      if arguments[1].isText { throw .argument(arguments[1], "start") }
      var total = arguments[1]
      for member in try renderer.members(of: arguments.input, by: arguments[0]) {
        total = try renderer.combine(total, .add, member.value)
      }
      return total
    }.ofItems(),
    Filter(
      "items", "The members of an object as pairs of key and value.",
      "{% for k, v in {'a': 1}|items %}{{ k }}={{ v }}{% endfor %}", "a=1"
    ) { renderer, arguments throws(Failure) in
      let object = arguments.input
      guard object.tag == .object else { throw .argument(object, "items") }
      let pairs = zip(renderer.memory.keys(of: object), renderer.memory.members(of: object))
      return renderer.memory.list(pairs.map { renderer.memory.list([$0, $1]) })
    }.lazy(),
  ]

  static let attribute = Parameter("attribute", Value.none)

  @Sendable private static func join(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let items = try renderer.members(of: arguments.input, by: arguments[1]).map(\.value),
      separator = arguments[0]
    let isSafe = separator.isHTML || items.contains(where: \.isHTML), start = renderer.out.count
    for (i, item) in items.enumerated() {
      if i > 0 { try renderer.write(separator, escapes: isSafe) }
      try renderer.write(item, escapes: isSafe)
      try renderer.charge()
    }
    return renderer.takeText(from: start, safe: isSafe)
  }
}
