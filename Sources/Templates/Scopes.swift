/// Which variable a name means at a place. Follows Jinja's own `idtracking` step by step, because a
/// template's meaning depends on it: what a loop may assign, what a block sees, what an `if` leaves behind.
final class Scope {
  /// A variable: its name and the scope level it belongs to. Sibling scopes of one level share variables.
  struct Variable: Hashable {
    let name: String
    let level: Int
  }

  /// Where a variable's value comes from when its scope is entered.
  enum Load: Equatable {
    case parameter
    case resolve
    case alias(Variable)
    case undefined
  }

  let level: Int
  let parent: Scope?
  /// Names that mean a constant unless the template gives them another value.
  private let constants: Set<String>
  private(set) var references = [String: Variable]()
  private(set) var loads = [Variable: Load]()
  private(set) var stores = Set<String>()

  /// The outermost scope of a template or block.
  init(constants: Set<String>) {
    parent = nil
    self.constants = constants
    level = 0
  }

  init(parent: Scope) {
    self.parent = parent
    constants = parent.constants
    level = parent.level + 1
  }

  private init(copying other: Scope) {
    (level, parent, constants) = (other.level, other.parent, other.constants)
    (references, loads, stores) = (other.references, other.loads, other.stores)
  }

  func copy() -> Scope { Scope(copying: self) }

  func find(_ name: String) -> Variable? { references[name] ?? parent?.find(name) }

  /// Whether nothing in the template gives the variable its value.
  func takesFromData(_ variable: Variable) -> Bool {
    if let load = loads[variable] { return load == .resolve }
    return parent?.takesFromData(variable) ?? false
  }

  @discardableResult
  private func define(_ name: String, _ load: Load) -> Variable {
    let variable = Variable(name: name, level: level)
    references[name] = variable
    loads[variable] = load
    return variable
  }

  private func store(_ name: String) {
    stores.insert(name)
    if references[name] != nil { return }
    define(name, parent?.find(name).map(Load.alias) ?? .undefined)
  }

  @discardableResult
  func declareParameter(_ name: String) -> Variable {
    stores.insert(name)
    return define(name, .parameter)
  }

  private func load(_ name: String) {
    if find(name) == nil, !constants.contains(name) { define(name, .resolve) }
  }

  /// After an `if`: what one of its branches assigns may come from outside in the others.
  private func update(branches: [Scope]) {
    var assigned = Set<String>()
    for branch in branches { assigned.formUnion(branch.stores) }
    assigned.subtract(stores)
    for branch in branches {
      references.merge(branch.references) { _, new in new }
      loads.merge(branch.loads) { _, new in new }
      stores.formUnion(branch.stores)
    }
    for name in assigned {
      guard let target = find(name) else { continue }
      loads[target] = parent?.find(name).map(Load.alias) ?? .resolve
    }
  }

  /// All names assigned here or further out, each with its variable: what an include or a scoped block sees.
  func visibleStores() -> [(name: String, variable: Variable)] {
    var result = [String: Variable](), scope: Scope? = self
    while let current = scope {
      for name in current.stores where result[name] == nil { result[name] = find(name) }
      scope = current.parent
    }
    return result.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  // MARK: Looking through syntax

  func analyze(_ statements: [Statement]) { for statement in statements { analyze(statement) } }

  /// Only what belongs to this scope; loops, blocks and macros have scopes of their own.
  private func analyze(_ statement: Statement) {
    switch statement.kind {
    case .output(let parts): for case .expression(let expression) in parts { analyze(expression) }
    case .if(let test, let body, let elifs, let otherwise): analyzeBranches(test, body, elifs, otherwise)
    case .loop(let loop): analyze(loop.source)
    case .set(let target, let value):
      analyze(value)
      analyze(target: target)
    case .setBlock(let target, _, _): analyze(target: target)
    case .with(_, let values, _): values.forEach(analyze)
    case .include(let template, _, _), .extends(let template): analyze(template)
    case .macro(let macro): store(macro.name ?? "")
    case .callBlock(_, let call): analyze(call)
    case .import(let template, let name, _):
      analyze(template)
      store(name)
    case .fromImport(let template, let names, _):
      analyze(template)
      for name in names { store(name.alias) }
    case .filterBlock(let filter, _): analyze(filter)
    case .block, .autoescape: break
    }
  }

  private func analyzeBranches(
    _ test: Expression, _ body: [Statement], _ elifs: [(Expression, [Statement])], _ otherwise: [Statement]
  ) {
    analyze(test)
    let first = copy(), second = copy(), third = copy()
    first.analyze(body)
    for (test, body) in elifs { second.analyzeBranches(test, body, [], []) }
    third.analyze(otherwise)
    update(branches: [first, second, third])
  }

  func analyze(_ expression: Expression) {
    if case .name(let name) = expression.kind { load(name) }
    expression.children.forEach(analyze)
  }

  func analyze(target: Expression, asParameter: Bool = false) {
    switch target.kind {
    case .name(let name): if asParameter { declareParameter(name) } else { store(name) }
    case .namespaceMember(let name, _): load(name)
    case .tuple(let items): for item in items { analyze(target: item, asParameter: asParameter) }
    default: break
    }
  }
}
