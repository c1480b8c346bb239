import Pages
import Records
import Templates

extension Export {
  /// data/index.html, the data dictionary: docs/pages.md, “data”.
  ///
  /// - Parameters:
  ///   - publication: of the edition whose page it is.
  ///   - way: from the root of the edition to that of the site, where the files are.
  package func page(_ files: [TableFile], of publication: Publication, way: String) -> Page {
    let words = publication.words, isMain = way.isEmpty
    return publication.dataPage { [self] data in
      [
        "files_root": data.text(way), "updated": data.text(day?.iso), "citation": data.text(citation),
        "tables": data.list(tables) { table($0, files.filter(of: $0), words, &$1) },
        // Search engines are told once.
        "structured": isMain ? data.html(structuredData(files)) : .none,
      ]
    }
  }

  private func table(_ table: Table, _ files: [TableFile], _ words: Words, _ data: inout DataBuilder) -> Datum
  {
    let isCodeList = table.name.hasPrefix(Export.codeListFolder)
    // Texts are told apart by numbers.
    let group = table.name.hasPrefix("texts-") ? "texts" : table.resourceName, worded = words.table(group)
    return data.object([
      "name": data.text(table.name), "anchor": data.text("table-", table.resourceName),
      "title": data.text(worded?.title ?? table.title),
      "description": data.text(worded?.description ?? table.description),
      "rows": Datum(files.first?.rowCount ?? 0),
      "is_code_list": Datum(isCodeList),
      "files": data.list(files) { file, data in
        data.object([
          "format": data.text(file.format.name), "address": data.text(file.address),
          "size": data.text(file.byteCount.inUnits),
        ])
      },
      "fields": data.list(isCodeList ? [] : table.fields) { field, data in
        data.object([
          "name": data.text(field.name), "title": data.text(field.title),
          "type": data.text(field.kind.schemaName),
          "description": data.text(field.description),
          "refers_to": field.foreignKey.map {
            data.object(["title": data.text($0.table), "anchor": data.text("table-", $0.table)])
          } ?? .none,
        ])
      },
      "codes": data.list(CodeList.all.first { Export.codeListFolder + $0.name == table.name }?.codes ?? []) {
        code, data in
        data.object([
          "id": data.text(code.id), "name": data.text(code.name), "definition": data.text(code.definition),
        ])
      },
    ])
  }

  private static let codeListFolder = "codelists/"
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
