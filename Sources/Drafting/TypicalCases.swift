import Records
import Statistics

/// The three cases that an issue tells: of those that happened in the period and say what came of them, the ones with
/// the most to show; one of a unit, as far as there are several, and then one of a unit and kind.
package struct TypicalCases: Sendable {
  package private(set) var chosen: [Merits] = []
  /// The others, with the reason, the first that could have been chosen first.
  package private(set) var passedOver: [(merits: Merits, reason: String)] = []

  /// The points that speak for a case.
  package struct Merits: Sendable {
    package let index: Int
    package let file: String
    package let title: String
    let unit: RegionID
    let unitName: String
    let activity: Case.Activity
    let isResolved: Bool
    let outcomes: Int
    let endorsed: Int
    let documents: Int
    let closedFollowUps: Int
    let date: Period?

    /// Its merits in words.
    package var reason: String {
      "\(unitName)，\(activity.chinese)，\(isResolved ? "已解决" : "没有写已解决")，成效\(outcomes)项，批示\(endorsed)件，成果文件\(documents)件，办结的回头看\(closedFollowUps)次"
    }

    fileprivate var hasResult: Bool { isResolved || outcomes + documents + closedFollowUps > 0 }
  }

  package init(_ subject: Subject, count: Int = 3) {
    let cases = subject.overlappingCases.map { Merits($0, subject) }.filter(\.hasResult).sorted {
      $0.isBetter(than: $1)
    }
    var rest = cases
    /// Takes the best of what is left that is unlike all taken so far.
    func take(_ isLike: (Merits, Merits) -> Bool) {
      for merits in rest where chosen.count < count && !chosen.contains(where: { isLike($0, merits) }) {
        chosen.append(merits)
      }
      rest.removeAll { merits in chosen.contains { $0.index == merits.index } }
    }
    take { $0.unit == $1.unit }
    take { $0.unit == $1.unit && $0.activity == $1.activity }
    // There may be but one unit and kind: then its best are better than none.
    take { _, _ in false }
    chosen.sort { $0.isBetter(than: $1) }
    passedOver = rest.map { merits in
      let isShown = chosen.contains { $0.unit == merits.unit }
      return (merits, isShown ? "\(merits.unitName)已有一件" : "排在后面")
    }
  }
}

extension TypicalCases.Merits {
  fileprivate init(_ index: Int, _ subject: Subject) {
    let record = subject.content.cases[index]
    self.index = index
    file = record.file
    title = record.title
    unit = subject.unit(of: record)
    unitName = subject.name(unit)
    activity = record.activity
    isResolved = record.status == .resolved
    outcomes = record.outcomes.count + record.projects.count { $0.state == .done }
    endorsed = record.documents.count { $0.endorsed != nil }
    documents = record.documents.count
    closedFollowUps = record.followUps.count { $0.state == .resolved }
    date = record.date?.value
  }

  /// Whether it has more to show: solved; a consultation rather than something else; outcomes, endorsed documents,
  /// closed look backs, documents; the later one, then the order of the files.
  fileprivate func isBetter(than other: TypicalCases.Merits) -> Bool {
    func key(_ it: TypicalCases.Merits) -> [Int] {
      [
        it.isResolved ? 1 : 0, it.activity == .consultation ? 1 : 0, it.outcomes, it.endorsed,
        it.closedFollowUps, it.documents, it.date?.end.monthIndex ?? 0,
      ]
    }
    let own = key(self), others = key(other)
    return own == others
      ? file.utf8.lexicographicallyPrecedes(other.file.utf8) : others.lexicographicallyPrecedes(own)
  }
}
