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

  // Lists
  case everyCase = "all_cases"
  /// name
  case casesOf = "cases_of"
  /// title, n
  case casesTotal = "cases_total"
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

  // Groups of a cut
  case undated
  /// name
  case withoutGroup = "without_group"
}
