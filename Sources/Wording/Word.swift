/// The words that the program itself needs, by their keys in the catalogue; templates mention further ones.
package enum Word: String, CaseIterable, Sendable {
  // Titles
  case home, regions, brand, method, topic, platform
  case brandsTitle, methodsTitle, topicsTitle, platformsTitle, briefingsTitle, reconciliationTitle
  case notFoundTitle

  // The subjects of pages
  case aboutDescription, briefingsDescription, dataDescription, reconciliationDescription, recordDescription
  case regionDescription, regionsDescription, statisticsDescription, searchDescription
  /// The names of the boxes in which the search offers regions, from a province's cities down, with `|` between them.
  case searchLevels
  case brandsIntro, methodsIntro, topicsIntro, platformsIntro

  // Lists
  case everyCase = "all_cases"
  case byActivity, byStatus, byYear, casesOf, casesTotal, casesWith, casesOfYear, pageOf, previous, next
  case undatedCases, steps, stepsUnpublished

  // Numbers
  case addsBoth, addsRegions, addsTime, addsNothing
  case allPeriods, baseMetric, baseNumber, baseUnknown, baseUnpublished, coverage, coverageUndated, partialSum
  /// The number of children's figures of a sum that are partial sums themselves.
  case partialBelow
  /// The time of a stock whose day no report says, such as `2023年，未写明截至日`.
  case stockWithin
  /// A remark on a report or a number, below a table.
  case remarkOn
  case addedCases, casesOfOwn, casesOfSilent, casesOfBoth

  // Changes against an earlier time
  case changeFewer, changeFewerAtLeast, changeFewerBetween
  case changeMore, changeMoreAtLeast, changeMoreBetween
  case changeNone, changeOpen

  // Charts and blocks in the text
  case notReported
  /// The note on a region that reports together with another.
  case countedWith
  /// The words before the names of regions that have not reported.
  case notReportedBy
  /// The words before the names of regions that have reported, but not said when.
  case undatedBy
  /// The note on a number whose period is not stated.
  case noPeriod
  case undatedFigures
  /// The sign between parts of a sentence.
  case clause
  case noneRecorded, region, dataTable, unitGap, tableOf
  case chartBars, chartBarsDescription, chartTrend, chartTrendDescription, chartTrendGaps
  case chartStatus, chartStatusDescription, chartChildren, chartLevel, chartChildrenAtLevel
  case chartCasesByYear, chartCasesOfYear, chartPeriods, chartUnlike, chartShortened
  /// The notes on how to read bars and lines that are not filled.
  case chartUncertain, chartUncertainLine

  // Reasons for which a figure is not compared
  case apartPeriod, apartBasis, apartPartial, apartOpen, apartOutside, apartDay

  // A mail by which a reader reports an error
  case reportSubject, reportPage, reportFigure, reportBody

  // Groups of a breakdown
  case undated, withoutGroup

  /// The key in the catalogue: `not_found_title` for `notFoundTitle`.
  package var key: String {
    rawValue.reduce(into: "") { key, letter in
      if letter.isUppercase { key += "_" }
      key += letter.lowercased()
    }
  }

  static let byKey = Dictionary(uniqueKeysWithValues: allCases.map { ($0.key, $0) })
}

extension Word {
  /// The names of the values that the program fills in.
  var gaps: Set<String> {
    switch self {
    case .recordDescription: ["kind", "name"]
    case .regionDescription: ["path", "n"]
    case .regionsDescription: ["home"]
    case .statisticsDescription: ["children"]
    case .apartOutside: ["outside"]
    case .baseMetric, .casesOf, .casesWith, .chartStatus, .withoutGroup: ["name"]
    case .casesTotal, .pageOf: ["title", "n"]
    case .casesOfYear: ["year"]
    case .baseNumber, .partialSum, .partialBelow, .coverageUndated, .steps: ["n"]
    case .addedCases: ["whose", "amount"]
    case .reportSubject: ["title"]
    case .reportPage: ["address"]
    case .reportFigure: ["id"]
    case .coverage: ["n", "of"]
    case .changeFewer, .changeFewerAtLeast, .changeFewerBetween, .changeMore, .changeMoreAtLeast,
      .changeMoreBetween:
      ["time", "least", "most", "unit"]
    case .changeNone, .changeOpen: ["time"]
    case .stockWithin: ["period"]
    case .remarkOn: ["name", "text"]
    case .tableOf: ["metrics", "period"]
    case .chartBars: ["whole", "metric", "period", "basis"]
    case .chartBarsDescription: ["names"]
    case .chartTrend: ["region", "metric", "basis"]
    case .chartTrendDescription, .chartTrendGaps, .chartPeriods: ["periods"]
    case .chartStatusDescription: ["names", "n"]
    case .chartChildren, .countedWith: ["region"]
    case .chartLevel: ["level"]
    case .chartChildrenAtLevel: ["region", "level"]
    case .chartCasesByYear: ["years"]
    case .chartCasesOfYear: ["year", "n"]
    case .chartShortened: ["shown", "n"]
    default: []
    }
  }
}
