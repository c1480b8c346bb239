import Pages
import Records
import Templates

extension Export {
  /// data/index.html, the data dictionary: docs/pages.md, “data”.
  package func page(_ files: [TableFile]) -> Page {
    Page(
      Address.folder("data"), kind: "data", title: "开放数据", description: "本站全部内容的数据文件、数据字典和使用方法"
    ) { [self] data in
      [
        "intro": data.text(description), "tables": data.list(tables) { table($0, files.filter(of: $0), &$1) },
        "absences": data.list(Absence.allCases) { absence, data in
          data.object(["code": data.text(absence.rawValue), "text": data.text(absence.chinese)])
        },
        "created": data.text(day.iso), "citation": data.text(citation), "structured": data.html(structuredData(files)),
        "descriptions": data.list(Export.descriptions) { item, data in
          data.object(["address": data.text("data/", item.name), "title": data.text(item.name), "text": data.text(item.text)])
        },
      ]
    }
  }

  private static let descriptions: [(name: String, text: String)] = [
    ("datapackage.json", "Data Package 2.0：全部 CSV 文件的栏目、类型、主键、外键和 SHA-256"),
    ("csv-metadata.json", "CSVW：同样的内容，W3C 的格式；每个 CSV 文件旁边另有一份"),
    ("catalog.jsonld", "DCAT 3：供数据目录收录"), ("README.md", "随数据文件夹一起下载的说明"),
  ]

  private func table(_ table: Table, _ files: [TableFile], _ data: inout DataBuilder) -> Datum {
    let isCodeList = table.name.hasPrefix(Export.codeListFolder)
    return data.object([
      "name": data.text(table.name), "anchor": data.text("table-", table.resourceName), "title": data.text(table.title),
      "description": data.text(table.description), "rows": Datum(files.first?.rowCount ?? 0),
      "is_code_list": Datum(isCodeList),
      "files": data.list(files) { file, data in
        data.object([
          "title": data.text(file.format.title), "address": data.text(file.address),
          "size": data.text(file.byteCount.inUnits),
        ])
      },
      "fields": data.list(isCodeList ? [] : table.fields) { field, data in
        data.object([
          "name": data.text(field.name), "title": data.text(field.title), "type": data.text(field.kind.chinese),
          "description": data.text(field.description),
          "refers_to": field.foreignKey.map { data.object(["title": data.text($0.table), "anchor": data.text("table-", $0.table)]) }
            ?? .none,
        ])
      },
      "codes": data.list(CodeList.all.first { Export.codeListFolder + $0.name == table.name }?.codes ?? []) { code, data in
        data.object(["id": data.text(code.id), "name": data.text(code.name), "definition": data.text(code.definition)])
      },
    ])
  }

  private static let codeListFolder = "codelists/"
}

extension Field.Kind {
  fileprivate var chinese: String {
    switch self {
    case .string: "文字"
    case .integer: "整数"
    case .number: "数"
    case .boolean: "true 或 false"
    case .date: "日期"
    case .array: "列表（JSON）"
    case .object: "对象（JSON）"
    case .mixed: "文字或 JSON"
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
