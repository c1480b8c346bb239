import Bytes
import Records

// datapackage.json: Data Package 2.0 with a Table Schema for each CSV file (datapackage.org).
extension Export {
  func dataPackage(_ files: [TableFile]) -> JSON {
    let settings = content.settings
    return .members([
      ("$schema", "https://datapackage.org/profiles/2.0/datapackage.json"), ("name", .string(name)),
      ("title", .string(title)), ("description", .string(description)),
      ("homepage", address.map(JSON.string)),
      ("version", version.map(JSON.string)), ("created", created.map(JSON.string)),
      ("keywords", ["协商", "政协", "案例", "统计"]),
      ("licenses", licence.map { [$0.json] }),
      ("contributors", [["title": .string(settings.publisher), "roles": ["publisher"]]]),
      (
        "sources",
        content.sources.isEmpty
          ? nil
          : .array(
            content.sources.map {
              .members([("title", .string($0.title)), ("path", $0.url.map(JSON.string))])
            })
      ),
      ("resources", .array(files.filter { $0.format == .csv }.map(resource))),
    ])
  }

  private func resource(_ file: TableFile) -> JSON {
    [
      "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
      "name": .string(file.table.resourceName),
      "type": "table", "title": .string(file.table.title), "description": .string(file.table.description),
      "path": .string(file.table.name + ".csv"), "format": "csv", "mediatype": "text/csv",
      "encoding": "utf-8",
      "bytes": .int(file.byteCount), "hash": .string("sha256:" + file.digest),
      "dialect": [
        "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json", "delimiter": ",",
        "lineTerminator": "\n", "quoteChar": "\"", "doubleQuote": true,
      ],
      "schema": file.table.schema,
    ]
  }
}

extension Table {
  fileprivate var schema: JSON {
    let keys = fields.compactMap { field in
      field.foreignKey.map { key in
        JSON.object([
          ("fields", [.string(field.name)]),
          (
            "reference",
            ["resource": .string(key.table == name ? "" : key.table), "fields": [.string(key.field)]]
          ),
        ])
      }
    }
    return .members([
      ("$schema", "https://datapackage.org/profiles/2.0/tableschema.json"),
      ("fields", .array(fields.map(\.schema))), ("primaryKey", [.string(fields[0].name)]),
      ("foreignKeys", keys.isEmpty ? nil : .array(keys)),
      (
        "missingValues",
        .array(Absence.allCases.map { ["value": .string($0.rawValue), "label": .string($0.chinese)] })
      ),
    ])
  }
}

extension Column {
  fileprivate var schema: JSON {
    .members([
      ("name", .string(name)), ("title", .string(title)),
      ("description", description.isEmpty ? nil : .string(description)), ("type", .string(kind.schemaName)),
      ("constraints", name == "id" ? ["required": true, "unique": true] : nil),
    ])
  }

  /// The target of its references: a code list or another table, by the name of its resource.
  package var foreignKey: Reference? {
    codeList.map { Reference(table: "codelists-" + $0, field: "id") } ?? reference
  }
}

extension Column.Kind {
  package var schemaName: String {
    switch self {
    case .string, .mixed: "string"
    case .integer: "integer"
    case .number: "number"
    case .boolean: "boolean"
    case .date: "date"
    case .array: "array"
    case .object: "object"
    }
  }
}

extension Export.Licence {
  fileprivate var json: JSON {
    .members([
      ("name", identifier.map(JSON.string)),
      // One of the two there must be.
      ("path", url.map(JSON.string) ?? (identifier == nil ? "index.html" : nil)), ("title", .string(title)),
    ])
  }
}
