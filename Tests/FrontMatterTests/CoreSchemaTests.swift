import Testing

@testable import FrontMatter

@Suite struct CoreSchemaTests {
  @Test(arguments: [
    ("", Resolved.null), ("~", .null), ("null", .null), ("Null", .null), ("NULL", .null), ("nULL", .string),
    ("~~", .string),
    ("true", .bool(true)), ("True", .bool(true)), ("TRUE", .bool(true)), ("false", .bool(false)),
    ("False", .bool(false)),
    ("FALSE", .bool(false)), ("tRUE", .string), ("yes", .string), ("no", .string), ("on", .string),
    ("off", .string),
    ("y", .string), ("0", .int(0)), ("-0", .int(0)), ("+12", .int(12)), ("-19", .int(-19)),
    ("0123", .int(123)),
    ("0o17", .int(15)), ("0o8", .string), ("0o", .string), ("-0o7", .string), ("0x1F", .int(31)),
    ("0xaBc", .int(0xABC)),
    ("0x", .string), ("0xG", .string), ("0X1", .string), ("0b1", .string), ("1_000", .string),
    ("1,000", .string),
    ("12:30:45", .string), ("190:20:30", .string), ("2015-05-12", .string), ("1.5", .float(1.5)),
    ("1.", .float(1)),
    (".5", .float(0.5)), ("-.5", .float(-0.5)), ("+.5", .float(0.5)), (".", .string), ("-", .string),
    ("+", .string),
    ("1e3", .float(1000)), ("1E+3", .float(1000)), ("-1.5e-1", .float(-0.15)), ("1e", .string),
    ("e3", .string), ("1e3.5", .string),
    (".inf", .float(.infinity)), ("-.Inf", .float(-.infinity)), ("+.INF", .float(.infinity)),
    ("inf", .string),
    (".iNF", .string), ("1.2.3", .string), ("78.1%", .string), ("近700", .string), ("１２", .string),
    ("1 2", .string),
    ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)),
    ("9223372036854775808", .float(9223372036854775808)),
    ("0xFFFFFFFFFFFFFFFFF", .float(295147905179352825856)), ("1e400", .float(.infinity)), ("=", .string),
    ("<<", .string),
  ])
  func plain(text: String, expected: Resolved) {
    #expect(Scalar(text: text, style: .plain).resolved == expected)
  }

  @Test(arguments: [".nan", ".NaN", ".NAN"])
  func notANumber(text: String) {
    guard case .float(let value) = Scalar(text: text, style: .plain).resolved else {
      Issue.record("\(text) is a float")
      return
    }
    #expect(value.isNaN)
  }

  @Test(arguments: [Scalar.Style.singleQuoted, .doubleQuoted, .literal, .folded])
  func othersAreStrings(style: Scalar.Style) {
    for text in ["", "~", "null", "true", "12", "1.5", ".nan"] {
      #expect(Scalar(text: text, style: style).resolved == .string)
    }
  }
}
