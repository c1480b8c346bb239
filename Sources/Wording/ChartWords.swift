import Records
import Statistics

// The words of charts beside names, numbers and periods.
extension Words {
  package func list(_ names: [String]) -> String { names.joined(separator: comma) }

  package func bars(of metric: Metric, among whole: String, _ period: String, _ basis: Basis) -> String {
    filled(
      .chartBars, ["whole": whole, "metric": name(metric), "period": period, "basis": name(basis)])
  }

  package func trend(of metric: Metric, _ region: Region, _ basis: Basis) -> String {
    filled(.chartTrend, ["region": name(region), "metric": name(metric), "basis": name(basis)])
  }

  /// - Parameter missing: periods without a figure.
  package func trendDescription(_ periods: [String], missing: [String]) -> String {
    filled(.chartTrendDescription, ["periods": list(periods)])
      + (missing.isEmpty ? "" : filled(.chartTrendGaps, ["periods": list(missing)]))
  }

  package func statusDescription(_ names: [String]) -> String {
    filled(.chartStatusDescription, ["n": "\(names.count)", "names": list(names)])
  }

  package func children(of region: Region) -> String { filled(.chartChildren, ["region": name(region)]) }

  package func all(_ level: Region.Level) -> String { filled(.chartLevel, ["level": name(level)]) }

  package func children(of region: Region, at level: Region.Level) -> String {
    filled(.chartChildrenAtLevel, ["region": name(region), "level": name(level)])
  }

  package func casesByYear(_ counts: [(year: Int, count: Int)]) -> String {
    let years = counts.map { filled(.chartCasesOfYear, ["year": "\($0.year)", "n": "\($0.count)"]) }
    return filled(.chartCasesByYear, ["years": list(years)])
  }

  package func years(_ periods: [Period]) -> String {
    filled(.chartPeriods, ["periods": list(periods.map(period))])
  }

  package func table(of metrics: [String], _ period: Period?) -> String {
    guard let period else { return list(metrics) }
    return filled(.tableOf, ["metrics": list(metrics), "period": self.period(period)])
  }

  /// The time that a figure speaks of: a period, or the day of a stock.
  package func time(of figure: Figure, _ metric: Metric) -> String {
    time(figure.period, dayWithin: figure.dayWithin, of: metric)
  }

  /// The same of a number of a report; nil where it does not say of when it is.
  package func time(of figure: ReportedFigure, _ metric: Metric) -> String? {
    figure.period.map { time($0, dayWithin: figure.dayWithin, of: metric) }
  }

  private func time(_ period: Period, dayWithin: Period?, of metric: Metric) -> String {
    if let dayWithin, dayWithin.start != nil {
      return filled(.stockWithin, ["period": self.period(dayWithin)])
    }
    return metric.kind == .stock ? asOf(period) : self.period(period)
  }

  package func reason(_ reason: Comparison.Reason, home: Region) -> String {
    switch reason {
    case .notReported: self[.notReported]
    case .outside: filled(.apartOutside, ["outside": outside(home).lowercased()])
    case .assumedDay: self[.apartDay]
    case .otherPeriod: self[.apartPeriod]
    case .otherBasis: self[.apartBasis]
    case .partialSum: self[.apartPartial]
    case .openPeriod: self[.apartOpen]
    }
  }

  /// The label below a point of a chart: the year, and the part of it if it is one.
  package func tick(_ period: Period) -> [String] {
    let year = "\(period.end.year)", text = language == .chinese ? period.chinese : period.code
    let part = text.dropFirst(year.count).drop { $0 == "年" || $0 == "-" }
    return text.hasPrefix(year) && !part.isEmpty ? [year, String(part)] : [year]
  }
}
