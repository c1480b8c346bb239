/// Expressions.
extension Renderer {
  /// The value of an expression. A name or member that is not there is an error.
  @inline(__always)
  mutating func evaluate(_ expression: Ref) throws(Failure) -> Datum {
    let value = try value(of: expression)
    if value.isMissing { throw located(absence(of: expression), expression) }
    return value
  }

  /// The value of an expression; missing if it names something that is not there.
  mutating func value(of expression: Ref) throws(Failure) -> Datum {
    do throws(Failure) {
      switch nodes[Int(expression)] {
      case .constant(let constant, _): return tables.constants[Int(constant)]
      case .variable(let variable): return variables[Int(variable)]
      case .slot(let slot): return stack[base + Int(slot)]
      case .member(let owner, let name, let cache):
        var object = Datum.missing
        if case .slot(let slot) = nodes[Int(owner)] { object = stack[base + Int(slot)] }
        if object.isMissing { object = try evaluate(owner) }
        if object.tag == .object {
          let shape = memory.shape(of: object)
          if caches[Int(cache)].shape.isSame(as: shape) {
            return memory.member(caches[Int(cache)].rank, of: object)
          }
        }
        return try member(of: object, name, cache)
      case let node:
        try deeper()
        let value = try compute(node, expression)
        levels -= 1
        return value
      }
    } catch {
      throw located(error, expression)
    }
  }

  /// The value of which a template asks whether it is there. Python's numbers, texts and lists have members, too, which
  /// are not for pages.
  mutating func valueAskedAfter(_ expression: Ref) throws(Failure) -> Datum {
    if case .member(let owner, let name, _) = nodes[Int(expression)] {
      let owner = try evaluate(owner)
      if owner.tag != .object, owner.tag != .group {
        throw located(.noMembers(tables.names[Int(name)], owner), expression)
      }
    }
    return try value(of: expression)
  }

  @inline(never)
  private mutating func compute(_ node: Node, _ expression: Ref) throws(Failure) -> Datum {
    try charge()
    switch node {
    case .item(let owner, let index): return try item(of: evaluate(owner), evaluate(index))
    case .list(let items): return memory.list(try values(items))
    case .object(let shape, let members):
      return memory.object(tables.constants[Int(shape)], try values(members))
    case .not(let value): return Datum(try !evaluate(value).isTrue)
    case .and(let left, let right):
      let left = try evaluate(left)
      return left.isTrue ? try evaluate(right) : left
    case .or(let left, let right):
      let left = try evaluate(left)
      return left.isTrue ? left : try evaluate(right)
    case .compare(let sign, let left, let right):
      return Datum(try compare(evaluate(left), sign, evaluate(right)))
    case .arithmetic(let sign, let left, let right): return try combine(evaluate(left), sign, evaluate(right))
    case .negation(let value): return try negated(evaluate(value))
    case .concat(let parts): return try concatenate(values(parts))
    case .conditional(let test, let then, let otherwise):
      return try evaluate(test).isTrue ? evaluate(then) : evaluate(otherwise)
    case .filter(let call): return try apply(tables.filterCalls[Int(call)])
    case .call(let macro, let arguments):
      let start = out.count
      try call(macro, arguments, expression)
      return takeText(from: start, safe: true)
    case .text(let body):
      let start = out.count
      try run(body)
      return takeText(from: start, safe: true)
    case .loop(let property, let slot): return loopProperty(property, base + Int(slot))
    default: return .missing
    }
  }

  mutating func values(_ list: NodeList) throws(Failure) -> [Datum] {
    var values: [Datum] = []
    values.reserveCapacity(Int(list.count))
    for i in Int(list.first)..<Int(list.first + list.count) { values.append(try evaluate(links[i])) }
    return values
  }

  /// The text that has been written since an offset, taken back as a value.
  mutating func takeText(from start: Int, safe: Bool = false) -> Datum {
    let text = memory.text(of: out, from: start, safe: safe)
    out.cut(at: start)
    return text
  }

  private func loopProperty(_ property: LoopProperty, _ slot: Int) -> Datum {
    let items = stack[slot], index = stack[slot + 1].int, count = items.count
    switch property {
    case .index: return Datum(index + 1)
    case .index0: return Datum(index)
    case .revindex: return Datum(count - index)
    case .revindex0: return Datum(count - index - 1)
    case .first: return Datum(index == 0)
    case .last: return Datum(index == count - 1)
    case .length: return Datum(count)
    }
  }

  // MARK: Members

  /// The member of a name; its rank is kept for the next time.
  @inline(never)
  private mutating func member(of object: Datum, _ name: Ref, _ cache: Ref) throws(Failure) -> Datum {
    let text = tables.names[Int(name)]
    if object.tag == .group, text == "grouper" || text == "list" {
      return memory.item(text == "list" ? 1 : 0, of: object)
    }
    guard object.tag == .object else { throw .undefinedMember(text, of: object) }
    let shape = memory.shape(of: object), rank = memory.rank(of: text.utf8.span, in: shape)
    guard rank >= 0 else { return .missing }
    caches[Int(cache)] = MemberCache(shape: shape, rank: rank)
    return memory.member(rank, of: object)
  }

  /// `owner[index]`.
  mutating func item(of owner: Datum, _ index: Datum) throws(Failure) -> Datum {
    try charge(index.making)
    if owner.tag == .object {
      guard index.isText else { throw .refused("[…]", Refusal.keys) }
      let member = memory.member(memory.bytes(of: index), of: owner)
      if member.isMissing, Refusal.hidden.contains(memory.string(of: index)) {
        throw .hidden(memory.string(of: index))
      }
      return member
    }
    if owner.isText { throw .refused("[…]", Refusal.text) }
    guard owner.isSequence, let number = index.integer else {
      throw .undefinedMember(index.isText ? memory.string(of: index) : "[…]", of: owner)
    }
    let place = number < 0 ? number + owner.count : number
    return place >= 0 && place < owner.count ? memory.item(place, of: owner) : .missing
  }

  // MARK: What is not there

  private mutating func absence(of expression: Ref) -> Failure {
    switch nodes[Int(expression)] {
    case .variable(let variable): return .undefinedName(tables.variables[Int(variable)])
    case .slot(let slot): return .undefinedName(slotName(Int(slot)))
    case .member(let owner, let name, _): return absence(of: tables.names[Int(name)], in: owner)
    case .item(let owner, let index):
      let index = (try? evaluate(index)) ?? .none
      let name = index.isText ? memory.string(of: index) : index.integer.map { "\($0)" } ?? "[…]"
      return absence(of: name, in: owner)
    default: return .emptySequence()
    }
  }

  private mutating func absence(of name: String, in owner: Ref) -> Failure {
    let owner = (try? evaluate(owner)) ?? .none
    let names = owner.tag == .object ? memory.keys(of: owner).map { memory.string(of: $0) } : []
    return .undefinedMember(name, of: owner, among: names)
  }
}
