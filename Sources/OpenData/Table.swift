import Records

/// One table of the export. CSV, JSON, the sheet for Excel, the descriptions for machines and the dictionary are all made
/// from this.
package struct Table: Sendable {
  /// The name of its files: `cases` → `data/cases.csv`; `codelists/status` → `data/codelists/status.csv`.
  package let name: String
  package let title: String
  package let description: String
  /// The first is the primary key, by whose bytes the rows are sorted.
  package let fields: [Column]
  package let formats: [Format]
  private let write: @Sendable (inout RowWriter) -> Void

  init(
    _ name: String, _ title: String, _ description: String, formats: [Format] = Format.allCases,
    _ fields: [Column],
    write: @escaping @Sendable (inout RowWriter) -> Void
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.fields = fields
    self.formats = formats
    self.write = write
  }

  /// A table with a row for each of some items, which are sorted.
  init<Item: Sendable>(
    _ name: String, _ title: String, _ description: String, formats: [Format] = Format.allCases,
    _ fields: [Column], of items: [Item], row: @escaping @Sendable (Item, inout RowWriter) -> Void
  ) {
    self.init(name, title, description, formats: formats, fields) { writer in
      for item in items { writer.row { row(item, &$0) } }
    }
  }

  package enum Format: CaseIterable, Sendable {
    case csv
    /// CSV that Excel opens by a double click: with a byte order mark, and nothing in it that Excel takes for a
    /// formula.
    case spreadsheet
    case json
  }

  package func address(_ format: Format) -> String {
    switch format {
    case .csv: "data/\(name).csv"
    case .spreadsheet: "data/\(name).excel.csv"
    case .json: "data/\(name).json"
    }
  }

  /// The files that are written together, in one go over the rows.
  package var passes: [[Format]] {
    [formats.filter { $0 != .json }, formats.filter { $0 == .json }].filter { !$0.isEmpty }
  }

  /// Writes files of one pass in pieces, and says how many rows there are.
  package func write(_ formats: [Format], _ sink: (Format, [UInt8]) -> Void) -> Int {
    withoutActuallyEscaping(sink) { sink in
      var writer = RowWriter(fields, formats, sink: sink)
      write(&writer)
      writer.finish()
      return writer.rows
    }
  }

  /// The same without its rows, for who only describes it: they hold on to all that they say.
  package var described: Table { Table(name, title, description, formats: formats, fields) { _ in } }
}
