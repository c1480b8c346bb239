/// Values that do not fit into a `Datum`: one arena that grows, and a view of every other that its data may mention.
///
/// This file and `Output.swift` are all of the program's unsafe code for templates. Nothing outside of them sees an
/// address, every access is checked against the size of its arena, and whoever has a `Memory` holds what it views.
struct Memory: ~Copyable {
  private var bytes = Buffer<UInt8>()
  private var data = Buffer<Datum>()
  /// The number of its own arena.
  let number: UInt16
  /// All arenas, by number.
  private var views: Buffer<View>
  /// The arenas that the views show.
  private let held: [FrozenArena?]

  /// Arenas that every page has.
  static let page: UInt16 = 0
  static let pageShapes: UInt16 = 1
  static let renderer: UInt16 = 2
  static let program: UInt16 = 3
  /// The first of those that many pages share.
  static let shared: UInt16 = 4

  /// - Parameter others: the frozen arenas that many pages share.
  init(number: UInt16, others: [FrozenArena?] = []) {
    self.number = number
    held = others
    let first = Int(Memory.shared)
    views = Buffer(repeating: View(), count: max(Int(number) + 1, first + others.count))
    for (i, arena) in others.enumerated() { if let arena { views[first + i] = arena.view } }
  }

  /// The memory of a renderer, which sees what a builder and a program see as long as both are there.
  init(reading other: borrowing Memory, _ program: FrozenArena) {
    number = Memory.renderer
    held = other.held + [program]
    views = Buffer(repeating: View(), count: other.views.count)
    for i in 0..<other.views.count { views[i] = other.views[i] }
    views[Int(Memory.program)] = program.view
  }

  /// Sees the arena of another memory, which has to stay.
  mutating func view(_ other: borrowing Memory) {
    while views.count <= Int(other.number) { views.append(View()) }
    views[Int(other.number)] = other.ownView
  }

  private var ownView: View {
    View(bytes: bytes.start, byteCount: bytes.count, data: data.start, dataCount: data.count)
  }

  private mutating func refresh() { views[Int(number)] = ownView }

  /// Forgets its own values, and keeps the room for others.
  mutating func clear() {
    bytes.count = 0
    data.count = 0
    refresh()
  }

  /// Bytes that its values take.
  var size: Int { bytes.count + data.count * MemoryLayout<Datum>.stride }

  /// Its own arena as it is now, to be read by many threads.
  func frozen() -> FrozenArena { FrozenArena(bytes.array, data.array) }

  // MARK: Reading

  /// The bytes of a text.
  @inline(__always) @_lifetime(borrow self)
  func bytes(of text: Datum) -> Span<UInt8> {
    let view = views[Int(text.arena)], offset = text.offset
    precondition(text.isText && offset &+ text.count <= view.byteCount, "a text of another arena")
    let span = Span(_unsafeStart: view.bytes + offset, count: text.count)
    return _overrideLifetime(span, borrowing: self)
  }

  /// The values of a list or group; of an object its shape and then its members.
  @inline(__always) @_lifetime(borrow self)
  func values(of datum: Datum) -> Span<Datum> {
    let view = views[Int(datum.arena)], offset = datum.offset
    let count = datum.tag == .object ? datum.count + 1 : datum.count
    precondition(datum.tag.rawValue > Datum.Tag.html.rawValue && offset &+ count <= view.dataCount)
    let span = Span(_unsafeStart: view.data + offset, count: count)
    return _overrideLifetime(span, borrowing: self)
  }

  @inline(__always)
  func item(_ index: Int, of list: Datum) -> Datum { values(of: list)[index] }

  func items(of list: Datum) -> [Datum] { values(of: list).withUnsafeBufferPointer { Array($0) } }

  func string(of text: Datum) -> String {
    bytes(of: text).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  func array(of text: Datum) -> [UInt8] { bytes(of: text).withUnsafeBufferPointer { Array($0) } }

  // MARK: Writing

  /// A text of the bytes that have been written since an offset.
  mutating func text(of output: borrowing Output, from start: Int, safe: Bool = false) -> Datum {
    output.bytes(from: start).withUnsafeBufferPointer { text($0, safe: safe) }
  }

  mutating func text(_ text: [UInt8], safe: Bool = false) -> Datum {
    text.withUnsafeBufferPointer { self.text($0, safe: safe) }
  }

  mutating func text(_ text: String, safe: Bool = false) -> Datum {
    var text = text
    return text.withUTF8 { self.text($0, safe: safe) }
  }

  private mutating func text(_ text: UnsafeBufferPointer<UInt8>, safe: Bool) -> Datum {
    let start = bytes.count
    bytes.append(text)
    refresh()
    return Datum(safe ? .html : .text, in: number, at: start, size: text.count)
  }

  mutating func list(_ items: [Datum], _ tag: Datum.Tag = .list) -> Datum {
    let start = data.count
    items.withUnsafeBufferPointer { data.append($0) }
    refresh()
    return Datum(tag, in: number, at: start, size: items.count)
  }

  /// Room for values that are still to be set, each of which is none so far.
  mutating func room(_ tag: Datum.Tag, _ count: Int) -> Datum {
    let start = data.count
    data.append(.none, count: tag == .object ? count + 1 : count)
    refresh()
    return Datum(tag, in: number, at: start, size: count)
  }

  /// Sets a value in its own room; the shape of an object comes before its members.
  @inline(__always)
  mutating func set(_ index: Int, of room: Datum, to value: Datum) {
    precondition(room.arena == number)
    data[room.offset + index] = value
  }
}

/// An arena to which nothing is added any more.
final class FrozenArena: Sendable {
  private let bytes: [UInt8]
  private let data: [Datum]

  init(_ bytes: [UInt8], _ data: [Datum]) { (self.bytes, self.data) = (bytes, data) }

  /// The arrays are never written to again, so they stay where they are as long as this does.
  var view: View {
    bytes.withUnsafeBufferPointer { bytes in
      data.withUnsafeBufferPointer { data in
        View(
          bytes: bytes.baseAddress ?? View().bytes, byteCount: bytes.count,
          data: data.baseAddress ?? View().data, dataCount: data.count)
      }
    }
  }
}

/// One arena as others read it.
struct View {
  var bytes = UnsafePointer<UInt8>(Buffer.nowhere)
  var byteCount = 0
  var data = UnsafePointer<Datum>(Buffer.nowhere)
  var dataCount = 0
}

/// An array of plain values that no other refers to, so that adding to it looks at nothing but its room.
struct Buffer<Element: BitwiseCopyable>: ~Copyable {
  private var base = UnsafeMutablePointer<Element>.allocate(capacity: 256)
  private var capacity = 256
  var count = 0 { didSet { precondition(count <= capacity) } }

  init() {}

  init(repeating element: Element, count: Int) { append(element, count: count) }

  deinit { base.deallocate() }

  /// An address at which nothing is.
  static var nowhere: UnsafeMutablePointer<Element> {
    UnsafeMutablePointer(bitPattern: MemoryLayout<Element>.alignment).unsafelyUnwrapped
  }

  var start: UnsafePointer<Element> { UnsafePointer(base) }

  var array: [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }

  /// Everything from an index on.
  @inline(__always) @_lifetime(borrow self)
  func span(from index: Int = 0) -> Span<Element> {
    precondition(0...count ~= index)
    return _overrideLifetime(Span(_unsafeStart: start + index, count: count - index), borrowing: self)
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      precondition(index >= 0 && index < count)
      return base[index]
    }
    set {
      precondition(index >= 0 && index < count)
      base[index] = newValue
    }
  }

  /// Makes room for more elements, which begin where it points to.
  @inline(__always)
  mutating func reserve(_ more: Int) -> UnsafeMutablePointer<Element> {
    if capacity - count < more { grow(more) }
    return base + count
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    larger.initialize(from: base, count: count)
    base.deallocate()
    base = larger
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    reserve(1).initialize(to: element)
    count += 1
  }

  mutating func append(_ element: Element, count more: Int) {
    reserve(more).initialize(repeating: element, count: more)
    count += more
  }

  @inline(__always)
  mutating func append(_ elements: UnsafeBufferPointer<Element>) {
    let target = reserve(elements.count)
    if let source = elements.baseAddress { target.initialize(from: source, count: elements.count) }
    count += elements.count
  }
}
