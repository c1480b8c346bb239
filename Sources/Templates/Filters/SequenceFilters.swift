extension Filter {
  private static let attribute = Parameter("attribute", Value.none)
  private static let caseSensitive = Parameter("case_sensitive", false)

  private static let length = Filter(
    "length", [], "How many items, members or characters there are.", Example("{{ [1, 2]|length }}", "2")
  ) { renderer, arguments throws(Failure) in
    guard let length = try renderer.length(arguments.input) else { throw .noLength(arguments.input) }
    return Datum(length)
  }

  private static let fallback = Filter(
    "default", [Parameter("default_value", ""), Parameter("boolean", false)],
    "The value, or another if it is undefined (with `true`: if it is empty, too).",
    Example("{{ x|default('none') }}", "none")
  ) { _, arguments throws(Failure) in
    if arguments.input.tag == .undefined { return arguments[0] }
    if try !arguments.isTrue(1) { return arguments.input }
    return try arguments.input.isTrue() ? arguments.input : arguments[0]
  }

  static let sequenceFilters: [Filter] = [
    fallback, fallback.named("d"), length, length.named("count"),
    Filter(
      "list", [], "The items as a list: of an object its keys, of a text its characters.",
      Example("{{ 'abc'|list }}", "[&#39;a&#39;, &#39;b&#39;, &#39;c&#39;]")
    ) { renderer, arguments throws(Failure) in renderer.memory.list(try renderer.collect(arguments.input)) },
    Filter(
      "first", [], "The first item.", Example("{{ [1, 2]|first }}", "1")
    ) { renderer, arguments throws(Failure) in
      var source = try renderer.iterate(arguments.input)
      return try renderer.next(&source) ?? renderer.absent(.emptySequence)
    },
    Filter(
      "last", [], "The last item.", Example("{{ [1, 2]|last }}", "2")
    ) { renderer, arguments throws(Failure) in
      try reversed(arguments.input, &renderer).first ?? renderer.absent(.emptySequence)
    },
    Filter(
      "reverse", [], "The items, or the characters of a text, from the last to the first.",
      Example("{{ 'abc'|reverse }}{{ [1, 2]|reverse|list }}", "cba[2, 1]")
    ) { renderer, arguments throws(Failure) in
      let input = arguments.input
      if input.tag == .undefined { throw .undefined(input) }
      if input.tag == .iterator { return renderer.memory.list(try renderer.collect(input).reversed()) }
      let items = try reversed(input, &renderer)
      guard input.isText else {
        return renderer.iterator(IteratorState(.plain, renderer.memory.list(items)))
      }
      let start = renderer.out.count
      for character in items { renderer.out.append(character.bytes) }
      return renderer.takeText(from: start, safe: input.isHTML)
    },
    Filter(
      "join", [Parameter("d", ""), attribute], "The items in one text, with another text between them.",
      Example("{{ [1, 2]|join(', ') }}", "1, 2"), join),
    Filter(
      "sort", [Parameter("reverse", false), caseSensitive, attribute],
      "The items in order, or in the order of a member: `attribute='date,title'`.",
      Example("{{ ['b', 'C', 'a']|sort|join }}", "abC"), sort),
    Filter(
      "unique", [caseSensitive, attribute], "The items without those that are there already.",
      Example("{{ ['a', 'A', 'b']|unique|join }}", "ab")
    ) { renderer, arguments throws(Failure) in
      var state = IteratorState(.unique, arguments.input)
      state.path = renderer.path(arguments[1])
      state.flag = try arguments.isTrue(0)
      return renderer.iterator(state)
    },
    extreme(
      "min", "The smallest item, or the item whose member is smallest.", "{{ [3, 1, 2]|min }}", "1", .less),
    extreme(
      "max", "The greatest item, or the item whose member is greatest.", "{{ [3, 1, 2]|max }}", "3", .greater),
    Filter(
      "sum", [attribute, Parameter("start", 0)], "The items, or their members, added up.",
      Example("{{ [{'n': 1}, {'n': 2}]|sum('n') }}", "3")
    ) { renderer, arguments throws(Failure) in
      let path = renderer.path(arguments[0])
      if arguments[1].isText { throw .argument(arguments[1], "start") }
      var total = arguments[1]
      for item in try renderer.collect(arguments.input) {
        total = try renderer.combine(total, .add, renderer.item(item, along: path))
      }
      return total
    },
    pieces(
      "batch", "linecount", "Lists of a number of items each.",
      Example("{{ [1, 2, 3]|batch(2, 0)|list }}", "[[1, 2], [3, 0]]"), .batch),
    pieces(
      "slice", "slices", "The items in a number of lists.",
      Example("{{ [1, 2, 3]|slice(2)|list }}", "[[1, 2], [3]]"), .slice),
    Filter(
      "groupby", [Parameter("attribute"), Parameter("default", Value.none), caseSensitive],
      "The items by a member of theirs: pairs of `grouper` and `list`.",
      Example("{% for year, cases in [{'y': 2}, {'y': 1}]|groupby('y') %}{{ year }}{% endfor %}", "12"),
      group),
    Filter(
      "items", [], "The members of an object as pairs of key and value.",
      Example("{% for k, v in {'a': 1}|items %}{{ k }}={{ v }}{% endfor %}", "a=1")
    ) { renderer, arguments throws(Failure) in
      switch arguments.input.tag {
      case .undefined: return renderer.iterator(IteratorState(.plain, renderer.memory.list([])))
      case .object: return renderer.iterator(IteratorState(.plain, renderer.items(of: arguments.input)))
      default: return try renderer.failing(.argument(arguments.input, "items"), Datum(true))
      }
    },
    Filter(
      "dictsort", [caseSensitive, Parameter("by", "key"), Parameter("reverse", false)],
      "The members of an object as pairs, in the order of their keys or `by='value'`.",
      Example("{% for k, v in {'b': 1, 'a': 2}|dictsort %}{{ k }}{% endfor %}", "ab"), sortMembers),
    Filter(
      "attr", [Parameter("name")], "The attribute of that name, never the item.",
      Example("{{ ([{'a': 1}]|groupby('a')|first)|attr('grouper') }}", "1")
    ) { renderer, arguments throws(Failure) in
      _ = try arguments.text(0)
      return try renderer.attribute(of: arguments.input, Name(arguments[0]))
        ?? renderer.absent(.member, arguments[0], of: arguments.input)
    },
  ]

  private static func pieces(
    _ name: String, _ parameter: String, _ summary: String, _ example: Example, _ stage: IteratorState.Stage
  ) -> Filter {
    Filter(name, [Parameter(parameter), Parameter("fill_with", Value.none)], summary, example) {
      renderer, arguments throws(Failure) in
      var state = IteratorState(stage, arguments.input)
      state.function = Datum(try arguments.int(0))
      state.arguments = arguments[1]
      return renderer.iterator(state)
    }
  }

  // MARK: Order

  /// The items from the last to the first, for what Python's `reversed` takes.
  private static func reversed(_ value: Datum, _ renderer: inout Renderer) throws(Failure) -> [Datum] {
    switch value.tag {
    // Unlike iterating forwards, this gives safe characters.
    case .html: return try renderer.characters(of: value).reversed().map { $0.marked(safe: true) }
    case .list, .tuple, .group, .text, .object, .view, .range: return try renderer.collect(value).reversed()
    default: throw .notIterable(value)
    }
  }

  /// Items in the order of their keys; what is equal stays in its order.
  private static func ordered(
    _ items: [(key: Datum, item: Datum)], isReversed: Bool, _ meter: inout Meter
  ) throws(Failure) -> [(key: Datum, item: Datum)] {
    try sorted(items) { a, b throws(Failure) in
      try isReversed ? b.key.precedes(a.key, &meter) : a.key.precedes(b.key, &meter)
    }
  }

  @Sendable private static func sort(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    var paths = [renderer.path(arguments[2])]
    if arguments[2].isText {
      paths = []
      for part in (try arguments.text(2)).split(separator: ",") {
        let name = renderer.memory.text(String(part))
        paths.append(renderer.path(name))
      }
    }
    let isCaseSensitive = try arguments.isTrue(1), isReversed = try arguments.isTrue(0)
    var keyed: [(key: Datum, item: Datum)] = []
    for item in try renderer.collect(arguments.input) {
      var key: [Datum] = []
      for path in paths {
        let value = try renderer.item(item, along: path)
        key.append(isCaseSensitive ? value : try renderer.ignoringCase(value))
      }
      keyed.append((renderer.memory.list(key), item))
    }
    return renderer.memory.list(try ordered(keyed, isReversed: isReversed, &renderer.meter).map(\.item))
  }

  @Sendable private static func sortMembers(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let place: Int, input = arguments.input
    switch try arguments.text(1) {
    case "key": place = 0
    case "value": place = 1
    default: throw .argument(arguments[1], "by")
    }
    let isCaseSensitive = try arguments.isTrue(0), isReversed = try arguments.isTrue(2)
    if input.tag == .undefined { throw .undefined(input) }
    guard input.tag == .object else { throw .argument(input, "dictsort") }
    var keyed: [(key: Datum, item: Datum)] = []
    for pair in renderer.items(of: input).items {
      let key = pair.items[place]
      keyed.append((isCaseSensitive ? key : try renderer.ignoringCase(key), pair))
    }
    return renderer.memory.list(try ordered(keyed, isReversed: isReversed, &renderer.meter).map(\.item))
  }

  @Sendable private static func group(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let path = renderer.path(arguments[0]), isCaseSensitive = try arguments.isTrue(2)
    var keyed: [(key: Datum, item: Datum)] = []
    for item in try renderer.collect(arguments.input) {
      let own = try renderer.item(item, along: path, fallback: arguments[1])
      let key = isCaseSensitive ? own : try renderer.ignoringCase(own)
      keyed.append((key, renderer.memory.list([own, item], .tuple)))
    }
    var groups: [(key: Datum, own: Datum, items: [Datum])] = []
    for (key, pair) in try ordered(keyed, isReversed: false, &renderer.meter) {
      if let last = groups.last, try last.key.equals(key, &renderer.meter) {
        groups[groups.count - 1].items.append(pair.items[1])
      } else {
        groups.append((key, pair.items[0], [pair.items[1]]))
      }
    }
    var result: [Datum] = []
    for group in groups {
      let items = renderer.memory.list(group.items)
      result.append(renderer.memory.list([group.own, items], .group))
    }
    return renderer.memory.list(result)
  }

  private static func extreme(
    _ name: String, _ summary: String, _ template: String, _ output: String, _ sign: Comparison
  ) -> Filter {
    Filter(name, [caseSensitive, attribute], summary, Example(template, output)) {
      renderer, arguments throws(Failure) in
      let path = renderer.path(arguments[1]), isCaseSensitive = try arguments.isTrue(0)
      var best: (key: Datum, item: Datum)?, source = try renderer.iterate(arguments.input)
      while let item = try renderer.next(&source) {
        try renderer.charge()
        var key = try renderer.item(item, along: path)
        if !isCaseSensitive { key = try renderer.ignoringCase(key) }
        if let known = best, try !key.precedes(known.key, as: sign, &renderer.meter) { continue }
        best = (key, item)
      }
      return best?.item ?? renderer.absent(.emptySequence)
    }
  }

  // MARK: All in one

  @Sendable private static func join(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let path = renderer.path(arguments[1]), separator = arguments[0]
    var items: [Datum] = []
    for item in try renderer.collect(arguments.input) { items.append(try renderer.item(item, along: path)) }
    let isSafe = arguments.escapes && (separator.isHTML || items.contains(where: \.isHTML))
    let start = renderer.out.count
    for (i, item) in items.enumerated() {
      if i > 0 { try renderer.write(separator, escapes: isSafe) }
      try renderer.write(item, escapes: isSafe)
      try renderer.charge()
    }
    // What could not stand alone cannot separate either.
    if items.count < 2 { try separator.checkDefined() }
    return renderer.takeText(from: start, safe: isSafe)
  }
}

/// A stable sort whose comparison may fail (the standard library's is not stable by contract).
func sorted<Element>(
  _ items: [Element], by precedes: (Element, Element) throws(Failure) -> Bool
) throws(Failure) -> [Element] {
  guard items.count > 1 else { return items }
  var source = items, target = items, width = 1
  while width < items.count {
    var low = 0
    while low < items.count {
      let middle = min(low + width, items.count), high = min(low + 2 * width, items.count)
      var i = low, j = middle
      for k in low..<high {
        var takesLow = i < middle
        if takesLow, j < high, try precedes(source[j], source[i]) { takesLow = false }
        if takesLow {
          target[k] = source[i]
          i += 1
        } else {
          target[k] = source[j]
          j += 1
        }
      }
      low = high
    }
    swap(&source, &target)
    width *= 2
  }
  return source
}
