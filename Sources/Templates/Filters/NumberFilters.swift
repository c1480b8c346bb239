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
      "The value as a whole number, or the default (0) if it is no number.",
      "{{ '42.9'|int }} {{ 'x'|int(-1) }}", "42 -1"
    ) { renderer, arguments throws(Failure) in
      switch try renderer.number(arguments.input, for: "int") {
      case .int(let number): return Datum(number)
      case .float(let number):
        guard let whole = Int(exactly: number.rounded(.towardZero)) else { throw .numberTooLarge() }
        return Datum(whole)
      case nil: return arguments[0]
      }
    },
    Filter(
      "float", takes: [Parameter("default", .float(0))],
      "The value as a number with a point, or the default (0.0).",
      "{{ '1'|float }}", "1.0"
    ) { renderer, arguments throws(Failure) in
      try renderer.number(arguments.input, for: "float").map { Datum($0.double) } ?? arguments[0]
    },
    Filter(
      "round", takes: [Parameter("precision", 0)],
      "The number with so many decimals, or with none; what is exactly in the middle goes to the even digit.",
      "{{ 2.675|round(2) }}",
      "2.67"
    ) { renderer, arguments throws(Failure) in
      let digits = try arguments.int(0)
      guard 0...15 ~= digits else { throw .refused("|round(\(digits))", Refusal.numbers) }
      switch arguments.input.number {
      case .int: return arguments.input
      case .float(let number): return Datum(Numbers.rounded(number, digits: digits))
      case nil: throw .argument(arguments.input, "round")
      }
    },
  ]
}

extension Renderer {
  /// The number that a value is, or that a text spells.
  fileprivate func number(_ value: Datum, for filter: String) throws(Failure) -> Datum.Number? {
    try value.checkComputable(by: filter)
    guard let text = text(of: value) else { return value.numeric }
    return try Numbers.parsed(text)
  }
}
