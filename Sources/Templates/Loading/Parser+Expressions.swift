/// Expressions, in the order of Jinja's precedence: the loosest binding first.
extension Parser {
  /// - Parameters:
  ///   - isPrinted: an `if` without `else` prints nothing; anywhere else it has to say what it gives.
  ///   - allowsLazy: the items are only gone through, so they may be what `map` and the like give.
  mutating func expression(
    allowsConditional: Bool = true, isPrinted: Bool = false, allowsLazy: Bool = false
  ) throws(SyntaxMistake) -> Ref {
    let value = try deeper { parser throws(SyntaxMistake) in
      allowsConditional ? try parser.conditional(isPrinted) : try parser.or()
    }
    if current.isSign(","), isPrinted || !allowsConditional {
      throw mistake(.refused("a, b", Refusal.bareTuple), current.range)
    }
    return allowsLazy ? value : try strict(value)
  }

  /// Everything that goes down the call stack goes through here.
  private mutating func deeper<Result>(
    _ parse: (inout Parser) throws(SyntaxMistake) -> Result
  ) throws(SyntaxMistake) -> Result {
    expressionDepth += 1
    defer { expressionDepth -= 1 }
    if expressionDepth > limits.nesting { throw mistake(.nestedTooDeep(), current.range) }
    return try parse(&self)
  }

  /// A chain such as `a + b + c` is a tree as deep as it is long.
  private func checkChain(_ count: Int) throws(SyntaxMistake) {
    if count > limits.nesting * 2 { throw mistake(.nestedTooDeep(), current.range) }
  }

  /// A value that is more than gone through: Jinja would show that its items are made one by one.
  func strict(_ value: Ref) throws(SyntaxMistake) -> Ref {
    switch node(value) {
    case .range: throw mistake(.lazy("range(…)"), place(value))
    case .filter(let call):
      let filter = loader.library.filters[loader.tables.filterCalls[Int(call)].filter]
      if filter.isLazy { throw mistake(.lazy(filter.name), place(value)) }
    default: break
    }
    return value
  }

  private mutating func conditional(_ isPrinted: Bool) throws(SyntaxMistake) -> Ref {
    let start = current
    var result = try or(), count = 0
    while take(name: "if") {
      count += 1
      try checkChain(count)
      let then = try strict(result), test = try strict(or()), otherwise: Ref
      if take(name: "else") {
        otherwise = try strict(deeper { parser throws(SyntaxMistake) in try parser.conditional(isPrinted) })
      } else if isPrinted {
        otherwise = constant("", range(from: start))
      } else {
        throw mistake(.refused("a if b", Refusal.noElse), range(from: start))
      }
      result = add(.conditional(test: test, then: then, otherwise: otherwise), range(from: start))
    }
    return result
  }

  /// Operands with signs or words between them, grouped from the left.
  private mutating func chain(
    _ operand: (inout Parser) throws(SyntaxMistake) -> Ref,
    _ take: (inout Parser) -> ((Ref, Ref) -> Node)?
  ) throws(SyntaxMistake) -> Ref {
    let start = current
    var left = try operand(&self), count = 0
    while let make = take(&self) {
      count += 1
      try checkChain(count)
      let first = try strict(left), second = try strict(operand(&self))
      left = add(make(first, second), range(from: start))
    }
    return left
  }

  private mutating func or() throws(SyntaxMistake) -> Ref {
    try chain({ parser throws(SyntaxMistake) in try parser.and() }) {
      $0.take(name: "or") ? { .or($0, $1) } : nil
    }
  }

  private mutating func and() throws(SyntaxMistake) -> Ref {
    try chain({ parser throws(SyntaxMistake) in try parser.not() }) {
      $0.take(name: "and") ? { .and($0, $1) } : nil
    }
  }

  private mutating func not() throws(SyntaxMistake) -> Ref {
    let start = current
    guard take(name: "not") else { return try comparison() }
    let operand = try strict(deeper { parser throws(SyntaxMistake) in try parser.not() })
    return add(.not(operand), range(from: start))
  }

  /// `a < b < c` is `a < b and b < c`.
  private mutating func comparison() throws(SyntaxMistake) -> Ref {
    let start = current
    var left = try sum(), result: Ref?, count = 0
    while let sign = takeComparison() {
      count += 1
      try checkChain(count)
      left = try strict(left)
      var right = try sum()
      if sign != .in, sign != .notIn { right = try strict(right) }
      let link = add(.compare(sign, left, right), range(from: start))
      result = result.map { add(.and($0, link), range(from: start)) } ?? link
      left = right
    }
    return result ?? left
  }

  private mutating func takeComparison() -> Comparison? {
    if current.kind == .sign, let comparison = Comparison(rawValue: current.text) {
      advance()
      return comparison
    }
    if take(name: "in") { return .in }
    guard current.isName("not"), next.isName("in") else { return nil }
    advance()
    advance()
    return .notIn
  }

  private mutating func takeArithmetic(_ signs: [String]) -> ((Ref, Ref) -> Node)? {
    guard current.kind == .sign, signs.contains(current.text), let sign = Arithmetic(rawValue: current.text)
    else { return nil }
    advance()
    return { .arithmetic(sign, $0, $1) }
  }

  private mutating func sum() throws(SyntaxMistake) -> Ref {
    try chain({ parser throws(SyntaxMistake) in try parser.concatenation() }) {
      $0.takeArithmetic(["+", "-"])
    }
  }

  private mutating func product() throws(SyntaxMistake) -> Ref {
    try chain({ parser throws(SyntaxMistake) in try parser.unary() }) {
      $0.takeArithmetic(["*", "/", "//", "%"])
    }
  }

  private mutating func concatenation() throws(SyntaxMistake) -> Ref {
    let start = current
    var parts = [try product()]
    while take(sign: "~") {
      parts[parts.count - 1] = try strict(parts[parts.count - 1])
      parts.append(try strict(product()))
    }
    if parts.count == 1 { return parts[0] }
    // Jinja joins constants when it compiles, and forgets what was safe.
    if parts.allSatisfy({ isFixed($0) }), parts.contains(where: { literal($0) == nil }) {
      throw mistake(.refused("… ~ …", Refusal.constants), range(from: start))
    }
    return add(.concat(list(parts)), range(from: start))
  }

  /// True for what Jinja may compute when it compiles a template.
  private func isFixed(_ ref: Ref) -> Bool {
    switch node(ref) {
    case .constant(_, let isLiteral): isLiteral
    case .variable, .slot, .call, .text, .loop, .cycle, .range: false
    default: loader.tables.parts(of: ref).allSatisfy { isFixed($0) }
    }
  }

  // MARK: Operands

  private mutating func unary(allowsFilter: Bool = true) throws(SyntaxMistake) -> Ref {
    let start = current
    var result: Ref
    if current.isSign("-") || current.isSign("+") {
      let isMinus = current.isSign("-")
      advance()
      let operand = try strict(
        deeper { parser throws(SyntaxMistake) in try parser.unary(allowsFilter: false) })
      if !isMinus { throw mistake(.refused("+x", Refusal.plus), range(from: start)) }
      result = add(.negation(operand), range(from: start))
    } else {
      result = try deeper { parser throws(SyntaxMistake) in try parser.primary() }
    }
    result = try postfix(result, start)
    guard allowsFilter else { return result }
    var count = 0
    while true {
      count += 1
      try checkChain(count)
      if current.isSign("|") {
        result = try filter(of: result, start)
      } else if current.isName("is") {
        result = try test(of: result, start)
      } else if current.isSign("**") {
        throw mistake(.refused("**", Refusal.power), current.range)
      } else if current.isSign("(") {
        throw mistake(.refused("(…)", Refusal.call), current.range)
      } else {
        return result
      }
    }
  }

  mutating func primary() throws(SyntaxMistake) -> Ref {
    let token = current
    switch token.kind {
    case .name:
      advance()
      switch token.text {
      case "true", "True": return constant(true, token.range)
      case "false", "False": return constant(false, token.range)
      case "none", "None": return constant(.none, token.range)
      default: return try named(token)
      }
    case .string:
      var text = ""
      while current.kind == .string {
        text += current.text
        advance()
      }
      return constant(.string(text), range(from: token))
    case .integer:
      advance()
      return constant(.int(token.int), token.range)
    case .float:
      advance()
      if !token.float.isFinite { throw mistake(.numberTooLarge(), token.range) }
      return constant(.float(token.float), token.range)
    case .sign where token.text == "(":
      advance()
      let items = try items(until: ")"), isTuple = items.count != 1 || tokens[position - 2].isSign(",")
      if !isTuple { return items[0] }
      for item in items { _ = try strict(item) }
      return add(.tuple(list(items)), range(from: token))
    case .sign where token.text == "[":
      advance()
      let items = try items(until: "]")
      for item in items { _ = try strict(item) }
      return add(.list(list(items)), range(from: token))
    case .sign where token.text == "{":
      advance()
      return try mapping(token)
    default: throw unexpected()
    }
  }

  private mutating func items(until end: String) throws(SyntaxMistake) -> [Ref] {
    var items: [Ref] = []
    while !take(sign: end) {
      if !items.isEmpty {
        try expect(sign: ",")
        if take(sign: end) { break }
      }
      items.append(try expression(allowsLazy: true))
    }
    return items
  }

  private mutating func mapping(_ start: Token) throws(SyntaxMistake) -> Ref {
    var keys: [String] = [], values: [Ref] = []
    while !take(sign: "}") {
      if !keys.isEmpty {
        try expect(sign: ",")
        if take(sign: "}") { break }
      }
      let key = current
      guard key.kind == .string, next.isSign(":") else {
        throw mistake(.refused("{…: …}", Refusal.keys), key.range)
      }
      if keys.contains(key.text) { throw mistake(.twice(key.text), key.range) }
      advance()
      advance()
      keys.append(key.text)
      values.append(try expression())
    }
    let datums = keys.map { loader.memory.text($0) }
    let shape = loader.memory.shape(datums)
    return add(.object(shape: loader.tables.constant(shape), list(values)), range(from: start))
  }

  /// Members, items and methods behind an expression.
  mutating func postfix(_ first: Ref, _ start: Token) throws(SyntaxMistake) -> Ref {
    var result = first, count = 0
    while true {
      count += 1
      try checkChain(count)
      if take(sign: ".") {
        if current.kind == .integer {
          throw mistake(.refused(".\(current.text)", Refusal.memberNumber), current.range)
        }
        let owner = try strict(result), name = try expectName()
        result =
          current.isSign("(")
          ? try method(of: owner, name, start) : try member(of: owner, name, range(from: start))
      } else if take(sign: "[") {
        let owner = try strict(result), open = current
        if open.isSign(":") { throw mistake(.refused("[:]", Refusal.slice), open.range) }
        let index = try expression()
        if current.isSign(":") || current.isSign(",") {
          throw mistake(.refused("[:]", Refusal.slice), current.range)
        }
        try expect(sign: "]")
        result = add(.item(of: owner, index: index), range(from: start))
      } else {
        return result
      }
    }
  }

  private func member(of owner: Ref, _ name: Token, _ range: Range<Int>) throws(SyntaxMistake) -> Ref {
    if name.text.hasPrefix("__") { throw mistake(.refused(name.text, Refusal.underscores), name.range) }
    if Refusal.hidden.contains(name.text) { throw mistake(.hidden(name.text), name.range) }
    let ref = loader.tables.name(name.text)
    // A member of what is the same on every page is one, too.
    if case .constant(let constant, isLiteral: false) = node(owner) {
      let object = loader.tables.constants[Int(constant)]
      if object.tag == .object {
        let member = loader.memory.member(Array(name.text.utf8).span, of: object)
        if !member.isMissing {
          return add(.constant(loader.tables.constant(member), isLiteral: false), range)
        }
      }
    }
    loader.tables.cacheCount += 1
    return add(.member(of: owner, name: ref, cache: Ref(loader.tables.cacheCount - 1)), range)
  }
}
