import Diagnostics

/// Reads the templates of a set: each on its own, after those that it extends and imports.
final class Loader {
  let library: Library
  var tables = ProgramTables()
  var memory = Memory(number: Memory.program)
  private var shapes: [[String]: Datum] = [:]
  var diagnostics: [Diagnostic] = []
  private(set) var index: [String: Int] = [:]
  /// Names that mean the same in all templates.
  private(set) var constants: [String: Datum] = [:]

  init(_ library: Library, sources: [(name: String, source: SourceText)], constants: Object) {
    self.library = library
    for (name, value) in constants.members { self.constants[name] = freeze(value) }
    for (name, source) in sources.sorted(by: { $0.name < $1.name }) {
      index[name] = tables.templates.count
      tables.templates.append(LoadedTemplate(name: name, source: source))
    }
    for (i, template) in tables.templates.enumerated() where template.source.bytes.count > InputLimit.text {
      diagnostics.append(.fileTooLarge(template.source.path))
      tables.templates[i].state = .broken
    }
    for i in tables.templates.indices { load(i) }
    for i in tables.templates.indices { tables.templates[i].tokens = [] }
  }

  func freeze(_ value: Value) -> Datum { memory.freeze(value, &shapes) }

  /// Loads a template if it has not been; false while it is being loaded, for it cannot come before itself.
  @discardableResult
  func load(_ file: Int) -> Bool {
    guard tables.templates[file].state == .waiting else { return tables.templates[file].state != .loading }
    tables.templates[file].state = .loading
    let source = tables.templates[file].source
    var parser: Parser?
    do throws(SyntaxMistake) {
      tables.templates[file].tokens = try Lexer.tokens(of: source)
      parser = Parser(self, file)
      try parser?.read()
      tables.templates[file].state = .loaded
    } catch {
      report(error.failure, error.range, in: parser?.file ?? file)
      tables.templates[file].state = .broken
    }
    return true
  }

  /// Reports a mistake, once if a template comes in several others.
  func report(_ failure: Failure, _ range: Range<Int>, in file: Int) {
    let source = tables.templates[file].source
    let diagnostic = failure.located(at: Location(source.path, range), in: source).diagnostic
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }
}

/// The part of a template that others have to know: the names at its top level, and those that it reads.
struct Outline: Sendable {
  /// A name that stands for a macro, or for a template whose macros can be called.
  enum Fixed: Equatable, Sendable {
    case macro(Ref)
    case template(Int)
    /// One with a mistake of its own: whatever is asked of it has been said there.
    case unknown
  }

  var fixed: [String: Fixed] = [:]
  /// Names that are set.
  var assigned: Set<String> = []
  /// The first place that gives each of these names its meaning.
  var ranges: [String: Range<Int>] = [:]
  /// Names that stand for variables of the page, wherever the template reads them.
  var read: Set<String> = []
  /// Those of them that macros read, and that blocks do.
  var readInMacros: [String: Range<Int>] = [:]
  var readInBlocks: Set<String> = []
  /// The first thing at the top level that no imported template may have.
  var pageCode: Range<Int>?

  /// The macros that others may call.
  var exportedNames: [String] { fixed.keys.filter { exported($0) != nil }.sorted() }

  func exported(_ name: String) -> Ref? {
    if case .macro(let macro)? = fixed[name], !name.hasPrefix("_") { macro } else { nil }
  }

  /// A name of the template below an `above` that it extends which would not mean the same in both: Jinja runs the top
  /// level of the lower one first. Nil if there is none.
  func conflict(with above: Outline) -> (name: String, range: Range<Int>)? {
    for (name, range) in ranges.sorted(by: { $0.key < $1.key }) {
      let isSame = fixed[name] != nil && fixed[name] == above.fixed[name]
      let isDefined = above.assigned.contains(name) || above.fixed[name] != nil
      if !isSame && isDefined || fixed[name] != nil && above.read.contains(name) { return (name, range) }
    }
    return readInMacros.sorted { $0.key < $1.key }
      .first { above.assigned.contains($0.key) && !assigned.contains($0.key) }
      .map { ($0.key, $0.value) }
  }
}
