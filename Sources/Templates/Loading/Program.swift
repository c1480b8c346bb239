import Diagnostics

/// All templates of a set, ready to be rendered.
final class Program: Sendable {
  let library: Library
  let tables: ProgramTables
  /// The names of variables as a shape, to find them by those of the data.
  let variableShape: Datum
  let templateIndex: [String: Int]
  /// The arena of the constants.
  let arena: FrozenArena

  init(_ loader: Loader) {
    (tables, library, templateIndex) = (loader.tables, loader.library, loader.index)
    let keys = tables.variables.all.map { loader.memory.text($0) }
    variableShape = loader.memory.shape(keys)
    arena = loader.memory.frozen()
  }
}

/// A template and its relations to others.
struct LoadedTemplate: Sendable {
  let name: String
  let source: SourceText
  /// Empty unless templates are being loaded.
  var tokens: [Token] = []
  var state = State.waiting
  var outline = Outline()
  /// The routine of its top level; -1 if it has a mistake.
  var root: Ref = -1
  /// Itself and the templates that it extends, one above the other.
  var chain: [Int] = []
  /// Names of which it asks whether they are defined.
  var asked: Set<String> = []
  /// All its routines: the top level, its blocks and its macros.
  var routines: [Ref] = []
  /// The routine of each of its own blocks, by the number of the block's name.
  var blocks: [Ref: Ref] = [:]
  /// The furthest routine down the chain for each block that there is.
  var blockTable: [Ref: Ref] = [:]

  enum State { case waiting, loading, loaded, broken }
}

/// The filters and tests that templates may use, and where they are stopped.
final class Library: Sendable {
  let filters: [Filter]
  /// The filter or test of each name.
  let filterIndex: [String: Int]
  let testIndex: [String: Int]
  let limits: Limits

  /// A later filter replaces one of the same name.
  init(_ filters: [Filter], _ limits: Limits) {
    self.filters = filters + Filter.tests
    self.limits = limits
    func index(_ filters: [Filter], from start: Int) -> [String: Int] {
      let names = filters.enumerated().flatMap { i, filter in
        ([filter.name] + filter.aliases).map { ($0, start + i) }
      }
      return Dictionary(names) { $1 }
    }
    filterIndex = index(filters, from: 0)
    testIndex = index(Filter.tests, from: filters.count)
  }
}
