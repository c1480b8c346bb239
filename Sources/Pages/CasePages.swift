import Diagnostics
import Records
import Statistics
import Templates
import Wording

extension Case {
  /// The case as a list shows it: docs/pages.md, “card”.
  func card(_ links: Links, _ data: inout DataBuilder) -> Fields {
    [
      "title": data.text(title), "address": data.text(Address.record("cases", stem)),
      "summary": data.text(summary), "date": data.period(date?.value, links.words),
      "date_code": data.text(date?.value.htmlDate), "region": links.regions[region.index],
      "region_path": links.lineages[region.index], "place": links.places[region.index],
      "status": links.term(status), "activity": links.term(activity),
      "brand": brand.map { links.brands[$0] } ?? .none, "topics": data.list(topics.map { links.topics[$0] }),
    ]
  }
}

extension Period {
  /// A year, month or day as HTML's `datetime` has it; `nil` for any other span.
  fileprivate var htmlDate: String? {
    let code = code
    return code.utf8.contains {
      $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "H") || $0 == UInt8(ascii: "Q")
    }
      ? nil : code
  }
}

/// The page of each case.
struct CasePages: Sendable {
  let content: Content
  let words: Words
  let links: Links
  let cases: CaseIndex
  let lists: CaseLists
  let texts: Texts

  var pages: [Page] { Array(content.cases.indices).parallelMap { page($0) } }

  private func page(_ index: Int) -> Page {
    let record = content.cases[index]
    let regions = content.regions.lineage(of: record.region)
    let description =
      record.summary ?? words.path(regions.map { content.regions[$0] })
      + (words.language == .chinese ? "：" : ": ") + record.title
    return Page(
      Address.record("cases", record.stem), kind: "case", title: record.title, description: description,
      breadcrumb: regions.map(links.crumb), location: Location(record.file, 0..<0),
      published: cases.publication(of: record), lastChange: cases.lastChange(of: record)
    ) { [self] data in
      [
        "case": data.object(lists.cards[index], details(of: record, &data)),
        "nearby": data.ifMentioned("nearby") { $0.list(nearby(index)) },
      ]
    }
  }

  /// All that the write-up says: docs/pages.md, “case”.
  func details(of record: Case, _ data: inout DataBuilder) -> Fields {
    let steps = record.method.map { content.methods[$0].steps } ?? []
    let current = record.step.flatMap { steps.firstIndex(of: $0) }
    // Only a source that says where the case is says what was done before.
    let reached = record.stepCitations.isEmpty ? nil : current
    let tiers = record.memberTiers
    let others = Fields(
      record.otherFields.map { (MemberName(stringLiteral: $0.key), data.value($0.value, words)) })
    return others + [
      "published": data.day(record.published, words), "updated": data.day(cases.change(of: record), words),
      "organiser": data.text(record.organiser), "mode": data.text(record.mode),
      "method": record.method.map { links.methods[$0] } ?? .none,
      "steps": data.list(steps.count) { i, data in
        data.object([
          "text": data.text(steps[i]), "is_reached": Datum(reached.map { i <= $0 } ?? false),
          "is_current": Datum(i == current),
        ])
      },
      "step_sources": links.sources(record.stepCitations, &data),
      "platform": record.platform.map { links.platforms[$0] } ?? .none,
      "numbers": data.numbers(of: record, words), "member_names": data.texts(record.memberNames),
      "member_tiers": data.list(tiers.count) { i, data in
        data.object([
          "id": data.numberID(record, "members=", tiers[i].name), "name": data.text(tiers[i].name),
          "display": data.text(words.quantity(tiers[i].quantity)),
        ])
      },
      "outcomes": data.list(record.outcomes.count) { i, data in
        let outcome = record.outcomes[i]
        return data.object([
          "id": data.numberID(record, "outcomes=", String(i + 1)), "label": data.text(outcome.label),
          "display": data.text(words.quantity(outcome.value)),
          "unit": data.text(words.unit(outcome.unit, after: outcome.value)),
          "period": data.period(outcome.period, words),
        ])
      },
      "projects": data.list(record.projects.count) { i, data in
        let project = record.projects[i]
        return data.object([
          "name": data.text(project.name),
          "count": data.count(project.count, "projects", i + 1, of: record, words),
          "state": links.term(project.state),
          "note": data.text(project.note),
        ])
      },
      "funding": data.list(record.funding.count) { i, data in
        let funding = record.funding[i]
        return data.object([
          "id": data.numberID(record, "funding=", String(i + 1)), "payer": data.text(funding.payer),
          "display": data.text(words.quantity(funding.amount)),
          "unit": data.text(words.unit(funding.unit, after: funding.amount)),
          "period": data.period(funding.period, words),
        ])
      },
      "documents": data.list(record.documents.count) { $1.document($0, of: record, words) },
      "follow_ups": data.list(record.followUps.count) { i, data in
        let followUp = record.followUps[i]
        return data.object([
          "date": data.period(followUp.date, words), "finding": data.text(followUp.finding),
          "state": links.term(followUp.state), "deadline": data.day(followUp.deadline, words),
        ])
      },
      "images": data.list(record.images) { image, data in
        data.object(
          data.fields(of: texts.image(image.file.value)) + [
            "alt": data.text(image.alt), "caption": data.text(image.caption),
          ])
      },
      "corrections": data.texts(record.corrections), "note": data.text(record.note),
      "sources": links.sources(record.citations, &data), "body": texts.body(record.file, &data),
    ]
  }

  /// The newest other cases of the smallest region around that has any, up to six.
  private func nearby(_ index: Int) -> [Datum] {
    for id in content.regions.lineage(of: content.cases[index].region).reversed() {
      let others = cases.below[id.index].prefix(7).filter { $0 != index }
      if !others.isEmpty { return others.prefix(6).map { lists.cards[$0] } }
    }
    return []
  }
}

extension Case {
  fileprivate var memberNames: [String] { if case .named(let names) = members?.value { names } else { [] } }

  fileprivate var memberTiers: [(name: String, quantity: Quantity)] {
    if case .tiers(let tiers) = members?.value { tiers } else { [] }
  }
}

extension DataBuilder {
  /// A number of a case: `cases/shahe-bus:sessions`, `cases/shahe-bus:outcomes=2`.
  fileprivate mutating func numberID(_ record: Case, _ field: String, _ item: String = "") -> Datum {
    text("cases/", record.stem, ":", field, item)
  }

  /// The value of a field that only templates look at.
  fileprivate mutating func value(_ value: FieldValue?, _ words: Words) -> Datum {
    switch value {
    case .text(let value), .code(let value): text(value)
    case .day(let value): day(value, words)
    case .period(let value): period(value, words)
    case .quantity(let quantity): text(words.quantity(quantity))
    case .flag(let value): Datum(value)
    case .number(let number): Datum(number)
    case .list(let items): list(items) { $1.value($0, words) }
    case nil, .null, .region, .metric, .reference, .citations, .map, .byMetric: .none
    }
  }

  fileprivate mutating func numbers(of record: Case, _ words: Words) -> Datum {
    let members =
      switch record.members?.value {
      case .number(let quantity): number(.members, quantity, of: record, words)
      case .persons(let quantity, _): number(.members, quantity, of: record, words, unit: .participants)
      case .named, .tiers, nil: Datum?.none
      }
    let numbers = [
      number(.sessions, record.sessions?.value, of: record, words),
      number(.problemsRaised, record.problemsRaised?.value, of: record, words),
      number(.problemsSolved, record.problemsSolved?.value, of: record, words),
      members,
      number(.participants, record.participants?.value, of: record, words),
      number(.participantVisits, record.participantVisits?.value, of: record, words),
    ]
    return list(numbers.compactMap { $0 })
  }

  private mutating func number(
    _ field: CaseField, _ quantity: Quantity?, of record: Case, _ words: Words, unit: CaseField? = nil
  ) -> Datum? {
    guard let quantity else { return nil }
    let counted = unit ?? field
    return object([
      "id": numberID(record, field.rawValue), "label": text(words.name(field)),
      "display": text(words.quantity(quantity)),
      "unit": text(words.unit(counted.unit, after: quantity, of: counted.rawValue)),
    ])
  }

  /// The number that an entry counts for, if it says so.
  fileprivate mutating func count(
    _ count: Case.Count?, _ field: String, _ number: Int, of record: Case, _ words: Words
  ) -> Datum {
    guard case .number(let quantity)? = count else { return .none }
    // The unit of documents depends on their type.
    let unit =
      field == "projects" ? words.unit(BreakdownRow.Records.projects.unit, after: quantity, of: field) : ""
    return object([
      "id": numberID(record, field + "=", String(number)), "display": text(words.quantity(quantity)),
      "unit": text(unit),
    ])
  }

  fileprivate mutating func document(_ index: Int, of record: Case, _ words: Words) -> Datum {
    let document = record.documents[index]
    return object([
      "type": text(document.type),
      "count": count(document.count, "documents", index + 1, of: record, words),
      "number": text(document.number), "date": period(document.date, words),
      "addressee": text(document.addressee), "endorsed": text(document.endorsed),
      "assigned": text(document.assigned), "undertaken": text(document.undertaken),
      "note": text(document.note),
    ])
  }
}
