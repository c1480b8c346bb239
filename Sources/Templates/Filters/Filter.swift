/// One filter: its name, a sentence about it, an example that runs as a test, and its body. A test (`is defined`) is a
/// filter that gives true or false.
///
/// The tables of `docs/templates.md` are made from these declarations.
package struct Filter: Sendable {
  package let name: String
  package let summary: String
  /// A template and what it renders.
  package let example: (template: String, output: String)
  package let parameters: [Parameter]
  /// Other names of the same filter.
  package private(set) var aliases: [String] = []
  /// Takes any arguments with names, and no other.
  package let takesMore: Bool
  /// The argument by which it takes the name of another filter, or of a test; that one's arguments follow.
  package private(set) var callee: (rank: Int, isTest: Bool)?
  /// The items of what it gives can only be gone through, since Jinja makes them one by one.
  var isLazy = false
  /// It goes through its input only.
  var takesLazy = false
  /// Its input may be missing.
  var takesMissing = false
  let body: Body

  package typealias Body = @Sendable (inout Renderer, Arguments) throws(Failure) -> Datum

  /// - Parameters:
  ///   - template: an example, which renders `output`; in Jinja2, too, if Jinja has the filter.
  ///   - takesMore: any arguments with names instead of the parameters.
  package init(
    _ name: String, takes parameters: [Parameter] = [], takesMore: Bool = false, _ summary: String,
    _ template: String, _ output: String, _ body: @escaping Body
  ) {
    self.name = name
    self.parameters = parameters
    self.summary = summary
    example = (template, output)
    self.takesMore = takesMore
    self.body = body
  }

  /// Jinja's own filters, as far as HTML of results needs them.
  package static let standard: [Filter] =
    textFilters + htmlFilters + numberFilters + sequenceFilters + orderFilters + selectionFilters

  // MARK: What sets a filter apart

  func also(_ names: [String]) -> Filter { with { $0.aliases = names } }
  func lazy() -> Filter { with { ($0.isLazy, $0.takesLazy) = (true, true) } }
  func ofItems() -> Filter { with { $0.takesLazy = true } }
  func ofMissing() -> Filter { with { $0.takesMissing = true } }
  func calling(test isTest: Bool, at rank: Int) -> Filter { with { $0.callee = (rank, isTest) }.lazy() }

  private func with(_ change: (inout Filter) -> Void) -> Filter {
    var filter = self
    change(&filter)
    return filter
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
}

/// The input of a filter or test, and one value for each of its parameters (or those it was given with names).
package struct Arguments {
  package let input: Datum
  let values: [Datum]
  private let names: [String]
  /// The filter or test that is named among the arguments; its own are the last.
  let callee: Int?

  init(_ input: Datum, _ values: [Datum], names: [String] = [], callee: Int? = nil) {
    self.input = input
    self.values = values
    self.names = names
    self.callee = callee
  }

  package var count: Int { values.count - names.count }

  /// The value that was given under a name.
  package func named(_ name: ArraySlice<UInt8>) -> Datum? {
    names.firstIndex { $0.utf8.elementsEqual(name) }.map { values[count + $0] }
  }

  package subscript(i: Int) -> Datum { i < values.count ? values[i] : .none }

  func isTrue(_ i: Int) -> Bool { self[i].isTrue }

  func int(_ i: Int) throws(Failure) -> Int {
    guard let number = self[i].integer else { throw .argument(self[i], "int") }
    return number
  }
}

extension Renderer {
  /// Applies a filter of the program.
  mutating func apply(_ call: FilterCall) throws(Failure) -> Datum {
    let isAsking = program.library.filters[call.filter].takesMissing
    let input = isAsking ? try valueAskedAfter(call.input) : try evaluate(call.input)
    let arguments = Arguments(input, try values(call.arguments), names: call.names, callee: call.callee)
    return try apply(call.filter, arguments)
  }

  mutating func apply(_ filter: Int, _ arguments: Arguments) throws(Failure) -> Datum {
    var steps = 1 + arguments.input.making
    for value in arguments.values { steps += value.making }
    try charge(steps)
    return try program.library.filters[filter].body(&self, arguments)
  }
}
