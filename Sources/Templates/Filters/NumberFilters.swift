extension Filter {
  static let numberFilters: [Filter] = [
    Filter("abs", "The number without its sign.", "{{ -3|abs }}", "3") {
      renderer, arguments throws(Failure) in
      if arguments.input.tag == .float { return Datum(arguments.input.double.magnitude) }
      guard let number = arguments.input.integer else { throw .argument(arguments.input, "abs") }
      return number < 0 ? try renderer.negated(Datum(number)) : Datum(number)
    },
    Filter(
      "int", takes: [Parameter("default", 0)],
      "The value as a whole number, or the default if it is no number.",
      "{{ '42.9'|int }} {{ 'x'|int(-1) }}", "42 -1", int),
    Filter(
      "float", takes: [Parameter("default", 0.0)], "The value as a number with a point, or the default.",
      "{{ '1'|float }}", "1.0"
    ) { renderer, arguments throws(Failure) in
      let input = arguments.input
      try input.checkComputable(by: "float")
      if let number = input.integer { return Datum(Double(number)) }
      guard let number = input.tag == .float ? input.double : renderer.text(of: input).flatMap(Numbers.float)
      else {
        return arguments[0]
      }
      if !number.isFinite { throw .refused("inf", Refusal.numbers) }
      return Datum(number)
    },
    Filter(
      "round", takes: [Parameter("precision", 0), Parameter("method", "common")],
      "The number rounded: half to even, or with `'ceil'` up or `'floor'` down.",
      "{{ 2.675|round(2) }} {{ 2.1|round(0, 'ceil') }}", "2.67 3.0", round),
  ]

  @Sendable private static func int(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let input = arguments.input, float: Double?
    try input.checkComputable(by: "int")
    if let number = input.integer { return Datum(number) }
    if let text = renderer.text(of: input) {
      if let number = try Numbers.int(text) { return Datum(number) }
      float = Numbers.float(text).flatMap { $0.isFinite ? $0 : nil }
    } else {
      float = input.tag == .float ? input.double : nil
    }
    guard let float else { return arguments[0] }
    guard let result = Int(exactly: float.rounded(.towardZero)) else { throw .numberTooLarge() }
    return Datum(result)
  }

  @Sendable private static func round(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let input = arguments.input, digits = try arguments.int(0), method = renderer.text(of: arguments[1]) ?? ""
    guard ["common", "ceil", "floor"].contains(method) else { throw .argument(arguments[1], "method") }
    guard 0...15 ~= digits else { throw .refused("|round(\(digits))", Refusal.numbers) }
    guard let number = input.number else { throw .argument(input, "round") }
    if method == "common" {
      if case .float(let value) = number { return Datum(Numbers.rounded(value, digits: digits)) }
      return input
    }
    let unit = Datum((0..<digits).reduce(1) { power, _ in power * 10 })
    let scaled = try renderer.combine(input, .multiply, unit)
    // Python's whole number may be larger than an integer here; as a quotient it is the same.
    let whole = scaled.tag == .int ? scaled : Datum(scaled.double.rounded(method == "ceil" ? .up : .down) + 0)
    return try renderer.combine(whole, .divide, unit)
  }
}
