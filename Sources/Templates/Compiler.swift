import Diagnostics

/// Statements → instructions: names become slots, blocks and macros routines. Expressions are in
/// `Compiler+Expressions.swift`.
struct Compiler: ~Copyable {
  var program: ProgramParts
  var diagnostics: [Diagnostic] = []
  var template = 0
  var range = 0..<0
  /// What `autoescape` is at the place being compiled.
  var escapes = true
  /// The function whose code is being written.
  var function = Function(parent: nil, baseLevel: 0)
  /// Computes constants; its memory is to be the program's.
  var folder: Renderer
  var bytes: [UInt8] = []
  var hasKnownExtends = false
  var extendsCount = 0
  var parentSlot: (function: Function, slot: Ref)?
  private var names: [String: Ref] = [:]
  private var variables: [String: Ref] = [:]
  let templateNames: [String]
  /// Names that mean the same on every page.
  private(set) var constants: [String: Datum] = [:]

  /// - Parameter names: of all templates, those too that could not be parsed.
  init(_ program: ProgramParts, names: [String], constants: Object) {
    self.program = program
    templateNames = names
    folder = Renderer(Program(ProgramParts(program.library), Memory()))
    for (name, value) in constants.members { self.constants[name] = folder.memory.freeze(value) }
  }

  func newScope() -> Scope { Scope(constants: Set(constants.keys)) }

  consuming func finish() -> Program { Program(program, folder.memory) }

  // MARK: Emitting

  var here: Ref { Ref(program.code.count) }

  mutating func emit(_ instruction: Instruction) {
    program.code.append(instruction)
    program.places.append(
      Place(template: Ref(template), start: Ref(range.lowerBound), end: Ref(range.upperBound)))
    function.push(instruction.effect)
  }

  /// A jump to a place that is not known yet: `land` makes it known.
  mutating func emitJump(_ instruction: Instruction) -> Int {
    emit(instruction)
    return program.code.count - 1
  }

  mutating func land(_ jump: Int) {
    let to = here
    switch program.code[jump] {
    case .jump: program.code[jump] = .jump(to: to)
    case .jumpIfFalse: program.code[jump] = .jumpIfFalse(to: to)
    case .jumpOrPop(let ifTrue, _): program.code[jump] = .jumpOrPop(ifTrue: ifTrue, to: to)
    case .jumpIfExtended(let hops, let slot, _):
      program.code[jump] = .jumpIfExtended(hops: hops, slot: slot, to: to)
    case .jumpIfAssigned(let slot, _): program.code[jump] = .jumpIfAssigned(slot: slot, to: to)
    case .jumpIfTurned: program.code[jump] = .jumpIfTurned(to: to)
    case .next: program.code[jump] = .next(to: to)
    case .link(let sign, _): program.code[jump] = .link(sign, orTo: to)
    default: break
    }
  }

  mutating func intern(_ name: String) -> Ref {
    if let ref = names[name] { return ref }
    let ref = Ref(program.names.count)
    program.names.append(Name(text: folder.memory.text(name), attribute: Attribute(name)))
    names[name] = ref
    return ref
  }

  mutating func variable(_ name: String) -> Ref {
    if let ref = variables[name] { return ref }
    let ref = Ref(program.variables.count)
    program.variables.append(name)
    variables[name] = ref
    return ref
  }

  mutating func report(_ failure: Failure, _ range: Range<Int>) {
    let template = program.templates[template]
    let location = Location(template.source.path, template.map(range))
    diagnostics.append(failure.diagnostic(at: location, in: template.source))
  }

  /// Writes the code of another function: apart from the code around it, which jumps over it.
  mutating func routine(
    _ function: Function, _ body: (inout Compiler) -> Void
  ) -> Routine {
    let over = emitJump(.jump(to: 0)), outer = self.function, entry = program.code.count
    self.function = function
    body(&self)
    emit(.end)
    let end = program.code.count - 1
    self.function = outer
    land(over)
    let names = function.slotNames.map { $0.map { intern($0) } ?? -1 }
    return Routine(
      entry: entry, end: end, stackSize: function.stackSize, slots: folder.memory.table(names))
  }

  // MARK: Scopes

  /// Gives a scope's variables their first values.
  mutating func enter(_ frame: Frame) {
    for (variable, load) in frame.scope.loads.sorted(by: {
      ($0.key.name, $0.key.level) < ($1.key.name, $1.key.level)
    }) {
      let slot = frame.function.place(of: variable).slot
      switch load {
      case .parameter: break
      case .resolve: emit(.resolve(slot: slot, variable: self.variable(variable.name)))
      case .alias(let outer):
        let place = frame.function.place(of: outer)
        emit(.alias(slot: slot, hops: place.hops, from: place.slot))
      case .undefined: emit(.clear(slot: slot))
      }
    }
  }

  mutating func leave(_ frame: Frame) {
    for slot in frame.scope.loads.keys.map({ frame.function.place(of: $0).slot }).sorted() {
      emit(.clear(slot: slot))
    }
  }

  // MARK: Statements

  mutating func compile(_ statements: [Statement], _ frame: inout Frame) {
    for statement in statements {
      range = statement.range
      compile(statement, &frame)
    }
  }

  /// Statements in a copy of a frame: what an `if` declares is gone after it.
  mutating func compile(soft statements: [Statement], _ frame: Frame) {
    var soft = frame
    soft.scope = frame.scope.copy()
    soft.isRoot = false
    compile(statements, &soft)
  }

  mutating func compile(_ statement: Statement, _ frame: inout Frame) {
    switch statement.kind {
    case .output(let parts): output(parts, frame)
    case .if(let test, let body, let elifs, let otherwise):
      var ends: [Int] = []
      for (test, body) in [(test, body)] + elifs {
        expression(test, frame)
        let skip = emitJump(.jumpIfFalse(to: 0))
        compile(soft: body, frame)
        ends.append(emitJump(.jump(to: 0)))
        land(skip)
      }
      compile(soft: otherwise, frame)
      for end in ends { land(end) }
    case .loop(let loop): self.loop(loop, frame)
    case .set(let target, let value):
      expression(value, frame)
      assign(to: target, frame)
      export(target, frame)
    case .setBlock(let target, let filter, let body):
      var inner = frame.inner()
      inner.checksOutput = false
      inner.isCapturing = true
      inner.scope.analyze(body)
      enter(inner)
      emit(.beginCapture)
      compile(body, &inner)
      range = statement.range
      emit(.endCapture(filter == nil ? .asNow : escapes ? .safe : .unsafe))
      if let filter {
        expression(filter, inner)
        emit(.print)
      }
      assign(to: target, frame)
      export(target, frame)
      leave(inner)
    case .with(let targets, let values, let body):
      var inner = frame.inner()
      for target in targets { inner.scope.analyze(target: target, asParameter: true) }
      inner.scope.analyze(body)
      enter(inner)
      for (target, value) in zip(targets, values) {
        expression(value, frame)
        assign(to: target, inner)
      }
      compile(body, &inner)
      leave(inner)
    case .include(let template, let ignoresMissing, let withContext):
      if !withContext, frame.isCapturing {
        report(.unsupported("{% include … without context %}"), statement.range)
      }
      if !ignoresMissing { checkTemplate(template) }
      expression(template, frame)
      program.includes.append(
        CompiledInclude(ignoresMissing: ignoresMissing, withContext: withContext, locals: locals(of: frame)))
      emit(.include(Ref(program.includes.count - 1)))
    case .import(let template, let name, let withContext):
      self.import(template, [(nil, name)], withContext, frame)
    case .fromImport(let template, let names, let withContext):
      self.import(template, names.map { ($0.name, $0.alias) }, withContext, frame)
    case .extends(let template): extends(template, frame)
    case .block(let block): self.block(block, frame)
    case .macro(let macro):
      let ref = self.macro(macro, frame)
      guard let name = macro.name, let variable = frame.scope.find(name) else { return }
      let slot = frame.function.place(of: variable).slot
      emit(.macro(ref, slot: slot))
      if frame.isTopLevel {
        emit(.export(variable: self.variable(name), slot: slot, isPublic: !name.hasPrefix("_")))
      }
    case .callBlock(let macro, let call):
      let ref = self.macro(macro, frame)
      guard case .call(let callee, let invocation) = call.kind else { return emit(.impossible) }
      let outer = range
      range = call.range
      let invoked = pushCall(callee, invocation, frame)
      emit(.callBlock(invoked, macro: ref))
      function.push(-program.invocations[Int(invoked)].count)
      range = outer
    case .filterBlock(let filter, let body):
      var inner = frame.inner()
      inner.scope.analyze(body)
      inner.scope.analyze(filter)
      inner.isCapturing = true
      enter(inner)
      emit(.beginCapture)
      compile(body, &inner)
      range = statement.range
      emit(.endCapture(escapes ? .safe : .unsafe))
      expression(filter, inner)
      emit(.outputText)
      leave(inner)
    case .autoescape(let isOn, let body):
      var inner = frame.inner()
      inner.scope.analyze(body)
      let outer = escapes
      enter(inner)
      escapes = isOn
      emit(.beginEscaping(isOn))
      compile(body, &inner)
      emit(.endEscaping)
      escapes = outer
      leave(inner)
    }
  }

  private mutating func output(_ parts: [Statement.Output], _ frame: Frame) {
    if frame.checksOutput, hasKnownExtends { return }
    let over = frame.checksOutput ? jumpIfExtended(frame) : nil
    var text: [UInt8] = []
    for part in parts {
      switch part {
      case .text(let range): text += bytes[range]
      case .expression(let expression):
        range = expression.range
        if let constant = constantOutput(expression, frame) {
          text += constant
        } else {
          print(expression, after: &text)
        }
      }
    }
    flush(&text)
    if let over { land(over) }
  }

  private mutating func flush(_ text: inout [UInt8]) {
    if text.isEmpty { return }
    emit(.text(start: Ref(program.text.count), count: Ref(text.count)))
    program.text += text
    text = []
  }

  /// Prints what is on the stack; it waits there while the text before it is written.
  private mutating func print(_ expression: Expression, after text: inout [UInt8]) {
    if case .member(let object, _) = expression.kind, object.name != nil,
      case .member(let name, let cache)? = program.code.last,
      case .local(let slot, let variable) = program.code[program.code.count - 2]
    {
      // `{{ variable.name }}`: one instruction for the two that push its value.
      let place = program.places[program.places.count - 2]
      program.code.removeLast(2)
      program.places.removeLast(2)
      flush(&text)
      emit(.outputMember(slot: slot, name: name, cache: cache, escapes: escapes))
      emit(.local(slot: slot, name: variable))
      program.places[program.places.count - 1] = place
      function.push(-2)
    } else {
      flush(&text)
      emit(.output(escapes: escapes))
    }
  }

  mutating func jumpIfExtended(_ frame: Frame) -> Int? {
    guard let parentSlot else { return nil }
    var hops = 0, function = frame.function
    while function !== parentSlot.function, let parent = function.parent {
      hops += function.hops
      function = parent
    }
    return emitJump(.jumpIfExtended(hops: Ref(hops), slot: parentSlot.slot, to: 0))
  }

  // MARK: Loops

  private mutating func loop(_ loop: Statement.Loop, _ frame: Frame) {
    let range = range
    var inner = frame.inner(), otherwise = frame.inner()
    var blocks: [(Statement.Block, Range<Int>)] = [], hasExtends = false
    collect(loop.body + loop.otherwise, &blocks, &hasExtends)
    let usesLoop = mentions("loop", in: loop.body) || blocks.contains { $0.0.isScoped }
    let loopVariable = usesLoop ? inner.scope.declareParameter("loop") : nil
    inner.scope.analyze(target: loop.target, asParameter: true)
    inner.scope.analyze(loop.body)
    otherwise.scope.analyze(loop.otherwise)
    if assignsLoop(loop) { report(.notAssignable(), range) }

    let test = loop.test.map { loopTest($0, of: loop, frame, inner) } ?? -1
    expression(loop.source, frame)
    self.range = range
    emit(.beginLoop(test: Ref(test)))
    let start = emitJump(.next(to: 0))
    assign(to: loop.target, inner)
    if let loopVariable { emit(.loopVariable(slot: inner.function.place(of: loopVariable).slot)) }
    enter(inner)
    compile(loop.body, &inner)
    self.range = range
    emit(.jump(to: Ref(start)))
    land(start)
    leave(inner)
    if !loop.otherwise.isEmpty {
      let over = emitJump(.jumpIfTurned(to: 0))
      enter(otherwise)
      compile(loop.otherwise, &otherwise)
      leave(otherwise)
      land(over)
    }
    self.range = range
    emit(.endLoop)
  }

  /// The test of `for … if` as a piece of code of its own, with variables of its own: where it starts.
  private mutating func loopTest(
    _ condition: Expression, of loop: Statement.Loop, _ frame: Frame, _ inner: Frame
  ) -> Int {
    var testing = frame.inner()
    testing.function = Function(parent: inner.function, baseLevel: inner.scope.level, sharesSlots: true)
    testing.scope.analyze(target: loop.target, asParameter: true)
    testing.scope.analyze(condition)
    let over = emitJump(.jump(to: 0)), start = program.code.count, outer = function.beginPiece()
    function.push(1)
    assign(to: loop.target, testing)
    enter(testing)
    expression(condition, testing)
    emit(.end)
    function.endPiece(outer)
    land(over)
    return start
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
    func analyze() {
      for parameter in macro.parameters { inner.scope.analyze(target: parameter, asParameter: true) }
      for value in macro.defaults { inner.scope.analyze(value) }
      inner.scope.analyze(macro.body)
    }
    analyze()
    let names = macro.parameters.compactMap(\.name)
    var special: [String: Ref] = [:]
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
    let routine = routine(inner.function) { compiler in
      compiler.enter(inner)
      let required = names.count - macro.defaults.count
      for (i, slot) in slots.enumerated() {
        let given = compiler.emitJump(.jumpIfAssigned(slot: slot, to: 0))
        if i < required {
          compiler.emit(.undefinedParameter(slot: slot, name: compiler.intern(names[i])))
        } else {
          compiler.expression(macro.defaults[i - required], inner)
          compiler.emit(.store(slot: slot))
        }
        compiler.land(given)
      }
      compiler.compile(macro.body, &inner)
    }
    self.range = range
    program.macros.append(
      CompiledMacro(
        name: macro.name.map { intern($0) } ?? -1, parameters: names.map { intern($0) }, slots: slots,
        callerSlot: special["caller"] ?? -1, keywordsSlot: special["kwargs"] ?? -1,
        restSlot: special["varargs"] ?? -1, routine: routine))
    return Ref(program.macros.count - 1)
  }

  // MARK: Targets

  /// Assigns what is on the stack.
  private mutating func assign(to target: Expression, _ frame: Frame) {
    switch target.kind {
    case .name(let name):
      guard let variable = frame.scope.find(name) else { return emit(.impossible) }
      emit(.store(slot: frame.function.place(of: variable).slot))
    case .namespaceMember(let name, let member):
      guard let variable = frame.scope.find(name) else { return emit(.impossible) }
      let place = frame.function.place(of: variable)
      emit(.variable(hops: place.hops, slot: place.slot))
      emit(.storeMember(name: intern(member)))
    case .tuple(let items):
      emit(.unpack(Ref(items.count)))
      for item in items { assign(to: item, frame) }
    default: emit(.impossible)
    }
  }

  /// At the top level, what has been assigned is seen by blocks and importers.
  private mutating func export(_ target: Expression, _ frame: Frame) {
    guard frame.isTopLevel else { return }
    switch target.kind {
    case .name(let name):
      guard let variable = frame.scope.find(name) else { return }
      let slot = frame.function.place(of: variable).slot
      emit(.export(variable: self.variable(name), slot: slot, isPublic: !name.hasPrefix("_")))
    case .tuple(let items): for item in items { export(item, frame) }
    default: break
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
