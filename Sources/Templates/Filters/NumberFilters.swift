extension Filter {
  static let numberFilters: [Filter] = [
    Filter(
      "abs", [], "The number without its sign.", Example("{{ -3|abs }}", "3"),
      in: { _, input, _ throws(Failure) in
        if case .float(let number) = input { return .float(number.magnitude) }
        if case .undefined(let undefined) = input { throw .undefined(undefined) }
        guard let number = input.integer else { throw .argument(input, "abs") }
        guard let result = Int(exactly: number.magnitude) else { throw .numberTooLarge() }
        return .int(result)
      }),
    Filter(
      "int", [Parameter("default", 0), Parameter("base", 10)],
      "The value as a whole number, or the default if it is no number.",
      Example("{{ '42.9'|int }} {{ 'x'|int(-1) }}", "42 -1"), in: int),
    Filter(
      "float", [Parameter("default", 0.0)], "The value as a number with a point, or the default.",
      Example("{{ '1'|float }}", "1.0"),
      in: { _, input, arguments throws(Failure) in
        switch input {
        case .float: return input
        case .undefined(let undefined): throw .undefined(undefined)
        default: break
        }
        if let number = input.integer { return .float(Double(number)) }
        guard let number = input.text.flatMap(Numbers.float) else { return arguments[0] }
        if number.isNaN { throw .notANumber() }
        return .float(number)
      }),
    Filter(
      "round", [Parameter("precision", 0), Parameter("method", "common")],
      "The number rounded: half to even, or with `'ceil'` up or `'floor'` down.",
      Example("{{ 2.675|round(2) }} {{ 2.1|round(0, 'ceil') }}", "2.67 3.0"), in: round),
    Filter(
      "filesizeformat", [Parameter("binary", false)], "A number of bytes, readable.",
      Example("{{ 13000|filesizeformat }}", "13.0 kB"), in: fileSize),
  ]

  @Sendable private static func int(
    _ renderer: inout Renderer, _ input: Value, _ arguments: Arguments
  ) throws(Failure) -> Value {
    func whole(_ number: Double) throws(Failure) -> Value {
      guard let result = Int(exactly: number.rounded(.towardZero)) else { throw .numberTooLarge() }
      return .int(result)
    }
    switch input {
    case .undefined(let undefined): throw .undefined(undefined)
    case .float(let number): return try whole(number)
    default: break
    }
    if let number = input.integer { return .int(number) }
    guard let text = input.text else { return arguments[0] }
    if let number = try Numbers.int(text, base: arguments.int(1)) { return .int(number) }
    guard let number = Numbers.float(text), number.isFinite else { return arguments[0] }
    return try whole(number)
  }

  @Sendable private static func round(
    _ renderer: inout Renderer, _ input: Value, _ arguments: Arguments
  ) throws(Failure) -> Value {
    let method = try arguments.text(1), digits = try arguments.int(0)
    guard ["common", "ceil", "floor"].contains(method) else { throw .argument(arguments[1], "method") }
    if case .undefined(let undefined) = input { throw .undefined(undefined) }
    if method == "common" {
      if case .float(let number) = input { return .float(Numbers.rounded(number, digits: digits)) }
      guard let number = input.integer else { throw .argument(input, "round") }
      guard let result = Numbers.rounded(number, digits: digits) else { throw .numberTooLarge() }
      return .int(result)
    }
    let unit = try Value.int(10).combined(.power, with: .int(digits), limits: renderer.limits)
    let scaled = try input.combined(.multiply, with: unit, limits: renderer.limits)
    if case .float(let number) = scaled {
      guard number.isFinite else { throw .numberTooLarge() }
      // Python's whole number may be larger than an integer here; as a quotient it is the same.
      let whole = number.rounded(method == "ceil" ? .up : .down)
      return try Value.float(whole + 0).combined(.divide, with: unit, limits: renderer.limits)
    }
    guard scaled.integer != nil else { throw .argument(input, "round") }
    return try scaled.combined(.divide, with: unit, limits: renderer.limits)
  }

  @Sendable private static func fileSize(
    _ renderer: inout Renderer, _ input: Value, _ arguments: Arguments
  ) throws(Failure) -> Value {
    if case .undefined(let undefined) = input { throw .undefined(undefined) }
    var bytes = 0.0
    if case .float(let number) = input {
      bytes = number
    } else if let number = input.integer.map(Double.init) ?? input.text.flatMap(Numbers.float) {
      bytes = number
    } else {
      throw .argument(input, "filesizeformat")
    }
    guard bytes.isFinite else { throw .argument(input, "filesizeformat") }
    let isBinary = try arguments.isTrue(0), base = isBinary ? 1024.0 : 1000.0
    if bytes == 1 { return "1 Byte" }
    if bytes < base {
      guard let whole = Int(exactly: bytes.rounded(.towardZero)) else { throw .numberTooLarge() }
      return .string("\(whole) Bytes")
    }
    let prefixes =
      isBinary
      ? ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"]
      : ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"]
    var unit = base
    for (i, prefix) in prefixes.enumerated() {
      unit *= base
      if bytes < unit || i == prefixes.count - 1 {
        return .string(Numbers.formatted(base * bytes / unit, "f", precision: 1) + " " + prefix)
      }
    }
    return .none
  }
}
