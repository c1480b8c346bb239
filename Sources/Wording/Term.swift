import Records
import Statistics

/// A fixed set of words that pages show; their group in the catalogue has one entry for each.
package protocol Term: Choice {
  static var group: String { get }
}

extension Case.Activity: Term { package static let group = "activity" }
extension Case.Project.State: Term { package static let group = "state" }
extension Case.Status: Term { package static let group = "status" }
extension Basis: Term { package static let group = "basis" }
extension Breakdown: Term { package static let group = "cut" }
extension BreakdownRow.Records: Term { package static let group = "records" }
extension Discrepancy.Kind: Term { package static let group = "discrepancy" }
extension Metric.Donation: Term { package static let group = "donation" }
extension Metric.Kind: Term { package static let group = "kind" }
extension CaseField: Term { package static let group = "number" }
extension Region.Level: Term { package static let group = "level" }
extension SiteSettings.Section: Term { package static let group = "section" }
extension SearchKind: Term { package static let group = "found" }
extension Topic.Kind: Term { package static let group = "topic_kind" }

extension Words {
  /// All of them, which a catalogue has to have.
  package static let termTypes: [any Term.Type] = [
    Case.Activity.self, Case.Project.State.self, Case.Status.self, Basis.self, Breakdown.self,
    BreakdownRow.Records.self,
    Discrepancy.Kind.self, Metric.Donation.self, Metric.Kind.self, CaseField.self, Region.Level.self,
    SiteSettings.Section.self, SearchKind.self, Topic.Kind.self,
  ]
}

/// A number that a case gives, as its page names it.
package enum CaseField: String, Choice {
  case sessions
  case problemsRaised = "problems_raised"
  case problemsSolved = "problems_solved"
  case members, participants
  case participantVisits = "participant_visits"

  package var chinese: String {
    switch self {
    case .sessions: "协商场次"
    case .problemsRaised: "反映问题"
    case .problemsSolved: "解决问题"
    case .members: "参与委员"
    case .participants: "参与群众"
    case .participantVisits: "参与人次"
    }
  }

  package var unit: String {
    switch self {
    case .sessions: "场"
    case .problemsRaised, .problemsSolved: "件"
    case .members, .participantVisits: "人次"
    case .participants: "人"
    }
  }
}
