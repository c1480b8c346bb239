import Templates

/// Random templates over the whole language, mostly with fitting types: the same seed, the same templates.
struct Generator {
  enum Kind: CaseIterable { case int, float, text, bool, ints, texts, objects, object, any }

  /// The kinds whose values can be printed as they are; `any` is one of the other four.
  private static let printed: [Kind] = [.int, .float, .text, .bool, .any]

  private var state: UInt64
  /// Names that mean something, each with its kind.
  private var names = [(name: String, kind: Kind)]()
  private var macros = [(name: String, count: Int)]()
  private var counter = 0
  private var isInLoop = false
  private var others = [(name: String, text: String)]()
  /// Not inside a loop, a macro or a `set` block: what is set here stays.
  private var isTopLevel = true

  init(seed: UInt64) {
    state = seed &* 0xD6E8_FEB8_6659_FD93
    // Neighbouring seeds give streams that have nothing in common.
    for _ in 0..<3 { state = UInt64(truncatingIfNeeded: number(.max)) &* 0xD6E8_FEB8_6659_FD93 ^ seed }
  }

  // MARK: Chance

  private mutating func number(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(limit))
  }

  private mutating func chance(_ percent: Int) -> Bool { number(100) < percent }
  private mutating func pick<T>(_ items: [T]) -> T { items[number(items.count)] }

  private mutating func newName() -> String {
    counter += 1
    // Few names at the top level, so that they are set again; others are gone after their loop.
    return isTopLevel ? pick(["x", "y", "z", "w"]) : chance(97) ? "v\(counter)" : pick(["x", "y"])
  }

  // MARK: Cases

  mutating func next() -> Case {
    names = [
      ("n", .int), ("m", .int), ("f", .float), ("s", .text), ("t", .text), ("h", .text), ("b", .bool),
      ("li", .ints), ("ls", .texts), ("lo", .objects), ("d", .object), ("e", .any), ("标题", .text),
    ]
    macros = []
    others = []
    isInLoop = false
    isTopLevel = true
    var result = Case()
    result.data = data()
    let style = number(12)
    if style < 2 {
      others.append(("base", layout()))
      others.append(("main", child(of: "base", ["x", "y"])))
    } else if style == 2 {
      others.append(("root", layout()))
      others.append(("base", child(of: "root", ["z"])))
      others.append(("main", child(of: "base", ["x", "y"])))
    } else if style == 3 {
      others.append(("main", scopes()))
    } else {
      let outer = names
      if style < 7 {
        isTopLevel = false
        others.append(("part", body(depth: 1)))
        isTopLevel = true
        names = outer
      }
      if style < 6 { others.append(("lib", library())) }
      others.append(("main", macroDefinitions() + body(depth: 2)))
    }
    if chance(10) {
      for i in others.indices { others[i].text = others[i].text.replacing("\n", with: "\r\n") }
    }
    result.templates = others
    return result
  }

  private mutating func data() -> String {
    func quoted(_ text: String) -> String { JSONReader.quoted(text) }
    let texts = [
      "", "a", "Abc", "<b>", "x & y", "it's", "two words", "中文，标题", "a,b,c", "1", "42", " pad ", "A\nB",
      "3.5", "\"q\"",
    ]
    func objects(_ generator: inout Generator) -> String {
      let count = generator.number(4)
      return (0..<count).map { _ in
        var members = ["\"name\": " + quoted(generator.pick(texts)), "\"n\": \(generator.number(6))"]
        if generator.chance(60) { members.append("\"on\": \(generator.chance(50))") }
        if generator.chance(60) {
          members.append("\"tags\": [\(generator.chance(50) ? "\"p\", \"Q\"" : "")]")
        }
        if generator.chance(30) { members.append("\"sub\": {\"k\": \(generator.number(3))}") }
        return "{" + members.joined(separator: ", ") + "}"
      }.joined(separator: ", ")
    }
    var members = [
      "\"n\": \(number(12) - 3)", "\"m\": \(number(1000))",
      "\"f\": \(pick(["0.5", "2.25", "-1.75", "100.0", "3.0", "1e20", "0.125"]))",
      "\"s\": " + quoted(pick(texts)), "\"t\": " + quoted(pick(texts)), "\"标题\": " + quoted(pick(texts)),
      "\"h\": {\"$html\": \(quoted(pick(["<i>x</i>", "", "a &amp; b", "plain"])))}", "\"b\": \(chance(50))",
      "\"li\": [\((0..<number(5)).map { _ in String(number(9)) }.joined(separator: ", "))]",
      "\"lo\": [\(objects(&self))]",
    ]
    members.append("\"ls\": [\((0..<number(4)).map { _ in quoted(pick(texts)) }.joined(separator: ", "))]")
    members.append(
      "\"d\": {\"name\": \(quoted(pick(texts))), \"k\": \(number(5)), \"list\": \"[1, 2]\", \"Z\": null}")
    members.append("\"e\": \(pick(["null", "1", "\"e\"", "2.5", "true", "false"]))")
    return "{" + members.joined(separator: ", ") + "}"
  }

  private mutating func layout() -> String {
    var text = "<" + scoped(depth: 1)
    for block in ["a", "b"] {
      text += tag("block \(block)") + scoped(depth: 1) + tag("endblock")
    }
    return text + ">"
  }

  /// - Parameter own: the names that it may set, other than those of the templates above and below.
  private mutating func child(of parent: String, _ own: [String]) -> String {
    let outer = names
    defer { names = outer }
    var text = "{% extends '\(parent)' %}" + pick(["", "\n", " "])
    for name in own where chance(50) {
      let kind = pick(Kind.allCases)
      text += "{% set \(name) = \(expression(kind, 2)) %}"
      define(name, kind)
    }
    for block in ["a", "b", "c"] where chance(60) {
      text +=
        tag("block \(block)") + scoped(depth: 1) + (block != "c" && chance(50) ? "{{ super() }}" : "")
        + "{% endblock \(block) %}"
    }
    return text
  }

  /// Macros that see nothing but their parameters.
  private mutating func library() -> String {
    let bodies = [
      "<b>{{ p }}</b>",
      "{% for i in [1, 2] %}{{ loop.index }}{{ p|string|upper }}{{ ',' if not loop.last }}{% endfor %}",
      "{% if p %}{{ p }}{% else %}-{% endif %}{% set r = p %}{{ [r, 'x']|join }}",
      "{{ q ~ p }}{% if q %}{% set p = 1 %}{% endif %}{{ p }}",
    ]
    macros = [("l.lib0", 1), ("l.lib1", 1)]
    return (0..<2).map {
      "{% macro lib\($0)(p, q=\(number(3))) \(pick(["", "-"]))%}\n\(pick(bodies)){% endmacro %}"
    }
    .joined(separator: pick(["", "\n", "text"]))
  }

  private mutating func macroDefinitions() -> String {
    var text = macros.isEmpty ? "" : "{% import 'lib' as l %}"
    if !macros.isEmpty, chance(30) {
      text += "{% from 'lib' import lib0 as q0, lib1 %}"
      macros += [("q0", macros[0].count), ("lib1", macros[1].count)]
    }
    for name in ["maca", "macb"] where chance(40) { text += macro(name: name, depth: 1) }
    return text
  }

  // MARK: Scopes

  /// Nothing but assignments and scopes around a few names.
  private mutating func scopes() -> String {
    "{% macro f(x, y=2) %}{{ x }}{% set z = y %}{% if y is odd %}{% set z = x %}{% endif %}{{ z }}{% set y = 3 %}{{ y }}{% endmacro %}"
      + scope(5, "x")
  }

  private mutating func scope(_ size: Int, _ name: String) -> String {
    (0..<size).map { _ in scopeStatement(size - 1, name) }.joined()
  }

  private mutating func scopeStatement(_ size: Int, _ name: String) -> String {
    let other = pick([name, "n", "m"]), show = "[{{ \(name)|default('-') }}]"
    if size <= 0 || chance(25) { return show }
    counter += 1
    let inner = "x\(counter)"
    switch number(10) {
    case 0, 1: return "{% set \(name) = \(number(9)) %}"
    case 2: return "{% set \(name) = \(other)|default(0) ~ '\(number(9))' %}"
    case 3: return "{% set \(name) %}" + scope(size - 1, inner) + "{% endset %}" + show
    case 4, 5:
      let otherwise = chance(50) ? "{% else %}" + scope(size - 1, name) : ""
      return "{% if n is \(pick(["odd", "even"])) %}" + scope(size - 1, name) + otherwise + "{% endif %}"
    case 6, 7:
      let test = chance(30) ? " if \(inner) is number and \(other) is defined" : ""
      let otherwise = chance(30) ? "{% else %}" + scope(size - 1, inner) : ""
      return "{% for \(inner) in [\(number(9)), \(number(9))]\(test) %}" + scope(size - 1, inner)
        + "{{ loop.index }}"
        + otherwise + "{% endfor %}"
    case 8: return "{{ f(\(number(9))\(chance(50) ? ", y=\(number(9))" : "")) }}"
    default:
      return
        "{% for \(name) in [[1, 2], [3]] %}{% for y\(counter) in \(name) %}{{ loop.index }}{% endfor %}{% endfor %}"
    }
  }

  // MARK: Statements

  private mutating func tag(_ content: String) -> String {
    let open = pick(["", "", "", "", "", "-", "+"]), close = pick(["", "", "", "", "", "-", "+"])
    let before = chance(25) ? pick(["\n", "\n  ", "  ", "\n\t"]) : "", after = chance(25) ? "\n" : ""
    return "\(before){%\(open) \(content) \(close)%}\(after)"
  }

  private mutating func text() -> String {
    pick([
      "a", " ", "\n", "<p>", "标题：", "  \n  ", "x\n", "{ }", "&amp;", "{# c #}", "\n  {#- c -#}  ", "} }}",
    ])
  }

  private mutating func body(depth: Int) -> String {
    (0...(1 + number(3))).map { _ in statement(depth: depth) }.joined()
  }

  /// Statements whose assignments are gone after them.
  private mutating func scoped(depth: Int, _ added: [(String, Kind)] = []) -> String {
    let outer = (names, isTopLevel)
    for (name, kind) in added { define(name, kind) }
    isTopLevel = false
    let text = body(depth: depth)
    (names, isTopLevel) = outer
    return text
  }

  private mutating func define(_ name: String, _ kind: Kind) {
    names.removeAll { $0.name == name }
    names.append((name, kind))
  }

  private mutating func statement(depth: Int) -> String {
    if depth == 0 { return chance(40) ? text() : output() }
    switch number(18) {
    case 0...2: return text()
    case 3...8: return output()
    case 9, 10:
      let test = expression(.bool, 2), outer = names, then = body(depth: depth - 1)
      // Now and then what is set in a branch stays known.
      if !chance(20) { names = outer }
      var text = tag("if " + test) + then
      if chance(30) { text += tag("elif " + expression(.any, 2)) + body(depth: depth - 1) }
      if chance(50) { text += tag("else") + body(depth: depth - 1) }
      if !chance(20) { names = outer }
      return text + tag("endif")
    case 11...14: return loop(depth: depth)
    case 15:
      let kind = pick(Kind.allCases), value = expression(kind, 2), name = newName()
      define(name, kind)
      return tag("set \(name) = \(value)")
    case 16:
      let content = scoped(depth: depth - 1), name = newName()
      define(name, .text)
      return tag("set \(name)") + content + tag("endset")
    default: return others.contains { $0.name == "part" } ? tag("include 'part'") : output()
    }
  }

  private mutating func loop(depth: Int) -> String {
    let name = newName() + "i"
    var added = [(String, Kind)](), head: String
    switch number(6) {
    case 0:
      let isGroup = chance(50)
      head = "\(name), v in \(isGroup ? "lo|groupby('n')" : "d|items")"
      added = [(name, .any), ("v", isGroup ? .objects : .any)]
    case 1, 2:
      head = "\(name) in \(sequence(.objects, 2))"
      added = [(name, .object)]
    case 3:
      head = "\(name) in \(sequence(.texts, 2))"
      added = [(name, .text)]
    default:
      head = "\(name) in \(sequence(.ints, 2))"
      added = [(name, .int)]
    }
    let outer = (names, isInLoop)
    for (name, kind) in added { define(name, kind) }
    if chance(25) { head += " if " + expression(.bool, 1) }
    names = outer.0
    isInLoop = chance(60)
    var text = tag("for " + head) + scoped(depth: depth - 1, added)
    isInLoop = outer.1
    if chance(30) { text += tag("else") + scoped(depth: depth - 1) }
    return text + tag("endfor")
  }

  private mutating func macro(name: String, depth: Int) -> String {
    let count = number(3), parameters = ["p", "q"].prefix(count), outer = isInLoop
    isInLoop = false
    var signature = Array(parameters)
    if count > 0, chance(40) { signature[count - 1] += "=\(number(10))" }
    let content = scoped(depth: depth, parameters.map { ($0, .any) })
    isInLoop = outer
    macros.append((name, count))
    return tag("macro \(name)(\(signature.joined(separator: ", ")))") + content + tag("endmacro")
  }

  private mutating func arguments(_ count: Int) -> String {
    (0..<count).map { _ in expression(.any, 1) }.joined(separator: ", ")
  }

  private mutating func output() -> String {
    let sign = pick(["", "", "", "", "-"]), end = pick(["", "", "", "", "-"])
    if !macros.isEmpty, chance(15) {
      let macro = pick(macros)
      return "{{\(sign) \(macro.name)(\(arguments(macro.count))) \(end)}}"
    }
    let kind = pick(Kind.allCases), value = expression(kind, 3)
    // A list or an object is printed as JSON only.
    return "{{\(sign) \(Generator.printed.contains(kind) ? value : "(\(value))|tojson") \(end)}}"
  }

  private mutating func textFilter() -> String {
    pick([
      "upper", "lower", "trim", "replace('a', '<')", "escape", "safe", "urlencode", "string",
      "upper|replace('A', 'é')", "replace('b', 'x', 1)",
    ])
  }

  // MARK: Expressions

  private mutating func name(_ kind: Kind) -> String? {
    let isAnyKind = chance(1)
    let fitting = names.filter {
      $0.kind == kind || isAnyKind || kind == .any && Generator.printed.contains($0.kind)
    }
    return fitting.isEmpty ? nil : pick(fitting).name
  }

  private mutating func expression(_ kind: Kind, _ depth: Int) -> String {
    if kind == .ints || kind == .texts || kind == .objects {
      return "(\(sequence(kind, depth)))|list"
    }
    return sequence(kind, depth)
  }

  private mutating func sequence(_ kind: Kind, _ depth: Int) -> String {
    if chance(2) {
      switch kind {
      case .ints, .texts, .objects: return pick(["missing|default([])", "d.missing|d(li)"])
      case .object: return pick(["missing|default(d)", "d.missing|d({})"])
      case .int, .float: return pick(["missing|default(1)", "(n if x is defined else 2)"])
      case .any: return pick(["missing|default('m')", "x|d(1)|tojson", "y is defined", "none"])
      default: return pick(["missing|default('m')", "x|d('x')|tojson"])
      }
    }
    let isPrinted = Generator.printed.contains(kind)
    if chance(1) {
      return expression(pick(isPrinted ? Generator.printed : [.ints, .texts, .objects]), max(0, depth - 1))
    }
    if depth == 0 || chance(20) { return atom(kind) }
    let inner = depth - 1
    if chance(6) {
      return "((\(expression(kind, inner))) if (\(expression(.bool, inner))) else \(expression(kind, inner)))"
    }
    switch kind {
    case .int: return int(inner)
    case .float: return float(inner)
    case .text: return textExpression(inner)
    case .bool: return bool(inner)
    case .ints: return ints(inner)
    case .texts: return texts(inner)
    case .objects:
      return pick([
        "lo|sort(attribute='n')", "lo|selectattr('n', '>', \(number(4)))|list", "lo|rejectattr('name')|list",
        "lo|sort(attribute='name,n', reverse=true)", "lo|reverse",
        "lo|selectattr('on', 'defined')", "lo|selectattr('name', 'in', ls)", "lo|selectattr('n', 'odd')",
      ]) + (chance(97) ? "|list" : "")
    case .object:
      return pick([
        "d", "{'name': \(expression(.text, inner)), 'k': \(expression(.int, inner))}", "lo|first|default(d)",
        "(lo|last|default(d))",
      ])
    case .any: return expression(pick([.int, .float, .text, .bool]), depth)
    }
  }

  private mutating func atom(_ kind: Kind) -> String {
    if chance(60), let name = name(kind) { return name }
    switch kind {
    case .int:
      return isInLoop && chance(40)
        ? pick(["loop.index", "loop.index0", "loop.length", "loop.revindex"])
        : String(number(10))
    case .float: return pick(["0.5", "2.0", "1.25", "10.0", "1000.0", "0.001", "0.0000001"])
    case .text:
      return pick(["'a'", "\"b'c\"", "'<b>'", "''", "'中 文'", "'a\\nb'", "'A,B'"])
    case .bool:
      return isInLoop && chance(40)
        ? pick(["loop.first", "loop.last"]) : pick(["true", "false", "b"])
    case .ints: return pick(["[1, 2, 3]", "[]", "[0, 1, 2, 3]", "(3, 1, 2)", "li"])
    case .texts: return pick(["['a', 'B', 'c']", "[]", "('x',)", "ls"])
    case .objects: return pick(["lo", "[d]", "[]", "[{'name': 'z', 'n': 1}]"])
    case .object: return pick(["d", "{'name': 'lit', 'k': 2}"])
    case .any:
      return pick(["none", "e", "d.Z", "[1, 'a', none]|tojson", "(1, 2)|length", "d.missing|default"])
    }
  }

  private mutating func int(_ depth: Int) -> String {
    let a = expression(.int, depth)
    switch number(14) {
    case 0...2: return "\(a) \(pick(["+", "-", "*"])) \(expression(.int, depth))"
    case 3: return "(\(a)) \(pick(["//", "%"])) \(1 + number(5))"
    case 4: return "\(expression(pick([.ints, .texts, .objects, .text, .object]), depth))|length"
    case 5: return "(\(expression(.ints, depth)))|sum"
    case 6: return "(\(a))|abs"
    case 7: return "-\(atom(.int))"
    case 8: return "(\(number(4)) + \(a)) * 2"
    case 9: return "(\(expression(.text, depth)))|int(\(pick(["", "7", "default=3"])))"
    case 10: return "lo|sum(attribute='n')"
    case 11: return "(\(expression(.ints, depth)))|\(pick(["first", "last", "max", "min"]))|default(0)"
    case 12: return "(\(expression(.text, depth)))|trim|length"
    default: return "d.k"
    }
  }

  private mutating func float(_ depth: Int) -> String {
    let a = expression(.float, depth)
    switch number(7) {
    case 0...2: return "\(a) \(pick(["+", "-", "*"])) \(expression(pick([.int, .float]), depth))"
    case 3: return "(\(expression(.int, depth))) / \(1 + number(4))"
    case 4: return "(\(a))|round(\(number(3)))"
    case 5: return "(\(expression(.text, depth)))|float(\(pick(["", "1.5"])))"
    default: return "-\(atom(.float))"
    }
  }

  private mutating func textExpression(_ depth: Int) -> String {
    let a = expression(.text, depth)
    switch number(13) {
    case 0...4: return "(\(a))|\(textFilter())"
    case 5, 6: return "\(a) ~ \(atom(.any)) ~ \(expression(.any, depth)) ~ s"
    case 7: return "\(a) + \(expression(.text, depth))"
    case 8:
      return "(\(sequence(pick([.texts, .ints]), depth)))|join(\(pick(["", "', '", "'<'", "h", "d='-'"])))"
    case 9: return "lo|map(attribute='name')|join(\(atom(.text)))"
    case 10: return "(\(expression(.any, depth)))|string"
    case 11: return "(\(expression(pick([.any, .object, .ints]), depth)))|tojson"
    default: return pick(["d.name", "d['name']", "d.name|urlencode", "d['no']|default(s)"])
    }
  }

  private mutating func bool(_ depth: Int) -> String {
    switch number(11) {
    case 0: return "not \(expression(.bool, depth))"
    case 1: return "(\(expression(.bool, depth)) and \(expression(.bool, depth)))"
    case 2: return "(\(expression(.bool, depth)) or \(expression(.any, depth)))"
    case 3:
      return
        "\(expression(.int, depth)) \(pick(["<", ">", "<=", ">=", "==", "!="])) \(expression(pick([.int, .float]), depth))"
    case 4:
      return
        "\(expression(.text, depth)) \(pick(["==", "!=", "<", "in", "not in"])) \(expression(.text, depth))"
    case 5: return "\(expression(.int, depth)) \(pick(["in", "not in"])) \(expression(.ints, depth))"
    case 6: return "1 < \(expression(.int, depth)) <= 7"
    case 7:
      return
        "(\(expression(.int, depth))) is \(pick(["odd", "even", "divisibleby 3", "not odd", "gt 3", "number", "eq(2)"]))"
    case 8:
      return
        "(\(expression(.any, depth))) is \(pick(["string", "number", "mapping", "sequence", "none", "defined", "not none", "undefined"]))"
    case 9:
      return
        "\(pick(["missing", "x", "y", "d.missing", "lo"])) is \(pick(["defined", "undefined", "not defined"]))"
    case 10: return "(\(expression(.text, depth))) is \(pick(["in(ls)", "eq 'a'", "ne(s)"]))"
    default:
      return
        "'a' in (\(expression(.text, depth)))"
    }
  }

  private mutating func ints(_ depth: Int) -> String {
    let a = sequence(.ints, depth)
    switch number(10) {
    case 0: return "(\(a))|sort\(pick(["", "(reverse=true)"]))"
    case 1: return "(\(a))|select(\(pick(["'odd'", "'even'", "'gt', 1", "'number'", "'in', li"])))"
    case 2: return "(\(a))|list"
    case 3: return "[1, \(expression(.int, depth))]"
    case 4: return "[\(expression(.int, depth)), \(expression(.int, depth))]"
    case 5: return "(\(expression(.ints, depth)), \(expression(.int, depth)))|first"
    case 6: return "(\(expression(.ints, depth)))|reverse"
    case 7: return "lo|map(attribute='n')"
    case 8: return "(\(a))|reject('odd')"
    default: return "(\(a))|map('abs')"
    }
  }

  private mutating func texts(_ depth: Int) -> String {
    let a = sequence(.texts, depth)
    switch number(9) {
    case 0: return "(\(a))|map('\(pick(["upper", "trim", "lower", "e", "string"]))')"
    case 1: return "(\(a))|sort\(pick(["", "(true)", "(case_sensitive=true)"]))"
    case 2: return "lo|map(attribute='name')"
    case 3: return "[\(expression(.text, depth)), \(expression(.text, depth))]"
    case 4: return "(\(a))|select"
    case 5: return "(\(a))|map('replace', 'a', '<')"
    case 6: return "(\(expression(.text, depth)), 'B')|sort"
    case 7: return "(\(a))|reverse"
    default: return "d|list"
    }
  }
}
