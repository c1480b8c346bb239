/// Objects: a shape, which many of one kind share, and one value for each of its keys.
///
/// In its arena an object is its shape and then its members; a shape is its keys in order and then, if there are more
/// than a few, an index of them by hash. A template that has found a member once looks in the same place again: it has
/// to compare the shapes only.
extension Memory {
  /// The number of keys that are still compared one by one.
  private static var few: Int { 12 }

  @inline(__always)
  func shape(of object: Datum) -> Datum { values(of: object)[0] }

  @inline(__always)
  func member(_ rank: Int, of object: Datum) -> Datum { values(of: object)[rank + 1] }

  func keys(of object: Datum) -> [Datum] { items(of: shape(of: object)) }

  func members(of object: Datum) -> [Datum] { Array(items(of: object).dropFirst()) }

  /// The member of a key; missing if the object has none.
  func member(_ key: Span<UInt8>, of object: Datum) -> Datum {
    let rank = rank(of: key, in: shape(of: object))
    return rank < 0 ? .missing : member(rank, of: object)
  }

  /// The rank of a key among the others; -1 if the shape has none like it.
  func rank(of key: Span<UInt8>, in shape: Datum) -> Int {
    let keys = values(of: shape)
    guard shape.detail > 0 else {
      for i in 0..<shape.count where bytes(of: keys[i]).isSame(as: key) { return i }
      return -1
    }
    let index = values(of: index(of: shape)), mask = index.count - 1
    var place = KeyHash.hash(key) & mask
    while index[place].int >= 0 {
      if bytes(of: keys[index[place].int]).isSame(as: key) { return index[place].int }
      place = (place + 1) & mask
    }
    return -1
  }

  /// The ranks of a shape's keys by their hash; -1 for a place that is free.
  private func index(of shape: Datum) -> Datum {
    Datum(.list, in: shape.arena, at: shape.offset + shape.count, size: 1 << Int(shape.detail))
  }

  /// A shape of keys that differ from each other.
  mutating func shape(_ keys: [Datum]) -> Datum {
    let list = self.list(keys)
    var bits = 0
    if keys.count > Memory.few {
      bits = 5
      while 1 << bits < keys.count * 2 { bits += 1 }
    }
    let shape = Datum(.shape, in: number, at: list.offset, size: keys.count, detail: UInt8(bits))
    if bits == 0 { return shape }
    let mask = 1 << bits - 1
    var index = [Datum](repeating: Datum(-1), count: mask + 1)
    for (rank, key) in keys.enumerated() {
      var place = KeyHash.hash(bytes(of: key)) & mask
      while index[place].int >= 0 { place = (place + 1) & mask }
      index[place] = Datum(rank)
    }
    _ = self.list(index)
    return shape
  }

  mutating func object(_ shape: Datum, _ members: [Datum]) -> Datum {
    let object = room(.object, members.count)
    set(0, of: object, to: shape)
    for (i, member) in members.enumerated() { set(i + 1, of: object, to: member) }
    return object
  }
}

/// Finds the shape of an object among those just used, while a tree of values becomes data.
struct Freezer {
  /// Shapes by their number of keys.
  private var shapes = [[Datum]](repeating: [], count: 32)

  mutating func freeze(_ value: Value, _ memory: inout Memory) -> Datum {
    switch value {
    case .none: return .none
    case .bool(let value): return Datum(value)
    case .int(let value): return Datum(value)
    case .float(let value): return Datum(value)
    case .string(let text): return memory.text(text)
    case .html(let text): return memory.text(text, safe: true)
    case .verbatim(let text): return memory.text(text).markedVerbatim
    case .list(let items): return memory.list(items.map { freeze($0, &memory) })
    case .tuple(let items): return memory.list(items.map { freeze($0, &memory) }, .tuple)
    case .object(let object):
      let members = object.uniqueMembers, shape = shape(of: members, &memory)
      return memory.object(shape, members.map { freeze($0.1, &memory) })
    }
  }

  private mutating func shape(of members: [(String, Value)], _ memory: inout Memory) -> Datum {
    let bucket = members.count & 31
    for shape in shapes[bucket].reversed() where shape.count == members.count {
      let keys = memory.items(of: shape)
      if zip(keys, members).allSatisfy({ memory.hasText($0, $1.0) }) { return shape }
    }
    let shape = memory.shape(members.map { memory.text($0.0) })
    if shapes[bucket].count == 16 { shapes[bucket].removeFirst(8) }
    shapes[bucket].append(shape)
    return shape
  }
}

extension Object {
  /// The members without those whose name comes again: it keeps its first place and its last value, as in Python.
  fileprivate var uniqueMembers: [(String, Value)] {
    var ranks: [String: Int] = [:], unique: [(String, Value)] = []
    for (name, value) in members {
      if let rank = ranks[name] {
        unique[rank].1 = value
      } else {
        ranks[name] = unique.count
        unique.append((name, value))
      }
    }
    return unique
  }
}

/// Texts byte by byte.
extension Memory {
  func hasText(_ datum: Datum, _ text: String) -> Bool {
    datum.isText && datum.count == text.utf8.count && string(of: datum).utf8.elementsEqual(text.utf8)
  }

  func areSame(_ a: Datum, _ b: Datum) -> Bool { bytes(of: a).isSame(as: bytes(of: b)) }

  func isOrderedBefore(_ a: Datum, _ b: Datum) -> Bool {
    let a = bytes(of: a), b = bytes(of: b)
    for i in 0..<min(a.count, b.count) where a[i] != b[i] { return a[i] < b[i] }
    return a.count < b.count
  }
}

extension Span<UInt8> {
  /// Eight bytes at a time.
  @inline(__always)
  func isSame(as other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    let a = bytes, b = other.bytes
    var i = 0
    while i + 8 <= count {
      if a.word(at: i) != b.word(at: i) { return false }
      i += 8
    }
    while i < count {
      if self[i] != other[i] { return false }
      i += 1
    }
    return true
  }

  /// The number of characters (code points) of the text.
  var characterCount: Int {
    var sum = 0
    for i in indices where self[i] & 0xC0 != 0x80 { sum += 1 }
    return sum
  }
}
