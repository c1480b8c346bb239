import Records
import Templates

extension Publication {
  /// The page of the folder `data/`: what it holds is known to who writes it.
  package func dataPage(_ data: @escaping @Sendable (inout DataBuilder) -> Fields) -> Page {
    Page(
      Address.folder("data"), kind: "data", title: words.name(SiteSettings.Section.data),
      description: words[.dataDescription], data: data)
  }
}

extension Words {
  /// What the catalogue calls a table of open data, or says of it, where it is not in Chinese.
  package func table(_ name: String) -> (title: String, description: String)? {
    self.name(in: "table", name).map { ($0, self.name(in: "table_note", name) ?? "") }
  }
}
