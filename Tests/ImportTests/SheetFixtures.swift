import Diagnostics
import FrontMatter
import OfficeFiles
import Records

@testable import Import

/// A site with a few regions and metrics, and what tables become beside it.
struct Office {
  private(set) var files: [SourceText] = [
    SourceText(
      path: "content/site.yml", "title: 站\nhome: 湖北省\npublisher: 政协\ncontact: 办公室\nlicence: CC BY 4.0\n"),
    SourceText(
      path: "content/regions.yml",
      """
      regions:
        - code: 420000
          name: 湖北省
          slug: hubei
          children:
            - code: 420100
              name: 武汉市
              slug: wuhan
              aliases: [武汉]
              children:
                - {code: 420107, name: 青山区, slug: qingshan, aliases: [青山]}
                - {code: 420106, name: 武昌区, slug: wuchang}
            - code: 420500
              name: 宜昌市
              slug: yichang
              aliases: [宜昌]
              children:
                - {code: 420502, name: 西陵区, slug: xiling}
                - {code: 420527, name: 秭归县, slug: zigui}
      slugs:
        湖北省/武汉市/青山区/钢花村街道: ganghua
        湖北省/宜昌市/秭归县/屈原镇: quyuan
        湖北省/宜昌市/秭归县/屈原镇/北峰村: beifeng
      """),
    SourceText(
      path: "content/metrics.yml",
      """
      metrics:
        sessions_held: {name: 协商场次, labels: [协商活动], unit: 场, kind: flow, adds: [regions, time], counted_from: sessions, core: true, definition: 一}
        problems_solved: {name: 解决问题, unit: 件, kind: flow, adds: [regions, time], counted_from: problems_solved, core: true, definition: 二}
        donated: {name: 捐款, unit: 元, kind: flow, adds: [regions, time], definition: 三}
      """),
    SourceText(path: "content/brands/yehua.md", "---\ntitle: 村落夜话\n---\n"),
    SourceText(path: "content/topics/deng.md", "---\ntitle: 灯\n---\n"),
    SourceText(path: "content/topics/deng-lu.md", "---\ntitle: 灯、路\n---\n"),
  ]

  init(_ more: [(path: String, text: String)] = []) {
    files += more.map { SourceText(path: $0.path, $0.text) }
  }

  private static func content(_ files: [SourceText], reporting found: inout [Diagnostic]) -> Content? {
    let documents = files.compactMap { source in
      source.path.hasSuffix(".md")
        ? Document(writeUp: source, reporting: &found) : Document(registry: source, reporting: &found)
    }
    return Content(documents, today: nil, reporting: &found)
  }

  func importing(_ tables: [SheetTable], mapping: String? = nil) -> SheetImport {
    var found: [Diagnostic] = []
    let mapping = mapping.map { ImportMapping(SourceText(path: "导入对照.yml", $0), reporting: &found) }
    var made = SheetImport(
      tables, mapping ?? ImportMapping(), content: Office.content(files, reporting: &found), files: files)
    made.diagnostics = found + made.diagnostics
    return made
  }

  /// The codes of what is said of the rows, each with its cell.
  func findings(_ made: SheetImport) -> [String] {
    var found: [Diagnostic] = []
    let drafts = made.rows.filter { !$0.isBroken }.map { $0.isKnown ? $0.merged() : $0.draft() }
    let paths = Set(drafts.map(\.path))
    _ = Office.content(files.filter { !paths.contains($0.path) } + drafts.map(\.source), reporting: &found)
    return (made.diagnostics + drafts.relocated(found)).map { finding in
      let cell = finding.location.flatMap { made.cell(at: $0)?.address }
      return (cell ?? finding.location?.file ?? "") + " " + finding.code
    }
  }
}

extension SheetTable {
  /// A sheet of texts; an empty one is an empty cell.
  init(_ rows: [[String]], name: String? = "表", isHidden: Bool = false) {
    self.init(
      file: "a.xlsx", name: name, isHidden: isHidden,
      rows: rows.enumerated().compactMap { number, texts in
        let cells = texts.enumerated().filter { !$1.isEmpty }.map { Cell(column: $0, text: $1) }
        return cells.isEmpty ? nil : Row(number: number + 1, cells: cells)
      })
  }
}

extension SheetImport {
  var texts: [String] { rows.map { String(decoding: $0.draft().bytes, as: UTF8.self) } }

  /// The lines of the header of the only row.
  var header: [String] {
    texts.count == 1
      ? texts[0].split(separator: "\n").map(String.init).filter { $0 != "---" } : ["\(texts.count) rows"]
  }
}
