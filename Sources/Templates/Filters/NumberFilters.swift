extension Filter {
  static let numberFilters: [Filter] = [
    Filter(
      "abs", [], "The number without its sign.", Example("{{ -3|abs }}", "3")
    ) { _, arguments throws(Failure) in
      let input = arguments.input
      if input.tag == .float { return Datum(input.double.magnitude) }
      if input.tag == .undefined { throw .undefined(input) }
      guard let number = input.integer else { throw .argument(input, "abs") }
      guard let result = Int(exactly: number.magnitude) else { throw .numberTooLarge() }
      return Datum(result)
    },
    Filter(
      "int", [Parameter("default", 0), Parameter("base", 10)],
      "The value as a whole number, or the default if it is no number.",
      Example("{{ '42.9'|int }} {{ 'x'|int(-1) }}", "42 -1"), int),
    Filter(
      "float", [Parameter("default", 0.0)], "The value as a number with a point, or the default.",
      Example("{{ '1'|float }}", "1.0")
    ) { _, arguments throws(Failure) in
      let input = arguments.input
      if input.tag == .float { return input }
      if input.tag == .undefined { throw .undefined(input) }
      try input.checkComputable(by: "float")
      if let number = input.integer { return Datum(Double(number)) }
      guard let number = input.text.flatMap(Numbers.float) else { return arguments[0] }
      if number.isNaN { throw .notANumber() }
      return Datum(number)
    },
    Filter(
      "round", [Parameter("precision", 0), Parameter("method", "common")],
      "The number rounded: half to even, or with `'ceil'` up or `'floor'` down.",
      Example("{{ 2.675|round(2) }} {{ 2.1|round(0, 'ceil') }}", "2.67 3.0"), round),
    Filter(
      "filesizeformat", [Parameter("binary", false)], "A number of bytes, readable.",
      Example("{{ 13000|filesizeformat }}", "13.0 kB"), fileSize),
  ]

  @Sendable private static func int(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    func whole(_ number: Double) throws(Failure) -> Datum {
      guard let result = Int(exactly: number.rounded(.towardZero)) else { throw .numberTooLarge() }
      return Datum(result)
    }
    let input = arguments.input
    if input.tag == .undefined { throw .undefined(input) }
    try input.checkComputable(by: "int")
    if input.tag == .float { return try whole(input.double) }
    if let number = input.integer { return Datum(number) }
    guard let text = input.text else { return arguments[0] }
    if try arguments.int(1) != 10 { throw .unsupported("|int(base=…)") }
    if let number = try Numbers.int(text) { return Datum(number) }
    guard let number = Numbers.float(text), number.isFinite else { return arguments[0] }
    return try whole(number)
  }

  @Sendable private static func round(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let input = arguments.input, method = try arguments.text(1), digits = try arguments.int(0)
    guard ["common", "ceil", "floor"].contains(method) else { throw .argument(arguments[1], "method") }
    if input.tag == .undefined { throw .undefined(input) }
    if method == "common" {
      if input.tag == .float {
        guard let rounded = Numbers.rounded(input.double, digits: digits) else {
          throw .unsupported("|round(\(digits))")
        }
        return Datum(rounded)
      }
      guard let number = input.integer else { throw .argument(input, "round") }
      guard let result = Numbers.rounded(number, digits: digits) else { throw .numberTooLarge() }
      return Datum(result)
    }
    let unit = try renderer.combine(Datum(10), .power, Datum(digits))
    let scaled = try renderer.combine(input, .multiply, unit)
    if scaled.tag == .float {
      guard scaled.double.isFinite else { throw .numberTooLarge() }
      // Python's whole number may be larger than an integer here; as a quotient it is the same.
      let whole = scaled.double.rounded(method == "ceil" ? .up : .down)
      return try renderer.combine(Datum(whole + 0), .divide, unit)
    }
    guard scaled.integer != nil else { throw .argument(input, "round") }
    return try renderer.combine(scaled, .divide, unit)
  }

  @Sendable private static func fileSize(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let input = arguments.input
    if input.tag == .undefined { throw .undefined(input) }
    let number =
      input.tag == .float
      ? input.double : input.integer.map { Double($0) } ?? input.text.flatMap(Numbers.float)
    guard let bytes = number, bytes.isFinite else { throw .argument(input, "filesizeformat") }
    let isBinary = try arguments.isTrue(0), base = isBinary ? 1024.0 : 1000.0
    if bytes == 1 { return renderer.memory.text("1 Byte") }
    if bytes < base {
      guard let whole = Int(exactly: bytes.rounded(.towardZero)) else { throw .numberTooLarge() }
      return renderer.memory.text("\(whole) Bytes")
    }
    let prefixes =
      isBinary
      ? ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"]
      : ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"]
    var unit = base * base, place = 0
    while bytes >= unit, place < prefixes.count - 1 {
      unit *= base
      place += 1
    }
    let size = Numbers.formatted(base * bytes / unit, "f", precision: 1)
    return renderer.memory.text(size + " " + prefixes[place])
  }
}
