/// The functions that every template has.
enum Function: UInt8, CaseIterable, Sendable {
  case range, dict, namespace

  var name: String { "\(self)" }
}

/// Calls of macros, functions and blocks.
extension Renderer {
  /// A macro where it has been defined.
  struct Macro: BitwiseCopyable {
    let plan: Ref
    let frame: UnsafeMutablePointer<Frame>?
  }

  mutating func makeMacro(_ plan: Ref) -> Datum {
    Datum(.macro, memory.store(Macro(plan: plan, frame: frame)))
  }

  /// - Parameter caller: the body of a `call` block.
  mutating func call(_ function: Datum, _ arguments: Arguments, caller: Datum?) throws(Failure) -> Datum {
    if function.tag == .undefined { throw .undefined(function) }
    if caller != nil, function.tag != .macro { throw .notCallable(function) }
    let takesNothing = arguments.count == 0 && arguments.keywords.count == 0
    switch function.tag {
    case .macro: return try call(macro: function.record(Macro.self).pointee, arguments, caller)
    case .function: return try call(Function(rawValue: function.detail) ?? .dict, arguments)
    case .method: return try call(function.record(BoundMethod.self).pointee, arguments)
    case .block:
      let block = function.record(BlockReference.self).pointee
      guard takesNothing else { throw .callArguments(program.names[block.name].text.text ?? "") }
      return try call(block: block)
    default: throw .notCallable(function)
    }
  }

  // MARK: Macros

  private mutating func call(
    macro: Macro, _ given: Arguments, _ caller: Datum?
  ) throws(Failure) -> Datum {
    let plan = program.macros[Int(macro.plan)]
    // Most calls give values for the first parameters, and nothing else.
    if caller == nil, given.keywords.count == 0, given.count <= plan.parameters.count, !plan.takesMore {
      return try run(plan, in: macro.frame) { renderer throws(Failure) in
        for (i, slot) in plan.slots.enumerated() {
          renderer.set(slot, i < given.count ? given.values[i] : .missing)
        }
      }
    }
    let name = name(of: plan)
    var keywords = given.named, values = Array(given.values.prefix(plan.parameters.count))
    if let caller {
      let word = memory.text("caller")
      if keywords.contains(where: { $0.key.isIdentical(to: word) }) { throw .twice("caller") }
      keywords.append((word, caller))
    }
    for parameter in plan.parameters.dropFirst(values.count) {
      let name = program.names[parameter].text
      if let i = keywords.firstIndex(where: { $0.key.isIdentical(to: name) }) {
        values.append(keywords.remove(at: i).value)
      } else {
        values.append(.missing)
      }
    }
    var callerValue = Datum.missing
    if plan.callerSlot >= 0 {
      callerValue = absent(.noCaller)
      if let i = keywords.firstIndex(where: { $0.key.hasBytes("caller") }) {
        let value = keywords.remove(at: i).value
        if !value.isNone { callerValue = value }
      }
    }
    if plan.keywordsSlot < 0, let extra = keywords.first {
      throw .unknownArgument(name, extra.key.text ?? "", parameters(of: plan))
    }
    if plan.restSlot < 0, given.count > plan.parameters.count {
      throw .tooManyArguments(name, parameters(of: plan))
    }
    let extra = plan.keywordsSlot < 0 ? .none : memory.object(keywords)
    let rest =
      plan.restSlot < 0 ? .none : memory.list(Array(given.values.dropFirst(plan.parameters.count)), .tuple)
    return try run(plan, in: macro.frame) { renderer throws(Failure) in
      renderer.set(plan.callerSlot, callerValue)
      renderer.set(plan.keywordsSlot, extra)
      renderer.set(plan.restSlot, rest)
      for (slot, value) in zip(plan.slots, values) { renderer.set(slot, value) }
    }
  }

  /// Runs a macro whose variables are set first; the result is what it prints.
  private mutating func run(
    _ plan: CompiledMacro, in parent: UnsafeMutablePointer<Frame>?,
    setting set: (inout Renderer) throws(Failure) -> Void
  ) throws(Failure) -> Datum {
    let isSafe = escapes, start = out.count
    do throws(Failure) {
      try activate(plan.routine, parent: parent, context: parent?.pointee.context ?? context, set)
    } catch {
      throw error.noting(.inMacro(name(of: plan)))
    }
    return takeText(from: start, safe: isSafe)
  }

  private func name(of plan: CompiledMacro) -> String {
    plan.name < 0 ? "caller" : program.names[plan.name].text.text ?? ""
  }

  private func parameters(of plan: CompiledMacro) -> [Parameter] {
    plan.parameters.map { Parameter(program.names[$0].text.text ?? "") }
  }

  // MARK: Functions

  private mutating func call(_ function: Function, _ arguments: Arguments) throws(Failure) -> Datum {
    let keywords = arguments.named
    switch function {
    case .range:
      guard keywords.isEmpty, 1...3 ~= arguments.count else { throw .callArguments("range") }
      var numbers: [Int] = []
      for value in arguments.values {
        if value.tag == .undefined { throw .undefined(value) }
        guard let number = value.integer else { throw .argument(value, "range") }
        numbers.append(number)
      }
      let step = numbers.count == 3 ? numbers[2] : 1
      if step == 0 { throw .zeroStep() }
      if numbers.contains(where: { $0.magnitude > 1 << 60 }) { throw .numberTooLarge() }
      let range = Datum.Range(
        start: numbers.count == 1 ? 0 : numbers[0], stop: numbers[numbers.count == 1 ? 0 : 1], step: step)
      return Datum(.range, memory.store(range))
    case .dict: return try object("dict", arguments)
    case .namespace:
      let members = try object("namespace", arguments)
      return Datum(.namespace, memory.store(members))
    }
  }

  /// `dict(pairs or object, name=value …)`.
  private mutating func object(_ name: String, _ arguments: Arguments) throws(Failure) -> Datum {
    guard arguments.count <= 1 else { throw .callArguments(name) }
    var pairs: [(key: Datum, value: Datum)] = []
    if let value = arguments.values.first {
      if value.tag == .object {
        try charge(value.count)
        pairs = zip(value.keys, value.slots).map { ($0, $1) }
      } else {
        for item in try collect(value) {
          let pair = try collect(item)
          guard pair.count == 2 else { throw .unpack(2, item) }
          try pair[0].checkKey(&meter)
          pairs.append((pair[0], pair[1]))
        }
      }
    }
    return memory.object(pairs + arguments.named)
  }

  /// Keys and values in turn.
  mutating func dictionary(_ entries: ArraySlice<Datum>) throws(Failure) -> Datum {
    var pairs: [(key: Datum, value: Datum)] = []
    for i in stride(from: 0, to: entries.count, by: 2) {
      try entries[i].checkKey(&meter)
      pairs.append((entries[i], entries[i + 1]))
    }
    return memory.object(pairs)
  }
}
