extension Test {
  /// Jinja's tests.
  static let standard: [Test] = kinds + properties + comparisons

  private static let kinds: [Test] = [
    Test("defined", [], "The name stands for something.", "{{ 1 is defined }}") { _, value, _ in
      if case .undefined = value { false } else { true }
    },
    Test("undefined", [], "The name stands for nothing.", "{{ x is undefined }}") { _, value, _ in
      if case .undefined = value { true } else { false }
    },
    Test("none", [], "The value is none.", "{{ none is none }}") { _, value, _ in
      if case .none = value { true } else { false }
    },
    Test("boolean", [], "The value is true or false.", "{{ true is boolean }}") { _, value, _ in
      if case .bool = value { true } else { false }
    },
    Test("true", [], "The value is `true` itself.", "{{ true is true }}") { _, value, _ in
      if case .bool(true) = value { true } else { false }
    },
    Test("false", [], "The value is `false` itself.", "{{ false is false }}") { _, value, _ in
      if case .bool(false) = value { true } else { false }
    },
    Test("integer", [], "The value is a whole number.", "{{ 1 is integer }}") { _, value, _ in
      if case .int = value { true } else { false }
    },
    Test("float", [], "The value is a number with a point.", "{{ 1.0 is float }}") { _, value, _ in
      if case .float = value { true } else { false }
    },
    Test("number", [], "The value is a number; `true` and `false` are numbers too.", "{{ 1.5 is number }}") {
      _, value, _ in
      if case .float = value { true } else { value.integer != nil }
    },
    Test("string", [], "The value is a text.", "{{ 'a' is string }}") { _, value, _ in value.text != nil },
    Test("mapping", [], "The value is an object.", "{{ {} is mapping }}") { _, value, _ in
      if case .object = value { true } else { false }
    },
    Test(
      "sequence", [], "The value has a length and items: a text, a list, an object.", "{{ [] is sequence }}"
    ) {
      _, value, _ in
      switch value {
      case .string, .html, .list, .tuple, .object: return true
      case .undefined(let undefined): return undefined.isLenient
      case .special(let special):
        switch special.kind {
        case .range, .group: return true
        default: return false
        }
      default: return false
      }
    },
    Test("iterable", [], "The value can be looped over.", "{{ 'abc' is iterable }}") {
      _, value, _ throws(Failure) in
      switch value {
      case .string, .html, .list, .tuple, .object: return true
      case .undefined(let undefined):
        if !undefined.isLenient { throw .undefined(undefined) }
        return true
      case .special(let special):
        switch special.kind {
        case .range, .group, .view, .iterator: return true
        case .loop, .blocks: throw .unsupportedValue(value, in: "is iterable")
        default: return false
        }
      default: return false
      }
    },
    Test("callable", [], "The value can be called: a macro or a function.", "{{ range is callable }}") {
      _, value, _ in
      switch value {
      case .undefined: return true
      case .special(let special):
        switch special.kind {
        case .function, .macro, .method, .block, .loop, .joiner: return true
        default: return false
        }
      default: return false
      }
    },
    Test("escaped", [], "The text is marked as safe.", "{{ '<b>'|safe is escaped }}") { _, value, _ in
      if case .special(let special) = value, case .module = special.kind { return true }
      return value.isHTML
    },
  ]

  private static let properties: [Test] = [
    Test("odd", [], "The number is odd.", "{{ 3 is odd }}") { renderer, value, _ throws(Failure) in
      try value.combined(.remainder, with: 2, limits: renderer.limits).equals(1)
    },
    Test("even", [], "The number is even.", "{{ 4 is even }}") { renderer, value, _ throws(Failure) in
      try value.combined(.remainder, with: 2, limits: renderer.limits).equals(0)
    },
    Test(
      "divisibleby", [Parameter("num")], "The number can be divided by another.", "{{ 9 is divisibleby 3 }}"
    ) {
      renderer, value, arguments throws(Failure) in
      try value.combined(.remainder, with: arguments[0], limits: renderer.limits).equals(0)
    },
    Test("lower", [], "The text has letters and all are lower case.", "{{ 'abc' is lower }}") {
      renderer, value, _ throws(Failure) in
      let scalars = try value.printed(in: renderer).unicodeScalars
      return scalars.contains { $0.properties.isLowercase }
        && !scalars.contains {
          $0.properties.isUppercase || $0.properties.generalCategory == .titlecaseLetter
        }
    },
    Test("upper", [], "The text has letters and all are upper case.", "{{ 'ABC' is upper }}") {
      renderer, value, _ throws(Failure) in
      let scalars = try value.printed(in: renderer).unicodeScalars
      return scalars.contains { $0.properties.isUppercase }
        && !scalars.contains {
          $0.properties.isLowercase || $0.properties.generalCategory == .titlecaseLetter
        }
    },
    Test(
      "sameas", [Parameter("other")], "The value is `true`, `false` or `none` itself.",
      "{{ true is sameas true }}"
    ) {
      _, value, arguments throws(Failure) in
      switch (value, arguments[0]) {
      case (.none, .none): return true
      case (.bool(let a), .bool(let b)): return a == b
      case (_, .none), (_, .bool): return false
      default: throw .unsupportedValue(arguments[0], in: "is sameas")
      }
    },
    Test("filter", [], "The text names a filter.", "{{ 'upper' is filter }}") {
      renderer, value, _ throws(Failure) in
      guard let name = value.text else { throw .unsupportedValue(value, in: "is filter") }
      return renderer.program.filterIndex[name] != nil || Failure.jinjaFilters.contains(name)
    },
    Test("test", [], "The text names a test.", "{{ 'odd' is test }}") { renderer, value, _ throws(Failure) in
      guard let name = value.text else { throw .unsupportedValue(value, in: "is test") }
      return renderer.program.testIndex[name] != nil
    },
    Test(
      "in", [Parameter("seq")], "The value is in a list, a text or an object's keys.", "{{ 1 is in [1, 2] }}"
    ) {
      renderer, value, arguments throws(Failure) in
      try renderer.contains(arguments[0], value)
    },
  ]

  private static let comparisons: [Test] = [
    comparison(["eq", "==", "equalto"], .equal, "The values are equal.", "{{ 1 is eq 1.0 }}"),
    comparison(["ne", "!="], .unequal, "The values are not equal.", "{{ 1 is ne 2 }}"),
    comparison(["lt", "<", "lessthan"], .less, "The value is less than another.", "{{ 1 is lt 2 }}"),
    comparison(["le", "<="], .lessOrEqual, "The value is at most another.", "{{ 1 is le 1 }}"),
    comparison(
      ["gt", ">", "greaterthan"], .greater, "The value is greater than another.", "{{ 2 is gt 1 }}"),
    comparison(["ge", ">="], .greaterOrEqual, "The value is at least another.", "{{ 1 is ge 1 }}"),
  ].flatMap { $0 }

  private static func comparison(
    _ names: [String], _ sign: Comparison, _ summary: String, _ example: String
  ) -> [Test] {
    names.map { name in
      let isFirst = name == names[0]
      return Test(
        name, [Parameter("(other)")], isFirst ? summary : "The same as `\(names[0])`.", isFirst ? example : ""
      ) {
        renderer, value, arguments throws(Failure) in
        try renderer.compare(value, sign, arguments[0])
      }
    }
  }
}
