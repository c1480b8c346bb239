/// Where data, constants and the values of a page stand: taken piece by piece, given back all at once.
///
/// It holds addresses as numbers. Once frozen nothing writes to it, so threads may share it.
struct Memory: ~Copyable {
  private var chunks: [UInt] = []
  /// The piece that the next values are taken from.
  private var open: UInt = 0
  private var next: UInt = 0
  private var end: UInt = 0
  private var chunkSize = 8 << 10
  private(set) var size = 0

  /// Forgets what it holds, and keeps the open piece to begin again.
  mutating func clear() {
    for chunk in chunks where chunk != open { UnsafeMutableRawPointer(bitPattern: chunk)?.deallocate() }
    chunks = open == 0 ? [] : [open]
    next = open
    size = Int(end - open)
  }

  deinit { for chunk in chunks { UnsafeMutableRawPointer(bitPattern: chunk)?.deallocate() } }

  @inline(__always)
  mutating func allocate(_ bytes: Int) -> UnsafeMutableRawPointer {
    let start = (next + 15) & ~15
    guard start + UInt(bytes) <= end else { return allocateChunk(bytes) }
    next = start + UInt(bytes)
    return UnsafeMutableRawPointer(bitPattern: start).unsafelyUnwrapped
  }

  @inline(never)
  private mutating func allocateChunk(_ bytes: Int) -> UnsafeMutableRawPointer {
    chunkSize = min(chunkSize * 2, 1 << 20)
    let capacity = max(chunkSize, bytes)
    let chunk = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
    chunks.append(UInt(bitPattern: chunk))
    size += capacity
    // A big piece has a chunk of its own; the open one stays open.
    if capacity > chunkSize { return chunk }
    open = UInt(bitPattern: chunk)
    next = open + UInt(bytes)
    end = open + UInt(capacity)
    return chunk
  }

  /// Room for plain values, not yet filled.
  @inline(__always)
  mutating func room<Element>(_ count: Int, of _: Element.Type = Element.self) -> UnsafeMutablePointer<
    Element
  > {
    allocate(max(1, count) * MemoryLayout<Element>.stride).assumingMemoryBound(to: Element.self)
  }

  mutating func store<Record: BitwiseCopyable>(_ record: Record) -> UnsafeMutablePointer<Record> {
    let place = room(1, of: Record.self)
    place.initialize(to: record)
    return place
  }

  mutating func table<Element: BitwiseCopyable>(_ elements: [Element]) -> Table<Element> {
    let place = room(elements.count, of: Element.self)
    place.initialize(from: elements, count: elements.count)
    return Table(start: UInt(bitPattern: place), count: elements.count)
  }
}

/// An array that stands in a `Memory`.
struct Table<Element: BitwiseCopyable>: Sendable, BitwiseCopyable {
  fileprivate let start: UInt
  let count: Int

  static var empty: Table { Table(start: 16, count: 0) }

  var pointer: UnsafePointer<Element> { UnsafePointer(bitPattern: start).unsafelyUnwrapped }

  @inline(__always)
  subscript(i: Int) -> Element {
    assert(0..<count ~= i)
    return pointer[i]
  }

  @inline(__always)
  subscript(i: Ref) -> Element { self[Int(i)] }
}

/// Values that stand in a memory.
extension Memory {
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, safe: Bool = false) -> Datum {
    let place = room(bytes.count, of: UInt8.self)
    if let start = bytes.baseAddress { place.initialize(from: start, count: bytes.count) }
    return Datum(safe ? .html : .text, place, size: bytes.count)
  }

  mutating func text(_ string: String, safe: Bool = false) -> Datum {
    if let stored = string.utf8.withContiguousStorageIfAvailable({ text($0, safe: safe) }) { return stored }
    return Array(string.utf8).withUnsafeBufferPointer { text($0, safe: safe) }
  }

  mutating func list(_ items: [Datum], _ tag: Datum.Tag = .list) -> Datum {
    items.withUnsafeBufferPointer { list($0, tag) }
  }

  mutating func list(_ items: UnsafeBufferPointer<Datum>, _ tag: Datum.Tag = .list) -> Datum {
    let place = room(items.count, of: Datum.self)
    if let start = items.baseAddress { place.initialize(from: start, count: items.count) }
    return Datum(tag, place, size: items.count)
  }

  /// An object whose members are still to be filled in.
  mutating func object(_ shape: UnsafePointer<Shape>) -> (Datum, slots: UnsafeMutablePointer<Datum>) {
    let count = shape.pointee.count, place = room(count + 1, of: Datum.self)
    UnsafeMutableRawPointer(place).storeBytes(of: UInt(bitPattern: shape), as: UInt.self)
    return (Datum(.object, place, size: count), place + 1)
  }

  /// A key given twice keeps its first place and its last value.
  mutating func object(_ pairs: [(key: Datum, value: Datum)]) -> Datum {
    var keys = [Datum](), slots = [Datum](), builder = ShapeBuilder(count: pairs.count)
    for (key, value) in pairs {
      if let place = builder.insert(key, among: keys) {
        slots[place] = value
      } else {
        keys.append(key)
        slots.append(value)
      }
    }
    let (object, place) = object(shape(keys))
    place.initialize(from: slots, count: slots.count)
    return object
  }

  /// The keys have to differ from each other.
  mutating func shape(_ keys: [Datum]) -> UnsafePointer<Shape> {
    let place = room(keys.count, of: Datum.self)
    place.initialize(from: keys, count: keys.count)
    var index: UnsafeMutablePointer<Int32>?, mask = 0
    if keys.count > ShapeBuilder.few {
      var capacity = 32
      while capacity < keys.count * 2 { capacity *= 2 }
      mask = capacity - 1
      let places = room(capacity, of: Int32.self)
      places.initialize(repeating: -1, count: capacity)
      for (i, key) in keys.enumerated() {
        var place = key.hash & mask
        while places[place] >= 0 { place = (place + 1) & mask }
        places[place] = Int32(i)
      }
      index = places
    }
    return UnsafePointer(store(Shape(keys: place, count: keys.count, index: index, mask: mask)))
  }
}

/// Finds keys that are given twice.
struct ShapeBuilder {
  /// As many keys as are compared one by one.
  static let few = 12

  private var places: [Int: [Int]] = [:]
  private let isLarge: Bool

  init(count: Int) { isLarge = count > ShapeBuilder.few }

  /// Where the key is already; nothing if it is new, and then it comes next.
  mutating func insert(_ key: Datum, among keys: [Datum]) -> Int? {
    guard isLarge else { return keys.firstIndex { $0.isIdentical(to: key) } }
    let hash = key.hash
    if let place = places[hash]?.first(where: { keys[$0].isIdentical(to: key) }) { return place }
    places[hash, default: []].append(keys.count)
    return nil
  }
}

/// Values becoming data.
extension Memory {
  mutating func freeze(_ value: Value) -> Datum {
    var freezer = Freezer()
    return freezer.freeze(value, &self)
  }

}

/// Finds the shape of an object among those just used.
private struct Freezer {
  /// By their number of keys.
  private var shapes = [[UnsafePointer<Shape>]](repeating: [], count: 32)

  mutating func freeze(_ value: Value, _ memory: inout Memory) -> Datum {
    switch value {
    case .none: return .none
    case .bool(let value): return Datum(value)
    case .int(let value): return Datum(value)
    case .float(let value): return Datum(value)
    case .string(let text): return memory.text(text)
    case .html(let text): return memory.text(text, safe: true)
    case .verbatim(let text): return memory.text(text).markedVerbatim
    case .list(let items): return freeze(items, .list, &memory)
    case .tuple(let items): return freeze(items, .tuple, &memory)
    case .object(let object): return freeze(object, &memory)
    }
  }

  private mutating func freeze(_ items: [Value], _ tag: Datum.Tag, _ memory: inout Memory) -> Datum {
    let place = memory.room(items.count, of: Datum.self)
    for (i, item) in items.enumerated() { (place + i).initialize(to: freeze(item, &memory)) }
    return Datum(tag, place, size: items.count)
  }

  private mutating func freeze(_ object: Object, _ memory: inout Memory) -> Datum {
    let members = object.members, bucket = members.count & 31
    for shape in shapes[bucket].reversed() where fits(shape.pointee, members) {
      let (object, slots) = memory.object(shape)
      for (i, member) in members.enumerated() { (slots + i).initialize(to: freeze(member.1, &memory)) }
      return object
    }
    let pairs = members.map { member in
      (key: memory.text(member.0), value: freeze(member.1, &memory))
    }
    let datum = memory.object(pairs)
    if shapes[bucket].count == 16 { shapes[bucket].removeFirst(8) }
    shapes[bucket].append(datum.shape)
    return datum
  }

  private func fits(_ shape: Shape, _ members: [(String, Value)]) -> Bool {
    guard shape.count == members.count else { return false }
    for i in members.indices where !shape.keys[i].hasText(members[i].0) { return false }
    return true
  }
}
