/// One table of the export. CSV, JSON, the sheet for Excel, the descriptions for machines and the dictionary are all made
/// from this.
package struct Table: Sendable {
  /// Of its files: `cases` → `data/cases.csv`; `codelists/status` → `data/codelists/status.csv`.
  package let name: String
  package let title: String
  package let description: String
  /// The first is the primary key, by whose bytes the rows are sorted.
  package let fields: [Field]
  package let formats: [Format]
  /// About how many bytes its rows have.
  private let size: Int
  private let write: @Sendable (inout RowWriter) -> Void

  /// - Parameters:
  ///   - rows: about how many there are.
  ///   - size: about how many bytes a row has.
  init(
    _ name: String, _ title: String, _ description: String, rows: Int = 0, size: Int? = nil, formats: [Format] = Format.allCases, _ fields: [Field],
    write: @escaping @Sendable (inout RowWriter) -> Void
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.fields = fields
    self.formats = formats
    self.size = rows * (size ?? fields.count * 25)
    self.write = write
  }

  package enum Format: CaseIterable, Sendable {
    case csv
    /// CSV that Excel opens by a double click: with a byte order mark, and nothing in it that Excel takes for a formula.
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

  /// One of its files, and how many rows there are.
  package func encoded(_ format: Format) -> (bytes: [UInt8], rows: Int) {
    var writer = RowWriter(fields, format, expected: size)
    write(&writer)
    return writer.finished()
  }
}
