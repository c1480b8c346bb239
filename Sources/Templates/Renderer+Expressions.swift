extension Renderer {
  mutating func evaluate(_ ref: Ref) throws(Failure) -> Value {
    switch program.ops[Int(ref)] {
    case .constant(let constant): return program.constants[Int(constant)]
    case .local(let slot, let name):
      let value = slots[base + Int(slot)]
      return value.isMissing ? undefined(name, ref) : value
    default: return try evaluateDeeper(ref)
    }
  }

  private func undefined(_ name: Ref, _ ref: Ref) -> Value {
    .undefined(Undefined(.name(program.names[Int(name)]), origin: ref))
  }

  private mutating func evaluateDeeper(_ ref: Ref) throws(Failure) -> Value {
    try countDepth()
    defer { uncountDepth() }
    do throws(Failure) {
      return try compute(ref)
    } catch {
      throw located(error, ref)
    }
  }

  private mutating func compute(_ ref: Ref) throws(Failure) -> Value {
    switch program.ops[Int(ref)] {
    case .member(let object, let name): return try member(evaluate(object), name, ref)
    case .outer(let hops, let slot, let name):
      let value = slots[place(hops, slot)]
      return value.isMissing ? undefined(name, ref) : value
    case .slot(let hops, let slot): return slots[place(hops, slot)]
    case .item(let object, let index):
      let object = try evaluate(object)
      return try item(object, evaluate(index), origin: ref)
    case .slice(let object, let lower, let upper, let step):
      let object = try evaluate(object), lower = try evaluate(lower), upper = try evaluate(upper)
      return try object.sliced(lower, upper, evaluate(step))
    case .list(let items): return .list(try evaluate(items))
    case .tuple(let items): return .tuple(try evaluate(items))
    case .dictionary(let entries):
      let values = try evaluate(entries)
      var pairs = [(Key, Value)]()
      for i in stride(from: 0, to: values.count, by: 2) {
        pairs.append((try Key(checking: values[i]), values[i + 1]))
      }
      return .object(Object(pairs: pairs))
    case .unary(let sign, let operand): return try evaluate(operand).negated(sign)
    case .binary(let sign, let left, let right):
      let left = try evaluate(left)
      return try left.combined(sign, with: evaluate(right), limits: limits)
    case .and(let left, let right):
      let left = try evaluate(left)
      return try left.isTrue() ? evaluate(right) : left
    case .or(let left, let right):
      let left = try evaluate(left)
      return try left.isTrue() ? left : evaluate(right)
    case .not(let operand): return .bool(try !evaluate(operand).isTrue())
    case .compare(let sign, let left, let right):
      let left = try evaluate(left)
      return .bool(try compare(left, sign, evaluate(right)))
    case .chain(let first, let rest): return .bool(try chain(first, rest))
    case .concat(let parts, let escapes): return try concatenate(evaluate(parts), escapes: escapes)
    case .conditional(let test, let then, let otherwise):
      if try evaluate(test).isTrue() { return try evaluate(then) }
      if otherwise >= 0 { return try evaluate(otherwise) }
      return .undefined(Undefined(.hint(.noElse()), isLenient: true, origin: ref))
    case .filter(let invocation): return try filter(program.invocations[Int(invocation)])
    case .test(let invocation): return try test(program.invocations[Int(invocation)])
    case .call(let callee, let invocation): return try call(callee, invocation, caller: nil)
    case .captured: return capturedBlock
    default: throw .impossible()
    }
  }

  mutating func evaluate(_ span: Span) throws(Failure) -> [Value] {
    var values = [Value]()
    values.reserveCapacity(Int(span.count))
    for i in Int(span.start)..<Int(span.start + span.count) { values.append(try evaluate(program.lists[i])) }
    return values
  }

  // MARK: Comparison and concatenation

  private mutating func chain(_ first: Ref, _ rest: Span) throws(Failure) -> Bool {
    var left = try evaluate(first)
    for i in stride(from: Int(rest.start), to: Int(rest.start + rest.count), by: 2) {
      let sign = program.constants[Int(program.lists[i])].text.flatMap(Comparison.init) ?? .equal
      let right = try evaluate(program.lists[i + 1])
      if try !compare(left, sign, right) { return false }
      left = right
    }
    return true
  }

  mutating func compare(_ left: Value, _ sign: Comparison, _ right: Value) throws(Failure) -> Bool {
    switch sign {
    case .equal: return try left.equals(right)
    case .unequal: return try !left.equals(right)
    case .in: return try contains(right, left)
    case .notIn: return try !contains(right, left)
    default: return try left.precedes(right, as: sign)
    }
  }

  mutating func contains(_ container: Value, _ value: Value) throws(Failure) -> Bool {
    if case .undefined(let undefined) = container, !undefined.isLenient { throw .undefined(undefined) }
    if let text = container.text {
      if case .undefined(let undefined) = value { throw .undefined(undefined) }
      guard let needle = value.text else { throw .noOperation("in", value, container) }
      return needle.isEmpty || !Array(text.utf8).occurrences(of: Array(needle.utf8)).isEmpty
    }
    if case .object(let object) = container { return object[try Key(checking: value)] != nil }
    if case .special(let special) = container {
      if case .view(.keys, let object) = special.kind { return object[try Key(checking: value)] != nil }
      if case .range(let start, let stop, let step) = special.kind, let number = value.integer {
        let isInside = step > 0 ? start <= number && number < stop : stop < number && number <= start
        return isInside && (number - start) % step == 0
      }
    }
    var source = try iterate(container)
    while let item = try next(&source) {
      try countStep()
      if try item.equals(value) { return true }
    }
    return false
  }

  /// `~`: text, safe if one part of it is.
  private func concatenate(_ parts: [Value], escapes: Bool) throws(Failure) -> Value {
    let isSafe = escapes && parts.contains(where: \.isHTML)
    var text = ""
    for part in parts {
      let printed = try part.printed(in: self)
      text += isSafe && !part.isHTML ? printed.escaped : printed
    }
    if text.utf8.count > limits.output { throw .tooLarge() }
    return isSafe ? .html(text) : .string(text)
  }

  // MARK: Filters and tests

  private mutating func filter(_ call: CompiledInvocation) throws(Failure) -> Value {
    let input = try evaluate(call.input)
    let arguments = try arguments(call)
    return try apply(program.filters[Int(call.function)], to: input, arguments)
  }

  private mutating func test(_ call: CompiledInvocation) throws(Failure) -> Value {
    let input = try evaluate(call.input)
    let arguments = try arguments(call)
    return .bool(try check(program.tests[Int(call.function)], input, arguments))
  }

  mutating func arguments(_ call: CompiledInvocation) throws(Failure) -> Arguments {
    if call.positional.isEmpty, call.keywords.isEmpty { return Arguments([], escapes: escapes) }
    var values = [Value](), keywords = [(name: String, value: Value)]()
    values.reserveCapacity(call.positional.count)
    for ref in call.positional { values.append(try evaluate(ref)) }
    for (name, ref) in call.keywords { keywords.append((name, try evaluate(ref))) }
    return Arguments(values, keywords, escapes: escapes)
  }

  mutating func apply(_ filter: Filter, to input: Value, _ arguments: Arguments) throws(Failure) -> Value {
    if filter.listsInput, case .special(let special) = input, case .iterator = special.kind {
      return try filter.body(&self, .list(try collect(input)), arguments)
    }
    return try filter.body(&self, input, arguments)
  }

  mutating func check(_ test: Test, _ input: Value, _ arguments: Arguments) throws(Failure) -> Bool {
    try test.body(&self, input, arguments)
  }

  /// The filter of a name, with arguments as `map` was given them.
  mutating func apply(
    named name: Value, to input: Value, _ positional: [Value], _ keywords: [(name: String, value: Value)]
  ) throws(Failure) -> Value {
    guard let text = name.text, let index = program.filterIndex[text] else {
      throw .unknownFilter(name.text ?? "", among: program.filters.map(\.name))
    }
    let filter = program.filters[Int(index)]
    let arguments =
      filter.takesMore
      ? Arguments(positional, keywords, escapes: escapes)
      : try bind(filter.parameters, positional, keywords, of: filter.name)
    return try apply(filter, to: input, arguments)
  }

  mutating func check(
    named name: Value, _ input: Value, _ positional: [Value], _ keywords: [(name: String, value: Value)]
  ) throws(Failure) -> Bool {
    guard let text = name.text, let index = program.testIndex[text] else {
      throw .unknownTest(name.text ?? "", among: program.tests.map(\.name))
    }
    let test = program.tests[Int(index)]
    return try check(test, input, bind(test.parameters, positional, keywords, of: test.name))
  }

  private func bind(
    _ parameters: [Parameter], _ positional: [Value], _ keywords: [(name: String, value: Value)],
    of name: String
  ) throws(Failure) -> Arguments {
    let order = try Parameter.order(
      parameters, positional: positional.count, keywords: keywords.map(\.name), of: name)
    let values = zip(order, parameters).map { place, parameter in
      switch place {
      case .positional(let i): positional[i]
      case .keyword(let i): keywords[i].value
      case .missing: parameter.fallback ?? Value.none
      }
    }
    return Arguments(values, escapes: escapes)
  }

  // MARK: Members and items

  /// `object.name` with what was found last time, by shape, remembered for the op.
  private mutating func member(_ object: Value, _ name: Ref, _ ref: Ref) throws(Failure) -> Value {
    if case .object(let object) = object, !program.hidesMember[Int(name)] {
      if memberCache[Int(ref)].shape === object.shape { return object.slots[memberCache[Int(ref)].slot] }
      if let slot = object.shape.slot(of: program.keys[Int(name)]) {
        memberCache[Int(ref)] = (object.shape, slot)
        return object.slots[slot]
      }
    }
    return try member(object, program.names[Int(name)], origin: ref)
  }

  /// Jinja's `getattr`: the attribute, else the item.
  mutating func member(_ object: Value, _ name: String, origin: Ref = -1) throws(Failure) -> Value {
    if let value = try attribute(of: object, name) { return value }
    if let value = try entry(of: object, .string(name)) { return value }
    return .undefined(Undefined(.member(name, of: object), origin: origin))
  }

  /// Jinja's `getitem`: the item, else the attribute.
  mutating func item(_ object: Value, _ index: Value, origin: Ref = -1) throws(Failure) -> Value {
    if let value = try entry(of: object, index) { return value }
    if let name = index.text, let value = try attribute(of: object, name) { return value }
    if case .undefined(let undefined) = index { throw .undefined(undefined) }
    return .undefined(
      Undefined(.member(index.text ?? (try? index.represented(in: self)) ?? "", of: object), origin: origin))
  }

  /// Python's `object[index]`; nothing where Python has a lookup or type error.
  private func entry(of object: Value, _ index: Value) throws(Failure) -> Value? {
    switch object {
    case .object(let object):
      guard let key = try? Key(checking: index) else {
        if case .undefined(let undefined) = index { throw .undefined(undefined) }
        return nil
      }
      return object[key]
    case .string(let text), .html(let text):
      guard let i = index.integer else { return nil }
      let scalars = Array(text.unicodeScalars)
      let place = i < 0 ? i + scalars.count : i
      guard scalars.indices.contains(place) else { return nil }
      return object.isHTML ? .html(String(scalars[place])) : .string(String(scalars[place]))
    case .undefined(let undefined): throw .undefined(undefined)
    case .special(let special):
      switch special.kind {
      case .range(let start, let stop, let step):
        guard let i = index.integer else { return nil }
        let count = Value.rangeCount(start, stop, step), place = i < 0 ? i + count : i
        guard place >= 0, place < count else { return nil }
        return .int(start + place * step)
      case .blocks(let context):
        guard let name = index.text, let block = program.names.firstIndex(of: name),
          contexts[context].blocks[Ref(block)] != nil
        else { return nil }
        return .special(.block(context: context, name: block, depth: 0))
      default: break
      }
    default: break
    }
    guard let items = object.items, let i = index.integer else { return nil }
    let place = i < 0 ? i + items.count : i
    guard items.indices.contains(place) else { return nil }
    return items[place]
  }

  /// Python's `object.name`; nothing where there is no such attribute.
  mutating func attribute(of object: Value, _ name: String) throws(Failure) -> Value? {
    if name.hasPrefix("__") { throw .unsupported(name) }
    switch object {
    case .undefined(let undefined): throw .undefined(undefined)
    case .special(let special):
      switch special.kind {
      case .group(let key, let items):
        if name == "grouper" { return key }
        if name == "list" { return .list(items) }
      case .namespace(let namespace): return namespaces[namespace][name]
      case .module(let module): return modules[module].exports[name]
      case .loop(let loop): return try loopMember(loop, name)
      case .block(let context, let block, let depth) where name == "super":
        let count = contexts[context].blocks[Ref(block)]?.count ?? 0
        return depth + 1 < count
          ? .special(.block(context: context, name: block, depth: depth + 1))
          : .absent(.noParentBlock(program.names[block]))
      case .blocks: return nil
      case .macro(let macro) where name == "name":
        return macros[macro].name.map(Value.string) ?? Value.none
      case .cycler(let cycler) where name == "current": return cyclers[cycler].items[cyclers[cycler].position]
      default: break
      }
    default: break
    }
    guard Methods.names(of: object).contains(name) else { return nil }
    return .special(.method(object, name))
  }
}
