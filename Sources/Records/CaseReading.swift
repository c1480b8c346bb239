import Diagnostics
import FrontMatter

extension Case {
  /// Reads a case; `nil` if anything in its header is wrong, with every mistake in `reporting`.
  package init?(
    _ document: Document, in context: inout ReadingContext, reporting diagnostics: inout [Diagnostic]
  ) {
    var fields = FieldReader(document, as: .case)
    defer { diagnostics += fields.diagnostics }

    let title = fields.requiredText("title")
    let region = fields.region("region", isRequired: true, in: &context)
    let stem = fields.stem(slug: "slug", of: document)
    date = fields.period("date", form: .date)
    published = fields.day("published")
    updated = fields.day("updated")
    status = fields.choice("status") ?? .unknown
    activity = fields.choice("activity") ?? .consultation
    brand = fields.reference("brand", to: context.brands)
    method = fields.reference("method", to: context.methods)
    platform = fields.reference("platform", to: context.platforms)
    topics = fields.references("topics", to: context.topics)
    step = fields.step("step", of: method.map { context.methods.all[$0] })
    organiser = fields.text("organiser")?.value
    mode = fields.text("mode")?.value
    topicSource = fields.text("topic_source")?.value
    sessions = fields.count("sessions")
    problemsRaised = fields.count("problems_raised")
    problemsSolved = fields.count("problems_solved")
    members = fields.members("members")
    participants = fields.count("participants")
    participantVisits = fields.count("participant_visits")
    outcomes = fields.outcomes("outcomes")
    projects = fields.projects("projects")
    funding = fields.funding("funding")
    documents = fields.resultDocuments("documents")
    followUps = fields.followUps("follow_ups")
    images = fields.images("images")
    citations = fields.citations("source", sources: context.sources)
    corrections = fields.oneOrMoreTexts("corrections")
    note = fields.text("note")?.value
    summary = fields.text("summary")?.value
    isDraft = fields.flag("draft")
    formerAddresses = fields.texts("aliases")
    if let solved = problemsSolved, let raised = problemsRaised, solved.value.exceeds(raised.value) {
      fields.report(
        .solvedExceedsRaised(
          solved.value, raised.value, at: fields.location(solved.range),
          raisedAt: fields.location(raised.range)))
    }

    guard let title, let region, let stem, !fields.diagnostics.hasErrors else { return nil }
    self.document = document
    self.title = title.value
    self.region = region
    self.stem = stem
  }
}

extension FieldReader {
  fileprivate mutating func members(_ key: String) -> Located<Case.Members>? {
    guard let node = node(key) else { return nil }
    switch node.content {
    case .scalar: return count(node).map { Located(value: .number($0.value), range: $0.range) }
    case .list(let items):
      return Located(value: .named(items.compactMap { text($0)?.value }), range: node.range)
    case .map(let entries):
      let tiers = entries.compactMap { entry in
        count(entry.value).map { (name: entry.key.text, quantity: $0.value) }
      }
      return Located(value: .tiers(tiers), range: node.range)
    }
  }

  /// Tier (国家, 省, 市, 县, 乡 …) → quantity.
  mutating func tiers(_ entries: [Entry]) -> [(name: String, quantity: Quantity)] {
    entries.compactMap { entry in
      quantity(entry.value).map { (entry.key.text, $0.value) }
    }
  }

  fileprivate mutating func outcomes(_ key: String) -> [Case.Outcome] {
    records(key, as: .outcome) { item in
      let label = item.requiredText("label"), value = item.required("value").flatMap { item.quantity($0) }
      guard let label, let value else { return nil }
      return Case.Outcome(label: label.value, value: value.value, unit: item.text("unit")?.value ?? "")
    }
  }

  fileprivate mutating func projects(_ key: String) -> [Case.Project] {
    records(key, as: .project) { item in
      let state: Case.Project.State? = item.choice("state")
      guard let name = item.requiredText("name") else { return nil }
      return Case.Project(name: name.value, state: state, note: item.text("note")?.value)
    }
  }

  fileprivate mutating func funding(_ key: String) -> [Case.Funding] {
    records(key, as: .funding) { item in
      let amount = item.required("amount").flatMap { item.quantity($0) }
      let payer = item.text("payer")?.value ?? "未公布"
      guard let amount else { return nil }
      return Case.Funding(payer: payer, amount: amount.value, unit: item.text("unit")?.value ?? "元")
    }
  }

  fileprivate mutating func resultDocuments(_ key: String) -> [Case.ResultDocument] {
    records(key, as: .document) { item in
      let date = item.period("date", form: .date)?.value
      guard let type = item.requiredText("type") else { return nil }
      return Case.ResultDocument(
        type: type.value, number: item.text("number")?.value, date: date,
        addressee: item.text("addressee")?.value, endorsed: item.text("endorsed")?.value,
        assigned: item.text("assigned")?.value, undertaken: item.text("undertaken")?.value,
        note: item.text("note")?.value)
    }
  }

  fileprivate mutating func followUps(_ key: String) -> [Case.FollowUp] {
    records(key, as: .followUp) { item in
      let date = item.period("date", form: .date)?.value
      let state: Case.Status? = item.choice("state")
      guard let finding = item.requiredText("finding") else { return nil }
      return Case.FollowUp(date: date, finding: finding.value, state: state)
    }
  }

  fileprivate mutating func images(_ key: String) -> [Case.Image] {
    records(key, as: .image) { item in
      let file = item.requiredText("file"), alt = item.requiredText("alt")
      guard let file, let alt else { return nil }
      return Case.Image(file: file, alt: alt.value, caption: item.text("caption")?.value)
    }
  }

  fileprivate mutating func step(_ key: String, of method: Method?) -> String? {
    guard let step = text(key) else { return nil }
    let steps = method?.steps ?? []
    // A method that is named but cannot be read has had its own message.
    if steps.contains(step.value) || (method == nil && node("method") != nil) { return step.value }
    report(.unknownStep(step.value, steps: steps, at: location(step.range)))
    return nil
  }
}
