/// The index of a node, or of an entry in another of the program's tables.
typealias Ref = Int32

/// Some nodes in order: a part of the program's `links`.
struct NodeList: BitwiseCopyable {
  var first: Ref = 0
  var count: Ref = 0
}

/// One expression or statement of a template. Its parts are other nodes; names are slots of the routine's frame, or
/// variables of the page.
enum Node: BitwiseCopyable {
  // MARK: Expressions, which `Renderer.evaluate` turns into values

  /// A literal, or a name that means the same on every page.
  case constant(Ref, isLiteral: Bool)
  /// A variable of the page: a name of its data, or one that a template sets at its top level.
  case variable(Ref)
  /// A variable of the routine: a loop's, a parameter, or one that is set inside.
  case slot(Ref)
  /// `owner.name`; `cache` remembers where the member was found last.
  case member(of: Ref, name: Ref, cache: Ref)
  /// `owner[index]`.
  case item(of: Ref, index: Ref)
  case list(NodeList)
  /// Values for the keys of a shape, which is a constant.
  case object(shape: Ref, NodeList)
  case not(Ref)
  case and(Ref, Ref)
  case or(Ref, Ref)
  case compare(Comparison, Ref, Ref)
  case arithmetic(Arithmetic, Ref, Ref)
  case negation(Ref)
  /// Values joined by `~`.
  case concat(NodeList)
  case conditional(test: Ref, then: Ref, otherwise: Ref)
  /// A filter or test, by its entry in `filterCalls`.
  case filter(Ref)
  /// A macro and an argument for each of its parameters.
  case call(macro: Ref, NodeList)
  /// The text that a block or a `set` block prints.
  case text(of: Ref)
  /// A property of a loop, whose items and index are in two slots.
  case loop(LoopProperty, slot: Ref)

  // MARK: Statements, which `Renderer.run` carries out

  /// A piece of the program's text.
  case output(start: Ref, count: Ref)
  /// `{{ value }}`.
  case print(Ref)
  case branch(test: Ref, then: NodeList, otherwise: NodeList)
  case loopOver(Ref)
  /// `{% set %}` inside a routine.
  case setSlot(Ref, Ref)
  /// `{% set %}` at the top level.
  case setVariable(Ref, Ref)
  /// The block of a name that is furthest down the chain of templates.
  case block(Ref)
  /// `super()`, or the block above by its routine.
  case routine(Ref)
  /// Another template's statements at this place.
  case include(template: Ref, NodeList)
  /// Statements whose text a `set` block takes.
  case body(NodeList)
}

/// The properties of `loop`.
enum LoopProperty: String, CaseIterable {
  case index, index0, revindex, revindex0, first, last, length
}

/// A `for`.
struct Loop: BitwiseCopyable {
  let source: Ref
  /// The condition of `for … if`; -1 if there is none.
  let condition: Ref
  /// The slot of the items, which that of the index follows.
  let slot: Ref
  /// The slots that take the item, or its parts, one after the other.
  let targets: NodeList
  let body: NodeList
  let otherwise: NodeList
  /// Steps that a turn costs.
  let weight: Ref
}

/// Statements with variables of their own: the top level of a template, a block or a macro.
struct Routine: BitwiseCopyable {
  let body: NodeList
  /// The names of its slots: a part of the program's `slotNames`.
  let slots: NodeList
  /// Steps that a call costs.
  let weight: Ref
}

struct Macro {
  let name: String
  var parameters: [Parameter] = []
  var routine: Ref = 0

  struct Parameter {
    let name: String
    /// The node of its default; nil if it has to be given.
    let fallback: Ref?
  }
}

/// A filter or test with its input and one value for each of its parameters.
struct FilterCall {
  let filter: Int
  let input: Ref
  var arguments: NodeList
  /// The filter or test that `map`, `select` … do to each item.
  var callee: Int?
  /// The names of the arguments, for a filter that takes any.
  var names: [String] = []
}

/// The bytes of a template that a node comes from.
struct Place: BitwiseCopyable {
  let template: Ref
  let start: Ref
  let end: Ref
}
