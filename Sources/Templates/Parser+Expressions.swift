/// Expressions, in the order of Jinja's precedence: the loosest binding first.
extension Parser {
  mutating func expression(allowsConditional: Bool = true) throws(SyntaxMistake) -> Expression {
    try deeper { parser throws(SyntaxMistake) in
      allowsConditional ? try parser.conditionalExpression() : try parser.or()
    }
  }

  /// Everything that goes down the call stack goes through here.
  private mutating func deeper(
    _ parse: (inout Parser) throws(SyntaxMistake) -> Expression
  ) throws(SyntaxMistake) -> Expression {
    expressionDepth += 1
    defer { expressionDepth -= 1 }
    if expressionDepth > limits.nesting { throw SyntaxMistake(.nestedTooDeep(), current.range) }
    return try parse(&self)
  }

  /// A chain such as `a + b + c` is a tree as deep as it is long.
  private func checkChain(_ count: Int) throws(SyntaxMistake) {
    if count > limits.nesting * 2 { throw SyntaxMistake(.nestedTooDeep(), current.range) }
  }

  /// One expression, or several with commas between them.
  mutating func tuple(
    isTarget: Bool = false, allowsNamespace: Bool = false, allowsConditional: Bool = true,
    isInParentheses: Bool = false, end: String? = nil
  ) throws(SyntaxMistake) -> Expression {
    let start = current
    var items = [Expression](), isTuple = false
    while true {
      if !items.isEmpty { try expect(sign: ",") }
      if current.kind == .printEnd || current.kind == .tagEnd || current.isSign(")") { break }
      if let end, current.isName(end) { break }
      if isTarget {
        items.append(
          try deeper { parser throws(SyntaxMistake) in
            try parser.primary(allowsNamespace: allowsNamespace, isTarget: true)
          })
      } else {
        items.append(try expression(allowsConditional: allowsConditional))
      }
      guard current.isSign(",") else { break }
      isTuple = true
    }
    if !isTuple {
      if let item = items.first { return item }
      if !isInParentheses { throw unexpected() }
    }
    return Expression(.tuple(items), range(from: start))
  }

  private mutating func conditionalExpression() throws(SyntaxMistake) -> Expression {
    let start = current
    var result = try or()
    var count = 0
    while take(name: "if") {
      count += 1
      try checkChain(count)
      let test = try or()
      let otherwise =
        take(name: "else")
        ? try deeper { parser throws(SyntaxMistake) in try parser.conditionalExpression() } : nil
      result = Expression(.conditional(test: test, then: result, else: otherwise), range(from: start))
    }
    return result
  }

  private mutating func or() throws(SyntaxMistake) -> Expression {
    let start = current
    var left = try and(), count = 0
    while take(name: "or") {
      count += 1
      try checkChain(count)
      let right = try and()
      left = Expression(.or(left, right), range(from: start))
    }
    return left
  }

  private mutating func and() throws(SyntaxMistake) -> Expression {
    let start = current
    var left = try not(), count = 0
    while take(name: "and") {
      count += 1
      try checkChain(count)
      let right = try not()
      left = Expression(.and(left, right), range(from: start))
    }
    return left
  }

  private mutating func not() throws(SyntaxMistake) -> Expression {
    let start = current
    guard take(name: "not") else { return try comparison() }
    let operand = try deeper { parser throws(SyntaxMistake) in try parser.not() }
    return Expression(.not(operand), range(from: start))
  }

  private mutating func comparison() throws(SyntaxMistake) -> Expression {
    let start = current
    let first = try sum()
    var rest = [(Comparison, Expression)]()
    while true {
      let sign: Comparison
      if current.kind == .sign, let comparison = Comparison(rawValue: current.text) {
        advance()
        sign = comparison
      } else if take(name: "in") {
        sign = .in
      } else if current.isName("not"), next.isName("in") {
        advance()
        advance()
        sign = .notIn
      } else {
        break
      }
      rest.append((sign, try sum()))
    }
    return rest.isEmpty ? first : Expression(.compare(first, rest), range(from: start))
  }

  private mutating func binary(
    _ signs: [String], _ operand: (inout Parser) throws(SyntaxMistake) -> Expression
  ) throws(SyntaxMistake) -> Expression {
    let start = current
    var left = try operand(&self), count = 0
    while current.kind == .sign, signs.contains(current.text),
      let sign = BinaryOperator(rawValue: current.text)
    {
      advance()
      count += 1
      try checkChain(count)
      let right = try operand(&self)
      left = Expression(.binary(sign, left, right), range(from: start))
    }
    return left
  }

  private mutating func sum() throws(SyntaxMistake) -> Expression {
    try binary(["+", "-"]) { parser throws(SyntaxMistake) in try parser.concatenation() }
  }

  private mutating func concatenation() throws(SyntaxMistake) -> Expression {
    let start = current
    var parts = [try product()]
    while take(sign: "~") { parts.append(try product()) }
    return parts.count == 1 ? parts[0] : Expression(.concat(parts), range(from: start))
  }

  private mutating func product() throws(SyntaxMistake) -> Expression {
    try binary(["*", "/", "//", "%"]) { parser throws(SyntaxMistake) in
      try parser.binary(["**"]) { parser throws(SyntaxMistake) in try parser.unary() }
    }
  }

  private mutating func unary(allowsFilter: Bool = true) throws(SyntaxMistake) -> Expression {
    let start = current
    var result: Expression
    if current.isSign("-") || current.isSign("+") {
      let sign: UnaryOperator = current.isSign("-") ? .minus : .plus
      advance()
      let operand = try deeper { parser throws(SyntaxMistake) in try parser.unary(allowsFilter: false) }
      result = Expression(.unary(sign, operand), range(from: start))
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
        result = try filter(of: result, isFirst: false, start: start)
      } else if current.isName("is") {
        result = try test(of: result, start)
      } else if current.isSign("(") {
        result = Expression(.call(result, try arguments()), range(from: start))
      } else {
        return result
      }
    }
  }

  mutating func primary(
    allowsNamespace: Bool = false, isTarget: Bool = false
  ) throws(SyntaxMistake) -> Expression {
    let token = current
    switch token.kind {
    case .name:
      advance()
      switch token.text {
      case "true", "True": return Expression(.constant(.bool(true)), token.range)
      case "false", "False": return Expression(.constant(.bool(false)), token.range)
      case "none", "None": return Expression(.constant(.none), token.range)
      default: break
      }
      guard allowsNamespace, take(sign: ".") else { return Expression(.name(token.text), token.range) }
      let member = try expectName().text
      return Expression(.namespaceMember(token.text, member), range(from: token))
    case .string:
      var text = ""
      while current.kind == .string {
        text += current.text
        advance()
      }
      return Expression(.constant(.string(text)), range(from: token))
    case .integer:
      advance()
      return Expression(.constant(.int(token.int)), token.range)
    case .float:
      advance()
      return Expression(.constant(.float(token.float)), token.range)
    case .sign where token.text == "(":
      advance()
      let inner = try tuple(isInParentheses: true)
      try expect(sign: ")")
      return inner
    case .sign where token.text == "[":
      advance()
      var items = [Expression]()
      while !current.isSign("]") {
        if !items.isEmpty { try expect(sign: ",") }
        if current.isSign("]") { break }
        items.append(try expression())
      }
      advance()
      return Expression(.list(items), range(from: token))
    case .sign where token.text == "{":
      advance()
      var pairs = [(Expression, Expression)]()
      while !current.isSign("}") {
        if !pairs.isEmpty { try expect(sign: ",") }
        if current.isSign("}") { break }
        let key = try expression()
        try expect(sign: ":")
        pairs.append((key, try expression()))
      }
      advance()
      return Expression(.dictionary(pairs), range(from: token))
    default: throw unexpected()
    }
  }

  /// Members, items and calls behind an expression.
  private mutating func postfix(_ first: Expression, _ start: Token) throws(SyntaxMistake) -> Expression {
    var result = first, count = 0
    while true {
      count += 1
      try checkChain(count)
      if take(sign: ".") {
        let token = current
        advance()
        switch token.kind {
        case .name:
          if token.text.hasPrefix("__") { throw SyntaxMistake(.unsupported(token.text), token.range) }
          result = Expression(.member(result, token.text), range(from: start))
        case .integer:
          let index = Expression(.constant(.int(token.int)), token.range)
          result = Expression(.item(result, index), range(from: start))
        default:
          position -= 1
          throw unexpected(instead: "name")
        }
      } else if take(sign: "[") {
        result = try item(of: result, start)
      } else if current.isSign("(") {
        result = Expression(.call(result, try arguments()), range(from: start))
      } else {
        return result
      }
    }
  }

  private mutating func item(of object: Expression, _ start: Token) throws(SyntaxMistake) -> Expression {
    let open = current
    var items = [Expression](), bounds: [Expression?]?, count = 0
    while !current.isSign("]") {
      if count > 0 { try expect(sign: ",") }
      count += 1
      var parts: [Expression?] = [nil]
      if !current.isSign(":") { parts = [try expression()] }
      if take(sign: ":") {
        parts.append(endsBound(orSlice: true) ? nil : try expression())
        parts.append(take(sign: ":") && !endsBound() ? try expression() : nil)
        bounds = parts
      }
      if let only = parts[0] { items.append(only) }
    }
    advance()
    if let bounds {
      guard count == 1 else { throw SyntaxMistake(.unsupported("[ : , ]"), range(from: open)) }
      return Expression(
        .slice(object, lower: bounds[0], upper: bounds[1], step: bounds[2]), range(from: start))
    }
    let index = items.count == 1 ? items[0] : Expression(.tuple(items), range(from: open))
    return Expression(.item(object, index), range(from: start))
  }

  private func endsBound(orSlice: Bool = false) -> Bool {
    current.isSign("]") || current.isSign(",") || orSlice && current.isSign(":")
  }

  mutating func arguments() throws(SyntaxMistake) -> Invocation {
    var invocation = Invocation()
    try expect(sign: "(")
    var isFirst = true
    while !current.isSign(")") {
      if !isFirst {
        try expect(sign: ",")
        if current.isSign(")") { break }
      }
      isFirst = false
      if current.isSign("*") || current.isSign("**") {
        throw SyntaxMistake(.unsupported(current.text + "…"), current.range)
      }
      if current.kind == .name, next.isSign("=") {
        let name = current
        if invocation.keywords.contains(where: { $0.name == name.text }) {
          throw SyntaxMistake(.twice(name.text), name.range)
        }
        advance()
        advance()
        invocation.keywords.append((name.text, try expression()))
      } else if invocation.keywords.isEmpty {
        invocation.positional.append(try expression())
      } else {
        throw unexpected(instead: "name=")
      }
    }
    advance()
    return invocation
  }

  /// `| name(…)`, again and again for the filter of a block.
  mutating func filter(
    of input: Expression?, isFirst: Bool, start: Token? = nil
  ) throws(SyntaxMistake) -> Expression {
    let start = start ?? current
    var result = input, isFirst = isFirst, count = 0
    while current.isSign("|") || isFirst {
      count += 1
      try checkChain(count)
      if !isFirst { advance() }
      isFirst = false
      let (name, nameRange) = try dottedName()
      var invocation = current.isSign("(") ? try arguments() : Invocation()
      (invocation.name, invocation.nameRange) = (name, nameRange)
      result = Expression(.filter(result, invocation), range(from: start))
    }
    guard let result else { throw unexpected() }
    return result
  }

  private mutating func dottedName() throws(SyntaxMistake) -> (String, Range<Int>) {
    let start = try expectName()
    var name = start.text
    while take(sign: ".") { name += "." + (try expectName().text) }
    return (name, range(from: start))
  }

  /// `is name`, `is not name(…)`, or `is name argument`.
  private mutating func test(of input: Expression, _ start: Token) throws(SyntaxMistake) -> Expression {
    advance()
    let isNegated = take(name: "not")
    let (name, nameRange) = try dottedName()
    var invocation = Invocation()
    let token = current
    if token.isSign("(") {
      invocation = try arguments()
    } else if [.name, .string, .integer, .float].contains(token.kind) || token.isSign("[")
      || token.isSign("{"),
      !["else", "or", "and"].contains(token.kind == .name ? token.text : "")
    {
      if token.isName("is") { throw unexpected() }
      let argument = try deeper { parser throws(SyntaxMistake) in
        let argument = try parser.primary()
        return try parser.postfix(argument, token)
      }
      invocation.positional = [argument]
    }
    (invocation.name, invocation.nameRange) = (name, nameRange)
    let test = Expression(.test(input, invocation), range(from: start))
    return isNegated ? Expression(.not(test), test.range) : test
  }
}
