import Diagnostics

/// The nodes of all templates of a set as one array, with what they refer to by index.
struct ProgramTables: Sendable {
  var nodes: [Node] = []
  var places: [Place] = []
  var links: [Ref] = []
  var constants: [Datum] = []
  var text: [UInt8] = []
  /// The names of members.
  var names: [String] = []
  /// The names that templates ask the page's data for, or set at their top level.
  var variables: [String] = []
  private var variableIndex: [String: Ref] = [:]
  private var nameIndex: [String: Ref] = [:]
  var loops: [Loop] = []
  var routines: [Routine] = []
  /// The names of slots, for messages; empty for one without.
  var slotNames: [String] = []
  var macros: [Macro] = []
  var filterCalls: [FilterCall] = []
  var templates: [LoadedTemplate] = []
  var blockNames: [String: Ref] = [:]
  var cacheCount = 0

  /// The index of a member's name.
  mutating func name(_ name: String) -> Ref {
    if let ref = nameIndex[name] { return ref }
    names.append(name)
    nameIndex[name] = Ref(names.count - 1)
    return Ref(names.count - 1)
  }

  mutating func variable(_ name: String) -> Ref {
    if let ref = variableIndex[name] { return ref }
    variables.append(name)
    variableIndex[name] = Ref(variables.count - 1)
    return Ref(variables.count - 1)
  }

  mutating func block(_ name: String) -> Ref {
    if let ref = blockNames[name] { return ref }
    let ref = Ref(blockNames.count)
    blockNames[name] = ref
    return ref
  }

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
    return Location(template.source.path, template.map(Int(place.start)..<Int(place.end)))
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
    case .list(let list), .tuple(let list), .object(_, let list), .concat(let list), .range(let list),
      .cycle(_, let list), .include(_, let list), .body(let list):
      Array(nodes(list))
    case .call(let macro, let list):
      nodes(list).filter { $0 >= 0 } + macros[Int(macro)].parameters.map(\.fallback).filter { $0 >= 0 }
    case .filter(let call): [filterCalls[Int(call)].input] + nodes(filterCalls[Int(call)].arguments)
    case .branch(let test, let then, let otherwise): [test] + nodes(then) + nodes(otherwise)
    case .loopOver(let loop): parts(of: loops[Int(loop)])
    }
  }

  private func parts(of loop: Loop) -> [Ref] {
    [loop.source] + (loop.condition < 0 ? [] : [loop.condition]) + nodes(loop.body) + nodes(loop.otherwise)
  }
}
