/// Filters that do to each item what another filter or test does to one value.
extension Filter {
  static let selectionFilters: [Filter] = [
    Filter(
      "map", [], "Each item through a filter, or a member of each: `map(attribute='title')`.",
      Example("{{ [{'n': 1}, {'n': 2}]|map(attribute='n')|join }}{{ ['a']|map('upper')|join }}", "12A"),
      takesMore: true, needsContext: true, calleePlace: (0, false), map),
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
    if arguments.count > 0 {
      var state = IteratorState(.filter, arguments.input)
      state.function = arguments[0]
      let given = Array(arguments.values.dropFirst()) + arguments.named.map(\.value)
      state.arguments = renderer.memory.list(given)
      state.keywords = arguments.keywords
      return renderer.iterator(state)
    }
    var state = IteratorState(.attribute, arguments.input), hasAttribute = false
    for (name, value) in arguments.named {
      if name.hasBytes("attribute") {
        state.path = renderer.path(value)
        hasAttribute = true
      } else if name.hasBytes("default") {
        state.arguments = value
      } else {
        return try renderer.failing(.callArguments("map"), arguments.input)
      }
    }
    return hasAttribute
      ? renderer.iterator(state) : try renderer.failing(.callArguments("map"), arguments.input)
  }

  private static func select(
    _ name: String, _ summary: String, _ template: String, _ output: String, byAttribute: Bool = false,
    keeps: Bool = true
  ) -> Filter {
    Filter(
      name, [], summary, Example(template, output), takesMore: true, needsContext: true,
      calleePlace: (byAttribute ? 1 : 0, true)
    ) { renderer, arguments throws(Failure) in
      var values = arguments.values[...], state = IteratorState(.select, arguments.input)
      state.flag = keeps
      state.path = renderer.memory.list([])
      if byAttribute {
        guard let attribute = values.popFirst() else {
          return try renderer.failing(.callArguments(name), arguments.input)
        }
        state.path = renderer.path(attribute)
      }
      state.function = values.popFirst() ?? .missing
      state.arguments = renderer.memory.list(Array(values) + arguments.named.map(\.value))
      state.keywords = arguments.keywords
      return renderer.iterator(state)
    }
  }
}
