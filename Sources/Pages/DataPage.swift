import OpenData
import Records
import Templates
import Wording

extension Publication {
  /// data/index.html, the data dictionary: docs/pages.md, “data”.
  ///
  /// - Parameter relativeRoot: the path from the root of the edition to that of the site, where the files are.
  package func dataPage(_ export: Export, _ files: [TableFile], relativeRoot: String) -> Page {
    Page(
      Address.folder("data"), kind: "data", title: words.name(SiteSettings.Section.data),
      description: words[.dataDescription]
    ) { [words] data in
      [
        "files_root": data.text(relativeRoot), "updated": data.text(export.day?.iso),
        "citation": data.text(export.citation),
        "tables": data.list(export.tables) { $1.table($0, files.filter(of: $0), words) },
        // Search engines are told once.
        "structured": relativeRoot.isEmpty ? data.html(export.structuredData(files)) : .none,
      ]
    }
  }
}

extension DataBuilder {
  fileprivate mutating func table(_ table: Table, _ files: [TableFile], _ words: Words) -> Datum {
    let isCodeList = table.name.hasPrefix(CodeList.folder)
    // Texts are told apart by numbers.
    let group = table.name.hasPrefix("texts-") ? "texts" : table.resourceName, worded = words.table(group)
    return object([
      "name": text(table.name), "anchor": text("table-", table.resourceName),
      "title": text(worded?.title ?? table.title),
      "description": text(worded?.description ?? table.description),
      "rows": Datum(files.first?.rowCount ?? 0),
      "is_code_list": Datum(isCodeList),
      "files": list(files) { file, data in
        data.object([
          "format": data.text(file.format.name), "address": data.text(file.address),
          "size": data.text(file.byteCount.inUnits),
        ])
      },
      "fields": list(isCodeList ? [] : table.fields) { field, data in
        data.object([
          "name": data.text(field.name), "title": data.text(field.title),
          "type": data.text(field.kind.schemaName),
          "description": data.text(field.description),
          "refers_to": field.foreignKey.map {
            data.object(["title": data.text($0.table), "anchor": data.text("table-", $0.table)])
          } ?? .none,
        ])
      },
      "codes": list(CodeList.all.first { CodeList.folder + $0.name == table.name }?.codes ?? []) {
        code, data in
        data.object([
          "id": data.text(code.id), "name": data.text(code.name), "definition": data.text(code.definition),
        ])
      },
    ])
  }
}

extension Table.Format {
  fileprivate var name: String {
    switch self {
    case .csv: "csv"
    case .spreadsheet: "excel"
    case .json: "json"
    }
  }
}

extension Int {
  /// Bytes as people read them: `820 B`, `12 KB`, `3.4 MB`.
  fileprivate var inUnits: String {
    if self < 1000 { return "\(self) B" }
    if self < 1_000_000 { return "\((self + 500) / 1000) KB" }
    let tenths = (self + 50_000) / 100_000
    return "\(tenths / 10).\(tenths % 10) MB"
  }
}
