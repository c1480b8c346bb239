import Bytes
import Diagnostics
import Testing

@Suite struct JSONTests {
  private static func parse(_ text: String) throws(Diagnostic) -> JSON {
    try JSON(parsing: SourceText(path: "data.json", text))
  }

  @Test func prints() {
    let value: JSON = [
      "text": "甲\"\\\n\t\u{1}\u{7F}/", "list": [1, true, nil], "empty": [:], "none": [],
      "decimal": .number("1.0"),
    ]
    #expect(
      value.encoded() == #"""
        {
          "text": "甲\"\\\n\t\u0001\u007f/",
          "list": [
            1,
            true,
            null
          ],
          "empty": {},
          "none": [],
          "decimal": 1.0
        }
        """#)
  }

  @Test(
    arguments: [
      ("null", JSON.null), (" true ", true), ("-0", .number("-0")), ("1.50", .number("1.50")),
      ("2e+10", .number("2e+10")),
      (#""a\u4E00\uD83D\uDE00\/\n""#, "a一😀/\n"), ("[1, [ ]]", [1, []]),
      (#"{"b": 1, "a": 2}"#, ["b": 1, "a": 2]),
      // The last of two equal names counts, at the place of the first.
      (#"{"a": 1, "b": 2, "a": 3}"#, ["a": 3, "b": 2]), ("\u{FEFF}1", 1), ("\t\r\n1\n", 1),
      ("123456789012345678901234567890", .number("123456789012345678901234567890")),
    ] as [(String, JSON)])
  func reads(text: String, expected: JSON) throws {
    #expect(try JSONTests.parse(text) == expected)
    #expect(try JSONTests.parse(expected.encoded()) == expected)
  }

  @Test func namesCanBeAskedToBeUnique() throws {
    let source = SourceText(path: "data.json", #"[{"a": 1}, {"a": {"a": 2}, "b": 3, "a": 4}]"#)
    let error = #expect(throws: Diagnostic.self) { try JSON(parsing: source, namesAreUnique: true) }
    #expect(error?.message.en.contains("“a”") == true)
    let nested = SourceText(path: "data.json", #"{"a": {"a": 2}}"#)
    #expect(try JSON(parsing: nested, namesAreUnique: true) == ["a": ["a": 2]])
  }

  /// A text that is none, and the offset at which that shows.
  @Test(arguments: [
    ("", 0), ("[1,]", 3), ("[1 2]", 3), ("{a: 1}", 1), (#"{"a" 1}"#, 5), ("01", 1), ("1.", 2), (".5", 0),
    ("+1", 0),
    ("1e", 2), ("-", 1), ("nul", 0), ("NaN", 0), (#""abc"#, 4), ("\"a\nb\"", 2), (#""\x""#, 3),
    (#""\u12G4""#, 3),
    (#""\uD800""#, 7), (#""\uD800\u0041""#, 13), ("[", 1), ("{}x", 2), ("'a'", 0), ("[1]//", 3),
    (String(repeating: "[", count: 100_000), 201),
  ])
  func refuses(text: String, offset: Int) {
    let error = #expect(throws: Diagnostic.self) { try JSONTests.parse(text) }
    #expect(error?.code == "json-syntax")
    #expect(error?.location?.range.lowerBound == offset)
  }

  @Test func members() {
    let value: JSON = ["a": 1]
    #expect(value["a"] == 1)
    #expect(value["b"] == nil)
    #expect(JSON.array([])["a"] == nil)
    #expect(JSON.optional(nil) == .null)
  }
}

@Suite struct CSVTests {
  @Test func quotesOnlyWhereNeeded() {
    let rows = [
      ["id", "text"], ["1", "a,b"], ["2", "say \"x\""], ["3", "two\nlines"], ["4", ""], ["5", "湖北省/武汉市"],
    ]
    #expect(
      CSV.encoded(rows)
        == "id,text\n1,\"a,b\"\n2,\"say \"\"x\"\"\"\n3,\"two\nlines\"\n4,\n5,湖北省/武汉市\n")
  }
}
