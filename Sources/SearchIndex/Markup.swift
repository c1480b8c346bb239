/// The part of HTML that a Markdown renderer writes.
enum Markup {
  /// The elements inside a line: the text before and after is one text.
  static let inline = [
    "", "a", "em", "strong", "code", "span", "img", "b", "i", "del", "sub", "sup", "mark", "time",
  ].map(packed)
  static let drawing = packed("svg")
  /// The element with the number of a footnote, which is no part of the text around it.
  static let reference = packed("sup")

  /// The last eight letters of a name as a number.
  private static func packed(_ name: String) -> UInt64 { name.utf8.reduce(0) { $0 << 8 | UInt64($1) } }
}

/// A character that markup writes as an entity; `&` itself where there is none.
struct Entity {
  let character: UInt8
  let length: Int

  private static let known: [(name: String, character: UInt8)] = [
    ("&amp;", UInt8(ascii: "&")), ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")),
    ("&quot;", UInt8(ascii: "\"")), ("&#39;", UInt8(ascii: "'")),
  ]

  init(_ bytes: some Sequence<UInt8>) {
    let entity = Entity.known.first { bytes.starts(with: $0.name.utf8) }
    character = entity?.character ?? UInt8(ascii: "&")
    length = entity?.name.utf8.count ?? 1
  }
}
