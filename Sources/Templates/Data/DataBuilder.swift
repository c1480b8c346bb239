import Synchronization

/// Builds the data of pages right in the arena that templates read, with no tree in between.
///
/// Every method puts a value into the builder's arena and returns its `Datum`, which is good until the builder is
/// cleared. The builder holds the shared data that its own may mention, so none of them can be gone.
package struct DataBuilder: ~Copyable {
  var memory: Memory
  /// The shapes of objects, which stay when the data are cleared.
  private var shapes: ShapeCache
  private let shared: SharedData?
  /// The names that templates mention; nil if that does not matter.
  private let mentioned: Set<String>?

  /// A builder for one page after the other.
  ///
  /// - Parameters:
  ///   - templates: those that are to read the data.
  ///   - shared: data that many pages mention.
  package init(for templates: TemplateSet? = nil, with shared: SharedData? = nil) {
    let others = shared?.arenas ?? []
    memory = Memory(number: Memory.page, others: others)
    shapes = ShapeCache(Memory(number: Memory.pageShapes, others: others))
    mentioned = templates?.variables
    self.shared = shared
  }

  /// A builder of data that many pages mention; `keep` shares them.
  package init(sharing shared: SharedData) {
    let number = shared.reserve()
    memory = Memory(number: number)
    shapes = ShapeCache(Memory(number: number + 1))
    mentioned = nil
    self.shared = shared
  }

  /// Forgets all data, to build those of the next page.
  package mutating func clear() { memory.clear() }

  /// Shares the data with all builders that are made from now on.
  package consuming func keep() {
    shared?.keep([memory.frozen(), shapes.memory.frozen()], as: memory.number)
  }

  // MARK: Text

  package mutating func text(_ text: String) -> Datum { memory.text(text) }

  /// The text, or none if there is no text.
  package mutating func text(_ text: String?) -> Datum { text.map { memory.text($0) } ?? .none }

  /// Several parts as one text.
  package mutating func text(_ parts: String...) -> Datum { memory.text(parts.joined()) }

  package mutating func text(_ parts: [String]) -> Datum { memory.text(parts.joined()) }

  /// Markup in UTF-8, which is not escaped again.
  package mutating func html(_ markup: [UInt8]) -> Datum { memory.text(markup, safe: true) }

  /// A text to be printed as it is: to compute with it, as if it were a number, is an error.
  package mutating func verbatim(_ text: String) -> Datum { memory.text(text).markedVerbatim }

  // MARK: Lists and objects

  package mutating func list(_ items: some Collection<Datum>) -> Datum { memory.list(Array(items)) }

  /// A list of as many items as are asked for.
  package mutating func list(_ count: Int, _ make: (Int, inout DataBuilder) -> Datum) -> Datum {
    list(0..<count, make)
  }

  package mutating func list<Items: Collection>(
    _ items: Items, _ make: (Items.Element, inout DataBuilder) -> Datum
  ) -> Datum {
    let list = memory.room(.list, items.count)
    var index = 0
    for item in items {
      let value = make(item, &self)
      memory.set(index, of: list, to: value)
      index += 1
    }
    return list
  }

  package mutating func texts(_ texts: [String]) -> Datum { list(texts) { $1.text($0) } }

  package mutating func object(_ fields: Fields) -> Datum {
    let object = memory.room(.object, fields.pairs.count)
    memory.set(0, of: object, to: shapes.shape(of: fields, &memory))
    for i in fields.pairs.indices { memory.set(i + 1, of: object, to: fields.pairs[i].1) }
    return object
  }

  /// An object with further fields.
  package mutating func object(_ base: Datum, _ fields: Fields) -> Datum {
    let members = memory.items(of: base), shape = shapes.shape(of: fields, after: members[0], &memory)
    return memory.object(shape, members.dropFirst() + fields.pairs.map(\.1))
  }

  /// The value that a page has under a name: none, without making it, if no template ever mentions the name.
  package mutating func ifMentioned(_ name: String, _ make: (inout DataBuilder) -> Datum) -> Datum {
    mentioned?.contains(name) ?? true ? make(&self) : .none
  }

  /// A tree of values.
  package mutating func freeze(_ value: Value) -> Datum {
    var shapes: [[String]: Datum] = [:]
    return memory.freeze(value, &shapes)
  }
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
}

/// The name of a member, as the program's source has it.
package struct MemberName: ExpressibleByStringLiteral {
  fileprivate let text: StaticString

  package init(stringLiteral text: StaticString) { self.text = text }
}

/// The data that the pages of an edition have in common. Builders share them as they are done, from any thread.
package final class SharedData: Sendable {
  private let state = Mutex<[FrozenArena?]>([])

  package init() {}

  /// The arenas so far; nil for one that is still being built.
  var arenas: [FrozenArena?] { state.withLock { $0 } }

  /// Two numbers of arenas to come, of which this is the first.
  fileprivate func reserve() -> UInt16 {
    state.withLock { arenas in
      arenas += [nil, nil]
      return Memory.shared + UInt16(arenas.count - 2)
    }
  }

  fileprivate func keep(_ new: [FrozenArena], as number: UInt16) {
    state.withLock { arenas in
      for (i, arena) in new.enumerated() { arenas[Int(number - Memory.shared) + i] = arena }
    }
  }
}

/// The shapes that one builder has used, found again by where the program has their names.
private struct ShapeCache: ~Copyable {
  var memory: Memory
  /// Shapes by the location of the shape that names are added to (0 if there is none) and those of the names.
  private var shapes: [[Int]: Datum] = [:]

  init(_ memory: consuming Memory) { self.memory = memory }

  /// - Parameter reader: the memory that is to see the shapes.
  mutating func shape(of fields: Fields, after base: Datum = .missing, _ reader: inout Memory) -> Datum {
    let locations =
      [Int(base.arena) << 48 | base.offset] + fields.pairs.map { Int(bitPattern: $0.0.text.utf8Start) }
    if let shape = shapes[locations] { return shape }
    let known = base.isMissing ? [] : reader.items(of: base)
    let shape = memory.shape(known + fields.pairs.map { memory.text($0.0.text.description) })
    reader.view(memory)
    let names = reader.items(of: shape).map { reader.string(of: $0) }
    precondition(Set(names).count == names.count, "a name is given twice: \(names)")
    shapes[locations] = shape
    return shape
  }
}
