import Synchronization

/// Builds the data of pages right where templates read them, with no tree in between.
///
/// Every method puts a value into the builder's memory and hands out its `Datum`, which is good as long as the
/// builder has neither been cleared nor gone, or for as long as `KeptData` are there.
package struct DataBuilder: ~Copyable {
  private var memory = Memory()
  private var shapes = ShapeCache()

  package init() {}

  /// Forgets all data, to build those of the next page.
  package mutating func clear() { memory.clear() }

  /// The data stay for good, whichever pages mention them.
  package consuming func kept() -> KeptData { KeptData(memory) }

  // MARK: Text

  package mutating func text(_ text: String) -> Datum { memory.text(text) }

  /// The text, or none where there is no text.
  package mutating func text(_ text: String?) -> Datum { text.map { memory.text($0) } ?? .none }

  /// Several parts as one text.
  package mutating func text(_ parts: String...) -> Datum {
    let place = memory.room(parts.reduce(0) { $0 + $1.utf8.count }, of: UInt8.self)
    var count = 0
    for var part in parts {
      part.withUTF8 { bytes in
        if let start = bytes.baseAddress { (place + count).initialize(from: start, count: bytes.count) }
        count += bytes.count
      }
    }
    return Datum(.text, place, size: count)
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

  package mutating func object(_ members: Fields) -> Datum {
    let (object, slots) = memory.object(shapes.shape(of: members))
    for (i, member) in members.pairs.enumerated() { (slots + i).initialize(to: member.1) }
    return object
  }

  /// A tree of values.
  package mutating func freeze(_ value: Value) -> Datum { memory.freeze(value) }
}

/// The members of an object that is still to be made. No name occurs twice.
package struct Fields: ExpressibleByDictionaryLiteral {
  fileprivate var pairs: [(StaticString, Datum)]

  package init(dictionaryLiteral elements: (StaticString, Datum)...) { pairs = elements }

  package static func + (a: consuming Fields, b: Fields) -> Fields {
    a.pairs += b.pairs
    return a
  }
}

/// Data that stay as long as this does.
package final class KeptData: Sendable {
  private let memory: Memory

  fileprivate init(_ memory: consuming Memory) { self.memory = memory }
}

/// The shapes that one builder has used: names are compared by where they stand in the program.
private struct ShapeCache {
  private struct Entry {
    let names: [UInt]
    let shape: UnsafePointer<Shape>
  }

  /// By the number of names.
  private var entries = [[Entry]](repeating: [], count: 64)

  mutating func shape(of members: Fields) -> UnsafePointer<Shape> {
    let pairs = members.pairs, bucket = pairs.count & 63
    for entry in entries[bucket] where fits(entry, pairs) { return entry.shape }
    let shape = ShapeTable.shape(of: pairs.map(\.0))
    entries[bucket].append(Entry(names: pairs.map { UInt(bitPattern: $0.0.utf8Start) }, shape: shape))
    return shape
  }

  private func fits(_ entry: Entry, _ pairs: [(StaticString, Datum)]) -> Bool {
    guard entry.names.count == pairs.count else { return false }
    for i in pairs.indices where entry.names[i] != UInt(bitPattern: pairs[i].0.utf8Start) { return false }
    return true
  }
}

/// One shape for each set of names that the program writes, whoever builds the object: a place in a template that
/// has found a member once finds it again on every page. There are as many as there are kinds of objects.
private struct ShapeTable: ~Copyable {
  private var memory = Memory()
  /// Addresses of shapes by their names.
  private var byNames: [String: UInt] = [:]

  private static let shared = Mutex(ShapeTable())

  static func shape(of names: [StaticString]) -> UnsafePointer<Shape> {
    let address = shared.withLock { table in
      let key = names.map(\.description).joined(separator: " ")
      if let known = table.byNames[key] { return known }
      precondition(Set(names.map(\.description)).count == names.count, "a name is given twice: \(key)")
      let keys = names.map { table.memory.text($0.description) }
      let address = UInt(bitPattern: table.memory.shape(keys))
      table.byNames[key] = address
      return address
    }
    return UnsafePointer(bitPattern: address).unsafelyUnwrapped
  }
}
