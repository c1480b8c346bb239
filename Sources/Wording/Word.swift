/// The words that the program itself needs, by their keys in the catalogue; templates mention further ones.
package enum Word: String, CaseIterable, Sendable {
  // Places
  case home
  case regions
  case brand
  case method
  case topic
  case platform
  case brandsTitle = "brands_title"
  case methodsTitle = "methods_title"
  case topicsTitle = "topics_title"
  case platformsTitle = "platforms_title"
  case briefingsTitle = "briefings_title"
  case reconciliationTitle = "reconciliation_title"
  case notFoundTitle = "not_found_title"

  // What a page is about
  case aboutDescription = "about_description"
  case briefingsDescription = "briefings_description"
  case dataDescription = "data_description"
  case brandsIntro = "brands_intro"
  case methodsIntro = "methods_intro"
  case topicsIntro = "topics_intro"
  case platformsIntro = "platforms_intro"
  case reconciliationDescription = "reconciliation_description"
  case recordDescription = "record_description"
  case regionDescription = "region_description"
  case regionsDescription = "regions_description"
  case statisticsDescription = "statistics_description"
  case searchDescription = "search_description"

  // Lists
  case everyCase = "all_cases"
  case byActivity = "by_activity"
  case byStatus = "by_status"
  case byYear = "by_year"
  case casesOf = "cases_of"
  case casesTotal = "cases_total"
  case casesWith = "cases_with"
  case casesOfYear = "cases_of_year"
  case pageOf = "page_of"
  case previous
  case next
  case undatedCases = "undated_cases"
  case steps
  case stepsUnpublished = "steps_unpublished"

  // Numbers
  case addsBoth = "adds_both"
  case addsRegions = "adds_regions"
  case addsTime = "adds_time"
  case addsNothing = "adds_nothing"
  case allPeriods = "all_periods"
  case baseMetric = "base_metric"
  case baseNumber = "base_number"
  case baseUnknown = "base_unknown"
  case baseUnpublished = "base_unpublished"
  case coverage
  case coverageUndated = "coverage_undated"
  case partialSum = "partial_sum"
  /// How many children's figures of a sum are such sums.
  case partialBelow = "partial_below"
  case addedCases = "added_cases"
  case casesOfOwn = "cases_of_own"
  case casesOfSilent = "cases_of_silent"
  case casesOfBoth = "cases_of_both"

  // Changes against an earlier time
  case changeFewer = "change_fewer"
  case changeFewerAtLeast = "change_fewer_at_least"
  case changeFewerBetween = "change_fewer_between"
  case changeMore = "change_more"
  case changeMoreAtLeast = "change_more_at_least"
  case changeMoreBetween = "change_more_between"
  case changeNone = "change_none"
  case changeOpen = "change_open"

  // Charts and blocks in the text
  case notReported = "not_reported"
  /// Before the names of those.
  case notReportedBy = "not_reported_by"
  /// Before the names of those that have reported, but not said when.
  case undatedBy = "undated_by"
  /// Of a number whose period is not stated.
  case noPeriod = "no_period"
  case undatedFigures = "undated_figures"
  /// Between parts of a sentence.
  case clause
  case noneRecorded = "none_recorded"
  case region
  case dataTable = "data_table"
  case unitGap = "unit_gap"
  case tableOf = "table_of"
  case chartBars = "chart_bars"
  case chartBarsDescription = "chart_bars_description"
  case chartTrend = "chart_trend"
  case chartTrendDescription = "chart_trend_description"
  case chartTrendGaps = "chart_trend_gaps"
  case chartStatus = "chart_status"
  case chartStatusDescription = "chart_status_description"
  case chartChildren = "chart_children"
  case chartLevel = "chart_level"
  case chartChildrenAtLevel = "chart_children_at_level"
  case chartCasesByYear = "chart_cases_by_year"
  case chartCasesOfYear = "chart_cases_of_year"
  case chartPeriods = "chart_periods"
  case chartUnlike = "chart_unlike"
  /// How to read what is not filled.
  case chartUncertain = "chart_uncertain"
  case chartUncertainLine = "chart_uncertain_line"
  case chartShortened = "chart_shortened"
  // Why a figure is not compared
  case apartPeriod = "apart_period"
  case apartBasis = "apart_basis"
  case apartPartial = "apart_partial"
  case apartOpen = "apart_open"
  case apartProvince = "apart_province"
  case apartDay = "apart_day"

  // Groups of a breakdown
  case undated
  case withoutGroup = "without_group"
}

extension Word {
  /// The names of the values that the program fills in.
  var gaps: Set<String> {
    switch self {
    case .recordDescription: ["kind", "name"]
    case .regionDescription: ["path", "n"]
    case .baseMetric, .casesOf, .casesWith, .chartStatus, .withoutGroup: ["name"]
    case .casesTotal, .pageOf: ["title", "n"]
    case .casesOfYear: ["year"]
    case .baseNumber, .partialSum, .partialBelow, .coverageUndated, .steps: ["n"]
    case .addedCases: ["whose", "amount"]
    case .coverage: ["n", "of"]
    case .changeFewer, .changeFewerAtLeast, .changeFewerBetween, .changeMore, .changeMoreAtLeast,
      .changeMoreBetween:
      ["time", "least", "most", "unit"]
    case .changeNone, .changeOpen: ["time"]
    case .tableOf: ["metrics", "period"]
    case .chartBars: ["whole", "metric", "period", "basis"]
    case .chartBarsDescription: ["names"]
    case .chartTrend: ["region", "metric", "basis"]
    case .chartTrendDescription, .chartTrendGaps, .chartPeriods: ["periods"]
    case .chartStatusDescription: ["names", "n"]
    case .chartChildren: ["region"]
    case .chartLevel: ["level"]
    case .chartChildrenAtLevel: ["region", "level"]
    case .chartCasesByYear: ["years"]
    case .chartCasesOfYear: ["year", "n"]
    case .chartShortened: ["shown", "n"]
    default: []
    }
  }
}
