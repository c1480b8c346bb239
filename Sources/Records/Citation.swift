/// A published page that content is taken from.
package struct SourcePage: Sendable {
  package let id: String
  package let title: String
  package let issuer: String?
  package let date: Period?
  package let url: String?
  package let note: String?
  let idRange: Range<Int>
  /// The digest of the page's text, which may be at hand though it is not published.
  package let sha256: Located<String>?
  /// The text itself, if it is at hand and the registered one.
  package internal(set) var text: PageText?
}

/// A place on a source page: the page's id and its lines, from 1.
package struct Citation: Sendable, Hashable {
  package let source: String
  package let lines: [Int]
  /// The sentence as the page has it.
  package let quote: String?

  package init(source: String, lines: [Int], quote: String? = nil) {
    self.source = source
    self.lines = lines
    self.quote = quote
  }
}

extension RecordKind {
  static let citation = RecordKind(
    zh: "来源", en: "source",
    [
      Field(
        "source", ["来源", "页"], .text, isRequired: true, .init("来源表里的编号", "an id of the list of sources")),
      Field("line", ["行"], .oneOrMore(.line), .init("页面文字的第几行，从 1 数起", "lines of the page's text, from 1")),
      Field("quote", ["原文"], .text, .quote),
    ])
}

extension Field.Help {
  static let quote = Field.Help("来源里的原话，一字不差", "the sentence as the source has it, letter for letter")
}

extension FieldReader {
  mutating func citations(_ key: String) -> [Citation] {
    let items = oneOrMore(key), sources = context.sources
    var pages: [CitedPage] = []
    let citations: [Citation] = distinct(items, by: \.self) { fields, node in
      fields.record(node, as: .citation) { reader in
        guard let id = reader.requiredText("source") else { return nil }
        let page = sources.first { $0.id == id.value }
        if page == nil {
          reader.report(.unknownSource(id.value, known: sources.map(\.id), at: reader.location(id.range)))
        }
        let lines = reader.lines("line"), quote = reader.text("quote")
        if reader.isHeld {
          pages.append(CitedPage(id: id.value, text: page?.text, lines: lines, quote: quote))
        }
        return Citation(source: id.value, lines: lines.map(\.value), quote: quote?.value)
      }
    }
    citedPages += pages
    return citations
  }

  /// One line number, or a list of them.
  mutating func lines(_ key: String) -> [Located<Int>] {
    let items = oneOrMore(key)
    return items.compactMap { node in
      guard let text = text(node) else { return nil }
      if let line = Int(text.value), line > 0 { return Located(value: line, range: text.range) }
      report(.badLine(text.value, at: location(text.range)))
      return nil
    }
  }
}
