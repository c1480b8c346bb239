/// Which entries of a mapping a view shows.
enum View: UInt8, CaseIterable { case keys, values, items }

/// `a.b` and `a[b]`.
extension Renderer {
  /// `object.name` for a place in the program, which then remembers where the member is.
  mutating func member(_ object: Datum, _ name: Ref, _ cache: Ref, at place: Int) throws(Failure) -> Datum {
    let name = program.names[name]
    if object.tag == .object, !name.attribute.hidesMembers {
      let slot = object.shape.pointee.slot(of: name.text)
      if slot >= 0 {
        caches[Int(cache)] = MemberCache(shape: object.shape, slot: slot)
        return object.slots[slot]
      }
    }
    return try member(object, name, at: place)
  }

  /// Jinja's `getattr`: the attribute, else the item.
  mutating func member(_ object: Datum, _ name: Name, at place: Int = -1) throws(Failure) -> Datum {
    if let value = try attribute(of: object, name) { return value }
    if let value = try entry(of: object, name.text) { return value }
    return absent(.member, name.text, of: object, at: place)
  }

  /// Jinja's `getitem`: the item, else the attribute.
  mutating func item(_ object: Datum, _ index: Datum, at place: Int = -1) throws(Failure) -> Datum {
    if let value = try entry(of: object, index) { return value }
    if index.isText, let value = try attribute(of: object, Name(index)) { return value }
    if index.tag == .undefined { throw .undefined(index) }
    let start = out.count
    if !index.isText { try represent(index) }
    return absent(.member, index.isText ? index : takeText(from: start), of: object, at: place)
  }

  /// Python's `object[index]`; nothing where Python has a lookup or type error.
  private mutating func entry(of object: Datum, _ index: Datum) throws(Failure) -> Datum? {
    switch object.tag {
    case .object:
      if index.isText {
        try charge(index.making)
        return object[index]
      }
      if index.tag == .undefined { throw .undefined(index) }
      guard (try? index.checkKey(&meter)) != nil else { return nil }
      return object[index]
    case .undefined: throw .undefined(object)
    case .text, .html:
      guard let i = index.integer else { return nil }
      try charge(object.making)
      let count = object.bytes.characterCount, place = i < 0 ? i + count : i
      guard place >= 0, place < count else { return nil }
      let start = object.cut(toCharacters: place).count, end = object.cut(toCharacters: place + 1).count
      return Datum(.text, size: end - start, bits: object.bits + UInt(start)).marked(safe: object.isHTML)
    case .range:
      guard let i = index.integer else { return nil }
      let count = object.rangeCount, place = i < 0 ? i + count : i
      guard place >= 0, place < count else { return nil }
      return Datum(object.range.start + place * object.range.step)
    default:
      guard object.isSequence, let i = index.integer else { return nil }
      let place = i < 0 ? i + object.count : i
      guard place >= 0, place < object.count else { return nil }
      return object.items[place]
    }
  }

  /// Python's `object.name`; nothing where there is no such attribute.
  mutating func attribute(of object: Datum, _ name: Name) throws(Failure) -> Datum? {
    if name.attribute.isPrivate { throw .unsupported(name.text.text ?? "") }
    switch object.tag {
    case .undefined: throw .undefined(object)
    case .group:
      if name.text.hasBytes("grouper") { return object.items[0] }
      if name.text.hasBytes("list") { return object.items[1] }
    case .namespace: return object.record(Datum.self).pointee[name.text]
    case .module: return object.record(Module.self).pointee.exports[name.text]
    case .loop: return try loopMember(object, name)
    case .block where name.text.hasBytes("super"):
      let block = object.record(BlockReference.self).pointee
      return self.block(block.name, block.depth + 1, block.context, ifNone: .noParentBlock)
    case .macro where name.text.hasBytes("name"):
      let name = program.macros[Int(object.record(Macro.self).pointee.plan)].name
      return name < 0 ? Datum.none : program.names[name].text
    case .macro, .block: throw .unsupported("." + (name.text.text ?? ""))
    default: break
    }
    return try method(of: object, name)
  }

  /// The method of a value; what Python has and this engine has not is refused.
  private mutating func method(of object: Datum, _ name: Name) throws(Failure) -> Datum? {
    let isKnown: Bool
    switch (object.tag, name.attribute.method) {
    case (.object, .items), (.object, .keys), (.object, .values), (.object, .get), (.object, .copy),
      (.list, .count), (.list, .index), (.list, .copy), (.tuple, .count), (.tuple, .index), (.group, .count),
      (.group, .index):
      isKnown = true
    case (.text, let method?), (.html, let method?): isKnown = method.isOfText
    default: isKnown = false
    }
    if isKnown { return Datum(.method, memory.store(BoundMethod(receiver: object, name: name))) }
    if object.tag == .object ? name.attribute.hidesMembers : name.attribute.isPythons {
      throw .unsupported("." + (name.text.text ?? ""))
    }
    return nil
  }

  /// A method of a value, not yet called.
  struct BoundMethod: BitwiseCopyable {
    let receiver: Datum
    let name: Name
  }

  // MARK: Namespaces

  mutating func setMember(of namespace: Datum, _ name: Datum, to value: Datum) throws(Failure) {
    guard namespace.tag == .namespace else { throw .notNamespace(namespace) }
    if value.tag == .macro { throw .unsupportedValue(value, in: "set") }
    let members = namespace.record(Datum.self), old = members.pointee
    let slot = old.shape.pointee.slot(of: name)
    if slot >= 0 {
      UnsafeMutablePointer(mutating: old.slots.baseAddress.unsafelyUnwrapped)[slot] = value
    } else {
      try charge()
      members.pointee = memory.object(
        zip(old.keys, old.slots).map { (key: $0, value: $1) } + [(key: name, value: value)])
    }
  }

  // MARK: Paths

  /// The parts of `"address.city"`: names, and numbers for places in lists.
  mutating func path(_ attribute: Datum) -> Datum {
    guard attribute.isText else { return memory.list(attribute.isNone ? [] : [attribute]) }
    let parts = attribute.bytes.split(separator: UInt8(ascii: ".")).map { part in
      let part = Datum(
        .text, UnsafePointer(UnsafeBufferPointer(rebasing: part).baseAddress.unsafelyUnwrapped),
        size: part.count)
      let isNumber = part.bytes.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
      return isNumber ? part.text.flatMap(Int.init).map { Datum($0) } ?? part : part
    }
    return memory.list(parts)
  }

  /// The member of a member …
  mutating func item(_ value: Datum, along path: Datum, fallback: Datum = .none) throws(Failure) -> Datum {
    var value = value
    for part in path.items {
      value = try item(value, part)
      if value.tag == .undefined, !fallback.isNone { value = fallback }
    }
    return value
  }
}
