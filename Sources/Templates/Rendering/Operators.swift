enum Comparison: String, Sendable {
  case equal = "==", unequal = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
  case `in`, notIn = "not in"
}

enum Arithmetic: String, Sendable {
  case add = "+", subtract = "-", multiply = "*", divide = "/", floorDivide = "//", remainder = "%"
}

/// Equality and order, as Python has them.
extension Renderer {
  mutating func compare(_ left: Datum, _ sign: Comparison, _ right: Datum) throws(Failure) -> Bool {
    switch sign {
    case .equal: return try areEqual(left, right)
    case .unequal: return try !areEqual(left, right)
    case .in: return try contains(right, left)
    case .notIn: return try !contains(right, left)
    default: return try precedes(left, right, as: sign)
    }
  }

  mutating func areEqual(_ a: Datum, _ b: Datum) throws(Failure) -> Bool {
    try charge(min(a.making, b.making) + 1)
    if let x = a.numeric, let y = b.numeric { return try Datum.order(x, y) == 0 }
    if a.isText, b.isText { return memory.areSame(a, b) }
    if a.isSequence && b.isSequence || a.tag == .object && b.tag == .object {
      throw .refused("==", Refusal.comparison)
    }
    return a.isNone && b.isNone
  }

  /// Python's `<` between two numbers and between two texts.
  mutating func precedes(_ a: Datum, _ b: Datum, as sign: Comparison = .less) throws(Failure) -> Bool {
    try charge(min(a.making, b.making) + 1)
    let order: Int
    if let x = a.numeric, let y = b.numeric {
      order = try Datum.order(x, y)
    } else if a.isText, b.isText {
      order = memory.isOrderedBefore(a, b) ? -1 : memory.areSame(a, b) ? 0 : 1
    } else if a.isSequence, b.isSequence {
      throw .refused(sign.rawValue, Refusal.comparison)
    } else {
      throw .noOperation(sign.rawValue, a, b)
    }
    switch sign {
    case .less: return order < 0
    case .lessOrEqual: return order <= 0
    case .greater: return order > 0
    default: return order >= 0
    }
  }

  mutating func contains(_ container: Datum, _ value: Datum) throws(Failure) -> Bool {
    switch container.tag {
    case .text, .html:
      guard value.isText else { throw .noOperation("in", value, container) }
      try charge(container.making)
      return try offset(of: memory.array(of: value), in: memory.array(of: container)) != nil
    case .object:
      guard value.isText else { throw .refused("in", Refusal.keys) }
      try charge(value.making)
      return !memory.member(memory.bytes(of: value), of: container).isMissing
    case .list, .group:
      for i in 0..<container.count where try areEqual(memory.item(i, of: container), value) { return true }
      return false
    default: throw .noOperation("in", value, container)
    }
  }
}

extension Renderer {
  /// The offset of bytes in others, from an offset on; nil if they are not there. Texts that are alike for long are charged.
  mutating func offset(of part: [UInt8], in text: [UInt8], from start: Int = 0) throws(Failure) -> Int? {
    for i in start..<max(start, text.count - part.count + 1) {
      var same = 0
      while same < part.count, text[i + same] == part[same] { same += 1 }
      if same == part.count { return i }
      if same > 7 { try charge(same >> 3) }
    }
    return nil
  }
}

extension Datum {
  /// A number, `true` and `false` being 1 and 0.
  var numeric: Number? { tag == .bool ? .int(int) : number }

  /// Negative, zero or positive as `a` is less than, equal to or greater than `b`.
  fileprivate static func order(_ a: Number, _ b: Number) throws(Failure) -> Int {
    if case .int(let x) = a, case .int(let y) = b { return x < y ? -1 : x > y ? 1 : 0 }
    let x = try a.exact, y = try b.exact
    return x < y ? -1 : x > y ? 1 : 0
  }
}

extension Datum.Number {
  /// The number as a float.
  var double: Double {
    switch self {
    case .int(let value): Double(value)
    case .float(let value): value
    }
  }

  /// The number as a float that is exactly the same; whole numbers beyond 2⁵³ are refused.
  fileprivate var exact: Double {
    get throws(Failure) {
      if case .int(let value) = self, value.magnitude > 1 << 53 { throw .numberTooLarge() }
      return double
    }
  }
}

/// Arithmetic, and what joins values.
extension Renderer {
  mutating func combine(_ a: Datum, _ sign: Arithmetic, _ b: Datum) throws(Failure) -> Datum {
    if sign == .remainder, a.isText { throw .refused("%", Refusal.text) }
    // Words may be put before and behind what is to be printed as it is.
    if sign != .add || !a.isText || !b.isText || a.isVerbatim && b.isVerbatim {
      try a.checkComputable(by: sign.rawValue)
      try b.checkComputable(by: sign.rawValue)
    }
    if let x = a.numeric, let y = b.numeric { return try sign.combine(x, y) }
    if sign == .multiply, a.isText || a.isSequence || b.isText || b.isSequence {
      throw .refused("*", Refusal.repetition)
    }
    if sign == .add, a.isText, b.isText { return try concatenate([a, b]) }
    if sign == .add, a.isSequence, b.isSequence { throw .refused("+", Refusal.joinedLists) }
    throw .noOperation(sign.rawValue, a, b)
  }

  func negated(_ value: Datum) throws(Failure) -> Datum {
    switch value.numeric {
    case .int(let number)?:
      let (result, overflow) = (0).subtractingReportingOverflow(number)
      if overflow { throw .numberTooLarge() }
      return Datum(result)
    case .float(let number)?: return Datum(-number)
    case nil: throw .noOperation("-", value)
    }
  }

  /// `~`, and `+` between texts: text, safe if one part of it is.
  mutating func concatenate(_ parts: [Datum]) throws(Failure) -> Datum {
    let isSafe = parts.contains(where: \.isHTML), start = out.count
    for part in parts {
      try write(part, escapes: isSafe)
      if out.count - start > limits.output { throw .tooLarge() }
    }
    return takeText(from: start, safe: isSafe)
  }
}

extension Arithmetic {
  func combine(_ a: Datum.Number, _ b: Datum.Number) throws(Failure) -> Datum {
    if self == .divide || self == .floorDivide || self == .remainder, b.double == 0 {
      throw .divisionByZero()
    }
    if self != .divide, case .int(let x) = a, case .int(let y) = b { return Datum(try combine(x, y)) }
    let result: Double
    switch self {
    case .add: result = a.double + b.double
    case .subtract: result = a.double - b.double
    case .multiply: result = a.double * b.double
    // The quotient of two rounded numbers may not be the rounded quotient.
    case .divide: result = try a.exact / b.exact
    case .floorDivide, .remainder: throw .refused(rawValue, Refusal.wholeNumbers)
    }
    // Jinja could not write it as a constant.
    if !result.isFinite { throw .numberTooLarge() }
    return Datum(result)
  }

  private func combine(_ x: Int, _ y: Int) throws(Failure) -> Int {
    let result: (partialValue: Int, overflow: Bool)
    switch self {
    case .add: result = x.addingReportingOverflow(y)
    case .subtract: result = x.subtractingReportingOverflow(y)
    case .multiply: result = x.multipliedReportingOverflow(by: y)
    case .divide, .floorDivide:
      let (quotient, overflow) = x.dividedReportingOverflow(by: y)
      result = (overflow || quotient * y == x || (x < 0) == (y < 0) ? quotient : quotient - 1, overflow)
    case .remainder:
      let (rest, _) = x.remainderReportingOverflow(dividingBy: y)
      result = (rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest, false)
    }
    if result.overflow { throw .numberTooLarge() }
    return result.partialValue
  }
}
