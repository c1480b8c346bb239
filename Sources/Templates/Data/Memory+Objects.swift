/// Objects: a shape, which many of one kind share, and one value for each of its keys.
///
/// An object, in its arena, is its shape and then its members; a shape is its keys in order and then, if there are more
/// than a few, an index of them by hash. A template that has found a member once looks there again: it has
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
    var position = key.keyHash & mask
    while index[position].int >= 0 {
      if bytes(of: keys[index[position].int]).isSame(as: key) { return index[position].int }
      position = (position + 1) & mask
    }
    return -1
  }

  /// The ranks of a shape's keys by their hash; -1 for a free one.
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
      var position = bytes(of: key).keyHash & mask
      while index[position].int >= 0 { position = (position + 1) & mask }
      index[position] = Datum(rank)
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

/// Trees of values as data.
extension Memory {
  /// - Parameter shapes: those of the objects so far, by their names.
  mutating func freeze(_ value: Value, _ shapes: inout [[String]: Datum]) -> Datum {
    switch value {
    case .none: return .none
    case .bool(let value): return Datum(value)
    case .int(let value): return Datum(value)
    case .float(let value): return Datum(value)
    case .string(let text): return self.text(text)
    case .html(let text): return self.text(text, safe: true)
    case .verbatim(let text): return self.text(text).markedVerbatim
    case .list(let items): return list(items.map { freeze($0, &shapes) })
    case .object(let object):
      let values = Dictionary(object.members) { $1 }
      var seen: Set<String> = []
      let names = object.members.map(\.0).filter { seen.insert($0).inserted }
      let shape = shapes[names] ?? self.shape(names.map { text($0) })
      shapes[names] = shape
      return self.object(shape, names.map { freeze(values[$0] ?? .none, &shapes) })
    }
  }
}

/// Texts byte by byte.
extension Memory {
  func areSame(_ a: Datum, _ b: Datum) -> Bool { bytes(of: a).isSame(as: bytes(of: b)) }

  func isOrderedBefore(_ a: Datum, _ b: Datum) -> Bool {
    let a = bytes(of: a), b = bytes(of: b)
    for i in 0..<min(a.count, b.count) where a[i] != b[i] { return a[i] < b[i] }
    return a.count < b.count
  }
}

extension Span<UInt8> {
  @inline(__always)
  func isSame(as other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    for i in indices where self[i] != other[i] { return false }
    return true
  }

  /// The number of characters (code points) of the text.
  var characterCount: Int {
    var sum = 0
    for i in indices where self[i] & 0xC0 != 0x80 { sum += 1 }
    return sum
  }

  /// A hash of a key, by products of 128 bits folded. It decides where a key lies in an index, and nothing that a page
  /// could show or a meter count.
  var keyHash: Int {
    var hash = seed.start
    for i in indices {
      let product = (hash ^ UInt64(self[i])).multipliedFullWidth(by: seed.factor)
      hash = product.high ^ product.low
    }
    return Int(truncatingIfNeeded: hash)
  }
}

/// The numbers that hashes of keys begin with and are multiplied by. They are others in each run, so that nobody can
/// write a template or data whose keys collide.
private let seed = (start: UInt64.random(in: .min ... .max), factor: UInt64.random(in: .min ... .max) | 1)
