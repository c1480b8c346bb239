import Bytes
import Records

// Records as JSON, under the English keys of contracts.md §1; what a write-up does not give is left out.
extension Content {
  /// The record that a file was read as.
  func record(of path: String) -> JSON? {
    if let record = cases.first(where: { $0.file == path }) { return json(record) }
    if let report = reports.first(where: { $0.file == path }) { return json(report) }
    if let item = brands.first(where: { $0.naming.file == path }) {
      return .record(json(item.naming) + [("recurs", .optional(item.recurs?.chinese))])
    }
    if let item = methods.first(where: { $0.naming.file == path }) {
      return .record(json(item.naming) + [("steps", .texts(item.steps))])
    }
    if let item = topics.first(where: { $0.naming.file == path }) {
      return .record(
        json(item.naming) + [("kind", .string(item.kind.rawValue)), ("year", .optional(item.year))])
    }
    if let item = platforms.first(where: { $0.naming.file == path }) { return json(item) }
    return briefings.first { $0.file == path }.map(json)
  }

  private func json(_ record: Case) -> JSON {
    let members: JSON? = record.members.map { members in
      switch members.value {
      case .number(let quantity): JSON(quantity)
      case .named(let names): .array(names.map(JSON.string))
      case .tiers(let tiers): .object(tiers.map { ($0.name, JSON($0.quantity)) })
      }
    }
    let when: [(key: String, value: JSON?)] = [
      ("title", .string(record.title)), ("region", .string(regions[record.region].path)),
      ("date", record.date.map { .string($0.value.code) }),
      ("published", record.published.map { .string($0.iso) }),
      ("updated", record.updated.map { .string($0.iso) }), ("status", .string(record.status.rawValue)),
      ("activity", .string(record.activity.rawValue)),
    ]
    let names: [(key: String, value: JSON?)] = [
      ("brand", record.brand.map { .string(brands[$0].naming.title) }),
      ("topics", .texts(record.topics.map { topics[$0].naming.title })),
      ("method", record.method.map { .string(methods[$0].naming.title) }),
      ("step", record.step.map(JSON.string)), ("step_source", .citations(record.stepCitations)),
      ("platform", record.platform.map { .string(platforms[$0].naming.title) }),
      ("organiser", record.organiser.map(JSON.string)), ("mode", record.mode.map(JSON.string)),
      ("topic_source", record.topicSource.map(JSON.string)),
    ]
    let numbers: [(key: String, value: JSON?)] = [
      ("sessions", record.sessions.map { JSON($0.value) }),
      ("problems_raised", record.problemsRaised.map { JSON($0.value) }),
      ("problems_solved", record.problemsSolved.map { JSON($0.value) }), ("members", members),
      ("participants", record.participants.map { JSON($0.value) }),
      ("participant_visits", record.participantVisits.map { JSON($0.value) }),
      (
        "outcomes",
        .records(record.outcomes) {
          [
            ("label", .string($0.label)), ("value", JSON($0.value)), ("unit", .string($0.unit)),
            ("period", $0.period.map { .string($0.code) }),
          ]
        }
      ),
      (
        "projects",
        .records(record.projects) {
          [
            ("name", .string($0.name)), ("count", $0.count.map(JSON.init)),
            ("state", $0.state.map { .string($0.rawValue) }),
            ("note", $0.note.map(JSON.string)),
          ]
        }
      ),
      (
        "funding",
        .records(record.funding) {
          [
            ("payer", .string($0.payer)), ("amount", JSON($0.amount)), ("unit", .string($0.unit)),
            ("period", $0.period.map { .string($0.code) }),
          ]
        }
      ),
    ]
    return .record(when + names + numbers + papers(record))
  }

  private func papers(_ record: Case) -> [(key: String, value: JSON?)] {
    [
      (
        "documents",
        .records(record.documents) {
          [
            ("type", .string($0.type)), ("count", $0.count.map(JSON.init)),
            ("number", $0.number.map(JSON.string)),
            ("date", $0.date.map { .string($0.code) }), ("addressee", $0.addressee.map(JSON.string)),
            ("endorsed", $0.endorsed.map(JSON.string)), ("assigned", $0.assigned.map(JSON.string)),
            ("undertaken", $0.undertaken.map(JSON.string)), ("note", $0.note.map(JSON.string)),
          ]
        }
      ),
      (
        "follow_ups",
        .records(record.followUps) {
          [
            ("date", $0.date.map { .string($0.code) }), ("finding", .string($0.finding)),
            ("state", $0.state.map { .string($0.rawValue) }),
          ]
        }
      ),
      (
        "images",
        .records(record.images) {
          [
            ("file", .string($0.file.value)), ("alt", .string($0.alt)),
            ("caption", $0.caption.map(JSON.string)),
          ]
        }
      ),
      ("source", .citations(record.citations)), ("corrections", .texts(record.corrections)),
      ("note", record.note.map(JSON.string)), ("summary", record.summary.map(JSON.string)),
      ("draft", record.isDraft ? true : nil), ("aliases", .texts(record.formerAddresses.map(\.value))),
    ]
  }

  private func json(_ report: Report) -> JSON {
    .record([
      ("title", .string(report.title)), ("region", .string(regions[report.region].path)),
      ("period", report.period.map { .string($0.code) } ?? .null),
      ("published", report.published.map { .string($0.iso) }),
      ("figures", figures(report)),
      (
        "revisions",
        .records(report.revisions) {
          [
            ("metric", .string(metrics.all[$0.metric].id)), ("old", JSON($0.old)),
            ("new", $0.new.map { JSON($0) } ?? .null), ("period", $0.period.map { .string($0.code) }),
            ("region", $0.region.map { .string(regions[$0].path) }), ("unit", $0.unit.map(JSON.string)),
            ("date", $0.date.map { .string($0.iso) }), ("reason", .string($0.reason)),
          ]
        }
      ),
      ("explains", explains(report.explanations, withMetric: true)),
      ("source", .citations(report.citations)), ("corrections", .texts(report.corrections)),
      ("note", report.note.map(JSON.string)), ("summary", report.summary.map(JSON.string)),
      ("draft", report.isDraft ? true : nil),
    ])
  }

  /// By metric; a metric with several periods has a list.
  private func figures(_ report: Report) -> JSON {
    var members: [(key: String, value: JSON)] = []
    for figure in report.figures {
      let id = metrics.all[figure.metric].id, value = json(figure)
      if let index = members.firstIndex(where: { $0.key == id }) {
        if case .array(let list) = members[index].value {
          members[index].value = .array(list + [value])
        } else {
          members[index].value = .array([members[index].value, value])
        }
      } else {
        members.append((id, value))
      }
    }
    return .object(members)
  }

  private func json(_ figure: ReportedFigure) -> JSON {
    let metric = metrics.all[figure.metric]
    let base: JSON? = figure.base.map { base in
      switch base {
      case .unpublished: "unpublished"
      case .number(let quantity): JSON(quantity)
      case .metric(let index): .string(metrics.all[index].id)
      }
    }
    return .record([
      ("value", JSON(figure.quantity)),
      (
        metric.kind == .stock ? "as_of" : "period",
        figure.period.map { .string(metric.kind == .stock ? $0.end.iso : $0.code) } ?? .null
      ),
      ("note", figure.note.map(JSON.string)),
      ("line", figure.lines.isEmpty ? nil : .array(figure.lines.map(JSON.int))),
      ("quote", figure.quote.map(JSON.string)), ("base", base),
      ("tiers", figure.tiers.isEmpty ? nil : .object(figure.tiers.map { ($0.name, JSON($0.quantity)) })),
      (
        "sectors", figure.sectors.isEmpty ? nil : .object(figure.sectors.map { ($0.name, JSON($0.quantity)) })
      ),
      ("part_of", figure.partOf.map { .string(metrics.all[$0].id) }),
      ("explains", explains(figure.explanations, withMetric: false)),
    ])
  }

  private func explains(_ explanations: [Explanation], withMetric: Bool) -> JSON? {
    .records(explanations) { item in
      [
        ("check", .string(item.check.rawValue)),
        ("metric", withMetric ? .string(metrics.all[item.metric].id) : nil),
        ("own", JSON(item.own)), ("other", JSON(item.other)),
        ("region", item.region.map { .string(regions[$0].path) }),
        ("period", item.period.map { .string($0.code) }), ("reason", .string(item.reason)),
      ]
    }
  }

  private func json(_ naming: Naming) -> [(key: String, value: JSON?)] {
    [
      ("title", .string(naming.title)), ("names", .texts(naming.names)),
      ("region", naming.region.map { .string(regions[$0].path) }), ("source", .citations(naming.citations)),
      ("summary", naming.summary.map(JSON.string)), ("note", naming.note.map(JSON.string)),
      ("corrections", .texts(naming.corrections)), ("draft", naming.isDraft ? true : nil),
    ]
  }

  private func json(_ item: Platform) -> JSON {
    .record(
      json(item.naming) + [
        ("kinds", .texts(item.kinds)), ("host", item.host.map(JSON.string)),
        ("shared_with", .texts(item.sharedWith)),
        ("sector", item.sector.map(JSON.string)), ("checklist", .texts(item.checklist)),
        (
          "convenors",
          .records(item.convenors) { [("role", .string($0.role)), ("count", $0.count.map { JSON($0) })] }
        ),
        ("commended", item.commended.map(JSON.string)),
      ])
  }

  private func json(_ item: Briefing) -> JSON {
    .record([
      ("title", .string(item.title)), ("kicker", item.kicker.map(JSON.string)),
      ("masthead", .string(item.masthead)),
      ("issue", .string(item.issue)), ("issuer", .string(item.issuer)),
      ("date", item.date.map { .string($0.iso) }),
      ("recipients", .texts(item.recipients)), ("copies", item.copies.map(JSON.string)),
      ("region", item.region.map { .string(regions[$0].path) }),
      ("period", item.period.map { .string($0.code) }),
      ("figures", .texts(item.figures.map { metrics.all[$0].id })), ("source", .citations(item.citations)),
      ("note", item.note.map(JSON.string)),
    ])
  }
}

extension JSON {
  init(_ count: Case.Count) {
    switch count {
    case .number(let quantity): self.init(quantity)
    case .unpublished: self = "unpublished"
    }
  }

  init(_ quantity: Quantity) {
    func number(_ value: Number?) -> JSON { value.map { .number($0.description) } ?? .null }
    self = [
      "raw": .optional(quantity.raw), "value": .number(quantity.value.description),
      "low": number(quantity.low),
      "high": number(quantity.high), "qualifier": .string(quantity.qualifier.rawValue),
    ]
  }

  /// The members that there are.
  fileprivate static func record(_ members: [(key: String, value: JSON?)]) -> JSON {
    .object(members.compactMap { member in member.value.map { (member.key, $0) } })
  }

  fileprivate static func records<Item>(_ items: [Item], _ members: (Item) -> [(key: String, value: JSON?)])
    -> JSON?
  {
    items.isEmpty ? nil : .array(items.map { .record(members($0)) })
  }

  fileprivate static func texts(_ texts: [String]) -> JSON? {
    texts.isEmpty ? nil : .array(texts.map(JSON.string))
  }

  fileprivate static func citations(_ citations: [Citation]) -> JSON? {
    records(citations) {
      [
        ("source", .string($0.source)), ("line", .array($0.lines.map(JSON.int))),
        ("quote", $0.quote.map(JSON.string)),
      ]
    }
  }
}
