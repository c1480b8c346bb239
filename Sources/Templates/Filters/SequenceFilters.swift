extension Filter {
  private static let attribute = Parameter("attribute", Value.none)
  private static let caseSensitive = Parameter("case_sensitive", false)

  private static let length = Filter(
    "length", [], "How many items, members or characters there are.", Example("{{ [1, 2]|length }}", "2"),
    in: { renderer, input, _ throws(Failure) in
      guard let length = try renderer.length(input) else { throw .noLength(input) }
      return .int(length)
    })

  private static let fallback = Filter(
    "default", [Parameter("default_value", ""), Parameter("boolean", false)],
    "The value, or another if it is undefined (with `true`: if it is empty, too).",
    Example("{{ x|default('none') }}", "none"),
    in: { _, input, arguments throws(Failure) in
      if case .undefined = input { return arguments[0] }
      if try !arguments.isTrue(1) { return input }
      return try input.isTrue() ? input : arguments[0]
    })

  static let sequenceFilters: [Filter] = [
    fallback, fallback.named("d"), length, length.named("count"),
    Filter(
      "list", [], "The items as a list: of an object its keys, of a text its characters.",
      Example("{{ 'abc'|list }}", "[&#39;a&#39;, &#39;b&#39;, &#39;c&#39;]"),
      in: { renderer, input, _ throws(Failure) in .list(try renderer.collect(input)) }),
    Filter(
      "first", [], "The first item.", Example("{{ [1, 2]|first }}", "1"),
      in: { renderer, input, _ throws(Failure) in
        var source = try renderer.iterate(input)
        return try renderer.next(&source) ?? .absent(.emptySequence())
      }),
    Filter(
      "last", [], "The last item.", Example("{{ [1, 2]|last }}", "2"),
      in: { renderer, input, _ throws(Failure) in
        try reversed(input, renderer).first ?? .absent(.emptySequence())
      }),
    Filter(
      "reverse", [], "The items, or the characters of a text, from the last to the first.",
      Example("{{ 'abc'|reverse }}{{ [1, 2]|reverse|list }}", "cba[2, 1]"), in: reverse),
    Filter(
      "join", [Parameter("d", ""), attribute], "The items in one text, with another text between them.",
      Example("{{ [1, 2]|join(', ') }}", "1, 2"), in: join),
    Filter(
      "sort", [Parameter("reverse", false), caseSensitive, attribute],
      "The items in order, or in the order of a member: `attribute='date,title'`.",
      Example("{{ ['b', 'C', 'a']|sort|join }}", "abC"), in: sort),
    Filter(
      "unique", [caseSensitive, attribute], "The items without those that are there already.",
      Example("{{ ['a', 'A', 'b']|unique|join }}", "ab"),
      in: { renderer, input, arguments throws(Failure) in
        let path = Renderer.path(arguments[1])
        return renderer.newIterator(input, .unique(attribute: path, isCaseSensitive: try arguments.isTrue(0)))
      }),
    extreme(
      "min", "The smallest item, or the item whose member is smallest.", "{{ [3, 1, 2]|min }}", "1", .less),
    extreme(
      "max", "The greatest item, or the item whose member is greatest.", "{{ [3, 1, 2]|max }}", "3", .greater),
    Filter(
      "sum", [attribute, Parameter("start", 0)], "The items, or their members, added up.",
      Example("{{ [{'n': 1}, {'n': 2}]|sum('n') }}", "3"), in: sum),
    Filter(
      "batch", [Parameter("linecount"), Parameter("fill_with", Value.none)],
      "Lists of a number of items each.",
      Example("{{ [1, 2, 3]|batch(2, 0)|list }}", "[[1, 2], [3, 0]]"),
      in: { renderer, input, arguments throws(Failure) in
        renderer.newIterator(input, .batch(try arguments.int(0), fill: arguments[1]))
      }),
    Filter(
      "slice", [Parameter("slices"), Parameter("fill_with", Value.none)], "The items in a number of lists.",
      Example("{{ [1, 2, 3]|slice(2)|list }}", "[[1, 2], [3]]"),
      in: { renderer, input, arguments throws(Failure) in
        renderer.newIterator(input, .slice(try arguments.int(0), fill: arguments[1]))
      }),
    Filter(
      "groupby", [Parameter("attribute"), Parameter("default", Value.none), caseSensitive],
      "The items by a member of theirs: pairs of `grouper` and `list`.",
      Example("{% for year, cases in [{'y': 2}, {'y': 1}]|groupby('y') %}{{ year }}{% endfor %}", "12"),
      in: group),
    Filter(
      "items", [], "The members of an object as pairs of key and value.",
      Example("{% for k, v in {'a': 1}|items %}{{ k }}={{ v }}{% endfor %}", "a=1"),
      in: { renderer, input, _ throws(Failure) in
        switch input {
        case .undefined: return renderer.newIterator(.list([]), .plain)
        case .object(let object): return renderer.newIterator(.list(object.items), .plain)
        default: return renderer.newIterator(true, .failing(.argument(input, "items")))
        }
      }),
    Filter(
      "dictsort", [caseSensitive, Parameter("by", "key"), Parameter("reverse", false)],
      "The members of an object as pairs, in the order of their keys or `by='value'`.",
      Example("{% for k, v in {'b': 1, 'a': 2}|dictsort %}{{ k }}{% endfor %}", "ab"), in: sortMembers),
    Filter(
      "attr", [Parameter("name")], "The attribute of that name, never the item.",
      Example("{{ ([{'a': 1}]|groupby('a')|first)|attr('grouper') }}", "1"),
      in: { renderer, input, arguments throws(Failure) in
        let name = try arguments.text(0)
        return try renderer.attribute(of: input, name) ?? .undefined(Undefined(.member(name, of: input)))
      }),
  ]

  // MARK: Order

  /// The items from the last to the first, for what Python's `reversed` takes.
  private static func reversed(_ value: Value, _ renderer: borrowing Renderer) throws(Failure) -> [Value] {
    if let items = value.items { return items.reversed() }
    switch value {
    case .string(let text): return text.characters.reversed().map { .string($0) }
    // Unlike iterating forwards, this gives safe characters.
    case .html(let text): return text.characters.reversed().map { .html($0) }
    case .object(let object): return object.keys.reversed()
    case .special(let special):
      switch special.kind {
      case .view(.keys, let object): return object.keys.reversed()
      case .view(.values, let object): return object.slots.reversed()
      case .view(.items, let object): return object.items.reversed()
      case .range(let start, let stop, let step):
        let count = Value.rangeCount(start, stop, step)
        if count > renderer.limits.steps { throw .tooLarge() }
        return (0..<count).reversed().map { .int(start + $0 * step) }
      default: throw .notIterable(value)
      }
    default: throw .notIterable(value)
    }
  }

  @Sendable private static func reverse(
    _ renderer: inout Renderer, _ input: Value, _ arguments: Arguments
  ) throws(Failure) -> Value {
    if case .undefined(let undefined) = input { throw .undefined(undefined) }
    if let text = input.text {
      let result = String(scalars: text.unicodeScalars.reversed())
      return input.isHTML ? .html(result) : .string(result)
    }
    if case .special(let special) = input, case .iterator = special.kind {
      return .list(try renderer.collect(input).reversed())
    }
    return renderer.newIterator(.list(try reversed(input, renderer)), .plain)
  }

  @Sendable private static func sort(
    _ renderer: inout Renderer, _ input: Value, _ arguments: Arguments
  ) throws(Failure) -> Value {
    var paths = [Renderer.path(arguments[2])]
    if let text = arguments[2].text { paths = text.split(separator: ",").map { Renderer.path(.string($0)) } }
    let isCaseSensitive = try arguments.isTrue(1), isReversed = try arguments.isTrue(0)
    var keyed = [(key: Value, item: Value)]()
    for item in try renderer.collect(input) {
      var key = [Value]()
      for path in paths {
        let value = try renderer.item(item, along: path)
        key.append(isCaseSensitive ? value : value.ignoringCase)
      }
      keyed.append((.list(key), item))
    }
    let ordered = try sorted(keyed) { a, b throws(Failure) in
      try isReversed ? b.key.precedes(a.key) : a.key.precedes(b.key)
    }
    return .list(ordered.map(\.item))
  }

  @Sendable private static func sortMembers(
    _ renderer: inout Renderer, _ input: Value, _ arguments: Arguments
  ) throws(Failure) -> Value {
    let isByKey: Bool
    switch try arguments.text(1) {
    case "key": isByKey = true
    case "value": isByKey = false
    default: throw .argument(arguments[1], "by")
    }
    let isCaseSensitive = try arguments.isTrue(0), isReversed = try arguments.isTrue(2)
    if case .undefined(let undefined) = input { throw .undefined(undefined) }
    guard case .object(let object) = input else { throw .argument(input, "dictsort") }
    let keyed = zip(object.keys, object.slots).map { pair -> (key: Value, item: Value) in
      let key = isByKey ? pair.0 : pair.1
      return (isCaseSensitive ? key : key.ignoringCase, .tuple([pair.0, pair.1]))
    }
    let ordered = try sorted(keyed) { a, b throws(Failure) in
      try isReversed ? b.key.precedes(a.key) : a.key.precedes(b.key)
    }
    return .list(ordered.map(\.item))
  }

  @Sendable private static func group(
    _ renderer: inout Renderer, _ input: Value, _ arguments: Arguments
  ) throws(Failure) -> Value {
    let path = Renderer.path(arguments[0]), isCaseSensitive = try arguments.isTrue(2)
    var keyed = [(key: Value, own: Value, item: Value)]()
    for item in try renderer.collect(input) {
      let own = try renderer.item(item, along: path, fallback: arguments[1])
      keyed.append((isCaseSensitive ? own : own.ignoringCase, own, item))
    }
    var groups = [(key: Value, own: Value, items: [Value])]()
    for entry in try sorted(keyed, by: { a, b throws(Failure) in try a.key.precedes(b.key) }) {
      if let last = groups.last, try last.key.equals(entry.key) {
        groups[groups.count - 1].items.append(entry.item)
      } else {
        groups.append((entry.key, entry.own, [entry.item]))
      }
    }
    return .list(groups.map { .special(.group($0.own, $0.items)) })
  }

  private static func extreme(
    _ name: String, _ summary: String, _ template: String, _ output: String, _ sign: Comparison
  ) -> Filter {
    Filter(
      name, [caseSensitive, attribute], summary, Example(template, output),
      in: { renderer, input, arguments throws(Failure) in
        let path = Renderer.path(arguments[1]), isCaseSensitive = try arguments.isTrue(0)
        var best: (key: Value, item: Value)?, source = try renderer.iterate(input)
        while let item = try renderer.next(&source) {
          try renderer.countStep()
          var key = try renderer.item(item, along: path)
          if !isCaseSensitive { key = key.ignoringCase }
          if let known = best, try !key.precedes(known.key, as: sign) { continue }
          best = (key, item)
        }
        return best?.item ?? .absent(.emptySequence())
      })
  }

  // MARK: All in one

  @Sendable private static func join(
    _ renderer: inout Renderer, _ input: Value, _ arguments: Arguments
  ) throws(Failure) -> Value {
    let path = Renderer.path(arguments[1])
    var items = [Value]()
    for item in try renderer.collect(input) { items.append(try renderer.item(item, along: path)) }
    let isSafe = arguments.escapes && (arguments[0].isHTML || items.contains(where: \.isHTML))
    func text(_ value: Value) throws(Failure) -> String {
      let text = try value.printed(in: renderer)
      return isSafe && !value.isHTML ? text.escaped : text
    }
    let separator = try text(arguments[0])
    var result = ""
    for (i, item) in items.enumerated() {
      if i > 0 { result += separator }
      result += try text(item)
      if result.utf8.count > renderer.limits.output { throw .tooLarge() }
    }
    return isSafe ? .html(result) : .string(result)
  }

  @Sendable private static func sum(
    _ renderer: inout Renderer, _ input: Value, _ arguments: Arguments
  ) throws(Failure) -> Value {
    let path = Renderer.path(arguments[0])
    if arguments[1].text != nil { throw .argument(arguments[1], "start") }
    var total = arguments[1]
    for item in try renderer.collect(input) {
      total = try total.combined(.add, with: renderer.item(item, along: path), limits: renderer.limits)
    }
    return total
  }
}
