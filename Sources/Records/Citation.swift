/// A published page that content is taken from.
package struct SourcePage: EntryRecord {
  fileprivate(set) var writtenID = Located(value: "", range: 0..<0)
  package fileprivate(set) var title = ""
  package fileprivate(set) var issuer: String?
  package fileprivate(set) var date: Period?
  package fileprivate(set) var url: String?
  /// The digest of the page's text, which may be at hand though it is not published.
  package fileprivate(set) var sha256: Located<String>?
  package fileprivate(set) var note: String?
  /// The text itself, if it is at hand and the registered one.
  package internal(set) var text: PageText?

  package var id: String { writtenID.value }

  static let fields = RecordFields<SourcePage>(zh: "来源", en: "source") { it in
    it.add("id", "编号", to: \.writtenID, as: .text, isRequired: true)
    it.add("title", "标题", "名称", to: \.title, as: .text, isRequired: true)
    it.add("issuer", "发布单位", to: \.issuer, as: .text)
    it.add("date", "日期", to: \.date, as: .date)
    it.add("url", "网址", to: \.url, as: .webAddress)
    it.add(
      "sha256", "校验值", to: \.sha256, as: .located, "页面文字的 SHA-256，64 位十六进制", "the SHA-256 of the page's text",
      export: .described("页面文字的 SHA-256；文字本身不公布"))
    it.add("note", "说明", to: \.note, as: .text)
  }
}

extension Form where Value == String? {
  /// The address of a page on the web.
  static var webAddress: Self {
    Form(
      type: .text,
      read: { reader, key in
        guard let text = reader.text(key) else { return nil }
        if !text.value.isWebAddress {
          reader.report(.badWebAddress(text.value, at: reader.location(text.range)))
        }
        return text.value
      }, value: text.value)
  }
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

extension Case {
  /// Whether it cites no page: the publisher itself tells of it.
  package var isOwn: Bool { citations.isEmpty }
}

extension Report {
  /// Whether it cites no page: the publisher itself gives the figures.
  package var isOwn: Bool { citations.isEmpty }
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
