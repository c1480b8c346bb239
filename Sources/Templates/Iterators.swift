/// What is being iterated over.
enum Source {
  case items([Value], position: Int)
  case range(start: Int, step: Int, rest: Int)
  /// An iterator of the renderer's table: what one loop has taken, another does not get.
  case iterator(Int)
}

/// A loop being run whose turns need more than the next item.
struct LoopState {
  let loop: CompiledLoop
  var source: Source
  let activation: Int
  let depth: Int
  /// Known beforehand for what has a length.
  var length: Int?
  var index = -1
  /// The next item, if something has looked ahead.
  var ahead: Value?
  var before: Value?
  var now: Value?
  var lastChanged: [Value]?
  var hasStarted = false
}

/// What `map`, `select` and the like give: items made one by one when they are asked for, once.
struct IteratorState {
  enum Stage {
    case plain
    case attribute([Value], fallback: Value)
    case filter(Value, [Value], [(name: String, value: Value)])
    /// `select` and `reject`: by a test of the item, or of a member of it.
    case select(attribute: [Value], test: Value?, [Value], [(name: String, value: Value)], keeps: Bool)
    case batch(Int, fill: Value)
    case unique(attribute: [Value], isCaseSensitive: Bool)
    case slice(Int, fill: Value)
    case failing(Failure)
  }

  let input: Value
  let stage: Stage
  var source: Source?
  var seen = Set<Key>()

  init(_ input: Value, _ stage: Stage) {
    self.input = input
    self.stage = stage
  }
}

extension Renderer {
  mutating func newIterator(_ input: Value, _ stage: IteratorState.Stage) -> Value {
    iterators.append(IteratorState(input, stage))
    return .special(.iterator(iterators.count - 1))
  }

  /// Python's `iter(value)`.
  func iterate(_ value: Value) throws(Failure) -> Source {
    if let items = value.items { return .items(items, position: 0) }
    switch value {
    case .string(let text): return .items(text.characters.map { .string($0) }, position: 0)
    // Python's iteration over safe text gives plain characters.
    case .html(let text): return .items(text.characters.map { .string($0) }, position: 0)
    case .object(let object): return .items(object.keys, position: 0)
    case .undefined(let undefined):
      if undefined.isLenient { return .items([], position: 0) }
      throw .undefined(undefined)
    case .special(let special):
      switch special.kind {
      case .range(let start, let stop, let step):
        return .range(start: start, step: step, rest: Value.rangeCount(start, stop, step))
      case .view(.keys, let object): return .items(object.keys, position: 0)
      case .view(.values, let object): return .items(object.slots, position: 0)
      case .view(.items, let object): return .items(object.items, position: 0)
      case .iterator(let iterator): return .iterator(iterator)
      default: throw .notIterable(value)
      }
    default: throw .notIterable(value)
    }
  }

  mutating func next(_ source: inout Source) throws(Failure) -> Value? {
    switch source {
    case .items(let items, let position):
      guard position < items.count else { return nil }
      source = .items(items, position: position + 1)
      return items[position]
    case .range(let start, let step, let rest):
      guard rest > 0 else { return nil }
      source = .range(start: rest > 1 ? start + step : start, step: step, rest: rest - 1)
      return .int(start)
    case .iterator(let iterator): return try next(of: iterator)
    }
  }

  /// All items there (still) are.
  mutating func collect(_ value: Value) throws(Failure) -> [Value] {
    if let items = value.items { return items }
    var source = try iterate(value), items = [Value]()
    while let item = try next(&source) {
      try countStep()
      items.append(item)
    }
    return items
  }

  /// Python's `len(value)`; nothing for what has no length.
  func length(_ value: Value) throws(Failure) -> Int? {
    if let items = value.items { return items.count }
    if let text = value.text { return text.scalarCount }
    switch value {
    case .object(let object): return object.count
    case .undefined(let undefined):
      if undefined.isLenient { return 0 }
      throw .undefined(undefined)
    case .special(let special):
      switch special.kind {
      case .range(let start, let stop, let step): return Value.rangeCount(start, stop, step)
      case .view(_, let object): return object.count
      default: return nil
      }
    default: return nil
    }
  }

  // MARK: Iterators

  private mutating func next(of iterator: Int) throws(Failure) -> Value? {
    try countDepth()
    defer { uncountDepth() }
    let state = iterators[iterator]
    guard var source = state.source else {
      iterators[iterator].source = try start(state)
      return try next(of: iterator)
    }
    // The table gives the source away while the item is made: no copy of its items is needed.
    iterators[iterator].source = .items([], position: 0)
    defer { iterators[iterator].source = source }
    switch state.stage {
    case .plain, .slice, .failing: return try next(&source)
    case .attribute(let path, let fallback):
      guard let item = try next(&source) else { return nil }
      return try self.item(item, along: path, fallback: fallback)
    case .filter(let name, let positional, let keywords):
      guard let item = try next(&source) else { return nil }
      return try apply(named: name, to: item, positional, keywords)
    case .select(let path, let test, let positional, let keywords, let keeps):
      while let item = try next(&source) {
        try countStep()
        let value = path.isEmpty ? item : try self.item(item, along: path)
        var holds = false
        if let test {
          holds = try check(named: test, value, positional, keywords)
        } else {
          holds = try value.isTrue()
        }
        if holds == keeps { return item }
      }
      return nil
    case .batch(let size, let fill):
      var batch = [Value]()
      while batch.count < size, let item = try next(&source) { batch.append(item) }
      if batch.isEmpty { return nil }
      if case .none = fill { return .list(batch) }
      if size > limits.steps { throw .tooLarge() }
      return .list(batch + Array(repeating: fill, count: max(0, size - batch.count)))
    case .unique(let path, let isCaseSensitive):
      while let item = try next(&source) {
        try countStep()
        var value = try self.item(item, along: path)
        if !isCaseSensitive { value = value.ignoringCase }
        if iterators[iterator].seen.insert(try Key(checking: value)).inserted { return item }
      }
      return nil
    }
  }

  /// What Jinja's generators do before they give their first item.
  private mutating func start(_ state: IteratorState) throws(Failure) -> Source {
    switch state.stage {
    case .failing(let failure):
      if try !state.input.isTrue() { return .items([], position: 0) }
      throw failure
    case .filter, .attribute, .select:
      if try !state.input.isTrue() { return .items([], position: 0) }
    case .batch(let size, _): if size < 1 { throw .argument(.int(size), "linecount") }
    case .slice(let count, let fill):
      return .items(try Renderer.slices(collect(state.input), count, fill), position: 0)
    default: break
    }
    return try iterate(state.input)
  }

  private static func slices(_ items: [Value], _ count: Int, _ fill: Value) throws(Failure) -> [Value] {
    if count == 0 { throw .divisionByZero() }
    guard count > 0 else { return [] }
    if count > 1_000_000 { throw .tooLarge() }
    let size = items.count / count, extra = items.count % count
    var slices = [Value](), offset = 0
    for number in 0..<count {
      let start = offset + number * size
      if number < extra { offset += 1 }
      var slice = Array(items[start..<(offset + (number + 1) * size)])
      if case .none = fill {} else if number >= extra { slice.append(fill) }
      slices.append(.list(slice))
    }
    return slices
  }

  /// The parts of `"address.city"`: names, and numbers for places in lists.
  static func path(_ attribute: Value) -> [Value] {
    switch attribute {
    case .none: []
    case .string(let text), .html(let text):
      text.split(separator: ".").map { part in
        let isNumber = !part.isEmpty && part.unicodeScalars.allSatisfy { "0"..."9" ~= $0 }
        return isNumber ? Int(part).map(Value.int) ?? .string(part) : .string(part)
      }
    default: [attribute]
    }
  }

  /// The member of a member …
  mutating func item(_ value: Value, along path: [Value], fallback: Value = .none) throws(Failure) -> Value {
    var value = value
    for part in path {
      value = try item(value, part)
      if case .undefined = value {
        if case .none = fallback {} else { value = fallback }
      }
    }
    return value
  }

  // MARK: Loops

  /// The next item of a loop, past those that its `if` leaves out.
  mutating func nextTurn(_ loop: Int) throws(Failure) -> Value? {
    let item: Value?
    if let ahead = loops[loop].ahead {
      item = ahead
      loops[loop].ahead = nil
    } else {
      item = try advance(loop)
    }
    guard let item else { return nil }
    loops[loop].index += 1
    loops[loop].before = loops[loop].now
    loops[loop].now = item
    return item
  }

  private mutating func advance(_ loop: Int) throws(Failure) -> Value? {
    var source = loops[loop].source
    loops[loop].source = .items([], position: 0)
    defer { loops[loop].source = source }
    guard let test = loops[loop].loop.test else { return try next(&source) }
    // The test may be asked for from within a macro: it runs where the loop is.
    let (outerCurrent, outerBase) = (current, base)
    current = loops[loop].activation
    base = activations[current].base
    defer { (current, base) = (outerCurrent, outerBase) }
    if !loops[loop].hasStarted {
      loops[loop].hasStarted = true
      try run(test.enter)
    }
    while let item = try next(&source) {
      try countStep()
      try store(item, in: test.target)
      if try evaluate(test.condition).isTrue() { return item }
    }
    return nil
  }

  private mutating func peek(_ loop: Int) throws(Failure) -> Value? {
    if loops[loop].ahead == nil { loops[loop].ahead = try advance(loop) }
    return loops[loop].ahead
  }

  private mutating func length(ofLoop loop: Int) throws(Failure) -> Int {
    if let length = loops[loop].length { return length }
    var rest = [Value]()
    while let item = try advance(loop) { rest.append(item) }
    let length = rest.count + loops[loop].index + 1 + (loops[loop].ahead == nil ? 0 : 1)
    loops[loop].length = length
    // What the test has let through is not tested again.
    iterators.append(IteratorState(.list(rest), .plain))
    loops[loop] = loops[loop].tested(.items(rest, position: 0))
    return length
  }

  mutating func loopMember(_ loop: Int, _ name: String) throws(Failure) -> Value? {
    guard loop < loops.count else { throw .impossible() }
    let index = loops[loop].index
    switch name {
    case "index": return .int(index + 1)
    case "index0": return .int(index)
    case "first": return .bool(index == 0)
    case "last": return .bool(try peek(loop) == nil)
    case "length": return .int(try length(ofLoop: loop))
    case "revindex": return .int(try length(ofLoop: loop) - index)
    case "revindex0": return .int(try length(ofLoop: loop) - index - 1)
    case "depth": return .int(loops[loop].depth + 1)
    case "depth0": return .int(loops[loop].depth)
    case "previtem": return index == 0 ? .absent(.noPreviousItem()) : loops[loop].before
    case "nextitem": return try peek(loop) ?? .absent(.noNextItem())
    case "cycle", "changed": return .special(.method(.special(.loop(loop)), name))
    default: return nil
    }
  }
}

extension LoopState {
  /// The same loop over items that have passed its test.
  fileprivate func tested(_ source: Source) -> LoopState {
    var state = LoopState(
      loop: loop.withoutTest, source: source, activation: activation, depth: depth, length: length)
    (state.index, state.ahead, state.before, state.now) = (index, ahead, before, now)
    (state.lastChanged, state.hasStarted) = (lastChanged, hasStarted)
    return state
  }
}

extension CompiledLoop {
  fileprivate var withoutTest: CompiledLoop {
    CompiledLoop(
      source: source, target: target, loopSlot: loopSlot, enter: enter, body: body, leave: leave,
      otherwise: otherwise, test: nil, routine: routine, escapes: escapes)
  }
}

extension Value {
  /// Jinja sorts and compares texts without regard to case unless told otherwise.
  var ignoringCase: Value {
    switch self {
    case .string(let text): .string(text.pythonLowercased)
    case .html(let text): .html(text.pythonLowercased)
    default: self
    }
  }
}
