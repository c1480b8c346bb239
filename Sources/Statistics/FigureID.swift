import Records

extension Figure {
  /// The id of the figure, stable as long as the registries are: `hubei/wuhan:sessions_held:2024`. It is beside the
  /// number on every page, keys the rows of `casebook stats`, and tells `casebook diff` which figures are the same.
  package func id(in content: Content, query: PeriodQuery) -> String {
    idParts(in: content, query: query).joined()
  }

  /// The id in parts that need not be put together to be written.
  package func idParts(in content: Content, query: PeriodQuery) -> [String] {
    [content.regions.address(of: region), ":", content.metrics.all[metric].id, ":", query.code]
  }

  /// The first day that the figure speaks of. A stock has one day (docs/figures.md, Periods), also where cases give it
  /// for a time; a sum of stocks shows its first and its last.
  package func firstDay(in content: Content) -> Day? {
    content.metrics.all[metric].kind == .stock && basis == .counted ? period.end : period.start
  }
}
