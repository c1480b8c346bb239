/// Tokens → statements, by Jinja's grammar. Expressions are in `Parser+Expressions.swift`.
struct Parser {
  let bytes: [UInt8]
  let tokens: [Token]
  let limits: Limits
  var position = 0
  /// How many expressions and statements the parser is inside of.
  var expressionDepth = 0
  private var statementDepth = 0
  private var loopDepth = 0
  /// The names of the tags that the parser is inside of.
  private var openTags: [Range<Int>] = []

  init(tokens: [Token], bytes: [UInt8], limits: Limits) {
    self.tokens = tokens
    self.bytes = bytes
    self.limits = limits
  }

  mutating func template() throws(SyntaxMistake) -> [Statement] {
    let statements = try statements(until: [])
    if current.kind != .end { throw unexpected() }
    return statements
  }

  // MARK: Tokens

  var current: Token { tokens[position] }
  var next: Token { tokens[min(position + 1, tokens.count - 1)] }

  mutating func advance() {
    if position + 1 < tokens.count { position += 1 }
  }

  mutating func take(sign: String) -> Bool {
    guard current.isSign(sign) else { return false }
    advance()
    return true
  }

  mutating func take(name: String) -> Bool {
    guard current.isName(name) else { return false }
    advance()
    return true
  }

  mutating func expect(sign: String) throws(SyntaxMistake) {
    if !take(sign: sign) { throw unexpected(instead: sign) }
  }

  mutating func expect(name: String) throws(SyntaxMistake) {
    if !take(name: name) { throw unexpected(instead: name) }
  }

  mutating func expectName() throws(SyntaxMistake) -> Token {
    let token = current
    guard token.kind == .name else { throw unexpected(instead: "name") }
    advance()
    return token
  }

  private mutating func expectTagEnd() throws(SyntaxMistake) {
    guard current.kind == .tagEnd else { throw unexpected(instead: "%}") }
    advance()
  }

  func unexpected(instead expected: String? = nil) -> SyntaxMistake {
    let token = current
    if token.kind == .end { return SyntaxMistake(.unexpectedEnd(expected), token.range) }
    let text = String(decoding: bytes[token.range], as: UTF8.self).stripped()
    return SyntaxMistake(expected.map { .unexpected(text, instead: $0) } ?? .unexpected(text), token.range)
  }

  /// The bytes from a token to the last one taken.
  func range(from start: Token) -> Range<Int> {
    start.range.lowerBound..<max(start.range.lowerBound, tokens[max(0, position - 1)].range.upperBound)
  }

  // MARK: Statements

  /// Statements up to a tag of one of the names (which stays the current token), or to the end of the file.
  private mutating func statements(until ends: [String]) throws(SyntaxMistake) -> [Statement] {
    statementDepth += 1
    defer { statementDepth -= 1 }
    if statementDepth > limits.nesting { throw SyntaxMistake(.nestedTooDeep(), current.range) }
    var statements = [Statement](), output = [Statement.Output](), outputStart = current
    func flush(_ parser: Parser) {
      if !output.isEmpty { statements.append(Statement(.output(output), parser.range(from: outputStart))) }
      output = []
    }
    while current.kind != .end {
      let token = current
      if output.isEmpty { outputStart = token }
      switch token.kind {
      case .data:
        output.append(.text(token.range))
        advance()
      case .printBegin:
        advance()
        output.append(.expression(try tuple()))
        guard current.kind == .printEnd else { throw unexpected(instead: "}}") }
        advance()
      default:
        flush(self)
        advance()
        if current.kind == .name, ends.contains(current.text) { return statements }
        statements.append(try statement(inside: ends))
        try expectTagEnd()
      }
    }
    flush(self)
    if let end = ends.first(where: { $0.hasPrefix("end") }) {
      throw SyntaxMistake(.unclosed("{% \(end) %}"), openTags.last ?? current.range)
    }
    return statements
  }

  /// The body of a tag up to its end tag.
  private mutating func body(until ends: String...) throws(SyntaxMistake) -> [Statement] {
    _ = take(sign: ":")
    try expectTagEnd()
    return try statements(until: ends)
  }

  private mutating func statement(inside ends: [String]) throws(SyntaxMistake) -> Statement {
    let start = position, tag = try expectName()
    let kind: Statement.Kind
    openTags.append(tag.range)
    defer { openTags.removeLast() }
    switch tag.text {
    case "if": kind = try conditional()
    case "for": kind = try loop()
    case "set": kind = try set()
    case "with": kind = try with()
    case "include": kind = try include()
    case "extends": kind = .extends(try expression())
    case "block": kind = try block()
    case "macro": kind = try macro()
    case "call": kind = try callBlock()
    case "import":
      let template = try expression()
      try expect(name: "as")
      let target = try nameTarget()
      kind = .import(template, as: target.name ?? "", withContext: context(default: false))
    case "from": kind = try fromImport()
    case "filter":
      let filter = try self.filter(of: nil, isFirst: true)
      kind = .filterBlock(filter, body: try body(until: "endfilter"))
      advance()
    case "autoescape":
      guard
        current.isName("true") || current.isName("false") || current.isName("True")
          || current.isName("False"),
        next.kind == .tagEnd
      else { throw SyntaxMistake(.unsupported("{% autoescape … %}"), tag.range) }
      let isOn = current.text.lowercased() == "true"
      advance()
      kind = .autoescape(isOn, body: try body(until: "endautoescape"))
      advance()
    case "print":
      var parts = [Statement.Output]()
      while current.kind != .tagEnd {
        if !parts.isEmpty { try expect(sign: ",") }
        parts.append(.expression(try expression()))
      }
      kind = .output(parts)
    default: throw SyntaxMistake(.unknownTag(tag.text, inside: ends, tag.range), tag.range)
    }
    // A statement's place is its first tag: what is inside has places of its own.
    let last = tokens[start...].firstIndex { $0.kind == .tagEnd } ?? position
    return Statement(kind, tag.range.lowerBound..<tokens[max(start, last - 1)].range.upperBound)
  }

  private mutating func conditional() throws(SyntaxMistake) -> Statement.Kind {
    let test = try tuple(allowsConditional: false)
    let body = try body(until: "elif", "else", "endif")
    var elifs = [(Expression, [Statement])](), otherwise = [Statement]()
    while take(name: "elif") {
      let test = try tuple(allowsConditional: false)
      elifs.append((test, try self.body(until: "elif", "else", "endif")))
    }
    if take(name: "else") {
      otherwise = try self.body(until: "endif")
    }
    advance()
    return .if(test: test, body: body, elifs: elifs, else: otherwise)
  }

  private mutating func loop() throws(SyntaxMistake) -> Statement.Kind {
    loopDepth += 1
    defer { loopDepth -= 1 }
    if loopDepth > limits.loops { throw SyntaxMistake(.nestedTooDeep(), current.range) }
    let target = try assignTarget(end: "in")
    try expect(name: "in")
    let source = try tuple(allowsConditional: false, end: "recursive")
    let test = take(name: "if") ? try expression() : nil
    if current.isName("recursive") { throw SyntaxMistake(.unsupported("recursive"), current.range) }
    let body = try body(until: "endfor", "else")
    let otherwise = take(name: "else") ? try self.body(until: "endfor") : []
    advance()
    return .loop(
      .init(target: target, source: source, test: test, body: body, otherwise: otherwise))
  }

  private mutating func set() throws(SyntaxMistake) -> Statement.Kind {
    let target = try assignTarget(allowsNamespace: true)
    if take(sign: "=") { return .set(target: target, value: try tuple()) }
    let filter = current.isSign("|") ? try self.filter(of: nil, isFirst: false) : nil
    let body = try body(until: "endset")
    advance()
    return .setBlock(target: target, filter: filter, body: body)
  }

  private mutating func with() throws(SyntaxMistake) -> Statement.Kind {
    var targets = [Expression](), values = [Expression]()
    while current.kind != .tagEnd {
      if !targets.isEmpty { try expect(sign: ",") }
      targets.append(try assignTarget())
      try expect(sign: "=")
      values.append(try expression())
    }
    let body = try body(until: "endwith")
    advance()
    return .with(targets: targets, values: values, body: body)
  }

  private mutating func include() throws(SyntaxMistake) -> Statement.Kind {
    let template = try expression()
    var ignoresMissing = false
    if current.isName("ignore"), next.isName("missing") {
      ignoresMissing = true
      advance()
      advance()
    }
    return .include(template, ignoresMissing: ignoresMissing, withContext: context(default: true))
  }

  /// `with context` or `without context`.
  private mutating func context(default: Bool) -> Bool {
    guard current.isName("with") || current.isName("without"), next.isName("context") else {
      return `default`
    }
    let isWith = current.isName("with")
    advance()
    advance()
    return isWith
  }

  private mutating func fromImport() throws(SyntaxMistake) -> Statement.Kind {
    let template = try expression()
    try expect(name: "import")
    var names = [(name: String, alias: String)]()
    var withContext: Bool?
    while true {
      if !names.isEmpty { try expect(sign: ",") }
      if current.isName("with") || current.isName("without"), next.isName("context") {
        withContext = context(default: false)
        break
      }
      let start = current
      let target = try nameTarget()
      guard let name = target.name, !name.hasPrefix("_") else {
        throw SyntaxMistake(.privateImport(target.name ?? ""), start.range)
      }
      let alias = take(name: "as") ? try nameTarget().name ?? name : name
      names.append((name, alias))
      if current.isName("with") || current.isName("without"), next.isName("context") {
        withContext = context(default: false)
        break
      }
      if !current.isSign(",") { break }
    }
    return .fromImport(template, names: names, withContext: withContext ?? false)
  }

  private mutating func block() throws(SyntaxMistake) -> Statement.Kind {
    let start = current
    let name = try expectName().text
    let isScoped = take(name: "scoped"), isRequired = take(name: "required")
    let body = try body(until: "endblock")
    advance()
    if isRequired {
      let isBlank = body.allSatisfy { statement in
        guard case .output(let parts) = statement.kind else { return false }
        return parts.allSatisfy { part in
          guard case .text(let range) = part else { return false }
          return bytes.trimmedEnd(range) == range.lowerBound
        }
      }
      if !isBlank { throw SyntaxMistake(.requiredBlockHasContent(name), start.range) }
    }
    _ = take(name: name)
    return .block(.init(name: name, isScoped: isScoped, isRequired: isRequired, body: body))
  }

  private mutating func macro() throws(SyntaxMistake) -> Statement.Kind {
    let name = try nameTarget().name
    let (parameters, defaults) = try signature()
    let body = try body(until: "endmacro")
    advance()
    return .macro(.init(name: name, parameters: parameters, defaults: defaults, body: body))
  }

  private mutating func callBlock() throws(SyntaxMistake) -> Statement.Kind {
    let (parameters, defaults) = current.isSign("(") ? try signature() : ([], [])
    let start = current
    let call = try expression()
    guard case .call = call.kind else { throw SyntaxMistake(.expectedCall(), range(from: start)) }
    let body = try body(until: "endcall")
    advance()
    return .callBlock(.init(name: nil, parameters: parameters, defaults: defaults, body: body), call: call)
  }

  private mutating func signature() throws(SyntaxMistake) -> ([Expression], [Expression]) {
    var parameters = [Expression](), defaults = [Expression]()
    try expect(sign: "(")
    while !current.isSign(")") {
      if !parameters.isEmpty { try expect(sign: ",") }
      let start = current
      let parameter = try nameTarget()
      if parameters.contains(where: { $0.name == parameter.name }) {
        throw SyntaxMistake(.twice(parameter.name ?? ""), start.range)
      }
      if take(sign: "=") {
        defaults.append(try expression())
      } else if !defaults.isEmpty {
        throw SyntaxMistake(.defaultMissing(parameter.name ?? ""), start.range)
      }
      parameters.append(parameter)
    }
    advance()
    return (parameters, defaults)
  }

  // MARK: Targets

  private mutating func nameTarget() throws(SyntaxMistake) -> Expression {
    let token = try expectName()
    return try checked(Expression(.name(token.text), token.range))
  }

  private mutating func assignTarget(
    end: String? = nil, allowsNamespace: Bool = false
  ) throws(SyntaxMistake) -> Expression {
    try checked(tuple(isTarget: true, allowsNamespace: allowsNamespace, end: end))
  }

  private func checked(_ target: Expression) throws(SyntaxMistake) -> Expression {
    switch target.kind {
    case .name(let name):
      if ["true", "false", "none", "True", "False", "None"].contains(name) {
        throw SyntaxMistake(.notAssignable(), target.range)
      }
    case .namespaceMember: break
    case .tuple(let items): for item in items { _ = try checked(item) }
    default: throw SyntaxMistake(.notAssignable(), target.range)
    }
    return target
  }
}
