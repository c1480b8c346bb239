/// A tree of plain values that a template can mention, as a program builds it.
///
/// `html` is text that is safe already (Python's `Markup`): it is not escaped again, and what is joined
/// to it is escaped first. Templates run over the frozen form, `Datum`.
package enum Value: Sendable {
  case none
  case bool(Bool)
  case int(Int)
  case float(Double)
  case string(String)
  case html(String)
  /// A text to be printed as it is: to compute with it, as if it were a number, is an error.
  case verbatim(String)
  case list([Value])
  case tuple([Value])
  case object(Object)
}

/// A mapping whose order is that of its making.
package struct Object: Sendable {
  /// Names and values. (They have no labels: an array of tuples is copied if labels differ.)
  package let members: [(String, Value)]

  /// Makes a mapping; a name given twice keeps its first place and its last value, as in Python.
  package init(_ members: [(String, Value)]) { self.members = members }

  package subscript(name: String) -> Value? { members.last { $0.0 == name }?.1 }
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
  package init(dictionaryLiteral elements: (String, Value)...) { self = .object(Object(elements)) }

  /// The text, or none where there is no text.
  package init(_ text: String?) { self = text.map(Value.string) ?? .none }
}
