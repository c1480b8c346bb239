import Diagnostics
import Import
import Privacy
import Records

/// The write-ups that could be made of a harvest: a report for each region and period, and a case for each story. All are
/// drafts, and say where each number is from.
package struct HarvestDrafts {
  private let harvest: Harvest
  private let metrics: MetricRegistry
  private let regions: RegionTree
  private let home: RegionID
  /// The page in the list of sources that the text is of.
  private let page: SourcePage?

  package init(_ harvest: Harvest, metrics: MetricRegistry, content: Content, page: SourcePage?) {
    self.harvest = harvest
    self.metrics = metrics
    self.page = page
    regions = content.regions
    home = content.home
  }

  package var all: [SourceText] { reports + cases }

  // MARK: Reports

  private struct Occasion: Hashable {
    let region: RegionID
    let period: Period?
  }

  private var reports: [SourceText] {
    let told = Set(harvest.stories.flatMap(\.findings))
    var order: [Occasion] = [], groups: [Occasion: [Finding]] = [:]
    for (index, finding) in harvest.findings.enumerated() where finding.metric != nil && !told.contains(index)
    {
      let occasion = Occasion(region: finding.region, period: finding.period)
      if groups[occasion] == nil { order.append(occasion) }
      groups[occasion, default: []].append(finding)
    }
    return order.map { report($0, groups[$0] ?? []) }
  }

  private func report(_ occasion: Occasion, _ findings: [Finding]) -> SourceText {
    let region = regions[occasion.region]
    var kept: [Int: Finding] = [:], order: [Int] = [], others: [Finding] = []
    for finding in findings {
      guard let metric = finding.metric else { continue }
      if let first = kept[metric] {
        if first.raw != finding.raw { others.append(finding) }
      } else {
        kept[metric] = finding
        order.append(metric)
      }
    }
    let time = occasion.period?.chinese ?? "（时间待定）"
    var notes = [origin]
    if occasion.period == nil {
      notes.append("没有写明时期，请补上")
    } else if findings.contains(where: \.isTimeLoose) {
      notes.append("时期由程序按文中的话推定，请核对起止")
    }
    notes += others.map { "第\($0.line)行另有“\($0.phrase)”，没有写入" }
    var lines = [
      "标题: \("\(region.name)\(time)的数字（待核对）".headerScalar)", "地区: \(region.path.headerScalar)",
    ]
    if let period = occasion.period { lines.append("时期: \(period.code)") }
    let cited = Set(order.compactMap { kept[$0] }.flatMap(\.phraseLines)).sorted()
    if let page { lines.append("来源: {来源: \(page.id.headerScalar), 行: \(list(cited))}") }
    lines += ["草稿: 是", "说明: \((notes.joined(separator: "；") + "。").headerScalar)", "数据:"]
    for metric in order { lines += kept[metric].map { figure($0, of: metrics.all[metric]) } ?? [] }
    return SourceText(
      path: "content/reports/\(name(of: occasion)).md",
      "---\n" + lines.map { $0 + "\n" }.joined()
        + "---\n\n数字由程序从报道里摘出，没有人核对过。请对照原文逐个核对，用自己的话写一段，再删去写着“草稿”的那一行。\n")
  }

  private func figure(_ finding: Finding, of metric: Metric) -> [String] {
    var lines = [
      "  \(metric.name.headerScalar):", "    数值: \(written(finding, in: metric.unit).headerScalar)",
    ]
    // A quotation has to be on the lines that are cited.
    let cited = finding.phraseLines
    lines.append("    行: \(cited.count == 1 ? "\(cited[0])" : list(cited))")
    if !finding.phrase.isQuotable { return lines }
    if page == nil || !finding.isQuotation {
      lines.append("    说明: \("原文：\(finding.phrase)".headerScalar)")
    } else {
      lines.append("    原文: \(finding.phrase.headerScalar)")
    }
    return lines
  }

  /// The number as it is worded, with its unit where that is another word than the metric's: 637次.
  private func written(_ finding: Finding, in unit: String) -> String {
    let bare =
      (try? Quantity(parsing: finding.raw)) == nil ? finding.quantity?.raw ?? finding.raw : finding.raw
    guard !finding.unit.isEmpty, finding.unit != unit, finding.unit != "%",
      (try? Quantity(parsing: bare + finding.unit, in: Measure(unit))) != nil
    else { return bare }
    return bare + finding.unit
  }

  private var origin: String {
    let file = harvest.article.source.path.split(separator: "/").last.map(String.init) ?? ""
    return page == nil ? "由程序从“\(file)”摘出，行号是它的行号" : "由程序从来源摘出"
  }

  /// Files of one article are beside each other: `001-wuhan-2024h1.md`.
  private func name(of occasion: Occasion) -> String {
    let period = occasion.period.map { $0.code.lowercased().replacing("..", with: "-") } ?? "undated"
    return (prefix + slugs(of: occasion.region) + [period]).joined(separator: "-").replacing("--", with: "-")
  }

  private var prefix: [String] {
    let file = harvest.article.source.path.split(separator: "/").last ?? ""
    let stem = (page?.id ?? String(file.prefix { $0 != "." })).lowercased()
    let plain = stem.unicodeScalars.filter {
      $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
    }
    return [plain.isEmpty ? "harvest" : String(String.UnicodeScalarView(plain))]
  }

  private func slugs(of region: RegionID) -> [String] {
    let lineage = regions.lineage(of: region), depth = regions.lineage(of: home).count
    let below = lineage.contains(home) && lineage.count > depth ? Array(lineage[depth...]) : [region]
    return below.map { regions[$0].slug }
  }

  private func list(_ numbers: [Int]) -> String { "[\(numbers.map(String.init).joined(separator: ", "))]" }

  // MARK: Cases

  private var cases: [SourceText] {
    var taken: [String: Int] = [:]
    return harvest.stories.map { story in
      let name = (prefix + slugs(of: story.region) + ["line\(story.lines.first ?? 0)"]).joined(separator: "-")
      // Two stories of a place may begin on one line.
      taken[name, default: 0] += 1
      return self.case(story, named: taken[name] == 1 ? name : name + "-\(taken[name] ?? 0)")
    }
  }

  private func `case`(_ story: Story, named name: String) -> SourceText {
    let region = regions[story.region]
    var lines = [
      "标题: \(title(of: story).headerScalar)", "地区: \(region.path.headerScalar)",
    ]
    if let period = story.period, period.start != nil { lines.append("日期: \(period.code)") }
    lines.append("状态: \(story.isResolved ? "已解决" : "结果未公布")")
    lines += numbers(of: story)
    if let page { lines.append("来源: {来源: \(page.id.headerScalar), 行: \(list(story.lines))}") }
    var notes = [origin, "第\(story.lines.map(String.init).joined(separator: "、"))行"]
    if region.name != story.place { notes.append("地点是\(story.place)，地区请补到村、社区") }
    if story.isTimeLoose { notes.append("日期请核对") }
    lines += ["草稿: 是", "说明: \((notes.joined(separator: "；") + "。").headerScalar)"]
    return SourceText(
      path: "content/cases/\(name).md",
      "---\n" + lines.map { $0 + "\n" }.joined() + "---\n\n" + body(of: story))
  }

  /// The phrase that says what was wrong, and where.
  private func title(of story: Story) -> String {
    let text = story.sentences.first { $0.subject == .problem }?.text ?? story.sentences[0].text
    let phrases = text.split { "，,。：；;！？".contains($0) }.map(String.init)
    let words = ["问题", "难", "困", "反映", "诉求", "纠纷", "矛盾", "需求"]
    let phrase = phrases.first { phrase in words.contains { phrase.contains($0) } } ?? phrases.first ?? text
    let rest = phrase.hasPrefix(story.place) ? String(phrase.dropFirst(story.place.count)) : phrase
    let topic = String(rest.filter { !"“”‘’《》".contains($0) }.prefix(30))
    return topic.isEmpty || topic.contains(story.place)
      ? (topic.isEmpty ? story.place : topic) : "\(story.place)：\(topic)"
  }

  /// The numbers of a case that a field is for, and the others as what came of it.
  private func numbers(of story: Story) -> [String] {
    var fields: [(String, String)] = [], outcomes: [String] = []
    for index in story.findings {
      let finding = harvest.findings[index]
      guard let quantity = finding.quantity else { continue }
      let raw = (try? Quantity(parsing: finding.raw)) == nil ? quantity.raw ?? finding.raw : finding.raw
      if let counted = finding.metric.flatMap({ metrics.all[$0].countedFrom }), counted != .namedMembers,
        !fields.contains(where: { $0.0 == counted.chinese })
      {
        fields.append((counted.chinese, raw))
      } else {
        let unit = finding.unit.isEmpty ? "" : ", 单位: \(finding.unit.headerScalar)"
        outcomes.append("  - {名称: \(finding.phrase.headerScalar), 数值: \(raw.headerScalar)\(unit)}")
      }
    }
    return fields.map { "\($0): \($1.headerScalar)" } + (outcomes.isEmpty ? [] : ["成效:"] + outcomes)
  }

  private func body(of story: Story) -> String {
    var body = "以下是报道的原话，由程序分段，供核对。请用自己的话改写，再删去写着“草稿”的那一行。\n"
    for (subject, heading) in [(Story.Subject.problem, "问题"), (.session, "过程"), (.result, "结果")] {
      let sentences = story.sentences.filter { $0.subject == subject }
      body += "\n## \(heading)\n\n"
      if sentences.isEmpty { body += "（没有单独的一句。）\n" }
      for sentence in sentences where !sentence.text.isQuotable {
        body += "> （第\(sentence.lines[0])行有个人信息，没有照录。）\n"
      }
      for sentence in sentences where sentence.text.isQuotable {
        let lines = sentence.lines.map(String.init).joined(separator: "、")
        body += "> \(sentence.text)（第\(lines)行）\n"
      }
    }
    return body
  }
}

extension String {
  /// Whether it may be repeated in a file that becomes public: without telephone numbers and the like.
  fileprivate var isQuotable: Bool { PersonalDataScan(Array(utf8)).found.isEmpty }
}
