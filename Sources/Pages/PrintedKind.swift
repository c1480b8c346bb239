import Records

/// A sheet that is printed from the content as a whole (docs/zh/print.md).
package enum PrintedKind: String, CaseIterable, Sendable {
  /// The cases of a region, topic or period in one volume, with a contents.
  case volume
  /// One row a case.
  case register
  /// One sheet for each case that is still to be settled, with a slip for the reply.
  case followups
  /// One form a case, filled in or blank.
  case form
  /// The figures of a region and period.
  case overview
  /// The figures of a region and period in Chinese and English.
  case handout

  package var chinese: String {
    switch self {
    case .volume: "案例汇编"
    case .register: "台账"
    case .followups: "督办单"
    case .form: "一案一表"
    case .overview: "数据一览"
    case .handout: "双语资料"
    }
  }

  /// The name of its template.
  package var template: String { "print_\(rawValue).html" }

  /// Whether it is made of cases, so that there is none without any.
  package var needsCases: Bool { self != .overview && self != .handout }
}

/// The part of the content that a sheet is made of.
package struct PrintedSelection: Sendable {
  package var region: RegionID
  /// The time asked for; nil for everything, what has no date included.
  package var period: Period?
  /// A topic, by its index.
  package var topic: Int?
  /// The file of the only case.
  package var file: String?
  /// Whether the form is empty, to be filled in by hand.
  package var isBlank: Bool

  package init(
    region: RegionID, period: Period? = nil, topic: Int? = nil, file: String? = nil, isBlank: Bool = false
  ) {
    self.region = region
    self.period = period
    self.topic = topic
    self.file = file
    self.isBlank = isBlank
  }
}
