import Diagnostics
import Harvest
import Records

/// The proposals of a harvest, for a person: a row a number, and the drafts that could be written.
struct HarvestText {
  private let harvest: Harvest
  private let drafts: [SourceText]
  private let metrics: MetricRegistry
  private let regions: RegionTree
  private let language: Language

  init(
    _ harvest: Harvest, drafts: [SourceText], _ metrics: MetricRegistry, _ regions: RegionTree,
    _ language: Language
  ) {
    self.harvest = harvest
    self.drafts = drafts
    self.metrics = metrics
    self.regions = regions
    self.language = language
  }

  var text: String {
    let isChinese = language == .zh
    let header =
      isChinese
      ? ["行", "数", "指标", "地区", "时期", "原文"] : ["line", "number", "metric", "region", "period", "text"]
    let rows = harvest.findings.map { finding in
      [
        String(finding.line), finding.raw + (finding.quantity?.isPercent ?? false ? "" : finding.unit),
        finding.metric.map { isChinese ? metrics.all[$0].name : metrics.all[$0].id } ?? "—",
        regions[finding.region].name, finding.period?.code ?? "—",
        finding.phrase.count > 40 ? finding.phrase.prefix(40) + "…" : finding.phrase,
      ]
    }
    if rows.isEmpty { return Message(zh: "没有找到数字", en: "no numbers were found")[language] + "\n" }
    let known = harvest.findings.count { $0.metric != nil }
    let table = TextTable(header: header, numbers: [0], rows: rows).text
    let counts = Message(
      zh: "\n\(rows.count) 个数，\(known) 个认出指标；可以写成 \(drafts.count) 份草稿"
        + (drafts.isEmpty ? "" : "（加 --output . 写出）：\n"),
      en: "\n\(rows.count) numbers, \(known) with a metric; \(drafts.count) drafts can be made of them"
        + (drafts.isEmpty ? "" : " (--output . writes them):\n"))
    return table + counts[language] + drafts.map { "  \($0.path)\n" }.joined()
      + (drafts.isEmpty ? "\n" : "")
  }
}
