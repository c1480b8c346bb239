import Records

// Brands, methods, topics and platforms; reports and briefings; the text of all write-ups.
extension Content {
  var brandTable: Table {
    named(brands, "品牌", "各地给自己的协商工作起的名字。", Self.brandFields) { brand, row in
      row.json(isEmpty: brand.recurs == nil) { writer in
        if let recurs = brand.recurs { writer.recurrence(recurs) }
      }
    }
  }

  var methodTable: Table {
    named(methods, "工作法", "协商怎么开展；没有 steps 的，来源没有公布步骤。", Self.methodFields) { method, row in
      row.texts(method.steps)
    }
  }

  var topicTable: Table {
    named(topics, "议题", "案例谈的是什么事。", Self.topicFields) { topic, row in
      row.code(topic.kind)
      row.text(topic.year)
    }
  }

  var platformTable: Table {
    named(platforms, "平台", "开展协商的地方。", Self.platformFields) { platform, row in
      row.texts(platform.kinds)
      row.text(platform.host)
      row.texts(platform.sharedWith)
      row.text(platform.sector)
      row.texts(platform.checklist)
      row.objects(platform.convenors) { convenor, item in
        item.member("role", convenor.role)
        item.member("count", convenor.count)
      }
      row.text(platform.commended)
    }
  }

  static let brandFields =
    namedFields("brands") + [
      Field("recurs", .object, "活动日", "{day} 或 {weekday, week}，以及 months", .inapplicable)
    ]
  static let methodFields = namedFields("methods") + [Field("steps", .array, "步骤", "按顺序")]
  static let topicFields =
    namedFields("topics") + [
      Field("kind", .string, "类别").coded("topic_kind"), Field("year", .string, "年度", "", .inapplicable),
    ]
  static let platformFields =
    namedFields("platforms") + [
      Field("kinds", .array, "类型"), Field("host", .string, "承办单位"),
      Field("shared_with", .array, "共用场所", "", .inapplicable),
      Field("sector", .string, "界别", "", .inapplicable),
      Field("checklist", .array, "标准"), Field("convenors", .array, "召集人", "{role, count} 的列表"),
      Field("commended", .string, "表扬", "", .inapplicable),
    ]

  private static func namedFields(_ folder: String) -> [Field] {
    [
      .stem(folder), .title, Field("names", .array, "别名"), .region, .area, .source, .summary, .note,
      .corrections,
    ]
  }

  private func named<Record: NamedRecord>(
    _ records: [Record], _ title: String, _ description: String, _ fields: [Field],
    write: @escaping @Sendable (Record, inout RowWriter) -> Void
  ) -> Table {
    let folder = Record.section.rawValue, records = records.sortedByBytes(\.naming.stem)
    return Table(
      folder, title, description, fields
    ) { writer in
      for record in records {
        writer.row { row in
          let naming = record.naming
          row.plain(naming.stem)
          row.text(naming.title)
          row.texts(naming.names)
          row.region(naming.region, in: self)
          row.area(naming.region, in: self)
          row.citations(naming.citations)
          row.text(naming.summary)
          row.text(naming.note)
          row.texts(naming.corrections)
          write(record, &row)
        }
      }
    }
  }

  static let briefingFields: [Field] = [
    .stem("briefings"), .title, Field("headline", .array, "分行标题"), Field("kicker", .string, "眉题"),
    Field("masthead", .string, "简报名称"), Field("issue", .string, "期号"), Field("issuer", .string, "编发单位"),
    Field("date", .date, "印发日期"), Field("recipients", .array, "发送范围"), Field("copies", .string, "印数"),
    .region, .area, .period, Field("figures", .array, "列出的指标", "metrics 表里编号的列表"), .source, .note,
  ]

  var briefingTable: Table {
    let briefings = self.briefings.sortedByBytes(\.stem)
    return Table(
      "briefings", "简报", "编了期号、可以打印的工作简报。",
      Self.briefingFields
    ) { writer in
      for briefing in briefings {
        writer.row { row in
          row.plain(briefing.stem)
          row.text(briefing.title)
          row.texts(briefing.headline)
          row.text(briefing.kicker)
          row.text(briefing.masthead)
          row.text(briefing.issue)
          row.text(briefing.issuer)
          row.day(briefing.date)
          row.texts(briefing.recipients)
          row.text(briefing.copies)
          row.region(briefing.region, in: self)
          row.area(briefing.region, in: self)
          row.plain(briefing.period?.code)
          row.texts(briefing.figures.map { metrics.all[$0].id })
          row.citations(briefing.citations)
          row.text(briefing.note)
        }
      }
    }
  }
}

extension StructureWriter {
  fileprivate mutating func recurrence(_ recurrence: Recurrence) {
    object { writer in
      switch recurrence.day {
      case .dayOfMonth(let day): writer.member("day") { $0.number(day) }
      case .weekday(let weekday, let week):
        writer.member("weekday", weekday.rawValue)
        writer.member("week", week.rawValue)
      }
      if recurrence.months != .all { writer.member("months", recurrence.months.rawValue) }
    }
  }
}
