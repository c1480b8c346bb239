enum UnaryOperator: UInt8, Sendable { case plus, minus }

enum BinaryOperator: String, Sendable {
  case add = "+", subtract = "-", multiply = "*", divide = "/", floorDivide = "//", remainder = "%", power =
    "**"
}

enum Comparison: String, Sendable {
  case equal = "==", unequal = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
  case `in`, notIn = "not in"
}

/// Truth, equality and order, as Python has them.
extension Datum {
  /// A number, `true` and `false` being 1 and 0.
  private var numeric: Number? { tag == .bool ? .int(int) : number }

  @inline(__always)
  func isTrue() throws(Failure) -> Bool {
    switch tag {
    case .bool, .int: return bits != 0
    case .none: return false
    case .float: return double != 0
    case .text, .html, .list, .tuple, .object, .view: return size > 0
    case .undefined:
      try checkDefined()
      return false
    case .range: return rangeCount > 0
    default: return true
    }
  }

  func equals(_ other: Datum, _ meter: inout Meter, depth: Int = 0) throws(Failure) -> Bool {
    if depth > Limits().nestedValues { throw .tooDeep() }
    try meter.charge(min(reading, other.reading) + 1)
    try checkDefined()
    try other.checkDefined()
    if let a = numeric, let b = other.numeric { return Datum.order(a, b) == 0 }
    if isText, other.isText { return hasSameBytes(as: other) }
    switch (tag, other.tag) {
    case (.undefined, .undefined), (.none, .none): return true
    case (.object, .object):
      guard count == other.count else { return false }
      for (key, value) in zip(keys, slots) {
        guard let counterpart = other[key], try value.equals(counterpart, &meter, depth: depth + 1) else {
          return false
        }
      }
      return true
    case (.range, .range):
      let count = rangeCount
      guard count == other.rangeCount else { return false }
      let a = range, b = other.range
      return count == 0 || a.start == b.start && (count == 1 || a.step == b.step)
    case (.list, .list), (.tuple, .tuple), (.tuple, .group), (.group, .tuple), (.group, .group):
      guard count == other.count else { return false }
      for (a, b) in zip(items, other.items) { if try !a.equals(b, &meter, depth: depth + 1) { return false } }
      return true
    case (.macro, .macro), (.namespace, .namespace), (.loop, .loop), (.iterator, .iterator),
      (.module, .module):
      return bits == other.bits
    case (.view, .view), (.method, .method), (.function, .function), (.block, .block):
      throw .unsupportedValue(self, in: "==")
    default: return false
    }
  }

  /// Negative, zero or positive as `a` is less than, equal to or greater than `b`: exact even where a whole
  /// number has more digits than a float can hold.
  private static func order(_ a: Number, _ b: Number) -> Int {
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

  /// Python's `<`, which exists between two numbers, two texts, two lists and two tuples.
  func precedes(
    _ other: Datum, as sign: Comparison = .less, _ meter: inout Meter, depth: Int = 0
  ) throws(Failure) -> Bool {
    if depth > Limits().nestedValues { throw .tooDeep() }
    try meter.charge(min(making, other.making) + 1)
    if tag == .undefined { throw .undefined(self) }
    if other.tag == .undefined { throw .undefined(other) }
    let order: Int
    if let a = numeric, let b = other.numeric {
      order = Datum.order(a, b)
    } else if isText, other.isText {
      order = bytes.lexicographicallyPrecedes(other.bytes) ? -1 : hasSameBytes(as: other) ? 0 : 1
    } else if isSequence, other.isSequence, (tag == .list) == (other.tag == .list) {
      for (x, y) in zip(items, other.items) {
        if try !x.equals(y, &meter) { return try x.precedes(y, as: sign, &meter, depth: depth + 1) }
      }
      order = count - other.count
    } else {
      throw .notComparable(self, other, sign)
    }
    switch sign {
    case .less: return order < 0
    case .lessOrEqual: return order <= 0
    case .greater: return order > 0
    default: return order >= 0
    }
  }

  func negated(_ sign: UnaryOperator) throws(Failure) -> Datum {
    switch numeric {
    case .int(let value)?:
      if sign == .plus { return Datum(value) }
      let (result, overflow) = (0).subtractingReportingOverflow(value)
      if overflow { throw .numberTooLarge() }
      return Datum(result)
    case .float(let value)?: return Datum(sign == .minus ? -value : value)
    case nil:
      if tag == .undefined { throw .undefined(self) }
      throw .noOperation(sign == .minus ? "-" : "+", self)
    }
  }

  // MARK: Ranges

  struct Range: BitwiseCopyable {
    let start: Int
    let stop: Int
    let step: Int
  }

  var range: Range { record(Range.self).pointee }

  var rangeCount: Int {
    let range = range, step = range.step.magnitude
    func distance(_ upper: Int, _ lower: Int) -> UInt { UInt(bitPattern: upper) &- UInt(bitPattern: lower) }
    if range.step > 0 {
      return range.start < range.stop ? Int((distance(range.stop, range.start) - 1) / step) + 1 : 0
    }
    return range.start > range.stop ? Int((distance(range.start, range.stop) - 1) / step) + 1 : 0
  }
}

/// Arithmetic, and what makes new values.
extension Renderer {
  mutating func compare(_ left: Datum, _ sign: Comparison, _ right: Datum) throws(Failure) -> Bool {
    switch sign {
    case .equal: return try left.equals(right, &meter)
    case .unequal: return try !left.equals(right, &meter)
    case .in: return try contains(right, left)
    case .notIn: return try !contains(right, left)
    default: return try left.precedes(right, as: sign, &meter)
    }
  }

  mutating func contains(_ container: Datum, _ value: Datum) throws(Failure) -> Bool {
    try container.checkDefined()
    switch container.tag {
    case .text, .html:
      if value.tag == .undefined { throw .undefined(value) }
      guard value.isText else { throw .noOperation("in", value, container) }
      try charge(container.reading + value.reading)
      return value.count == 0 || container.bytes.firstOccurrence(of: value.bytes) != nil
    case .object:
      try value.checkKey(&meter)
      return container[value] != nil
    case .view where container.detail == View.keys.rawValue:
      try value.checkKey(&meter)
      return container[value] != nil
    case .range:
      if let number = value.integer {
        let range = container.range
        let isInside =
          range.step > 0
          ? range.start <= number && number < range.stop : range.stop < number && number <= range.start
        return isInside && (number - range.start) % range.step == 0
      }
    default: break
    }
    var source = try iterate(container)
    while let item = try next(&source) {
      try charge()
      if try item.equals(value, &meter) { return true }
    }
    return false
  }

  mutating func combine(_ a: Datum, _ sign: BinaryOperator, _ b: Datum) throws(Failure) -> Datum {
    if sign == .remainder, a.isText { return try format(a, with: b) }
    if a.tag == .undefined { throw .undefined(a) }
    if b.tag == .undefined { throw .undefined(b) }
    // Words may be put before and behind it.
    if sign != .add || !a.isText || !b.isText || a.isVerbatim && b.isVerbatim {
      try a.checkComputable(by: sign.rawValue)
      try b.checkComputable(by: sign.rawValue)
    }
    if a.tag == .int, b.tag == .int { return try Arithmetic.combine(sign, .int(a.int), .int(b.int)) }
    let x = a.integer.map(Datum.Number.int) ?? a.number, y = b.integer.map(Datum.Number.int) ?? b.number
    if let x, let y { return try Arithmetic.combine(sign, x, y) }
    switch sign {
    case .add:
      if a.isText, b.isText { return try concatenate([a, b], escapes: true) }
      if a.isSequence, b.isSequence, (a.tag == .list) == (b.tag == .list) {
        try charge(a.count + b.count)
        return memory.list(Array(a.items) + Array(b.items), a.tag == .list ? .list : .tuple)
      }
    case .multiply:
      if let count = b.integer { return try repeated(a, count) }
      if let count = a.integer { return try repeated(b, count) }
    default: break
    }
    throw .noOperation(sign.rawValue, a, b)
  }

  private mutating func repeated(_ value: Datum, _ count: Int) throws(Failure) -> Datum {
    let count = max(0, count)
    guard value.isText || value.isSequence else { throw .noOperation("*", value, Datum(count)) }
    if value.count > 0, count > limits.output / 16 / value.count { throw .tooLarge() }
    if value.isText {
      let start = out.count
      for _ in 0..<(value.count == 0 ? 0 : count) { out.append(value.bytes) }
      return takeText(from: start, safe: value.isHTML)
    }
    let items = (0..<(value.count == 0 ? 0 : count)).flatMap { _ in value.items }
    return memory.list(items, value.tag == .list ? .list : .tuple)
  }

  /// `~`, and `+` between texts: text, safe if one part of it is.
  mutating func concatenate(
    _ parts: some Collection<Datum>, escapes: Bool
  ) throws(Failure) -> Datum {
    let isSafe = escapes && parts.contains(where: \.isHTML), start = out.count
    for part in parts {
      try write(part, escapes: isSafe)
      if out.count - start > limits.output { throw .tooLarge() }
    }
    return takeText(from: start, safe: isSafe)
  }

  // MARK: Slices

  /// Python's `a[lower:upper:step]`.
  mutating func slice(_ value: Datum, _ lower: Datum, _ upper: Datum, _ step: Datum) throws(Failure) -> Datum
  {
    func bound(_ value: Datum) throws(Failure) -> Int? {
      if value.isNone { return nil }
      if value.tag == .undefined { throw .undefined(value) }
      guard let number = value.integer else { throw .sliceBound(value) }
      return number
    }
    if value.tag == .undefined { throw .undefined(value) }
    guard value.isText || value.isSequence else { throw .notSliceable(value) }
    let items = value.isText ? try characters(of: value) : value.items
    try charge(items.count)
    let indices = try Renderer.indices(items.count, bound(lower), bound(upper), bound(step))
    let result = indices.map { items[$0] }
    if !value.isText { return memory.list(result, value.tag == .list ? .list : .tuple) }
    let start = out.count
    for character in result { out.append(character.bytes) }
    return takeText(from: start, safe: value.isHTML)
  }

  private static func indices(
    _ count: Int, _ lower: Int?, _ upper: Int?, _ step: Int?
  ) throws(Failure) -> [Int] {
    let step = step ?? 1
    if step == 0 { throw .zeroStep() }
    func clamp(_ bound: Int?, _ other: Int) -> Int {
      guard var bound else { return other }
      if bound < 0 { bound = bound < -count ? -1 : bound + count }
      return step > 0 ? max(0, min(bound, count)) : max(-1, min(bound, count - 1))
    }
    let start = clamp(lower, step > 0 ? 0 : count - 1), stop = clamp(upper, step > 0 ? count : -1)
    let distance = step > 0 ? stop - start : start - stop
    guard distance > 0 else { return [] }
    let size = Int((UInt(distance) - 1) / step.magnitude) + 1
    return (0..<size).map { start + $0 * (size == 1 ? 0 : step) }
  }
}

private enum Arithmetic {
  static func combine(
    _ sign: BinaryOperator, _ a: Datum.Number, _ b: Datum.Number
  ) throws(Failure) -> Datum {
    let x = double(a), y = double(b)
    switch sign {
    case .divide, .floorDivide, .remainder: if y == 0 { throw .divisionByZero() }
    default: break
    }
    if case .int(let x) = a, case .int(let y) = b {
      if let result = try combine(sign, x, y) { return Datum(result) }
      // Beyond 2⁵³ the quotient of two rounded numbers may not be the rounded quotient.
      if sign == .divide, max(x.magnitude, y.magnitude) > 1 << 53 { throw .numberTooLarge() }
    }
    let result: Double
    switch sign {
    case .add: result = x + y
    case .subtract: result = x - y
    case .multiply: result = x * y
    case .divide: result = x / y
    case .floorDivide: result = Numbers.floorDivision(x, y).quotient
    case .remainder: result = Numbers.floorDivision(x, y).remainder
    case .power:
      if x == 0, y < 0 { throw .divisionByZero() }
      result = Numbers.power(x, y)
      if result.isInfinite, x.isFinite, y.isFinite { throw .numberTooLarge() }
    }
    if result.isNaN { throw .notANumber() }
    return Datum(result)
  }

  private static func double(_ number: Datum.Number) -> Double {
    switch number {
    case .int(let value): Double(value)
    case .float(let value): value
    }
  }

  /// Nothing where the result is a float.
  private static func combine(_ sign: BinaryOperator, _ x: Int, _ y: Int) throws(Failure) -> Int? {
    let result: (partialValue: Int, overflow: Bool)
    switch sign {
    case .add: result = x.addingReportingOverflow(y)
    case .subtract: result = x.subtractingReportingOverflow(y)
    case .multiply: result = x.multipliedReportingOverflow(by: y)
    case .divide: return nil
    case .floorDivide:
      let (quotient, overflow) = x.dividedReportingOverflow(by: y)
      result = (overflow || quotient * y == x || (x < 0) == (y < 0) ? quotient : quotient - 1, overflow)
    case .remainder:
      let (rest, _) = x.remainderReportingOverflow(dividingBy: y)
      result = (rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest, false)
    case .power:
      if y < 0 { return nil }
      var power = 1, isTooLarge = false
      if x == 0 || x == 1 || x == -1 { return y == 0 ? 1 : x == -1 && y % 2 == 0 ? 1 : x }
      for _ in 0..<min(y, 64) where !isTooLarge {
        (power, isTooLarge) = power.multipliedReportingOverflow(by: x)
      }
      result = (power, isTooLarge || y > 64)
    }
    if result.overflow { throw .numberTooLarge() }
    return result.partialValue
  }
}
