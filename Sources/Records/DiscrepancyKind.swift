/// The ways in which two numbers can contradict each other, by the name of the check that says so (docs/figures.md,
/// Reconciliation).
package enum DiscrepancyKind: String, Sendable, CaseIterable, Choice {
  case childExceedsParent = "child-exceeds-parent"
  case childrenExceedParent = "children-exceed-parent"
  case partExceedsWhole = "part-exceeds-whole"
  case countedExceedsReported = "counted-exceeds-reported"
  case reportsDisagree = "reports-disagree"
  case rateImpossible = "rate-impossible"
  case identityBroken = "identity-broken"
  case revisionMismatch = "revision-mismatch"

  /// Those that a write-up can explain. What a revision says of its own report is a mistake, which nothing explains.
  package static let explainable = allCases.filter { $0 != .revisionMismatch }

  package var chinese: String {
    switch self {
    case .childExceedsParent: "下级大于上级"
    case .childrenExceedParent: "下级合计大于上级"
    case .partExceedsWhole: "其中数大于总数"
    case .countedExceedsReported: "案例库多于上报"
    case .reportsDisagree: "两份报告对不上"
    case .rateImpossible: "比率与基数对不上"
    case .identityBroken: "恒等式不成立"
    case .revisionMismatch: "修订与现值对不上"
    }
  }
}
