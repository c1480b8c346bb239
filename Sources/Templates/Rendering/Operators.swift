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

  mutating func areEqual(_ a: Datum, _ b: Datum, depth: Int = 0) throws(Failure) -> Bool {
    if depth > limits.nestedValues { throw .tooDeep() }
    try charge(min(a.reading, b.reading) + 1)
    if let x = a.numeric, let y = b.numeric { return Datum.order(x, y) == 0 }
    if a.isText, b.isText { return memory.areSame(a, b) }
    switch (a.tag, b.tag) {
    case (.none, .none): return true
    case (.object, .object):
      guard a.count == b.count else { return false }
      for (key, value) in zip(memory.keys(of: a), memory.members(of: a)) {
        let other = memory.member(memory.bytes(of: key), of: b)
        if other.isMissing { return false }
        if try !areEqual(value, other, depth: depth + 1) { return false }
      }
      return true
    case (.list, .list), (.tuple, .tuple), (.tuple, .group), (.group, .tuple), (.group, .group):
      guard a.count == b.count else { return false }
      for i in 0..<a.count where try !areEqual(memory.item(i, of: a), memory.item(i, of: b), depth: depth + 1)
      {
        return false
      }
      return true
    default: return false
    }
  }

  /// Python's `<`, which exists between two numbers, two texts, two lists and two tuples.
  mutating func precedes(
    _ a: Datum, _ b: Datum, as sign: Comparison = .less, depth: Int = 0
  ) throws(Failure) -> Bool {
    if depth > limits.nestedValues { throw .tooDeep() }
    try charge(min(a.making, b.making) + 1)
    var order: Int
    if let x = a.numeric, let y = b.numeric {
      order = Datum.order(x, y)
    } else if a.isText, b.isText {
      order = memory.isOrderedBefore(a, b) ? -1 : memory.areSame(a, b) ? 0 : 1
    } else if a.isSequence, b.isSequence, (a.tag == .list) == (b.tag == .list) {
      order = a.count - b.count
      for i in 0..<min(a.count, b.count) {
        let x = memory.item(i, of: a), y = memory.item(i, of: b)
        if try !areEqual(x, y) { return try precedes(x, y, as: sign, depth: depth + 1) }
      }
    } else {
      throw .notComparable(a, b, sign)
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
      try charge(container.reading + value.reading)
      if value.count > container.count { return false }
      return !memory.array(of: container).occurrences(of: memory.array(of: value), atMost: 1).isEmpty
        || value.count == 0
    case .object:
      try charge(value.making)
      if value.isText { return !memory.member(memory.bytes(of: value), of: container).isMissing }
      if value.tag == .list || value.tag == .object || value.isSequence { throw .unhashable(value) }
      return false
    case .list, .tuple, .group:
      for i in 0..<container.count where try areEqual(memory.item(i, of: container), value) { return true }
      return false
    default: throw .notIterable(container)
    }
  }
}

extension Datum {
  /// A number, `true` and `false` being 1 and 0.
  fileprivate var numeric: Number? { tag == .bool ? .int(int) : number }

  /// Negative, zero or positive as `a` is less than, equal to or greater than `b`: exact even for whole numbers of more
  /// digits than a float can hold.
  fileprivate static func order(_ a: Number, _ b: Number) -> Int {
    switch (a, b) {
    case (.int(let x), .int(let y)): return x < y ? -1 : x > y ? 1 : 0
    case (.int(let x), .float(let y)):
      if let whole = Int(exactly: y.rounded(.towardZero)), !y.isInfinite {
        if x != whole { return x < whole ? -1 : 1 }
        let rest = y - y.rounded(.towardZero)
        return rest > 0 ? -1 : rest < 0 ? 1 : 0
      }
      return y > 0 ? -1 : 1
    case (.float, .int): return -order(b, a)
    case (.float(let x), .float(let y)): return x < y ? -1 : x > y ? 1 : 0
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
    guard sign == .add else { throw .noOperation(sign.rawValue, a, b) }
    if a.isText, b.isText { return try concatenate([a, b]) }
    guard a.isSequence, b.isSequence, (a.tag == .list) == (b.tag == .list) else {
      throw .noOperation(sign.rawValue, a, b)
    }
    try charge(a.count + b.count)
    return memory.list(memory.items(of: a) + memory.items(of: b), a.tag == .list ? .list : .tuple)
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
    let x = double(a), y = double(b)
    if y == 0, self == .divide || self == .floorDivide || self == .remainder { throw .divisionByZero() }
    if case .int(let x) = a, case .int(let y) = b {
      if self != .divide { return Datum(try combine(x, y)) }
      // Beyond 2⁵³ the quotient of two rounded numbers may not be the rounded quotient.
      if max(x.magnitude, y.magnitude) > 1 << 53 { throw .numberTooLarge() }
    }
    let result: Double
    switch self {
    case .add: result = x + y
    case .subtract: result = x - y
    case .multiply: result = x * y
    case .divide: result = x / y
    case .floorDivide: result = Numbers.floorDivision(x, y).quotient
    case .remainder: result = Numbers.floorDivision(x, y).remainder
    }
    if result.isNaN { throw .notANumber() }
    // Jinja could not write it as a constant.
    if result.isInfinite { throw .numberTooLarge() }
    return Datum(result)
  }

  private func double(_ number: Datum.Number) -> Double {
    switch number {
    case .int(let value): Double(value)
    case .float(let value): value
    }
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
