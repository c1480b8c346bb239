import Synchronization

/// Builds the data of pages right where templates read them, with no tree in between.
///
/// Every method puts a value into the builder's memory and hands out its `Datum`, which is good as long as the
/// builder has neither been cleared nor gone, or for as long as `KeptData` are there.
package struct DataBuilder: ~Copyable {
  private var memory = Memory()
  private var shapes = ShapeCache()
  /// The names that templates mention; `nil` if that does not matter.
  private let mentioned: Set<String>?

  /// - Parameter templates: those that are to read the data.
  package init(for templates: TemplateSet? = nil) { mentioned = templates?.variables }

  /// Forgets all data, to build those of the next page.
  package mutating func clear() { memory.clear() }

  /// The data stay for good, whichever pages mention them.
  package consuming func kept() -> KeptData { KeptData(memory) }

  // MARK: Text

  package mutating func text(_ text: String) -> Datum { memory.text(text) }

  /// The text, or none where there is no text.
  package mutating func text(_ text: String?) -> Datum { text.map { memory.text($0) } ?? .none }

  /// Several parts as one text.
  package mutating func text(_ parts: String...) -> Datum { text(parts) }

  package mutating func text(_ parts: [String]) -> Datum {
    let room = parts.reduce(0) { $0 + $1.utf8.count }
    let place = UnsafeMutableBufferPointer(start: memory.room(room, of: UInt8.self), count: room)
    var end = 0
    for part in parts { end = place[end...].initialize(fromContentsOf: part.utf8) }
    return Datum(.text, place.baseAddress.unsafelyUnwrapped, size: room)
  }

  /// Markup in UTF-8, which is not escaped again.
  package mutating func html(_ markup: [UInt8]) -> Datum {
    markup.withUnsafeBufferPointer { memory.text($0, safe: true) }
  }

  /// A text to be printed as it stands: to compute with it, as if it were a number, is an error.
  package mutating func verbatim(_ text: String) -> Datum { memory.text(text).markedVerbatim }

  // MARK: Lists and objects

  @inlinable
  package mutating func list(_ items: some Collection<Datum>) -> Datum { list(items) { item, _ in item } }

  /// As many items as are asked for.
  package mutating func list(_ count: Int, _ make: (Int, inout DataBuilder) -> Datum) -> Datum {
    let start = room(count)
    for i in 0..<count { (start + i).initialize(to: make(i, &self)) }
    return list(at: start, count)
  }

  @inlinable
  package mutating func list<Items: Collection>(
    _ items: Items, _ make: (Items.Element, inout DataBuilder) -> Datum
  ) -> Datum {
    let count = items.count, start = room(count)
    var place = start
    for item in items {
      place.initialize(to: make(item, &self))
      place += 1
    }
    return list(at: start, count)
  }

  @usableFromInline
  mutating func room(_ count: Int) -> UnsafeMutablePointer<Datum> { memory.room(count) }

  @usableFromInline
  func list(at start: UnsafeMutablePointer<Datum>, _ count: Int) -> Datum {
    Datum(.list, start, size: count)
  }

  package mutating func texts(_ texts: [String]) -> Datum { list(texts) { $1.text($0) } }

  package mutating func object(_ fields: Fields) -> Datum {
    let (object, slots) = memory.object(shapes.shape(of: fields, after: nil))
    fields.fill(slots)
    return object
  }

  /// An object with further fields; it is one of those made by `object`, whose shapes stay for good.
  package mutating func object(_ base: Datum, _ fields: Fields) -> Datum {
    let (object, slots) = memory.object(shapes.shape(of: fields, after: base.shape))
    slots.initialize(from: base.slots.baseAddress.unsafelyUnwrapped, count: base.count)
    fields.fill(slots + base.count)
    return object
  }

  /// What a page has under a name: none, without making it, if no template ever mentions the name.
  package mutating func ifMentioned(_ name: String, _ make: (inout DataBuilder) -> Datum) -> Datum {
    mentioned?.contains(name) ?? true ? make(&self) : .none
  }

  /// A tree of values.
  package mutating func freeze(_ value: Value) -> Datum { memory.freeze(value) }
}

/// The members of an object that is still to be made. No name occurs twice.
package struct Fields: ExpressibleByDictionaryLiteral {
  fileprivate var pairs: [(MemberName, Datum)]

  package init(dictionaryLiteral elements: (MemberName, Datum)...) { pairs = elements }
  package init(_ pairs: [(MemberName, Datum)]) { self.pairs = pairs }

  package static func + (a: consuming Fields, b: Fields) -> Fields {
    a.pairs += b.pairs
    return a
  }

  fileprivate func fill(_ slots: UnsafeMutablePointer<Datum>) {
    for i in pairs.indices { (slots + i).initialize(to: pairs[i].1) }
  }
}

/// The name of a member, known by where the program has it.
package struct MemberName: ExpressibleByStringLiteral {
  @usableFromInline let address: UInt
  @usableFromInline let count: Int

  @inlinable
  package init(stringLiteral text: StaticString) {
    address = UInt(bitPattern: text.utf8Start)
    count = text.utf8CodeUnitCount
  }

  fileprivate var text: String {
    String(
      decoding: UnsafeBufferPointer(start: UnsafePointer(bitPattern: address), count: count), as: UTF8.self)
  }
}

/// Data that stay as long as this does.
package final class KeptData: Sendable {
  private let memory: Memory

  fileprivate init(_ memory: consuming Memory) { self.memory = memory }
}

/// The shapes that one builder has used, found again by where their names stand in the program.
private struct ShapeCache {
  private struct Entry {
    /// What the names are added to.
    let base: UnsafePointer<Shape>?
    /// Where in `names` its names begin.
    let start: Int
    let shape: UnsafePointer<Shape>
  }

  /// By the number of names.
  private var entries = [[Entry]](repeating: [], count: 64)
  private var names: [UInt] = []

  mutating func shape(of fields: Fields, after base: UnsafePointer<Shape>?) -> UnsafePointer<Shape> {
    let bucket = fields.pairs.count & 63
    for i in entries[bucket].indices {
      let entry = entries[bucket][i]
      if entry.base == base, hasNames(fields, at: entry.start) { return entry.shape }
    }
    let shape = ShapeTable.shape(of: (base?.pointee.names ?? []) + fields.pairs.map(\.0.text))
    entries[bucket].append(Entry(base: base, start: names.count, shape: shape))
    names += fields.pairs.map(\.0.address) + [0]
    return shape
  }

  /// Whether they are the names from a place on. A zero ends each list.
  private func hasNames(_ fields: Fields, at start: Int) -> Bool {
    for i in fields.pairs.indices where names[start + i] != fields.pairs[i].0.address { return false }
    return names[start + fields.pairs.count] == 0
  }
}

/// One shape for each list of names that the program writes, whoever builds the object: a place in a template that
/// has found a member once finds it again on every page. There are as many as there are kinds of objects.
private struct ShapeTable: ~Copyable {
  private var memory = Memory()
  /// Addresses of shapes by their names.
  private var byNames: [String: UInt] = [:]

  private static let shared = Mutex(ShapeTable())

  static func shape(of names: [String]) -> UnsafePointer<Shape> {
    let address = shared.withLock { table in
      let key = names.joined(separator: " ")
      if let known = table.byNames[key] { return known }
      precondition(Set(names).count == names.count, "a name is given twice: \(key)")
      let keys = names.map { table.memory.text($0) }
      let address = UInt(bitPattern: table.memory.shape(keys))
      table.byNames[key] = address
      return address
    }
    return UnsafePointer(bitPattern: address).unsafelyUnwrapped
  }
}

extension Shape {
  fileprivate var names: [String] { (0..<count).compactMap { keys[$0].text } }
}
