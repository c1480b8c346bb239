extension Test {
  /// Jinja's tests.
  static let standard: [Test] = kinds + properties + comparisons

  private static let kinds: [Test] = [
    Test("defined", [], "The name stands for something.", "{{ 1 is defined }}") { _, arguments in
      arguments.input.tag != .undefined
    },
    Test("undefined", [], "The name stands for nothing.", "{{ x is undefined }}") { _, arguments in
      arguments.input.tag == .undefined
    },
    Test("none", [], "The value is none.", "{{ none is none }}") { _, arguments in arguments.input.isNone },
    Test("boolean", [], "The value is true or false.", "{{ true is boolean }}") { _, arguments in
      arguments.input.tag == .bool
    },
    Test("true", [], "The value is `true` itself.", "{{ true is true }}") { _, arguments in
      arguments.input.tag == .bool && arguments.input.bool
    },
    Test("false", [], "The value is `false` itself.", "{{ false is false }}") { _, arguments in
      arguments.input.tag == .bool && !arguments.input.bool
    },
    Test("integer", [], "The value is a whole number.", "{{ 1 is integer }}") { _, arguments in
      arguments.input.tag == .int
    },
    Test("float", [], "The value is a number with a point.", "{{ 1.0 is float }}") { _, arguments in
      arguments.input.tag == .float
    },
    Test("number", [], "The value is a number; `true` and `false` are numbers too.", "{{ 1.5 is number }}") {
      _, arguments in arguments.input.tag == .float || arguments.input.integer != nil
    },
    Test("string", [], "The value is a text.", "{{ 'a' is string }}") { _, arguments in arguments.input.isText
    },
    Test("mapping", [], "The value is an object.", "{{ {} is mapping }}") { _, arguments in
      arguments.input.tag == .object
    },
    Test(
      "sequence", [], "The value has a length and items: a text, a list, an object.", "{{ [] is sequence }}"
    ) { _, arguments in
      switch arguments.input.tag {
      case .text, .html, .list, .tuple, .object, .range, .group: true
      default: arguments.input.isLenient
      }
    },
    Test("iterable", [], "The value can be looped over.", "{{ 'abc' is iterable }}") {
      _, arguments throws(Failure) in
      switch arguments.input.tag {
      case .text, .html, .list, .tuple, .object, .range, .group, .view, .iterator: return true
      case .undefined:
        try arguments.input.checkDefined()
        return true
      case .loop: throw .unsupportedValue(arguments.input, in: "is iterable")
      default: return false
      }
    },
    Test("callable", [], "The value can be called: a macro or a function.", "{{ range is callable }}") {
      _, arguments in
      [.undefined, .function, .macro, .method, .block, .loop].contains(arguments.input.tag)
    },
    Test("escaped", [], "The text is marked as safe.", "{{ '<b>'|safe is escaped }}") { _, arguments in
      arguments.input.isHTML || arguments.input.tag == .module
    },
  ]

  private static let properties: [Test] = [
    Test("odd", [], "The number is odd.", "{{ 3 is odd }}") { renderer, arguments throws(Failure) in
      try renderer.combine(arguments.input, .remainder, Datum(2)).equals(Datum(1), &renderer.meter)
    },
    Test("even", [], "The number is even.", "{{ 4 is even }}") { renderer, arguments throws(Failure) in
      try renderer.combine(arguments.input, .remainder, Datum(2)).equals(Datum(0), &renderer.meter)
    },
    Test(
      "divisibleby", [Parameter("num")], "The number can be divided by another.", "{{ 9 is divisibleby 3 }}"
    ) {
      renderer, arguments throws(Failure) in
      try renderer.combine(arguments.input, .remainder, arguments[0]).equals(Datum(0), &renderer.meter)
    },
    Test("lower", [], "The text has letters and all are lower case.", "{{ 'abc' is lower }}") {
      renderer, arguments throws(Failure) in
      let scalars = (try renderer.print(arguments.input).text ?? "").unicodeScalars
      return scalars.contains { $0.properties.isLowercase }
        && !scalars.contains {
          $0.properties.isUppercase || $0.properties.generalCategory == .titlecaseLetter
        }
    },
    Test("upper", [], "The text has letters and all are upper case.", "{{ 'ABC' is upper }}") {
      renderer, arguments throws(Failure) in
      let scalars = (try renderer.print(arguments.input).text ?? "").unicodeScalars
      return scalars.contains { $0.properties.isUppercase }
        && !scalars.contains {
          $0.properties.isLowercase || $0.properties.generalCategory == .titlecaseLetter
        }
    },
    Test(
      "sameas", [Parameter("other")], "The value is `true`, `false` or `none` itself.",
      "{{ true is sameas true }}"
    ) { _, arguments throws(Failure) in
      switch (arguments.input.tag, arguments[0].tag) {
      case (.none, .none): return true
      case (.bool, .bool): return arguments.input.bool == arguments[0].bool
      case (_, .none), (_, .bool): return false
      default: throw .unsupportedValue(arguments[0], in: "is sameas")
      }
    },
    Test("filter", [], "The text names a filter.", "{{ 'upper' is filter }}") {
      renderer, arguments throws(Failure) in
      guard let name = arguments.input.text else { throw .unsupportedValue(arguments.input, in: "is filter") }
      return renderer.program.library.filterIndex[name] != nil || Failure.jinjaFilters.contains(name)
    },
    Test("test", [], "The text names a test.", "{{ 'odd' is test }}") { renderer, arguments throws(Failure) in
      guard let name = arguments.input.text else { throw .unsupportedValue(arguments.input, in: "is test") }
      return renderer.program.library.testIndex[name] != nil
    },
    Test(
      "in", [Parameter("seq")], "The value is in a list, a text or an object's keys.", "{{ 1 is in [1, 2] }}"
    ) { renderer, arguments throws(Failure) in try renderer.contains(arguments[0], arguments.input) },
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
        renderer, arguments throws(Failure) in
        try renderer.compare(arguments.input, sign, arguments[0])
      }
    }
  }
}
