/// Templates and how they work together: blocks, `extends`, `include`, `import`.
extension Compiler {
  // MARK: Templates and blocks

  mutating func compile(_ statements: [Statement], template: Int, bytes: [UInt8]) {
    self.template = template
    self.bytes = bytes
    escapes = true
    hasKnownExtends = false
    extendsCount = 0
    parentSlot = nil
    let start = program.code.count
    var blocks: [(Statement.Block, Range<Int>)] = [], hasExtends = false
    collect(statements, &blocks, &hasExtends)

    let scope = newScope(), function = Function(parent: nil, baseLevel: 0)
    var frame = Frame(
      scope: scope, function: function, isTopLevel: true, isRoot: true, checksOutput: hasExtends)
    scope.analyze(statements)
    if hasExtends {
      let slot = function.newSlot()
      parentSlot = (function, slot)
      program.templates[template].parentSlot = slot
    }
    program.templates[template].root = routine(function) { compiler in
      compiler.enter(frame)
      compiler.compile(statements, &frame)
    }

    var seen = Set<String>()
    for (block, range) in blocks {
      guard seen.insert(block.name).inserted else {
        report(.twice(block.name), range)
        continue
      }
      compile(block)
    }
    program.templates[template].code = start..<program.code.count
  }

  mutating func compile(_ block: Statement.Block) {
    escapes = true
    parentSlot = nil
    let scope = newScope(), function = Function(parent: nil, baseLevel: 0)
    var frame = Frame(scope: scope, function: function)
    var compiled = CompiledBlock(name: intern(block.name), template: template)
    if mentions("super", in: block.body) {
      compiled.superSlot = function.place(of: scope.declareParameter("super")).slot
    }
    scope.analyze(block.body)
    compiled.routine = routine(function) { compiler in
      compiler.enter(frame)
      compiler.compile(block.body, &frame)
    }
    program.templates[template].blocks.append(program.blocks.count)
    program.blocks.append(compiled)
  }

  /// All blocks, those inside other statements too, and whether there is an `extends`.
  func collect(
    _ statements: [Statement], _ blocks: inout [(Statement.Block, Range<Int>)], _ hasExtends: inout Bool
  ) {
    for statement in statements {
      if case .extends = statement.kind { hasExtends = true }
      if case .block(let block) = statement.kind { blocks.append((block, statement.range)) }
      for body in statement.kind.bodies { collect(body, &blocks, &hasExtends) }
    }
  }

  /// Whether a name is read before it is assigned to, blocks left out.
  func mentions(_ name: String, in statements: [Statement]) -> Bool {
    var isRead = false
    _ = NameWalk { candidate, reads in
      if candidate == name { isRead = reads }
      return candidate != name
    }.walk(statements)
    return isRead
  }

  // MARK: Other templates

  mutating func block(_ block: Statement.Block, _ frame: Frame) {
    if frame.isTopLevel, hasKnownExtends { return }
    program.blockCalls.append(
      BlockCall(
        name: intern(block.name), isRequired: block.isRequired,
        locals: block.isScoped ? locals(of: frame) : nil))
    let over = frame.isTopLevel && extendsCount > 0 ? jumpIfExtended(frame) : nil
    emit(.block(Ref(program.blockCalls.count - 1)))
    if let over { land(over) }
  }

  mutating func extends(_ template: Expression, _ frame: Frame) {
    guard frame.isTopLevel, let parentSlot else { return report(.extendsInside(), range) }
    if hasKnownExtends { return report(.twice("extends"), range) }
    checkTemplate(template)
    expression(template, frame)
    emit(.extends(slot: parentSlot.slot))
    if frame.isRoot { hasKnownExtends = true }
    extendsCount += 1
  }

  mutating func `import`(
    _ template: Expression, _ names: [(name: String?, alias: String)], _ withContext: Bool, _ frame: Frame
  ) {
    checkTemplate(template)
    expression(template, frame)
    var targets: [(name: Ref?, slot: Ref, variable: Ref)] = []
    for (name, alias) in names {
      guard let found = frame.scope.find(alias) else { continue }
      let slot = frame.function.place(of: found).slot
      targets.append((name.map { intern($0) }, slot, frame.isTopLevel ? variable(alias) : -1))
    }
    program.imports.append(
      CompiledImport(withContext: withContext, locals: locals(of: frame), targets: targets))
    emit(.import(Ref(program.imports.count - 1)))
  }

  /// A template named in plain text has to exist.
  mutating func checkTemplate(_ template: Expression) {
    guard case .constant(.string(let name)) = template.kind, !templateNames.contains(name) else {
      return
    }
    report(.templateNotFound([name], among: templateNames), template.range)
  }

  mutating func locals(of frame: Frame) -> Locals {
    frame.scope.visibleStores().map { name, variable in
      let place = frame.function.place(of: variable)
      return (self.variable(name), place.hops, place.slot)
    }
  }
}
