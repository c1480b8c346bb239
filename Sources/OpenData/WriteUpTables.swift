import Records

extension Content {
  /// The table of the write-ups of a folder: a column for each field, under the name that it has in a header.
  ///
  /// - Parameter special: the field whose cell is written in another form.
  func table<Record: WriteUpRecord>(
    _ folder: String, _ title: String, _ description: String, _ records: [Record],
    special: (key: String, write: @Sendable (Record, inout RowWriter) -> Void)? = nil
  ) -> Table {
    let records = records.sortedByBytes(\.stem), isCases = folder == "cases"
    // The fields that have columns, and whether their cells are followed by others.
    let fields = RecordKind.ofFolder(folder)?.fields ?? []
    let places = fields.indices.filter { fields[$0].column != nil }.map { index in
      (
        index: index, isSpecial: fields[index].key == special?.key,
        isDate: isCases && fields[index].key == "date",
        isRegion: fields[index].key == "region"
      )
    }
    return Table(folder, title, description, Column.ofFolder(folder), of: records) { record, row in
      let values = Record.fields.values(of: record)
      row.plain(record.stem)
      for place in places {
        let value = values[place.index]
        if place.isSpecial { special?.write(record, &row) } else { row.value(value, in: self) }
        if place.isRegion { row.area(value, in: self) }
        if place.isDate { row.ends(of: value) }
      }
      if isCases { row.page(folder, record.stem) }
    }
  }
}

extension Content {
  var caseTable: Table {
    table(
      "cases", "案例", "每个案例一行：何时、何地、什么事、谁参加、结果怎样。正文在 texts 表，其中每个数的数值和上下限在 case_numbers 表。", cases)
  }

  var brandTable: Table { table("brands", "品牌", "各地给自己的协商工作起的名字。", brands) }
  var methodTable: Table { table("methods", "工作法", "协商怎么开展；没有 steps 的，来源没有公布步骤。", methods) }
  var topicTable: Table { table("topics", "议题", "案例谈的是什么事。", topics) }
  var platformTable: Table { table("platforms", "平台", "开展协商的地方。", platforms) }
  var briefingTable: Table { table("briefings", "简报", "编了期号、可以打印的工作简报。", briefings) }
}

extension RowWriter {
  mutating func value(_ value: FieldValue?, in content: Content) {
    switch value {
    case nil, .null: missing()
    case .text(let value): text(value)
    case .code(let code): plain(code)
    case .day(let value): day(value)
    case .period(let period): plain(period.code)
    case .flag(let value): flag(value)
    case .number(let value): number(value)
    case .quantity(let value): quantity(value)
    case .region(let id): text(content.regions[id].path)
    case .metric(let index): plain(content.metrics.all[index].id)
    case .reference(let section, let index): plain(content.naming(section, index)?.stem)
    case .citations(let value): citations(value)
    case .list, .map, .byMetric: json { $0.value(value, in: content) }
    }
  }

  mutating func area(_ value: FieldValue?, in content: Content) {
    if case .region(let id) = value { area(id, in: content) } else { missing() }
  }

  /// `001:84,85;002:3`
  mutating func citations(_ citations: [Citation]) {
    text(
      citations.map { citation in
        citation.lines.isEmpty
          ? citation.source : citation.source + ":" + citation.lines.map(String.init).joined(separator: ",")
      }.joined(separator: ";"))
  }

  mutating func quantity(_ quantity: Quantity?) { text(quantity.map { $0.raw ?? $0.display }) }

  mutating func area(_ id: RegionID?, in content: Content) {
    guard let id else { return missing() }
    plain(content.regions.address(of: id))
  }

  mutating func code(_ choice: (some Choice)?) { plain(choice?.rawValue) }

  /// The first and last day of a date.
  fileprivate mutating func ends(of value: FieldValue?) {
    guard case .period(let period) = value else { return missing(2) }
    day(period.start)
    day(period.end)
  }

  /// A folder of the site.
  mutating func page(_ folder: String, _ stem: String) { plain(folder, "/", stem, "/") }
}

extension StructureWriter {
  mutating func value(_ value: FieldValue?, in content: Content) {
    switch value {
    case nil, .null, .citations: text("")
    case .text(let value), .code(let value): text(value)
    case .day(let day): text(day.iso)
    case .period(let period): text(period.code)
    case .flag(let value): text(value ? "true" : "false")
    case .number(let value): number(value)
    case .quantity(let quantity): text(quantity.raw ?? quantity.display)
    case .region(let id): text(content.regions[id].path)
    case .metric(let index): text(content.metrics.all[index].id)
    case .reference(let section, let index): text(content.naming(section, index)?.stem ?? "")
    case .list(let items): list(items) { $1.value($0, in: content) }
    case .map(let members): object(members, in: content)
    case .byMetric(let members): object(members.map { (content.metrics.all[$0].id, $1) }, in: content)
    }
  }

  private mutating func object(_ members: [(key: String, value: FieldValue)], in content: Content) {
    object { writer in
      for (key, value) in members {
        if case .null = value { continue }
        writer.member(key) { $0.value(value, in: content) }
      }
    }
  }
}

extension Array {
  /// The elements in the order of the bytes of a text that each has.
  func sortedByBytes(_ key: (Element) -> String) -> [Element] {
    map { (key($0), $0) }.sorted { $0.0.precedesByBytes($1.0) }.map(\.1)
  }
}
