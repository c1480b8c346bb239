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
  func characters(of text: Datum) throws(Failure) -> [Datum] {
    let bytes = memory.bytes(of: text)
    try checkRoom(bytes.characterCount)
    var characters: [Datum] = [], start = 0
    for i in 1...max(1, bytes.count) where i == bytes.count || i < bytes.count && bytes[i] & 0xC0 != 0x80 {
      characters.append(Datum(.text, in: text.arena, at: text.offset + start, size: i - start))
      start = i
    }
    return characters
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
  mutating func pairs(of object: Datum) -> [Datum] {
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

  /// Jinja sorts and compares texts without regard to case unless told otherwise.
  mutating func ignoringCase(_ value: Datum) throws(Failure) -> Datum {
    guard value.isText else { return value }
    try charge(value.spelling)
    let text = memory.string(of: value), lower = text.pythonLowercased
    return lower == text ? value : memory.text(lower, safe: value.isHTML)
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
