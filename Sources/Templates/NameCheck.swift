import Diagnostics

/// Looks through the code that a page can come to, without running it, for names that its data do not have: in
/// branches too that this page does not take.
///
/// What is certain is reported, nothing else: a name is not looked at where a template asks anywhere whether it
/// is defined, and a value is followed only from the data through members and loops.
struct NameCheck {
  /// What is known of a value before anything is run.
  private enum Known {
    case nothing
    /// A name that the data do not have.
    case missing
    /// One of these.
    case samples([Datum])
  }

  private let program: Program
  private let data: Datum
  /// Names that some template reached asks after.
  private var asked: Set<Ref> = []
  /// Variables that some template reached assigns to.
  private var assigned: Set<Ref> = []
  private var reached: [Int] = []
  /// Where macros and blocks end, by where they start.
  private let functionEnds: [Int: Int]
  private var known: [Ref: Known] = [:]
  /// What is known of the value that the last instruction has pushed.
  private var last = Known.nothing
  private(set) var diagnostics: [Diagnostic] = []

  init(_ program: Program, template: Int, data: Datum) {
    self.program = program
    self.data = data
    let functions = program.macros.map(\.routine) + program.blocks.map(\.routine)
    functionEnds = Dictionary(functions.map { ($0.entry, $0.end) }) { first, _ in first }
    reach(template)
    for template in reached { look(through: template) }
  }

  // MARK: Which templates

  private mutating func reach(_ template: Int) {
    if reached.contains(template) { return }
    reached.append(template)
    for place in program.templates[template].code {
      switch program.code[place] {
      case .extends, .include, .import:
        if case .constant(let name) = program.code[place - 1] { reach(named: program.constants[name]) }
        if case .include(let plan) = program.code[place] { assign(program.includes[Int(plan)].locals) }
        if case .import(let plan) = program.code[place] {
          assign(program.imports[Int(plan)].locals)
          assigned.formUnion(program.imports[Int(plan)].targets.map(\.variable))
        }
      case .block(let call): assign(program.blockCalls[Int(call)].locals ?? [])
      case .export(let variable, _, _): assigned.insert(variable)
      case .local(_, let name), .outer(_, _, let name), .member(let name, _):
        if isAskedAfter(place) { asked.insert(name) }
      default: break
      }
    }
  }

  private mutating func reach(named name: Datum) {
    for name in name.isSequence ? Array(name.items) : [name] {
      if let name = name.text, let template = program.templateIndex[name] { reach(template) }
    }
  }

  private mutating func assign(_ locals: Locals) { assigned.formUnion(locals.map(\.variable)) }

  /// Whether the value that is pushed at a place goes to `default` or `is defined`, itself or by a member.
  private func isAskedAfter(_ place: Int) -> Bool {
    var next = place, above = 0
    while true {
      next += 1
      switch program.code[next] {
      case .member: continue
      case .test(let call), .filter(let call), .call(let call):
        let count = program.invocations[call].count
        guard count < above else {
          return count == above && asks(program.code[next])
        }
        above -= count
      // Whoever takes the value is not certain.
      case .jump, .jumpIfFalse, .jumpOrPop, .link: return above > 0
      case let other:
        if above == 0, other.effect <= 0 { return false }
        above += other.effect
      }
    }
  }

  private func asks(_ instruction: Instruction) -> Bool {
    switch instruction {
    case .test(let call):
      ["defined", "undefined"].contains(program.library.tests[Int(program.invocations[call].function)].name)
    case .filter(let call):
      ["default", "d"].contains(program.library.filters[Int(program.invocations[call].function)].name)
    default: false
    }
  }

  // MARK: Names

  private mutating func look(through template: Int) {
    var functions: [(end: Int, known: [Ref: Known])] = []
    known = [:]
    for place in program.templates[template].code {
      if let end = functionEnds[place] {
        functions.append((end, known))
        known = [:]
      }
      look(at: place)
      if let function = functions.last, function.end == place {
        known = function.known
        functions.removeLast()
      }
    }
  }

  private mutating func look(at place: Int) {
    let before = last
    last = .nothing
    switch program.code[place] {
    case .resolve(let slot, let variable): known[slot] = value(of: variable)
    case .constant(let constant): last = .samples([program.constants[constant]])
    case .local(let slot, let name):
      last = known[slot] ?? .nothing
      if case .missing = last, !asked.contains(name) { report(.name, name, nil, place) }
    case .member(let name, _): last = member(name, of: before, place)
    case .outputMember(let slot, let name, _, _): _ = member(name, of: known[slot] ?? .nothing, place)
    case .beginLoop, .next: last = items(of: before, place)
    case .store(let slot): known[slot] = if case .next = program.code[place - 1] { before } else { .nothing }
    case .clear(let slot), .alias(let slot, _, _), .loopVariable(let slot): known[slot] = .nothing
    default: break
    }
  }

  private func value(of variable: Ref) -> Known {
    if assigned.contains(variable) || program.functions.contains(where: { $0.variable == Int(variable) }) {
      return .nothing
    }
    return data[program.variables[variable]].map { .samples([$0]) } ?? .missing
  }

  private mutating func member(_ name: Ref, of owner: Known, _ place: Int) -> Known {
    guard case .samples(let samples) = owner else { return .nothing }
    let objects = samples.filter { $0.tag == .object }
    guard !objects.isEmpty, !program.names[name].attribute.hidesMembers else { return .nothing }
    let values = objects.compactMap { $0[program.names[name].text] }
    if values.isEmpty, objects.count == samples.count, !asked.contains(name) {
      report(.member, name, objects.last, place)
    }
    return values.isEmpty ? .nothing : .samples(values)
  }

  private func items(of value: Known, _ place: Int) -> Known {
    guard case .samples(let samples) = value else { return .nothing }
    if case .beginLoop = program.code[place] { return value }
    let items = samples.filter { $0.tag == .list }.flatMap { $0.items.prefix(64) }
    return items.isEmpty ? .nothing : .samples(Array(items.prefix(64)))
  }

  private mutating func report(_ reason: Absence, _ name: Ref, _ owner: Datum?, _ place: Int) {
    var memory = Memory()
    let record = UndefinedRecord(
      reason: reason, isLenient: false, origin: -1, name: program.names[name].text, owner: owner ?? .none)
    let names = data.keys.compactMap(\.text).sorted()
    let failure = Failure.undefined(Datum(.undefined, memory.store(record)))
    let location = program.location(place), template = program.templates[Int(program.places[place].template)]
    diagnostics.append(failure.located(at: location, in: template.source, names: names).diagnostic)
  }
}

extension TemplateSet {
  /// What a template mentions that these data do not have, wherever in it that is: see `NameCheck`.
  package func missingNames(
    in name: String, with data: Datum, of builder: borrowing DataBuilder
  ) -> [Diagnostic] {
    guard let template = program.templateIndex[name], data.tag == .object else { return [] }
    return NameCheck(program, template: template, data: data).diagnostics
  }
}
