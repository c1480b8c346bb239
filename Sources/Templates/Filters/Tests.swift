/// Tests, for `is`.
extension Filter {
  /// Jinja's tests, as far as HTML of results needs them.
  static let tests: [Filter] = kinds + properties + comparisons

  private static func test(
    _ name: String, also aliases: [String] = [], takes parameters: [String] = [], _ summary: String,
    _ template: String, takesMissing: Bool = false,
    _ holds: @escaping @Sendable (inout Renderer, Arguments) throws(Failure) -> Bool
  ) -> Filter {
    var test = Filter(name, takes: parameters.map { Parameter($0) }, summary, template, "True") {
      renderer, arguments throws(Failure) in Datum(try holds(&renderer, arguments))
    }
    (test.aliases, test.takesMissing) = (aliases, takesMissing)
    return test
  }

  private static let kinds: [Filter] = [
    test("defined", "The name has a value.", "{{ 1 is defined }}", takesMissing: true) {
      !$1.input.isMissing
    },
    test("undefined", "The name has no value.", "{{ x is undefined }}", takesMissing: true) {
      $1.input.isMissing
    },
    test("none", "The value is none.", "{{ none is none }}") { $1.input.isNone },
    test("boolean", "The value is true or false.", "{{ true is boolean }}") { $1.input.tag == .bool },
    test("true", "The value is `true` itself.", "{{ true is true }}") {
      $1.input.tag == .bool && $1.input.bool
    },
    test("false", "The value is `false` itself.", "{{ false is false }}") {
      $1.input.tag == .bool && !$1.input.bool
    },
    test("integer", "The value is a whole number.", "{{ 1 is integer }}") { $1.input.tag == .int },
    test("float", "The value is a number with a point.", "{{ 1.0 is float }}") { $1.input.tag == .float },
    test("number", "The value is a number; `true` and `false` are numbers too.", "{{ 1.5 is number }}") {
      $1.input.tag == .float || $1.input.integer != nil
    },
    test("string", "The value is a text.", "{{ 'a' is string }}") { $1.input.isText },
    test("mapping", "The value is an object.", "{{ {} is mapping }}") { $1.input.tag == .object },
    test("sequence", "The value has a length and items: a text, a list, an object.", "{{ [] is sequence }}") {
      $1.input.isText || $1.input.isSequence || $1.input.tag == .object
    },
  ]

  private static let properties: [Filter] = [
    test("odd", "The number is odd.", "{{ 3 is odd }}") { renderer, arguments throws(Failure) in
      try isRest(1, of: arguments.input, by: Datum(2), &renderer)
    },
    test("even", "The number is even.", "{{ 4 is even }}") { renderer, arguments throws(Failure) in
      try isRest(0, of: arguments.input, by: Datum(2), &renderer)
    },
    test("divisibleby", takes: ["num"], "The number can be divided by another.", "{{ 9 is divisibleby 3 }}") {
      renderer, arguments throws(Failure) in try isRest(0, of: arguments.input, by: arguments[0], &renderer)
    },
    test("in", takes: ["seq"], "The value is in a list, a text or an object's keys.", "{{ 1 is in [1, 2] }}")
    {
      renderer, arguments throws(Failure) in try renderer.contains(arguments[0], arguments.input)
    },
  ]

  private static func isRest(
    _ rest: Int, of number: Datum, by divisor: Datum, _ renderer: inout Renderer
  ) throws(Failure) -> Bool {
    try renderer.areEqual(renderer.combine(number, .remainder, divisor), Datum(rest))
  }

  private static let comparisons: [Filter] = [
    comparison("eq", ["==", "equalto"], .equal, "The values are equal.", "{{ 1 is eq 1.0 }}"),
    comparison("ne", ["!="], .unequal, "The values are not equal.", "{{ 1 is ne 2 }}"),
    comparison("lt", ["<", "lessthan"], .less, "The value is less than another.", "{{ 1 is lt 2 }}"),
    comparison("le", ["<="], .lessOrEqual, "The value is at most another.", "{{ 1 is le 1 }}"),
    comparison(
      "gt", [">", "greaterthan"], .greater, "The value is greater than another.", "{{ 2 is gt 1 }}"),
    comparison("ge", [">="], .greaterOrEqual, "The value is at least another.", "{{ 1 is ge 1 }}"),
  ]

  private static func comparison(
    _ name: String, _ aliases: [String], _ sign: Comparison, _ summary: String, _ example: String
  ) -> Filter {
    test(name, also: aliases, takes: ["(other)"], summary, example) { renderer, arguments throws(Failure) in
      try renderer.compare(arguments.input, sign, arguments[0])
    }
  }
}
