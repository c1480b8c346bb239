import Records

extension Figure {
  /// Stable as long as the registries are: `hubei/wuhan:sessions_held:2024`. It stands beside the number on
  /// every page, keys the rows of `casebook stats`, and tells `casebook diff` which figures are the same.
  package func id(in content: Content, query: PeriodQuery) -> String {
    idParts(in: content, query: query).joined()
  }

  /// The id in parts that need not be put together to be written.
  package func idParts(in content: Content, query: PeriodQuery) -> [String] {
    [content.regions.address(of: region), ":", content.metrics.all[metric].id, ":", query.code]
  }
}
