import Diagnostics

/// A JSON value whose objects keep their order. Numbers are kept as written: `1.0` stays `1.0`, and a
/// decimal loses nothing (Foundation's decoder keeps neither the order nor the spelling).
package enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSON])
  case object([(key: String, value: JSON)])

  package static func int(_ value: Int) -> JSON { .number(String(value)) }

  /// A text; null for nil.
  package static func optional(_ value: String?) -> JSON { value.map(JSON.string) ?? .null }

  package static func == (a: JSON, b: JSON) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let x), .bool(let y)): x == y
    case (.number(let x), .number(let y)), (.string(let x), .string(let y)): x == y
    case (.array(let x), .array(let y)): x == y
    case (.object(let x), .object(let y)): x.elementsEqual(y) { $0.key == $1.key && $0.value == $1.value }
    default: false
    }
  }

  package subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  package init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements.map { ($0, $1) }) }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .int(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(nilLiteral: ()) { self = .null }
}

extension JSON {
  /// The text of the value: two spaces a level, an empty container on one line, no line end after it.
  package func encoded() -> String {
    var out = ""
    write(to: &out, indent: 0)
    return out
  }

  private func write(to out: inout String, indent: Int) {
    switch self {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .number(let text): out += text
    case .string(let text): JSON.quote(text, to: &out)
    case .array(let items):
      JSON.write(items, open: "[", close: "]", to: &out, indent: indent) { item, out in
        item.write(to: &out, indent: indent + 1)
      }
    case .object(let members):
      JSON.write(members, open: "{", close: "}", to: &out, indent: indent) { member, out in
        JSON.quote(member.key, to: &out)
        out += ": "
        member.value.write(to: &out, indent: indent + 1)
      }
    }
  }

  private static func write<T>(
    _ items: [T], open: String, close: String, to out: inout String, indent: Int,
    each: (T, inout String) -> Void
  ) {
    out += open
    for (i, item) in items.enumerated() {
      out += (i == 0 ? "\n" : ",\n") + String(repeating: "  ", count: indent + 1)
      each(item, &out)
    }
    if !items.isEmpty { out += "\n" + String(repeating: "  ", count: indent) }
    out += close
  }

  private static func quote(_ text: String, to out: inout String) {
    out += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case _ where scalar.isControl: out += "\\u" + scalar.value.hexadecimal(digits: 4)
      default: out.unicodeScalars.append(scalar)
      }
    }
    out += "\""
  }
}
