import Diagnostics

/// Tokens → nodes in one pass, by Jinja's grammar, with every name resolved as it is met. Names, statements,
/// expressions and calls are in the files beside it.
struct Parser {
  let loader: Loader
  /// The template that is being loaded, and the file whose tokens are being read: it, or one that it includes.
  let template: Int
  var file: Int
  var tokens: [Token]
  var position = 0
  /// The number of expressions and statements, and of loops, that the parser is inside of.
  var depth = 0
  var loopDepth = 0
  /// The files that the parser has come through by `include`.
  var including: [Int] = []
  var outline = Outline()
  var routine = RoutineKind.top
  /// The names of the routine's slots.
  var slots: [String] = []
  /// The scopes that the parser is inside of; the first is the top level, which has no slots.
  var scopes = [Scope(.top)]
  /// The number of `if` that the parser is inside of, in the innermost scope.
  var branchDepth = 0
  /// There has been an `extends`; and the template of its name, if it could be read.
  var isExtending = false
  var parent: Int?

  enum RoutineKind: Equatable { case top, macro, block(Ref) }

  init(_ loader: Loader, _ file: Int) {
    self.loader = loader
    template = file
    self.file = file
    tokens = loader.tables.templates[file].tokens
  }

  var limits: Limits { loader.library.limits }
  var bytes: [UInt8] { loader.tables.templates[file].source.bytes }

  // MARK: Tokens

  var current: Token { tokens[position] }
  var next: Token { tokens[min(position + 1, tokens.count - 1)] }

  mutating func advance() {
    if position + 1 < tokens.count { position += 1 }
  }

  mutating func take(_ text: String) -> Bool {
    guard current.spells(text) else { return false }
    advance()
    return true
  }

  mutating func expect(_ text: String) throws(SyntaxMistake) {
    if !take(text) { throw unexpected(instead: text) }
  }

  mutating func expectEnd(_ kind: Token.Kind) throws(SyntaxMistake) {
    guard current.kind == kind else { throw unexpected(instead: kind == .tagEnd ? "%}" : "}}") }
    advance()
  }

  mutating func expectName() throws(SyntaxMistake) -> Token {
    let token = current
    guard token.kind == .name else { throw unexpected(instead: "name") }
    advance()
    return token
  }

  /// True if one more item of a list comes, behind its comma; false when the sign at the list's end has been taken.
  mutating func takesItem(after count: Int, until end: String) throws(SyntaxMistake) -> Bool {
    if take(end) { return false }
    if count > 0 { try expect(",") }
    return count == 0 || !take(end)
  }

  func unexpected(instead expected: String? = nil) -> SyntaxMistake {
    let token = current
    if token.kind == .end { return SyntaxMistake(.unexpected(nil, instead: expected), token.range) }
    let text = String(decoding: bytes[token.range], as: UTF8.self).stripped()
    if let refusal = Refusal.tokens[token.kind == .string ? "'" : text] {
      return SyntaxMistake(.refused(text, refusal), token.range)
    }
    return SyntaxMistake(.unexpected(text, instead: expected), token.range)
  }

  /// The bytes from a token to the last one taken.
  func range(from start: Token) -> Range<Int> {
    start.range.lowerBound..<max(start.range.lowerBound, tokens[max(0, position - 1)].range.upperBound)
  }

  /// Goes one level down; whoever calls it goes up again.
  mutating func descend() throws(SyntaxMistake) {
    depth += 1
    if depth > limits.nesting { throw SyntaxMistake(.nestedTooDeep(), current.range) }
  }

  // MARK: Nodes

  /// Adds a node that comes from some bytes.
  func add(_ node: Node, _ range: Range<Int>) -> Ref {
    loader.tables.nodes.append(node)
    loader.tables.places.append(
      Place(template: Ref(file), start: Ref(range.lowerBound), end: Ref(range.upperBound)))
    return Ref(loader.tables.nodes.count - 1)
  }

  func node(_ ref: Ref) -> Node { loader.tables.nodes[Int(ref)] }

  func place(_ ref: Ref) -> Range<Int> {
    let place = loader.tables.places[Int(ref)]
    return Int(place.start)..<Int(place.end)
  }

  func list(_ nodes: [Ref]) -> NodeList { loader.tables.list(nodes) }

  func constant(_ value: Value, _ range: Range<Int>) -> Ref {
    add(.constant(loader.tables.constant(loader.freeze(value)), isLiteral: true), range)
  }

  /// Reports a mistake after which the rest of the file can still be understood.
  func report(_ failure: Failure, _ range: Range<Int>) { loader.report(failure, range, in: file) }

  /// Reports such a mistake; a value in its place.
  func reported(_ failure: Failure, _ range: Range<Int>) -> Ref {
    report(failure, range)
    return constant(.none, range)
  }

  /// The value of a literal text.
  func literal(_ ref: Ref) -> String? {
    guard case .constant(let constant, isLiteral: true) = node(ref) else { return nil }
    let datum = loader.tables.constants[Int(constant)]
    return datum.tag == .text ? loader.memory.string(of: datum) : nil
  }
}
