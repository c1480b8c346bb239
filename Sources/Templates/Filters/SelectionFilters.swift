/// Filters that do to each item what another filter or test does to one value.
extension Filter {
  static let selectionFilters: [Filter] = [
    Filter(
      "map", [], "Each item through a filter, or a member of each: `map(attribute='title')`.",
      Example("{{ [{'n': 1}, {'n': 2}]|map(attribute='n')|join }}{{ ['a']|map('upper')|join }}", "12A"),
      takesMore: true, needsContext: true, calleePlace: (0, false), in: map),
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
    _ renderer: inout Renderer, _ input: Value, _ arguments: Arguments
  ) throws(Failure) -> Value {
    var keywords = arguments.keywords
    if let name = arguments.values.first {
      return renderer.newIterator(input, .filter(name, Array(arguments.values.dropFirst()), keywords))
    }
    guard let i = keywords.firstIndex(where: { $0.name == "attribute" }) else {
      return renderer.newIterator(input, .failing(.callArguments("map")))
    }
    let attribute = keywords.remove(at: i).value
    var fallback = Value.none
    if let i = keywords.firstIndex(where: { $0.name == "default" }) {
      fallback = keywords.remove(at: i).value
    }
    guard keywords.isEmpty else { return renderer.newIterator(input, .failing(.callArguments("map"))) }
    return renderer.newIterator(input, .attribute(Renderer.path(attribute), fallback: fallback))
  }

  private static func select(
    _ name: String, _ summary: String, _ template: String, _ output: String, byAttribute: Bool = false,
    keeps: Bool = true
  ) -> Filter {
    Filter(
      name, [], summary, Example(template, output), takesMore: true, needsContext: true,
      calleePlace: (byAttribute ? 1 : 0, true),
      in: { renderer, input, arguments throws(Failure) in
        var values = arguments.values[...], path = [Value]()
        if byAttribute {
          guard let attribute = values.popFirst() else {
            return renderer.newIterator(input, .failing(.callArguments(name)))
          }
          path = Renderer.path(attribute)
        }
        let test = values.popFirst()
        return renderer.newIterator(
          input, .select(attribute: path, test: test, Array(values), arguments.keywords, keeps: keeps))
      })
  }
}
