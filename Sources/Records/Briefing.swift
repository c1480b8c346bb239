import Diagnostics
import FrontMatter

/// A numbered printed issue (工作简报).
package struct Briefing: WriteUpRecord {
  package var head: WriteUpHead
  /// The title in lines broken by sense; empty where it may break anywhere.
  package fileprivate(set) var headline: [String] = []
  /// The line above the headline (眉题).
  package fileprivate(set) var kicker: String?
  package fileprivate(set) var kind = Kind.brief
  /// The name at the head of the sheet, such as 工作简报.
  package fileprivate(set) var masthead = ""
  /// The issues that are numbered together, by the name of their series; without one, by that at the head.
  package var series: String { givenSeries ?? masthead }
  fileprivate var givenSeries: String?
  /// `第1期`, `第3期（总第12期）`: as written, else made from the numbers.
  package fileprivate(set) var issue = ""
  /// The number in its year: as written, else as `issue` has it. Nil for an issue apart, such as 增刊.
  package fileprivate(set) var number: Int?
  /// The number among all issues of the series.
  package fileprivate(set) var totalNumber: Int?
  /// The ranges in the file of what says the two numbers.
  private(set) var issueRange = 0..<0
  private(set) var totalRange = 0..<0
  private var secrecyRange = 0..<0
  /// The range in the file of what names the metrics of the table.
  package private(set) var figuresRange = 0..<0
  package fileprivate(set) var issuer = ""
  package fileprivate(set) var date: Day?
  /// `内部资料`, `秘密★1年`
  package fileprivate(set) var secrecy: String?
  /// The number of the copy (编号, 份号), not of the issue.
  package fileprivate(set) var copyNumber: String?
  /// The words of the editors before the text (编者按).
  package fileprivate(set) var editorNote: String?
  /// Whole lines such as `报：…`, `送：…`, `发：…`.
  package fileprivate(set) var recipients: [String] = []
  package fileprivate(set) var reportTo: [String] = []
  package fileprivate(set) var sendTo: [String] = []
  package fileprivate(set) var distributeTo: [String] = []
  /// Those who are sent this issue alone (本期增发).
  package fileprivate(set) var extraRecipients: [String] = []
  package fileprivate(set) var copies: String?
  package fileprivate(set) var editors: [String] = []
  package fileprivate(set) var reviewers: [String] = []
  package fileprivate(set) var signatory: String?
  package fileprivate(set) var region: RegionID?
  package fileprivate(set) var period: Period?
  /// Metrics whose published figures the table has, in this order.
  package fileprivate(set) var figures: [Int] = []
  package fileprivate(set) var citations: [Citation] = []
  package fileprivate(set) var note: String?

  package init(of file: WriteUp) { head = WriteUpHead(of: file) }

  /// The kind of paper (文种), each with a form of its own.
  package enum Kind: String, Choice {
    case brief, minutes, special, notice

    package var chinese: String {
      switch self {
      case .brief: "简报"
      case .minutes: "纪要"
      case .special: "专报"
      case .notice: "通报"
      }
    }
  }

  package static let fields = RecordFields<Briefing>(zh: "简报", en: "briefing") { it in
    it.addTitle()
    it.add(
      "headline", "分行标题", to: \.headline, as: .texts, "标题按意思分成几行；不写的由程序分行",
      "the title in lines broken by sense; without it, or where a line is too long, the program breaks it")
    it.add("kicker", "眉题", to: \.kicker, as: .text, "标题上面的一行", "the line above the headline")
    it.add(
      "kind", "文种", to: \.kind, as: .choice(codeList: nil), "不写就是简报；各有各的版式",
      "a brief where left out; each has a form of its own")
    it.add("masthead", "简报名称", to: \.masthead, as: .text, isRequired: true, "工作简报", "工作简报")
    it.add(
      "series", "系列", to: \.givenSeries, as: .text, "哪些简报一起编期号；不写就是简报名称",
      "the issues that are numbered together; the masthead where left out")
    it.add(
      "issue", "期号", to: \.issue, as: .text, "第1期；写了期数的可以不写", "第1期; made from the numbers where left out")
    it.add("number", "期数", to: \.number, as: .wholeNumber, "当年第几期，如 3", "the number of the issue in its year")
    it.add(
      "total_number", "总期数", to: \.totalNumber, as: .wholeNumber, "总第几期，如 12",
      "the number among all issues of the series")
    it.add("issuer", "编发单位", to: \.issuer, as: .text, isRequired: true)
    it.add("date", "印发日期", to: \.date, as: .day)
    it.add("secrecy", "密级", to: \.secrecy, as: .text, "内部资料、秘密★1年", "内部资料, 秘密★1年")
    it.add("copy_number", "编号", to: \.copyNumber, as: .text, "份号，如 000001", "of the copy, such as 000001")
    it.add("editor_note", "编者按", to: \.editorNote, as: .text)
    it.add(
      "recipients", "发送范围", to: \.recipients, as: .distinctTexts(dividedBy: "；"), "报：…、送：…、发：…",
      "报：…, 送：…, 发：…")
    it.add(
      "report_to", "报", to: \.reportTo, as: .oneOrMoreDistinctTexts, "报给谁", "above, to whom it is reported")
    it.add("send_to", "送", to: \.sendTo, as: .oneOrMoreDistinctTexts, "送给谁", "beside, to whom it is sent")
    it.add(
      "distribute_to", "发", to: \.distributeTo, as: .oneOrMoreDistinctTexts, "发给谁",
      "below, to whom it is given out")
    it.add(
      "extra_recipients", "本期增发", to: \.extraRecipients, as: .oneOrMoreDistinctTexts, "只有这一期加发的",
      "those who are sent this issue alone")
    it.add("copies", "印数", "印份", to: \.copies, as: .text, "30，或共印30份", "30")
    it.add("editors", "编辑", to: \.editors, as: .oneOrMoreDistinctTexts)
    it.add("reviewers", "审核", to: \.reviewers, as: .oneOrMoreDistinctTexts)
    it.add("signatory", "签发", to: \.signatory, as: .text)
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

extension Briefing {
  package mutating func finish(_ reader: inout FieldReader) {
    if let number = Int(wholeNumber: issue) { issue = "第\(number)期" }
    reportTo = reportTo.map { $0.withoutLabel("报") }
    sendTo = sendTo.map { $0.withoutLabel("送") }
    distributeTo = distributeTo.map { $0.withoutLabel("发") }
    extraRecipients = extraRecipients.map { $0.withoutLabel("本期增发") }
    if let count = copies.map({ $0.filter { !"共印份 ".contains($0) } }) {
      if let number = Int(wholeNumber: count) {
        copies = String(number)
      } else if let node = reader.node("copies") {
        reader.report(.noWholeNumber(copies ?? "", meant: nil, at: reader.location(node.range)))
      }
    }
    let written = Briefing.number(inIssue: issue)
    if issue.isEmpty {
      if let number {
        issue = "第\(number)期" + (totalNumber.map { "（总第\($0)期）" } ?? "")
      } else if reader.node("number") == nil {
        // Without either there is nothing by which it is filed.
        _ = reader.required("issue")
      }
    } else if let number, let written, number != written, let place = reader.node("number")?.range {
      reader.report(.issueMismatch(issue, number: number, written: written, at: reader.location(place)))
    }
    number = number ?? written
    issueRange = (reader.node("issue") ?? reader.node("number"))?.range ?? issueRange
    totalRange = reader.node("total_number")?.range ?? totalRange
    figuresRange = reader.node("figures")?.range ?? figuresRange
    secrecyRange = reader.node("secrecy")?.range ?? secrecyRange
  }

  /// Says which of the briefings that a site would publish are not for everybody. As drafts they are on no page, and can be
  /// printed all the same.
  static func checkSecrecy(of briefings: [Briefing], reporting diagnostics: inout [Diagnostic]) {
    for briefing in briefings {
      guard let secrecy = briefing.secrecy,
        ["绝密", "机密", "秘密", "内部"].contains(where: secrecy.contains)
      else { continue }
      let source = briefing.document.source, range = briefing.secrecyRange
      let key = source.text(source.lineStart(of: range.lowerBound)..<range.lowerBound)
      diagnostics.append(
        .restrictedBriefing(
          secrecy, draft: key.contains("密级") ? "草稿: 是" : "draft: true", at: Location(briefing.file, range)))
    }
  }

  /// 3 of `第3期（总第12期）`; nil of 增刊第1期, which has a count of its own.
  fileprivate static func number(inIssue issue: String) -> Int? {
    guard issue.hasPrefix("第"), let end = issue.firstIndex(of: "期") else { return nil }
    return Int(wholeNumber: String(issue[issue.index(after: issue.startIndex)..<end]))
  }
}

extension String {
  /// The recipients alone, where the label and the stop that the sheet prints were written, too: 报：市政协。
  fileprivate func withoutLabel(_ label: String) -> String {
    var text = self[...]
    for colon in ["：", ":"] where text.hasPrefix(label + colon) { text = text.dropFirst(label.count + 1) }
    while let last = text.last, "。；;，".contains(last) { text = text.dropLast() }
    return text.isEmpty ? self : String(text).trimmingBlanks
  }
}

extension Content {
  /// The briefings that a person may mean: by the path or stem of the file, else by the number.
  package func briefings(named name: String) -> [Briefing] {
    let byFile = briefings.filter { $0.file == name || $0.stem == name }
    if !byFile.isEmpty { return byFile }
    let number = Int(wholeNumber: name) ?? Briefing.number(inIssue: name)
    return briefings.filter { $0.issue == name || number != nil && $0.number == number }
  }
}

extension Int {
  /// A number from 1 in digits, or as it is spelled: 3, ３, 十二.
  init?(wholeNumber text: String) {
    let digits = text.filter { $0 != " " }.drop { $0 == "0" || $0 == "０" }
    guard let quantity = try? Quantity(parsing: String(digits)), quantity.qualifier == .exact,
      let value = quantity.value.whole, value > 0
    else { return nil }
    self = value
  }
}

extension Form where Value == Int? {
  /// A number from 1.
  fileprivate static var wholeNumber: Self {
    Form(type: .wholeNumber, read: { $0.wholeNumber($1) }, value: { $0.map(FieldValue.number) })
  }
}

extension FieldReader {
  fileprivate mutating func wholeNumber(_ key: String) -> Int? {
    guard let text = text(key) else { return nil }
    if let number = Int(text.value), number > 0 { return number }
    let meant = Int(wholeNumber: text.value.filter { !"总第期号".contains($0) })
    report(.noWholeNumber(text.value, meant: meant, at: location(text.range)))
    return nil
  }
}
