extension SyntaxTree {
  /// Adds what GitHub has beyond CommonMark, and the paragraphs that Chinese texts indent. Most bodies have none of it,
  /// which their bytes tell.
  ///
  /// - Parameters:
  ///   - linesBefore: The number of lines that the tree's text has before the body.
  ///   - idPrefix: What the ids of footnotes begin with.
  /// - Returns: The ids of the footnotes.
  func addExtensions(
    _ bytes: [UInt8], _ body: Range<Int>, linesBefore: Int, _ form: MarkupForm, idPrefix: String
  ) -> [String] {
    func has(_ text: StaticString) -> Bool { bytes.offset(of: text, in: body) != nil }
    var ids: [String] = []
    let hasIndents = has("\u{3000}"), hasNotes = has("[^")
    if hasIndents || hasNotes {
      let lines = BodyLines(bytes, body, linesBefore: linesBefore)
      if hasIndents { splitIndentedParagraphs(lines) }
      if hasNotes {
        var footnotes = Footnotes(form, idPrefix: idPrefix)
        footnotes.takeDefinitions(from: self, lines)
        ids = footnotes.insert(into: self)
      }
    }
    if has("[ ]") || has("[x]") || has("[X]") { markTasks(form) }
    if has("://") || has("www.") || has("@") { linkBareAddresses() }
    if has("~") { strikeThrough() }
    return ids
  }
}
