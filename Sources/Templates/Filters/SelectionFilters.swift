/// Filters that do to each item what another filter or test does to one value.
extension Filter {
  static let selectionFilters: [Filter] = [
    Filter(
      "map", takes: [attribute, Parameter("default", Value.none)],
      "Each item through a filter, or a member of each: `map(attribute='title')`.",
      "{{ [{'n': 1}, {'n': 2}]|map(attribute='n')|join }}{{ ['a']|map('upper')|join }}", "12A", map
    ).calling(test: false, at: 0),
    select(
      "select", "The items that pass a test, or that are true.", "{{ [1, 2, 3]|select('odd')|join }}", "13"),
    select(
      "reject", "The items that do not pass a test.", "{{ [1, 2, 3]|reject('odd')|join }}", "2", keeps: false),
    select(
      "selectattr", "The items of which a member passes a test, or is true.",
      "{{ [{'n': 1}, {'n': 2}]|selectattr('n', 'gt', 1)|map(attribute='n')|join }}", "2", byAttribute: true),
    select(
      "rejectattr", "The items of which a member does not pass a test.",
      "{{ [{'n': 1}, {'n': 2}]|rejectattr('n', 'gt', 1)|map(attribute='n')|join }}", "1", byAttribute: true,
      keeps: false),
  ]

  @Sendable private static func map(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    guard let callee = arguments.callee else {
      if arguments[0].isNone { throw .wrongArguments("map", takes: ["attribute"]) }
      let members = try renderer.members(of: arguments.input, by: arguments[0], fallback: arguments[1])
      return renderer.memory.list(members.map(\.value))
    }
    var results: [Datum] = []
    for item in try renderer.items(arguments.input) {
      let result = try renderer.apply(callee, Arguments(item, arguments.values))
      if result.isMissing { throw .emptySequence() }
      results.append(result)
    }
    return renderer.memory.list(results)
  }

  private static func select(
    _ name: String, _ summary: String, _ template: String, _ output: String, byAttribute: Bool = false,
    keeps: Bool = true
  ) -> Filter {
    let parameters = byAttribute ? [Parameter("attribute")] : []
    return Filter(name, takes: parameters, summary, template, output) { renderer, arguments throws(Failure) in
      let path = byAttribute ? try renderer.path(arguments[0]) : []
      let values = Array(arguments.values.dropFirst(byAttribute ? 1 : 0)), library = renderer.program.library
      var kept: [Datum] = []
      for item in try renderer.items(arguments.input) {
        try renderer.charge()
        let value = try renderer.value(item, along: path)
        if value.isMissing, arguments.callee.map({ library.filters[$0].takesMissing }) != true {
          throw .undefinedMember(renderer.text(of: arguments[0]) ?? "", of: item)
        }
        let holds =
          try arguments.callee.map { callee throws(Failure) in
            try renderer.apply(callee, Arguments(value, values)).isTrue
          } ?? value.isTrue
        if holds == keeps { kept.append(item) }
      }
      return renderer.memory.list(kept)
    }.calling(test: true, at: byAttribute ? 1 : 0)
  }
}
