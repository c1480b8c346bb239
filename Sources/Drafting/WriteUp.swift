import Import
import Records
import Statistics

extension ComposedIssue {
  /// The whole write-up: a header in the manner of the last issue of the office, and the text.
  ///
  /// - Parameters:
  ///   - number: the number in its year; nil for the next one.
  ///   - isDraft: whether it is held back from the site until somebody has signed it.
  package func writeUp(number: Int? = nil, isDraft: Bool) -> String {
    let content = subject.content, region = subject.region, model = model, series = series
    let masthead = model?.masthead ?? "工作简报", issuer = model?.issuer ?? content.settings.publisher
    let number = number ?? nextNumber
    var lines: [(String, String?)] = [
      ("标题", "\(region.name)\(subject.time)协商工作情况".headerScalar),
      ("简报名称", masthead.headerScalar), ("系列", series == masthead ? nil : series.headerScalar),
      ("期数", "\(number)"), ("编发单位", issuer.headerScalar), ("印发日期", subject.today.iso),
      ("密级", model?.secrecy?.headerScalar), ("编者按", editorNote.headerScalar),
    ]
    for (name, texts) in [
      ("发送范围", model?.recipients), ("报", model?.reportTo), ("送", model?.sendTo), ("发", model?.distributeTo),
    ] {
      let texts = texts ?? []
      lines.append((name, texts.isEmpty ? nil : list(texts.map(\.headerScalar))))
    }
    lines += [
      ("印数", model?.copies?.headerScalar), ("地区", region.path.headerScalar),
      ("时期", subject.period?.code),
      ("数据", subject.own.isEmpty ? nil : list(subject.own.map { content.metrics.all[$0.metric].id })),
      ("来源", citations), ("草稿", isDraft ? "是" : nil),
    ]
    let header = lines.compactMap { name, value in
      value.map { name + ($0.hasPrefix("\n") ? ":" : ": ") + $0 + "\n" }
    }.joined()
    return "---\n\(header)---\n\n\(body)"
  }

  /// The series that the issue belongs to.
  package var series: String { model?.series ?? "工作简报" }

  /// The next number of the series in the year of the day that counts as today.
  package var nextNumber: Int {
    let model = model
    let numbers = subject.content.briefings.filter {
      $0.series == model?.series && $0.issuer == model?.issuer && $0.date?.year == subject.today.year
    }.compactMap(\.number)
    return (numbers.max() ?? 0) + 1
  }

  /// The last issue of the region, else of the office whose site it is: another unit has other heads and recipients.
  private var model: Briefing? {
    let content = subject.content
    func last(_ isMeant: (Briefing) -> Bool) -> Briefing? {
      content.briefings.filter { $0.kind == .brief && isMeant($0) }.max {
        ($0.date?.ordinal ?? 0, $1.file) < ($1.date?.ordinal ?? 0, $0.file)
      }
    }
    return last { $0.region == subject.region.id }
      ?? last { $0.issuer == content.settings.publisher || $0.region == nil || $0.region == content.home }
  }

  private var editorNote: String {
    "本期由数据编成：上报数取自各单位的工作报告，案例取自案例库，时期和依据写在数的旁边。没有上报的不以零计，不作估算；时期、依据不同的不相加，不比较。"
  }

  private func list(_ items: [String]) -> String { "[\(items.joined(separator: ", "))]" }

  /// The pages on which the numbers and cases of the text are.
  private var citations: String? {
    let content = subject.content
    let figures = origins.flatMap(subject.figures.citations)
    let cases = parts.flatMap(\.passages).flatMap(\.cases).flatMap { content.cases[$0].citations }
    var lines: [String: Set<Int>] = [:]
    for citation in figures + cases { lines[citation.source, default: []].formUnion(citation.lines) }
    if lines.isEmpty { return nil }
    let items = content.sources.map(\.id).filter { lines[$0] != nil }.map { id -> String in
      let numbers = lines[id, default: []].sorted().map(String.init)
      let line = numbers.isEmpty ? "" : ", 行: \(list(numbers))"
      return "{来源: \(id.headerScalar)\(line)}"
    }
    return items.count == 1 ? items[0] : items.map { "\n  - \($0)" }.joined()
  }
}

extension ComposedIssue {
  /// The name of its file: `wuhan-qingshan-2024q3-brief.md`.
  package var fileName: String {
    let regions = subject.content.regions, home = subject.content.home
    let lineage = regions.lineage(of: subject.region.id), depth = regions.lineage(of: home).count
    let below =
      lineage.count > depth && lineage.contains(home) ? Array(lineage[depth...]) : [subject.region.id]
    let slugs = below.map { regions[$0].slug }
    let period = subject.period.map { [$0.code.lowercased().replacing("..", with: "-")] } ?? []
    return (slugs + period + ["brief"]).joined(separator: "-") + ".md"
  }
}
