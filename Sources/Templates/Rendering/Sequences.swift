/// Values with items.
extension Renderer {
  /// The items that a loop goes through: a list as it is, the keys of an object.
  mutating func sequence(_ value: Datum) throws(Failure) -> Datum {
    switch value.tag {
    case .list, .group: return value
    case .object:
      let shape = memory.shape(of: value)
      return Datum(.list, in: shape.arena, at: shape.offset, size: shape.count)
    case .text, .html: throw .refused("for x in '…'", Refusal.characters)
    default: throw .noOperation("for", value)
    }
  }

  mutating func items(_ value: Datum) throws(Failure) -> [Datum] {
    let sequence = try sequence(value)
    try charge(sequence.count)
    return memory.items(of: sequence)
  }

  /// Python's `len`.
  func length(_ value: Datum) throws(Failure) -> Int {
    switch value.tag {
    case .list, .group, .object: return value.count
    case .text, .html: return memory.bytes(of: value).characterCount
    default: throw .noOperation("|length", value)
    }
  }

  // MARK: Members of items

  /// The parts of `"address.city"`: names, and numbers for places in lists.
  mutating func path(_ attribute: Datum) throws(Failure) -> [Datum] {
    if attribute.isNone { return [] }
    guard attribute.isText else { return [attribute] }
    return memory.string(of: attribute).split(separator: ".", omittingEmptySubsequences: false).map { part in
      Int(part).map { Datum($0) } ?? memory.text(String(part))
    }
  }

  /// The member of a member …; missing if the last is not there.
  mutating func value(_ item: Datum, along path: [Datum]) throws(Failure) -> Datum {
    var value = item
    for part in path {
      if value.isMissing { throw .undefinedMember(name(part), of: item) }
      value = try self.item(of: value, part)
    }
    return value
  }

  private func name(_ part: Datum) -> String { part.isText ? memory.string(of: part) : "\(part.int)" }

  /// An item, what an attribute names in it, and that as it is sorted and compared.
  typealias Member = (item: Datum, value: Datum, key: Datum)

  /// The items with what an attribute names in each of them: the item itself if the attribute is none. Jinja compares
  /// texts without regard to case unless told otherwise.
  mutating func members(
    of input: Datum, by attribute: Datum, fallback: Datum = .none, isCaseSensitive: Bool = true
  ) throws(Failure) -> [Member] {
    let path = try path(attribute)
    var members: [Member] = []
    for item in try items(input) {
      var value = try self.value(item, along: path)
      if value.isMissing {
        if fallback.isNone { throw .undefinedMember(name(path.last ?? .none), of: item) }
        value = fallback
      }
      var key = value
      if !isCaseSensitive, value.isText {
        try charge(value.spelling)
        key = memory.text(try memory.string(of: value).pythonLowercased())
      }
      members.append((item, value, key))
    }
    return members
  }
}

extension Renderer {
  /// Members in the order of their keys; what is equal stays in its order.
  mutating func ordered(_ members: [Member], isReversed: Bool = false) throws(Failure) -> [Member] {
    var failure: Failure?
    let ordered = members.sorted { a, b in
      guard failure == nil else { return false }
      do throws(Failure) {
        return try isReversed ? precedes(b.key, a.key) : precedes(a.key, b.key)
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw failure }
    return ordered
  }
}
