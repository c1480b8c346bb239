/// Expressions: operators by their precedence, and the operands between them.
extension Parser {
  /// - Parameters:
  ///   - isPrinted: an `if` without `else` prints nothing; anywhere else it has to say what it gives.
  ///   - allowsLazy: the items are only gone through, so they may be what `map` and the like give.
  mutating func expression(
    isPrinted: Bool = false, allowsLazy: Bool = false
  ) throws(SyntaxMistake) -> Ref {
    try descend()
    defer { depth -= 1 }
    let start = current
    var value = try operation()
    if take("if") {
      let then = try strict(value), test = try strict(operation()), otherwise: Ref
      if take("else") {
        otherwise = try expression(isPrinted: isPrinted)
      } else if isPrinted {
        otherwise = constant("", range(from: start))
      } else {
        throw .refused("a if b", .noElse, range(from: start))
      }
      value = add(.conditional(test: test, then: then, otherwise: otherwise), range(from: start))
    }
    return allowsLazy ? value : try strict(value)
  }

  /// A chain such as `a + b + c` is a tree as deep as it is long.
  private func checkChain(_ count: Int) throws(SyntaxMistake) {
    if count > limits.nesting * 2 { throw SyntaxMistake(.nestedTooDeep(), current.range) }
  }

  /// A value that is more than gone through: Jinja would show that its items are made one by one.
  func strict(_ value: Ref) throws(SyntaxMistake) -> Ref {
    if case .filter(let call) = node(value) {
      let filter = loader.library.filters[loader.tables.filterCalls[Int(call)].filter]
      if filter.isLazy { throw .refused(filter.name, .lazy, place(value)) }
    }
    return value
  }

  // MARK: Operators

  /// The strength with which each operator binds; `not` is an operator in front, the others are between two operands.
  private static let levels = [
    "or": 0, "and": 1, "not": 2,
    "==": 3, "!=": 3, "<": 3, "<=": 3, ">": 3, ">=": 3, "in": 3, "not in": 3,
    "+": 4, "-": 4, "~": 5, "*": 6, "/": 6, "//": 6, "%": 6,
  ]

  /// The operator between two operands that comes next, if it binds as tightly as a level; it is taken.
  private mutating func takeOperator(from level: Int) -> String? {
    guard current.kind == .sign || current.kind == .name else { return nil }
    let isNotIn = current.spells("not") && next.spells("in"), sign = isNotIn ? "not in" : current.text
    guard sign != "not", let own = Parser.levels[sign], own >= level else { return nil }
    if isNotIn { advance() }
    advance()
    return sign
  }

  /// The level from which operators belong to the right operand of another.
  private func operandLevel(_ sign: String) -> Int { (Parser.levels[sign] ?? 0) + 1 }

  /// Operands with operators between them, grouped from the left, none looser than a level.
  mutating func operation(from level: Int = 0) throws(SyntaxMistake) -> Ref {
    let start = current
    var left: Ref, count = 0
    // `a < b < c` is `a < b and b < c`: the operand that the next comparison takes.
    var compared: Ref?
    if level <= 2, take("not") {
      try descend()
      left = add(.not(try strict(operation(from: 2))), range(from: start))
      depth -= 1
    } else {
      left = try filtered()
    }
    while let sign = takeOperator(from: level) {
      count += 1
      try checkChain(count)
      let comparison = Comparison(rawValue: sign)
      let first = try strict(comparison == nil ? left : compared ?? left)
      var second = try operation(from: operandLevel(sign))
      if comparison != .in, comparison != .notIn { second = try strict(second) }
      switch sign {
      case "or": left = add(.or(first, second), range(from: start))
      case "and": left = add(.and(first, second), range(from: start))
      case "~": left = try concatenation([first, second], start)
      default:
        if let arithmetic = Arithmetic(rawValue: sign) {
          left = add(.arithmetic(arithmetic, first, second), range(from: start))
        } else if let comparison {
          let link = add(.compare(comparison, first, second), range(from: start))
          left = compared == nil ? link : add(.and(left, link), range(from: start))
          compared = second
        }
      }
    }
    return left
  }

  private mutating func concatenation(_ first: [Ref], _ start: Token) throws(SyntaxMistake) -> Ref {
    var parts = first
    while take("~") { parts.append(try strict(operation(from: operandLevel("~")))) }
    // Jinja joins constants when it compiles, and forgets what was safe.
    if parts.allSatisfy({ isFixed($0) }), parts.contains(where: { literal($0) == nil }) {
      throw .refused("… ~ …", .constants, range(from: start))
    }
    return add(.concat(list(parts)), range(from: start))
  }

  /// True for what Jinja may compute when it compiles a template.
  func isFixed(_ ref: Ref) -> Bool {
    switch node(ref) {
    case .constant(_, let isLiteral): isLiteral
    case .variable, .slot, .call, .text, .loop: false
    default: loader.tables.parts(of: ref).allSatisfy { isFixed($0) }
    }
  }

  // MARK: Operands

  /// An operand with a minus in front of it, and filters and tests behind it.
  private mutating func filtered() throws(SyntaxMistake) -> Ref {
    let start = current
    var result: Ref, count = 0
    if take("-") {
      let operand = try strict(member())
      result = add(.negation(operand), range(from: start))
    } else {
      result = try member()
    }
    while current.spells("|") || current.spells("is") {
      count += 1
      try checkChain(count)
      result = current.spells("|") ? try filter(of: result, start) : try test(of: result, start)
    }
    return result
  }

  /// An operand with members and items behind it.
  private mutating func member() throws(SyntaxMistake) -> Ref {
    let start = current
    var result = try primary(), count = 0
    while current.spells(".") || current.spells("[") {
      count += 1
      try checkChain(count)
      let owner = try strict(result)
      if take("[") {
        let index = try expression()
        try expect("]")
        result = add(.item(of: owner, index: index), range(from: start))
      } else {
        advance()
        if current.kind == .integer { throw .refused(".\(current.text)", .memberNumber, current.range) }
        let name = try expectName()
        if current.spells("(") { throw .refused(".\(name.text)()", .method, name.range) }
        result = try member(of: owner, name, range(from: start))
      }
    }
    return result
  }

  private func member(of owner: Ref, _ name: Token, _ range: Range<Int>) throws(SyntaxMistake) -> Ref {
    if name.text.hasPrefix("__") { throw .refused(name.text, .underscores, name.range) }
    if Refusal.hidden.contains(name.text) { throw SyntaxMistake(.hidden(name.text), name.range) }
    let ref = loader.tables.names.index(of: name.text)
    // A member of what is the same on every page is one, too.
    if case .constant(let constant, isLiteral: false) = node(owner),
      case let object = loader.tables.constants[Int(constant)], object.tag == .object,
      case let member = loader.memory.member(name.text.utf8.span, of: object), !member.isMissing
    {
      return add(.constant(loader.tables.constant(member), isLiteral: false), range)
    }
    loader.tables.cacheCount += 1
    return add(.member(of: owner, name: ref, cache: Ref(loader.tables.cacheCount - 1)), range)
  }

  mutating func primary() throws(SyntaxMistake) -> Ref {
    let token = current
    switch token.kind {
    case .name, .string, .integer, .float: advance()
    case .sign where ["(", "[", "{"].contains(token.text): advance()
    default: throw unexpected()
    }
    switch token.text {
    case _ where token.kind == .string: return constant(.string(token.text), token.range)
    case _ where token.kind == .integer:
      guard let value = Int(token.text) else { throw SyntaxMistake(.numberTooLarge(), token.range) }
      return constant(.int(value), token.range)
    case _ where token.kind == .float:
      guard let value = Double(token.text), value.isFinite else {
        throw SyntaxMistake(.numberTooLarge(), token.range)
      }
      return constant(.float(value), token.range)
    case "true", "True": return constant(true, token.range)
    case "false", "False": return constant(false, token.range)
    case "none", "None": return constant(.none, token.range)
    case "[":
      let items = try strictItems(until: "]")
      return add(.list(list(items)), range(from: token))
    case "(":
      if take(")") { return add(.list(NodeList()), range(from: token)) }
      let first = try expression(allowsLazy: true)
      if take(")") { return first }
      let items = try strictItems(until: ")", after: [try strict(first)])
      return add(.list(list(items)), range(from: token))
    case "{": return try mapping(token)
    default: return try named(token)
    }
  }

  private mutating func strictItems(until end: String, after first: [Ref] = []) throws(SyntaxMistake) -> [Ref]
  {
    var items = first
    while try takesItem(after: items.count, until: end) { items.append(try expression()) }
    return items
  }

  private mutating func mapping(_ start: Token) throws(SyntaxMistake) -> Ref {
    var keys: [String] = [], values: [Ref] = []
    while try takesItem(after: keys.count, until: "}") {
      let key = current
      guard key.kind == .string, next.spells(":") else {
        throw .refused("{…: …}", .keys, key.range)
      }
      if keys.contains(key.text) { throw SyntaxMistake(.twice(key.text), key.range) }
      advance()
      advance()
      keys.append(key.text)
      values.append(try expression())
    }
    let datums = keys.map { loader.memory.text($0) }
    let shape = loader.memory.shape(datums)
    return add(.object(shape: loader.tables.constant(shape), list(values)), range(from: start))
  }
}
