/// A place in one of the program's tables, or a number of an instruction.
typealias Ref = Int32

/// One step of a compiled template. Values are pushed on the frame's stack and taken from it; names are
/// slots of the frame; `to` is the place of another instruction.
enum Instruction: BitwiseCopyable {
  // Values
  case constant(Ref)
  /// A variable of this frame; undefined where nothing has been assigned.
  case local(slot: Ref, name: Ref)
  /// A variable of a frame further out.
  case outer(hops: Ref, slot: Ref, name: Ref)
  /// A variable as it is, even without a value.
  case variable(hops: Ref, slot: Ref)
  case member(name: Ref, cache: Ref)
  case item
  case slice
  case list(Ref)
  case tuple(Ref)
  /// Keys and values in turn.
  case dictionary(Ref)
  case negate(UnaryOperator)
  case not
  case binary(BinaryOperator)
  case compare(Comparison)
  /// Compares the upper two; if that holds, the upper one stays for the next link of the chain.
  case link(Comparison, orTo: Ref)
  case concat(Ref, escapes: Bool)
  /// What an inline `if` without `else` gives.
  case noElse
  case filter(Ref)
  case test(Ref)
  case call(Ref)
  /// A constant that Jinja itself cannot compile.
  case impossible

  // Where to go on
  case jump(to: Ref)
  case jumpIfFalse(to: Ref)
  /// For `and` and `or`: the value stays if it decides.
  case jumpOrPop(ifTrue: Bool, to: Ref)
  case jumpIfExtended(hops: Ref, slot: Ref, to: Ref)
  /// Jumps where the slot has a value already: for a parameter's default.
  case jumpIfAssigned(slot: Ref, to: Ref)
  case end

  // Output
  case text(start: Ref, count: Ref)
  case output(escapes: Bool)
  /// `{{ variable.name }}`, which is most of what pages print. The `local` behind it is never run.
  case outputMember(slot: Ref, name: Ref, cache: Ref, escapes: Bool)
  case beginCapture
  /// What has been written since `beginCapture`, as a value.
  case endCapture(Safety)
  /// The value as text, for `set` with a filter.
  case print
  /// What the filter of a block has made of its text.
  case outputText
  case beginEscaping(Bool)
  case endEscaping

  // Loops
  /// `test` is where the test of `for … if` starts, which turns an item on the stack into whether it is taken; -1 for none.
  case beginLoop(test: Ref)
  /// The next item, or past the loop's end.
  case next(to: Ref)
  case loopVariable(slot: Ref)
  /// Past the `else` of a loop that has had a turn.
  case jumpIfTurned(to: Ref)
  case endLoop

  // Variables
  case store(slot: Ref)
  case unpack(Ref)
  case storeMember(name: Ref)
  case resolve(slot: Ref, variable: Ref)
  case alias(slot: Ref, hops: Ref, from: Ref)
  case clear(slot: Ref)
  case undefinedParameter(slot: Ref, name: Ref)
  case export(variable: Ref, slot: Ref, isPublic: Bool)

  // Macros and other templates
  case macro(Ref, slot: Ref)
  /// Calls the macro on the stack with the body of the `call` block.
  case callBlock(Ref, macro: Ref)
  case include(Ref)
  case `import`(Ref)
  case extends(slot: Ref)
  case block(Ref)
}

/// Whether captured text is safe: as `autoescape` stands where it was written, or while it is run.
enum Safety { case safe, unsafe, asNow }

extension Instruction {
  /// How many values more are on the stack afterwards, where the next instruction follows. A call leaves its
  /// own number of values to the compiler.
  var effect: Int {
    switch self {
    case .constant, .local, .outer, .variable, .noElse, .impossible, .beginCapture, .beginEscaping, .next: 1
    case .list(let count), .tuple(let count), .dictionary(let count), .concat(let count, _): 1 - Int(count)
    case .slice: -3
    case .unpack(let count): Int(count) - 1
    case .storeMember: -2
    case .item, .binary, .compare, .link, .jumpIfFalse, .jumpOrPop, .output, .outputText, .endEscaping,
      .endLoop,
      .store, .callBlock, .include, .import, .extends:
      -1
    default: 0
    }
  }
}
