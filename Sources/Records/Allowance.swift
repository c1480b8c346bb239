import Diagnostics
import FrontMatter

/// Personal data that may be public, with the reason: an entry of `personal_data` in the header of the file that has
/// them, or in `content/site.yml` for all files.
package struct Allowance: Sendable {
  /// The value as the check prints it, with stars for what must not be printed.
  package let value: String
  package let location: Location
  /// The range that an edit deletes to take the entry away.
  package let wholeRange: Range<Int>
}

extension Document {
  /// The entries of `personal_data`. One without a reason is an error, and allows all the same: that is one slip,
  /// not two.
  package func allowances(reporting diagnostics: inout [Diagnostic]) -> [Allowance] {
    guard let kind = recordKind, has("personal_data", of: kind) else { return [] }
    var fields = FieldReader(self, as: kind)
    let others = fields.diagnostics.count, entries = fields.map("personal_data")
    defer { diagnostics += fields.diagnostics.dropFirst(others) }
    return entries.map { entry in
      let location = Location(source.path, entry.keyRange)
      let reason = entry.value.isBlank ? nil : fields.text(entry.value)
      if !(reason?.value.isSentence ?? false) {
        fields.report(.noPersonalReason(entry.key.text, at: location))
      }
      let whole = entries.count == 1 ? fields.entryRange("personal_data") : nil
      return Allowance(
        value: entry.key.text, location: location,
        wholeRange: source.withoutGap(whole ?? entry.keyRange.lowerBound..<entry.value.range.upperBound))
    }
  }

  /// The ways to reach the office that `content/site.yml` gives.
  package var contacts: [String] {
    guard recordKind === RecordKind.site else { return [] }
    var fields = FieldReader(self, as: .site), settings = SiteSettings()
    _ = fields.read(SiteSettings.fields, into: &settings)
    let office = settings.office
    let own = [settings.contact, settings.english.contact, office.reportEmail]
    return (own + office.contacts.flatMap { [$0.name, $0.phone, $0.email, $0.address, $0.hours] })
      .compactMap(\.self)
  }

  private var recordKind: RecordKind? {
    switch source.path {
    case "content/site.yml": .site
    case "content/sources.yml": .sourceList
    case "content/regions.yml": .regionList
    case "content/metrics.yml": .metricList
    default: RecordKind.ofFolder(source.folder)
    }
  }

  private func has(_ key: String, of kind: RecordKind) -> Bool {
    var isThere = false
    _ = header.forEachKey { name, _ in
      if let position = kind.indices[name], kind.fields[position].key == key { isThere = true }
    }
    return isThere
  }
}
