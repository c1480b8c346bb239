import Bytes

// Values as the header of a write-up spells them: in YAML, plain where that is safe.
extension String {
  /// One line that is read as this text, also inside brackets.
  package var headerScalar: String {
    if isPlainScalar { return self }
    var quoted = "\""
    for scalar in replacing("\r\n", with: "\n").unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _
      where scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value
        || [0x2028, 0x2029, 0xFEFF].contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// Letters, digits, Chinese, and marks that mean nothing to YAML wherever they stand; no full-width colon, which the
  /// reader takes for a plain one.
  private var isPlainScalar: Bool {
    guard let first = unicodeScalars.first, first.isPlainLetter || "“（《〔".unicodeScalars.contains(first),
      // 001 is a number to YAML.
      lowercased() != "null", !(first == "0" && utf8.count > 1 && utf8.allSatisfy { 48...57 ~= $0 })
    else { return false }
    let marks = "-_./%+“”‘’（）《》〔〕、，。；！？—…· ".unicodeScalars
    return unicodeScalars.allSatisfy { $0.isPlainLetter || marks.contains($0) } && !hasSuffix(" ")
      && !contains("  ")
  }
}

extension Unicode.Scalar {
  fileprivate var isPlainLetter: Bool {
    switch value {
    case 48...57, 65...90, 97...122, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x3FFFF: true
    default: false
    }
  }
}

extension JSON {
  /// On one line, as it may stand inside brackets.
  var headerFlow: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let text): text
    case .string(let text): text.headerScalar
    case .array(let items): "[" + items.map(\.headerFlow).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { "\($0.key.headerScalar): \($0.value.headerFlow)" }.joined(separator: ", ") + "}"
    }
  }

  /// After a key: a list of records and a map have lines of their own.
  var headerValue: String {
    switch self {
    case .array(let items) where items.contains { if case .object = $0 { true } else { false } }:
      items.map { "\n  - " + $0.headerFlow }.joined()
    case .object(let members) where !members.isEmpty:
      members.map { "\n  \($0.key.headerScalar): \($0.value.headerFlow)" }.joined()
    default: headerFlow
    }
  }
}
