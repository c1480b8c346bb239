import Diagnostics

/// Runs a program for one page: appends bytes to one buffer. Statements are here, expressions, calls and
/// lookups in the files beside it. Everything that lives as long as the page (activations, macros, loops …)
/// stands in tables, and values refer to it by number.
struct Renderer {
  /// One call of a routine: where its variables are, what it is inside of, and its context.
  struct Activation {
    let base: Int
    let count: Int
    let parent: Int
    let context: Int
    let names: Span
  }

  /// What names mean to a template: the data, and what the top level has assigned.
  struct Context {
    var values: [Value]
    /// The blocks of each name, the most derived first.
    var blocks: [Ref: [Int]]
    var exported = Set<Ref>()
    /// The entry of `escaping` that says whether `autoescape` is on.
    let escaping: Int
  }

  struct Module {
    let text: String
    let exports: Object
    let template: Int
  }

  struct MacroValue {
    let plan: Int
    let activation: Int
    let name: String?
  }

  let program: Program
  let limits: Limits
  var out = [UInt8]()
  var slots = [Value]()
  var activations = [Activation]()
  var current = -1
  var base = 0
  var contexts = [Context]()
  var escaping = [Bool]()
  var modules = [Module]()
  private var moduleOf = [Int: Int]()
  var macros = [MacroValue]()
  var namespaces = [Object]()
  var loops = [LoopState]()
  var iterators = [IteratorState]()
  var cyclers = [(items: [Value], position: Int)]()
  var joiners = [(separator: Value, isUsed: Bool)]()
  /// What each member op found last. It keeps the shape alive, so that no other can take its place in memory.
  var memberCache: [(shape: Shape?, slot: Int)]
  private var captured = [Value]()
  private var depth = 0
  private var steps = 0
  private var memberStores = 0
  private(set) var data = Object([])

  init(_ program: Program) {
    self.program = program
    limits = program.limits
    memberCache = Array(repeating: (nil, 0), count: program.ops.count)
  }

  /// Prints plain values.
  static let forConstants = Renderer(Program())

  var escapes: Bool { current < 0 ? true : escaping[contexts[activations[current].context].escaping] }

  mutating func render(_ template: Int, with data: Object, into output: inout [UInt8]) throws(Failure) {
    self.data = data
    out = []
    swap(&out, &output)
    let start = out.count
    do throws(Failure) {
      let context = newContext(template, data: data)
      try renderRoot(template, context)
      swap(&out, &output)
    } catch {
      out.removeSubrange(start...)
      swap(&out, &output)
      throw error
    }
  }

  // MARK: Contexts and activations

  private mutating func newContext(_ template: Int, data: Object? = nil) -> Int {
    var values = [Value](repeating: .missing, count: program.variables.count)
    for function in Special.Function.allCases {
      if let variable = program.variableIndex[function.rawValue] {
        values[Int(variable)] = .special(.function(function))
      }
    }
    if let data {
      for (key, value) in zip(data.shape.keys, data.slots) {
        if let name = key.value.text, let variable = program.variableIndex[name] {
          values[Int(variable)] = value
        }
      }
    }
    return newContext(template, values: values)
  }

  private mutating func newContext(_ template: Int, values: [Value]) -> Int {
    escaping.append(true)
    let blocks = program.templates[template].blocks.map { (program.blocks[$0].name, [$0]) }
    contexts.append(
      Context(
        values: values, blocks: Dictionary(blocks) { first, _ in first }, escaping: escaping.count - 1))
    return contexts.count - 1
  }

  /// A copy of the current context's names in which local variables are names too.
  private mutating func values(with locals: [(variable: Ref, value: Ref)]) throws(Failure) -> [Value] {
    var values = contexts[activations[current].context].values
    for (variable, ref) in locals {
      let value = try evaluate(ref)
      if !value.isMissing { values[Int(variable)] = value }
    }
    return values
  }

  mutating func activate(
    _ routine: Routine, parent: Int, context: Int, _ body: (inout Renderer) throws(Failure) -> Void
  ) throws(Failure) {
    if slots.count > limits.steps { throw .tooManySteps() }
    // A call takes more of the thread's stack than an expression does.
    depth += 10
    defer { depth -= 10 }
    let (outerCurrent, outerBase) = (current, base)
    let start = slots.count
    slots.append(contentsOf: repeatElement(.missing, count: routine.slotCount))
    activations.append(
      Activation(
        base: start, count: routine.slotCount, parent: parent, context: context, names: routine.slotNames))
    (current, base) = (activations.count - 1, start)
    let own = current
    defer {
      (current, base) = (outerCurrent, outerBase)
      // What a macro still refers to stays until the page is done.
      if !routine.isCaptured, activations.count - 1 == own {
        activations.removeLast()
        slots.removeLast(slots.count - start)
      }
    }
    try body(&self)
  }

  /// A template's top level, then that of the template it extends.
  private mutating func renderRoot(_ template: Int, _ context: Int) throws(Failure) {
    let compiled = program.templates[template]
    var parent: Value = .missing
    try activate(compiled.root, parent: -1, context: context) { renderer throws(Failure) in
      if compiled.selfSlot >= 0 {
        renderer.slots[renderer.base + Int(compiled.selfSlot)] = .special(.blocks(context))
      }
      try renderer.run(compiled.root.body)
      if compiled.parentSlot >= 0 { parent = renderer.slots[renderer.base + Int(compiled.parentSlot)] }
    }
    guard case .int(let next) = parent else { return }
    depth += 1
    defer { depth -= 1 }
    if depth > limits.depth { throw .tooDeep() }
    do throws(Failure) {
      try renderRoot(next, context)
    } catch {
      throw error.noting(placeless: .extendedBy(compiled.name))
    }
  }

  /// The bytes that a body writes, as text.
  mutating func capture(_ body: (inout Renderer) throws(Failure) -> Void) throws(Failure) -> String {
    let start = out.count
    try body(&self)
    let text = String(decoding: out[start...], as: UTF8.self)
    out.removeSubrange(start...)
    return text
  }

  // MARK: Statements

  mutating func run(_ span: Span) throws(Failure) {
    for i in Int(span.start)..<Int(span.start + span.count) { try execute(program.lists[i]) }
  }

  private mutating func execute(_ ref: Ref) throws(Failure) {
    depth += 1
    defer { depth -= 1 }
    do throws(Failure) {
      if depth > limits.depth { throw .tooDeep() }
      try perform(program.ops[Int(ref)])
    } catch {
      throw located(error, ref)
    }
  }

  private mutating func perform(_ op: Op) throws(Failure) {
    switch op {
    case .text(let start, let count):
      program.text.withUnsafeBufferPointer {
        out.append(contentsOf: UnsafeBufferPointer(rebasing: $0[Int(start)..<Int(start + count)]))
      }
    case .output(let expression, let escapes): try write(evaluate(expression), escapes: escapes)
    case .branch(let test, let then, let otherwise):
      try run(evaluate(test).isTrue() ? then : otherwise)
    case .loop(let loop): try runLoop(program.loops[Int(loop)])
    case .assign(let target, let value): try store(evaluate(value), in: target)
    case .resolve(let slot, let variable):
      slots[base + Int(slot)] = contexts[activations[current].context].values[Int(variable)]
    case .alias(let slot, let hops, let from): slots[base + Int(slot)] = slots[place(hops, from)]
    case .clear(let slot): slots[base + Int(slot)] = .missing
    case .export(let variable, let slot, let isPublic):
      let context = activations[current].context
      contexts[context].values[Int(variable)] = slots[base + Int(slot)]
      if isPublic { contexts[context].exported.insert(variable) }
    case .unlessExtended(let hops, let slot, let statement):
      if case .int = slots[place(hops, slot)] { return }
      try execute(statement)
    case .captureBlock(let target, let body, let filter, let escapes):
      let text = try capture { renderer throws(Failure) in try renderer.run(body) }
      var value = markup(text)
      if filter >= 0 {
        captured.append(escapes ? .html(text) : .string(text))
        defer { captured.removeLast() }
        value = try markup(evaluate(filter).printed(in: self))
      }
      try store(value, in: target)
    case .filterBlock(let body, let filter, let escapes):
      let text = try capture { renderer throws(Failure) in try renderer.run(body) }
      captured.append(escapes ? .html(text) : .string(text))
      defer { captured.removeLast() }
      let value = try evaluate(filter)
      guard let result = value.text else { throw .blockNeedsText(value) }
      append(result)
    case .autoescape(let isOn, let body):
      let escaping = contexts[activations[current].context].escaping
      let outer = self.escaping[escaping]
      self.escaping[escaping] = isOn
      try run(body)
      self.escaping[escaping] = outer
    case .macro(let plan, let slot):
      macros.append(MacroValue(plan: Int(plan), activation: current, name: program.macros[Int(plan)].name))
      slots[base + Int(slot)] = .special(.macro(macros.count - 1))
    case .callBlock(let plan, let call):
      macros.append(MacroValue(plan: Int(plan), activation: current, name: nil))
      guard case .call(let callee, let invocation) = program.ops[Int(call)] else { throw .impossible() }
      let value = try self.call(callee, invocation, caller: .special(.macro(macros.count - 1)))
      append(value.text ?? "")
    case .include(let include): try run(program.includes[Int(include)])
    case .import(let plan): try run(program.imports[Int(plan)])
    case .extends(let template, let slot):
      if case .int = slots[base + Int(slot)] { throw .twice("extends") }
      let parent = try find(evaluate(template))
      slots[base + Int(slot)] = .int(parent)
      let context = activations[current].context
      for block in program.templates[parent].blocks {
        contexts[context].blocks[program.blocks[block].name, default: []].append(block)
      }
    case .block(let call): try run(program.blockCalls[Int(call)])
    default: throw .impossible()
    }
  }

  func place(_ hops: Ref, _ slot: Ref) -> Int {
    if hops == 0 { return base + Int(slot) }
    var activation = current
    for _ in 0..<hops { activation = activations[activation].parent }
    return activations[activation].base + Int(slot)
  }

  var capturedBlock: Value { captured.last ?? .missing }

  /// Safe text where `autoescape` is on.
  func markup(_ text: String) -> Value { escapes ? .html(text) : .string(text) }

  mutating func append(_ text: String) { out.append(text) }

  mutating func write(_ value: Value, escapes: Bool) throws(Failure) {
    switch value {
    case .string(let text): if escapes { out.appendEscaped(text) } else { out.append(text) }
    case .html(let text): out.append(text)
    case .special(let special):
      var isSafe = false
      if case .module = special.kind { isSafe = true }
      let text = try value.printed(in: self)
      if escapes && !isSafe { out.appendEscaped(text) } else { out.append(text) }
    default:
      let text = try value.printed(in: self)
      if escapes { out.appendEscaped(text) } else { out.append(text) }
    }
    if out.count > limits.output { throw .tooLarge() }
  }

  mutating func countDepth() throws(Failure) {
    depth += 1
    if depth > limits.depth {
      depth -= 1
      throw .tooDeep()
    }
  }

  mutating func uncountDepth() { depth -= 1 }

  /// Counts a turn of a loop, or anything else that could go on for ever.
  mutating func countStep() throws(Failure) {
    steps += 1
    if steps > limits.steps { throw .tooManySteps() }
    if out.count > limits.output { throw .tooLarge() }
  }

  // MARK: Assignment

  mutating func store(_ value: Value, in target: Ref) throws(Failure) {
    switch program.ops[Int(target)] {
    case .storeSlot(let slot): slots[base + Int(slot)] = value
    case .storeTuple(let targets):
      var source = try iterate(value)
      for i in 0..<Int(targets.count) {
        guard let item = try next(&source) else { throw .unpack(Int(targets.count), value) }
        try store(item, in: program.lists[Int(targets.start) + i])
      }
      if try next(&source) != nil { throw .unpack(Int(targets.count), value) }
    case .storeMember(let object, let name):
      let object = try evaluate(object)
      guard case .special(let special) = object, case .namespace(let namespace) = special.kind else {
        throw .notNamespace(object)
      }
      if case .special(let special) = value, case .macro = special.kind {
        throw .unsupportedValue(value, in: "set")
      }
      // Only through a namespace can a value grow deeper and deeper: looked at now and then, it stays safe to free.
      memberStores += 1
      if memberStores % 16 == 0 { try checkDepth(of: value, 0) }
      let old = namespaces[namespace]
      if let slot = old.shape.slot(of: program.keys[Int(name)]) {
        var slots = old.slots
        slots[slot] = value
        namespaces[namespace] = Object(old.shape, slots)
      } else {
        namespaces[namespace] = Object(
          pairs: Array(zip(old.shape.keys, old.slots)) + [(program.keys[Int(name)], value)])
      }
    default: throw .impossible()
    }
  }

  private mutating func checkDepth(of value: Value, _ depth: Int) throws(Failure) {
    let parts: [Value]
    if case .object(let object) = value { parts = object.slots } else { parts = value.items ?? [] }
    if parts.isEmpty { return }
    if depth > 100 { throw .tooDeep() }
    try countStep()
    for part in parts { try checkDepth(of: part, depth + 1) }
  }

  // MARK: Loops

  private mutating func runLoop(_ loop: CompiledLoop) throws(Failure) {
    let value = try evaluate(loop.source)
    if loop.routine != nil {
      let text = try runRecursive(
        loop, value, depth: 0, parent: current, context: activations[current].context)
      append(text)
      return
    }
    try turn(loop, value, depth: 0)
  }

  /// A recursive loop over a value, as text.
  mutating func runRecursive(
    _ loop: CompiledLoop, _ value: Value, depth: Int, parent: Int, context: Int
  ) throws(Failure) -> String {
    try capture { renderer throws(Failure) in
      try renderer.activate(loop.routine ?? Routine(), parent: parent, context: context) {
        renderer throws(Failure) in
        try renderer.turn(loop, value, depth: depth)
      }
    }
  }

  private mutating func turn(_ loop: CompiledLoop, _ value: Value, depth: Int) throws(Failure) {
    var source = try iterate(value)
    var isEmpty = true
    if loop.loopSlot >= 0 || loop.test != nil {
      let length = loop.test == nil ? try self.length(value) : nil
      loops.append(LoopState(loop: loop, source: source, activation: current, depth: depth, length: length))
      let state = loops.count - 1
      while let item = try nextTurn(state) {
        isEmpty = false
        try countStep()
        try store(item, in: loop.target)
        if loop.loopSlot >= 0 { slots[base + Int(loop.loopSlot)] = .special(.loop(state)) }
        try run(loop.enter)
        try run(loop.body)
      }
      if loops.count - 1 == state, loop.routine == nil { loops.removeLast() }
    } else {
      while let item = try next(&source) {
        isEmpty = false
        try countStep()
        try store(item, in: loop.target)
        try run(loop.enter)
        try run(loop.body)
      }
    }
    try run(loop.leave)
    if isEmpty { try run(loop.otherwise) }
  }

  // MARK: Blocks and other templates

  private mutating func run(_ call: BlockCall) throws(Failure) {
    var context = activations[current].context
    guard let blocks = contexts[context].blocks[call.name], let block = blocks.first else {
      throw .impossible()
    }
    if call.isRequired, blocks.count <= 1 { throw .requiredBlockMissing(program.names[Int(call.name)]) }
    let count = contexts.count
    if let locals = call.locals {
      let values = try values(with: locals)
      contexts.append(
        Context(values: values, blocks: contexts[context].blocks, escaping: contexts[context].escaping))
      context = contexts.count - 1
    }
    try run(block: block, context)
    if call.locals != nil, contexts.count == count + 1, !program.blocks[block].routine.isCaptured {
      contexts.removeLast()
    }
  }

  mutating func run(block: Int, _ context: Int) throws(Failure) {
    let compiled = program.blocks[block]
    try activate(compiled.routine, parent: -1, context: context) { renderer throws(Failure) in
      if compiled.selfSlot >= 0 {
        renderer.slots[renderer.base + Int(compiled.selfSlot)] = .special(.blocks(context))
      }
      if compiled.superSlot >= 0 {
        let blocks = renderer.contexts[context].blocks[compiled.name] ?? []
        let depth = (blocks.firstIndex(of: block) ?? blocks.count) + 1
        renderer.slots[renderer.base + Int(compiled.superSlot)] =
          depth < blocks.count
          ? .special(.block(context: context, name: Int(compiled.name), depth: depth))
          : .absent(.noParentBlock(renderer.program.names[Int(compiled.name)]))
      }
      try renderer.run(compiled.routine.body)
    }
  }

  /// The template of a name, or the first there is of a list of names.
  private func find(_ value: Value) throws(Failure) -> Int {
    var names = [String]()
    for value in value.items ?? [value] {
      if case .undefined(let undefined) = value { throw .undefined(undefined) }
      guard let name = value.text else { throw .templateName(value) }
      if let template = program.templateIndex[name] { return template }
      names.append(name)
    }
    throw .templateNotFound(names, among: program.templates.map(\.name))
  }

  private mutating func run(_ include: CompiledInclude) throws(Failure) {
    let template: Int
    do throws(Failure) {
      template = try find(evaluate(include.template))
    } catch {
      if include.ignoresMissing, error.code == "template-not-found" { return }
      throw error
    }
    do throws(Failure) {
      if include.withContext {
        let count = contexts.count
        let context = newContext(template, values: try values(with: include.locals))
        try renderRoot(template, context)
        if contexts.count == count + 1, !program.templates[template].root.isCaptured { contexts.removeLast() }
      } else {
        append(modules[try module(of: template)].text)
      }
    } catch {
      throw error.noting(.includedFrom(program.templates[template].name))
    }
  }

  /// A template run for what it exports, once for each page.
  private mutating func module(of template: Int) throws(Failure) -> Int {
    if let module = moduleOf[template] { return module }
    let module = try makeModule(template, newContext(template))
    moduleOf[template] = module
    return module
  }

  private mutating func makeModule(_ template: Int, _ context: Int) throws(Failure) -> Int {
    let text = try capture { renderer throws(Failure) in try renderer.renderRoot(template, context) }
    let exported = contexts[context].exported.sorted().map {
      (program.variables[Int($0)], contexts[context].values[Int($0)])
    }
    modules.append(Module(text: text, exports: Object(exported), template: template))
    return modules.count - 1
  }

  private mutating func run(_ plan: CompiledImport) throws(Failure) {
    let template = try find(evaluate(plan.template))
    let module: Int
    do throws(Failure) {
      module =
        plan.withContext
        ? try makeModule(template, newContext(template, values: try values(with: plan.locals)))
        : try self.module(of: template)
    } catch {
      throw error.noting(.importedFrom(program.templates[template].name))
    }
    for (name, slot, variable) in plan.targets {
      var value = Value.special(.module(module))
      if let name {
        let exports = modules[module].exports
        value = exports[name] ?? .absent(.notExported(name, program.templates[template].name))
      }
      slots[base + Int(slot)] = value
      if variable >= 0 {
        let context = activations[current].context
        contexts[context].values[Int(variable)] = value
        contexts[context].exported.remove(variable)
      }
    }
  }

  // MARK: Where things fail

  /// Attaches the place of an op to what failed there, once, with the names that do exist.
  func located(_ failure: Failure, _ ref: Ref) -> Failure {
    if failure.isLocated { return failure.placed(at: location(ref)) }
    var ref = ref
    if let origin = failure.undefined?.origin, origin >= 0 { ref = origin }
    let template = Int(program.places[Int(ref)].template)
    return failure.located(at: location(ref), in: program.templates[template].source, names: visibleNames)
  }

  private func location(_ ref: Ref) -> Location {
    let place = program.places[Int(ref)], template = program.templates[Int(place.template)]
    return Location(template.source.path, template.map(Int(place.start)..<Int(place.end)))
  }

  /// The names that stand for something where the renderer is.
  private var visibleNames: [String] {
    var names = Set(data.keys.compactMap(\.text)), activation = current
    while activation >= 0, activation < activations.count {
      let frame = activations[activation]
      for i in 0..<Int(frame.names.count) where i < frame.count && !slots[frame.base + i].isMissing {
        let name = program.lists[Int(frame.names.start) + i]
        if name >= 0 { names.insert(program.names[Int(name)]) }
      }
      activation = frame.parent
    }
    return names.sorted()
  }
}
