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
  /// The name that a `set` block sets at its end, unless it has a value before.
  var awaited: String?
  /// The names read in scopes inside this one: in Jinja they mean what is set later in this one.
  var readInside: Set<String> = []
  var loopSlot: Ref?

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
    let outer = branchDepth
    scopes.append(scope)
    branchDepth = 0
    let statements = try body(&self)
    scopes.removeLast()
    branchDepth = outer
    return statements
  }

  /// Runs a part of the parser as a macro or block: with slots of its own, and none of those around it in sight.
  mutating func routine(
    _ kind: RoutineKind, _ scope: Scope, _ body: (inout Parser) throws(SyntaxMistake) -> [Ref]
  ) throws(SyntaxMistake) -> Ref {
    let outer = (routine, slots, scopes, loopDepth), start = loader.tables.nodes.count
    (routine, slots, scopes, loopDepth) = (kind, [], [scopes[0]], 0)
    let statements = try scoped(scope, body), ref = addRoutine(statements, from: start)
    (routine, slots, scopes, loopDepth) = outer
    return ref
  }

  func addRoutine(_ statements: [Ref], from start: Int) -> Ref {
    let names = NodeList(first: Ref(loader.tables.slotNames.count), count: Ref(slots.count))
    let ref = Ref(loader.tables.routines.count)
    loader.tables.slotNames += slots
    loader.tables.routines.append(Routine(body: list(statements), slots: names, weight: weight(from: start)))
    loader.tables.templates[template].routines.append(ref)
    return ref
  }

  /// The steps that the nodes since an index cost each time.
  func weight(from start: Int) -> Ref { Ref((loader.tables.nodes.count - start) >> 3 + 1) }

  /// A name that is read.
  mutating func variable(_ name: String, _ range: Range<Int>) -> Ref {
    if let slot = slot(name) { return add(.slot(slot), range) }
    if scopes.contains(where: { $0.halfSet.contains(name) }) {
      return reported(.refused(name, .halfSet), range)
    }
    if scopes.contains(where: { $0.awaited == name }) { return reported(.refused(name, .awaited), range) }
    if let refusal = Refusal.names[name] { return reported(.refused(name, refusal), range) }
    if fixed(name) != nil { return reported(.refused(name, .fixedName), range) }
    switch routine {
    case .top: break
    case .macro: outline.readInMacros[name] = outline.readInMacros[name] ?? range
    case .block: outline.readInBlocks.insert(name)
    }
    if let constant = loader.constants[name], !outline.assigned.contains(name) {
      return add(.constant(loader.tables.constant(constant), isLiteral: false), range)
    }
    let isUnset = routine == .top && !outline.assigned.contains(name)
    for index in scopes.indices.dropLast() where index > 0 || isUnset {
      scopes[index].readInside.insert(name)
    }
    outline.read.insert(name)
    return add(.variable(loader.tables.variables.index(of: name)), range)
  }

  /// A statement that sets a name to a value.
  mutating func set(_ name: Token, to value: Ref, _ range: Range<Int>) throws(SyntaxMistake) -> Ref {
    let text = name.text, inner = scopes.count - 1
    try checkTarget(name)
    if scopes[inner].readInside.contains(text) { throw .refused(text, .readBefore, name.range) }
    if inner == 0 {
      if outline.fixed[text] != nil { throw SyntaxMistake(.twice(text), name.range) }
      if outline.readInMacros[text] != nil { throw .refused(text, .readBefore, name.range) }
      outline.assigned.insert(text)
      outline.ranges[text] = outline.ranges[text] ?? name.range
      return add(.setVariable(loader.tables.variables.index(of: text), value), range)
    }
    if let slot = scopes[inner].slots[text] { return add(.setSlot(slot, value), range) }
    // A loop's own value is gone after it: whoever sets the name of outside means something else.
    if [.loop, .capture, .include].contains(scopes[inner].kind),
      slot(text) != nil || routine == .top && outline.assigned.contains(text)
    {
      throw .refused(text, .leaves, name.range)
    }
    let slot = scopes[inner].known[text] ?? newSlot(text)
    scopes[inner].known[text] = slot
    scopes[inner].slots[text] = slot
    scopes[inner].halfSet.remove(text)
    return add(.setSlot(slot, value), range)
  }

  /// Gives a name at the top level, or in an included template, to a macro or a template.
  mutating func define(_ name: Token, as fixed: Outline.Fixed) throws(SyntaxMistake) {
    try checkTarget(name)
    let text = name.text
    if scopes.count > 1 {
      scopes[scopes.count - 1].fixed[text] = fixed
      return
    }
    if outline.fixed[text] ?? fixed != fixed || outline.assigned.contains(text) {
      throw SyntaxMistake(.twice(text), name.range)
    }
    if outline.readInMacros[text] != nil || outline.readInBlocks.contains(text) {
      throw .refused(text, .readBefore, name.range)
    }
    outline.fixed[text] = fixed
    outline.ranges[text] = name.range
  }

  func checkTarget(_ name: Token) throws(SyntaxMistake) {
    let reserved = ["true", "false", "none", "True", "False", "None", "loop", "super"]
    if reserved.contains(name.text) || Refusal.names[name.text] != nil {
      throw SyntaxMistake(.notAssignable(), name.range)
    }
  }
}
