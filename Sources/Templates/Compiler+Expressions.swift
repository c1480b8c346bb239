/// Expressions, with what is constant computed at once. Jinja computes constants too, and in one case that
/// shows: `~` between constants forgets what is safe.
extension Compiler {
  struct Compiled {
    /// Nothing where a constant stands for it.
    var ref: Ref?
    var constant: Value?
  }

  mutating func expression(_ expression: Expression, _ frame: Frame) -> Ref {
    let outer = range
    defer { range = outer }
    range = expression.range
    return ref(compile(expression, frame))
  }

  mutating func ref(_ compiled: Compiled) -> Ref {
    if let ref = compiled.ref { return ref }
    guard let constant = compiled.constant else { return emit(.impossible) }
    // Jinja writes a constant into Python code, where `inf` is a name that does not exist.
    if constant.hasInfinity { return emit(.impossible) }
    program.constants.append(constant)
    return emit(.constant(Ref(program.constants.count - 1)))
  }

  mutating func compile(_ expression: Expression, _ frame: Frame) -> Compiled {
    let outer = range
    defer { range = outer }
    range = expression.range
    switch expression.kind {
    case .constant(let value): return Compiled(constant: value)
    case .name(let name): return Compiled(ref: load(name, frame))
    case .namespaceMember: return Compiled(ref: emit(.impossible))
    case .list(let items):
      let parts = items.map { compile($0, frame) }
      return compiled(parts, { .list($0) }) { .list($0) }
    case .tuple(let items):
      let parts = items.map { compile($0, frame) }
      return compiled(parts, { .tuple($0) }) { .tuple($0) }
    case .dictionary(let pairs): return dictionary(pairs, frame)
    case .member(let object, let name):
      let object = compile(object, frame)
      let constant = attempt(object.constant) { folder, value throws(Failure) in
        try folder.member(value, name)
      }
      return compiled(constant) { .member($0.ref(object), name: $0.intern(name)) }
    case .item(let object, let index):
      let object = compile(object, frame), index = compile(index, frame)
      let constant = attempt(object.constant, index.constant) { folder, object, index throws(Failure) in
        try folder.item(object, index)
      }
      return compiled(constant) { .item($0.ref(object), $0.ref(index)) }
    case .slice(let object, let lower, let upper, let step):
      let object = compile(object, frame)
      let bounds = [lower, upper, step].map {
        $0.map { compile($0, frame) } ?? Compiled(constant: Value.none)
      }
      var constant: Value?
      if let value = object.constant, let lower = bounds[0].constant, let upper = bounds[1].constant,
        let step = bounds[2].constant
      {
        constant = try? value.sliced(lower, upper, step)
      }
      return compiled(constant) {
        .slice($0.ref(object), lower: $0.ref(bounds[0]), upper: $0.ref(bounds[1]), step: $0.ref(bounds[2]))
      }
    case .unary(let sign, let operand):
      let operand = compile(operand, frame)
      return compiled(try? operand.constant?.negated(sign)) { .unary(sign, $0.ref(operand)) }
    case .binary(let sign, let left, let right):
      let left = compile(left, frame), right = compile(right, frame), limits = program.limits
      let constant = attempt(left.constant, right.constant) { _, left, right throws(Failure) in
        try left.combined(sign, with: right, limits: limits)
      }
      return compiled(constant) { .binary(sign, $0.ref(left), $0.ref(right)) }
    case .not(let operand):
      let operand = compile(operand, frame)
      return compiled((try? operand.constant?.isTrue()).map { .bool(!$0) }) { .not($0.ref(operand)) }
    case .and(let left, let right): return junction(left, right, isAnd: true, frame)
    case .or(let left, let right): return junction(left, right, isAnd: false, frame)
    case .compare(let first, let rest): return comparison(first, rest, frame)
    case .concat(let items): return concatenation(items, frame)
    case .conditional(let test, let then, let otherwise):
      let test = compile(test, frame), then = compile(then, frame)
      let otherwise = otherwise.map { compile($0, frame) }
      var constant: Value?
      if let value = test.constant, let isTrue = checked({ () throws(Failure) in try value.isTrue() }) {
        constant = isTrue ? then.constant : otherwise?.constant
      }
      return compiled(constant) { compiler in
        let test = compiler.ref(test), then = compiler.ref(then)
        return .conditional(test, then: then, else: otherwise.map { compiler.ref($0) } ?? -1)
      }
    case .filter(let input, let invocation): return filter(input, invocation, frame)
    case .test(let input, let invocation): return test(input, invocation, frame)
    case .call(let callee, let invocation):
      var call = CompiledInvocation()
      call.input = self.expression(callee, frame)
      call.positional = invocation.positional.map { self.expression($0, frame) }
      call.keywords = invocation.keywords.map { ($0.name, self.expression($0.value, frame)) }
      program.invocations.append(call)
      return Compiled(ref: emit(.call(call.input, Ref(program.invocations.count - 1))))
    }
  }

  private mutating func load(_ name: String, _ frame: Frame) -> Ref {
    guard let variable = frame.scope.find(name) else {
      report(.unsupported(name), range)
      return emit(.impossible)
    }
    let place = frame.function.place(of: variable), name = intern(name)
    return place.hops == 0
      ? emit(.local(slot: place.slot, name: name))
      : emit(.outer(hops: place.hops, slot: place.slot, name: name))
  }

  // MARK: Constants

  /// A constant if all parts are, else the op; the op as well for a constant that code cannot hold.
  private mutating func compiled(
    _ parts: [Compiled], _ value: ([Value]) -> Value, _ op: (Span) -> Op
  ) -> Compiled {
    let constants = parts.compactMap(\.constant)
    // Not `? :`, in which nil would be the value none.
    var constant: Value?
    if constants.count == parts.count { constant = value(constants) }
    return compiled(constant) { compiler in
      op(compiler.span(parts.map { compiler.ref($0) }))
    }
  }

  private mutating func compiled(_ constant: Value?, _ op: (inout Compiler) -> Op) -> Compiled {
    if let constant, constant.isLiteral { return Compiled(constant: constant) }
    let op = op(&self)
    return Compiled(ref: emit(op), constant: constant)
  }

  private mutating func attempt(
    _ value: Value?, _ body: (inout Renderer, Value) throws(Failure) -> Value
  ) -> Value? {
    guard let value else { return nil }
    return try? body(&folder, value)
  }

  private mutating func attempt(
    _ a: Value?, _ b: Value?, _ body: (inout Renderer, Value, Value) throws(Failure) -> Value
  ) -> Value? {
    guard let a, let b else { return nil }
    return try? body(&folder, a, b)
  }

  /// For what fails in Jinja when the template is compiled.
  private mutating func checked<T>(_ body: () throws(Failure) -> T) -> T? {
    do throws(Failure) {
      return try body()
    } catch {
      report(error, range)
      return nil
    }
  }

  private mutating func dictionary(_ pairs: [(Expression, Expression)], _ frame: Frame) -> Compiled {
    let parts = pairs.flatMap { [compile($0.0, frame), compile($0.1, frame)] }
    let constants = parts.compactMap(\.constant)
    var constant: Value?
    if constants.count == parts.count {
      constant = checked { () throws(Failure) in
        var entries = [(Key, Value)]()
        for i in stride(from: 0, to: constants.count, by: 2) {
          entries.append((try Key(checking: constants[i]), constants[i + 1]))
        }
        return .object(Object(pairs: entries))
      }
    }
    return compiled(constant) { compiler in .dictionary(compiler.span(parts.map { compiler.ref($0) })) }
  }

  private mutating func junction(
    _ left: Expression, _ right: Expression, isAnd: Bool, _ frame: Frame
  ) -> Compiled {
    let left = compile(left, frame), right = compile(right, frame)
    var constant: Value?
    if let value = left.constant, let isTrue = checked({ () throws(Failure) in try value.isTrue() }) {
      constant = isTrue == isAnd ? right.constant : value
    }
    return compiled(constant) { isAnd ? .and($0.ref(left), $0.ref(right)) : .or($0.ref(left), $0.ref(right)) }
  }

  private mutating func comparison(
    _ first: Expression, _ rest: [(Comparison, Expression)], _ frame: Frame
  ) -> Compiled {
    let first = compile(first, frame), rest = rest.map { ($0.0, compile($0.1, frame)) }
    var constant: Value?
    if var left = first.constant {
      constant = .bool(true)
      for (sign, part) in rest {
        guard let right = part.constant, let holds = try? folder.compare(left, sign, right) else {
          constant = nil
          break
        }
        if !holds {
          constant = .bool(false)
          break
        }
        left = right
      }
    }
    return compiled(constant) { compiler in
      let first = compiler.ref(first)
      if rest.count == 1 { return .compare(rest[0].0, first, compiler.ref(rest[0].1)) }
      let parts = rest.flatMap { sign, part in
        compiler.program.constants.append(.string(sign.rawValue))
        return [Ref(compiler.program.constants.count - 1), compiler.ref(part)]
      }
      return .chain(first, compiler.span(parts))
    }
  }

  private mutating func concatenation(_ items: [Expression], _ frame: Frame) -> Compiled {
    let parts = items.map { compile($0, frame) }
    let constants = parts.compactMap(\.constant)
    var constant: Value?
    if constants.count == parts.count {
      let folder = folder
      constant = checked { () throws(Failure) in
        var text = ""
        for value in constants { text += try value.printed(in: folder) }
        return .string(text)
      }
    }
    let escapes = escapes
    return compiled(constant) { compiler in
      .concat(compiler.span(parts.map { compiler.ref($0) }), escapes: escapes)
    }
  }

  // MARK: Filters and tests

  private mutating func filter(_ input: Expression?, _ invocation: Invocation, _ frame: Frame) -> Compiled {
    let part = input.map { compile($0, frame) }
    guard let index = program.filterIndex[invocation.name] else {
      report(.unknownFilter(invocation.name, among: program.filters.map(\.name)), invocation.nameRange)
      return Compiled(ref: emit(.impossible))
    }
    let filter = program.filters[Int(index)]
    checkCallee(invocation, filter)
    guard let bound = bind(invocation, filter.parameters, filter.takesMore, of: filter.name, frame) else {
      return Compiled(ref: emit(.impossible))
    }
    var constant: Value?
    if !filter.needsContext, let value = part?.constant, let arguments = bound.constants {
      constant = try? folder.apply(filter, to: value, arguments.withEscaping(escapes))
    }
    return compiled(constant) { compiler in
      var call = bound.compiled(&compiler)
      call.function = index
      if let part {
        call.input = compiler.ref(part)
      } else {
        call.input = compiler.emit(.captured)
      }
      compiler.program.invocations.append(call)
      return .filter(Ref(compiler.program.invocations.count - 1))
    }
  }

  private mutating func test(_ input: Expression, _ invocation: Invocation, _ frame: Frame) -> Compiled {
    let part = compile(input, frame)
    guard let index = program.testIndex[invocation.name] else {
      report(.unknownTest(invocation.name, among: program.tests.map(\.name)), invocation.nameRange)
      return Compiled(ref: emit(.impossible))
    }
    let test = program.tests[Int(index)]
    guard let bound = bind(invocation, test.parameters, false, of: test.name, frame) else {
      return Compiled(ref: emit(.impossible))
    }
    var constant: Value?
    if let value = part.constant, let arguments = bound.constants {
      constant = (try? folder.check(test, value, arguments)).map { .bool($0) }
    }
    return compiled(constant) { compiler in
      var call = bound.compiled(&compiler)
      call.function = index
      call.input = compiler.ref(part)
      compiler.program.invocations.append(call)
      return .test(Ref(compiler.program.invocations.count - 1))
    }
  }

  /// `map('name')` and `select('name')`: the filter or test they name is checked with the template.
  private mutating func checkCallee(_ invocation: Invocation, _ filter: Filter) {
    guard let place = filter.calleePlace, invocation.positional.count > place.index,
      case .constant(.string(let name)) = invocation.positional[place.index].kind
    else { return }
    let range = invocation.positional[place.index].range
    if place.isTest {
      if program.testIndex[name] == nil {
        report(.unknownTest(name, among: program.tests.map(\.name)), range)
      }
    } else if program.filterIndex[name] == nil {
      report(.unknownFilter(name, among: program.filters.map(\.name)), range)
    }
  }

  private struct Bound {
    var positional = [Compiled]()
    var keywords = [(name: String, value: Compiled)]()

    var constants: Arguments? {
      let values = positional.compactMap(\.constant), named = keywords.compactMap(\.value.constant)
      guard values.count == positional.count, named.count == keywords.count else { return nil }
      return Arguments(values, zip(keywords, named).map { ($0.name, $1) })
    }

    func compiled(_ compiler: inout Compiler) -> CompiledInvocation {
      var call = CompiledInvocation()
      for part in positional { call.positional.append(compiler.ref(part)) }
      for (name, part) in keywords { call.keywords.append((name, compiler.ref(part))) }
      return call
    }
  }

  /// The arguments in the order of the parameters, with the defaults of those that are missing.
  private mutating func bind(
    _ invocation: Invocation, _ parameters: [Parameter], _ takesMore: Bool, of name: String, _ frame: Frame
  ) -> Bound? {
    var bound = Bound()
    if takesMore {
      bound.positional = invocation.positional.map { compile($0, frame) }
      bound.keywords = invocation.keywords.map { ($0.name, compile($0.value, frame)) }
      return bound
    }
    do throws(Failure) {
      let order = try Parameter.order(
        parameters, positional: invocation.positional.count, keywords: invocation.keywords.map(\.name),
        of: name)
      for (place, parameter) in zip(order, parameters) {
        switch place {
        case .positional(let i): bound.positional.append(compile(invocation.positional[i], frame))
        case .keyword(let i): bound.positional.append(compile(invocation.keywords[i].value, frame))
        case .missing: bound.positional.append(Compiled(constant: parameter.fallback ?? Value.none))
        }
      }
      return bound
    } catch {
      report(error, range)
      return nil
    }
  }
}

extension Value {
  /// Whether Python code could hold the value as a constant.
  fileprivate var isLiteral: Bool {
    switch self {
    case .undefined, .special: false
    case .list(let items), .tuple(let items): items.allSatisfy(\.isLiteral)
    case .object(let object): object.slots.allSatisfy(\.isLiteral) && object.keys.allSatisfy(\.isLiteral)
    default: true
    }
  }

  fileprivate var hasInfinity: Bool {
    switch self {
    case .float(let number): !number.isFinite
    case .list(let items), .tuple(let items): items.contains(where: \.hasInfinity)
    case .object(let object):
      object.slots.contains(where: \.hasInfinity) || object.keys.contains(where: \.hasInfinity)
    default: false
    }
  }
}
