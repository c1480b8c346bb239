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
  case object(Object)
}

/// A mapping whose order is that of its making.
package struct Object: Sendable {
  /// Names and values. (They have no labels: an array of tuples is copied if labels differ.)
  package let members: [(String, Value)]

  /// Makes a mapping; a name given twice keeps its first place and its last value, as in Python.
  package init(_ members: [(String, Value)]) { self.members = members }
}

extension Value: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int) { self = .int(value) }
  package init(stringLiteral value: String) { self = .string(value) }
}
