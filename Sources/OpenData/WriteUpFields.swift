import Records

// Columns and cells that tables of write-ups share. They bear the names that the fields have in a header, so that an
// import can write the header again without knowing them one by one.
extension Field {
  static func stem(_ folder: String) -> Field {
    Field("id", .string, "编号", "来稿的文件名，也是页面地址 \(folder)/编号/ 里的一段；不重复，不改用")
  }

  static let title = Field("title", .string, "标题")
  static let region = Field("region", .string, "地区", "从省写起的路径，如 湖北省/武汉市/青山区", .inapplicable)
  static let area = Field("area", .string, "地区编号", "地区表里的编号，如 hubei/wuhan/qingshan", .inapplicable)
    .referring(to: "areas").derived
  static let source = Field(
    "source", .string, "来源", "来源编号:行号,行号；几个来源用分号隔开，如 001:84,85;002:3。编号见来源表，行号从 1 数起")
  static let corrections = Field("corrections", .array, "更正", "文字的列表")
  static let note = Field("note", .string, "说明")
  static let summary = Field("summary", .string, "摘要")
  static let published = Field("published", .date, "发布日期")

  /// The figures and dates of a write-up, in their forms.
  static func date(_ name: StaticString, _ title: String) -> Field {
    Field(name, .string, title, "2022、2022-08、2022-08-31，或用 .. 连接的起止")
  }

  static func quantity(_ name: StaticString, _ title: String) -> Field {
    Field(name, .string, title, "照来稿写法，如 78、近700、200余；数值和上下限见 case_numbers 表")
  }

  static let period = Field(
    "period", .string, "时期", "2024、2024H1（上半年）、2024Q3、2024-07、2024-07-01、起..止；没有写明起点的写作 ..止")
}

extension RowWriter {
  /// `001:84,85;002:3`
  mutating func citations(_ citations: [Citation]) {
    text(
      citations.map { citation in
        citation.lines.isEmpty
          ? citation.source : citation.source + ":" + citation.lines.map(String.init).joined(separator: ",")
      }.joined(separator: ";"))
  }

  mutating func quantity(_ quantity: Quantity?) { text(quantity.map { $0.raw ?? $0.display }) }

  mutating func region(_ id: RegionID?, in content: Content) {
    guard let id else { return missing() }
    text(content.regions[id].path)
  }

  mutating func area(_ id: RegionID?, in content: Content) {
    guard let id else { return missing() }
    plain(content.regions.address(of: id))
  }

  mutating func code(_ choice: (some Choice)?) { plain(choice?.rawValue) }

  /// A folder of the site.
  mutating func page(_ folder: String, _ stem: String) { plain(folder, "/", stem, "/") }
}

extension Array {
  /// By the bytes of a text that each has.
  func sortedByBytes(_ key: (Element) -> String) -> [Element] {
    map { (key($0), $0) }.sorted { $0.0.precedesByBytes($1.0) }.map(\.1)
  }
}
