import Diagnostics

/// Runs a program for one page: appends bytes to one buffer. The instructions are here; calls, other templates
/// and lookups in the files beside it. What lives as long as the page (frames, loops, macros …) stands in its
/// memory, so that running counts no references.
package struct Renderer: ~Copyable {
  /// A call of a routine: its variables and, above them, the values being computed with.
  struct Frame {
    let slots: UnsafeMutablePointer<Datum>
    /// What the routine was written inside of.
    let parent: UnsafeMutablePointer<Frame>?
    let context: Int
    let names: Table<Ref>
    /// Behind the last value of its stack, while it waits for another frame.
    var top: UnsafeMutablePointer<Datum>
    /// Where its stack ends: the compiler has counted how far it goes.
    let end: UnsafeMutablePointer<Datum>
  }

  /// Where a place in the program has found a member last.
  struct MemberCache {
    var shape: UnsafePointer<Shape>?
    var slot: Int
  }

  let program: Program
  let limits: Limits
  var memory = Memory()
  var out = Output()
  private(set) var frame: UnsafeMutablePointer<Frame>?
  /// The variables of the frame.
  private(set) var slots: UnsafeMutablePointer<Datum>
  /// Behind the last value on the frame's stack.
  private var top: UnsafeMutablePointer<Datum>
  /// Whether `autoescape` is on.
  private(set) var escapes = true
  var contexts: [Context] = []
  /// Whether `autoescape` is on, for each group of contexts.
  var escaping: [Bool] = []
  var modules: [Int: Datum] = [:]
  var failures: [Failure] = []
  private(set) var depth = 0
  var meter: Meter
  /// The names of the page.
  var data = Datum.none
  private let code: UnsafePointer<Instruction>
  private let text: UnsafePointer<UInt8>
  private let constants: Table<Datum>
  private let invocations: Table<Invoked>
  let caches: UnsafeMutablePointer<MemberCache>

  init(_ program: Program) {
    self.program = program
    limits = program.library.limits
    meter = Meter(limit: limits.steps)
    code = program.code.pointer
    text = program.text.pointer
    constants = program.constants
    invocations = program.invocations
    slots = memory.room(1)
    top = slots
    caches = memory.room(program.cacheCount)
    caches.initialize(repeating: MemberCache(shape: nil, slot: 0), count: program.cacheCount)
  }

  // MARK: The stack

  @inline(__always)
  private mutating func push(_ value: Datum) {
    assert(frame.map { top < $0.pointee.end } ?? true)
    top.initialize(to: value)
    top += 1
  }

  @inline(__always)
  private mutating func pop() -> Datum {
    top -= 1
    return top.pointee
  }

  /// The last values of the stack, which are to be replaced by one.
  @inline(__always)
  private mutating func pop(_ count: Int) -> UnsafeBufferPointer<Datum> {
    top -= count
    return UnsafeBufferPointer(start: UnsafePointer(top), count: count)
  }

  // MARK: Instructions

  /// Runs from an instruction to the next `end`.
  mutating func run(from start: Int) throws(Failure) {
    var next = start
    do throws(Failure) {
      while true {
        let instruction = code[next]
        next += 1
        switch instruction {
        case .text(let start, let count):
          out.append(UnsafeBufferPointer(start: text + Int(start), count: Int(count)))
        case .outputMember(let slot, let name, let cache, let escapes):
          let object = slots[Int(slot)]
          if object.tag == .object, caches[Int(cache)].shape == object.shape {
            try write(object.slots[caches[Int(cache)].slot], escapes: escapes)
          } else {
            let object = object.isMissing ? undefined(at: next) : object
            try write(member(object, name, cache, at: next - 1), escapes: escapes)
          }
          next += 1
          if out.count > limits.output { throw .tooLarge() }
        case .output(let escapes):
          try write(pop(), escapes: escapes)
          if out.count > limits.output { throw .tooLarge() }
        case .constant(let constant): push(constants[constant])
        case .local(let slot, let name):
          let value = slots[Int(slot)]
          push(value.isMissing ? undefined(name, at: next - 1) : value)
        case .member(let name, let cache):
          let object = top[-1]
          if object.tag == .object, caches[Int(cache)].shape == object.shape {
            top[-1] = object.slots[caches[Int(cache)].slot]
          } else {
            top[-1] = try member(object, name, cache, at: next - 1)
          }
        case .next(let to):
          // A turn costs as much as there is to do in it.
          try charge((Int(to) - next) >> 3 + 1)
          if let item = try nextTurn(top[-1].record(LoopState.self)) { push(item) } else { next = Int(to) }
        case .store(let slot): slots[Int(slot)] = pop()
        case .jump(let to): next = Int(to)
        case .jumpIfFalse(let to): if try !pop().isTrue() { next = Int(to) }
        case .jumpOrPop(let ifTrue, let to):
          if try top[-1].isTrue() == ifTrue { next = Int(to) } else { top -= 1 }
        case .filter(let call):
          let call = invocations[call], values = top - call.count - 1
          let body = program.library.filterBodies[Int(call.function)]
          try charge(UnsafePointer(values), call.count + 1)
          let result = try body(&self, Arguments(values, call, escapes: escapes))
          values.pointee = result
          top = values + 1
        case .test(let call):
          let call = invocations[call], values = top - call.count - 1
          let body = program.library.tests[Int(call.function)].body
          try charge(UnsafePointer(values), call.count + 1)
          let holds = try body(&self, Arguments(values, call, escapes: escapes))
          values.pointee = Datum(holds)
          top = values + 1
        case .end: return
        default: try perform(instruction, &next)
        }
      }
    } catch {
      throw located(error, next - 1)
    }
  }

  /// The instructions that pages do not spend their time with.
  @inline(never)
  private mutating func perform(_ instruction: Instruction, _ next: inout Int) throws(Failure) {
    try charge()
    switch instruction {
    // Values
    case .outer(let hops, let slot, let name):
      let value = slots(out: hops)[Int(slot)]
      push(value.isMissing ? undefined(name, at: next - 1) : value)
    case .variable(let hops, let slot): push(slots(out: hops)[Int(slot)])
    case .item:
      let values = pop(2)
      push(try item(values[0], values[1], at: next - 1))
    case .slice:
      let values = pop(4)
      push(try slice(values[0], values[1], values[2], values[3]))
    case .list(let count): push(memory.list(pop(Int(count))))
    case .tuple(let count): push(memory.list(pop(Int(count)), .tuple))
    case .dictionary(let count): push(try dictionary(Array(pop(Int(count)))[...]))
    case .negate(let sign): push(try pop().negated(sign))
    case .not: push(Datum(try !pop().isTrue()))
    case .binary(let sign):
      let values = pop(2)
      push(try combine(values[0], sign, values[1]))
    case .compare(let sign):
      let values = pop(2)
      push(Datum(try compare(values[0], sign, values[1])))
    case .link(let sign, let orTo):
      let values = pop(2), right = values[1]
      let holds = try compare(values[0], sign, right)
      push(holds ? right : Datum(false))
      if !holds { next = Int(orTo) }
    case .concat(let count, let escapes): push(try concatenate(pop(Int(count)), escapes: escapes))
    case .noElse: push(absent(.noElse, isLenient: true, at: next - 1))
    case .call(let call):
      let call = invocations[call], values = top - call.count - 1
      let result = try self.call(values[0], Arguments(values, call, escapes: escapes), caller: nil)
      values.pointee = result
      top = values + 1
    case .impossible: throw .impossible()

    // Where to go on
    case .jumpIfExtended(let hops, let slot, let to):
      if slots(out: hops)[Int(slot)].tag == .int { next = Int(to) }
    case .jumpIfAssigned(let slot, let to): if !slots[Int(slot)].isMissing { next = Int(to) }

    // Output
    case .beginCapture: push(Datum(out.count))
    case .endCapture(let safety):
      push(takeText(from: pop().int, safe: safety == .asNow ? escapes : safety == .safe))
    case .print:
      let text = try print(pop())
      push(text.marked(safe: escapes))
    case .outputText:
      let value = pop()
      guard value.isText else { throw .blockNeedsText(value) }
      out.append(value.bytes)
    case .beginEscaping(let isOn):
      push(Datum(escapes))
      setEscaping(isOn)
    case .endEscaping: setEscaping(pop().bool)

    // Loops
    case .beginLoop(let test): push(try beginLoop(over: pop(), test: Int(test)))
    case .loopVariable(let slot): slots[Int(slot)] = top[-1]
    case .jumpIfTurned(let to): if top[-1].record(LoopState.self).pointee.index >= 0 { next = Int(to) }
    case .endLoop: top -= 1

    // Variables
    case .unpack(let count): try unpack(pop(), Int(count))
    case .storeMember(let name):
      let values = pop(2)
      try setMember(of: values[1], program.names[name].text, to: values[0])
    case .resolve(let slot, let variable): slots[Int(slot)] = contexts[context].values[Int(variable)]
    case .alias(let slot, let hops, let from): slots[Int(slot)] = slots(out: hops)[Int(from)]
    case .clear(let slot): slots[Int(slot)] = .missing
    case .undefinedParameter(let slot, let name):
      slots[Int(slot)] = absent(.parameterMissing, program.names[name].text)
    case .export(let variable, let slot, let isPublic):
      contexts[context].values[Int(variable)] = slots[Int(slot)]
      if isPublic { contexts[context].exported.insert(variable) }

    // Macros and other templates
    case .macro(let plan, let slot): slots[Int(slot)] = makeMacro(plan)
    case .callBlock(let call, let plan):
      let call = invocations[call], values = top - call.count - 1, caller = makeMacro(plan)
      let text = try self.call(values[0], Arguments(values, call, escapes: escapes), caller: caller)
      out.append(text.bytes)
      top = values
    case .include(let plan): try include(program.includes[Int(plan)], pop())
    case .import(let plan): try self.import(program.imports[Int(plan)], pop())
    case .extends(let slot): try extend(pop(), slot)
    case .block(let call): try run(program.blockCalls[Int(call)])
    default: throw .impossible()
    }
  }

  /// The variables of the frame a number of routines further out.
  func slots(out hops: Ref) -> UnsafeMutablePointer<Datum> {
    if hops == 0 { return slots }
    var frame = frame
    for _ in 0..<hops { frame = frame?.pointee.parent }
    return frame?.pointee.slots ?? slots
  }

  var context: Int { frame?.pointee.context ?? 0 }

  private mutating func unpack(_ value: Datum, _ count: Int) throws(Failure) {
    var source = try iterate(value)
    // The first target takes the first item from the top.
    for i in 0..<count {
      guard let item = try self.next(&source) else { throw .unpack(count, value) }
      (top + count - 1 - i).initialize(to: item)
    }
    if try self.next(&source) != nil { throw .unpack(count, value) }
    top += count
  }

  /// The variable that the `local` of a place is for.
  @inline(never)
  private mutating func undefined(at place: Int) -> Datum {
    guard case .local(_, let name) = code[place] else { return .missing }
    return undefined(name, at: place)
  }

  @inline(never)
  private mutating func undefined(_ name: Ref, at place: Int) -> Datum {
    absent(.name, program.names[name].text, at: place)
  }

  // MARK: Frames

  /// Runs a routine in a frame of its own; its variables, as they are in the end.
  @discardableResult
  mutating func activate(
    _ routine: Routine, parent: UnsafeMutablePointer<Frame>?, context: Int,
    _ prepare: (inout Renderer) throws(Failure) -> Void = { _ in }
  ) throws(Failure) -> UnsafeMutablePointer<Datum> {
    if depth >= limits.depth { throw .tooDeep() }
    try charge((routine.end - routine.entry) >> 3 + 1)
    frame?.pointee.top = top
    let outer = (frame, slots, top, escapes)
    depth += 1
    slots = memory.room(routine.slots.count + routine.stackSize)
    slots.initialize(repeating: .missing, count: routine.slots.count)
    top = slots + routine.slots.count
    frame = memory.store(
      Frame(
        slots: slots, parent: parent, context: context, names: routine.slots, top: top,
        end: top + routine.stackSize))
    escapes = escaping[contexts[context].escaping]
    try prepare(&self)
    try run(from: routine.entry)
    depth -= 1
    let variables = slots
    (frame, slots, top, escapes) = outer
    return variables
  }

  /// Pushes a value for a piece of code that turns it into another, which may be in a frame further out.
  mutating func evaluate(
    _ value: Datum, from start: Int, in other: UnsafeMutablePointer<Frame>?
  ) throws(Failure) -> Datum {
    frame?.pointee.top = top
    let outer = (frame, slots, top)
    if let other, other != frame {
      frame = other
      slots = other.pointee.slots
      top = other.pointee.top
    }
    push(value)
    try run(from: start)
    let result = pop()
    (frame, slots, top) = outer
    return result
  }

  /// What a prepared frame starts with.
  mutating func set(_ slot: Ref, _ value: Datum) {
    if slot >= 0 { slots[Int(slot)] = value }
  }

  private mutating func setEscaping(_ isOn: Bool) {
    escapes = isOn
    escaping[contexts[context].escaping] = isOn
  }

  // MARK: Limits

  /// For what goes down the thread's stack.
  mutating func deeper<Result>(
    _ body: (inout Renderer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if depth >= limits.depth { throw .tooDeep() }
    depth += 1
    let result = try body(&self)
    depth -= 1
    return result
  }

  /// Counts what could go on or grow for ever.
  @inline(__always)
  mutating func charge(_ steps: Int = 1) throws(Failure) {
    try meter.charge(steps)
    if out.count > limits.output || memory.size > limits.memory { throw .tooLarge() }
  }

  /// For a filter, a test or a method of texts.
  @inline(__always)
  mutating func charge(_ values: UnsafePointer<Datum>, _ count: Int) throws(Failure) {
    var steps = 1
    for i in 0..<count { steps += values[i].making }
    try charge(steps)
  }

  // MARK: Where things fail

  /// Attaches the place of an instruction to what failed there, once, with the names that do exist.
  private func located(_ failure: Failure, _ place: Int) -> Failure {
    if failure.isLocated { return failure.placed(at: program.location(place)) }
    let place = failure.origin ?? place
    let template = program.templates[Int(program.places[place].template)]
    return failure.located(at: program.location(place), in: template.source, names: visibleNames)
  }

  /// The names that stand for something where the renderer is.
  private var visibleNames: [String] {
    var names = Set(data.tag == .object ? data.keys.compactMap(\.text) : []), current = frame
    while let frame = current?.pointee {
      for i in 0..<frame.names.count where frame.names[i] >= 0 && !frame.slots[i].isMissing {
        names.insert(program.names[frame.names[i]].text.text ?? "")
      }
      current = frame.parent
    }
    return names.sorted()
  }
}
