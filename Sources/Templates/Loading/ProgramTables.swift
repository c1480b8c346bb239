import Diagnostics

/// The nodes of all templates of a set as one array, with what they refer to by index.
struct ProgramTables: Sendable {
  var nodes: [Node] = []
  var places: [Place] = []
  var links: [Ref] = []
  var constants: [Datum] = []
  var text: [UInt8] = []
  /// The names of members.
  var names = NameTable()
  /// The names that templates ask the page's data for, or set at their top level.
  var variables = NameTable()
  var loops: [Loop] = []
  var routines: [Routine] = []
  /// The names of slots, for messages; empty for one without.
  var slotNames: [String] = []
  var macros: [Macro] = []
  var filterCalls: [FilterCall] = []
  var templates: [LoadedTemplate] = []
  var blockNames = NameTable()
  var cacheCount = 0

  mutating func constant(_ datum: Datum) -> Ref {
    constants.append(datum)
    return Ref(constants.count - 1)
  }

  mutating func list(_ nodes: [Ref]) -> NodeList {
    links += nodes
    return NodeList(first: Ref(links.count - nodes.count), count: Ref(nodes.count))
  }

  // MARK: Reading

  func location(_ node: Ref) -> Location {
    let place = places[Int(node)], template = templates[Int(place.template)]
    return Location(template.source.path, Int(place.start)..<Int(place.end))
  }

  func template(_ node: Ref) -> LoadedTemplate { templates[Int(places[Int(node)].template)] }

  func nodes(_ list: NodeList) -> ArraySlice<Ref> { links[Int(list.first)..<Int(list.first + list.count)] }

  /// The nodes directly inside another.
  func parts(of ref: Ref) -> [Ref] {
    switch nodes[Int(ref)] {
    case .constant, .variable, .slot, .loop, .output, .block, .routine: []
    case .member(let part, _, _), .not(let part), .negation(let part), .text(let part), .print(let part),
      .setSlot(_, let part), .setVariable(_, let part):
      [part]
    case .item(let a, let b), .and(let a, let b), .or(let a, let b), .compare(_, let a, let b),
      .arithmetic(_, let a, let b):
      [a, b]
    case .conditional(let a, let b, let c): [a, b, c]
    case .list(let list), .object(_, let list), .concat(let list), .include(_, let list),
      .body(let list), .call(_, let list):
      Array(nodes(list))
    case .filter(let call): [filterCalls[Int(call)].input] + nodes(filterCalls[Int(call)].arguments)
    case .branch(let test, let then, let otherwise): [test] + nodes(then) + nodes(otherwise)
    case .loopOver(let index):
      [loops[Int(index)].source, loops[Int(index)].condition].filter { $0 >= 0 }
        + nodes(loops[Int(index)].body) + nodes(loops[Int(index)].otherwise)
    }
  }
}

/// Names with an index for each.
struct NameTable: Sendable {
  private(set) var all: [String] = []
  private var indices: [String: Ref] = [:]

  var count: Int { all.count }

  subscript(i: Int) -> String { all[i] }

  /// The index of a name, which is added if it is new.
  mutating func index(of name: String) -> Ref {
    if let index = indices[name] { return index }
    all.append(name)
    indices[name] = Ref(all.count - 1)
    return Ref(all.count - 1)
  }
}
