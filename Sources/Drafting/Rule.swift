/// One kind of sentence of a composed issue: its condition and its words. A rule whose condition fails says nothing; it
/// never says less than what holds.
package struct Rule: Sendable {
  /// `own-figures`
  package let id: String
  /// The name in explanations: 本级上报.
  package let name: String
  package let section: Section
  package let compose: @Sendable (Subject) -> Composed

  init(
    _ id: String, _ name: String, in section: Section, _ compose: @escaping @Sendable (Subject) -> Composed
  ) {
    self.id = id
    self.name = name
    self.section = section
    self.compose = compose
  }

  /// All rules in the order of their sentences.
  package static let all: [Rule] = [
    ownFigures, undated, notReported, sums, counted, change, coverage,
    unitTable, unitChart, otherUnits,
    outcomes, activities, casesApart,
    typicalCases,
    openMatters, attendedMatters, unattendedMatters,
    otherPeriods, noShares, notes, discrepancies, revisions,
  ]
}

/// The sections of an issue, in their order.
package enum Section: String, Sendable, CaseIterable {
  case overview = "总体情况"
  case units = "各地情况"
  case handling = "办理情况"
  case typical = "典型案例"
  case followUps = "待跟进事项"
  case remarks = "需要说明的数"
}

/// The passages that a rule gives, or the reason why it says nothing.
package enum Composed: Sendable {
  case said([Passage])
  case silent(String)

  static func said(_ prose: Prose, because reason: String) -> Composed {
    .said([Passage(.sentence(prose), because: reason)])
  }
}

/// A sentence, a paragraph or a block of an issue.
package struct Passage: Sendable {
  package let form: Form
  /// The records that it rests on, in words, for who asks.
  package let reason: String
  /// The order in which passages go where an issue is too long: the greatest first.
  let rank: Int
  /// The cases that it tells of.
  package let cases: [Int]

  package enum Form: Sendable {
    /// Goes on in the paragraph before it.
    case sentence(Prose)
    /// Begins a paragraph, with which further sentences go on.
    case paragraph(Prose)
    /// A paragraph of its own, numbered （一）, （二） … in its section.
    case item(Prose)
    /// A live block: the word after its fence, and its lines. It is a table or a chart, and no text.
    case block(String, [String])
  }

  init(_ form: Form, because reason: String, rank: Int = 0, cases: [Int] = []) {
    self.form = form
    self.reason = reason
    self.rank = rank
    self.cases = cases
  }

  package var prose: Prose? {
    switch form {
    case .sentence(let prose), .paragraph(let prose), .item(let prose): prose
    case .block: nil
    }
  }

  /// The number of characters as printed.
  var length: Int { prose?.printed.count ?? 0 }
}
