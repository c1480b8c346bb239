import Diagnostics
import Records

// Cases, and the numbers in them one by one.
extension Content {
  var caseTable: Table {
    let cases = self.cases.sortedByBytes(\.stem)
    return Table(
      "cases", "案例", "每个案例一行：何时、何地、什么事、谁参加、结果怎样。正文在 texts 表，其中每个数的数值和上下限在 case_numbers 表。",
      Self.caseFields
    ) { writer in
      for record in cases { writer.row { write(record, &$0) } }
    }
  }

  static let caseFields: [Field] = [
    .stem("cases"), .title, .region, .area, .date("date", "日期"),
    Field("date_start", .date, "日期的第一天", "由 date 算出").derived,
    Field("date_end", .date, "日期的最后一天", "由 date 算出").derived,
    .published, Field("updated", .date, "更新日期"),
    Field("status", .string, "结果").coded("status"), Field("activity", .string, "活动类型").coded("activity"),
    Field("brand", .string, "品牌").referring(to: "brands"),
    Field("topics", .array, "议题", "topics 表里编号的列表"),
    Field("method", .string, "工作法").referring(to: "methods"),
    Field("step", .string, "到了哪个环节", "没有 step_source 的，是编写者由经过推断的"),
    Field("step_source", .string, "环节来源", "来源里写明办到这个环节的地方，写法同 source"),
    Field("platform", .string, "平台").referring(to: "platforms"), Field("organiser", .string, "组织单位"),
    Field("mode", .string, "形式"), Field("topic_source", .string, "议题来源"),
    .quantity("sessions", "场次"), .quantity("problems_raised", "反映问题"),
    .quantity("problems_solved", "解决问题"),
    Field("members", .mixed, "委员", "人次（照来稿写法），或姓名的列表，或层级 → 人数"),
    .quantity("participants", "参与群众"), .quantity("participant_visits", "参与人次"),
    Field("outcomes", .array, "成效", "{label, value, unit, period} 的列表，period 是来稿给这个数写明的时期"),
    Field(
      "projects", .array, "项目",
      "{name, count, state, note} 的列表，count 是这一条说的是几个（unpublished 是几个没有公布），没有写的是一个；state 见 project_state 码表"),
    Field("funding", .array, "资金", "{payer, amount, unit, period} 的列表"),
    Field(
      "documents", .array, "成果文件",
      "{type, count, number, date, addressee, endorsed, assigned, undertaken, note} 的列表"
    ),
    Field("follow_ups", .array, "回头看", "{date, finding, state} 的列表，state 见 status 码表"),
    Field("images", .array, "图片", "{file, alt, caption} 的列表；图片本身不在导出里"),
    .source, .corrections, .note, .summary, Field("aliases", .array, "旧地址"),
    Field("page", .string, "页面", "从网站首页算起的地址").derived,
  ]

  private func write(_ record: Case, _ row: inout RowWriter) {
    row.plain(record.stem)
    row.text(record.title)
    row.region(record.region, in: self)
    row.area(record.region, in: self)
    row.plain(record.date?.value.code)
    row.day(record.date?.value.start)
    row.day(record.date?.value.end)
    row.day(record.published)
    row.day(record.updated)
    row.code(record.status)
    row.code(record.activity)
    row.plain(record.brand.map { brands[$0].naming.stem })
    row.texts(record.topics.map { topics[$0].naming.stem })
    row.plain(record.method.map { methods[$0].naming.stem })
    row.text(record.step)
    row.citations(record.stepCitations)
    row.plain(record.platform.map { platforms[$0].naming.stem })
    row.text(record.organiser)
    row.text(record.mode)
    row.text(record.topicSource)
    row.quantity(record.sessions?.value)
    row.quantity(record.problemsRaised?.value)
    row.quantity(record.problemsSolved?.value)
    switch record.members?.value {
    case nil: row.missing()
    case .number(let quantity): row.quantity(quantity)
    case .named(let names): row.json { $0.list(names) { $1.text($0) } }
    case .tiers(let tiers):
      row.json { $0.object { for tier in tiers { $0.member(tier.name, tier.quantity) } } }
    }
    row.quantity(record.participants?.value)
    row.quantity(record.participantVisits?.value)
    writeLists(of: record, &row)
    row.citations(record.citations)
    row.texts(record.corrections)
    row.text(record.note)
    row.text(record.summary)
    row.texts(record.formerAddresses.map(\.value))
    row.page("cases", record.stem)
  }

  private func writeLists(of record: Case, _ row: inout RowWriter) {
    row.objects(record.outcomes) { outcome, item in
      item.member("label", outcome.label)
      item.member("value", outcome.value)
      item.member("unit", outcome.unit)
      item.member("period", outcome.period?.code)
    }
    row.objects(record.projects) { project, item in
      item.member("name", project.name)
      item.member("count", project.count?.written)
      item.member("state", project.state?.rawValue)
      item.member("note", project.note)
    }
    row.objects(record.funding) { funding, item in
      item.member("payer", funding.payer)
      item.member("amount", funding.amount)
      item.member("unit", funding.unit)
      item.member("period", funding.period?.code)
    }
    row.objects(record.documents) { document, item in
      item.member("type", document.type)
      item.member("count", document.count?.written)
      item.member("number", document.number)
      item.member("date", document.date?.code)
      item.member("addressee", document.addressee)
      item.member("endorsed", document.endorsed)
      item.member("assigned", document.assigned)
      item.member("undertaken", document.undertaken)
      item.member("note", document.note)
    }
    row.objects(record.followUps) { followUp, item in
      item.member("date", followUp.date?.code)
      item.member("finding", followUp.finding)
      item.member("state", followUp.state?.rawValue)
    }
    row.objects(record.images) { image, item in
      item.member("file", image.file.value)
      item.member("alt", image.alt)
      item.member("caption", image.caption)
    }
  }
}

extension Case.Count {
  /// As a header has it.
  fileprivate var written: String {
    switch self {
    case .number(let quantity): quantity.raw ?? quantity.display
    case .unpublished: "unpublished"
    }
  }
}

extension RowWriter {
  mutating func objects<Item>(_ items: [Item], _ write: (Item, inout StructureWriter) -> Void) {
    json(isEmpty: items.isEmpty) { writer in
      writer.list(items) { item, writer in writer.object { write(item, &$0) } }
    }
  }
}
