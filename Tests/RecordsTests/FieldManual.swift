import Diagnostics

@testable import Records

/// The field manual in one language: a table for each kind of file, and one for each kind of entry in it.
struct FieldManual {
  let isChinese: Bool
  private var text = ""
  /// The kinds whose tables are there already, by the anchors of their headings.
  private var done: [ObjectIdentifier] = []

  /// The kinds of files, in the order of the manual.
  static let files: [(path: String, schema: String, kind: RecordKind)] = [
    ("content/cases/*.md", "case", .case), ("content/reports/*.md", "report", .report),
    ("content/briefings/*.md", "briefing", .briefing), ("content/brands/*.md", "brand", .brand),
    ("content/methods/*.md", "method", .method), ("content/topics/*.md", "topic", .topic),
    ("content/platforms/*.md", "platform", .platform), ("content/pages/*.md", "page", .page),
    ("content/site.yml", "site", .site),
    ("content/sources.yml", "sources", .sourceList), ("content/regions.yml", "regions", .regionList),
    ("content/metrics.yml", "metrics", .metricList),
  ]

  static func text(inChinese isChinese: Bool) -> String {
    var manual = FieldManual(isChinese: isChinese)
    manual.text =
      isChinese
      ? """
      # 字段手册

      每种文件可以写的字段。字段名用英文或中文都可以，同一个文件里
      不能两种都写。日期、数、地区等怎么写，见[内容格式](content.md#values)（英文）；编辑器可以用的格式说明在 [schema/](schema/)。

      """
      : """
      # The fields

      The fields of each kind of file, made from the declarations in the program (`RECORD=1 swift test --filter FieldManualTests`).
      English and Chinese names mean the same; a file has one of the two. How values are written is in
      [the content format](content.md#values); editors find the same as JSON Schemas in [schema/](schema/).

      """
    for (path, _, kind) in files {
      manual.text += "\n## \(isChinese ? kind.zh : kind.en.capitalizedFirst) `\(path)`\n\n"
      manual.add(kind)
    }
    manual.text += isChinese ? "\n## 正文里的数据块\n" : "\n## Blocks in a text\n"
    for kind in LiveBlock.recordKinds {
      manual.text += "\n### \(isChinese ? kind.zh : kind.en.capitalizedFirst)\n\n"
      manual.add(kind)
    }
    return manual.text
  }

  private init(isChinese: Bool) { self.isChinese = isChinese }

  private mutating func add(_ kind: RecordKind) {
    done.append(ObjectIdentifier(kind))
    text += isChinese ? "| 字段 | 中文 | 写什么 | 说明 |\n" : "| field | Chinese | value | meaning |\n"
    text += "|---|---|---|---|\n"
    for field in kind.fields {
      let required = field.isRequired ? (isChinese ? "，必填" : ", required") : ""
      let help = isChinese ? field.help.zh : field.help.en
      let names = field.names.joined(separator: isChinese ? "、" : ", ")
      text += "| `\(field.key)` | \(names) | \(name(of: field.type))\(required) | \(help) |\n"
    }
    for (field, part) in kind.fields.compactMap({ field in field.type.part.map { (field, $0) } })
    where !done.contains(ObjectIdentifier(part)) {
      text +=
        "\n### \(isChinese ? kind.zh : kind.en.capitalizedFirst) · \(isChinese ? field.name : field.key)\n\n"
      add(part)
    }
  }

  private func name(of type: FieldType) -> String {
    let (zh, en): (String, String) =
      switch type {
      case .text: ("文字", "text")
      case .flag: ("`true` 或 `false`（是、否）", "`true` or `false`")
      case .day: ("日期，到日", "day")
      case .date: ("日期", "date")
      case .period: ("时期", "period")
      case .quantity(let unit):
        ("数" + (unit.map { "（\($0)）" } ?? ""), "quantity" + (unit.map { " (\($0))" } ?? ""))
      case .line: ("行号", "line number")
      case .wholeNumber: ("正整数", "whole number")
      case .choice(let words, _):
        (
          words.map { "`\($0.en)` \($0.zh)" }.joined(separator: "、"),
          words.map { "`\($0.en)` \($0.zh)" }.joined(separator: ", ")
        )
      case .region: ("地区", "region")
      case .metric: ("指标", "metric")
      case .reference(let section):
        ("\(section.chinese)的名称、别名或文件名", "title, other name or stem in `\(section.rawValue)/`")
      case .source: ("来源", "source, or list of sources")
      case .members: ("数、姓名的列表，或层级 → 数", "quantity, list of names, or map")
      case .list(let item): (name(of: item) + "的列表", "list: " + name(of: item))
      case .oneOrMore(let item): (name(of: item) + "，或它的列表", name(of: item) + ", or a list")
      case .record(let kind):
        (
          "`{\(kind.fields.map(\.key).joined(separator: ", "))}`",
          "`{\(kind.fields.map(\.key).joined(separator: ", "))}`"
        )
      case .map(let value): ("名称 → " + name(of: value), "map: name → " + name(of: value))
      case .renamable: ("名称，或 `名称: 新名称`", "name, or `name: new name`")
      case .children: ("同样的一项的列表", "list of the same")
      }
    return isChinese ? zh : en
  }
}

extension FieldType {
  /// The kind of the entries that a field has.
  var part: RecordKind? {
    switch self {
    case .record(let kind): kind
    case .list(let type), .oneOrMore(let type), .map(let type): type.part
    case .source: .citation
    default: nil
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
