/// Tests, for `is`.
extension Filter {
  /// Jinja's tests, as far as HTML of results needs them.
  static let tests: [Filter] = [
    test("defined", "The name has a value.", "{{ 1 is defined }}") { !$1.input.isMissing }.ofMissing(),
    test("undefined", "The name has no value.", "{{ x is undefined }}") { $1.input.isMissing }.ofMissing(),
    test("none", "The value is none.", "{{ none is none }}") { $1.input.isNone },
    test("number", "The value is a number; `true` and `false` are numbers too.", "{{ 1.5 is number }}") {
      $1.input.numeric != nil
    },
    test("string", "The value is a text.", "{{ 'a' is string }}") { $1.input.isText },
    test("mapping", "The value is an object.", "{{ {} is mapping }}") { $1.input.tag == .object },
    test("sequence", "The value has a length and items: a text, a list, an object.", "{{ [] is sequence }}") {
      $1.input.isText || $1.input.isSequence || $1.input.tag == .object
    },
    test("odd", "The number is odd.", "{{ 3 is odd }}") { renderer, arguments throws(Failure) in
      try renderer.combine(arguments.input, .remainder, Datum(2)).isTrue
    },
    test("even", "The number is even.", "{{ 4 is even }}") { renderer, arguments throws(Failure) in
      try !renderer.combine(arguments.input, .remainder, Datum(2)).isTrue
    },
    test("divisibleby", takes: "num", "The number can be divided by another.", "{{ 9 is divisibleby 3 }}") {
      renderer, arguments throws(Failure) in
      try !renderer.combine(arguments.input, .remainder, arguments[0]).isTrue
    },
    test("in", takes: "seq", "The value is in a list, a text or an object's keys.", "{{ 1 is in [1, 2] }}") {
      renderer, arguments throws(Failure) in try renderer.contains(arguments[0], arguments.input)
    },
    comparison("eq", ["==", "equalto"], .equal, "The values are equal.", "{{ 1 is eq 1.0 }}"),
    comparison("ne", ["!="], .unequal, "The values are not equal.", "{{ 1 is ne 2 }}"),
    comparison("lt", ["<", "lessthan"], .less, "The value is less than another.", "{{ 1 is lt 2 }}"),
    comparison("le", ["<="], .lessOrEqual, "The value is at most another.", "{{ 1 is le 1 }}"),
    comparison(
      "gt", [">", "greaterthan"], .greater, "The value is greater than another.", "{{ 2 is gt 1 }}"),
    comparison("ge", [">="], .greaterOrEqual, "The value is at least another.", "{{ 1 is ge 1 }}"),
  ]

  private static func test(
    _ name: String, takes parameter: String? = nil, _ summary: String, _ template: String,
    _ holds: @escaping @Sendable (inout Renderer, Arguments) throws(Failure) -> Bool
  ) -> Filter {
    let parameters = parameter.map { [Parameter($0)] } ?? []
    return Filter(name, takes: parameters, summary, template, "True") { renderer, arguments throws(Failure) in
      Datum(try holds(&renderer, arguments))
    }
  }

  private static func comparison(
    _ name: String, _ aliases: [String], _ sign: Comparison, _ summary: String, _ example: String
  ) -> Filter {
    test(name, takes: "(other)", summary, example) { renderer, arguments throws(Failure) in
      try renderer.compare(arguments.input, sign, arguments[0])
    }.also(aliases)
  }
}
