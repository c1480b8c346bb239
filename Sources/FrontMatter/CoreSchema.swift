// Plain words that are more than a text in YAML 1.2.2's core schema (§10.3). `no`, `12:30:45` and `2015-05-12` are texts,
// and what a number says is up to the reader of the field.
extension Scalar {
  /// The value of `true` or `false`; nil for anything else.
  package var bool: Bool? {
    guard style == .plain else { return nil }
    return switch text {
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: nil
    }
  }

  /// Nothing, or a word for it.
  package var isNull: Bool {
    guard style == .plain else { return false }
    return switch range.count {
    case 0: true
    case 1: bytes[range.lowerBound] == UInt8(ascii: "~")
    case 4: ["null", "Null", "NULL"].contains { $0.utf8.elementsEqual(bytes[range]) }
    default: false
    }
  }
}
