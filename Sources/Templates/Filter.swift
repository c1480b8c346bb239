/// One filter: its name, what it does in a sentence, an example that runs as a test, and its body.
///
/// `docs/templates.md` is made from these declarations.
package struct Filter: Sendable {
  package struct Example: Sendable {
    package let template: String
    package let output: String

    package init(_ template: String, _ output: String) {
      self.template = template
      self.output = output
    }
  }

  package let name: String
  package let summary: String
  package let example: Example
  package let parameters: [Parameter]
  /// Takes any number of arguments, with any names.
  let takesMore: Bool
  /// Not computed with the constants of a template (`map` and the like, whose work another filter does).
  let needsContext: Bool
  /// Which argument names another filter, or a test.
  let calleePlace: (index: Int, isTest: Bool)?
  /// Jinja would call it with an iterator used up: the input is made a list first.
  let listsInput: Bool
  let body: @Sendable (inout Renderer, Value, Arguments) throws(Failure) -> Value

  /// A filter of the program's own; it is never called with an undefined value. `listsInput`: what comes from
  /// `map` or `select` arrives as a list.
  package init(
    _ name: String, _ parameters: [Parameter], _ summary: String, example: Example, listsInput: Bool = false,
    body: @escaping @Sendable (Value, Arguments) throws(Failure) -> Value
  ) {
    self.init(
      name, parameters, summary, example, listsInput: listsInput,
      in: { _, input, arguments throws(Failure) in
        if case .undefined(let undefined) = input { throw .undefined(undefined) }
        return try body(input, arguments)
      })
  }

  init(
    _ name: String, _ parameters: [Parameter], _ summary: String, _ example: Example, takesMore: Bool = false,
    needsContext: Bool = false, calleePlace: (index: Int, isTest: Bool)? = nil, listsInput: Bool = false,
    in body: @escaping @Sendable (inout Renderer, Value, Arguments) throws(Failure) -> Value
  ) {
    self.name = name
    self.parameters = parameters
    self.summary = summary
    self.example = example
    self.takesMore = takesMore
    self.needsContext = needsContext
    self.calleePlace = calleePlace
    self.listsInput = listsInput
    self.body = body
  }

  /// Jinja's own filters, as far as they make sense here.
  package static let standard: [Filter] =
    textFilters + htmlFilters + numberFilters + sequenceFilters + selectionFilters

  /// The same filter by another name.
  func named(_ name: String) -> Filter {
    Filter(
      name, parameters, "The same as `\(self.name)`.",
      Example(example.template.replacing("|" + self.name, with: "|" + name, atMost: -1), example.output),
      takesMore: takesMore, needsContext: needsContext, calleePlace: calleePlace, listsInput: listsInput,
      in: body)
  }
}

/// A parameter of a filter or test; without a fallback it has to be given.
package struct Parameter: Sendable {
  package let name: String
  package let fallback: Value?

  package init(_ name: String, _ fallback: Value? = nil) {
    self.name = name
    self.fallback = fallback
  }

  enum Place { case positional(Int), keyword(Int), missing }

  /// Where each parameter's argument stands in a call.
  static func order(
    _ parameters: [Parameter], positional: Int, keywords: [String], of name: String
  ) throws(Failure) -> [Place] {
    if positional > parameters.count { throw .tooManyArguments(name, parameters) }
    for keyword in keywords {
      guard let index = parameters.firstIndex(where: { $0.name == keyword }) else {
        throw .unknownArgument(name, keyword, parameters)
      }
      if index < positional { throw .twice(keyword) }
    }
    var order = [Place]()
    for (i, parameter) in parameters.enumerated() {
      if i < positional {
        order.append(.positional(i))
      } else if let place = keywords.firstIndex(of: parameter.name) {
        order.append(.keyword(place))
      } else if parameter.fallback != nil {
        order.append(.missing)
      } else {
        throw .missingArgument(name, parameter.name)
      }
    }
    return order
  }
}

/// What a filter or test is called with: one value for each parameter, or what was given to one that takes more.
package struct Arguments: Sendable {
  package let values: [Value]
  let keywords: [(name: String, value: Value)]
  /// Whether `autoescape` is on where the filter is called.
  private(set) var escapes = true

  init(_ values: [Value], _ keywords: [(name: String, value: Value)] = [], escapes: Bool = true) {
    self.values = values
    self.keywords = keywords
    self.escapes = escapes
  }

  func withEscaping(_ escapes: Bool) -> Arguments { Arguments(values, keywords, escapes: escapes) }

  package subscript(i: Int) -> Value { i < values.count ? values[i] : .none }

  package func isTrue(_ i: Int) throws(Failure) -> Bool { try self[i].isTrue() }

  package func int(_ i: Int) throws(Failure) -> Int {
    guard let number = self[i].integer else { throw .argument(self[i], "int") }
    return number
  }

  package func text(_ i: Int) throws(Failure) -> String {
    guard let text = self[i].text else { throw .argument(self[i], "text") }
    return text
  }
}

/// One test, for `is`.
struct Test: Sendable {
  let name: String
  let parameters: [Parameter]
  let summary: String
  /// A template that prints `True`.
  let example: String
  let body: @Sendable (inout Renderer, Value, Arguments) throws(Failure) -> Bool

  init(
    _ name: String, _ parameters: [Parameter], _ summary: String, _ example: String,
    _ body: @escaping @Sendable (inout Renderer, Value, Arguments) throws(Failure) -> Bool
  ) {
    self.name = name
    self.parameters = parameters
    self.summary = summary
    self.example = example
    self.body = body
  }
}
