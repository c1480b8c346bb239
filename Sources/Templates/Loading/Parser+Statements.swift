import Diagnostics

/// Tags, and the text and output between them.
extension Parser {
  /// Reads the whole file into the routine of its top level.
  mutating func read() throws(SyntaxMistake) {
    let start = loader.tables.nodes.count
    let (statements, end) = try statements(until: [])
    if end != nil || current.kind != .end { throw unexpected() }
    let root = addRoutine(statements, from: start)
    let above = parent.map { loader.tables.templates[$0].chain } ?? []
    for file in above {
      if let conflict = outline.conflict(with: loader.files[file].outline) {
        throw mistake(.differs(conflict.name, loader.files[file].name), conflict.range)
      }
    }
    var blocks = parent.map { loader.tables.templates[$0].blockTable } ?? [:]
    blocks.merge(loader.tables.templates[template].blocks) { $1 }
    loader.tables.templates[template].root = root
    loader.tables.templates[template].chain = [template] + above
    loader.tables.templates[template].blockTable = blocks
    loader.tables.templates[template].assigned = outline.assigned
    loader.files[template].outline = outline
  }

  // MARK: Bodies

  /// Statements up to a tag of one of the names, which is taken, or to the end of the file.
  mutating func statements(until ends: [String]) throws(SyntaxMistake) -> (nodes: [Ref], end: String?) {
    statementDepth += 1
    defer { statementDepth -= 1 }
    if statementDepth > limits.nesting { throw mistake(.nestedTooDeep(), current.range) }
    var nodes: [Ref] = []
    while current.kind != .end {
      let token = current
      switch token.kind {
      case .data:
        advance()
        if bytes.trimmedEnd(token.range) > token.range.lowerBound {
          try checkShown(token.range, isText: true)
        }
        if !isExtending || scopes.count > 1 { nodes.append(output(Array(bytes[token.range]), token.range)) }
      case .printBegin:
        advance()
        let value = try expression(isPrinted: true)
        guard current.kind == .printEnd else { throw unexpected(instead: "}}") }
        advance()
        try checkShown(place(value))
        nodes.append(print(value))
      default:
        advance()
        if current.kind == .name, ends.contains(current.text) {
          let end = current.text
          advance()
          return (nodes, end)
        }
        nodes += try statement(inside: ends)
        try expectTagEnd()
      }
      if loader.tables.nodes.count > 1 << 21 { throw mistake(.tooLarge(), token.range) }
    }
    if let end = ends.first(where: { $0.hasPrefix("end") }) {
      throw mistake(.unclosed("{% \(end) %}"), openTags.last ?? current.range)
    }
    return (nodes, nil)
  }

  private mutating func expectTagEnd() throws(SyntaxMistake) {
    guard current.kind == .tagEnd else { throw unexpected(instead: "%}") }
    advance()
  }

  /// The body of a tag up to its end tag, which is taken.
  mutating func body(until ends: String...) throws(SyntaxMistake) -> (nodes: [Ref], end: String?) {
    try expectTagEnd()
    return try statements(until: ends)
  }

  /// Notes something that is shown: a template that extends another shows its blocks only, an imported one nothing.
  private mutating func checkShown(_ range: Range<Int>, isText: Bool = false) throws(SyntaxMistake) {
    guard scopes.count == 1 else { return }
    if isExtending { throw mistake(.outsideBlocks(), range) }
    if !isText { outline.pageCode = outline.pageCode ?? range }
  }

  private func output(_ text: [UInt8], _ range: Range<Int>) -> Ref {
    let start = Ref(loader.tables.text.count)
    loader.tables.text += text
    return add(.output(start: start, count: Ref(text.count)), range)
  }

  /// A statement that prints a value; a constant text becomes text of the template.
  private func print(_ value: Ref) -> Ref {
    if case .constant(let constant, _) = node(value) {
      let datum = loader.tables.constants[Int(constant)]
      if datum.isText {
        var escaped = Output()
        let bytes = loader.memory.array(of: datum)
        if datum.isHTML { escaped.append(bytes.span) } else { escaped.append(escaped: bytes.span) }
        return output(escaped.array, place(value))
      }
    }
    return add(.print(value), place(value))
  }

  // MARK: Tags

  private mutating func statement(inside ends: [String]) throws(SyntaxMistake) -> [Ref] {
    let tag = try expectName()
    openTags.append(tag.range)
    defer { _ = openTags.popLast() }
    let range = tagRange
    switch tag.text {
    case "if", "for", "include": try checkShown(tag.range)
    default: break
    }
    switch tag.text {
    case "if": return [try branch()]
    case "for": return [try loop(range)]
    case "set": return [try set(range)]
    case "include": return [try include(range)]
    case "extends": try extends(tag)
    case "block": return try block(range)
    case "macro": try macro(tag)
    case "import": try importTemplate(tag)
    case "from": try importMacros(tag)
    default:
      if let refusal = Refusal.tags[tag.text] {
        throw mistake(.refused("{% \(tag.text) %}", refusal), tag.range)
      }
      throw mistake(.unknownTag(tag.text, inside: ends), tag.range)
    }
    return []
  }

  /// The bytes of a tag whose name has just been taken.
  private var tagRange: Range<Int> {
    let last = tokens[position...].firstIndex { $0.kind == .tagEnd } ?? position
    return tokens[position - 1].range.lowerBound..<tokens[max(position, last) - 1].range.upperBound
  }

  private mutating func branch() throws(SyntaxMistake) -> Ref {
    let range = tagRange
    let test = try expression()
    branchDepth += 1
    let scope = scopes.count - 1, before = scopes[scope].slots
    let then = try body(until: "elif", "else", "endif"), afterThen = scopes[scope].slots
    scopes[scope].slots = before
    var otherwise: [Ref] = []
    if then.end == "elif" {
      // An `elif` goes as deep as an `if` in an `else` would.
      statementDepth += 1
      if statementDepth > limits.nesting { throw mistake(.nestedTooDeep(), current.range) }
      otherwise = [try branch()]
      statementDepth -= 1
    } else if then.end == "else" {
      otherwise = try body(until: "endif").nodes
    }
    // A name is set after the `if` if all its branches set it.
    for name in Set(afterThen.keys).symmetricDifference(scopes[scope].slots.keys) {
      scopes[scope].halfSet.insert(name)
      scopes[scope].slots[name] = nil
    }
    branchDepth -= 1
    return add(.branch(test: test, then: list(then.nodes), otherwise: list(otherwise)), range)
  }

  private mutating func loop(_ range: Range<Int>) throws(SyntaxMistake) -> Ref {
    loopDepth += 1
    defer { loopDepth -= 1 }
    if loopDepth > limits.loops { throw mistake(.nestedTooDeep(), current.range) }
    var names = [try targetName()]
    while take(sign: ",") { names.append(try targetName()) }
    try expect(name: "in")
    let source = try expression(allowsConditional: false, allowsLazy: true)
    let slot = newSlot()
    _ = newSlot()
    var scope = Scope(.loop)
    for name in names {
      if scope.slots[name.text] != nil { throw mistake(.twice(name.text), name.range) }
      scope.slots[name.text] = newSlot(name.text)
    }
    var condition: Ref = -1
    if take(name: "if") {
      _ = try scoped(scope) { parser throws(SyntaxMistake) in
        condition = try parser.expression()
        return []
      }
    }
    if current.isName("recursive") { throw mistake(.refused("recursive", Refusal.recursion), current.range) }
    scope.loop = slot
    let start = loader.tables.nodes.count
    var end: String?
    let body = try scoped(scope) { parser throws(SyntaxMistake) in
      let body = try parser.body(until: "endfor", "else")
      end = body.end
      return body.nodes
    }
    let weight = Ref((loader.tables.nodes.count - start) >> 3 + 1)
    var otherwise: [Ref] = []
    if end == "else" {
      otherwise = try scoped(Scope(.loop)) { parser throws(SyntaxMistake) in
        try parser.body(until: "endfor").nodes
      }
    }
    let targets = list(names.map { scope.slots[$0.text] ?? 0 })
    loader.tables.loops.append(
      Loop(
        source: source, condition: condition, slot: slot, targets: targets, body: list(body),
        otherwise: list(otherwise), weight: weight))
    return add(.loopOver(Ref(loader.tables.loops.count - 1)), range)
  }

  private mutating func targetName() throws(SyntaxMistake) -> Token {
    if current.isSign("(") { throw mistake(.refused("(a, b)", Refusal.nestedTargets), current.range) }
    let name = try expectName()
    try checkTarget(name)
    return name
  }

  private mutating func set(_ range: Range<Int>) throws(SyntaxMistake) -> Ref {
    if scopes.count == 1 { outline.pageCode = outline.pageCode ?? range }
    let name = try expectName()
    if current.isSign(",") || current.isSign(".") {
      throw mistake(.refused("set \(name.text)\(current.text)…", Refusal.targets), range)
    }
    if take(sign: "=") { return try set(name, to: expression(), range) }
    if current.isSign("|") {
      throw mistake(.refused("set \(name.text) | …", Refusal.filteredSet), current.range)
    }
    let body = try scoped(Scope(.capture)) { parser throws(SyntaxMistake) in
      try parser.body(until: "endset").nodes
    }
    let captured = add(.text(of: add(.body(list(body)), range)), range)
    return try set(name, to: captured, range)
  }

  // MARK: Macros and blocks

  private mutating func macro(_ tag: Token) throws(SyntaxMistake) {
    guard scopes.count == 1, branchDepth == 0, including.isEmpty else {
      throw mistake(.onlyAtTop("macro"), tag.range)
    }
    let name = try expectName(), ref = Ref(loader.tables.macros.count)
    try define(name, as: .macro(ref))
    loader.tables.macros.append(Macro(name: name.text))
    // Its parameters are known inside: it may call itself.
    loader.tables.macros[Int(ref)].routine = try routine(.macro, Scope(.macro)) {
      parser throws(SyntaxMistake) in
      let parameters = try parser.parameters()
      parser.loader.tables.macros[Int(ref)].parameters = parameters
      return try parser.body(until: "endmacro").nodes
    }
  }

  private mutating func parameters() throws(SyntaxMistake) -> [Macro.Parameter] {
    var parameters: [Macro.Parameter] = []
    justRead = []
    try expect(sign: "(")
    while !take(sign: ")") {
      if !parameters.isEmpty { try expect(sign: ",") }
      let name = try expectName()
      try checkTarget(name)
      if scopes[scopes.count - 1].slots[name.text] != nil { throw mistake(.twice(name.text), name.range) }
      if justRead.contains(name.text) { throw mistake(.readBefore(name.text), name.range) }
      var fallback: Ref = -1
      if take(sign: "=") {
        fallback = try expression()
      } else if parameters.contains(where: { $0.fallback >= 0 }) {
        throw mistake(.defaultMissing(name.text), name.range)
      }
      scopes[scopes.count - 1].slots[name.text] = newSlot(name.text)
      parameters.append(Macro.Parameter(name: name.text, fallback: fallback))
    }
    return parameters
  }

  private mutating func block(_ range: Range<Int>) throws(SyntaxMistake) -> [Ref] {
    let isInScope = scopes.dropFirst().contains { $0.kind != .loop && $0.kind != .block }
    let name = try expectName()
    guard !isInScope, including.isEmpty else { throw mistake(.onlyAtTop("block"), name.range) }
    for word in ["scoped", "required"] where current.isName(word) {
      throw mistake(.refused(word, Refusal.blockWords), current.range)
    }
    outline.pageCode = outline.pageCode ?? range
    let block = loader.tables.block(name.text)
    if loader.tables.templates[template].blocks[block] != nil { throw mistake(.twice(name.text), range) }
    loader.tables.templates[template].blocks[block] = -1
    let routine = try routine(.block(block), Scope(.block)) { parser throws(SyntaxMistake) in
      try parser.body(until: "endblock").nodes
    }
    _ = take(name: name.text)
    loader.tables.templates[template].blocks[block] = routine
    return isExtending && scopes.count == 1 && self.routine == .top ? [] : [add(.block(block), range)]
  }

  // MARK: Other templates

  /// The template that a tag names, if it is there.
  private mutating func namedTemplate() throws(SyntaxMistake) -> (file: Int, range: Range<Int>)? {
    let token = current
    guard token.kind == .string, next.kind == .tagEnd || next.kind == .name else {
      throw mistake(.templateName(), token.range)
    }
    advance()
    guard let file = loader.index[token.text] else {
      loader.report(
        .templateNotFound(token.text, among: loader.files.map(\.name)), token.range, in: self.file)
      return nil
    }
    return (file, token.range)
  }

  private func checkNoContext() throws(SyntaxMistake) {
    guard current.isName("with") || current.isName("without") || current.isName("ignore") else { return }
    throw mistake(.refused("\(current.text) \(next.text)", Refusal.context), current.range)
  }

  private mutating func extends(_ tag: Token) throws(SyntaxMistake) {
    guard scopes.count == 1, branchDepth == 0, including.isEmpty else {
      throw mistake(.onlyAtTop("extends"), tag.range)
    }
    if isExtending { throw mistake(.twice("extends"), tag.range) }
    isExtending = true
    if position != 2 { throw mistake(.extendsFirst(), tag.range) }
    let named = try namedTemplate()
    outline.pageCode = outline.pageCode ?? tag.range
    guard let named else { return }
    guard loader.load(named.file) else { throw mistake(.inCircle(), named.range) }
    if loader.files[named.file].state == .broken { return }
    parent = named.file
    if loader.tables.templates[named.file].chain.count > limits.depth {
      throw mistake(.tooDeep(), named.range)
    }
  }

  private mutating func include(_ range: Range<Int>) throws(SyntaxMistake) -> Ref {
    let named = try namedTemplate()
    try checkNoContext()
    guard let named else { return add(.body(NodeList()), range) }
    guard loader.load(named.file), !including.contains(named.file) else {
      throw mistake(.inCircle(), named.range)
    }
    if loader.files[named.file].state == .broken { return add(.body(NodeList()), range) }
    let outer = (file, tokens, bytes, position, openTags)
    including.append(named.file)
    (file, tokens, bytes, position, openTags) = (
      named.file, loader.files[named.file].tokens, loader.files[named.file].bytes, 0, []
    )
    let body = try scoped(Scope(.include)) { parser throws(SyntaxMistake) in
      let (nodes, end) = try parser.statements(until: [])
      if end != nil || parser.current.kind != .end { throw parser.unexpected() }
      return nodes
    }
    (file, tokens, bytes, position, openTags) = outer
    including.removeLast()
    return add(.include(template: Ref(named.file), list(body)), range)
  }

  /// The outline of a template that is imported: it may have macros only.
  private mutating func imported(_ tag: Token) throws(SyntaxMistake) -> (file: Int, Outline)? {
    guard scopes.count == 1 || scopes.last?.kind == .include, branchDepth == 0 else {
      throw mistake(.onlyAtTop("import"), tag.range)
    }
    guard let (file, range) = try namedTemplate() else { return nil }
    guard file != template, loader.load(file) else { throw mistake(.inCircle(), range) }
    if loader.files[file].state == .broken { return nil }
    let outline = loader.files[file].outline
    if let other = outline.pageCode {
      let line = loader.files[file].source.position(at: loader.files[file].map(other).lowerBound).line
      throw mistake(.notOnlyMacros(loader.files[file].name, line), range)
    }
    let free = outline.readInMacros.filter { loader.constants[$0.key] == nil }
    if let (name, place) = free.min(by: { $0.value.lowerBound < $1.value.lowerBound }) {
      loader.report(.unknownInImported(name), place, in: file)
    }
    return (file, outline)
  }

  private mutating func importTemplate(_ tag: Token) throws(SyntaxMistake) {
    let imported = try imported(tag)
    try expect(name: "as")
    let name = try expectName()
    try checkNoContext()
    try define(name, as: imported.map { .template($0.file) } ?? .unknown)
  }

  private mutating func importMacros(_ tag: Token) throws(SyntaxMistake) {
    let imported = try imported(tag)
    try expect(name: "import")
    repeat {
      let name = try expectName(), alias = take(name: "as") ? try expectName() : name
      var fixed = Outline.Fixed.unknown
      if let (file, outline) = imported {
        if case .macro(let macro)? = outline.fixed[name.text], !name.text.hasPrefix("_") {
          fixed = .macro(macro)
        } else {
          loader.report(
            .notExported(name.text, loader.files[file].name, among: outline.macroNames), name.range,
            in: self.file)
        }
      }
      try define(alias, as: fixed)
    } while take(sign: ",")
    try checkNoContext()
  }
}

extension Outline {
  /// The macros that others may call.
  var macroNames: [String] {
    fixed.filter { if case .macro = $0.value { !$0.key.hasPrefix("_") } else { false } }.keys.sorted()
  }
}
