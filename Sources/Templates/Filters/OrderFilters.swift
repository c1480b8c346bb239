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

  /// Members in the order of their keys; what is equal stays in its order.
  private static func ordered(
    _ members: [Renderer.Member], isReversed: Bool = false, _ renderer: inout Renderer
  ) throws(Failure) -> [Renderer.Member] {
    try sorted(members) { a, b throws(Failure) in
      try isReversed ? renderer.precedes(b.key, a.key) : renderer.precedes(a.key, b.key)
    }
  }

  @Sendable private static func sort(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let names = renderer.text(of: arguments[2])?.split(separator: ",", omittingEmptySubsequences: false)
    let attributes = names?.map { renderer.memory.text(String($0)) } ?? [arguments[2]]
    var items = arguments.input
    for attribute in attributes.reversed() {
      let members = try renderer.members(of: items, by: attribute, isCaseSensitive: arguments.isTrue(1))
      items = renderer.memory.list(
        try ordered(members, isReversed: arguments.isTrue(0), &renderer).map(\.item))
    }
    return items
  }

  @Sendable private static func sortMembers(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let by = renderer.text(of: arguments[1])
    guard by == "key" || by == "value" else { throw .argument(arguments[1], "by") }
    let pairs = renderer.memory.list(try renderer.pairs(arguments.input, for: "dictsort"))
    let members = try renderer.members(
      of: pairs, by: Datum(by == "key" ? 0 : 1), isCaseSensitive: arguments.isTrue(0))
    return renderer.memory.list(
      try ordered(members, isReversed: arguments.isTrue(2), &renderer).map(\.item))
  }

  @Sendable private static func group(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let members = try renderer.members(
      of: arguments.input, by: arguments[0], fallback: arguments[1], isCaseSensitive: arguments.isTrue(2))
    var groups: [[Renderer.Member]] = []
    for member in try ordered(members, &renderer) {
      if let last = groups.last, try renderer.areEqual(last[0].key, member.key) {
        groups[groups.count - 1].append(member)
      } else {
        groups.append([member])
      }
    }
    return renderer.memory.list(
      groups.map { renderer.memory.list([$0[0].value, renderer.memory.list($0.map(\.item))], .group) })
  }

  @Sendable private static func unique(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    var kept: [Renderer.Member] = []
    for member in try renderer.members(
      of: arguments.input, by: arguments[1], isCaseSensitive: arguments.isTrue(0))
    {
      if member.value.tag == .object || member.value.isSequence { throw .unhashable(member.value) }
      var isNew = true
      for other in kept where isNew { isNew = try !renderer.areEqual(other.key, member.key) }
      if isNew { kept.append(member) }
    }
    return renderer.memory.list(kept.map(\.item))
  }

  private static func extreme(
    _ name: String, _ summary: String, _ template: String, _ output: String, _ sign: Comparison
  ) -> Filter {
    Filter(name, takes: [caseSensitive, attribute], summary, template, output) {
      renderer, arguments throws(Failure) in
      var best: Renderer.Member?
      for member in try renderer.members(
        of: arguments.input, by: arguments[1], isCaseSensitive: arguments.isTrue(0))
      {
        if let best, try !renderer.precedes(member.key, best.key, as: sign) { continue }
        best = member
      }
      return best?.item ?? .missing
    }.ofItems()
  }
}
