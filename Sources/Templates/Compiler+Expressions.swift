/// Expressions, with what is constant computed at once. Jinja computes constants too, and in one case that
/// shows: `~` between constants forgets what is safe.
extension Compiler {
  /// Writes code that pushes the value; returns the value itself if it is known already.
  @discardableResult
  mutating func expression(_ expression: Expression, _ frame: Frame) -> Datum? {
    let outer = range, mark = mark
    defer { range = outer }
    range = expression.range
    guard let constant = push(expression, frame) else { return nil }
    if constant.isLiteral {
      rewind(to: mark)
      // Jinja writes a constant into Python code, where `inf` is a name that does not exist.
      if constant.hasInfinity {
        emit(.impossible)
      } else {
        program.constants.append(constant)
        emit(.constant(Ref(program.constants.count - 1)))
      }
    }
    return constant
  }

  /// What a constant prints; nothing (and code that pushes the value) if it is none.
  mutating func constantOutput(_ expression: Expression, _ frame: Frame) -> [UInt8]? {
    let mark = mark
    guard let constant = self.expression(expression, frame),
      let printed = checked(reports: false, { folder throws(Failure) in try folder.print(constant) })
    else { return nil }
    rewind(to: mark)
    var output = Output()
    if escapes, !constant.isHTML {
      output.append(escaped: printed.bytes)
    } else {
      output.append(printed.bytes)
    }
    return Array(output.bytes())
  }

  private var mark: (code: Int, depth: Int) { (program.code.count, function.depth) }

  private mutating func rewind(to mark: (code: Int, depth: Int)) {
    program.code.removeSubrange(mark.code...)
    program.places.removeSubrange(mark.code...)
    function.push(mark.depth - function.depth)
  }

  private mutating func push(_ expression: Expression, _ frame: Frame) -> Datum? {
    switch expression.kind {
    case .constant(let value):
      return folder.memory.freeze(value)
    case .name(let name):
      if frame.scope.find(name) == nil, let constant = constants[name] { return constant }
      load(name, frame)
    case .namespaceMember: emit(.impossible)
    case .list(let items):
      let constants = push(items, frame)
      emit(.list(Ref(items.count)))
      return constants.map { folder.memory.list($0) }
    case .tuple(let items):
      let constants = push(items, frame)
      emit(.tuple(Ref(items.count)))
      return constants.map { folder.memory.list($0, .tuple) }
    case .dictionary(let pairs):
      let constants = push(pairs.flatMap { [$0.0, $0.1] }, frame)
      emit(.dictionary(Ref(pairs.count * 2)))
      return constants.flatMap { constants in
        checked { folder throws(Failure) in try folder.dictionary(constants[...]) }
      }
    case .member(let object, let name):
      let object = self.expression(object, frame), ref = intern(name)
      emit(.member(name: ref, cache: Ref(program.cacheCount)))
      program.cacheCount += 1
      let name = program.names[Int(ref)]
      return object.flatMap { object in
        checked(reports: false) { folder throws(Failure) in try folder.member(object, name) }
      }
    case .item(let object, let index):
      let constants = push([object, index], frame)
      emit(.item)
      return fold(constants) { folder, values throws(Failure) in try folder.item(values[0], values[1]) }
    case .slice(let object, let lower, let upper, let step):
      let none = Expression(.constant(.none), range)
      let constants = push([object, lower ?? none, upper ?? none, step ?? none], frame)
      emit(.slice)
      return fold(constants) { folder, values throws(Failure) in
        try folder.slice(values[0], values[1], values[2], values[3])
      }
    case .unary(let sign, let operand):
      let constants = push([operand], frame)
      emit(.negate(sign))
      return fold(constants) { _, values throws(Failure) in try values[0].negated(sign) }
    case .binary(let sign, let left, let right):
      let constants = push([left, right], frame)
      emit(.binary(sign))
      return fold(constants) { folder, values throws(Failure) in
        try folder.combine(values[0], sign, values[1])
      }
    case .not(let operand):
      let constants = push([operand], frame)
      emit(.not)
      return fold(constants) { _, values throws(Failure) in Datum(try !values[0].isTrue()) }
    case .and(let left, let right): return junction(left, right, isAnd: true, frame)
    case .or(let left, let right): return junction(left, right, isAnd: false, frame)
    case .compare(let first, let rest): return comparison(first, rest, frame)
    case .concat(let items):
      let constants = push(items, frame)
      emit(.concat(Ref(items.count), escapes: escapes))
      return constants.flatMap { constants in
        checked { folder throws(Failure) in
          let start = folder.out.count
          for constant in constants { folder.out.append(try folder.print(constant).bytes) }
          return folder.takeText(from: start)
        }
      }
    case .conditional(let test, let then, let otherwise): return conditional(test, then, otherwise, frame)
    case .filter(let input, let invocation): return filter(input, invocation, frame)
    case .test(let input, let invocation): return test(input, invocation, frame)
    case .call(let callee, let invocation):
      let invoked = pushCall(callee, invocation, frame)
      emit(.call(invoked))
      function.push(-program.invocations[Int(invoked)].count)
    }
    return nil
  }

  /// Pushes several values; gives them back if all are constant.
  private mutating func push(_ items: [Expression], _ frame: Frame) -> [Datum]? {
    var constants: [Datum] = []
    for item in items {
      if let constant = expression(item, frame) { constants.append(constant) }
    }
    return constants.count == items.count ? constants : nil
  }

  private mutating func load(_ name: String, _ frame: Frame) {
    guard let variable = frame.scope.find(name) else {
      report(.unsupported(name), range)
      return emit(.impossible)
    }
    if frame.scope.takesFromData(variable), Compiler.unsupportedNames.contains(name) {
      report(.unsupported(name), range)
    }
    let place = frame.function.place(of: variable), name = intern(name)
    emit(
      place.hops == 0
        ? .local(slot: place.slot, name: name) : .outer(hops: place.hops, slot: place.slot, name: name))
  }

  /// What Jinja has under these names.
  private static let unsupportedNames: Set = ["self", "cycler", "joiner", "lipsum"]

  // MARK: Constants

  private mutating func fold(
    _ constants: [Datum]?, _ compute: (inout Renderer, [Datum]) throws(Failure) -> Datum
  ) -> Datum? {
    guard let constants else { return nil }
    return checked(reports: false) { folder throws(Failure) in try compute(&folder, constants) }
  }

  /// For what fails in Jinja when the template is compiled; else what fails is left to the run.
  private mutating func checked<T>(
    reports: Bool = true, _ compute: (inout Renderer) throws(Failure) -> T
  ) -> T? {
    do throws(Failure) {
      try folder.charge()
      return try compute(&folder)
    } catch {
      if reports { report(error, range) }
      return nil
    }
  }

  // MARK: Branches

  private mutating func junction(
    _ left: Expression, _ right: Expression, isAnd: Bool, _ frame: Frame
  ) -> Datum? {
    let left = expression(left, frame)
    let end = emitJump(.jumpOrPop(ifTrue: !isAnd, to: 0))
    let right = expression(right, frame)
    land(end)
    guard let left, let isTrue = checked({ _ throws(Failure) in try left.isTrue() }) else { return nil }
    return isTrue == isAnd ? right : left
  }

  private mutating func comparison(
    _ first: Expression, _ rest: [(Comparison, Expression)], _ frame: Frame
  ) -> Datum? {
    var left = expression(first, frame), result: Datum? = left == nil ? nil : Datum(true), ends: [Int] = []
    var isDecided = false
    for (i, (sign, part)) in rest.enumerated() {
      let right = expression(part, frame)
      if i < rest.count - 1 {
        ends.append(emitJump(.link(sign, orTo: 0)))
      } else {
        emit(.compare(sign))
      }
      if result == nil || isDecided { continue }
      guard let a = left, let b = right,
        let holds = checked(reports: false, { folder throws(Failure) in try folder.compare(a, sign, b) })
      else {
        result = nil
        continue
      }
      if !holds { (result, isDecided) = (Datum(false), true) }
      left = right
    }
    for end in ends { land(end) }
    return result
  }

  private mutating func conditional(
    _ test: Expression, _ then: Expression, _ otherwise: Expression?, _ frame: Frame
  ) -> Datum? {
    let test = expression(test, frame)
    let skip = emitJump(.jumpIfFalse(to: 0))
    let then = expression(then, frame)
    let end = emitJump(.jump(to: 0))
    function.push(-1)
    land(skip)
    var other: Datum?
    if let otherwise { other = expression(otherwise, frame) } else { emit(.noElse) }
    land(end)
    guard let test, let isTrue = checked({ _ throws(Failure) in try test.isTrue() }) else { return nil }
    return isTrue ? then : other
  }

  // MARK: Filters, tests and calls

  private mutating func filter(_ input: Expression?, _ invocation: Invocation, _ frame: Frame) -> Datum? {
    // The filter of a block finds the block's text on the stack.
    let constant = input.flatMap { expression($0, frame) }
    guard let index = program.library.filterIndex[invocation.name] else {
      let names = program.library.filters.map(\.name)
      report(.unknownFilter(invocation.name, among: names), invocation.nameRange)
      return nil
    }
    let filter = program.library.filters[index], escapes = escapes
    checkCallee(invocation, filter)
    guard let (invoked, constants) = push(invocation, filter.parameters, filter.takesMore, index, frame)
    else { return nil }
    emit(.filter(invoked))
    function.push(-program.invocations[Int(invoked)].count)
    guard !filter.needsContext, let constant, let constants else { return nil }
    let keywords = program.invocations[Int(invoked)].keywords
    return checked(reports: false) { folder throws(Failure) in
      try folder.apply(filter, to: constant, constants, keywords, escapes: escapes)
    }
  }

  private mutating func test(_ input: Expression, _ invocation: Invocation, _ frame: Frame) -> Datum? {
    let constant = expression(input, frame)
    guard let index = program.library.testIndex[invocation.name] else {
      let names = program.library.tests.map(\.name)
      report(.unknownTest(invocation.name, among: names), invocation.nameRange)
      return nil
    }
    let test = program.library.tests[index]
    guard let (invoked, constants) = push(invocation, test.parameters, false, index, frame) else {
      return nil
    }
    emit(.test(invoked))
    function.push(-program.invocations[Int(invoked)].count)
    guard let constant, let constants else { return nil }
    return checked(reports: false) { folder throws(Failure) in
      Datum(try folder.check(test, constant, constants))
    }
  }

  /// Pushes what is called and its arguments; the number of the call.
  mutating func pushCall(_ callee: Expression, _ invocation: Invocation, _ frame: Frame) -> Ref {
    expression(callee, frame)
    for argument in invocation.positional { expression(argument, frame) }
    for keyword in invocation.keywords { expression(keyword.value, frame) }
    return invoke(-1, invocation.positional.count, invocation.keywords.map(\.name))
  }

  private mutating func invoke(_ function: Int, _ positional: Int, _ keywords: [String]) -> Ref {
    let names = keywords.map { program.names[Int(intern($0))].text }
    program.invocations.append(
      Invoked(function: Ref(function), positional: positional, keywords: folder.memory.table(names)))
    return Ref(program.invocations.count - 1)
  }

  /// Pushes the arguments in the order of the parameters, with the defaults of those that are missing.
  private mutating func push(
    _ invocation: Invocation, _ parameters: [Parameter], _ takesMore: Bool, _ function: Int, _ frame: Frame
  ) -> (Ref, constants: [Datum]?)? {
    if takesMore {
      let constants = push(invocation.positional + invocation.keywords.map(\.value), frame)
      return (invoke(function, invocation.positional.count, invocation.keywords.map(\.name)), constants)
    }
    let order = checked { _ throws(Failure) in
      try Parameter.order(
        parameters, positional: invocation.positional.count, keywords: invocation.keywords.map(\.name),
        of: invocation.name)
    }
    guard let order else { return nil }
    let arguments = zip(order, parameters).map { place, parameter in
      switch place {
      case .positional(let i): invocation.positional[i]
      case .keyword(let i): invocation.keywords[i].value
      case .missing: Expression(.constant(parameter.fallback ?? .none), range)
      }
    }
    let constants = push(arguments, frame)
    return (invoke(function, arguments.count, []), constants)
  }

  /// `map('name')` and `select('name')`: the filter or test they name is checked with the template.
  private mutating func checkCallee(_ invocation: Invocation, _ filter: Filter) {
    guard let place = filter.calleePlace, invocation.positional.count > place.index,
      case .constant(.string(let name)) = invocation.positional[place.index].kind
    else { return }
    let range = invocation.positional[place.index].range
    do throws(Failure) {
      if place.isTest { _ = try program.library.test(name) } else { _ = try program.library.filter(name) }
    } catch { report(error, range) }
  }
}

extension Datum {
  /// Whether Python code could hold the value as a constant.
  fileprivate var isLiteral: Bool {
    switch tag {
    case .none, .bool, .int, .float, .text, .html: true
    case .list, .tuple: items.allSatisfy(\.isLiteral)
    case .object: slots.allSatisfy(\.isLiteral) && keys.allSatisfy(\.isLiteral)
    default: false
    }
  }

  fileprivate var hasInfinity: Bool {
    switch tag {
    case .float: !double.isFinite
    case .list, .tuple: items.contains(where: \.hasInfinity)
    case .object: slots.contains(where: \.hasInfinity) || keys.contains(where: \.hasInfinity)
    default: false
    }
  }
}
