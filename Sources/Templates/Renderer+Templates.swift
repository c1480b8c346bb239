/// Templates that work together: contexts, blocks, includes, imports.
extension Renderer {
  /// What names mean to a template: the data, and what the top level has assigned.
  struct Context {
    let values: UnsafeMutablePointer<Datum>
    /// The blocks of each name, the most derived first.
    var blocks: [Ref: [Int]]
    var exported = Set<Ref>()
    /// The entry of `escaping` that says whether `autoescape` is on.
    let escaping: Int
  }

  /// An imported template: what it has printed, and what it exports.
  struct Module: BitwiseCopyable {
    let text: Datum
    let exports: Datum
  }

  mutating func render(_ template: Int, with data: Datum) throws(Failure) {
    self.data = data
    try renderRoot(template, newContext(template, data: data))
  }

  // MARK: Contexts

  private mutating func newContext(_ template: Int, data: Datum? = nil) -> Int {
    let values = memory.room(program.variables.count, of: Datum.self)
    values.initialize(repeating: .missing, count: program.variables.count)
    for (function, variable) in program.functions {
      values[variable] = Datum(.function, detail: function.rawValue)
    }
    if let data {
      for (key, value) in zip(data.keys, data.slots) {
        let variable = program.variable(key)
        if variable >= 0 { values[variable] = value }
      }
    }
    return newContext(template, values)
  }

  private mutating func newContext(_ template: Int, _ values: UnsafeMutablePointer<Datum>) -> Int {
    escaping.append(true)
    var blocks: [Ref: [Int]] = [:]
    for block in program.templates[template].blocks { blocks[program.blocks[block].name] = [block] }
    contexts.append(Context(values: values, blocks: blocks, escaping: escaping.count - 1))
    return contexts.count - 1
  }

  /// A copy of the current context's names in which local variables are names too.
  private mutating func values(with locals: Locals) -> UnsafeMutablePointer<Datum> {
    let values = memory.room(program.variables.count, of: Datum.self)
    values.initialize(from: contexts[context].values, count: program.variables.count)
    for (variable, hops, slot) in locals {
      let value = slots(out: hops)[Int(slot)]
      if !value.isMissing { values[Int(variable)] = value }
    }
    return values
  }

  /// A template's top level, then that of the template it extends.
  private mutating func renderRoot(_ template: Int, _ context: Int) throws(Failure) {
    // Its context is kept until the page is done.
    try charge(20)
    var template = template, extended: [String] = []
    while true {
      let compiled = program.templates[template], variables: UnsafeMutablePointer<Datum>
      do throws(Failure) {
        if extended.count > limits.depth { throw .tooDeep() }
        variables = try activate(compiled.root, parent: nil, context: context)
      } catch {
        throw extended.reversed().reduce(error) { $0.noting(placeless: .extendedBy($1)) }
      }
      guard compiled.parentSlot >= 0, variables[Int(compiled.parentSlot)].tag == .int else { return }
      extended.append(compiled.name)
      template = variables[Int(compiled.parentSlot)].int
    }
  }

  // MARK: Blocks

  mutating func extend(_ name: Datum, _ slot: Ref) throws(Failure) {
    if slots[Int(slot)].tag == .int { throw .twice("extends") }
    let parent = try find(name)
    set(slot, Datum(parent))
    for block in program.templates[parent].blocks {
      contexts[context].blocks[program.blocks[block].name, default: []].append(block)
    }
  }

  mutating func run(_ call: BlockCall) throws(Failure) {
    var context = context
    guard let blocks = contexts[context].blocks[call.name], let block = blocks.first else {
      throw .impossible()
    }
    if call.isRequired, blocks.count <= 1 {
      throw .requiredBlockMissing(program.names[call.name].text.text ?? "")
    }
    if let locals = call.locals {
      try charge(20)
      contexts.append(
        Context(
          values: values(with: locals), blocks: contexts[context].blocks, escaping: contexts[context].escaping
        ))
      context = contexts.count - 1
    }
    try run(block: block, context)
  }

  mutating func run(block: Int, _ context: Int) throws(Failure) {
    let compiled = program.blocks[block]
    try activate(compiled.routine, parent: nil, context: context) { renderer throws(Failure) in
      if compiled.superSlot >= 0 {
        let blocks = renderer.contexts[context].blocks[compiled.name] ?? []
        let depth = (blocks.firstIndex(of: block) ?? blocks.count) + 1
        renderer.set(
          compiled.superSlot, renderer.block(compiled.name, depth, context, ifNone: .noParentBlock))
      }
    }
  }

  /// A block of a name that can be called, a number of templates up from the most derived one.
  mutating func block(_ name: Ref, _ depth: Int, _ context: Int, ifNone: Absence) -> Datum {
    guard depth < contexts[context].blocks[name]?.count ?? 0 else {
      return absent(ifNone, program.names[name].text)
    }
    return Datum(.block, memory.store(BlockReference(context: context, name: name, depth: depth)))
  }

  /// `super`.
  struct BlockReference: BitwiseCopyable {
    let context: Int
    let name: Ref
    let depth: Int
  }

  /// What the block prints.
  mutating func call(block: BlockReference) throws(Failure) -> Datum {
    let blocks = contexts[block.context].blocks[block.name] ?? []
    guard block.depth < blocks.count else { throw .impossible() }
    let start = out.count
    try run(block: blocks[block.depth], block.context)
    return takeText(from: start, safe: escaping[contexts[block.context].escaping])
  }

  // MARK: Other templates

  /// The template of a name, or the first there is of a list of names.
  private mutating func find(_ value: Datum) throws(Failure) -> Int {
    if let template = try findIfAny(value) { return template }
    let names = (value.isSequence ? Array(value.items) : [value]).compactMap(\.text)
    throw .templateNotFound(names, among: program.templates.map(\.name))
  }

  private mutating func findIfAny(_ value: Datum) throws(Failure) -> Int? {
    for value in value.isSequence ? Array(value.items) : [value] {
      if value.tag == .undefined { throw .undefined(value) }
      guard let name = value.text else { throw .templateName(value) }
      try charge(value.making + 1)
      if let template = program.templateIndex[name] { return template }
    }
    return nil
  }

  mutating func include(_ plan: CompiledInclude, _ name: Datum) throws(Failure) {
    if plan.ignoresMissing, try findIfAny(name) == nil { return }
    let template = try find(name)
    do throws(Failure) {
      if plan.withContext {
        try renderRoot(template, newContext(template, values(with: plan.locals)))
      } else {
        out.append(try module(of: template).record(Module.self).pointee.text.bytes)
      }
    } catch {
      throw error.noting(.includedFrom(program.templates[template].name))
    }
  }

  /// A template run for what it exports, once for each page.
  private mutating func module(of template: Int) throws(Failure) -> Datum {
    if let module = modules[template] { return module }
    let module = try makeModule(template, newContext(template))
    modules[template] = module
    return module
  }

  private mutating func makeModule(_ template: Int, _ context: Int) throws(Failure) -> Datum {
    let start = out.count
    try renderRoot(template, context)
    let text = takeText(from: start)
    let exports = contexts[context].exported.sorted().map {
      (key: program.variables[$0], value: contexts[context].values[Int($0)])
    }
    return Datum(.module, memory.store(Module(text: text, exports: memory.object(exports))))
  }

  mutating func `import`(_ plan: CompiledImport, _ name: Datum) throws(Failure) {
    let template = try find(name), module: Datum
    do throws(Failure) {
      module =
        plan.withContext
        ? try makeModule(template, newContext(template, values(with: plan.locals)))
        : try self.module(of: template)
    } catch {
      throw error.noting(.importedFrom(program.templates[template].name))
    }
    for (name, slot, variable) in plan.targets {
      var value = module
      if let name {
        let name = program.names[name].text
        value =
          module.record(Module.self).pointee.exports[name]
          ?? absent(.notExported, name, of: memory.text(program.templates[template].name))
      }
      set(slot, value)
      if variable >= 0 {
        contexts[context].values[Int(variable)] = value
        contexts[context].exported.remove(variable)
      }
    }
  }
}
