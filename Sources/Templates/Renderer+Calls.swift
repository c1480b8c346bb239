/// Calls of macros, functions, blocks and methods.
extension Renderer {
  mutating func call(_ callee: Ref, _ invocation: Ref, caller: Value?) throws(Failure) -> Value {
    let function = try evaluate(callee)
    let invocation = program.invocations[Int(invocation)]
    var keywords = [(name: String, value: Value)](), positional = [Value]()
    for ref in invocation.positional { positional.append(try evaluate(ref)) }
    for (name, ref) in invocation.keywords { keywords.append((name, try evaluate(ref))) }
    guard case .special(let special) = function else {
      if case .undefined(let undefined) = function { throw .undefined(undefined) }
      throw .notCallable(function)
    }
    if let caller {
      guard case .macro(let macro) = special.kind else { throw .notCallable(function) }
      if keywords.contains(where: { $0.name == "caller" }) { throw .twice("caller") }
      return try call(macro: macro, positional, keywords + [("caller", caller)])
    }
    switch special.kind {
    case .macro(let macro): return try call(macro: macro, positional, keywords)
    case .function(let function): return try call(function, positional, keywords)
    case .method(let receiver, let name): return try call(receiver, name, positional, keywords)
    case .loop(let loop):
      guard positional.count == 1, keywords.isEmpty else { throw .callArguments("loop") }
      return try recurse(loop, positional[0])
    case .joiner(let joiner):
      guard positional.isEmpty, keywords.isEmpty else { throw .callArguments("joiner") }
      if joiners[joiner].isUsed { return joiners[joiner].separator }
      joiners[joiner].isUsed = true
      return .string("")
    case .block(let context, let name, let depth):
      guard positional.isEmpty, keywords.isEmpty else { throw .callArguments(program.names[name]) }
      let blocks = contexts[context].blocks[Ref(name)] ?? []
      guard depth < blocks.count else { throw .impossible() }
      let text = try capture { renderer throws(Failure) in try renderer.run(block: blocks[depth], context) }
      return escaping[contexts[context].escaping] ? .html(text) : .string(text)
    default: throw .notCallable(function)
    }
  }

  private mutating func recurse(_ loop: Int, _ value: Value) throws(Failure) -> Value {
    guard loop < loops.count else { throw .impossible() }
    let state = loops[loop]
    guard state.loop.routine != nil else { throw .notRecursive() }
    let activation = activations[state.activation]
    let text = try runRecursive(
      state.loop, value, depth: state.depth + 1, parent: activation.parent, context: activation.context)
    return state.loop.escapes ? .html(text) : .string(text)
  }

  // MARK: Macros

  private mutating func call(
    macro: Int, _ given: [Value], _ keywords: [(name: String, value: Value)]
  ) throws(Failure) -> Value {
    guard macro < macros.count else { throw .impossible() }
    let value = macros[macro], plan = program.macros[value.plan], count = plan.parameters.count
    var keywords = keywords, arguments = Array(given.prefix(count)), caller: Value?
    for name in plan.parameters.dropFirst(arguments.count) {
      if let i = keywords.firstIndex(where: { $0.name == name }) {
        arguments.append(keywords.remove(at: i).value)
      } else {
        arguments.append(.missing)
      }
    }
    if plan.callerSlot >= 0, !plan.parameters.contains("caller") {
      if let i = keywords.firstIndex(where: { $0.name == "caller" }) {
        caller = keywords.remove(at: i).value
        if case .none? = caller { caller = .absent(.noCaller()) }
      } else {
        caller = .absent(.noCaller())
      }
    }
    let name = value.name ?? "caller"
    if plan.keywordsSlot < 0, let extra = keywords.first {
      throw .unknownArgument(name, extra.name, plan.parameters.map { Parameter($0) })
    }
    if plan.restSlot < 0, given.count > count {
      throw .tooManyArguments(name, plan.parameters.map { Parameter($0) })
    }
    let escapesResult = escapes
    try countStep()
    let text: String
    do throws(Failure) {
      text = try capture { renderer throws(Failure) in
        let context = renderer.activations[value.activation].context
        try renderer.activate(plan.routine, parent: value.activation, context: context) {
          renderer throws(Failure) in
          renderer.set(plan.callerSlot, caller)
          renderer.set(plan.keywordsSlot, .object(Object(keywords.map { ($0.name, $0.value) })))
          renderer.set(plan.restSlot, .tuple(Array(given.dropFirst(count))))
          for (slot, argument) in zip(plan.slots, arguments) { renderer.set(slot, argument) }
          try renderer.run(plan.enter)
          try renderer.fillDefaults(plan, arguments)
          try renderer.run(plan.routine.body)
        }
      }
    } catch {
      throw error.noting(.inMacro(name))
    }
    return escapesResult ? .html(text) : .string(text)
  }

  private mutating func set(_ slot: Ref, _ value: Value?) {
    if slot >= 0, let value { slots[base + Int(slot)] = value }
  }

  private mutating func fillDefaults(_ plan: CompiledMacro, _ arguments: [Value]) throws(Failure) {
    let required = plan.parameters.count - plan.defaults.count
    for (i, argument) in arguments.enumerated() where argument.isMissing {
      let value =
        i < required
        ? .absent(.parameterMissing(plan.parameters[i])) : try evaluate(plan.defaults[i - required])
      set(plan.slots[i], value)
    }
  }

  // MARK: Functions

  private mutating func call(
    _ function: Special.Function, _ positional: [Value], _ keywords: [(name: String, value: Value)]
  ) throws(Failure) -> Value {
    switch function {
    case .range:
      guard keywords.isEmpty, 1...3 ~= positional.count else { throw .callArguments("range") }
      var numbers = [Int]()
      for value in positional {
        if case .undefined(let undefined) = value { throw .undefined(undefined) }
        guard let number = value.integer else { throw .argument(value, "range") }
        numbers.append(number)
      }
      let step = numbers.count == 3 ? numbers[2] : 1
      if step == 0 { throw .zeroStep() }
      if numbers.contains(where: { $0.magnitude > 1 << 60 }) { throw .numberTooLarge() }
      return .special(
        .range(
          start: numbers.count == 1 ? 0 : numbers[0], stop: numbers[numbers.count == 1 ? 0 : 1], step: step))
    case .dict: return .object(try object("dict", positional, keywords))
    case .namespace:
      namespaces.append(try object("namespace", positional, keywords))
      return .special(.namespace(namespaces.count - 1))
    case .cycler:
      guard !positional.isEmpty, keywords.isEmpty else { throw .callArguments("cycler") }
      cyclers.append((positional, 0))
      return .special(.cycler(cyclers.count - 1))
    case .joiner:
      let separator = positional.first ?? keywords.first { $0.name == "sep" }?.value
      guard positional.count + keywords.count == (separator == nil ? 0 : 1) else {
        throw .callArguments("joiner")
      }
      joiners.append((separator ?? ", ", false))
      return .special(.joiner(joiners.count - 1))
    case .lipsum: throw .unsupported("lipsum()")
    }
  }

  /// `dict(pairs or object, name=value …)`.
  private mutating func object(
    _ name: String, _ positional: [Value], _ keywords: [(name: String, value: Value)]
  ) throws(Failure) -> Object {
    guard positional.count <= 1 else { throw .callArguments(name) }
    var pairs = [(Key, Value)]()
    if case .object(let object)? = positional.first {
      pairs = Array(zip(object.shape.keys, object.slots))
    } else if let value = positional.first {
      for item in try collect(value) {
        let pair = try collect(item)
        guard pair.count == 2 else { throw .unpack(2, item) }
        pairs.append((try Key(checking: pair[0]), pair[1]))
      }
    }
    return Object(pairs: pairs + keywords.map { (Key(.string($0.name)), $0.value) })
  }

  // MARK: Methods of the renderer's own values

  private mutating func call(
    _ receiver: Value, _ name: String, _ positional: [Value], _ keywords: [(name: String, value: Value)]
  ) throws(Failure) -> Value {
    guard case .special(let special) = receiver else {
      return try Methods(renderer: self).call(receiver, name, positional, keywords, &self)
    }
    switch (special.kind, name) {
    case (.loop(let loop), "cycle"):
      guard !positional.isEmpty, keywords.isEmpty else { throw .callArguments("loop.cycle") }
      return positional[loops[loop].index % positional.count]
    case (.loop(let loop), "changed"):
      guard keywords.isEmpty else { throw .callArguments("loop.changed") }
      if let last = loops[loop].lastChanged, try Value.tuple(last).equals(.tuple(positional)) {
        return .bool(false)
      }
      loops[loop].lastChanged = positional
      return .bool(true)
    case (.cycler(let cycler), "next"):
      guard positional.isEmpty, keywords.isEmpty else { throw .callArguments("cycler.next") }
      let (items, position) = cyclers[cycler]
      cyclers[cycler].position = (position + 1) % items.count
      return items[position]
    case (.cycler(let cycler), "reset"):
      guard positional.isEmpty, keywords.isEmpty else { throw .callArguments("cycler.reset") }
      cyclers[cycler].position = 0
      return .none
    case (.group(let key, let items), _):
      return try Methods(renderer: self).call(.tuple([key, .list(items)]), name, positional, keywords, &self)
    default: throw .unsupported("." + name + "()")
    }
  }
}
