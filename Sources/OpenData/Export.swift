import Records
import Statistics

/// Everything that the site says, as the tables of `data/`.
package struct Export: Sendable {
  package let content: Content
  package private(set) var tables: [Table]
  /// The day on which anything in it changed last, as far as that is known and not still to come: the day of the build
  /// says nothing of the content, and would make other bytes of the same content every day.
  package let day: Day?
  let baseURL: String
  /// The first and last year that anything dated begins or ends in.
  let years: (first: Int, last: Int)?

  package init(_ figures: PublishedFigures, today: Day, baseURL: String) {
    content = figures.content
    day = content.lastChange(until: today)
    self.baseURL = baseURL
    let years = content.years
    self.years = years.first.flatMap { first in years.last.map { (first, $0) } }
    tables =
      [
        content.caseTable, content.caseNumberTable, figures.observationTable, content.areaTable,
        content.metricTable, content.sourceTable, content.reportTable, content.revisionTable,
        content.brandTable,
        content.methodTable, content.topicTable, content.platformTable, content.briefingTable,
        content.identityTable, content.siteTable,
      ] + content.textTables + CodeList.all.map(\.table)
  }
}

extension Content {
  fileprivate func lastChange(until today: Day) -> Day? {
    let days =
      cases.flatMap { [$0.published, $0.updated] }
      + reports.flatMap { [$0.published] + $0.revisions.map(\.date) }
      + briefings.map(\.date)
    return days.compactMap { $0 }.filter { $0 <= today }.max()
  }
}

/// A file of a table as it was written.
package struct TableFile: Sendable {
  package let table: Table
  package let format: Table.Format
  package let byteCount: Int
  package let rowCount: Int
  package let digest: String

  package var address: String { table.address(format) }

  package init(_ table: Table, _ format: Table.Format, bytes: Int, rows: Int, digest: String) {
    self.table = table
    self.format = format
    byteCount = bytes
    rowCount = rows
    self.digest = digest
  }
}

extension Export {
  /// The same without the rows, when all files are written.
  package var described: Export {
    var export = self
    export.tables = tables.map(\.described)
    return export
  }

  /// The files that describe the tables, by their addresses.
  package func descriptions(_ files: [TableFile]) -> [(address: String, bytes: [UInt8])] {
    tables.map { ($0.address(.csv) + "-metadata.json", csvMetadata(of: $0).file) } + [
      ("data/datapackage.json", dataPackage(files).file),
      ("data/csv-metadata.json", csvMetadata(tables).file),
      ("data/catalog.jsonld", catalog(files).file), ("data/README.md", readme(files)),
    ]
  }
}
