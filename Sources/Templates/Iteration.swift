/// What is being iterated over.
struct Source: BitwiseCopyable {
  enum Kind: UInt8 { case items, range, iterator }

  let kind: Kind
  /// The items, or the iterator: what one loop has taken from it, another does not get.
  let value: Datum
  /// The next number of a range, or the place of the next item.
  var position = 0
  /// How many items there still are.
  var rest = 0
  var step = 1

  init(items: Datum) {
    (kind, value) = (.items, items)
    rest = items.count
  }

  init(range value: Datum) {
    (kind, self.value) = (.range, value)
    (position, rest, step) = (value.range.start, value.rangeCount, value.range.step)
  }

  init(iterator: Datum) { (kind, value) = (.iterator, iterator) }
}

/// A loop being run.
struct LoopState: BitwiseCopyable {
  var source: Source
  let frame: UnsafeMutablePointer<Renderer.Frame>?
  /// Where the test of `for … if` starts; -1 if there is none (any more).
  var test: Int
  var index = -1
  /// The next item, if something has looked ahead; `missing` if not.
  var ahead = Datum.missing
  var before = Datum.missing
  var now = Datum.missing
  var lastChanged = Datum.missing
}

/// What `map`, `select` and the like give: items made one by one when they are asked for, once.
struct IteratorState: BitwiseCopyable {
  enum Stage: UInt8 { case plain, attribute, filter, select, batch, unique, slice, failing }

  let stage: Stage
  let input: Datum
  /// The path of the member that counts.
  var path = Datum.none
  /// The name of the filter or test; the size of a batch; the number of a failure.
  var function = Datum.none
  /// Its arguments, or what fills up a batch.
  var arguments = Datum.none
  var keywords = Table<Datum>.empty
  /// `select`, not `reject`; regarding case.
  var flag = false
  var source: Source?
  var seen = KeySet()

  init(_ stage: Stage, _ input: Datum) { (self.stage, self.input) = (stage, input) }
}

extension Renderer {
  mutating func iterator(_ state: IteratorState) -> Datum { Datum(.iterator, memory.store(state)) }

  /// An iterator that fails when it is first asked for an item.
  mutating func failing(_ failure: Failure, _ input: Datum) throws(Failure) -> Datum {
    // As large as a hundred other values.
    try charge(100)
    failures.append(failure)
    var state = IteratorState(.failing, input)
    state.function = Datum(failures.count - 1)
    return iterator(state)
  }

  /// Python's `iter(value)`.
  mutating func iterate(_ value: Datum) throws(Failure) -> Source {
    switch value.tag {
    case .list, .tuple, .group: return Source(items: value)
    // Python's iteration over safe text gives plain characters.
    case .text, .html: return Source(items: memory.list(try characters(of: value)))
    case .object: return Source(items: Datum(.list, value.shape.pointee.keys, size: value.count))
    case .range: return Source(range: value)
    case .view: return Source(items: viewed(value))
    case .iterator: return Source(iterator: value)
    case .undefined:
      try value.checkDefined()
      return Source(items: memory.list([]))
    default: throw .notIterable(value)
    }
  }

  /// What a view shows, as a list.
  mutating func viewed(_ view: Datum) -> Datum {
    switch View(rawValue: view.detail) {
    case .keys: return Datum(.list, view.shape.pointee.keys, size: view.count)
    case .values: return Datum(.list, view.slots.baseAddress.unsafelyUnwrapped, size: view.count)
    default: return items(of: view)
    }
  }

  /// The members of an object as pairs.
  mutating func items(of object: Datum) -> Datum {
    let pairs = zip(object.keys, object.slots).map { memory.list([$0, $1], .tuple) }
    return memory.list(pairs)
  }

  @inline(__always)
  mutating func next(_ source: inout Source) throws(Failure) -> Datum? {
    if source.kind == .iterator { return try next(of: source.value.record(IteratorState.self)) }
    guard source.rest > 0 else { return nil }
    source.rest -= 1
    let position = source.position
    if source.rest > 0 { source.position += source.step }
    return source.kind == .items ? source.value.items[position] : Datum(position)
  }

  /// All items there (still) are.
  mutating func collect(_ value: Datum) throws(Failure) -> [Datum] {
    if value.isSequence {
      try charge(value.count)
      return Array(value.items)
    }
    var source = try iterate(value), items: [Datum] = []
    while let item = try next(&source) {
      try charge()
      // They take twice their room while there come to be more of them.
      if items.count > limits.memory >> 6 { throw .tooLarge() }
      items.append(item)
    }
    return items
  }

  /// Python's `len(value)`; nothing for what has no length.
  func length(_ value: Datum) throws(Failure) -> Int? {
    switch value.tag {
    case .list, .tuple, .group, .object, .view: return value.count
    case .text, .html: return value.bytes.characterCount
    case .range: return value.rangeCount
    case .undefined:
      try value.checkDefined()
      return 0
    default: return nil
    }
  }

  // MARK: Iterators

  private mutating func next(of state: UnsafeMutablePointer<IteratorState>) throws(Failure) -> Datum? {
    try charge()
    return try deeper { renderer throws(Failure) in
      if state.pointee.source == nil { state.pointee.source = try renderer.start(state.pointee) }
      guard var source = state.pointee.source else { return nil }
      // While an item is made, there is nothing to take.
      state.pointee.source = Source(items: .none)
      defer { state.pointee.source = source }
      return try renderer.next(of: state, &source)
    }
  }

  private mutating func next(
    of place: UnsafeMutablePointer<IteratorState>, _ source: inout Source
  ) throws(Failure) -> Datum? {
    let state = place.pointee
    switch state.stage {
    case .plain, .slice, .failing: return try next(&source)
    case .attribute:
      guard let item = try next(&source) else { return nil }
      return try self.item(item, along: state.path, fallback: state.arguments)
    case .filter:
      guard let item = try next(&source) else { return nil }
      return try apply(named: state.function, to: item, state.arguments, state.keywords)
    case .select:
      while let item = try next(&source) {
        try charge()
        let value = try self.item(item, along: state.path)
        let holds =
          try state.function.isMissing
          ? value.isTrue() : check(named: state.function, value, state.arguments, state.keywords)
        if holds == state.flag { return item }
      }
      return nil
    case .batch:
      var batch: [Datum] = []
      while batch.count < state.function.int, let item = try next(&source) { batch.append(item) }
      if batch.isEmpty { return nil }
      if !state.arguments.isNone {
        if state.function.int > limits.memory >> 6 { throw .tooLarge() }
        try charge(state.function.int)
        while batch.count < state.function.int { batch.append(state.arguments) }
      }
      return memory.list(batch)
    case .unique:
      while let item = try next(&source) {
        try charge()
        var value = try self.item(item, along: state.path)
        if !state.flag { value = try ignoringCase(value) }
        try value.checkKey(&meter)
        if try place.pointee.seen.insert(value, &memory, &meter) { return item }
      }
      return nil
    }
  }

  /// Each character of a text by itself, as plain text in the same memory.
  mutating func characters(of text: Datum) throws(Failure) -> UnsafeBufferPointer<Datum> {
    let bytes = text.bytes, count = bytes.characterCount
    try charge(bytes.count >> 3)
    if count > limits.memory >> 6 { throw .tooLarge() }
    let characters = memory.room(count, of: Datum.self)
    var place = bytes.count
    for i in (0..<count).reversed() {
      let end = place
      repeat { place -= 1 } while bytes[place] & 0xC0 == 0x80
      (characters + i).initialize(to: Datum(.text, size: end - place, bits: text.bits + UInt(place)))
    }
    return UnsafeBufferPointer(start: UnsafePointer(characters), count: count)
  }

  /// What Jinja's generators do before they give their first item.
  private mutating func start(_ state: IteratorState) throws(Failure) -> Source {
    switch state.stage {
    case .failing, .filter, .attribute, .select:
      if try !state.input.isTrue() { return Source(items: .none) }
      if state.stage == .failing { throw failures[state.function.int] }
    case .batch: if state.function.int < 1 { throw .argument(state.function, "linecount") }
    case .slice:
      let slices = try slices(collect(state.input), state.function.int, state.arguments)
      return Source(items: memory.list(slices))
    default: break
    }
    return try iterate(state.input)
  }

  private mutating func slices(_ items: [Datum], _ count: Int, _ fill: Datum) throws(Failure) -> [Datum] {
    if count == 0 { throw .divisionByZero() }
    guard count > 0 else { return [] }
    if count > 1_000_000 { throw .tooLarge() }
    try charge(count)
    let size = items.count / count, extra = items.count % count
    var slices: [Datum] = [], offset = 0
    for number in 0..<count {
      let start = offset + number * size
      if number < extra { offset += 1 }
      var slice = Array(items[start..<(offset + (number + 1) * size)])
      if !fill.isNone, number >= extra { slice.append(fill) }
      slices.append(memory.list(slice))
    }
    return slices
  }

  // MARK: Loops

  mutating func beginLoop(over value: Datum, test: Int) throws(Failure) -> Datum {
    let state = LoopState(source: try iterate(value), frame: frame, test: test)
    return Datum(.loop, memory.store(state))
  }

  /// The next item of a loop, past those that its `if` leaves out.
  @inline(__always)
  mutating func nextTurn(_ loop: UnsafeMutablePointer<LoopState>) throws(Failure) -> Datum? {
    let item: Datum?
    if loop.pointee.test < 0, loop.pointee.ahead.isMissing, loop.pointee.source.kind != .iterator {
      item = try next(&loop.pointee.source)
    } else {
      item = try aheadOrNext(loop)
    }
    guard let item else { return nil }
    loop.pointee.index += 1
    loop.pointee.before = loop.pointee.now
    loop.pointee.now = item
    return item
  }

  @inline(never)
  private mutating func aheadOrNext(_ loop: UnsafeMutablePointer<LoopState>) throws(Failure) -> Datum? {
    if loop.pointee.ahead.isMissing { return try advance(loop) }
    defer { loop.pointee.ahead = .missing }
    return loop.pointee.ahead
  }

  private mutating func advance(_ loop: UnsafeMutablePointer<LoopState>) throws(Failure) -> Datum? {
    var source = loop.pointee.source
    loop.pointee.source = Source(items: .none)
    defer { loop.pointee.source = source }
    while let item = try next(&source) {
      if loop.pointee.test < 0 { return item }
      try charge()
      // The test may be asked for from within a macro: it runs where the loop is.
      if try evaluate(item, from: loop.pointee.test, in: loop.pointee.frame).isTrue() { return item }
    }
    return nil
  }

  private mutating func peek(_ loop: UnsafeMutablePointer<LoopState>) throws(Failure) -> Datum? {
    if loop.pointee.ahead.isMissing { loop.pointee.ahead = try advance(loop) ?? .missing }
    return loop.pointee.ahead.isMissing ? nil : loop.pointee.ahead
  }

  private mutating func length(of loop: UnsafeMutablePointer<LoopState>) throws(Failure) -> Int {
    if loop.pointee.test >= 0 || loop.pointee.source.kind == .iterator {
      var rest: [Datum] = []
      while let item = try advance(loop) { rest.append(item) }
      // What the test has let through is not tested again.
      loop.pointee.source = Source(items: memory.list(rest))
      loop.pointee.test = -1
    }
    return loop.pointee.source.rest + loop.pointee.index + 1 + (loop.pointee.ahead.isMissing ? 0 : 1)
  }

  mutating func loopMember(_ datum: Datum, _ name: Name) throws(Failure) -> Datum? {
    let loop = datum.record(LoopState.self), index = loop.pointee.index
    switch name.attribute.loopMember {
    case .index: return Datum(index + 1)
    case .index0: return Datum(index)
    case .first: return Datum(index == 0)
    case .last: return Datum(try peek(loop) == nil)
    case .length: return Datum(try length(of: loop))
    case .revindex: return Datum(try length(of: loop) - index)
    case .revindex0: return Datum(try length(of: loop) - index - 1)
    // Only recursive loops are deeper.
    case .depth: return Datum(1)
    case .depth0: return Datum(0)
    case .previtem: return index == 0 ? absent(.noPreviousItem) : loop.pointee.before
    case .nextitem: return try peek(loop) ?? absent(.noNextItem)
    case .cycle, .changed: return Datum(.method, memory.store(BoundMethod(receiver: datum, name: name)))
    case nil: return nil
    }
  }
}

/// Keys that have been seen.
struct KeySet: BitwiseCopyable {
  private var keys = Table<Datum>.empty
  private var count = 0

  init() {}

  /// Whether the key is new.
  mutating func insert(
    _ key: Datum, _ memory: inout Memory, _ meter: inout Meter
  ) throws(Failure) -> Bool {
    if count * 2 >= keys.count {
      let old = keys
      count = 0
      keys = memory.table([Datum](repeating: .missing, count: max(16, old.count * 2)))
      try meter.charge(old.count)
      for i in 0..<old.count where !old[i].isMissing { place(old[i]) }
    }
    return place(key)
  }

  @discardableResult
  private mutating func place(_ key: Datum) -> Bool {
    let table = UnsafeMutablePointer(mutating: keys.pointer), mask = keys.count - 1
    var place = key.hash & mask
    while !table[place].isMissing {
      if table[place].isIdentical(to: key) { return false }
      place = (place + 1) & mask
    }
    table[place] = key
    count += 1
    return true
  }
}
