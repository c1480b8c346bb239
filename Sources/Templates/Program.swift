import Diagnostics

/// All templates of a set, compiled.
final class Program: Sendable {
  let library: Library
  let code: Table<Instruction>
  /// The file and the bytes of each instruction.
  let places: Table<Place>
  let constants: Table<Datum>
  let names: Table<Name>
  /// Names that are looked up in the data.
  let variables: Table<Datum>
  let text: Table<UInt8>
  let invocations: Table<Invoked>
  let macros: [CompiledMacro]
  let includes: [CompiledInclude]
  let imports: [CompiledImport]
  let blockCalls: [BlockCall]
  let blocks: [CompiledBlock]
  let templates: [CompiledTemplate]
  let templateIndex: [String: Int]
  /// How many places remember where they found a member.
  let cacheCount: Int
  /// Variables that mean a function where the data have no such name.
  let functions: [(Function, variable: Int)]
  private let variableShape: UInt
  private let memory: Memory

  init(_ parts: ProgramParts, _ memory: consuming Memory) {
    var memory = memory
    library = parts.library
    code = memory.table(parts.code)
    places = memory.table(parts.places)
    constants = memory.table(parts.constants)
    names = memory.table(parts.names)
    let keys = parts.variables.map { memory.text($0) }
    variables = memory.table(keys)
    variableShape = UInt(bitPattern: memory.shape(keys))
    text = memory.table(parts.text)
    invocations = memory.table(parts.invocations)
    macros = parts.macros
    includes = parts.includes
    imports = parts.imports
    blockCalls = parts.blockCalls
    blocks = parts.blocks
    templates = parts.templates
    templateIndex = parts.templateIndex
    cacheCount = parts.cacheCount
    functions = Function.allCases.compactMap { function in
      parts.variables.firstIndex(of: function.name).map { (function, $0) }
    }
    self.memory = memory
  }

  /// Where an instruction comes from.
  func location(_ instruction: Int) -> Location {
    let place = places[instruction], template = templates[Int(place.template)]
    return Location(template.source.path, template.map(Int(place.start)..<Int(place.end)))
  }

  /// The place of a name among `variables`; -1 if no template asks for it.
  func variable(_ name: Datum) -> Int {
    UnsafePointer<Shape>(bitPattern: variableShape).unsafelyUnwrapped.pointee.slot(of: name)
  }
}

/// A program in the making.
struct ProgramParts {
  let library: Library
  var code: [Instruction] = []
  var places: [Place] = []
  var constants: [Datum] = []
  var names: [Name] = []
  var variables: [String] = []
  var text: [UInt8] = []
  var invocations: [Invoked] = []
  var macros: [CompiledMacro] = []
  var includes: [CompiledInclude] = []
  var imports: [CompiledImport] = []
  var blockCalls: [BlockCall] = []
  var blocks: [CompiledBlock] = []
  var templates: [CompiledTemplate] = []
  var templateIndex: [String: Int] = [:]
  var cacheCount = 0

  init(_ library: Library) { self.library = library }
}

/// The filters and tests that templates may use, and where they are stopped.
final class Library: Sendable {
  let filters: [Filter]
  let filterBodies: [Filter.Body]
  let tests: [Test]
  let filterIndex: [String: Int]
  let testIndex: [String: Int]
  let limits: Limits

  /// A later filter replaces one of the same name.
  init(_ filters: [Filter], _ limits: Limits) {
    self.filters = filters
    filterBodies = filters.map(\.body)
    tests = Test.standard
    filterIndex = Dictionary(filters.enumerated().map { ($1.name, $0) }) { $1 }
    testIndex = Dictionary(tests.enumerated().map { ($1.name, $0) }) { $1 }
    self.limits = limits
  }

  func filter(_ name: String) throws(Failure) -> Filter {
    guard let index = filterIndex[name] else { throw .unknownFilter(name, among: filters.map(\.name)) }
    return filters[index]
  }

  func test(_ name: String) throws(Failure) -> Test {
    guard let index = testIndex[name] else { throw .unknownTest(name, among: tests.map(\.name)) }
    return tests[index]
  }
}

/// The bytes of a template that an instruction comes from.
struct Place: BitwiseCopyable {
  let template: Ref
  let start: Ref
  let end: Ref
}

/// The name of a member or variable.
struct Name: BitwiseCopyable {
  let text: Datum
  let attribute: Attribute
}

/// What a filter, test or function is called with: how many values, and the names of the last of them.
struct Invoked: BitwiseCopyable {
  /// The filter or test; -1 for a call.
  let function: Ref
  let positional: Int
  let keywords: Table<Datum>

  var count: Int { positional + keywords.count }
}

/// A function of its own variables: a template's top level, a block or a macro.
struct Routine: BitwiseCopyable {
  /// Its first instruction, and the `end` that is its last.
  var entry = 0
  var end = 0
  /// The most values that are on the frame's stack at a time.
  var stackSize = 0
  /// The name of each slot (-1 for none), for messages.
  var slots = Table<Ref>.empty
}

final class CompiledMacro: Sendable {
  /// -1 for the body of a `call` block.
  let name: Ref
  let parameters: [Ref]
  let slots: [Ref]
  let callerSlot: Ref
  let keywordsSlot: Ref
  let restSlot: Ref
  let routine: Routine

  /// Beside its parameters: `caller`, `kwargs` or `varargs`.
  var takesMore: Bool { callerSlot >= 0 || keywordsSlot >= 0 || restSlot >= 0 }

  init(
    name: Ref, parameters: [Ref], slots: [Ref], callerSlot: Ref, keywordsSlot: Ref, restSlot: Ref,
    routine: Routine
  ) {
    self.name = name
    self.parameters = parameters
    self.slots = slots
    self.callerSlot = callerSlot
    self.keywordsSlot = keywordsSlot
    self.restSlot = restSlot
    self.routine = routine
  }
}

/// Local variables that another template sees as names.
typealias Locals = [(variable: Ref, hops: Ref, slot: Ref)]

struct CompiledInclude {
  let ignoresMissing: Bool
  let withContext: Bool
  let locals: Locals
}

struct CompiledImport {
  let withContext: Bool
  let locals: Locals
  /// The module itself (no name), or names of it.
  let targets: [(name: Ref?, slot: Ref, variable: Ref)]
}

struct BlockCall {
  let name: Ref
  let isRequired: Bool
  /// The variables that a scoped block sees.
  let locals: Locals?
}

struct CompiledBlock {
  let name: Ref
  let template: Int
  var routine = Routine()
  /// -1 where `super` is not used.
  var superSlot: Ref = -1
}

struct CompiledTemplate: Sendable {
  let name: String
  let source: SourceText
  let map: LineEndMap
  var root = Routine()
  var parentSlot: Ref = -1
  /// All instructions of the template, those of its blocks and macros too.
  var code = 0..<0
  var blocks: [Int] = []
}
