import Testing

@testable import FrontMatter

@Suite struct CoreSchemaTests {
  @Test(arguments: [
    ("", true), ("~", true), ("null", true), ("Null", true), ("NULL", true), ("nULL", false), ("~~", false),
    ("0", false), ("no", false), ("1234", false),
  ])
  func nothing(text: String, expected: Bool) {
    #expect(Scalar(text: text, style: .plain).isNull == expected)
  }

  @Test(arguments: [
    ("true", true), ("True", true), ("TRUE", true), ("false", false), ("False", false), ("FALSE", false),
    ("tRUE", nil), ("yes", nil), ("no", nil), ("on", nil), ("off", nil), ("y", nil), ("0", nil), ("1", nil),
    ("", nil), ("~", nil), ("是", nil),
  ])
  func flag(text: String, expected: Bool?) {
    #expect(Scalar(text: text, style: .plain).bool == expected)
  }

  @Test(arguments: [Scalar.Style.singleQuoted, .doubleQuoted, .literal, .folded])
  func othersAreTexts(style: Scalar.Style) {
    for text in ["", "~", "null", "true", "FALSE"] {
      let scalar = Scalar(text: text, style: style)
      #expect(scalar.bool == nil && !scalar.isNull)
    }
  }
}
