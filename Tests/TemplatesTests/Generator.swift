import Templates

/// Random templates over the whole language, mostly with fitting types: the same seed, the same templates.
struct Generator {
  enum Kind: CaseIterable { case int, float, text, bool, ints, texts, objects, object, any }

  private var state: UInt64
  /// Names that mean something, each with its kind.
  private var names = [(name: String, kind: Kind)]()
  private var macros = [(name: String, count: Int)]()
  private var counter = 0
  private var isInLoop = false
  private var others = [(name: String, text: String)]()
  /// Blocks stand at the top level of files only; inside macros an include has to have its context.
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
    // Few names, so that scopes shadow each other.
    return pick(["x", "y", "z", "w"]) + (chance(60) ? "" : String(counter))
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
    if chance(25) {
      result.templates = scopes()
      return result
    }
    let style = number(10)
    if style < 2 {
      others.append(("base", layout()))
      others.append(("main", child(of: "base")))
    } else if style == 2 {
      others.append(("root", layout()))
      others.append(("base", child(of: "root")))
      others.append(("main", child(of: "base")))
    } else {
      let outer = names
      if style < 6 {
        others.append(("part", body(depth: 1)))
        names = outer
        macros = []
      }
      others.append(("main", body(depth: 2)))
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
      "\"d\": {\"name\": \(quoted(pick(texts))), \"k\": \(number(5)), \"list\": [1, 2], \"Z\": null}")
    members.append("\"e\": \(pick(["null", "1", "\"e\"", "[]", "{}", "{\"$tuple\": [1, \"a\"]}", "false"]))")
    return "{" + members.joined(separator: ", ") + "}"
  }

  private mutating func layout() -> String {
    var text = "<" + body(depth: 1)
    for block in ["a", "b"] {
      isTopLevel = false
      let outer = names
      names.removeAll { $0.name.first.map { "xyzw".contains($0) } ?? false }
      let content = body(depth: 1)
      names = outer
      isTopLevel = true
      text += tag("block \(block)\(chance(20) ? " scoped" : "")") + content + tag("endblock")
    }
    return text + ">"
  }

  private mutating func child(of parent: String) -> String {
    var text = chance(20) ? "before " : ""
    text += tag("extends '\(parent)'")
    if chance(40) { text += body(depth: 1) }
    for block in ["a", "b", "c"] where chance(60) {
      isTopLevel = false
      let content = body(depth: 1) + (chance(50) ? "{{ super() }}" : "")
      isTopLevel = true
      text += tag("block \(block)") + content + tag("endblock \(block)")
    }
    return text
  }

  // MARK: Scopes

  /// Templates of nothing but assignments and scopes around a few names, where Jinja's rules are most its own.
  private mutating func scopes() -> [(name: String, text: String)] {
    let part = scope(3, inPart: true)
    var main = scope(5)
    if chance(40) {
      let base = scope(2) + "{% block k %}" + scope(2) + "{% endblock %}" + scope(1)
      main = (chance(20) ? "{% if n > 2 %}{% extends 'base' %}{% endif %}" : "{% extends 'base' %}") + main
      main += "{% block k %}" + scope(3) + (chance(40) ? "{{ super() }}" : "") + "{% endblock %}"
      return [("base", base), ("part", part), ("main", main)]
    }
    return [("part", part), ("main", main)]
  }

  private mutating func scope(_ size: Int, inPart: Bool = false) -> String {
    (0..<size).map { _ in scopeStatement(size - 1, inPart) }.joined()
  }

  private mutating func scopeStatement(_ size: Int, _ inPart: Bool) -> String {
    let name = pick(["x", "y", "li", "loop2"]), other = pick(["x", "y", "n"])
    let show = "[\(name)={{ \(name)|default('-') }}]"
    if size <= 0 || chance(25) { return show }
    switch number(20) {
    case 0, 1: return "{% set \(name) = \(number(9)) %}"
    case 2: return "{% set \(name) = \(other)|default(0) ~ '\(number(9))' %}"
    case 3: return "{% set \(name), y = [\(number(9)), \(other)|default(1)] %}"
    case 4: return "{% set \(name) %}" + scope(size - 1, inPart: inPart) + "{% endset %}" + show
    case 5, 6:
      let other = chance(50) ? "{% else %}" + scope(size - 1, inPart: inPart) : ""
      return "{% if n is \(pick(["odd", "even"])) %}" + scope(size - 1, inPart: inPart) + other
        + "{% endif %}"
    case 7, 8, 9:
      let test = chance(30) ? " if \(name) is number and \(pick(["x", "y", "n"])) is defined" : ""
      let content = scope(size - 1, inPart: inPart) + (chance(40) ? "{{ loop.index }}" : "")
      let other = chance(30) ? "{% else %}" + scope(size - 1, inPart: inPart) : ""
      return "{% for \(name) in [\(number(9)), \(number(9))]\(test) %}" + content + other + "{% endfor %}"
    case 10:
      return "{% with \(name) = \(number(9)), y = \(name)|default(7) %}" + scope(size - 1, inPart: inPart)
        + "{% endwith %}"
    case 11, 12:
      let macro = pick(["f", "g"]), parameter = chance(50) ? name : ""
      let content =
        scope(size - 1, inPart: inPart) + (chance(30) ? "{{ caller(1) if caller is defined }}" : "")
      let call = "{{ \(macro)(\(parameter.isEmpty ? "" : "5")) }}"
      return "{% macro \(macro)(\(parameter)) %}" + content + "{% endmacro %}" + call
        + (chance(30) ? "{% set \(name) = 8 %}" + call : "")
    case 13: return "{{ \(pick(["f", "g"]))() if \(pick(["f", "g"])) is defined }}"
    case 14: return inPart ? show : pick(["{% include 'part' %}", "{% include 'part' ignore missing %}"])
    case 15:
      if inPart { return show }
      return pick([
        "{% import 'part' as p %}{{ p.x|default('-') }}{{ p.y|default('-') }}{{ p.f() if p.f is defined }}",
        "{% import 'part' as p with context %}{{ p.x|default('-') }}{{ p.f() if p.f is defined }}",
        "{% from 'part' import x, f as g with context %}{{ x|default('-') }}",
      ])
    case 16:
      counter += 1
      return "{% block b\(counter) \(chance(40) ? "scoped " : "")%}" + scope(size - 1, inPart: inPart)
        + "{% endblock %}"
    case 17:
      return "{% for \(name) in [[1, 2], [3]] %}{% set outer = loop %}{% for y in \(name) %}"
        + "{{ outer.index }}{{ loop.depth }}" + scope(size - 1, inPart: inPart) + "{% endfor %}{% endfor %}"
    case 18: return "{% filter upper %}" + scope(size - 1, inPart: inPart) + "{% endfilter %}"
    default:
      let content = scope(size - 1, inPart: inPart)
      return "{% macro h() %}{{ caller(\(number(9))) }}" + show + "{% endmacro %}{% call(\(name)) h() %}"
        + content
        + "{% endcall %}"
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
      "a", " ", "\n", "<p>", "标题：", "  \n  ", "x\n", "{ }", "&amp;", "{# c #}", "\n  {#- c -#}  ",
      "{% raw %}{{ r }}{% endraw %}",
    ])
  }

  private mutating func body(depth: Int) -> String {
    let outer = (names, isTopLevel)
    defer { isTopLevel = outer.1 }
    let parts = (0...(1 + number(3))).map { _ in statement(depth: depth) }.joined()
    return parts
  }

  /// Statements whose assignments are gone after them.
  private mutating func scoped(depth: Int, _ added: [(String, Kind)] = []) -> String {
    let outer = (names, macros, isTopLevel)
    for (name, kind) in added { define(name, kind) }
    isTopLevel = false
    let text = body(depth: depth)
    // Now and then the names stay known, though they should not be.
    if !chance(4) { names = outer.0 }
    (macros, isTopLevel) = (outer.1, outer.2)
    return text
  }

  private mutating func define(_ name: String, _ kind: Kind) {
    names.removeAll { $0.name == name }
    names.append((name, kind))
  }

  private mutating func statement(depth: Int) -> String {
    if depth == 0 { return chance(40) ? text() : output() }
    switch number(24) {
    case 0...2: return text()
    case 3...8: return output()
    case 9, 10:
      let test = expression(.bool, 2), then = body(depth: depth - 1)
      var text = tag("if " + test) + then
      if chance(30) { text += tag("elif " + expression(.any, 2)) + body(depth: depth - 1) }
      if chance(50) { text += tag("else") + body(depth: depth - 1) }
      return text + tag("endif")
    case 11...14: return loop(depth: depth)
    case 15:
      let kind = pick(Kind.allCases), value = expression(kind, 2), name = newName()
      define(name, kind)
      return tag("set \(name) = \(value)")
    case 16:
      let content = scoped(depth: depth - 1), name = newName()
      define(name, .text)
      return tag("set \(name)\(chance(30) ? " | " + textFilter() : "")") + content + tag("endset")
    case 17:
      let name = newName(), kind = pick(Kind.allCases), value = expression(kind, 2)
      return tag("with \(name) = \(value)") + scoped(depth: depth - 1, [(name, kind)]) + tag("endwith")
    case 18: return macro(depth: depth)
    case 19:
      if macros.isEmpty { return output() }
      let macro = pick(macros)
      let content = scoped(depth: depth - 1)
      return tag("call \(macro.name)(\(arguments(macro.count)))") + content + tag("endcall")
    case 20: return tag("filter " + textFilter()) + scoped(depth: depth - 1) + tag("endfilter")
    case 21:
      if others.contains(where: { $0.name == "part" }) {
        return pick([
          tag("include 'part'"), tag("include ['no', 'part']"), tag("include 'no' ignore missing"),
          tag("include 'part' with context"), isTopLevel ? tag("include 'part' without context") : "",
          tag("import 'part' as imported"),
          tag("from 'part' import x as y with context") + "{{ y|default('-') }}",
        ])
      }
      return output()
    case 22: return tag("autoescape false") + scoped(depth: depth - 1) + tag("endautoescape")
    default:
      let value = expression(.int, 1), step = expression(.int, 1)
      return tag("set ns = namespace(v=\(value))") + tag("for q in li") + tag("set ns.v = ns.v + \(step)")
        + tag("endfor") + "{{ ns.v }}"
    }
  }

  private mutating func loop(depth: Int) -> String {
    let name = newName()
    var added = [(String, Kind)](), head: String
    switch number(6) {
    case 0:
      head = "\(name), v in \(pick(["d.items()", "d|dictsort", "d|items", "lo|groupby('n')"]))"
      added = [(name, .any), ("v", .any)]
    case 1, 2:
      head = "\(name) in \(expression(.objects, 2))"
      added = [(name, .object)]
    case 3:
      head = "\(name) in \(expression(.texts, 2))"
      added = [(name, .text)]
    default:
      head = "\(name) in \(expression(.ints, 2))"
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

  private mutating func macro(depth: Int) -> String {
    let name = "mac" + pick(["a", "b", "c"]), count = number(3)
    let parameters = ["p", "q", "r"].prefix(count)
    var signature = Array(parameters)
    if count > 0, chance(40) { signature[count - 1] += "=" + expression(.int, 1) }
    let outer = (names, macros, isInLoop)
    isInLoop = false
    for name in parameters { define(name, .any) }
    var content = scoped(depth: depth - 1)
    if chance(60) { content += "{{ caller() if caller is defined else '-' }}" }
    if chance(10) { content += "{{ varargs }}{{ kwargs }}" }
    (names, macros, isInLoop) = outer
    macros.removeAll { $0.name == name }
    if depth == 2 || chance(20) { macros.append((name, count)) }
    return tag("macro \(name)(\(signature.joined(separator: ", ")))") + content + tag("endmacro")
  }

  private mutating func arguments(_ count: Int) -> String {
    var parts = (0..<count).map { _ in expression(.any, 1) }
    if chance(8) { parts.append(expression(.any, 1)) }
    return parts.joined(separator: ", ")
  }

  private mutating func output() -> String {
    let sign = pick(["", "", "", "", "-"]), end = pick(["", "", "", "", "-"])
    if !macros.isEmpty, chance(15) {
      let macro = pick(macros)
      return "{{\(sign) \(macro.name)(\(arguments(macro.count))) \(end)}}"
    }
    return "{{\(sign) \(expression(pick(Kind.allCases), 3)) \(end)}}"
  }

  private mutating func textFilter() -> String {
    pick([
      "upper", "lower", "title", "capitalize", "trim", "replace('a', '<')", "escape", "safe", "striptags",
      "indent(2)",
      "truncate(8)", "forceescape", "urlencode", "center(9)", "string", "reverse", "upper|replace('A', 'é')",
      "replace('b', 'x', 1)", "indent(width='>', first=true)", "truncate(6, true, '…', 0)", "trim('ax')",
    ])
  }

  // MARK: Expressions

  private mutating func name(_ kind: Kind) -> String? {
    let isAnyKind = kind == .any || chance(3)
    let fitting = names.filter { $0.kind == kind || isAnyKind }
    return fitting.isEmpty ? nil : pick(fitting).name
  }

  private mutating func expression(_ kind: Kind, _ depth: Int) -> String {
    if kind == .ints || kind == .texts || kind == .objects, chance(97) {
      return "(\(sequence(kind, depth)))|list"
    }
    return sequence(kind, depth)
  }

  private mutating func sequence(_ kind: Kind, _ depth: Int) -> String {
    if chance(2) {
      switch kind {
      case .ints, .texts, .objects: return pick(["missing|default([])", "d.missing|d(li)"])
      case .object: return pick(["missing|default(d)", "d.missing|d({})"])
      case .int, .float: return pick(["missing|default(1)", "(x|d(1) if x is number else 2)"])
      case .any: return pick(["missing|default('m')", "x|d(1)", "y is defined", "none"])
      default: return pick(["missing|default('m')", "x|d('x')|string"])
      }
    }
    if chance(1) { return expression(pick(Kind.allCases), max(0, depth - 1)) }
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
        "lo|sort(attribute='name,n', reverse=true)", "lo|unique(attribute='n')", "lo|reverse",
        "lo[\(slice())]",
        "lo|selectattr('on', 'defined')", "lo|selectattr('name', 'in', ls)", "lo|selectattr('n', 'odd')",
        "lo + lo",
      ]) + (chance(97) ? "|list" : "")
    case .object:
      return pick([
        "d", "{'name': \(expression(.text, inner)), 'k': \(expression(.int, inner))}", "lo|first|default(d)",
        "dict(name=\(expression(.text, inner)), n=1)", "(lo|last|default(d))",
        "dict(d, n=\(expression(.int, inner)))",
      ])
    case .any: return expression(pick(Kind.allCases.filter { $0 != .any }), depth)
    }
  }

  private mutating func atom(_ kind: Kind) -> String {
    if chance(60), let name = name(kind) { return name }
    switch kind {
    case .int:
      return isInLoop && chance(40)
        ? pick(["loop.index", "loop.index0", "loop.length", "loop.revindex", "loop.depth"])
        : String(number(10))
    case .float: return pick(["0.5", "2.0", "1.25", "10.0", "1e3", "0.001", "1e-7"])
    case .text:
      return pick(["'a'", "\"b'c\"", "'<b>'", "''", "'中 文'", "'x' 'y'", "'a\\nb'", "'%s'", "'A,B'"])
    case .bool:
      return isInLoop && chance(40)
        ? pick(["loop.first", "loop.last", "loop.changed(n)"]) : pick(["true", "false", "b"])
    case .ints: return pick(["[1, 2, 3]", "[]", "range(4)", "(3, 1, 2)", "range(1, 9, 3)", "li"])
    case .texts: return pick(["['a', 'B', 'c']", "[]", "('x',)", "'abc'", "ls"])
    case .objects: return pick(["lo", "[d]", "[]", "[{'name': 'z', 'n': 1}]"])
    case .object: return pick(["d", "{'name': 'lit', 'k': 2}"])
    case .any:
      return pick(["none", "e", "d.Z", "[1, 'a', none]", "(1, 2)", "{1: 'a', 'b': [2]}", "d.missing|default"])
    }
  }

  private mutating func slice() -> String {
    pick(["1:", ":2", "::2", "::-1", "-2:", ":-1", "1:3", "\(number(3)):\(number(5))", "5:"])
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
    case 8: return "\(number(4)) ** \(number(4))"
    case 9: return "(\(expression(.text, depth)))|int(\(pick(["", "7", "default=3"])))"
    case 10: return "lo|sum(attribute='n')"
    case 11: return "(\(expression(.ints, depth)))|\(pick(["first", "last", "max", "min"]))|default(0)"
    case 12: return "(\(expression(.text, depth)))|wordcount"
    default: return "d.k"
    }
  }

  private mutating func float(_ depth: Int) -> String {
    let a = expression(.float, depth)
    switch number(8) {
    case 0...2: return "\(a) \(pick(["+", "-", "*"])) \(expression(pick([.int, .float]), depth))"
    case 3: return "(\(expression(.int, depth))) / \(1 + number(4))"
    case 4: return "(\(a))|round(\(number(3))\(pick(["", ", 'floor'", ", 'ceil'"])))"
    case 5: return "(\(expression(.text, depth)))|float(\(pick(["", "1.5"])))"
    case 6: return "\(a) \(pick(["//", "%"])) \(pick(["2", "0.5", "-3"]))"
    default: return "-\(atom(.float))"
    }
  }

  /// One value in one field, by either of Python's two ways.
  private mutating func formatted(_ depth: Int) -> String {
    let value = expression(pick([.int, .float, .text, .bool]), depth)
    let width = pick(["", "", "5", "12"]), precision = pick(["", "", ".0", ".2", ".8"])
    if chance(50) {
      let spec =
        pick(["", "", "<", ">", "^", "*<", "0>"]) + pick(["", "", "+", " ", "-"]) + pick(["", "", "0"])
        + width
        + pick(["", "", ",", "_"]) + precision + pick(["", "d", "f", "e", "g", "%", "s", "F", "E", "G"])
      return "'[{:\(spec)}]'.format(\(value))"
    }
    let spec = pick(["", "", "-", "+", " ", "0", "-0"]) + width + precision
    return "'[%\(spec)\(pick(["d", "s", "f", "e", "g", "i", "F", "E", "G"]))]' % (\(value),)"
  }

  private mutating func textExpression(_ depth: Int) -> String {
    let a = expression(.text, depth)
    switch number(18) {
    case 0...4: return "(\(a))|\(textFilter())"
    case 5, 6: return "\(a) ~ \(expression(.any, depth))"
    case 7: return "\(a) + \(expression(.text, depth))"
    case 8:
      return "(\(expression(pick([.texts, .ints]), depth)))|join(\(pick(["", "', '", "'<'", "h", "d='-'"])))"
    case 9: return "lo|map(attribute='name')|join(\(atom(.text)))"
    case 10: return "(\(a))[\(slice())]"
    case 11: return "(\(expression(.any, depth)))|string"
    case 12:
      return
        "\(pick(["'%s-%s'", "'%5s|%-3s'", "h ~ '%s%s'"]))|format(\(expression(.any, depth)), \(expression(.int, depth)))"
    case 13:
      return
        "(\(a)).\(pick(["upper()", "strip()", "title()", "replace('a', h)", "lower()", "removesuffix('b')", "split('a')[0]", "capitalize()", "removeprefix('a')"]))"
    case 14: return "(\(a)) * \(number(3))"
    case 15: return "(\(expression(pick([.any, .object, .ints]), depth)))|tojson"
    case 16: return formatted(depth)
    default:
      return pick([
        "d.name", "d['name']", "'{:,}'.format(m)", "'{:.1f}'.format(f)", "{'a': n, 'b': s}|xmlattr",
        "d|urlencode",
      ])
    }
  }

  private mutating func bool(_ depth: Int) -> String {
    switch number(12) {
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
        "(\(expression(.any, depth))) is \(pick(["string", "number", "mapping", "sequence", "none", "iterable", "defined", "not none", "boolean", "integer", "float", "true", "false", "callable", "escaped"]))"
    case 9:
      return
        "\(pick(["missing", "x", "y", "d.missing", "lo"])) is \(pick(["defined", "undefined", "not defined"]))"
    case 10: return "(\(expression(.text, depth))) is \(pick(["lower", "upper", "in ls", "eq 'a'"]))"
    default:
      return
        "(\(expression(.text, depth))).\(pick(["startswith('a')", "isdigit()", "endswith('>')", "endswith(('b', 'c'))"]))"
    }
  }

  private mutating func ints(_ depth: Int) -> String {
    let a = expression(.ints, depth)
    switch number(12) {
    case 0: return "(\(a))|sort\(pick(["", "(reverse=true)"]))"
    case 1: return "(\(a))|select('\(pick(["odd", "even", "gt", "number"]))'\(""))".replacingArgument()
    case 2: return "(\(a))|list"
    case 3: return "(\(a))|unique|list"
    case 4: return "[\(expression(.int, depth)), \(expression(.int, depth))]"
    case 5: return "range(\(number(5)))"
    case 6: return "(\(a))|reverse|list"
    case 7: return "lo|map(attribute='n')|list"
    case 8: return "(\(a))|reject('odd')|list"
    case 9: return "li[\(slice())]"
    case 10: return "(\(a))|batch(2)|map('sum')|list"
    default: return "(\(a))|slice(2, 0)|map('\(pick(["sum", "length", "first"]))')|list"
    }
  }

  private mutating func texts(_ depth: Int) -> String {
    let a = expression(.texts, depth)
    switch number(10) {
    case 0: return "(\(a))|map('\(pick(["upper", "trim", "title", "e", "string"]))')|list"
    case 1: return "(\(a))|sort\(pick(["", "(true)", "(case_sensitive=true)"]))"
    case 2:
      let arguments = ["", "','", "' '", "', ', 1", "maxsplit=1, sep='b'", "sep=' '"]
      return "(\(expression(.text, depth))).\(pick(["split", "rsplit"]))(\(pick(arguments)))"
    case 3: return "lo|map(attribute='name')\(chance(95) ? "|list" : "")"
    case 4: return "[\(expression(.text, depth)), \(expression(.text, depth))]"
    case 5: return "(\(a))|select|list"
    case 6: return "(\(a))|map('replace', 'a', '<')|list"
    case 7: return "(\(expression(.text, depth)))|list"
    case 8: return "(\(a))|unique"
    default: return "d.keys()|list"
    }
  }
}

extension String {
  /// `gt` needs something to compare with.
  fileprivate func replacingArgument() -> String {
    hasSuffix("select('gt')") ? String(dropLast()) + ", 1)" : self
  }
}
