import Diagnostics
import FrontMatter

/// A numbered printed issue (工作简报).
package struct Briefing: WriteUpRecord {
  package var head: WriteUpHead
  /// The title in lines broken by sense; empty where it may break anywhere.
  package fileprivate(set) var headline: [String] = []
  /// The line above the headline (眉题).
  package fileprivate(set) var kicker: String?
  /// The name at the head of the sheet, such as 工作简报.
  package fileprivate(set) var masthead = ""
  /// `第1期`, `第3期（总第12期）`
  package fileprivate(set) var issue = ""
  package fileprivate(set) var issuer = ""
  package fileprivate(set) var date: Day?
  /// Lines such as `报：…`, `送：…`, `发：…`.
  package fileprivate(set) var recipients: [String] = []
  package fileprivate(set) var copies: String?
  package fileprivate(set) var region: RegionID?
  package fileprivate(set) var period: Period?
  /// Metrics whose published figures the table has, in this order.
  package fileprivate(set) var figures: [Int] = []
  package fileprivate(set) var citations: [Citation] = []
  package fileprivate(set) var note: String?

  package init(of file: WriteUp) { head = WriteUpHead(of: file) }

  package static let fields = RecordFields<Briefing>(zh: "简报", en: "briefing") { it in
    it.addTitle()
    it.add(
      "headline", "分行标题", to: \.headline, as: .texts, "标题按意思分成几行；不写的由程序分行",
      "the title in lines broken by sense; without it, or where a line is too long, the program breaks it")
    it.add("kicker", "眉题", to: \.kicker, as: .text, "标题上面的一行", "the line above the headline")
    it.add("masthead", "简报名称", to: \.masthead, as: .text, isRequired: true, "工作简报", "工作简报")
    it.add("issue", "期号", to: \.issue, as: .text, isRequired: true, "第1期", "第1期")
    it.add("issuer", "编发单位", to: \.issuer, as: .text, isRequired: true)
    it.add("date", "印发日期", to: \.date, as: .day)
    it.add(
      "recipients", "发送范围", to: \.recipients, as: .distinctTexts(dividedBy: "；"), "报：…、送：…、发：…",
      "报：…, 送：…, 发：…")
    it.add("copies", "印数", to: \.copies, as: .text)
    it.add("region", "地区", to: \.region, as: .ownRegion, "表里是哪里的数", "the region whose figures the table has")
    it.add("period", "时期", to: \.period, as: .period, "表里是什么时候的数", "the period of the figures in the table")
    it.add(
      "figures", "数据", to: \.figures, as: .metrics, "表里列出的指标", "the metrics of the table",
      export: .titled("列出的指标"))
    it.addSource(to: \.citations)
    it.add("note", "说明", to: \.note, as: .text)
    it.addDraft()
    it.add(.personalData)
  }
}
