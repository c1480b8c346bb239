import FrontMatter

// The entries of the lists of a case.
extension Case {
  /// One result in numbers (成效).
  package struct Outcome: EntryRecord {
    package fileprivate(set) var label = ""
    package fileprivate(set) var value = Quantity.exact(.zero)
    package fileprivate(set) var unit = ""
    /// The period that the source gives for this number, if it does.
    package fileprivate(set) var period: Period?

    static let fields = RecordFields<Outcome>(zh: "成效", en: "outcome") { it in
      it.add("label", "名称", to: \.label, as: .text, isRequired: true)
      it.addAmount("value", "数值", unit: "", to: \.value, \.unit)
      it.addPeriodOfNumber(to: \.period)
    }
  }

  /// The number of things that an entry of a list tells of.
  package enum Count: Sendable, Equatable {
    case number(Quantity)
    /// More than one; the source does not say how many.
    case unpublished

    package var isOne: Bool {
      if case .number(let quantity) = self { quantity == .exact(.one) || quantity.raw == "1" } else { false }
    }

    /// The number of what an entry tells of: one where the entry does not say it.
    package static func quantity(_ count: Count?) -> Quantity {
      switch count {
      case nil: .exact(.one)
      case .number(let quantity): quantity
      case .unpublished: Quantity(raw: nil, value: .one, qualifier: .over, low: .one, high: nil)
      }
    }
  }

  /// Something built or done (项目).
  package struct Project: EntryRecord {
    package fileprivate(set) var name = ""
    package fileprivate(set) var count: Count?
    package fileprivate(set) var state: State?
    package fileprivate(set) var note: String?

    static let fields = RecordFields<Project>(zh: "项目", en: "project") { it in
      it.add("name", "名称", to: \.name, as: .text, isRequired: true)
      it.addCount(to: \.count, in: Measure("个"))
      it.add("state", "状态", to: \.state, as: .choice(codeList: "project_state"))
      it.add("note", "说明", to: \.note, as: .text)
    }

    package enum State: String, Choice {
      case planned
      case inProgress = "in_progress"
      case done

      package var chinese: String {
        switch self {
        case .planned: "计划"
        case .inProgress: "办理中"
        case .done: "完成"
        }
      }
    }
  }

  /// Money and who gave it (资金).
  package struct Funding: EntryRecord {
    package fileprivate(set) var payer = "未公布"
    package fileprivate(set) var amount = Quantity.exact(.zero)
    package fileprivate(set) var unit = ""
    /// The period that the source gives for this number, if it does.
    package fileprivate(set) var period: Period?

    static let fields = RecordFields<Funding>(zh: "资金", en: "funding") { it in
      it.add("payer", "出资方", to: \.payer, as: .text, "不写是未公布", "`未公布` where left out")
      it.addAmount("amount", "金额", unit: "元", to: \.amount, \.unit)
      it.addPeriodOfNumber(to: \.period)
    }
  }

  /// A paper that a consultation leads to (成果文件). The three answers are texts: a page rarely says just yes.
  package struct ResultDocument: EntryRecord {
    package fileprivate(set) var type = ""
    package fileprivate(set) var count: Count?
    package fileprivate(set) var number: String?
    package fileprivate(set) var date: Period?
    package fileprivate(set) var addressee: String?
    package fileprivate(set) var endorsed: String?
    package fileprivate(set) var assigned: String?
    package fileprivate(set) var undertaken: String?
    package fileprivate(set) var note: String?

    static let fields = RecordFields<ResultDocument>(zh: "成果文件", en: "document") { it in
      it.add(
        "type", "类型", to: \.type, as: .text, isRequired: true, "社情民意信息、提案 …",
        "a report of opinions, a proposal …")
      it.addCount(to: \.count, in: Measure("份", also: ["件", "篇", "个", "条"]))
      it.add("number", "文号", to: \.number, as: .text)
      it.add("date", "日期", to: \.date, as: .date)
      it.add("addressee", "报送", to: \.addressee, as: .text, "报给谁", "to whom it went")
      it.add("endorsed", "批示", to: \.endorsed, as: .text, "谁批示、怎样批示", "who endorsed it, and how")
      it.add("assigned", "交办", to: \.assigned, as: .text, "交给谁办", "to whom it was assigned")
      it.add(
        "undertaken", "承办", to: \.undertaken, as: .text, "谁承办、办得怎样", "who undertook it, with which result")
      it.add("note", "说明", to: \.note, as: .text)
    }
  }

  /// A visit afterwards, and what was found then (回头看).
  package struct FollowUp: EntryRecord {
    package fileprivate(set) var date: Period?
    package fileprivate(set) var finding = ""
    package fileprivate(set) var state: Status?
    /// The day by which what is still open is to be done, if it is another than before.
    package fileprivate(set) var deadline: Day?

    static let fields = RecordFields<FollowUp>(zh: "回头看", en: "follow-up") { it in
      it.add("date", "日期", to: \.date, as: .date)
      it.add("finding", "情况", to: \.finding, as: .text, isRequired: true)
      it.add("state", "状态", to: \.state, as: .choice(codeList: "status"))
      it.add(
        "deadline", "期限", to: \.deadline, as: .day, "还没办好的，改在哪天以前办好；不写是案例的办结期限",
        "the day by which what is still open is to be done; the case's where left out")
    }
  }

  package struct Image: EntryRecord {
    package fileprivate(set) var file = Located(value: "", range: 0..<0)
    package fileprivate(set) var alt = ""
    package fileprivate(set) var caption: String?

    static let fields = RecordFields<Image>(zh: "图片", en: "image") { it in
      it.add(
        "file", "文件", to: \.file, as: .text, isRequired: true, "`content/images/` 里的文件名",
        "a file of `content/images/`")
      it.add(
        "alt", "替代文字", to: \.alt, as: .text, isRequired: true, "图上有什么，给看不见的人听",
        "what it shows, for who cannot see it")
      it.add("caption", "图注", to: \.caption, as: .text)
    }
  }
}

extension Form where Value == Case.Count? {
  /// The number of things that an entry tells of: a number, or 未公布 for several that the source does not count.
  fileprivate static func entryCount(_ measure: Measure) -> Self {
    Form(
      type: .quantity(measure.unit),
      read: { fields, key in
        guard let text = fields.text(key) else { return nil }
        if text.value == "unpublished" || text.value == "未公布" { return .unpublished }
        return fields.count(key, in: measure).map { .number($0.value) }
      },
      value: { count in
        count.map { if case .number(let quantity) = $0 { .quantity(quantity) } else { .code("unpublished") } }
      })
  }
}

extension RecordFields.Declarations {
  /// A number and its unit, which may be written beside the number instead.
  ///
  /// - Parameter unit: the unit where none is written.
  fileprivate mutating func addAmount(
    _ key: String, _ name: String, unit: String, to amount: WritableKeyPath<Record, Quantity> & Sendable,
    _ unitPath: WritableKeyPath<Record, String> & Sendable
  ) {
    add(
      key, name, type: .quantity(nil), isRequired: true,
      value: { .quantity($0[keyPath: amount]) }
    ) { reader, record in
      guard let found = reader.amount(key, otherwise: unit) else { return false }
      (record[keyPath: amount], record[keyPath: unitPath]) = (found.quantity, found.unit)
      return true
    }
    add(
      "unit", "单位", type: .text, "不写时是数后面的单位" + (unit.isEmpty ? "" : "，再没有是\(unit)"),
      "where left out, the one beside the number" + (unit.isEmpty ? "" : ", else \(unit)"),
      value: { .text($0[keyPath: unitPath]) })
  }

  fileprivate mutating func addPeriodOfNumber(to path: WritableKeyPath<Record, Period?> & Sendable) {
    add(
      "period", "时期", to: path, as: .period, "来源给这个数写明的时期", "the period that the source gives for this number"
    )
  }

  fileprivate mutating func addCount(
    to path: WritableKeyPath<Record, Case.Count?> & Sendable, in measure: Measure
  ) {
    add(
      "count", "数量", to: path, as: .entryCount(measure), "这一条说的是几个；写“未公布”是几个没有公布，不写是一个",
      "how many the entry stands for; `unpublished` for several that nobody has counted; else one")
  }
}
