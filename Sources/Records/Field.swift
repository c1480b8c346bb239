/// A field of a record, declared once: reading, `inspect`, tables, the field manual and the schemas are made from it.
package struct Field: Sendable {
  /// The English name, as a header, a table and a template have it.
  package let key: String
  /// The Chinese names that a header may have instead; the first is the one that tables and the manual show.
  package let names: [String]
  package let type: FieldType
  package let isRequired: Bool
  /// Whether it says how a site publishes the record: an editor decides it, and nobody who reports a matter is asked for it.
  package internal(set) var isEditorial = false
  /// The meaning, where name and type do not say it; empty where they do.
  package let help: Help
  /// The column of the export; nil for a field that no table has.
  package let column: Column?

  package var name: String { names.first ?? key }

  /// A sentence or two for authors, in both languages.
  package struct Help: Sendable {
    package let zh: String
    package let en: String

    package init(_ zh: String = "", _ en: String = "") {
      self.zh = zh
      self.en = en
    }
  }

  /// The way in which a table shows a field.
  package enum Export: Sendable {
    /// No table has it.
    case none
    /// A column whose title and description follow from name and type.
    case column
    /// A column with a title of its own, words after the description of its type, or another mark for what is absent.
    case titled(String? = nil, _ note: String = "", Absence = .unstated)
    /// A column with a description of its own instead of that of its type.
    case described(String)
  }

  package init(
    _ key: String, _ names: [String], _ type: FieldType, isRequired: Bool = false, _ help: Help = Help(),
    export: Export = .column
  ) {
    self.key = key
    self.names = names
    self.type = type
    self.isRequired = isRequired
    self.help = help
    switch export {
    case .none: column = nil
    case .column: column = Column(key, type, title: names.first ?? key, type.columnDescription)
    case .titled(let title, let note, let absence):
      column = Column(key, type, title: title ?? names.first ?? key, type.columnDescription + note, absence)
    case .described(let text): column = Column(key, type, title: names.first ?? key, text)
    }
  }
}

/// The kinds of values that may be written for a field.
package indirect enum FieldType: Sendable {
  case text
  /// `true` or `false`, 是 or 否.
  case flag
  case day, date, period
  /// A number as published; with the unit that it counts, if the field has one.
  case quantity(String?)
  /// A number from 1, in digits.
  case wholeNumber
  /// A line number of a source page.
  case line
  /// One of a few words, each with its English and Chinese form; `codeList` is the table of the export that lists them.
  case choice([(en: String, zh: String)], codeList: String?)
  case region
  /// A metric of the registry, by its id, name or label.
  case metric
  /// The title, other name or stem of a record in a folder of `content/`.
  case reference(SiteSettings.Section)
  case source
  /// A number of members, their names, or numbers by tier.
  case members
  case list(FieldType)
  /// A list, or one item without one.
  case oneOrMore(FieldType)
  case record(RecordKind)
  /// A map from names of its own: tiers, metrics, checks.
  case map(FieldType)
  /// A name, or a map from it to another that is shown instead.
  case renamable
  /// Entries like the one that has the field.
  case children
}
