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
  /// kind, name
  case recordDescription = "record_description"
  /// path, n
  case regionDescription = "region_description"
  case regionsDescription = "regions_description"
  case statisticsDescription = "statistics_description"
  case searchDescription = "search_description"

  // Lists
  case everyCase = "all_cases"
  case byActivity = "by_activity"
  case byStatus = "by_status"
  case byYear = "by_year"
  /// name
  case casesOf = "cases_of"
  /// title, n
  case casesTotal = "cases_total"
  /// name
  case casesWith = "cases_with"
  /// year
  case casesOfYear = "cases_of_year"
  /// title, n
  case pageOf = "page_of"
  case previous
  case next
  case undatedCases = "undated_cases"
  /// n
  case steps
  case stepsUnpublished = "steps_unpublished"

  // Numbers
  case addsBoth = "adds_both"
  case addsRegions = "adds_regions"
  case addsTime = "adds_time"
  case addsNothing = "adds_nothing"
  case allPeriods = "all_periods"
  /// name
  case baseMetric = "base_metric"
  /// n
  case baseNumber = "base_number"
  case baseUnknown = "base_unknown"
  case baseUnpublished = "base_unpublished"
  /// n, of
  case coverage
  /// n
  case partialSum = "partial_sum"

  // Changes against an earlier time: time, and where there is an amount least, most, unit
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
  /// Between parts of a sentence.
  case clause
  case noneRecorded = "none_recorded"
  case region
  case dataTable = "data_table"
  case unitGap = "unit_gap"
  /// metrics, period
  case tableOf = "table_of"
  /// whole, metric, period, basis
  case chartBars = "chart_bars"
  /// names
  case chartBarsDescription = "chart_bars_description"
  /// region, metric, basis
  case chartTrend = "chart_trend"
  /// periods
  case chartTrendDescription = "chart_trend_description"
  /// periods
  case chartTrendGaps = "chart_trend_gaps"
  /// name
  case chartStatus = "chart_status"
  /// names, n
  case chartStatusDescription = "chart_status_description"
  /// region
  case chartChildren = "chart_children"
  /// level
  case chartLevel = "chart_level"
  /// region, level
  case chartChildrenAtLevel = "chart_children_at_level"
  /// years
  case chartCasesByYear = "chart_cases_by_year"
  /// year, n
  case chartCasesOfYear = "chart_cases_of_year"
  /// periods
  case chartPeriods = "chart_periods"
  case chartUnlike = "chart_unlike"
  /// How to read what is not filled.
  case chartUncertain = "chart_uncertain"
  case chartUncertainLine = "chart_uncertain_line"
  /// shown, n
  case chartShortened = "chart_shortened"
  // Why a figure is not compared
  case apartPeriod = "apart_period"
  case apartBasis = "apart_basis"
  case apartPartial = "apart_partial"
  case apartOpen = "apart_open"

  // Groups of a cut
  case undated
  /// name
  case withoutGroup = "without_group"
}
