/// A value while templates run: sixteen plain bytes, copied without counting references. What does not fit
/// into them (text, items, members …) stands in a `Memory`, and `bits` is its address there.
///
/// Whoever hands out a datum keeps its memory: data and programs for good, a renderer until its page is done.
package struct Datum: Sendable, BitwiseCopyable {
  enum Tag: UInt8, Sendable {
    // Data
    case none, bool, int, float, text, html, list, tuple, object
    /// What a name stands for that stands for nothing.
    case undefined
    /// A variable that nothing has been assigned to.
    case missing
    // What only comes into being while a template runs
    case range, group, view, method, function, macro, namespace, loop, module, iterator
    /// `super`.
    case block
  }

  let tag: Tag
  /// Which view or function; whether a text is verbatim.
  let detail: UInt8
  /// Bytes of a text, items of a list, members of an object.
  let size: UInt32
  let bits: UInt

  init(_ tag: Tag, detail: UInt8 = 0, size: Int = 0, bits: UInt = 0) {
    self.tag = tag
    self.detail = detail
    self.size = UInt32(truncatingIfNeeded: size)
    self.bits = bits
  }

  init(_ tag: Tag, _ address: UnsafeRawPointer, size: Int = 0, detail: UInt8 = 0) {
    self.init(tag, detail: detail, size: size, bits: UInt(bitPattern: address))
  }

  package static let none = Datum(.none)
  static let missing = Datum(.missing)

  package init(_ value: Bool) { self.init(.bool, bits: value ? 1 : 0) }
  package init(_ value: Int) { self.init(.int, bits: UInt(bitPattern: value)) }
  package init(_ value: Double) { self.init(.float, bits: UInt(value.bitPattern)) }

  var count: Int { Int(size) }
  var isMissing: Bool { tag == .missing }
  package var isNone: Bool { tag == .none }

  // MARK: Numbers

  var bool: Bool { bits != 0 }
  var int: Int { Int(bitPattern: bits) }
  var double: Double { Double(bitPattern: UInt64(bits)) }

  /// A whole number, `true` and `false` being 1 and 0.
  var integer: Int? { tag == .int || tag == .bool ? int : nil }

  package enum Number {
    case int(Int)
    case float(Double)
  }

  /// A number; neither `true` nor `false`.
  package var number: Number? {
    switch tag {
    case .int: .int(int)
    case .float: .float(double)
    default: nil
    }
  }

  // MARK: Text

  var isText: Bool { tag == .text || tag == .html }
  var isHTML: Bool { tag == .html }

  /// A text that is not to be computed with.
  var isVerbatim: Bool { isText && detail == 1 }
  var markedVerbatim: Datum { Datum(tag, detail: 1, size: count, bits: bits) }

  func checkComputable(by operation: String) throws(Failure) {
    if isVerbatim { throw .verbatim(operation) }
  }

  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: UnsafePointer(bitPattern: bits), count: count)
  }

  func hasText(_ other: String) -> Bool {
    let utf8 = other.utf8
    guard isText, utf8.count == count else { return false }
    return utf8.withContiguousStorageIfAvailable { bytes.hasSameBytes(as: $0) } ?? utf8.elementsEqual(bytes)
  }

  /// The text of a string, safe or not.
  package var text: String? { isText ? String(decoding: bytes, as: UTF8.self) : nil }

  // MARK: Items and members

  var isSequence: Bool { tag == .list || tag == .tuple || tag == .group }

  /// The items of a list or tuple (a group is a pair).
  var items: UnsafeBufferPointer<Datum> {
    UnsafeBufferPointer(start: UnsafePointer(bitPattern: bits), count: count)
  }

  /// The record that a loop, macro, iterator … is.
  func record<Record>(_: Record.Type) -> UnsafeMutablePointer<Record> {
    UnsafeMutablePointer(bitPattern: bits).unsafelyUnwrapped
  }

  /// The keys of an object, or of what a view looks at.
  var shape: UnsafePointer<Shape> {
    UnsafePointer(bitPattern: record(UInt.self).pointee).unsafelyUnwrapped
  }

  /// The members of an object, one for each key of its shape.
  var slots: UnsafeBufferPointer<Datum> {
    UnsafeBufferPointer(start: UnsafePointer(record(Datum.self) + 1), count: count)
  }

  var keys: UnsafeBufferPointer<Datum> { UnsafeBufferPointer(start: shape.pointee.keys, count: count) }

  /// The member of a key.
  subscript(key: Datum) -> Datum? {
    let slot = shape.pointee.slot(of: key)
    return slot < 0 ? nil : slots[slot]
  }
}

/// The keys of objects, in order. Objects of one kind share them, so that a place in a template which has
/// found its member once finds it again by comparing one address.
struct Shape {
  let keys: UnsafePointer<Datum>
  let count: Int
  /// Places of the keys by their hash, where there are many; -1 is free.
  let index: UnsafeMutablePointer<Int32>?
  let mask: Int

  /// The place of a key; -1 if there is none.
  func slot(of key: Datum) -> Int {
    guard let index else {
      for i in 0..<count where keys[i].isIdentical(to: key) { return i }
      return -1
    }
    var place = key.hash & mask
    while index[place] >= 0 {
      if keys[Int(index[place])].isIdentical(to: key) { return Int(index[place]) }
      place = (place + 1) & mask
    }
    return -1
  }
}

/// Keys: `1`, `1.0` and `true` are the same key, safe and plain text too.
extension Datum {
  /// Python's `==` for what can be a key; never fails.
  func isIdentical(to other: Datum) -> Bool {
    if isText { return other.isText && hasSameBytes(as: other) }
    // `checkKey` has seen to it that a key is small, and has charged for it; few keys are compared with one.
    var meter = Meter(limit: .max)
    return (try? equals(other, &meter)) ?? false
  }

  func hasSameBytes(as other: Datum) -> Bool {
    size == other.size && (bits == other.bits || bytes.hasSameBytes(as: other.bytes))
  }

  var hash: Int {
    var hash = KeyHash()
    combine(into: &hash)
    return Int(bitPattern: hash.value)
  }

  private func combine(into hash: inout KeyHash) {
    switch tag {
    case .text, .html: hash.combine(bytes)
    case .bool, .int: hash.combine(bits)
    case .float: hash.combine(Int(exactly: double).map { UInt(bitPattern: $0) } ?? bits)
    case .tuple, .group:
      hash.combine(UInt(size))
      for item in items { item.combine(into: &hash) }
    case .range:
      // Ranges are equal if their numbers are.
      let count = rangeCount
      hash.combine(UInt(count))
      if count > 0 { hash.combine(UInt(bitPattern: range.start)) }
      if count > 1 { hash.combine(UInt(bitPattern: range.step)) }
    default: break
    }
  }

  /// A list or a mapping cannot be a key, nor what would take long to find again.
  func checkKey(_ meter: inout Meter) throws(Failure) {
    var rest = 1000
    try checkKey(&meter, &rest)
  }

  private func checkKey(_ meter: inout Meter, _ rest: inout Int) throws(Failure) {
    try meter.charge(making + 1)
    rest -= 1
    if rest < 0 { throw .tooLarge() }
    switch tag {
    case .list, .object: throw .unhashable(self)
    case .undefined: throw .undefined(self)
    case .tuple, .group: for item in items { try item.checkKey(&meter, &rest) }
    case .none, .bool, .int, .float, .text, .html, .range: break
    default: throw .unsupportedValue(self, in: "a key")
    }
  }
}
