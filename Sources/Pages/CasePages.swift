import Records
import Templates

extension Case {
  /// What a list shows of a case: docs/pages.md, “card”.
  func card(in content: Content) -> [(String, Value)] {
    let lineage = content.regions.lineage(of: region)
    func address(_ id: RegionID) -> Value {
      .link(content.regions[id].name, Address.region(content.regions[id]))
    }
    return [
      ("title", .string(title)), ("address", .string(Address.record("cases", stem))),
      ("summary", Value(summary)),
      ("date", Value(date?.value)), ("date_code", Value(date?.value.htmlDate)), ("region", address(region)),
      ("region_path", .list(lineage.map(address))), ("status", term(status)), ("activity", term(activity)),
      ("brand", brand.map { content.brands[$0].naming.link(in: "brands") } ?? .none),
      ("topics", .list(topics.map { content.topics[$0].naming.link(in: "topics") })),
    ]
  }
}

extension Period {
  /// A year, month or day as HTML's `datetime` has it; nothing for any other span.
  fileprivate var htmlDate: String? {
    let code = code
    return code.contains("..") || code.contains("H") || code.contains("Q") ? nil : code
  }
}

extension Naming {
  func link(in folder: String) -> Value { Value.link(title, Address.record(folder, stem)) }
}

extension Publication {
  func casePages() -> [Page] { content.cases.indices.map(casePage) }

  private func casePage(_ index: Int) -> Page {
    let record = content.cases[index]
    let regions = content.regions.lineage(of: record.region)
    let path = regions.map { content.regions[$0].name }.joined()
    return Page(
      Address.record("cases", record.stem), kind: "case", title: record.title,
      description: record.summary ?? "\(path)：\(record.title)", breadcrumb: regions.map { link($0) },
      data: [
        ("case", .object(Object(record.card(in: content) + details(of: record)))),
        ("nearby", nearby(index)),
      ], file: record.file)
  }

  private func details(of record: Case) -> [(String, Value)] {
    let method = record.method.map { content.methods[$0] }
    let reached = record.step.flatMap { step in method?.steps.firstIndex(of: step) }
    return [
      ("published", Value(record.published.map(Period.init(day:)))),
      ("updated", Value(record.updated.map(Period.init(day:)))), ("organiser", Value(record.organiser)),
      ("mode", Value(record.mode)), ("topic_source", Value(record.topicSource)),
      ("method", method?.naming.link(in: "methods") ?? .none),
      (
        "steps",
        .list(
          (method?.steps ?? []).enumerated().map { number, text in
            [
              "text": .string(text), "is_reached": .bool(reached.map { number <= $0 } ?? false),
              "is_current": .bool(number == reached),
            ]
          })
      ),
      ("platform", record.platform.map { content.platforms[$0].naming.link(in: "platforms") } ?? .none),
      ("numbers", .list(record.numbers)), ("member_names", .texts(record.memberNames)),
      ("member_tiers", .list(record.memberTiers)),
      (
        "outcomes",
        .list(
          record.outcomes.enumerated().map { number, outcome in
            [
              "id": .string(NumberID.ofCase(record, "outcomes=\(number + 1)")),
              "label": .string(outcome.label),
              "display": .string(outcome.value.display), "unit": .string(outcome.unit),
            ]
          })
      ),
      (
        "projects",
        .list(
          record.projects.map {
            ["name": .string($0.name), "state": $0.state.map { term($0) } ?? .none, "note": Value($0.note)]
          })
      ),
      (
        "funding",
        .list(
          record.funding.enumerated().map { number, funding in
            [
              "id": .string(NumberID.ofCase(record, "funding=\(number + 1)")),
              "payer": .string(funding.payer),
              "display": .string(funding.amount.display), "unit": .string(funding.unit),
            ]
          })
      ),
      ("documents", .list(record.documents.map(\.value))),
      (
        "follow_ups",
        .list(
          record.followUps.map {
            [
              "date": Value($0.date), "finding": .string($0.finding),
              "state": $0.state.map { term($0) } ?? .none,
            ]
          })
      ),
      (
        "images",
        .list(
          record.images.map {
            [
              "address": .string(images["content/images/" + $0.file.value] ?? ""), "alt": .string($0.alt),
              "caption": Value($0.caption),
            ]
          })
      ),
      ("corrections", .texts(record.corrections)), ("note", Value(record.note)),
      ("sources", sources(record.citations)),
      ("body", body(record.file)),
    ]
  }

  /// Up to six other cases of the smallest region around that has any.
  private func nearby(_ index: Int) -> Value {
    for id in content.regions.lineage(of: content.cases[index].region).reversed() {
      let others = newestBelow[id.index].prefix(7).filter { $0 != index }
      if !others.isEmpty { return cards(others.prefix(6)) }
    }
    return []
  }
}

extension Case {
  fileprivate var numbers: [Value] {
    var numbers: [(String, String, Quantity?, String)] = [
      ("sessions", "协商场次", sessions?.value, "场"), ("problems_raised", "反映问题", problemsRaised?.value, "件"),
      ("problems_solved", "解决问题", problemsSolved?.value, "件"),
      ("participants", "参与群众", participants?.value, "人"),
      ("participant_visits", "参与人次", participantVisits?.value, "人次"),
    ]
    if case .number(let quantity) = members?.value {
      numbers.insert(("members", "参与委员", quantity, "人次"), at: 3)
    }
    return numbers.compactMap { field, label, quantity, unit in
      quantity.map {
        [
          "id": .string(NumberID.ofCase(self, field)), "label": .string(label),
          "display": .string($0.display),
          "unit": .string(unit),
        ]
      }
    }
  }

  fileprivate var memberNames: [String] { if case .named(let names) = members?.value { names } else { [] } }

  fileprivate var memberTiers: [Value] {
    guard case .tiers(let tiers) = members?.value else { return [] }
    return tiers.map {
      [
        "id": .string(NumberID.ofCase(self, "members=\($0.name)")), "name": .string($0.name),
        "display": .string($0.quantity.display),
      ]
    }
  }
}

extension Case.ResultDocument {
  fileprivate var value: Value {
    [
      "type": .string(type), "number": Value(number), "date": Value(date), "addressee": Value(addressee),
      "endorsed": Value(endorsed), "assigned": Value(assigned), "undertaken": Value(undertaken),
      "note": Value(note),
    ]
  }
}
