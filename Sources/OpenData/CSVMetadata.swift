import Bytes
import Records

// CSV on the Web (W3C, 2015): a description beside each CSV file, and one of all of them with what refers to what.
extension Export {
  /// `csv-metadata.json`
  func csvMetadata(_ tables: [Table]) -> JSON {
    .members([
      ("@context", Export.context), ("dc:title", .string(title)), ("dc:description", .string(description)),
      ("dc:publisher", .string(content.settings.publisher)),
      ("dc:license", licence.map { .string($0.url ?? $0.title) }),
      (
        "tables",
        .array(
          tables.map { table in .object(table.csvMetadata(at: table.name + ".csv", hasReferences: true)) })
      ),
    ])
  }

  /// `cases.csv-metadata.json`; references to other files are in the description of all.
  func csvMetadata(of table: Table) -> JSON {
    let file = table.name.split(separator: "/").last.map(String.init) ?? table.name
    return .object(
      [("@context", Export.context)] + table.csvMetadata(at: file + ".csv", hasReferences: false))
  }

  private static let context: JSON = ["http://www.w3.org/ns/csvw", ["@language": "zh"]]
}

extension Table {
  fileprivate func csvMetadata(at url: String, hasReferences: Bool) -> [(key: String, value: JSON)] {
    let references = fields.compactMap { field in
      field.foreignKey.map { key -> JSON in
        [
          "columnReference": .string(field.name),
          "reference": [
            "resource": .string(key.table.replacing("codelists-", with: "codelists/") + ".csv"),
            "columnReference": .string(key.field),
          ],
        ]
      }
    }
    var schema: [(key: String, value: JSON)] = [
      ("columns", .array(fields.map(\.csvColumn))), ("primaryKey", .string(fields[0].name)),
    ]
    if hasReferences, !references.isEmpty { schema.append(("foreignKeys", .array(references))) }
    return [
      ("url", .string(url)), ("dc:title", .string(title)), ("dc:description", .string(description)),
      ("dialect", ["encoding": "utf-8", "lineTerminators": ["\n"]]), ("tableSchema", .object(schema)),
    ]
  }
}

extension Column {
  fileprivate var csvColumn: JSON {
    .members([
      ("name", .string(name)), ("titles", ["und": .string(name), "zh": .string(title)]),
      ("dc:description", description.isEmpty ? nil : .string(description)), ("datatype", .string(csvType)),
      ("null", .array(Absence.allCases.map { .string($0.rawValue) })),
      ("required", name == "id" ? true : nil),
    ])
  }

  private var csvType: String {
    switch kind {
    case .string, .mixed: "string"
    case .integer: "integer"
    case .number: "decimal"
    case .boolean: "boolean"
    case .date: "date"
    case .array, .object: "json"
    }
  }
}
