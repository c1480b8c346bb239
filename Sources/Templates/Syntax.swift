/// An expression as written, with the bytes it was written in.
struct Expression: Sendable {
  indirect enum Kind: Sendable {
    case constant(Value)
    case name(String)
    /// `a.b` to the left of `=`: a member of a namespace.
    case namespaceMember(String, String)
    case list([Expression])
    case tuple([Expression])
    case dictionary([(Expression, Expression)])
    case member(Expression, String)
    case item(Expression, Expression)
    case slice(Expression, lower: Expression?, upper: Expression?, step: Expression?)
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    case and(Expression, Expression)
    case or(Expression, Expression)
    case not(Expression)
    case compare(Expression, [(Comparison, Expression)])
    case concat([Expression])
    case conditional(test: Expression, then: Expression, else: Expression?)
    /// Without an input it is the filter of a block.
    case filter(Expression?, Invocation)
    case test(Expression, Invocation)
    case call(Expression, Invocation)
  }

  let kind: Kind
  let range: Range<Int>

  init(_ kind: Kind, _ range: Range<Int>) {
    self.kind = kind
    self.range = range
  }

  var name: String? { if case .name(let name) = kind { name } else { nil } }
}

/// What is called, and with what.
struct Invocation: Sendable {
  var name = ""
  var nameRange = 0..<0
  var positional = [Expression]()
  var keywords = [(name: String, value: Expression)]()
}

struct Statement: Sendable {
  indirect enum Kind: Sendable {
    /// Text and expressions between two tags.
    case output([Output])
    case `if`(test: Expression, body: [Statement], elifs: [(Expression, [Statement])], else: [Statement])
    case loop(Loop)
    case set(target: Expression, value: Expression)
    case setBlock(target: Expression, filter: Expression?, body: [Statement])
    case with(targets: [Expression], values: [Expression], body: [Statement])
    case include(Expression, ignoresMissing: Bool, withContext: Bool)
    case extends(Expression)
    case block(Block)
    case macro(Macro)
    case callBlock(Macro, call: Expression)
    case `import`(Expression, as: String, withContext: Bool)
    case fromImport(Expression, names: [(name: String, alias: String)], withContext: Bool)
    case filterBlock(Expression, body: [Statement])
    case autoescape(Bool, body: [Statement])
  }

  enum Output: Sendable {
    case text(Range<Int>)
    case expression(Expression)
  }

  struct Loop: Sendable {
    let target: Expression
    let source: Expression
    let test: Expression?
    let body: [Statement]
    let otherwise: [Statement]
  }

  struct Block: Sendable {
    let name: String
    let isScoped: Bool
    let isRequired: Bool
    let body: [Statement]
  }

  /// A macro, or (without a name) the body of a `call` block.
  struct Macro: Sendable {
    let name: String?
    let parameters: [Expression]
    let defaults: [Expression]
    let body: [Statement]
  }

  let kind: Kind
  let range: Range<Int>

  init(_ kind: Kind, _ range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}

/// Walks names in the order in which Jinja's own compiler sees them: some of its rules depend on it.
struct NameWalk {
  /// Called for each name read (`true`) or assigned to (`false`); walking stops when it returns false.
  var visit: (String, Bool) -> Bool
  var entersBlocks = false

  func walk(_ statements: [Statement]) -> Bool { statements.allSatisfy(walk) }

  private func target(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .name(let name): visit(name, false)
    case .tuple(let items): items.allSatisfy(target)
    default: true
    }
  }

  func walk(_ statement: Statement) -> Bool {
    switch statement.kind {
    case .output(let parts):
      return parts.allSatisfy { if case .expression(let expression) = $0 { walk(expression) } else { true } }
    case .if(let test, let body, let elifs, let otherwise):
      return walk(test) && walk(body) && elifs.allSatisfy { walk($0.0) && walk($0.1) } && walk(otherwise)
    case .loop(let loop):
      return target(loop.target) && walk(loop.source) && walk(loop.body) && walk(loop.otherwise)
        && (loop.test.map(walk) ?? true)
    case .set(let name, let value): return target(name) && walk(value)
    case .setBlock(let name, let filter, let body):
      return target(name) && (filter.map(walk) ?? true) && walk(body)
    case .with(let targets, let values, let body):
      return targets.allSatisfy(target) && values.allSatisfy(walk) && walk(body)
    case .include(let name, _, _), .extends(let name), .import(let name, _, _), .fromImport(let name, _, _):
      return walk(name)
    case .block(let block): return !entersBlocks || walk(block.body)
    case .macro(let macro):
      return macro.parameters.allSatisfy(target) && macro.defaults.allSatisfy(walk) && walk(macro.body)
    case .callBlock(let macro, let call):
      return walk(call) && macro.parameters.allSatisfy(target) && macro.defaults.allSatisfy(walk)
        && walk(macro.body)
    case .filterBlock(let filter, let body): return walk(body) && walk(filter)
    case .autoescape(_, let body): return walk(body)
    }
  }

  func walk(_ expression: Expression) -> Bool {
    if case .name(let name) = expression.kind { return visit(name, true) }
    return expression.children.allSatisfy(walk)
  }
}

extension Expression {
  /// The expressions directly inside, in the order of Jinja's syntax tree.
  var children: [Expression] {
    switch kind {
    case .constant, .name, .namespaceMember: []
    case .list(let items), .tuple(let items), .concat(let items): items
    case .dictionary(let pairs): pairs.flatMap { [$0.0, $0.1] }
    case .member(let object, _): [object]
    case .item(let object, let index): [object, index]
    case .slice(let object, let lower, let upper, let step):
      [object] + [lower, upper, step].compactMap { $0 }
    case .unary(_, let operand), .not(let operand): [operand]
    case .binary(_, let left, let right), .and(let left, let right), .or(let left, let right): [left, right]
    case .compare(let first, let rest): [first] + rest.map(\.1)
    case .conditional(let test, let then, let otherwise): [test, then] + (otherwise.map { [$0] } ?? [])
    case .filter(let input, let invocation): (input.map { [$0] } ?? []) + invocation.expressions
    case .test(let input, let invocation), .call(let input, let invocation): [input] + invocation.expressions
    }
  }
}

extension Invocation {
  var expressions: [Expression] { positional + keywords.map(\.value) }
}
