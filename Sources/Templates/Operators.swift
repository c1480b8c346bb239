enum UnaryOperator: UInt8, Sendable { case plus, minus }

enum BinaryOperator: String, Sendable {
  case add = "+", subtract = "-", multiply = "*", divide = "/", floorDivide = "//", remainder = "%", power =
    "**"
}

enum Comparison: String, Sendable {
  case equal = "==", unequal = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
  case `in`, notIn = "not in"
}

private enum Number {
  case int(Int)
  case float(Double)

  var double: Double {
    switch self {
    case .int(let value): Double(value)
    case .float(let value): value
    }
  }

  var isZero: Bool { double == 0 }
}

extension Value {
  /// A number, `true` and `false` being 1 and 0.
  private var number: Number? {
    switch self {
    case .int(let value): .int(value)
    case .bool(let value): .int(value ? 1 : 0)
    case .float(let value): .float(value)
    default: nil
    }
  }

  /// A whole number, `true` and `false` being 1 and 0.
  var integer: Int? {
    if case .int(let value)? = number { value } else { nil }
  }

  // MARK: Truth and equality

  func isTrue() throws(Failure) -> Bool {
    switch self {
    case .none: return false
    case .bool(let value): return value
    case .int(let value): return value != 0
    case .float(let value): return value != 0
    case .string(let text), .html(let text): return !text.isEmpty
    case .list(let items), .tuple(let items): return !items.isEmpty
    case .object(let object): return object.count > 0
    case .undefined(let undefined):
      if undefined.isLenient { return false }
      throw .undefined(undefined)
    case .special(let special):
      switch special.kind {
      case .range(let start, let stop, let step): return Value.rangeCount(start, stop, step) > 0
      case .view(_, let object): return object.count > 0
      default: return true
      }
    }
  }

  func equals(_ other: Value) throws(Failure) -> Bool {
    switch (self, other) {
    case (.undefined(let a), .undefined(let b)) where a.isLenient && b.isLenient: return true
    case (.undefined(let undefined), _) where !undefined.isLenient: throw .undefined(undefined)
    case (_, .undefined(let undefined)) where !undefined.isLenient: throw .undefined(undefined)
    case (.none, .none): return true
    case (.object(let a), .object(let b)):
      guard a.count == b.count else { return false }
      for (key, value) in zip(a.shape.keys, a.slots) {
        guard let counterpart = b[key], try value.equals(counterpart) else { return false }
      }
      return true
    case (.list(let a), .list(let b)): return try Value.equals(a, b)
    case (.special(let a), .special(let b)): return try Value.equals(a, b, self)
    default: break
    }
    if let a = number, let b = other.number { return Value.order(a, b) == 0 }
    if let a = text, let b = other.text { return a.hasSameBytes(as: b) }
    if !isList, !other.isList, let a = items, let b = other.items { return try Value.equals(a, b) }
    return false
  }

  private var isList: Bool { if case .list = self { true } else { false } }

  private static func equals(_ a: [Value], _ b: [Value]) throws(Failure) -> Bool {
    guard a.count == b.count else { return false }
    for (x, y) in zip(a, b) { if try !x.equals(y) { return false } }
    return true
  }

  private static func equals(_ a: Special, _ b: Special, _ value: Value) throws(Failure) -> Bool {
    switch (a.kind, b.kind) {
    case (.group(let key, let items), .group(let otherKey, let others)):
      if try !key.equals(otherKey) { return false }
      return try equals(items, others)
    case (.range(let start, let stop, let step), .range(let start2, let stop2, let step2)):
      let count = rangeCount(start, stop, step)
      guard count == rangeCount(start2, stop2, step2) else { return false }
      return count == 0 || start == start2 && (count == 1 || step == step2)
    case (.macro(let x), .macro(let y)), (.namespace(let x), .namespace(let y)), (.loop(let x), .loop(let y)),
      (.iterator(let x), .iterator(let y)), (.module(let x), .module(let y)):
      return x == y
    case (.macro, _), (.namespace, _), (.loop, _), (.iterator, _), (.module, _), (_, .macro), (_, .namespace),
      (_, .loop), (_, .iterator), (_, .module), (.range, _), (_, .range):
      return false
    default: throw .unsupportedValue(value, in: "==")
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
  func precedes(_ other: Value, as sign: Comparison = .less) throws(Failure) -> Bool {
    if case .undefined(let undefined) = self { throw .undefined(undefined) }
    if case .undefined(let undefined) = other { throw .undefined(undefined) }
    let order: Int
    if let a = number, let b = other.number {
      order = Value.order(a, b)
    } else if let a = text, let b = other.text {
      order = a.precedes(b) ? -1 : a.hasSameBytes(as: b) ? 0 : 1
    } else if isList == other.isList, let a = items, let b = other.items {
      for (x, y) in zip(a, b) { if try !x.equals(y) { return try x.precedes(y, as: sign) } }
      order = a.count - b.count
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

  // MARK: Arithmetic

  func negated(_ sign: UnaryOperator) throws(Failure) -> Value {
    switch number {
    case .int(let value)?:
      if sign == .plus { return .int(value) }
      let (result, overflow) = (0).subtractingReportingOverflow(value)
      if overflow { throw .numberTooLarge() }
      return .int(result)
    case .float(let value)?: return .float(sign == .minus ? -value : value)
    case nil:
      if case .undefined(let undefined) = self { throw .undefined(undefined) }
      throw .noOperation(sign == .minus ? "-" : "+", self)
    }
  }

  func combined(_ sign: BinaryOperator, with other: Value, limits: Limits) throws(Failure) -> Value {
    if sign == .remainder, let text { return try text.formatted(with: other, isHTML: isHTML) }
    if case .undefined(let undefined) = self { throw .undefined(undefined) }
    if case .undefined(let undefined) = other { throw .undefined(undefined) }
    if let a = number, let b = other.number { return try Value.combined(sign, a, b) }
    switch sign {
    case .add: return try added(to: other, limits: limits)
    case .multiply:
      if let count = other.integer { return try repeated(count, limits: limits) }
      if let count = integer { return try other.repeated(count, limits: limits) }
    default: break
    }
    throw .noOperation(sign.rawValue, self, other)
  }

  var isHTML: Bool { if case .html = self { true } else { false } }

  private func added(to other: Value, limits: Limits) throws(Failure) -> Value {
    switch (self, other) {
    case (.string(let a), .string(let b)): return .string(try Value.limited(a, b, limits))
    case (.html(let a), .html(let b)): return .html(try Value.limited(a, b, limits))
    case (.html(let a), .string(let b)): return .html(try Value.limited(a, b.escaped, limits))
    case (.string(let a), .html(let b)): return .html(try Value.limited(a.escaped, b, limits))
    case (.list(let a), .list(let b)):
      if a.count + b.count > limits.steps { throw .tooLarge() }
      return .list(a + b)
    default:
      if !isList, !other.isList, let a = items, let b = other.items {
        if a.count + b.count > limits.steps { throw .tooLarge() }
        return .tuple(a + b)
      }
      throw .noOperation("+", self, other)
    }
  }

  private static func limited(_ a: String, _ b: String, _ limits: Limits) throws(Failure) -> String {
    if a.utf8.count + b.utf8.count > limits.output { throw .tooLarge() }
    return a + b
  }

  private func repeated(_ count: Int, limits: Limits) throws(Failure) -> Value {
    let count = Swift.max(0, count)
    func check(_ size: Int) throws(Failure) {
      if size > 0, count > limits.output / 16 / size { throw .tooLarge() }
    }
    switch self {
    case .string(let text):
      try check(text.utf8.count)
      return .string(String(repeating: text, count: count))
    case .html(let text):
      try check(text.utf8.count)
      return .html(String(repeating: text, count: count))
    default:
      guard let items else { throw .noOperation("*", self, .int(count)) }
      try check(items.count)
      let repeated = Array((0..<(items.isEmpty ? 0 : count)).map { _ in items }.joined())
      return isList ? .list(repeated) : .tuple(repeated)
    }
  }

  private static func combined(_ sign: BinaryOperator, _ a: Number, _ b: Number) throws(Failure) -> Value {
    switch sign {
    case .divide, .floorDivide, .remainder: if b.isZero { throw .divisionByZero() }
    default: break
    }
    if case .int(let x) = a, case .int(let y) = b {
      if let result = try combined(sign, x, y) { return .int(result) }
      // Beyond 2⁵³ the quotient of two rounded numbers may not be the rounded quotient.
      if sign == .divide, max(x.magnitude, y.magnitude) > 1 << 53 { throw .numberTooLarge() }
    }
    let x = a.double, y = b.double
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
    return .float(result)
  }

  /// Nothing where the result is a float.
  private static func combined(_ sign: BinaryOperator, _ x: Int, _ y: Int) throws(Failure) -> Int? {
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

  // MARK: Sequences

  static func rangeCount(_ start: Int, _ stop: Int, _ step: Int) -> Int {
    if step > 0 { return start < stop ? Int((stop.magnitude(from: start) - 1) / step.magnitude) + 1 : 0 }
    return start > stop ? Int((start.magnitude(from: stop) - 1) / step.magnitude) + 1 : 0
  }

  /// Python's `a[lower:upper:step]`.
  func sliced(_ lower: Value, _ upper: Value, _ step: Value) throws(Failure) -> Value {
    func bound(_ value: Value) throws(Failure) -> Int? {
      switch value {
      case .none: return nil
      case .int(let value): return value
      case .bool(let value): return value ? 1 : 0
      case .undefined(let undefined): throw .undefined(undefined)
      default: throw .sliceBound(value)
      }
    }
    if case .undefined(let undefined) = self { throw .undefined(undefined) }
    let scalars = text.map { Array($0.unicodeScalars) }
    guard let count = scalars?.count ?? items?.count else { throw .notSliceable(self) }
    let indices = try Value.indices(count, bound(lower), bound(upper), bound(step))
    if let scalars {
      let result = String(scalars: indices.map { scalars[$0] })
      return isHTML ? .html(result) : .string(result)
    }
    let items = items ?? []
    let result = indices.map { items[$0] }
    return isList ? .list(result) : .tuple(result)
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

extension Int {
  /// How far this number is above another.
  fileprivate func magnitude(from lower: Int) -> UInt { UInt(bitPattern: self) &- UInt(bitPattern: lower) }
}

/// A stable sort whose comparison may fail (the standard library's is not stable by contract).
func sorted<Element>(
  _ items: [Element], by precedes: (Element, Element) throws(Failure) -> Bool
) throws(Failure) -> [Element] {
  guard items.count > 1 else { return items }
  var source = items, target = items, width = 1
  while width < items.count {
    var low = 0
    while low < items.count {
      let middle = min(low + width, items.count), high = min(low + 2 * width, items.count)
      var i = low, j = middle
      for k in low..<high {
        if i < middle, j >= high { target[k] = source[i]; i += 1; continue }
        if i >= middle { target[k] = source[j]; j += 1; continue }
        if try precedes(source[j], source[i]) {
          target[k] = source[j]
          j += 1
        } else {
          target[k] = source[i]
          i += 1
        }
      }
      low = high
    }
    swap(&source, &target)
    width *= 2
  }
  return source
}
