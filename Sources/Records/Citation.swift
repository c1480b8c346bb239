/// A published page that content is taken from.
package struct SourcePage: Sendable {
  package let id: String
  package let title: String
  package let issuer: String?
  package let date: Period?
  package let url: String?
  package let note: String?
}

/// Where on a source page something stands: the page's id and its lines, from 1.
package struct Citation: Sendable, Equatable {
  package let source: String
  package let lines: [Int]

  package init(source: String, lines: [Int]) {
    self.source = source
    self.lines = lines
  }
}

extension FieldReader {
  mutating func citations(_ key: String, sources: [SourcePage]) -> [Citation] {
    let items = oneOrMore(key)
    return items.compactMap { node in
      record(node, as: .citation) { reader in
        guard let id = reader.requiredText("source") else { return nil }
        if !sources.contains(where: { $0.id == id.value }) {
          reader.report(.unknownSource(id.value, known: sources.map(\.id), at: reader.location(id.range)))
        }
        return Citation(source: id.value, lines: reader.lines("line"))
      }
    }
  }

  /// One line number, or a list of them.
  mutating func lines(_ key: String) -> [Int] {
    let items = oneOrMore(key)
    return items.compactMap { node in
      guard let text = text(node) else { return nil }
      if let line = Int(text.value), line > 0 { return line }
      report(.badLine(text.value, at: location(text.range)))
      return nil
    }
  }
}
