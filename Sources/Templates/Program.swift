import Diagnostics

/// A place in the program's tables.
typealias Ref = Int32

/// Consecutive entries of `Program.lists`.
struct Span: Sendable {
  var start: Ref = 0
  var count: Ref = 0

  static let empty = Span()
}

/// One compiled expression or statement: plain numbers, so that running it counts no references.
enum Op: Sendable {
  // Expressions
  case constant(Ref)
  /// A variable of this activation; an error where nothing has been assigned.
  case local(slot: Ref, name: Ref)
  /// A variable of an activation further out.
  case outer(hops: Ref, slot: Ref, name: Ref)
  /// A variable as it is, even without a value.
  case slot(hops: Ref, slot: Ref)
  case member(Ref, name: Ref)
  case item(Ref, Ref)
  case slice(Ref, lower: Ref, upper: Ref, step: Ref)
  case list(Span)
  case tuple(Span)
  /// Keys and values in turn.
  case dictionary(Span)
  case unary(UnaryOperator, Ref)
  case binary(BinaryOperator, Ref, Ref)
  case and(Ref, Ref)
  case or(Ref, Ref)
  case not(Ref)
  case compare(Comparison, Ref, Ref)
  /// `first`, then signs (in `constants`) and operands in turn.
  case chain(Ref, Span)
  case concat(Span, escapes: Bool)
  /// Without `else` (-1) the result is forgiving.
  case conditional(Ref, then: Ref, else: Ref)
  case filter(Ref)
  case test(Ref)
  case call(Ref, Ref)
  /// The text of the block that a filter is applied to.
  case captured
  /// A constant that Jinja itself cannot compile.
  case impossible

  // Statements
  case text(start: Ref, count: Ref)
  case output(Ref, escapes: Bool)
  /// Only where no `extends` has been executed.
  case unlessExtended(hops: Ref, slot: Ref, Ref)
  case branch(Ref, then: Span, else: Span)
  case loop(Ref)
  case assign(target: Ref, value: Ref)
  case storeSlot(Ref)
  case storeTuple(Span)
  case storeMember(Ref, name: Ref)
  case captureBlock(target: Ref, body: Span, filter: Ref, escapes: Bool)
  case filterBlock(body: Span, filter: Ref, escapes: Bool)
  case autoescape(Bool, Span)
  case resolve(slot: Ref, variable: Ref)
  case alias(slot: Ref, hops: Ref, from: Ref)
  case clear(slot: Ref)
  case export(variable: Ref, slot: Ref, isPublic: Bool)
  case macro(Ref, slot: Ref)
  case callBlock(Ref, Ref)
  case include(Ref)
  case `import`(Ref)
  case extends(Ref, slot: Ref)
  case block(Ref)
}

/// All templates of a set, compiled.
struct Program: Sendable {
  var ops = [Op]()
  /// The file and the bytes of each op.
  var places = [Place]()
  var lists = [Ref]()
  var constants = [Value]()
  /// Names of members and variables, for lookups and messages.
  var names = [String]()
  var keys = [Key]()
  /// Whether a name is that of a method of mappings, which hides a member of the same name.
  var hidesMember = [Bool]()
  /// Names that are looked up in the data.
  var variables = [String]()
  var variableIndex = [String: Ref]()
  var text = [UInt8]()
  var invocations = [CompiledInvocation]()
  var loops = [CompiledLoop]()
  var macros = [CompiledMacro]()
  var includes = [CompiledInclude]()
  var imports = [CompiledImport]()
  var blockCalls = [BlockCall]()
  var blocks = [CompiledBlock]()
  var templates = [CompiledTemplate]()
  var templateIndex = [String: Int]()
  var filters = [Filter]()
  var tests = [Test]()
  var filterIndex = [String: Ref]()
  var testIndex = [String: Ref]()
  var limits = Limits()
}

struct Place: Sendable {
  let template: Ref
  let start: Ref
  let end: Ref
}

struct CompiledInvocation: Sendable {
  /// The filter or test; -1 for a call.
  var function: Ref = -1
  var input: Ref = -1
  var positional = [Ref]()
  var keywords = [(name: String, value: Ref)]()
}

/// A function of its own variables: a template's top level, a block, a macro or a recursive loop.
struct Routine: Sendable {
  var slotCount = 0
  /// The name of each slot (-1 for none), for messages.
  var slotNames = Span.empty
  var body = Span.empty
  /// A macro inside refers to its variables, which therefore outlive it.
  var isCaptured = false
}

struct CompiledLoop: Sendable {
  let source: Ref
  let target: Ref
  /// -1 where `loop` is not used.
  let loopSlot: Ref
  let enter: Span
  let body: Span
  let leave: Span
  let otherwise: Span
  /// `for … if`: the target and the test have variables of their own.
  let test: (target: Ref, enter: Span, condition: Ref)?
  /// A recursive loop is a routine.
  var routine: Routine?
  let escapes: Bool
}

struct CompiledMacro: Sendable {
  let name: String?
  let parameters: [String]
  let slots: [Ref]
  let defaults: [Ref]
  let callerSlot: Ref
  let keywordsSlot: Ref
  let restSlot: Ref
  let enter: Span
  let routine: Routine
}

struct CompiledInclude: Sendable {
  let template: Ref
  let ignoresMissing: Bool
  let withContext: Bool
  let locals: [(variable: Ref, value: Ref)]
}

struct CompiledImport: Sendable {
  let template: Ref
  let withContext: Bool
  let locals: [(variable: Ref, value: Ref)]
  /// The module itself (no name), or names of it.
  let targets: [(name: String?, slot: Ref, variable: Ref)]
}

struct BlockCall: Sendable {
  let name: Ref
  let isRequired: Bool
  /// The variables that a scoped block sees.
  let locals: [(variable: Ref, value: Ref)]?
}

struct CompiledBlock: Sendable {
  let name: Ref
  let template: Int
  var routine = Routine()
  /// -1 where not used.
  var selfSlot: Ref = -1
  var superSlot: Ref = -1
}

struct CompiledTemplate: Sendable {
  let name: String
  let source: SourceText
  let map: LineEndMap
  var root = Routine()
  var selfSlot: Ref = -1
  var parentSlot: Ref = -1
  var blocks = [Int]()
}
