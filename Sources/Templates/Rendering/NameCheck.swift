import Diagnostics

/// Looks through the nodes that a page can come to, without running them, for names that its data do not have: in
/// branches too that this page does not take.
///
/// Only certain mistakes are reported: a name is not looked at if a template asks anywhere whether it is defined,
/// and a value is followed only from the data through members and loops.
struct NameCheck: ~Copyable {
  private let tables: ProgramTables
  private let memory: Memory
  private let data: Datum
  /// Names that some template of the page asks after.
  private var asked: Set<String> = []
  /// Names that some template of the page sets.
  private var assigned: Set<String> = []
  /// The values that a slot may have.
  private var slots: [Ref: [Datum]] = [:]
  private var depth = 0
  private(set) var diagnostics: [Diagnostic] = []

  init(_ program: Program, template: Int, data: Datum, in builder: borrowing Memory) {
    tables = program.tables
    self.data = data
    memory = Memory(reading: builder, program.arena)
    let routines = tables.templates[template].chain.flatMap { tables.templates[$0].routines }
    for file in tables.templates[template].chain {
      asked.formUnion(tables.templates[file].asked)
      assigned.formUnion(tables.templates[file].outline.assigned)
    }
    for routine in routines {
      slots = [:]
      look(through: tables.routines[Int(routine)].body)
    }
  }

  private mutating func look(through list: NodeList) {
    for node in tables.nodes(list) { _ = look(at: node) }
  }

  /// Looks at a node and its parts; gives the values that it may have, none if they are not known.
  private mutating func look(at ref: Ref) -> [Datum] {
    guard depth < 1000 else { return [] }
    depth += 1
    defer { depth -= 1 }
    switch tables.nodes[Int(ref)] {
    case .constant(let constant, _): return [tables.constants[Int(constant)]]
    case .slot(let slot): return slots[slot] ?? []
    case .variable(let variable): return value(of: variable, ref)
    case .member(let owner, let name, _):
      return member(tables.names[Int(name)], of: look(at: owner), ref)
    case .loopOver(let loop):
      let loop = tables.loops[Int(loop)], source = look(at: loop.source)
      for target in tables.nodes(loop.targets) { slots[target] = nil }
      if loop.targets.count == 1, let target = tables.nodes(loop.targets).first {
        slots[target] = items(of: source)
      }
      if loop.condition >= 0 { _ = look(at: loop.condition) }
      look(through: loop.body)
      look(through: loop.otherwise)
    case .setSlot(let slot, let value):
      _ = look(at: value)
      slots[slot] = nil
    default: for part in tables.parts(of: ref) { _ = look(at: part) }
    }
    return []
  }

  private mutating func value(of variable: Ref, _ ref: Ref) -> [Datum] {
    let name = tables.variables[Int(variable)]
    if assigned.contains(name) { return [] }
    let value = memory.member(name.utf8.span, of: data)
    if !value.isMissing { return [value] }
    if !asked.contains(name) { report(.undefinedName(name), ref) }
    return []
  }

  private mutating func member(_ name: String, of samples: [Datum], _ ref: Ref) -> [Datum] {
    let objects = samples.filter { $0.tag == .object }
    let values = objects.map { memory.member(name.utf8.span, of: $0) }.filter { !$0.isMissing }
    if values.isEmpty, let last = objects.last, objects.count == samples.count, !asked.contains(name) {
      let keys = memory.keys(of: last).map { memory.string(of: $0) }
      report(.undefinedMember(name, of: last, among: keys), ref)
    }
    return values
  }

  private func items(of samples: [Datum]) -> [Datum] {
    let lists = samples.filter { $0.tag == .list }
    return Array(lists.flatMap { memory.items(of: $0).prefix(64) }.prefix(64))
  }

  private mutating func report(_ failure: Failure, _ ref: Ref) {
    let names = memory.keys(of: data).map { memory.string(of: $0) }.sorted()
    let source = tables.template(ref).source
    let diagnostic = failure.located(at: tables.location(ref), in: source, names: names).diagnostic
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }
}

extension TemplateSet {
  /// The names in a template that these data do not have, in branches not taken too: see `NameCheck`.
  package func missingNames(
    in name: String, with data: Datum, of builder: borrowing DataBuilder
  ) -> [Diagnostic] {
    guard let template = program.templateIndex[name], data.tag == .object else { return [] }
    return NameCheck(program, template: template, data: data, in: builder.memory).diagnostics
  }
}
