import Diagnostics

/// A template prints published numbers; it does not compute with them. What may be added up, the registry says, and
/// the data of a page holds the sums that it allows. A tag that takes a number's `display` through `int`, `float`
/// or `sum` asks for a sum that nobody has allowed: refused before anything is rendered.
///
/// Found in the text of the tags. A display that a template stores under another name first is not traced; adding
/// such texts with `+` only strings them together.
package struct TemplateSums {
  private let source: SourceText

  package init(_ source: SourceText) { self.source = source }

  package var diagnostics: [Diagnostic] {
    tags.compactMap(firstWord).map { .forbiddenSum($0.word, at: Location(source.path, $0.range)) }
  }

  private static let computing: Set<String> = ["int", "float", "sum"]

  /// The insides of `{{ … }}` and `{% … %}`; comments are none.
  private var tags: [Range<Int>] {
    let bytes = source.bytes
    var tags: [Range<Int>] = [], i = 0
    while i + 1 < bytes.count {
      guard bytes[i] == UInt8(ascii: "{"), let close = TemplateSums.closings[bytes[i + 1]] else {
        i += 1
        continue
      }
      var end = i + 2
      while end + 1 < bytes.count, bytes[end] != close || bytes[end + 1] != UInt8(ascii: "}") { end += 1 }
      if close != UInt8(ascii: "#") { tags.append(i + 2..<end) }
      i = end + 2
    }
    return tags
  }

  private static let closings: [UInt8: UInt8] = [
    UInt8(ascii: "{"): UInt8(ascii: "}"), UInt8(ascii: "%"): UInt8(ascii: "%"),
    UInt8(ascii: "#"): UInt8(ascii: "#"),
  ]

  /// What computes first, after a `display` in the same tag: a filter, or the name of one in quotes (`map("int")`).
  private func firstWord(of tag: Range<Int>) -> (word: String, range: Range<Int>)? {
    var hasNumber = false, i = tag.lowerBound
    while i < tag.upperBound {
      guard TemplateSums.isLetter(source.bytes[i]) else {
        i += 1
        continue
      }
      var end = i
      while end < tag.upperBound, TemplateSums.isLetter(source.bytes[end]) { end += 1 }
      let word = source.text(i..<end)
      if word == "display" { hasNumber = true }
      let computes = hasNumber && TemplateSums.computing.contains(word) && asksForFilter(before: i, in: tag)
      if computes || (word == "sum" && sumsDisplays(after: end, in: tag)) { return (word, i..<end) }
      i = end
    }
    return nil
  }

  private func asksForFilter(before place: Int, in tag: Range<Int>) -> Bool {
    var i = place - 1
    while i >= tag.lowerBound, source.bytes[i] == UInt8(ascii: " ") { i -= 1 }
    return i >= tag.lowerBound
      && [UInt8(ascii: "|"), UInt8(ascii: "\""), UInt8(ascii: "'")].contains(source.bytes[i])
  }

  /// `sum("display")`, `sum(attribute='display')`
  private func sumsDisplays(after place: Int, in tag: Range<Int>) -> Bool {
    let rest = source.text(place..<tag.upperBound).prefix { $0 != ")" }
    return rest.hasPrefix("(") && (rest.contains("display\"") || rest.contains("display'"))
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
