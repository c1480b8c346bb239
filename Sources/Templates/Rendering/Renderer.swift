import Diagnostics

/// Renders one page: goes through the nodes of a program and appends bytes to one buffer. Statements are here,
/// expressions in `Evaluation.swift`.
package struct Renderer: ~Copyable {
  /// The place at which a node has found a member last.
  struct MemberCache {
    var shape: Datum
    var rank: Int
  }

  let program: Program
  let limits: Limits
  var memory: Memory
  var out = Output()
  /// The work so far.
  private var steps = 0
  /// The values of the page's names, by variable.
  var variables: [Datum]
  /// The slots of all routines that are being run, one routine above the other.
  var stack: [Datum] = []
  /// The first slot of the routine that is being run.
  var base = 0
  var caches: [MemberCache]
  let tables: ProgramTables
  let nodes: [Node]
  let links: [Ref]
  private var routine: Ref = -1
  /// The routine of each block of the page.
  private var blocks: [Ref]
  /// Macros and blocks inside each other, and nodes.
  private var depth = 0
  var levels = 0
  /// The names of the page.
  private var data = Datum.none

  init(_ program: Program, reading memory: borrowing Memory) {
    self.program = program
    limits = program.library.limits
    self.memory = Memory(reading: memory, program.arena)
    tables = program.tables
    nodes = tables.nodes
    links = tables.links
    variables = [Datum](repeating: .missing, count: tables.variables.count)
    caches = [MemberCache](repeating: MemberCache(shape: .missing, rank: 0), count: tables.cacheCount)
    blocks = [Ref](repeating: -1, count: tables.blockNames.count)
  }

  /// Renders a template: its own top level, then that of the template it extends.
  mutating func render(_ template: Int, with data: Datum) throws(Failure) {
    self.data = data
    for (rank, key) in memory.keys(of: data).enumerated() {
      let variable = memory.rank(of: memory.bytes(of: key), in: program.variableShape)
      if variable >= 0 { variables[variable] = memory.member(rank, of: data) }
    }
    let chain = tables.templates[template].chain
    for (block, routine) in tables.templates[template].blockTable { blocks[Int(block)] = routine }
    for (i, file) in chain.enumerated() {
      do throws(Failure) {
        try call(tables.templates[file].root)
      } catch {
        throw chain[..<i].reversed().reduce(error) {
          $0.noting(.extendedBy(tables.templates[$1].name))
        }
      }
    }
  }

  // MARK: Statements

  mutating func run(_ list: NodeList) throws(Failure) {
    for i in Int(list.first)..<Int(list.first + list.count) {
      // Every other statement is text.
      if case .output(let start, let count) = nodes[Int(links[i])] {
        out.append(tables.text, Int(start)..<Int(start + count))
      } else {
        try run(links[i])
      }
    }
  }

  mutating func run(_ statement: Ref) throws(Failure) {
    do throws(Failure) {
      switch nodes[Int(statement)] {
      case .print(let value): try print(value)
      case .branch(let test, let then, let otherwise):
        try deeper()
        try run(evaluate(test).isTrue ? then : otherwise)
        levels -= 1
      case .loopOver(let loop):
        try deeper()
        try run(tables.loops[Int(loop)])
        levels -= 1
      case .setSlot(let slot, let value): stack[base + Int(slot)] = try evaluate(value)
      case .setVariable(let variable, let value): variables[Int(variable)] = try evaluate(value)
      case .block(let block): try call(blocks[Int(block)])
      case .routine(let routine): try call(routine)
      case .body(let body): try run(body)
      case .include(let template, let body):
        do throws(Failure) { try run(body) } catch {
          throw error.noting(
            .includedFrom(tables.templates[Int(template)].name), at: tables.location(statement))
        }
      default: break
      }
    } catch {
      throw located(error, statement)
    }
    if out.count > limits.output { throw located(.tooLarge(), statement) }
  }

  private mutating func print(_ value: Ref) throws(Failure) {
    switch nodes[Int(value)] {
    case .call(let macro, let arguments): try call(macro, arguments, value)
    case .text(let body): try run(body)
    default: try write(evaluate(value))
    }
  }

  // MARK: Routines

  /// Runs a macro, whose output is text of the page, for the node that calls it.
  mutating func call(_ macro: Ref, _ arguments: NodeList, _ node: Ref) throws(Failure) {
    let start = stack.count, routine = tables.macros[Int(macro)].routine
    for i in Int(arguments.first)..<Int(arguments.first + arguments.count) {
      let value = try evaluate(links[i])
      stack.append(value)
    }
    do throws(Failure) {
      try call(routine, over: start)
    } catch {
      throw located(error, node).noting(
        .inMacro(tables.macros[Int(macro)].name), at: tables.location(node))
    }
  }

  /// - Parameter start: the first slot of the routine, if some are on the stack already.
  private mutating func call(_ routine: Ref, over start: Int? = nil) throws(Failure) {
    guard routine >= 0 else { return }
    let start = start ?? stack.count
    if depth >= limits.depth { throw .tooDeep() }
    let plan = tables.routines[Int(routine)], outer = (base, self.routine)
    try charge(Int(plan.weight))
    while stack.count < start + Int(plan.slots.count) { stack.append(.missing) }
    (base, self.routine) = (start, routine)
    depth += 1
    try run(plan.body)
    depth -= 1
    (base, self.routine) = outer
    stack.removeLast(stack.count - start)
  }

  // MARK: Loops

  private mutating func run(_ loop: Loop) throws(Failure) {
    let source = try evaluate(loop.source)
    var items = try sequence(source)
    if loop.condition >= 0 { items = try matching(items, loop) }
    if items.count == 0 { return try run(loop.otherwise) }
    let slot = base + Int(loop.slot)
    stack[slot] = items
    for index in 0..<items.count {
      // A turn costs as much as there is to do in it.
      try charge(Int(loop.weight))
      stack[slot + 1] = Datum(index)
      try assign(memory.item(index, of: items), loop.targets)
      try run(loop.body)
    }
  }

  /// The items that the `if` of a `for` lets through.
  private mutating func matching(_ items: Datum, _ loop: Loop) throws(Failure) -> Datum {
    var matching: [Datum] = []
    for index in 0..<items.count {
      try charge()
      let item = memory.item(index, of: items)
      try assign(item, loop.targets)
      if try evaluate(loop.condition).isTrue { matching.append(item) }
    }
    return memory.list(matching)
  }

  @inline(__always)
  private mutating func assign(_ item: Datum, _ targets: NodeList) throws(Failure) {
    if targets.count == 1 {
      stack[base + Int(links[Int(targets.first)])] = item
    } else {
      try unpack(item, targets)
    }
  }

  private mutating func unpack(_ item: Datum, _ targets: NodeList) throws(Failure) {
    let parts = try sequence(item)
    guard parts.count == Int(targets.count) else { throw .unpack(Int(targets.count), item) }
    for i in 0..<parts.count { stack[base + Int(links[Int(targets.first) + i])] = memory.item(i, of: parts) }
  }

  // MARK: Limits

  /// Nodes inside each other that the thread's stack has room for.
  private static var maximalLevels: Int { 400 }

  @inline(__always)
  mutating func deeper() throws(Failure) {
    levels += 1
    if levels > Renderer.maximalLevels { throw .tooDeep() }
  }

  /// Counts what could go on or grow for ever.
  @inline(__always)
  mutating func charge(_ steps: Int = 1) throws(Failure) {
    self.steps += steps
    if self.steps > limits.steps { throw .tooManySteps() }
    if out.count > limits.output || memory.size > limits.memory { throw .tooLarge() }
  }

  // MARK: Mistakes

  /// The failure at the place of a node, with the names that there are.
  @inline(never)
  func located(_ failure: Failure, _ node: Ref) -> Failure {
    if failure.isLocated { return failure }
    return failure.located(at: tables.location(node), in: tables.template(node).source, names: visibleNames)
  }

  private var visibleNames: [String] {
    var names = Set(memory.keys(of: data).map { memory.string(of: $0) })
    for (i, variable) in variables.enumerated() where !variable.isMissing {
      names.insert(tables.variables[i])
    }
    for i in 0..<(routine < 0 ? 0 : Int(tables.routines[Int(routine)].slots.count))
    where !stack[base + i].isMissing {
      names.insert(slotName(i))
    }
    names.remove("")
    return names.sorted()
  }

  func slotName(_ slot: Int) -> String {
    tables.slotNames[Int(tables.routines[Int(routine)].slots.first) + slot]
  }
}
