import Records

/// The part of an export that is of a region and all below it, and of a time. Figures are those of the whole site: what
/// is left out is only not shown. Registries stay whole, since everything refers to them.
package struct ExportFilter {
  private let content: Content
  private let region: RegionID?
  private let period: Period?
  private let cases: Set<String>
  private let reports: Set<String>

  /// - Parameters:
  ///   - region: nil for all regions.
  ///   - period: nil for all times, what has no date included.
  package init(_ content: Content, region: RegionID?, period: Period?) {
    self.content = content
    self.region = region
    self.period = period
    func isIn(_ own: RegionID, _ time: Period?) -> Bool {
      (region.map { content.regions.isWithin(own, $0) } ?? true)
        && (period.map { wanted in time.map { wanted.contains($0) } ?? false } ?? true)
    }
    cases = Set(content.cases.filter { isIn($0.region, $0.date?.value) }.map(\.stem))
    reports = Set(content.reports.filter { isIn($0.region, $0.period) }.map(\.stem))
  }

  package var isWhole: Bool { region == nil && period == nil }
  package var caseCount: Int { cases.count }
  package var reportCount: Int { reports.count }

  /// Whether a row of a table is in the part, by its cells.
  package func row(of table: Table) -> ([String]) -> Bool {
    if isWhole { return { _ in true } }
    func column(_ name: String) -> Int? { table.fields.firstIndex { $0.name == name } }
    func refers(_ stems: Set<String>, _ index: Int?) -> ([String]) -> Bool {
      { row in index.map { stems.contains(row[$0]) } ?? true }
    }
    switch table.name {
    case "cases": return refers(cases, 0)
    case "case_numbers": return refers(cases, column("case"))
    case "reports": return refers(reports, 0)
    case "revisions": return refers(reports, column("report"))
    case "observations":
      let area = column("area"), start = column("period_start"), end = column("period_end")
      return { row in
        if let region, let area {
          let address = content.regions.address(of: region)
          guard row[area] == address || row[area].hasPrefix(address + "/") else { return false }
        }
        guard let period, let start, let end else { return true }
        guard let first = Day(iso: row[start]), let last = Day(iso: row[end]) else { return false }
        return period.contains(Period(start: first, end: last))
      }
    case _ where table.name.hasPrefix("texts-"):
      return { row in
        let parts = row[0].split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return true }
        switch parts[0] {
        case "cases": return cases.contains(parts[1])
        case "reports": return reports.contains(parts[1])
        default: return true
        }
      }
    default: return { _ in true }
    }
  }
}
