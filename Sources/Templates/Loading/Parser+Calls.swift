/// Macros, methods, filters and tests with their arguments. Which of them is meant, and whether the arguments
/// fit, is found out here, once.
extension Parser {
  /// The arguments of a call, as they are written.
  struct Given {
    var positional: [Ref] = []
    var named: [(name: Token, value: Ref)] = []
  }

  mutating func arguments() throws(SyntaxMistake) -> Given {
    var given = Given(), isFirst = true
    try expect(sign: "(")
    while !take(sign: ")") {
      if !isFirst {
        try expect(sign: ",")
        if take(sign: ")") { break }
      }
      isFirst = false
      if current.isSign("*") || current.isSign("**") {
        throw mistake(.refused(current.text + "…", Refusal.star), current.range)
      }
      if current.kind == .name, next.isSign("=") {
        let name = current
        if given.named.contains(where: { $0.name.text == name.text }) {
          throw mistake(.twice(name.text), name.range)
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

  /// A value for each parameter in order, -1 where there is none; nil, and a report, if the arguments do not fit.
  private func arranged(
    _ given: Given, _ parameters: [String], of name: String, _ range: Range<Int>
  ) -> [Ref]? {
    func fails(_ failure: Failure) -> [Ref]? {
      loader.report(failure, range, in: file)
      return nil
    }
    if given.positional.count > parameters.count { return fails(.tooManyArguments(name, parameters)) }
    var values = given.positional + [Ref](repeating: -1, count: parameters.count - given.positional.count)
    for (keyword, value) in given.named {
      guard let rank = parameters.firstIndex(of: keyword.text) else {
        return fails(.unknownArgument(name, keyword.text, parameters))
      }
      if values[rank] >= 0 { return fails(.twice(keyword.text)) }
      values[rank] = value
    }
    return values
  }

  // MARK: Names that are called

  /// A name in an expression, with what has to follow it if it is no variable.
  mutating func named(_ name: Token) throws(SyntaxMistake) -> Ref {
    if slot(name.text) == nil {
      switch name.text {
      case "loop": return try loopProperty(name)
      case "super": return try above(name)
      case "range" where current.isSign("("): return try range(name)
      default: break
      }
      switch fixed(name.text) {
      case .macro(let macro)? where current.isSign("("): return try call(macro, name)
      case .template(let file)?:
        guard take(sign: ".") else { throw mistake(.fixedName(name.text), name.range) }
        let member = try expectName(), outline = loader.files[file].outline
        guard case .macro(let macro)? = outline.fixed[member.text], !member.text.hasPrefix("_") else {
          if current.isSign("(") { _ = try arguments() }
          return reported(
            .notExported(member.text, loader.files[file].name, among: outline.macroNames), member.range)
        }
        guard current.isSign("(") else { throw mistake(.fixedName(member.text), member.range) }
        return try call(macro, name)
      case .unknown?:
        if take(sign: ".") { _ = try expectName() }
        if current.isSign("(") { _ = try arguments() }
        return constant(.none, name.range)
      default: break
      }
    }
    if current.isSign("(") {
      if let refusal = Refusal.names[name.text] { throw mistake(.refused(name.text, refusal), name.range) }
      throw mistake(.notMacro(name.text, among: Array(outline.fixed.keys).sorted()), name.range)
    }
    return variable(name.text, name.range)
  }

  private mutating func call(_ macro: Ref, _ start: Token) throws(SyntaxMistake) -> Ref {
    let called = loader.tables.macros[Int(macro)], given = try arguments(), range = range(from: start)
    let parameters = called.parameters.map(\.name)
    guard let values = arranged(given, parameters, of: called.name, range) else {
      return constant(.none, range)
    }
    for (value, parameter) in zip(values, called.parameters) where value < 0 && parameter.fallback < 0 {
      return reported(.missingMacroArgument(called.name, parameter.name), range)
    }
    return add(.call(macro: macro, list(values)), range)
  }

  private mutating func range(_ name: Token) throws(SyntaxMistake) -> Ref {
    let given = try arguments(), range = range(from: name)
    guard given.named.isEmpty, 1...3 ~= given.positional.count else {
      return reported(.callArguments("range"), range)
    }
    outline.read.insert("range")
    _ = loader.tables.variable("range")
    return add(.range(list(given.positional)), range)
  }

  private mutating func above(_ name: Token) throws(SyntaxMistake) -> Ref {
    guard case .block(let block) = routine, including.isEmpty else {
      throw mistake(.outside("super()", of: "block"), name.range)
    }
    try expect(sign: "(")
    try expect(sign: ")")
    let range = range(from: name)
    guard let parent else { return isExtending ? constant(.none, range) : reported(.noParentBlock(), range) }
    guard let above = loader.tables.templates[parent].blockTable[block] else {
      return reported(.noParentBlock(), range)
    }
    return add(.text(of: add(.routine(above), range)), range)
  }

  private mutating func loopProperty(_ start: Token) throws(SyntaxMistake) -> Ref {
    // An included template does not see the loop around it.
    let own = scopes[((scopes.lastIndex { $0.kind == .include } ?? -1) + 1)...]
    guard let slot = own.reversed().lazy.compactMap({ $0.loop }).first else {
      throw mistake(.outside("loop", of: "for"), start.range)
    }
    guard take(sign: ".") else { throw mistake(.refused("loop", Refusal.loopItself), start.range) }
    let name = try expectName()
    if name.text == "cycle" {
      let given = try arguments(), range = range(from: start)
      if given.positional.isEmpty || !given.named.isEmpty { return reported(.callArguments("cycle"), range) }
      return add(.cycle(slot: slot, list(given.positional)), range)
    }
    guard let property = LoopProperty(rawValue: name.text) else {
      if let refusal = Refusal.loopProperties[name.text] {
        throw mistake(.refused("loop." + name.text, refusal), name.range)
      }
      throw mistake(
        .unknownLoopProperty(name.text, among: LoopProperty.allCases.map(\.rawValue) + ["cycle"]), name.range)
    }
    return add(.loop(property, slot: slot), range(from: start))
  }

  // MARK: Filters and methods

  /// `| name(…)`.
  mutating func filter(of input: Ref, _ start: Token) throws(SyntaxMistake) -> Ref {
    advance()
    let name = try expectName(), library = loader.library
    let given = current.isSign("(") ? try arguments() : Given()
    guard let index = library.filterIndex[name.text] else {
      if let refusal = Refusal.filters[name.text] {
        return reported(.refused("|" + name.text, refusal), name.range)
      }
      return reported(.unknownFilter(name.text, among: library.filterIndex.keys.sorted()), name.range)
    }
    return try apply(index, to: input, given, range(from: start))
  }

  /// A call of a method, which is a filter of its own.
  mutating func method(of owner: Ref, _ name: Token, _ start: Token) throws(SyntaxMistake) -> Ref {
    let given = try arguments()
    guard let index = loader.library.methodIndex[name.text] else {
      if let refusal = Refusal.methods[name.text] {
        return reported(.refused(".\(name.text)()", refusal), name.range)
      }
      return reported(.unknownMethod(name.text, among: Filter.methods.map(\.name)), name.range)
    }
    return try apply(index, to: owner, given, range(from: start))
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
      guard let name = literal(named) else { return reported(.calleeName(filter.name), place(named)) }
      guard let (index, parameters) = self.callee(name, callee.isTest, place(named)),
        let values = complete(given, parameters, of: name, range)
      else { return constant(.none, range) }
      call.arguments = list(own + values)
      call.callee = index
    } else {
      guard let values = complete(given, filter.parameters, of: filter.name, range) else {
        return constant(.none, range)
      }
      call.arguments = list(values)
    }
    loader.tables.filterCalls.append(call)
    return add(.filter(Ref(loader.tables.filterCalls.count - 1)), range)
  }

  /// The filter or test that another does to each item.
  private func callee(_ name: String, _ isTest: Bool, _ range: Range<Int>) -> (Int, [Parameter])? {
    let library = loader.library, index = isTest ? library.testIndex : library.filterIndex
    if let found = index[name] {
      let filter = library.filters[found]
      if !filter.isLazy, !filter.takesMore, filter.callee == nil { return (found, filter.parameters) }
      _ = reported(.refused("map('\(name)')", Refusal.lazyCallee), range)
      return nil
    }
    if let refusal = isTest ? Refusal.tests[name] : Refusal.filters[name] {
      _ = reported(.refused((isTest ? "is " : "|") + name, refusal), range)
    } else {
      let names = index.keys.sorted()
      _ = reported(isTest ? .unknownTest(name, among: names) : .unknownFilter(name, among: names), range)
    }
    return nil
  }

  /// One value for each parameter, with the defaults of those that are not given.
  private func complete(
    _ given: Given, _ parameters: [Parameter], of name: String, _ range: Range<Int>
  ) -> [Ref]? {
    guard var values = arranged(given, parameters.map(\.name), of: name, range) else { return nil }
    for (rank, parameter) in parameters.enumerated() where values[rank] < 0 {
      guard let fallback = parameter.fallback else {
        _ = reported(.missingArgument(name, parameter.name), range)
        return nil
      }
      values[rank] = constant(fallback, range)
    }
    return values
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

  // MARK: Tests

  /// `is name`, `is not name(…)`, or `is name argument`.
  mutating func test(of input: Ref, _ start: Token) throws(SyntaxMistake) -> Ref {
    advance()
    let isNegated = take(name: "not"), name = try expectName(), library = loader.library
    let input = try strict(input)
    var given = Given()
    let token = current
    if token.isSign("(") {
      given = try arguments()
    } else if [.name, .string, .integer, .float].contains(token.kind) || token.isSign("[")
      || token.isSign("{"),
      !["else", "or", "and"].contains(token.kind == .name ? token.text : "")
    {
      if token.isName("is") || token.isName("not") || token.isName("if") || token.isName("in") {
        throw unexpected()
      }
      expressionDepth += 1
      if expressionDepth > limits.nesting { throw mistake(.nestedTooDeep(), current.range) }
      let argument = try primary()
      given.positional = [try strict(postfix(argument, token))]
      expressionDepth -= 1
    }
    let range = range(from: start)
    guard let index = library.testIndex[name.text] else {
      if let refusal = Refusal.tests[name.text] {
        return reported(.refused("is " + name.text, refusal), name.range)
      }
      return reported(.unknownTest(name.text, among: library.testIndex.keys.sorted()), name.range)
    }
    guard let values = complete(given, library.filters[index].parameters, of: name.text, range) else {
      return constant(.none, range)
    }
    if library.filters[index].takesMissing { ask(after: input) }
    loader.tables.filterCalls.append(FilterCall(filter: index, input: input, arguments: list(values)))
    let test = add(.filter(Ref(loader.tables.filterCalls.count - 1)), range)
    return isNegated ? add(.not(test), range) : test
  }
}
