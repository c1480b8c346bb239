/// Values with items.
extension Renderer {
  /// The items that a loop goes through: a list as it is, the keys of an object, the characters of a text.
  mutating func sequence(_ value: Datum) throws(Failure) -> Datum {
    switch value.tag {
    case .list, .tuple, .group: return value
    case .object:
      let shape = memory.shape(of: value)
      return Datum(.list, in: shape.arena, at: shape.offset, size: shape.count)
    case .text, .html: return memory.list(try characters(of: value))
    default: throw .notIterable(value)
    }
  }

  mutating func items(_ value: Datum) throws(Failure) -> [Datum] {
    let sequence = try sequence(value)
    try charge(sequence.count)
    return memory.items(of: sequence)
  }

  /// Each character of a text by itself, as plain text.
  private mutating func characters(of text: Datum) throws(Failure) -> [Datum] {
    try checkRoom(memory.bytes(of: text).characterCount)
    return memory.string(of: text).unicodeScalars.map { memory.text(String($0)) }
  }

  /// Python's `len`.
  func length(_ value: Datum) throws(Failure) -> Int {
    switch value.tag {
    case .list, .tuple, .group, .object: return value.count
    case .text, .html: return memory.bytes(of: value).characterCount
    default: throw .noLength(value)
    }
  }

  /// The members of an object as pairs.
  ///
  /// - Parameter filter: the filter that was given the object.
  mutating func pairs(_ object: Datum, for filter: String) throws(Failure) -> [Datum] {
    guard object.tag == .object else { throw .argument(object, filter) }
    let pairs = zip(memory.keys(of: object), memory.members(of: object))
    return pairs.map { memory.list([$0, $1], .tuple) }
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

  mutating func member(_ item: Datum, along path: [Datum], fallback: Datum = .none) throws(Failure) -> Datum {
    let value = try value(item, along: path)
    if !value.isMissing { return value }
    if fallback.isNone { throw .undefinedMember(name(path.last ?? .none), of: item) }
    return fallback
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
      let value = try member(item, along: path, fallback: fallback)
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

/// A stable sort whose comparison may fail (the standard library's is not stable by contract).
func sorted<Element>(
  _ items: [Element], by precedes: (Element, Element) throws(Failure) -> Bool
) throws(Failure) -> [Element] {
  var source = items, target = items, width = 1
  while width < items.count {
    var low = 0
    while low < items.count {
      let middle = min(low + width, items.count), high = min(low + 2 * width, items.count)
      var i = low, j = middle
      for k in low..<high {
        var takesLow = i < middle
        if takesLow, j < high, try precedes(source[j], source[i]) { takesLow = false }
        target[k] = source[takesLow ? i : j]
        if takesLow { i += 1 } else { j += 1 }
      }
      low = high
    }
    swap(&source, &target)
    width *= 2
  }
  return source
}
