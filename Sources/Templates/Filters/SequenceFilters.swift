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
    }.ofMissing().also("d"),
    Filter(
      "length", "How many items, members or characters there are.", "{{ [1, 2]|length }}", "2"
    ) { renderer, arguments throws(Failure) in Datum(try renderer.length(arguments.input)) }.also("count"),
    Filter(
      "list", "The items as a list: of an object its keys, of a text its characters.", "{{ 'abc'|list }}",
      "[&#39;a&#39;, &#39;b&#39;, &#39;c&#39;]"
    ) { renderer, arguments throws(Failure) in
      renderer.memory.list(try renderer.items(arguments.input))
    }.ofItems(),
    Filter("first", "The first item.", "{{ [1, 2]|first }}", "1") { renderer, arguments throws(Failure) in
      try renderer.items(arguments.input).first ?? .missing
    }.ofItems(),
    Filter("last", "The last item.", "{{ [1, 2]|last }}", "2") { renderer, arguments throws(Failure) in
      if arguments.input.isHTML { throw .refused("|last", Refusal.text) }
      return try renderer.items(arguments.input).last ?? .missing
    },
    Filter(
      "reverse", "The items from the last to the first.", "{{ [1, 2]|reverse|join }}", "21"
    ) { renderer, arguments throws(Failure) in
      if arguments.input.isText { throw .refused("|reverse", Refusal.text) }
      return renderer.memory.list(try renderer.items(arguments.input).reversed())
    }.reversing(),
    Filter(
      "join", takes: [Parameter("d", ""), attribute],
      "The items in one text, with another text between them.",
      "{{ [1, 2]|join(', ') }}", "1, 2", join
    ).ofItems(),
    Filter(
      "sum", takes: [attribute, Parameter("start", 0)], "The items, or their members, added up.",
      "{{ [{'n': 1}, {'n': 2}]|sum('n') }}", "3"
    ) { renderer, arguments throws(Failure) in
      let path = try renderer.path(arguments[0])
      if arguments[1].isText { throw .argument(arguments[1], "start") }
      var total = arguments[1]
      for item in try renderer.items(arguments.input) {
        total = try renderer.combine(total, .add, renderer.member(item, along: path))
      }
      return total
    }.ofItems(),
    Filter(
      "batch", takes: [Parameter("linecount"), Parameter("fill_with", Value.none)],
      "Lists of a number of items each.",
      "{{ [1, 2, 3]|batch(2, 0)|list }}", "[[1, 2], [3, 0]]", batch
    ).lazy(),
    Filter(
      "items", "The members of an object as pairs of key and value.",
      "{% for k, v in {'a': 1}|items %}{{ k }}={{ v }}{% endfor %}", "a=1"
    ) { renderer, arguments throws(Failure) in
      guard arguments.input.tag == .object else { throw .argument(arguments.input, "items") }
      return renderer.memory.list(renderer.pairs(of: arguments.input))
    }.lazy(),
  ]

  static let attribute = Parameter("attribute", Value.none)

  /// Lazy in what it gives, but not in what it takes.
  private func reversing() -> Filter {
    var filter = self
    filter.isLazy = true
    return filter
  }

  @Sendable private static func batch(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let size = try arguments.int(0), items = try renderer.items(arguments.input)
    if size < 1 { throw .argument(arguments[0], "linecount") }
    var batches: [Datum] = []
    for start in stride(from: 0, to: items.count, by: size) {
      var batch = Array(items[start..<min(items.count, start + min(size, items.count))])
      if !arguments[1].isNone, batch.count < size {
        try renderer.checkRoom(size)
        try renderer.charge(size)
        batch += [Datum](repeating: arguments[1], count: size - batch.count)
      }
      batches.append(renderer.memory.list(batch))
    }
    return renderer.memory.list(batches)
  }

  @Sendable private static func join(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let path = try renderer.path(arguments[1]), separator = arguments[0]
    var items: [Datum] = []
    for item in try renderer.items(arguments.input) { items.append(try renderer.member(item, along: path)) }
    let isSafe = separator.isHTML || items.contains(where: \.isHTML), start = renderer.out.count
    for (i, item) in items.enumerated() {
      if i > 0 { try renderer.write(separator, escapes: isSafe) }
      try renderer.write(item, escapes: isSafe)
      try renderer.charge()
    }
    return renderer.takeText(from: start, safe: isSafe)
  }
}
