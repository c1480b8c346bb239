/// The value of a field of a record, for whoever writes it again without knowing the field: JSON, a cell of a table,
/// a form.
package indirect enum FieldValue: Sendable {
  case text(String)
  /// A code or an id: letters, digits and `-`, `_` alone.
  case code(String)
  case day(Day)
  case period(Period)
  case flag(Bool)
  case number(Int)
  case quantity(Quantity)
  case region(RegionID)
  /// A metric, by its index in the registry.
  case metric(Int)
  /// A record of a folder, by its index among those that were read.
  case reference(SiteSettings.Section, Int)
  case citations([Citation])
  case list([FieldValue])
  /// A map of fields, or of names of its own.
  case map([(key: String, value: FieldValue)])
  /// A map whose keys are metrics, by their index in the registry.
  case byMetric([(metric: Int, value: FieldValue)])
  /// The value is known to be missing, and `inspect` says so with `null`.
  case null
}

extension FieldValue {
  /// A map without the fields that have no value.
  static func fields(_ fields: [(key: String, value: FieldValue?)]) -> FieldValue {
    .map(fields.compactMap { field in field.value.map { (field.key, $0) } })
  }
}

extension Content {
  /// The record of a folder that others refer to.
  package func naming(_ section: SiteSettings.Section, _ index: Int) -> Naming? {
    switch section {
    case .brands: brands[index].naming
    case .methods: methods[index].naming
    case .topics: topics[index].naming
    case .platforms: platforms[index].naming
    default: nil
    }
  }
}
