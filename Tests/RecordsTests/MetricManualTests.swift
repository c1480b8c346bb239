import Diagnostics
import Foundation
import FrontMatter
import GeneratedDocs
import Testing

@testable import Records

/// The list of the built-in metrics in the manual is that of the registry; RECORD=1 makes it so.
@Suite struct MetricManualTests {
  @Test func list() throws {
    let path = "content/metrics.yml"
    let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: project.appending(path: path), encoding: .utf8)
    var diagnostics: [Diagnostic] = []
    let metrics = MetricRegistry(try registry(path, text), reporting: &diagnostics)
    #expect(diagnostics.isEmpty)

    var page = """
      # 指标一览

      报告的 `数据` 里可以写的内置指标，由指标登记表生成。写名称、别名或编号都可以，
      数后面可以带单位。存量写 `截至` 哪一天，流量写 `时期`。每个指标数的是什么，
      见网站上“数据”一栏里它自己的页。自己的指标登记在 `content/metrics.yml` 里，
      不用内置的名称。

      """
    for line in text.split(separator: "\n") {
      if let group = line.wholeMatch(of: #/  # (.+)/#) {
        page += "\n## \(group.1)\n\n| 名称 | 单位 | 类型 | 别名 | 编号 |\n|---|---|---|---|---|\n"
      } else if let key = line.wholeMatch(of: #/  ([a-z0-9_-]+):/#), let metric = metrics[String(key.1)] {
        page += "| \(metric.name) | \(metric.unit) | \(metric.kind.chinese) "
        page += "| \(metric.labels.joined(separator: "、")) | `\(metric.id)` |\n"
      }
    }
    #expect(page.count { $0 == "`" } / 2 >= metrics.all.count)
    #expect(try GeneratedFile("docs/zh/metrics.md").holds(page))
  }
}
