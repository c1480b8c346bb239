/// A value while templates run: sixteen plain bytes, copied without counting references. What does not fit into
/// them (text, items, members …) is in an arena, and the datum says in which, from where on, and how much of it.
///
/// A datum means something only beside the arenas that it was made with: those of a `DataBuilder`, which holds the
/// `SharedData` that it may mention.
package struct Datum: Sendable, BitwiseCopyable {
  enum Tag: UInt8, Sendable {
    /// Nothing: a variable without a value, a member that is not there. No list or object holds it.
    case missing
    case none, bool, int, float, text, html, list, object
    /// A pair of `groupby`, whose parts have names.
    case group
    /// The keys of objects (see `Memory+Objects.swift`); no template comes to see it.
    case shape
  }

  let tag: Tag
  /// One for a text that is to be printed as it is.
  let detail: UInt8
  /// The number of the arena.
  let arena: UInt16
  /// Bytes of a text, items of a list, members of an object.
  let size: UInt32
  /// A number, or where in the arena the value begins.
  let bits: UInt64

  private init(_ tag: Tag, bits: UInt64 = 0) {
    self.tag = tag
    (detail, arena, size) = (0, 0, 0)
    self.bits = bits
  }

  init(_ tag: Tag, in arena: UInt16, at offset: Int, size: Int, detail: UInt8 = 0) {
    self.tag = tag
    self.detail = detail
    self.arena = arena
    self.size = UInt32(truncatingIfNeeded: size)
    bits = UInt64(truncatingIfNeeded: offset)
  }

  package static let none = Datum(.none)
  static let missing = Datum(.missing)

  package init(_ value: Bool) { self.init(.bool, bits: value ? 1 : 0) }
  package init(_ value: Int) { self.init(.int, bits: UInt64(bitPattern: Int64(value))) }
  package init(_ value: Double) { self.init(.float, bits: value.bitPattern) }

  var count: Int { Int(size) }
  var offset: Int { Int(truncatingIfNeeded: bits) }
  var isMissing: Bool { tag == .missing }
  package var isNone: Bool { tag == .none }

  // MARK: Numbers

  var bool: Bool { bits != 0 }
  var int: Int { Int(truncatingIfNeeded: bits) }
  var double: Double { Double(bitPattern: bits) }

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

  // MARK: Texts and sequences

  package var isText: Bool { tag == .text || tag == .html }
  var isHTML: Bool { tag == .html }
  var isSequence: Bool { tag == .list || tag == .group }

  /// The same text, safe or not.
  func marked(safe: Bool) -> Datum {
    Datum(safe ? .html : .text, in: arena, at: offset, size: count, detail: detail)
  }

  /// True for a text that is not to be computed with.
  var isVerbatim: Bool { isText && detail == 1 }
  var markedVerbatim: Datum { Datum(tag, in: arena, at: offset, size: count, detail: 1) }

  func checkComputable(by operation: String) throws(Failure) {
    if isVerbatim { throw .verbatim(operation) }
  }

  /// True for the same value in the same arena: what is cheap to know.
  @inline(__always)
  func isSame(as other: Datum) -> Bool {
    bits == other.bits && arena == other.arena && size == other.size && tag == other.tag
  }

  /// Python's truth.
  @inline(__always)
  var isTrue: Bool {
    switch tag {
    case .bool, .int: bits != 0
    case .none, .missing, .shape: false
    case .float: double != 0
    case .text, .html, .list, .object, .group: size > 0
    }
  }
}
