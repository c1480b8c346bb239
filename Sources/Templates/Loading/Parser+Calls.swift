/// Macros, filters and tests with their arguments. Which of them is meant, and whether the arguments
/// fit, is found out here, once.
extension Parser {
  /// The arguments of a call, as they are written.
  struct Given {
    var positional: [Ref] = []
    var named: [(name: Token, value: Ref)] = []
  }

  mutating func arguments() throws(SyntaxMistake) -> Given {
    var given = Given()
    try expect("(")
    while try takesItem(after: given.positional.count + given.named.count, until: ")") {
      if current.kind == .name, next.spells("=") {
        let name = current
        if given.named.contains(where: { $0.name.text == name.text }) {
          throw SyntaxMistake(.twice(name.text), name.range)
        }
        advance()
        advance()
        given.named.append((name, try expression()))
      } else if given.named.isEmpty {
        given.positional.append(try expression())
      } else {
        throw unexpected(instead: "name=")
      }
    }
    return given
  }

  /// A value for each parameter in order; nil, and a report, if the arguments do not fit.
  ///
  /// - Parameters:
  ///   - missing: what to report of a parameter that has to be given; by default that the arguments are wrong.
  ///   - fallback: the value of a parameter that is not given.
  private func arranged(
    _ given: Given, _ parameters: [String], of name: String, _ range: Range<Int>, missing: Failure? = nil,
    fallback: (Int) -> Ref?
  ) -> [Ref]? {
    let wrong = Failure.wrongArguments(name, takes: parameters)
    func fails(_ failure: Failure) -> [Ref]? {
      report(failure, range)
      return nil
    }
    if given.positional.count > parameters.count { return fails(wrong) }
    var values = given.positional.map(Optional.some)
    values += [Ref?](repeating: nil, count: parameters.count - values.count)
    for (keyword, value) in given.named {
      guard let rank = parameters.firstIndex(of: keyword.text), values[rank] == nil else {
        return fails(wrong)
      }
      values[rank] = value
    }
    for rank in values.indices where values[rank] == nil {
      values[rank] = fallback(rank)
      if values[rank] == nil { return fails(missing ?? wrong) }
    }
    return values.compactMap { $0 }
  }

  /// The same for a filter or test.
  private func arranged(
    _ given: Given, _ parameters: [Parameter], of name: String, _ range: Range<Int>
  ) -> [Ref]? {
    arranged(given, parameters.map(\.name), of: name, range) {
      parameters[$0].fallback.map { constant($0, range) }
    }
  }

  // MARK: Names that are called

  /// A name in an expression, with what has to follow it if it is no variable.
  mutating func named(_ name: Token) throws(SyntaxMistake) -> Ref {
    if slot(name.text) == nil {
      switch name.text {
      case "loop": return try loopProperty(name)
      case "super": return try above(name)
      default: break
      }
      switch fixed(name.text) {
      case .macro(let macro)? where current.spells("("): return try call(macro, name)
      case .template(let file)?: return try exported(by: file, name)
      case .unknown?:
        if take(".") { _ = try expectName() }
        if current.spells("(") { _ = try arguments() }
        return constant(.none, name.range)
      default: break
      }
    }
    if current.spells("(") {
      throw SyntaxMistake(.unknown(.macro, name.text, among: outline.fixed.keys.sorted()), name.range)
    }
    return variable(name.text, name.range)
  }

  /// `name.macro(…)` of an imported template.
  private mutating func exported(by file: Int, _ name: Token) throws(SyntaxMistake) -> Ref {
    guard take(".") else { throw .refused(name.text, .fixedName, name.range) }
    let member = try expectName(), outline = loader.tables.templates[file].outline
    guard let macro = outline.exported(member.text) else {
      if current.spells("(") { _ = try arguments() }
      return reported(.unknown(.exported, member.text, among: outline.exportedNames), member.range)
    }
    guard current.spells("(") else { throw .refused(member.text, .fixedName, member.range) }
    return try call(macro, name)
  }

  private mutating func call(_ macro: Ref, _ start: Token) throws(SyntaxMistake) -> Ref {
    let called = loader.tables.macros[Int(macro)], given = try arguments(), range = range(from: start)
    let values = arranged(
      given, called.parameters.map(\.name), of: called.name, range,
      missing: .refused(called.name, .macroArgument)
    ) { called.parameters[$0].fallback }
    return values.map { add(.call(macro: macro, list($0)), range) } ?? constant(.none, range)
  }

  private mutating func above(_ name: Token) throws(SyntaxMistake) -> Ref {
    guard case .block(let block) = routine, including.isEmpty else {
      throw .refused("super()", .outside, name.range)
    }
    try expect("(")
    try expect(")")
    let range = range(from: name)
    if parent == nil, isExtending { return constant(.none, range) }
    guard let parent, let above = loader.tables.templates[parent].blockTable[block] else {
      return reported(.noParentBlock(), range)
    }
    return add(.text(of: add(.routine(above), range)), range)
  }

  private mutating func loopProperty(_ start: Token) throws(SyntaxMistake) -> Ref {
    // An included template does not see the loop around it.
    let own = scopes[((scopes.lastIndex { $0.kind == .include } ?? -1) + 1)...]
    guard let slot = own.reversed().lazy.compactMap({ $0.loopSlot }).first else {
      throw .refused("loop", .outside, start.range)
    }
    guard take(".") else { throw .refused("loop", .loopItself, start.range) }
    let name = try expectName()
    guard let property = LoopProperty(rawValue: name.text) else {
      let names = LoopProperty.allCases.map(\.rawValue)
      throw SyntaxMistake(.unknown(.property, name.text, among: names), name.range)
    }
    return add(.loop(property, slot: slot), range(from: start))
  }

  // MARK: Filters and tests

  /// `| name(…)`.
  mutating func filter(of input: Ref, _ start: Token) throws(SyntaxMistake) -> Ref {
    advance()
    let name = try expectName(), index = loader.library.filterIndex
    let given = current.spells("(") ? try arguments() : Given()
    guard let filter = index[name.text] else {
      return reported(.unknown(.filter, name.text, among: index.keys.sorted()), name.range)
    }
    return try apply(filter, to: input, given, range(from: start))
  }

  /// `is name`, `is not name(…)`, or `is name argument` with a literal.
  mutating func test(of input: Ref, _ start: Token) throws(SyntaxMistake) -> Ref {
    advance()
    let isNegated = take("not"), name = try expectName(), index = loader.library.testIndex
    var given = Given()
    if current.spells("(") {
      given = try arguments()
    } else if [.string, .integer, .float].contains(current.kind) || current.spells("[") {
      given.positional = [try primary()]
    }
    guard let test = index[name.text] else {
      return reported(.unknown(.test, name.text, among: index.keys.sorted()), name.range)
    }
    let result = try apply(test, to: input, given, range(from: start))
    return isNegated ? add(.not(result), range(from: start)) : result
  }

  private mutating func apply(
    _ index: Int, to input: Ref, _ given: Given, _ range: Range<Int>
  ) throws(SyntaxMistake) -> Ref {
    let filter = loader.library.filters[index]
    if !filter.takesLazy { _ = try strict(input) }
    if filter.takesMissing { ask(after: input) }
    var given = given, call = FilterCall(filter: index, input: input, arguments: NodeList())
    if filter.takesMore {
      call.arguments = list(given.positional + given.named.map(\.value))
      call.names = given.named.map(\.name.text)
    } else if let callee = filter.callee, given.positional.count > callee.rank {
      // The rest of the arguments are those of the filter or test that is named.
      let own = given.positional[..<callee.rank], named = given.positional[callee.rank]
      given.positional.removeFirst(callee.rank + 1)
      guard let name = literal(named) else {
        return reported(.refused(filter.name, .calleeName), place(named))
      }
      guard let (index, parameters) = self.callee(name, callee.isTest, place(named)),
        let values = arranged(given, parameters, of: name, range)
      else { return constant(.none, range) }
      call.arguments = list(own + values)
      call.callee = index
    } else {
      guard let values = arranged(given, filter.parameters, of: filter.name, range) else {
        return constant(.none, range)
      }
      call.arguments = list(values)
    }
    loader.tables.filterCalls.append(call)
    return add(.filter(Ref(loader.tables.filterCalls.count - 1)), range)
  }

  /// The filter or test that another does to each item.
  private func callee(_ name: String, _ isTest: Bool, _ range: Range<Int>) -> (Int, [Parameter])? {
    let index = isTest ? loader.library.testIndex : loader.library.filterIndex
    guard let found = index[name] else {
      report(.unknown(isTest ? .test : .filter, name, among: index.keys.sorted()), range)
      return nil
    }
    let filter = loader.library.filters[found]
    if !filter.isLazy, !filter.takesMore, filter.callee == nil { return (found, filter.parameters) }
    report(.refused("map('\(name)')", .lazyCallee), range)
    return nil
  }

  /// Notes that a template asks whether a name is defined.
  private func ask(after ref: Ref) {
    switch node(ref) {
    case .variable(let variable):
      loader.tables.templates[template].asked.insert(loader.tables.variables[Int(variable)])
    case .member(let owner, let name, _):
      loader.tables.templates[template].asked.insert(loader.tables.names[Int(name)])
      ask(after: owner)
    default: break
    }
  }
}
