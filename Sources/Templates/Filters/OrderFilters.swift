/// Filters that compare items with each other.
extension Filter {
  private static let caseSensitive = Parameter("case_sensitive", false)

  static let orderFilters: [Filter] = [
    Filter(
      "sort", takes: [Parameter("reverse", false), caseSensitive, attribute],
      "The items in order, or in the order of a member: `attribute='date,title'`.",
      "{{ ['b', 'C', 'a']|sort|join }}", "abC", sort
    ).ofItems(),
    Filter(
      "dictsort", takes: [caseSensitive, Parameter("by", "key"), Parameter("reverse", false)],
      "The members of an object as pairs, in the order of their keys or `by='value'`.",
      "{% for k, v in {'b': 1, 'a': 2}|dictsort %}{{ k }}{% endfor %}", "ab", sortMembers),
    Filter(
      "groupby", takes: [Parameter("attribute"), Parameter("default", Value.none), caseSensitive],
      "The items by a member of theirs: pairs of `grouper` and `list`.",
      "{% for year, cases in [{'y': 2}, {'y': 1}]|groupby('y') %}{{ year }}{% endfor %}", "12", group
    ).ofItems(),
    Filter(
      "unique", takes: [caseSensitive, attribute], "The items without those that are there already.",
      "{{ ['a', 'A', 'b']|unique|join }}", "ab", unique
    ).lazy(),
    extreme(
      "min", "The smallest item, or the item whose member is smallest.", "{{ [3, 1, 2]|min }}", "1", .less),
    extreme(
      "max", "The greatest item, or the item whose member is greatest.", "{{ [3, 1, 2]|max }}", "3", .greater),
  ]

  private typealias Keyed = (key: Datum, item: Datum)

  /// Items in the order of their keys; what is equal stays in its order.
  private static func ordered(
    _ items: [Keyed], isReversed: Bool = false, _ renderer: inout Renderer
  ) throws(Failure) -> [Keyed] {
    try sorted(items) { a, b throws(Failure) in
      try isReversed ? renderer.precedes(b.key, a.key) : renderer.precedes(a.key, b.key)
    }
  }

  private static func key(
    _ value: Datum, isCaseSensitive: Bool, _ renderer: inout Renderer
  ) throws(Failure) -> Datum { isCaseSensitive ? value : try renderer.ignoringCase(value) }

  @Sendable private static func sort(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    var paths: [[Datum]] = []
    for part in renderer.text(of: arguments[2])?.split(separator: ",") ?? [] {
      paths.append(try renderer.path(renderer.memory.text(String(part))))
    }
    if paths.isEmpty { paths = [try renderer.path(arguments[2])] }
    var keyed: [Keyed] = []
    for item in try renderer.items(arguments.input) {
      var keys: [Datum] = []
      for path in paths {
        let value = try renderer.member(item, along: path)
        keys.append(try key(value, isCaseSensitive: arguments.isTrue(1), &renderer))
      }
      keyed.append((renderer.memory.list(keys), item))
    }
    return renderer.memory.list(try ordered(keyed, isReversed: arguments.isTrue(0), &renderer).map(\.item))
  }

  @Sendable private static func sortMembers(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let by = renderer.text(of: arguments[1])
    guard by == "key" || by == "value" else { throw .argument(arguments[1], "by") }
    guard arguments.input.tag == .object else { throw .argument(arguments.input, "dictsort") }
    var keyed: [Keyed] = []
    for pair in renderer.pairs(of: arguments.input) {
      let part = renderer.memory.item(by == "key" ? 0 : 1, of: pair)
      keyed.append((try key(part, isCaseSensitive: arguments.isTrue(0), &renderer), pair))
    }
    return renderer.memory.list(try ordered(keyed, isReversed: arguments.isTrue(2), &renderer).map(\.item))
  }

  @Sendable private static func group(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let path = try renderer.path(arguments[0])
    var keyed: [Keyed] = []
    for item in try renderer.items(arguments.input) {
      let own = try renderer.member(item, along: path, fallback: arguments[1])
      let key = try key(own, isCaseSensitive: arguments.isTrue(2), &renderer)
      keyed.append((key, renderer.memory.list([own, item], .tuple)))
    }
    var groups: [(key: Datum, own: Datum, items: [Datum])] = []
    for (key, pair) in try ordered(keyed, &renderer) {
      let item = renderer.memory.item(1, of: pair)
      if let last = groups.last, try renderer.areEqual(last.key, key) {
        groups[groups.count - 1].items.append(item)
      } else {
        groups.append((key, renderer.memory.item(0, of: pair), [item]))
      }
    }
    return renderer.memory.list(
      groups.map { renderer.memory.list([$0.own, renderer.memory.list($0.items)], .group) })
  }

  @Sendable private static func unique(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let path = try renderer.path(arguments[1])
    var seen: Set<Key> = [], kept: [Datum] = []
    for item in try renderer.items(arguments.input) {
      let value = try renderer.member(item, along: path)
      let key = try key(value, isCaseSensitive: arguments.isTrue(0), &renderer)
      try renderer.charge(key.making + 1)
      if seen.insert(try Key(key, renderer)).inserted { kept.append(item) }
    }
    return renderer.memory.list(kept)
  }

  /// A value that can be told from others: `1`, `1.0` and `true` are the same.
  private enum Key: Hashable {
    case none
    case int(Int)
    case float(Double)
    case text(String)

    init(_ value: Datum, _ renderer: borrowing Renderer) throws(Failure) {
      switch value.tag {
      case .none: self = .none
      case .bool, .int: self = .int(value.int)
      case .float: self = Int(exactly: value.double).map { .int($0) } ?? .float(value.double)
      // Texts are the same if their bytes are.
      case .text, .html:
        self = .text(String(scalars: renderer.memory.array(of: value).map { Unicode.Scalar($0) }))
      default: throw .unhashable(value)
      }
    }
  }

  private static func extreme(
    _ name: String, _ summary: String, _ template: String, _ output: String, _ sign: Comparison
  ) -> Filter {
    Filter(name, takes: [caseSensitive, attribute], summary, template, output) {
      renderer, arguments throws(Failure) in
      let path = try renderer.path(arguments[1])
      var best: Keyed?
      for item in try renderer.items(arguments.input) {
        let value = try renderer.member(item, along: path)
        let key = try key(value, isCaseSensitive: arguments.isTrue(0), &renderer)
        if let best, try !renderer.precedes(key, best.key, as: sign) { continue }
        best = (key, item)
      }
      return best?.item ?? .missing
    }.ofItems()
  }
}
