import Diagnostics

/// Tokens → nodes in one pass, by Jinja's grammar, with every name resolved as it is met. Statements, expressions and
/// calls are in the files beside it.
struct Parser {
  let loader: Loader
  /// The template that is being loaded, and the file whose tokens are being read: it, or one that it includes.
  let template: Int
  var file: Int
  var tokens: [Token]
  var bytes: [UInt8]
  var position = 0
  /// The number of expressions, statements and loops that the parser is inside of.
  var expressionDepth = 0
  var statementDepth = 0
  var loopDepth = 0
  /// The names of the tags that the parser is inside of.
  var openTags: [Range<Int>] = []
  /// The files that the parser has come through by `include`.
  var including: [Int] = []
  var outline = Outline()
  var routine = RoutineKind.top
  /// The names of the routine's slots.
  var slots: [String] = []
  /// The scopes that the parser is inside of; the first is the top level, which has no slots.
  var scopes = [Scope(.top)]
  /// The number of `if` that the parser is inside of, in the innermost scope.
  var branchDepth = 0
  /// There has been an `extends`; and the template of its name, if it could be read.
  var isExtending = false
  var parent: Int?
  /// The names that have been read as variables of the page, to be looked at and emptied.
  var justRead: Set<String> = []

  enum RoutineKind: Equatable { case top, macro, block(Ref) }

  init(_ loader: Loader, _ file: Int) {
    self.loader = loader
    template = file
    self.file = file
    tokens = loader.files[file].tokens
    bytes = loader.files[file].bytes
  }

  var limits: Limits { loader.library.limits }

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

  func mistake(_ failure: Failure, _ range: Range<Int>) -> SyntaxMistake {
    SyntaxMistake(failure, range, in: file)
  }

  func unexpected(instead expected: String? = nil) -> SyntaxMistake {
    let token = current
    if token.kind == .end { return mistake(.unexpectedEnd(expected), token.range) }
    let text = String(decoding: bytes[token.range], as: UTF8.self).stripped()
    return mistake(expected.map { .unexpected(text, instead: $0) } ?? .unexpected(text), token.range)
  }

  /// The bytes from a token to the last one taken.
  func range(from start: Token) -> Range<Int> {
    start.range.lowerBound..<max(start.range.lowerBound, tokens[max(0, position - 1)].range.upperBound)
  }

  // MARK: Nodes

  /// Adds a node that comes from some bytes.
  func add(_ node: Node, _ range: Range<Int>) -> Ref {
    loader.tables.nodes.append(node)
    loader.tables.places.append(
      Place(template: Ref(file), start: Ref(range.lowerBound), end: Ref(range.upperBound)))
    return Ref(loader.tables.nodes.count - 1)
  }

  func node(_ ref: Ref) -> Node { loader.tables.nodes[Int(ref)] }

  func place(_ ref: Ref) -> Range<Int> {
    let place = loader.tables.places[Int(ref)]
    return Int(place.start)..<Int(place.end)
  }

  func list(_ nodes: [Ref]) -> NodeList { loader.tables.list(nodes) }

  func constant(_ value: Value, _ range: Range<Int>) -> Ref {
    let datum = loader.freeze(value)
    return add(.constant(loader.tables.constant(datum), isLiteral: true), range)
  }

  /// Reports a mistake after which the rest of the file can still be understood; a value in its place.
  func reported(_ failure: Failure, _ range: Range<Int>) -> Ref {
    loader.report(failure, range, in: file)
    return constant(.none, range)
  }

  /// The value of a literal text.
  func literal(_ ref: Ref) -> String? {
    guard case .constant(let constant, isLiteral: true) = node(ref) else { return nil }
    let datum = loader.tables.constants[Int(constant)]
    return datum.tag == .text ? loader.memory.string(of: datum) : nil
  }
}

/// A part of a template with names of its own.
struct Scope {
  enum Kind { case top, loop, macro, block, capture, include }

  let kind: Kind
  var slots: [String: Ref] = [:]
  /// The names that an included template imports.
  var fixed: [String: Outline.Fixed] = [:]
  /// The slots of all names that have been set in the scope.
  var known: [String: Ref] = [:]
  /// Names that some branch of an `if` sets and another does not.
  var halfSet: Set<String> = []
  /// The slot of the loop's items.
  var loop: Ref?
  /// The number of `if` around the scope.
  var outerBranches = 0

  init(_ kind: Kind) { self.kind = kind }
}

/// The meaning of names. A scope is a file's top level, a loop, a macro, a block, a `set` block or an included
/// template; an `if` is none.
extension Parser {
  mutating func newSlot(_ name: String = "") -> Ref {
    slots.append(name)
    return Ref(slots.count - 1)
  }

  func slot(_ name: String) -> Ref? { scopes.reversed().lazy.compactMap { $0.slots[name] }.first }

  /// The macro or imported template of a name.
  func fixed(_ name: String) -> Outline.Fixed? {
    if slot(name) != nil { return nil }
    return scopes.reversed().lazy.compactMap { $0.fixed[name] }.first ?? outline.fixed[name]
  }

  /// Runs a part of the parser in a scope of its own, and returns its statements.
  mutating func scoped(
    _ scope: Scope, _ body: (inout Parser) throws(SyntaxMistake) -> [Ref]
  ) throws(SyntaxMistake) -> [Ref] {
    scopes.append(scope)
    scopes[scopes.count - 1].outerBranches = branchDepth
    branchDepth = 0
    let statements = try body(&self)
    branchDepth = scopes.removeLast().outerBranches
    return statements
  }

  /// Runs a part of the parser as a macro or block: with slots of its own, and none of those around it in sight.
  mutating func routine(
    _ kind: RoutineKind, _ scope: Scope, _ body: (inout Parser) throws(SyntaxMistake) -> [Ref]
  ) throws(SyntaxMistake) -> Ref {
    let outer = (routine, slots, scopes, branchDepth, loopDepth), start = loader.tables.nodes.count
    (routine, slots, scopes, branchDepth, loopDepth) = (kind, [], [scopes[0]], 0, 0)
    let statements = try scoped(scope, body)
    let ref = addRoutine(statements, from: start)
    (routine, slots, scopes, branchDepth, loopDepth) = outer
    return ref
  }

  func addRoutine(_ statements: [Ref], from start: Int) -> Ref {
    let weight = Ref((loader.tables.nodes.count - start) >> 3 + 1)
    let names = NodeList(first: Ref(loader.tables.slotNames.count), count: Ref(slots.count))
    loader.tables.slotNames += slots
    loader.tables.routines.append(Routine(body: list(statements), slots: names, weight: weight))
    let ref = Ref(loader.tables.routines.count - 1)
    loader.tables.templates[template].routines.append(ref)
    return ref
  }

  /// A name that is read.
  mutating func variable(_ name: String, _ range: Range<Int>) -> Ref {
    if let slot = slot(name) { return add(.slot(slot), range) }
    if scopes.contains(where: { $0.halfSet.contains(name) }) { return reported(.halfSet(name), range) }
    if let refusal = Refusal.names[name] { return reported(.refused(name, refusal), range) }
    if fixed(name) != nil { return reported(.fixedName(name), range) }
    justRead.insert(name)
    if routine == .macro { outline.readInMacros[name] = outline.readInMacros[name] ?? range }
    if routine != .top, routine != .macro { outline.readInBlocks.insert(name) }
    if let constant = loader.constants[name], !outline.assigned.contains(name) {
      return add(.constant(loader.tables.constant(constant), isLiteral: false), range)
    }
    outline.read.insert(name)
    return add(.variable(loader.tables.variable(name)), range)
  }

  /// A statement that sets a name to a value.
  mutating func set(_ name: Token, to value: Ref, _ range: Range<Int>) throws(SyntaxMistake) -> Ref {
    let text = name.text
    try checkTarget(name)
    if scopes.count == 1 {
      if outline.fixed[text] != nil { throw mistake(.twice(text), name.range) }
      if outline.readInMacros[text] != nil { throw mistake(.readBefore(text), name.range) }
      outline.assigned.insert(text)
      outline.ranges[text] = outline.ranges[text] ?? name.range
      return add(.setVariable(loader.tables.variable(text), value), range)
    }
    let inner = scopes.count - 1
    if let slot = scopes[inner].slots[text] { return add(.setSlot(slot, value), range) }
    // What is set in a loop is gone after it: whoever sets the name of outside means something else.
    if scopes[inner].kind == .loop || scopes[inner].kind == .capture || scopes[inner].kind == .include,
      slot(text) != nil || routine == .top && outline.assigned.contains(text)
    {
      throw mistake(.leaves(text), name.range)
    }
    let slot = scopes[inner].known[text] ?? newSlot(text)
    scopes[inner].known[text] = slot
    scopes[inner].slots[text] = slot
    scopes[inner].halfSet.remove(text)
    return add(.setSlot(slot, value), range)
  }

  /// Gives a name at the top level, or in an included template, a macro or a template.
  mutating func define(_ name: Token, as fixed: Outline.Fixed) throws(SyntaxMistake) {
    try checkTarget(name)
    let text = name.text
    if scopes.count > 1 {
      scopes[scopes.count - 1].fixed[text] = fixed
      return
    }
    if let known = outline.fixed[text], known != fixed { throw mistake(.twice(text), name.range) }
    if outline.assigned.contains(text) { throw mistake(.twice(text), name.range) }
    if outline.readInMacros[text] != nil || outline.readInBlocks.contains(text) {
      throw mistake(.readBefore(text), name.range)
    }
    outline.fixed[text] = fixed
    outline.ranges[text] = name.range
  }

  func checkTarget(_ name: Token) throws(SyntaxMistake) {
    if ["true", "false", "none", "True", "False", "None", "loop", "super", "range"].contains(name.text)
      || Refusal.names[name.text] != nil
    {
      throw mistake(.notAssignable(), name.range)
    }
  }
}
