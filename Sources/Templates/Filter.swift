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
  let body: Body

  package typealias Body = @Sendable (inout Renderer, Arguments) throws(Failure) -> Datum

  /// A filter of the program's own; it is never called with an undefined value.
  ///
  /// - Parameter takesMore: any arguments with names instead of the parameters.
  package init(
    _ name: String, _ parameters: [Parameter], _ summary: String, example: Example, takesMore: Bool = false,
    body: @escaping Body
  ) {
    self.init(name, parameters, summary, example, takesMore: takesMore) {
      renderer, arguments throws(Failure) in
      if arguments.input.tag == .undefined { throw .undefined(arguments.input) }
      return try body(&renderer, arguments)
    }
  }

  init(
    _ name: String, _ parameters: [Parameter], _ summary: String, _ example: Example, takesMore: Bool = false,
    needsContext: Bool = false, calleePlace: (index: Int, isTest: Bool)? = nil, _ body: @escaping Body
  ) {
    self.name = name
    self.parameters = parameters
    self.summary = summary
    self.example = example
    self.takesMore = takesMore
    self.needsContext = needsContext
    self.calleePlace = calleePlace
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
      takesMore: takesMore, needsContext: needsContext, calleePlace: calleePlace, body)
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

/// What a filter, test or function is called with: its input, one value for each parameter (or what was given to
/// one that takes more), and values with names.
package struct Arguments {
  private let start: UnsafePointer<Datum>
  package let count: Int
  /// The names of the values after the first `count`.
  let keywords: Table<Datum>
  /// Whether `autoescape` is on where the filter is called.
  package let escapes: Bool

  init(_ start: UnsafePointer<Datum>, count: Int, keywords: Table<Datum> = .empty, escapes: Bool) {
    self.start = start
    self.count = count
    self.keywords = keywords
    self.escapes = escapes
  }

  init(_ start: UnsafePointer<Datum>, _ call: Invoked, escapes: Bool) {
    self.init(start, count: call.positional, keywords: call.keywords, escapes: escapes)
  }

  /// What the filter is applied to, or the function that is called.
  package var input: Datum { start.pointee }

  var values: UnsafeBufferPointer<Datum> { UnsafeBufferPointer(start: start + 1, count: count) }

  var named: [(key: Datum, value: Datum)] {
    (0..<keywords.count).map { (keywords[$0], start[count + 1 + $0]) }
  }

  /// The value that was given under a name.
  package func named(_ name: ArraySlice<UInt8>) -> Datum? {
    for i in 0..<keywords.count where keywords[i].bytes.elementsEqual(name) { return start[count + 1 + i] }
    return nil
  }

  package subscript(i: Int) -> Datum { i < count ? start[i + 1] : .none }

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

extension Renderer {
  mutating func apply(
    _ filter: Filter, to input: Datum, _ values: [Datum], _ keywords: Table<Datum> = .empty, escapes: Bool
  ) throws(Failure) -> Datum {
    let all = memory.table([input] + values)
    let arguments = Arguments(
      all.pointer, count: values.count - keywords.count, keywords: keywords, escapes: escapes)
    try charge(all.pointer, all.count)
    return try filter.body(&self, arguments)
  }

  mutating func check(_ test: Test, _ input: Datum, _ values: [Datum]) throws(Failure) -> Bool {
    let all = memory.table([input] + values)
    try charge(all.pointer, all.count)
    return try test.body(&self, Arguments(all.pointer, count: values.count, escapes: escapes))
  }

  /// The filter of a name, with arguments as `map` was given them: positional ones, then those with names.
  mutating func apply(
    named name: Datum, to input: Datum, _ values: Datum, _ keywords: Table<Datum>
  ) throws(Failure) -> Datum {
    let filter = try program.library.filter(name.text ?? "")
    if filter.takesMore {
      return try apply(filter, to: input, Array(values.items), keywords, escapes: escapes)
    }
    let bound = try bind(filter.parameters, Array(values.items), keywords, of: filter.name)
    return try apply(filter, to: input, bound, escapes: escapes)
  }

  mutating func check(
    named name: Datum, _ input: Datum, _ values: Datum, _ keywords: Table<Datum>
  ) throws(Failure) -> Bool {
    let test = try program.library.test(name.text ?? "")
    return try check(test, input, bind(test.parameters, Array(values.items), keywords, of: test.name))
  }

  /// One value for each parameter.
  mutating func bind(
    _ parameters: [Parameter], _ values: [Datum], _ keywords: Table<Datum>, of name: String
  ) throws(Failure) -> [Datum] {
    let positional = values.count - keywords.count
    let order = try Parameter.order(
      parameters, positional: positional, keywords: (0..<keywords.count).map { keywords[$0].text ?? "" },
      of: name)
    var bound: [Datum] = []
    for (place, parameter) in zip(order, parameters) {
      switch place {
      case .positional(let i): bound.append(values[i])
      case .keyword(let i): bound.append(values[positional + i])
      case .missing: bound.append(memory.freeze(parameter.fallback ?? .none))
      }
    }
    return bound
  }
}

/// One test, for `is`.
struct Test: Sendable {
  let name: String
  let parameters: [Parameter]
  let summary: String
  /// A template that prints `True`.
  let example: String
  let body: Body

  typealias Body = @Sendable (inout Renderer, Arguments) throws(Failure) -> Bool

  init(
    _ name: String, _ parameters: [Parameter], _ summary: String, _ example: String,
    _ body: @escaping Body
  ) {
    self.name = name
    self.parameters = parameters
    self.summary = summary
    self.example = example
    self.body = body
  }
}
