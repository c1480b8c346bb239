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
      "groupby", takes: [Parameter("attribute"), Parameter("default", Value.none), caseSensitive],
      "The items by a member of theirs: pairs of `grouper` and `list`.",
      "{% for year, cases in [{'y': 2}, {'y': 1}]|groupby('y') %}{{ year }}{% endfor %}", "12", group
    ).ofItems(),
    first("min", "The smallest item, or the item whose member is smallest.", "{{ [3, 1, 2]|min }}", "1"),
    first(
      "max", "The greatest item, or the item whose member is greatest.", "{{ [3, 1, 2]|max }}", "3",
      isReversed: true),
  ]

  @Sendable private static func sort(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let names = renderer.text(of: arguments[2])?.split(separator: ",", omittingEmptySubsequences: false)
    let attributes = names?.map { renderer.memory.text(String($0)) } ?? [arguments[2]]
    var items = arguments.input
    for attribute in attributes.reversed() {
      let members = try renderer.members(of: items, by: attribute, isCaseSensitive: arguments.isTrue(1))
      items = renderer.memory.list(
        try renderer.ordered(members, isReversed: arguments.isTrue(0)).map(\.item))
    }
    return items
  }

  @Sendable private static func group(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let members = try renderer.members(
      of: arguments.input, by: arguments[0], fallback: arguments[1], isCaseSensitive: arguments.isTrue(2))
    var groups: [[Renderer.Member]] = []
    for member in try renderer.ordered(members) {
      if let last = groups.last, try renderer.areEqual(last[0].key, member.key) {
        groups[groups.count - 1].append(member)
      } else {
        groups.append([member])
      }
    }
    return renderer.memory.list(
      groups.map { renderer.memory.list([$0[0].value, renderer.memory.list($0.map(\.item))], .group) })
  }

  /// The first item in order.
  private static func first(
    _ name: String, _ summary: String, _ template: String, _ output: String, isReversed: Bool = false
  ) -> Filter {
    Filter(name, takes: [caseSensitive, attribute], summary, template, output) {
      renderer, arguments throws(Failure) in
      let members = try renderer.members(
        of: arguments.input, by: arguments[1], isCaseSensitive: arguments.isTrue(0))
      return try renderer.ordered(members, isReversed: isReversed).first?.item ?? .missing
    }.ofItems()
  }
}
