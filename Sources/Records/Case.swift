import Diagnostics
import FrontMatter

/// One matter taken up: where, when, the problem, who took part, what came of it.
///
/// A class, since lists, statistics and pages hand it on all the time.
package final class Case: Sendable {
  package let document: WriteUp
  /// The last part of its address; its range is empty where the file's name says it.
  private let address: Located<String>
  package let title: String
  let titleRange: Range<Int>
  package let region: RegionID
  package let date: Located<Period>?
  package let published: Day?
  package let updated: Day?
  package let status: Status
  package let activity: Activity
  package let brand: Int?
  package let topics: [Int]
  package let method: Int?
  package let step: String?
  /// Where a source says that it has reached the step; empty where the step is inferred from what was done.
  package let stepCitations: [Citation]
  package let platform: Int?
  package let organiser: String?
  package let mode: String?
  package let topicSource: String?
  package let sessions: Located<Quantity>?
  package let problemsRaised: Located<Quantity>?
  package let problemsSolved: Located<Quantity>?
  package let members: Located<Members>?
  package let participants: Located<Quantity>?
  package let participantVisits: Located<Quantity>?
  package let outcomes: [Outcome]
  package let projects: [Project]
  package let funding: [Funding]
  package let documents: [ResultDocument]
  package let followUps: [FollowUp]
  package let images: [Image]
  package let citations: [Citation]
  package let corrections: [String]
  package let note: String?
  package let summary: String?
  package let isDraft: Bool
  package let formerAddresses: [Located<String>]

  /// Reads a case; `nil` if anything in its header is wrong, with every mistake in `reporting`.
  package init?(
    _ placed: PlacedDocument, in context: ReadingContext, reporting diagnostics: inout [Diagnostic]
  ) {
    var fields = FieldReader(placed.document, as: .case, sources: context.sources)
    defer { diagnostics += fields.finish() }

    let title = fields.requiredText("title")
    let region = fields.region("region", isRequired: true, is: placed.region)
    let stem = fields.stem(slug: "slug")
    date = fields.period("date", form: .date)
    published = fields.day("published")
    updated = fields.day("updated")
    status = fields.choice("status") ?? .unknown
    activity = fields.choice("activity") ?? .consultation
    brand = fields.reference("brand", to: context.brands)
    let method = fields.reference("method", to: context.methods)
    self.method = method
    platform = fields.reference("platform", to: context.platforms)
    topics = fields.references("topics", to: context.topics)
    step = fields.step("step", of: method.map { context.methods.all[$0].steps })
    stepCitations = fields.citations("step_source")
    organiser = fields.text("organiser")?.value
    mode = fields.text("mode")?.value
    topicSource = fields.text("topic_source")?.value
    sessions = fields.count("sessions", in: .sessions)
    problemsRaised = fields.count("problems_raised", in: .problems)
    problemsSolved = fields.count("problems_solved", in: .problems)
    members = fields.members("members")
    participants = fields.count(
      "participants", in: .persons, other: ("participant_visits", .personTimes))
    participantVisits = fields.count(
      "participant_visits", in: .personTimes, other: ("participants", .persons))
    outcomes = fields.outcomes("outcomes")
    projects = fields.projects("projects")
    funding = fields.funding("funding")
    documents = fields.resultDocuments("documents")
    followUps = fields.followUps("follow_ups")
    images = fields.images("images")
    citations = fields.citations("source")
    corrections = fields.oneOrMoreTexts("corrections")
    note = fields.text("note")?.value
    summary = fields.text("summary")?.value
    isDraft = fields.flag("draft")
    formerAddresses = fields.formerAddresses("aliases")
    if let solved = problemsSolved, let raised = problemsRaised, solved.value.exceeds(raised.value) {
      fields.report(
        .solvedExceedsRaised(
          solved.value, raised.value, at: fields.location(solved.range),
          raisedAt: fields.location(raised.range)))
    }

    guard let title, let region, let stem, !fields.diagnostics.hasErrors else { return nil }
    document = placed.document.file
    self.title = title.value
    titleRange = title.range
    self.region = region
    address = stem
  }

  package var file: String { document.source.path }
  /// The last part of its address.
  package var stem: String { address.value }
  /// Where the file says its address; its first line, if the file's name says it.
  var addressPlace: Location { Location(file, address.range) }
}

extension Case {
  package enum Status: String, Choice {
    case planned
    case inProgress = "in_progress"
    case resolved
    case unknown

    package var chinese: String {
      switch self {
      case .planned: "计划"
      case .inProgress: "办理中"
      case .resolved: "已解决"
      case .unknown: "结果未公布"
      }
    }
  }

  /// Kinds of activity are counted apart: a 双服务 activity is not a consultation session.
  package enum Activity: String, Choice {
    case consultation, service, supervision, proposal, reading, training

    package var chinese: String {
      switch self {
      case .consultation: "协商"
      case .service: "双服务"
      case .supervision: "监督"
      case .proposal: "提案"
      case .reading: "读书"
      case .training: "培训"
      }
    }
  }

  package enum Members: Sendable, Equatable {
    /// A mere number counts person-times.
    case number(Quantity)
    case named([String])
    case tiers([(name: String, quantity: Quantity)])

    package static func == (a: Members, b: Members) -> Bool {
      switch (a, b) {
      case (.number(let x), .number(let y)): x == y
      case (.named(let x), .named(let y)): x == y
      case (.tiers(let x), .tiers(let y)):
        x.elementsEqual(y) { $0.name == $1.name && $0.quantity == $1.quantity }
      default: false
      }
    }
  }

  package struct Outcome: Sendable {
    package let label: String
    package let value: Quantity
    package let unit: String
    /// The period that the source gives for this number, if it does.
    package let period: Period?
  }

  /// How many an entry of a list tells of.
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

  package struct Project: Sendable {
    package let name: String
    package let count: Count?
    package let state: State?
    package let note: String?

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

  package struct Funding: Sendable {
    package let payer: String
    package let amount: Quantity
    package let unit: String
    /// As the source gives it for this number, if it does.
    package let period: Period?
  }

  /// What a consultation leads to on paper (成果文件). The three answers are texts: a page rarely says just yes.
  package struct ResultDocument: Sendable {
    package let type: String
    package let count: Count?
    package let number: String?
    package let date: Period?
    package let addressee: String?
    package let endorsed: String?
    package let assigned: String?
    package let undertaken: String?
    package let note: String?
  }

  package struct FollowUp: Sendable {
    package let date: Period?
    package let finding: String
    package let state: Status?
  }

  package struct Image: Sendable {
    package let file: Located<String>
    package let alt: String
    package let caption: String?
  }
}
