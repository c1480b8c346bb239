import Diagnostics

/// What a template can compute with: the values of Python that Jinja's data are made of.
///
/// `html` is text that is safe already (Python's `Markup`): it is not escaped again, and what is joined
/// to it is escaped first. `undefined` and `special` come into being while templates run; data have none.
package enum Value: Sendable {
  case none
  case bool(Bool)
  case int(Int)
  case float(Double)
  case string(String)
  case html(String)
  case list([Value])
  case tuple([Value])
  case object(Object)
  case undefined(Undefined)
  case special(Special)
}

extension Value: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  package init(nilLiteral: ()) { self = .none }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int) { self = .int(value) }
  package init(floatLiteral value: Double) { self = .float(value) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(arrayLiteral elements: Value...) { self = .list(elements) }
  package init(dictionaryLiteral elements: (String, Value)...) {
    self = .object(Object(elements.map { ($0, $1) }))
  }

  /// The text, or none where there is no text.
  package init(_ text: String?) { self = text.map(Value.string) ?? .none }

  /// An object of a shape made once: the cheap way to build the same kind of object thousands of times.
  package init(_ shape: Shape, _ slots: [Value]) { self = .object(Object(shape, slots)) }

  /// The text of a string, safe or not.
  package var text: String? {
    switch self {
    case .string(let text), .html(let text): text
    default: nil
    }
  }
}

/// The keys of an object, in order. Objects that share a shape share their keys, and members are found
/// without hashing.
package final class Shape: Sendable {
  let keys: [Key]
  private let index: [Key: Int]

  /// The names have to differ from each other.
  package convenience init(_ names: [String]) { self.init(keys: names.map { Key(.string($0)) }) }

  init(keys: [Key]) {
    self.keys = keys
    index = keys.count > 8 ? Dictionary(zip(keys, 0...)) { first, _ in first } : [:]
  }

  func slot(of key: Key) -> Int? {
    keys.count > 8 ? index[key] : keys.firstIndex(of: key)
  }
}

/// A mapping whose order is that of its making.
package struct Object: Sendable {
  let shape: Shape
  let slots: [Value]

  /// One value for each key of the shape; what is missing is none.
  package init(_ shape: Shape, _ slots: [Value]) {
    self.shape = shape
    if slots.count == shape.keys.count {
      self.slots = slots
    } else {
      self.slots = shape.keys.indices.map { $0 < slots.count ? slots[$0] : .none }
    }
  }

  /// A name given twice keeps its first place and its last value, as in Python.
  package init(_ members: [(String, Value)]) {
    self.init(pairs: members.map { (Key(.string($0)), $1) })
  }

  init(pairs: [(Key, Value)]) {
    var keys = [Key](), slots = [Value](), places = [Key: Int]()
    keys.reserveCapacity(pairs.count)
    slots.reserveCapacity(pairs.count)
    for (key, value) in pairs {
      if let place = places.updateValue(keys.count, forKey: key) {
        places[key] = place
        slots[place] = value
      } else {
        keys.append(key)
        slots.append(value)
      }
    }
    self.init(Shape(keys: keys), slots)
  }

  package subscript(name: String) -> Value? { self[Key(.string(name))] }
  subscript(key: Key) -> Value? { shape.slot(of: key).map { slots[$0] } }

  var count: Int { slots.count }
  var keys: [Value] { shape.keys.map(\.value) }
  var items: [Value] { zip(shape.keys, slots).map { .tuple([$0.value, $1]) } }
}

/// A value as the key of a mapping: `1`, `1.0` and `true` are the same key, safe and plain text too.
struct Key: Hashable, Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }

  /// A list or a mapping cannot be a key.
  init(checking value: Value) throws(Failure) {
    switch value {
    case .list, .object: throw .unhashable(value)
    case .undefined(let undefined): throw .undefined(undefined)
    case .tuple(let items): for item in items { _ = try Key(checking: item) }
    case .special(let special):
      switch special.kind {
      case .group(let key, let items): _ = try Key(checking: .tuple([key, .list(items)]))
      case .range: break
      default: throw .unsupportedValue(value, in: "a key")
      }
    default: break
    }
    self.value = value
  }

  static func == (a: Key, b: Key) -> Bool { a.value.isIdentical(to: b.value) }

  func hash(into hasher: inout Hasher) { value.hash(into: &hasher) }
}

extension Value {
  /// Python's `==` for what can be a key; never fails.
  fileprivate func isIdentical(to other: Value) -> Bool {
    switch (self, other) {
    case (.string(let a), .string(let b)), (.html(let a), .string(let b)), (.string(let a), .html(let b)),
      (.html(let a), .html(let b)):
      a.hasSameBytes(as: b)
    default: (try? self.equals(other)) ?? false
    }
  }

  fileprivate func hash(into hasher: inout Hasher) {
    switch self {
    case .string(let text), .html(let text):
      var text = text
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    case .bool(let value): hasher.combine(value ? 1 : 0)
    case .int(let value): hasher.combine(value)
    case .float(let value):
      if let whole = Int(exactly: value) { hasher.combine(whole) } else { hasher.combine(value) }
    case .tuple(let items): for item in items { item.hash(into: &hasher) }
    default: hasher.combine(0)
    }
  }
}

/// What a name stands for that stands for nothing: any use but asking whether it is defined is an error.
package final class Undefined: Sendable {
  enum Reason: Sendable {
    case name(String)
    /// `object` is the value that has no such member; the names it does have are for the message.
    case member(String, of: Value)
    case hint(Message)
  }

  let reason: Reason
  /// An inline `if` without `else` gives Jinja's forgiving kind: it prints nothing and is false.
  let isLenient: Bool
  /// The op that came upon it; -1 if none did.
  let origin: Ref

  init(_ reason: Reason, isLenient: Bool = false, origin: Ref = -1) {
    self.reason = reason
    self.isLenient = isLenient
    self.origin = origin
  }
}

/// What only exists while a template runs. The numbers are places in the renderer's own tables.
package struct Special: Sendable {
  enum Kind: Sendable {
    /// A slot that nothing has been assigned to.
    case missing
    indirect case range(start: Int, stop: Int, step: Int)
    /// What `groupby` makes: a pair that also has the members `grouper` and `list`.
    indirect case group(Value, [Value])
    indirect case view(ViewKind, Object)
    indirect case method(Value, String)
    case function(Function)
    case macro(Int)
    case namespace(Int)
    case loop(Int)
    case module(Int)
    case iterator(Int)
    case cycler(Int)
    case joiner(Int)
    /// `self`, with its context.
    case blocks(Int)
    indirect case block(context: Int, name: Int, depth: Int)
  }

  enum ViewKind: String, Sendable { case keys, values, items }
  enum Function: String, Sendable, CaseIterable { case range, dict, namespace, cycler, joiner, lipsum }

  let kind: Kind
}

extension Value {
  static let missing = Value.special(Special(kind: .missing))

  static func special(_ kind: Special.Kind) -> Value { .special(Special(kind: kind)) }
  static func absent(_ hint: Message) -> Value { .undefined(Undefined(.hint(hint))) }

  var isMissing: Bool {
    if case .special(let special) = self, case .missing = special.kind { return true }
    return false
  }

  /// The items of a list or tuple.
  var items: [Value]? {
    switch self {
    case .list(let items), .tuple(let items): return items
    case .special(let special):
      if case .group(let key, let items) = special.kind { return [key, .list(items)] }
      return nil
    default: return nil
    }
  }
}
