import Diagnostics

/// Tags, and the text and output between them.
extension Parser {
  /// Reads the whole file into the routine of its top level.
  mutating func read() throws(SyntaxMistake) {
    let start = loader.tables.nodes.count, statements = try fileStatements()
    let root = addRoutine(statements, from: start)
    let above = parent.map { loader.tables.templates[$0] }
    for file in above?.chain ?? [] {
      if let (name, range) = outline.conflict(with: loader.tables.templates[file].outline) {
        throw .refused(name, .differs, range)
      }
    }
    let own = loader.tables.templates[template].blocks
    loader.tables.templates[template].root = root
    loader.tables.templates[template].chain = [template] + (above?.chain ?? [])
    loader.tables.templates[template].blockTable = (above?.blockTable ?? [:]).merging(own) { $1 }
    loader.tables.templates[template].outline = outline
  }

  // MARK: Bodies

  private mutating func fileStatements() throws(SyntaxMistake) -> [Ref] {
    let (nodes, end) = try statements(until: [], of: current.range)
    if end != nil || current.kind != .end { throw unexpected() }
    return nodes
  }

  /// Statements up to a tag of one of the names, which is taken, or to the end of the file.
  private mutating func statements(
    until ends: [String], of tag: Range<Int>
  ) throws(SyntaxMistake) -> (nodes: [Ref], end: String?) {
    try descend()
    defer { depth -= 1 }
    var nodes: [Ref] = []
    while current.kind != .end {
      let token = current
      advance()
      switch token.kind {
      case .data:
        if bytes.trimmedEnd(token.range) > token.range.lowerBound {
          try checkShown(token.range, isText: true)
        }
        if !isExtending || scopes.count > 1 {
          nodes.append(output(Array(bytes[token.range]).withLineFeeds, token.range))
        }
      case .printBegin:
        let value = try expression(isPrinted: true)
        try expectEnd(.printEnd)
        try checkShown(place(value))
        nodes.append(print(value))
      default:
        if current.kind == .name, ends.contains(current.text) {
          let end = current.text
          advance()
          return (nodes, end)
        }
        nodes += try statement(inside: ends)
        try expectEnd(.tagEnd)
      }
      if loader.tables.nodes.count > 1 << 21 { throw SyntaxMistake(.tooLarge(), token.range) }
    }
    if let end = ends.first(where: { $0.hasPrefix("end") }) {
      throw SyntaxMistake(.unclosed("{% \(end) %}"), tag)
    }
    return (nodes, nil)
  }

  /// The body of a tag up to its end tag, which is taken.
  private mutating func body(
    of tag: Range<Int>, until ends: String...
  ) throws(SyntaxMistake) -> (nodes: [Ref], end: String?) {
    try expectEnd(.tagEnd)
    return try statements(until: ends, of: tag)
  }

  /// Notes something that is shown: a template that extends another shows its blocks only, an imported one nothing.
  private mutating func checkShown(_ range: Range<Int>, isText: Bool = false) throws(SyntaxMistake) {
    guard scopes.count == 1 else { return }
    if isExtending { throw .refused("…", .outsideBlocks, range) }
    if !isText { outline.pageCode = outline.pageCode ?? range }
  }

  private func output(_ text: [UInt8], _ range: Range<Int>) -> Ref {
    let start = Ref(loader.tables.text.count)
    loader.tables.text += text
    return add(.output(start: start, count: Ref(text.count)), range)
  }

  /// A statement that prints a value; a constant text becomes text of the template.
  private func print(_ value: Ref) -> Ref {
    guard case .constant(let constant, _) = node(value),
      case let datum = loader.tables.constants[Int(constant)], datum.isText
    else { return add(.print(value), place(value)) }
    var escaped = Output()
    if datum.isHTML {
      escaped.append(datum, of: loader.memory)
    } else {
      escaped.append(escaped: datum, of: loader.memory)
    }
    return output(escaped.array, place(value))
  }

  // MARK: Tags

  private mutating func statement(inside ends: [String]) throws(SyntaxMistake) -> [Ref] {
    let tag = try expectName()
    let last = tokens[position...].firstIndex { $0.kind == .tagEnd } ?? position
    let range = tag.range.lowerBound..<tokens[max(position, last) - 1].range.upperBound
    if ["extends", "import", "from", "macro"].contains(tag.text) {
      let isInInclude = scopes.last?.kind == .include && ["import", "from"].contains(tag.text)
      guard branchDepth == 0, scopes.count == 1 || isInInclude else {
        throw .refused(tag.text, .onlyAtTop, tag.range)
      }
    }
    if ["if", "for", "include"].contains(tag.text) { try checkShown(tag.range) }
    switch tag.text {
    case "if": return [try branch(range)]
    case "for": return [try loop(range)]
    case "set": return [try set(range)]
    case "include": return [try include(range)]
    case "extends": try extends(tag)
    case "block": return try block(range)
    case "macro": try macro(range)
    case "import": try importTemplate()
    case "from": try importMacros()
    default:
      let tags = ["if", "for", "set", "include", "extends", "block", "macro", "import", "from"]
      let isEnd = tag.text == "else" || tag.text == "elif" || tags.contains { "end" + $0 == tag.text }
      if isEnd {
        throw SyntaxMistake(.unexpected(tag.text, instead: ends.last.map { "{% \($0) %}" }), tag.range)
      }
      throw SyntaxMistake(.unknown(.tag, tag.text, among: tags + ends), tag.range)
    }
    return []
  }

  private mutating func branch(_ range: Range<Int>) throws(SyntaxMistake) -> Ref {
    let test = try expression()
    branchDepth += 1
    let scope = scopes.count - 1, before = scopes[scope].slots
    let then = try body(of: range, until: "elif", "else", "endif"), afterThen = scopes[scope].slots
    scopes[scope].slots = before
    var otherwise: [Ref] = []
    if then.end == "elif" {
      // An `elif` goes as deep as an `if` in an `else` would.
      try descend()
      otherwise = [try branch(range)]
      depth -= 1
    } else if then.end == "else" {
      otherwise = try body(of: range, until: "endif").nodes
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
    if loopDepth > limits.loops { throw SyntaxMistake(.nestedTooDeep(), current.range) }
    var names: [Token] = []
    repeat {
      names.append(try expectName())
      try checkTarget(names[names.count - 1])
    } while take(",")
    try expect("in")
    let source = try operation(), slot = newSlot()
    _ = newSlot()
    var scope = Scope(.loop), targets: [Ref] = []
    for name in names {
      if scope.slots[name.text] != nil { throw SyntaxMistake(.twice(name.text), name.range) }
      targets.append(newSlot(name.text))
      scope.slots[name.text] = targets.last
    }
    var condition: Ref = -1
    if take("if") {
      _ = try scoped(scope) { parser throws(SyntaxMistake) in
        condition = try parser.expression()
        return []
      }
    }
    scope.loopSlot = slot
    let start = loader.tables.nodes.count
    var end: String?, otherwise: [Ref] = []
    let body = try scoped(scope) { parser throws(SyntaxMistake) in
      let body = try parser.body(of: range, until: "else", "endfor")
      end = body.end
      return body.nodes
    }
    let weight = weight(from: start)
    if end == "else" {
      otherwise = try scoped(Scope(.loop)) { parser throws(SyntaxMistake) in
        try parser.body(of: range, until: "endfor").nodes
      }
    }
    loader.tables.loops.append(
      Loop(
        source: source, condition: condition, slot: slot, targets: list(targets), body: list(body),
        otherwise: list(otherwise), weight: weight))
    return add(.loopOver(Ref(loader.tables.loops.count - 1)), range)
  }

  private mutating func set(_ range: Range<Int>) throws(SyntaxMistake) -> Ref {
    if scopes.count == 1 { outline.pageCode = outline.pageCode ?? range }
    let name = try expectName()
    if take("=") { return try set(name, to: expression(), range) }
    var scope = Scope(.capture)
    if scopes.count > 1 || !outline.assigned.contains(name.text) { scope.awaited = name.text }
    let body = try scoped(scope) { parser throws(SyntaxMistake) in
      try parser.body(of: range, until: "endset").nodes
    }
    return try set(name, to: add(.text(of: add(.body(list(body)), range)), range), range)
  }

  // MARK: Macros and blocks

  private mutating func macro(_ range: Range<Int>) throws(SyntaxMistake) {
    let name = try expectName(), ref = Ref(loader.tables.macros.count)
    try define(name, as: .macro(ref))
    loader.tables.macros.append(Macro(name: name.text))
    // Its parameters are known inside: it may call itself.
    let routine = try routine(.macro, Scope(.macro)) { parser throws(SyntaxMistake) in
      parser.loader.tables.macros[Int(ref)].parameters = try parser.parameters()
      return try parser.body(of: range, until: "endmacro").nodes
    }
    loader.tables.macros[Int(ref)].routine = routine
  }

  private mutating func parameters() throws(SyntaxMistake) -> [Macro.Parameter] {
    var parameters: [Macro.Parameter] = []
    try expect("(")
    while try takesItem(after: parameters.count, until: ")") {
      let name = try expectName()
      try checkTarget(name)
      if scopes[scopes.count - 1].slots[name.text] != nil {
        throw SyntaxMistake(.twice(name.text), name.range)
      }
      var fallback: Ref?
      if take("=") {
        let value = try expression()
        guard isFixed(value) else { throw .refused("\(name.text)=…", .defaults, place(value)) }
        fallback = value
      } else if parameters.contains(where: { $0.fallback != nil }) {
        throw SyntaxMistake(.unexpected(name.text, instead: "\(name.text)=…"), name.range)
      }
      scopes[scopes.count - 1].slots[name.text] = newSlot(name.text)
      parameters.append(Macro.Parameter(name: name.text, fallback: fallback))
    }
    if tokens[position - 2].spells(",") { throw unexpected(instead: "name") }
    return parameters
  }

  private mutating func block(_ range: Range<Int>) throws(SyntaxMistake) -> [Ref] {
    let name = try expectName()
    guard scopes.allSatisfy({ [.top, .loop, .block].contains($0.kind) }) else {
      throw .refused("block", .onlyAtTop, name.range)
    }
    outline.pageCode = outline.pageCode ?? range
    let block = loader.tables.blockNames.index(of: name.text)
    if loader.tables.templates[template].blocks[block] != nil {
      throw SyntaxMistake(.twice(name.text), range)
    }
    loader.tables.templates[template].blocks[block] = -1
    let routine = try routine(.block(block), Scope(.block)) { parser throws(SyntaxMistake) in
      try parser.body(of: range, until: "endblock").nodes
    }
    _ = take(name.text)
    loader.tables.templates[template].blocks[block] = routine
    return isExtending && scopes.count == 1 && self.routine == .top ? [] : [add(.block(block), range)]
  }

  // MARK: Other templates

  /// The template that a tag names, which is loaded first; nil if it is not there or has a mistake of its own.
  private mutating func otherTemplate() throws(SyntaxMistake) -> (file: Int, range: Range<Int>)? {
    let token = current
    guard token.kind == .string, next.kind == .tagEnd || next.kind == .name else {
      throw .refused("…", .templateName, token.range)
    }
    advance()
    guard let file = loader.index[token.text] else {
      report(.unknown(.template, token.text, among: loader.tables.templates.map(\.name)), token.range)
      return nil
    }
    guard loader.load(file), !including.contains(file) else {
      throw .refused(token.text, .circle, token.range)
    }
    return loader.tables.templates[file].state == .broken ? nil : (file, token.range)
  }

  private mutating func extends(_ tag: Token) throws(SyntaxMistake) {
    if isExtending { throw SyntaxMistake(.twice("extends"), tag.range) }
    if position != 2 { throw .refused("extends", .extendsFirst, tag.range) }
    isExtending = true
    outline.pageCode = outline.pageCode ?? tag.range
    guard let (file, range) = try otherTemplate() else { return }
    parent = file
    if loader.tables.templates[file].chain.count > limits.depth { throw SyntaxMistake(.tooDeep(), range) }
  }

  private mutating func include(_ range: Range<Int>) throws(SyntaxMistake) -> Ref {
    guard let (included, _) = try otherTemplate() else { return add(.body(NodeList()), range) }
    let outer = (file, tokens, position)
    including.append(included)
    (file, tokens, position) = (included, loader.tables.templates[included].tokens, 0)
    let body = try scoped(Scope(.include)) { parser throws(SyntaxMistake) in try parser.fileStatements() }
    (file, tokens, position) = outer
    including.removeLast()
    return add(.include(template: Ref(included), list(body)), range)
  }

  /// The outline of a template that is imported: it may have macros only.
  private mutating func imported() throws(SyntaxMistake) -> (file: Int, outline: Outline)? {
    guard let (file, range) = try otherTemplate() else { return nil }
    let outline = loader.tables.templates[file].outline
    if outline.pageCode != nil { throw .refused(loader.tables.templates[file].name, .macrosOnly, range) }
    let free = outline.readInMacros.filter { loader.constants[$0.key] == nil }
    if let (name, range) = free.min(by: { $0.value.lowerBound < $1.value.lowerBound }) {
      loader.report(.refused(name, .pageData), range, in: file)
    }
    return (file, outline)
  }

  private mutating func importTemplate() throws(SyntaxMistake) {
    let imported = try imported()
    try expect("as")
    try define(expectName(), as: imported.map { .template($0.file) } ?? .unknown)
  }

  private mutating func importMacros() throws(SyntaxMistake) {
    let outline = try imported()?.outline
    try expect("import")
    repeat {
      let name = try expectName(), alias = take("as") ? try expectName() : name
      let macro = outline?.exported(name.text)
      if let outline, macro == nil {
        report(.unknown(.exported, name.text, among: outline.exportedNames), name.range)
      }
      try define(alias, as: macro.map { .macro($0) } ?? .unknown)
    } while take(",")
  }
}
