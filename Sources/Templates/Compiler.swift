import Diagnostics

/// Statements → the program's ops: names become slots, blocks and macros routines. Expressions are in
/// `Compiler+Expressions.swift`.
struct Compiler {
  /// A function of the program while it is being compiled; a loop's test shares the slots of its function.
  final class Function {
    let parent: Function?
    let baseLevel: Int
    let hops: Int
    private let owner: Function?
    private var slots = [Scope.Variable: Ref]()
    private var count = 0
    var isCaptured = false

    init(parent: Function?, baseLevel: Int, sharesSlots: Bool = false) {
      self.parent = parent
      self.baseLevel = baseLevel
      owner = sharesSlots ? parent?.owner ?? parent : nil
      hops = sharesSlots ? 0 : 1
    }

    var slotCount: Int { owner?.count ?? count }

    /// What each slot is called, for messages.
    var slotNames: [String?] {
      var names = [String?](repeating: nil, count: count)
      for (variable, slot) in slots { names[Int(slot)] = variable.name }
      return names
    }

    func newSlot() -> Ref {
      if let owner { return owner.newSlot() }
      count += 1
      return Ref(count - 1)
    }

    /// How many activations further out a variable is, and its slot there.
    func place(of variable: Scope.Variable) -> (hops: Ref, slot: Ref) {
      var function = self, hops = 0
      while variable.level < function.baseLevel, let parent = function.parent {
        hops += function.hops
        function = parent
      }
      if let slot = function.slots[variable] { return (Ref(hops), slot) }
      let slot = function.newSlot()
      function.slots[variable] = slot
      return (Ref(hops), slot)
    }
  }

  /// A scope in its function, and what the statements in it may do.
  struct Frame {
    var scope: Scope
    var function: Function
    /// Assignments here are seen by blocks, includes and importers.
    var isTopLevel = false
    /// At the top level and not inside an `if`.
    var isRoot = false
    /// Output is to be left out once the template has turned out to extend another.
    var checksOutput = false
    /// Output is captured, by a macro, a filter or a `set`.
    var isCapturing = false

    func inner() -> Frame {
      Frame(
        scope: Scope(parent: scope), function: function, checksOutput: checksOutput, isCapturing: isCapturing)
    }
  }

  var program: Program
  var diagnostics = [Diagnostic]()
  var template = 0
  var range = 0..<0
  /// What `autoescape` is at the place being compiled.
  var escapes = true
  /// Computes constants.
  var folder: Renderer
  private var bytes = [UInt8]()
  private var hasKnownExtends = false
  private var extendsCount = 0
  private var parentSlot: (function: Function, slot: Ref)?
  private var names = [String: Ref]()
  private let templateNames: [String]

  /// - Parameter names: of all templates, those too that could not be parsed.
  init(_ program: Program, names: [String]) {
    self.program = program
    templateNames = names
    folder = Renderer(program)
  }

  // MARK: Emitting

  mutating func emit(_ op: Op) -> Ref {
    program.ops.append(op)
    program.places.append(
      Place(template: Ref(template), start: Ref(range.lowerBound), end: Ref(range.upperBound)))
    return Ref(program.ops.count - 1)
  }

  mutating func span(_ refs: [Ref]) -> Span {
    let start = program.lists.count
    program.lists += refs
    return Span(start: Ref(start), count: Ref(refs.count))
  }

  mutating func intern(_ name: String) -> Ref {
    if let ref = names[name] { return ref }
    let ref = Ref(program.names.count)
    program.names.append(name)
    program.keys.append(Key(.string(name)))
    program.hidesMember.append(Methods.ofMapping.contains(name))
    names[name] = ref
    return ref
  }

  mutating func variable(_ name: String) -> Ref {
    if let ref = program.variableIndex[name] { return ref }
    let ref = Ref(program.variables.count)
    program.variables.append(name)
    program.variableIndex[name] = ref
    return ref
  }

  mutating func report(_ failure: Failure, _ range: Range<Int>) {
    let template = program.templates[template]
    let location = Location(template.source.path, template.map(range))
    diagnostics.append(failure.diagnostic(at: location, in: template.source))
  }

  private mutating func routine(_ function: Function, _ body: [Ref]) -> Routine {
    let names = span(function.slotNames.map { $0.map { intern($0) } ?? -1 })
    return Routine(
      slotCount: function.slotCount, slotNames: names, body: span(body), isCaptured: function.isCaptured)
  }

  // MARK: Templates and blocks

  mutating func compile(_ statements: [Statement], template: Int, bytes: [UInt8]) {
    self.template = template
    self.bytes = bytes
    escapes = true
    hasKnownExtends = false
    extendsCount = 0
    parentSlot = nil
    var blocks = [(Statement.Block, Range<Int>)](), hasExtends = false
    collect(statements, &blocks, &hasExtends)

    let scope = Scope(parent: nil), function = Function(parent: nil, baseLevel: 0)
    var frame = Frame(
      scope: scope, function: function, isTopLevel: true, isRoot: true, checksOutput: hasExtends)
    var entry = [Ref]()
    if mentions("self", in: statements) {
      program.templates[template].selfSlot = function.place(of: scope.declareParameter("self")).slot
    }
    scope.analyze(statements)
    if hasExtends {
      let slot = function.newSlot()
      parentSlot = (function, slot)
      program.templates[template].parentSlot = slot
    }
    entry += enter(frame)
    let body = compile(statements, &frame)
    program.templates[template].root = routine(function, entry + body)

    var seen = Set<String>()
    for (block, range) in blocks {
      guard seen.insert(block.name).inserted else {
        report(.twice(block.name), range)
        continue
      }
      compile(block)
    }
  }

  private mutating func compile(_ block: Statement.Block) {
    escapes = true
    parentSlot = nil
    let scope = Scope(parent: nil), function = Function(parent: nil, baseLevel: 0)
    var frame = Frame(scope: scope, function: function)
    var compiled = CompiledBlock(name: intern(block.name), template: template)
    if mentions("self", in: block.body) {
      compiled.selfSlot = function.place(of: scope.declareParameter("self")).slot
    }
    if mentions("super", in: block.body) {
      compiled.superSlot = function.place(of: scope.declareParameter("super")).slot
    }
    scope.analyze(block.body)
    let entry = enter(frame)
    let body = compile(block.body, &frame)
    compiled.routine = routine(function, entry + body)
    program.templates[template].blocks.append(program.blocks.count)
    program.blocks.append(compiled)
  }

  /// All blocks, those inside other statements too, and whether there is an `extends`.
  private func collect(
    _ statements: [Statement], _ blocks: inout [(Statement.Block, Range<Int>)], _ hasExtends: inout Bool
  ) {
    for statement in statements {
      if case .extends = statement.kind { hasExtends = true }
      if case .block(let block) = statement.kind { blocks.append((block, statement.range)) }
      for body in statement.kind.bodies { collect(body, &blocks, &hasExtends) }
    }
  }

  /// Whether a name is read before it is assigned to, blocks left out.
  private func mentions(_ name: String, in statements: [Statement]) -> Bool {
    var isRead = false
    _ = NameWalk { candidate, reads in
      if candidate == name { isRead = reads }
      return candidate != name
    }.walk(statements)
    return isRead
  }

  /// What gives a scope's variables their first values.
  private mutating func enter(_ frame: Frame) -> [Ref] {
    frame.scope.loads.sorted { ($0.key.name, $0.key.level) < ($1.key.name, $1.key.level) }.compactMap {
      let slot = frame.function.place(of: $0.key).slot
      switch $0.value {
      case .parameter: return nil
      case .resolve: return emit(.resolve(slot: slot, variable: variable($0.key.name)))
      case .alias(let outer):
        let place = frame.function.place(of: outer)
        return emit(.alias(slot: slot, hops: place.hops, from: place.slot))
      case .undefined: return emit(.clear(slot: slot))
      }
    }
  }

  private mutating func leave(_ frame: Frame) -> [Ref] {
    frame.scope.loads.keys.sorted { ($0.name, $0.level) < ($1.name, $1.level) }.map {
      emit(.clear(slot: frame.function.place(of: $0).slot))
    }
  }

  // MARK: Statements

  private mutating func compile(_ statements: [Statement], _ frame: inout Frame) -> [Ref] {
    var refs = [Ref]()
    for statement in statements {
      range = statement.range
      refs += compile(statement, &frame)
    }
    return refs
  }

  /// Statements in a copy of a frame: what an `if` declares is gone after it.
  private mutating func compile(soft statements: [Statement], _ frame: Frame) -> Span {
    var soft = frame
    soft.scope = frame.scope.copy()
    soft.isRoot = false
    return span(compile(statements, &soft))
  }

  private mutating func compile(_ statement: Statement, _ frame: inout Frame) -> [Ref] {
    switch statement.kind {
    case .output(let parts): return output(parts, frame)
    case .if(let test, let body, let elifs, let otherwise):
      var rest = compile(soft: otherwise, frame)
      for (test, body) in elifs.reversed() {
        let condition = expression(test, frame)
        let then = compile(soft: body, frame)
        rest = span([emit(.branch(condition, then: then, else: rest))])
      }
      let condition = expression(test, frame)
      return [emit(.branch(condition, then: compile(soft: body, frame), else: rest))]
    case .loop(let loop): return [self.loop(loop, frame)]
    case .set(let target, let value):
      let value = expression(value, frame)
      return [emit(.assign(target: self.target(target, frame), value: value))] + exports(of: target, frame)
    case .setBlock(let target, let filter, let body):
      var inner = frame.inner()
      inner.checksOutput = false
      inner.isCapturing = true
      inner.scope.analyze(body)
      let refs = enter(inner) + compile(body, &inner)
      let filter = filter.map { expression($0, inner) } ?? -1
      let capture = emit(
        .captureBlock(
          target: self.target(target, frame), body: span(refs), filter: filter, escapes: escapes))
      return [capture] + exports(of: target, frame) + leave(inner)
    case .with(let targets, let values, let body):
      var inner = frame.inner()
      for target in targets { inner.scope.analyze(target: target, asParameter: true) }
      inner.scope.analyze(body)
      var refs = enter(inner)
      for (target, value) in zip(targets, values) {
        let value = expression(value, frame)
        refs.append(emit(.assign(target: self.target(target, inner), value: value)))
      }
      return refs + compile(body, &inner) + leave(inner)
    case .include(let template, let ignoresMissing, let withContext):
      if !withContext, frame.isCapturing {
        report(.unsupported("{% include … without context %}"), statement.range)
      }
      if !ignoresMissing { checkTemplate(template) }
      program.includes.append(
        CompiledInclude(
          template: expression(template, frame), ignoresMissing: ignoresMissing, withContext: withContext,
          locals: locals(of: frame)))
      return [emit(.include(Ref(program.includes.count - 1)))]
    case .import(let template, let name, let withContext):
      return self.import(template, [(nil, name)], withContext, frame)
    case .fromImport(let template, let names, let withContext):
      return self.import(template, names.map { ($0.name, $0.alias) }, withContext, frame)
    case .extends(let template): return extends(template, frame)
    case .block(let block): return self.block(block, frame)
    case .macro(let macro):
      let ref = self.macro(macro, frame)
      guard let name = macro.name, let variable = frame.scope.find(name) else { return [] }
      let slot = frame.function.place(of: variable).slot
      var refs = [emit(.macro(ref, slot: slot))]
      if frame.isTopLevel {
        let variable = self.variable(name)
        refs.append(emit(.export(variable: variable, slot: slot, isPublic: !name.hasPrefix("_"))))
      }
      return refs
    case .callBlock(let macro, let call):
      let ref = self.macro(macro, frame)
      return [emit(.callBlock(ref, expression(call, frame)))]
    case .filterBlock(let filter, let body):
      var inner = frame.inner()
      inner.scope.analyze(body)
      inner.scope.analyze(filter)
      inner.isCapturing = true
      let refs = enter(inner) + compile(body, &inner)
      let filter = expression(filter, inner)
      return [emit(.filterBlock(body: span(refs), filter: filter, escapes: escapes))] + leave(inner)
    case .autoescape(let isOn, let body):
      var inner = frame.inner()
      inner.scope.analyze(body)
      let outer = escapes
      let entry = enter(inner)
      escapes = isOn
      let refs = compile(body, &inner)
      escapes = outer
      return entry + [emit(.autoescape(isOn, span(refs)))] + leave(inner)
    }
  }

  private mutating func output(_ parts: [Statement.Output], _ frame: Frame) -> [Ref] {
    if frame.checksOutput, hasKnownExtends { return [] }
    var refs = [Ref](), text = [UInt8]()
    func flush(_ compiler: inout Compiler) {
      if text.isEmpty { return }
      let start = compiler.program.text.count
      compiler.program.text += text
      refs.append(compiler.emit(.text(start: Ref(start), count: Ref(text.count))))
      text = []
    }
    for part in parts {
      switch part {
      case .text(let range): text += bytes[range]
      case .expression(let expression):
        range = expression.range
        let compiled = compile(expression, frame)
        if let constant = compiled.constant, let printed = try? constant.printed(in: folder) {
          text += Array((escapes && !constant.isHTML ? printed.escaped : printed).utf8)
        } else {
          flush(&self)
          range = expression.range
          refs.append(emit(.output(ref(compiled), escapes: escapes)))
        }
      }
    }
    flush(&self)
    return frame.checksOutput ? refs.map { unlessExtended($0, frame) } : refs
  }

  private mutating func unlessExtended(_ ref: Ref, _ frame: Frame) -> Ref {
    guard let parentSlot else { return ref }
    var hops = 0, function = frame.function
    while function !== parentSlot.function, let parent = function.parent {
      hops += function.hops
      function = parent
    }
    return emit(.unlessExtended(hops: Ref(hops), slot: parentSlot.slot, ref))
  }

  // MARK: Loops

  private mutating func loop(_ loop: Statement.Loop, _ frame: Frame) -> Ref {
    let range = range
    var inner = frame.inner(), otherwise = frame.inner()
    var blocks = [(Statement.Block, Range<Int>)](), hasExtends = false
    collect(loop.body + loop.otherwise, &blocks, &hasExtends)
    let usesLoop = loop.isRecursive || mentions("loop", in: loop.body) || blocks.contains { $0.0.isScoped }
    let source = expression(loop.source, frame)
    if loop.isRecursive {
      inner.function = Function(parent: frame.function, baseLevel: inner.scope.level)
      inner.isCapturing = true
      otherwise.function = inner.function
      otherwise.isCapturing = true
    }
    let loopVariable = usesLoop ? inner.scope.declareParameter("loop") : nil
    inner.scope.analyze(target: loop.target, asParameter: true)
    inner.scope.analyze(loop.body)
    otherwise.scope.analyze(loop.otherwise)
    if assignsLoop(loop) { report(.notAssignable(), range) }

    var test: (target: Ref, enter: Span, condition: Ref)?
    if let condition = loop.test {
      var testing = frame.inner()
      testing.function = Function(parent: inner.function, baseLevel: inner.scope.level, sharesSlots: true)
      testing.scope.analyze(target: loop.target, asParameter: true)
      testing.scope.analyze(condition)
      let entry = span(enter(testing))
      test = (target(loop.target, testing), entry, expression(condition, testing))
    }
    let target = target(loop.target, inner)
    let entry = span(enter(inner))
    let body = span(compile(loop.body, &inner))
    let leaving = span(leave(inner))
    self.range = range
    var rest = [Ref]()
    if !loop.otherwise.isEmpty {
      rest = enter(otherwise)
      rest += compile(loop.otherwise, &otherwise)
      rest += leave(otherwise)
    }
    self.range = range
    program.loops.append(
      CompiledLoop(
        source: source, target: target,
        loopSlot: loopVariable.map { inner.function.place(of: $0).slot } ?? -1,
        enter: entry, body: body, leave: leaving, otherwise: span(rest), test: test,
        routine: loop.isRecursive ? routine(inner.function, []) : nil, escapes: escapes))
    return emit(.loop(Ref(program.loops.count - 1)))
  }

  /// `loop` belongs to the loop: assigning to it anywhere inside is a mistake.
  private func assignsLoop(_ loop: Statement.Loop) -> Bool {
    func assigns(_ target: Expression) -> Bool {
      if case .tuple(let items) = target.kind { return items.contains(where: assigns) }
      return target.name == "loop"
    }
    func assigns(_ statements: [Statement]) -> Bool {
      statements.contains { statement in
        switch statement.kind {
        case .set(let target, _), .setBlock(let target, _, _): if assigns(target) { return true }
        case .loop(let loop): if assigns(loop.target) { return true }
        default: break
        }
        return statement.kind.bodies.contains(where: assigns)
      }
    }
    return assigns(loop.target) || assigns(loop.body) || assigns(loop.otherwise)
  }

  // MARK: Macros

  private mutating func macro(_ macro: Statement.Macro, _ frame: Frame) -> Ref {
    let range = range
    var inner = frame.inner()
    inner.function = Function(parent: frame.function, baseLevel: inner.scope.level)
    inner.checksOutput = false
    inner.isCapturing = true
    var outer: Function? = frame.function
    while let function = outer {
      function.isCaptured = true
      outer = function.parent
    }
    func analyze() {
      for parameter in macro.parameters { inner.scope.analyze(target: parameter, asParameter: true) }
      for value in macro.defaults { inner.scope.analyze(value) }
      inner.scope.analyze(macro.body)
    }
    analyze()
    let names = macro.parameters.compactMap(\.name)
    var special = [String: Ref]()
    for name in ["caller", "kwargs", "varargs"] where mentions(name, in: macro.body) {
      if let index = names.firstIndex(of: name) {
        if name == "caller", index < names.count - macro.defaults.count {
          report(.callerNeedsDefault(), range)
        }
        continue
      }
      special[name] = inner.function.place(of: inner.scope.declareParameter(name)).slot
    }
    analyze()
    let slots = names.map {
      inner.function.place(of: Scope.Variable(name: $0, level: inner.scope.level)).slot
    }
    let entry = span(enter(inner))
    let defaults = macro.defaults.map { expression($0, inner) }
    let body = compile(macro.body, &inner)
    self.range = range
    program.macros.append(
      CompiledMacro(
        name: macro.name, parameters: names, slots: slots, defaults: defaults,
        callerSlot: special["caller"] ?? -1, keywordsSlot: special["kwargs"] ?? -1,
        restSlot: special["varargs"] ?? -1, enter: entry,
        routine: routine(inner.function, body)))
    return Ref(program.macros.count - 1)
  }

  // MARK: Other templates

  private mutating func block(_ block: Statement.Block, _ frame: Frame) -> [Ref] {
    if frame.isTopLevel, hasKnownExtends { return [] }
    program.blockCalls.append(
      BlockCall(
        name: intern(block.name), isRequired: block.isRequired,
        locals: block.isScoped ? locals(of: frame) : nil))
    let ref = emit(.block(Ref(program.blockCalls.count - 1)))
    return [frame.isTopLevel && extendsCount > 0 ? unlessExtended(ref, frame) : ref]
  }

  private mutating func extends(_ template: Expression, _ frame: Frame) -> [Ref] {
    guard frame.isTopLevel, let parentSlot else {
      report(.extendsInside(), range)
      return []
    }
    if hasKnownExtends {
      report(.twice("extends"), range)
      return []
    }
    checkTemplate(template)
    let ref = emit(.extends(expression(template, frame), slot: parentSlot.slot))
    if frame.isRoot { hasKnownExtends = true }
    extendsCount += 1
    return [ref]
  }

  private mutating func `import`(
    _ template: Expression, _ names: [(name: String?, alias: String)], _ withContext: Bool, _ frame: Frame
  ) -> [Ref] {
    checkTemplate(template)
    let targets = names.compactMap { name -> (name: String?, slot: Ref, variable: Ref)? in
      guard let found = frame.scope.find(name.alias) else { return nil }
      let slot = frame.function.place(of: found).slot
      return (name.name, slot, frame.isTopLevel ? variable(name.alias) : -1)
    }
    program.imports.append(
      CompiledImport(
        template: expression(template, frame), withContext: withContext, locals: locals(of: frame),
        targets: targets))
    return [emit(.import(Ref(program.imports.count - 1)))]
  }

  /// A template named in plain text has to exist.
  private mutating func checkTemplate(_ template: Expression) {
    guard case .constant(.string(let name)) = template.kind, !templateNames.contains(name) else {
      return
    }
    report(.templateNotFound([name], among: templateNames), template.range)
  }

  private mutating func locals(of frame: Frame) -> [(variable: Ref, value: Ref)] {
    frame.scope.visibleStores().map { name, variable in
      let place = frame.function.place(of: variable)
      return (self.variable(name), emit(.slot(hops: place.hops, slot: place.slot)))
    }
  }

  // MARK: Targets

  private mutating func target(_ target: Expression, _ frame: Frame) -> Ref {
    switch target.kind {
    case .name(let name):
      guard let variable = frame.scope.find(name) else { return emit(.impossible) }
      return emit(.storeSlot(frame.function.place(of: variable).slot))
    case .namespaceMember(let name, let member):
      guard let variable = frame.scope.find(name) else { return emit(.impossible) }
      let place = frame.function.place(of: variable)
      return emit(.storeMember(emit(.slot(hops: place.hops, slot: place.slot)), name: intern(member)))
    case .tuple(let items): return emit(.storeTuple(span(items.map { self.target($0, frame) })))
    default: return emit(.impossible)
    }
  }

  /// At the top level, what has been assigned is seen by blocks and importers.
  private mutating func exports(of target: Expression, _ frame: Frame) -> [Ref] {
    guard frame.isTopLevel else { return [] }
    switch target.kind {
    case .name(let name):
      guard let variable = frame.scope.find(name) else { return [] }
      let slot = frame.function.place(of: variable).slot
      return [emit(.export(variable: self.variable(name), slot: slot, isPublic: !name.hasPrefix("_")))]
    case .tuple(let items): return items.flatMap { exports(of: $0, frame) }
    default: return []
    }
  }
}

extension Statement.Kind {
  /// The statements inside.
  var bodies: [[Statement]] {
    switch self {
    case .output, .set, .include, .extends, .import, .fromImport: []
    case .if(_, let body, let elifs, let otherwise): [body] + elifs.map(\.1) + [otherwise]
    case .loop(let loop): [loop.body, loop.otherwise]
    case .setBlock(_, _, let body), .with(_, _, let body), .filterBlock(_, let body),
      .autoescape(_, let body):
      [body]
    case .block(let block): [block.body]
    case .macro(let macro), .callBlock(let macro, _): [macro.body]
    }
  }
}
