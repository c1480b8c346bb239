import Diagnostics
import Records
import Statistics

// The sentences about figures that do not fit together, and sums that are none.
extension Diagnostic {
  /// The refusal of a metric that the groups of a breakdown would add up though the registry forbids it.
  package static func forbiddenSum(of metric: Metric, by breakdown: Breakdown) -> Diagnostic {
    let why = metric.reasonAgainstSums
    return Diagnostic(
      .error, "forbidden-sum", zh: "不能按\(breakdown.chinese)分组统计“\(metric.name)”：\(why.zh)",
      en: "\(metric.id) cannot be told by \(breakdown.rawValue): \(why.en)", at: nil,
      advice: (
        zh: "去掉 --by，逐地区看公布的数；或选案例里写有的指标，如 sessions_held、problems_solved",
        en:
          "leave out --by for the published figures, region by region; or choose what cases give, such as sessions_held"
      ))
  }

  /// A discrepancy as a warning at the statement that is too large, with the other side as a note.
  ///
  /// An explanation in a write-up is printed with it, and keeps `--strict` from failing; where there is none, the lines
  /// to copy are.
  package init(_ discrepancy: Discrepancy, in content: Content) {
    let metric = content.metrics.all[discrepancy.metric]
    let left = discrepancy.left.words(in: content), right = discrepancy.right.words(in: content)
    let own = discrepancy.left.quantity.display, other = discrepancy.right.quantity.display
    let whole = content.metrics.all[discrepancy.right.metric]
    let message =
      switch discrepancy.kind {
      case .childExceedsParent:
        Message(
          zh: "下级大于上级：\(metric.name)，\(left.zh)，而\(right.zh)",
          en: "a child exceeds its parent: \(metric.id), \(left.en), but \(right.en)")
      case .childrenExceedParent:
        Message(
          zh: "下级合计大于上级：\(metric.name)，下级合计 \(own)，而\(right.zh)",
          en: "the children exceed their parent: \(metric.id), together \(own), but \(right.en)")
      case .partExceedsWhole:
        Message(
          zh: "其中数大于总数：\(metric.name) \(own)，而\(whole.name) \(other)",
          en: "a part exceeds its whole: \(metric.id) \(own), \(whole.id) \(other)")
      case .countedExceedsReported:
        Message(
          zh: "案例库多于上报：\(metric.name)，案例库同期收录 \(own)，而\(right.zh)",
          en: "the cases exceed the report: \(metric.id), counted \(own), but \(right.en)")
      case .reportsDisagree:
        Message(
          zh: "两份报告对不上：\(metric.name)，\(left.zh)，而\(right.zh)",
          en: "two reports disagree: \(metric.id), \(left.en), but \(right.en)")
      case .rateImpossible:
        Message(
          zh: "比率与基数对不上：\(metric.name) \(own)，基数 \(other) 得不出这个比率",
          en: "no whole number out of \(other) gives \(metric.id) \(own)")
      case .identityBroken:
        Message(
          zh: "恒等式不成立：\(metric.name) \(own)，各部分之和 \(other)",
          en: "an identity is broken: \(metric.id) \(own), its parts \(other)")
      case .revisionMismatch:
        Message(
          zh: "修订与现值对不上：\(metric.name) 修订为 \(own)，报告里是 \(other)",
          en: "a revision does not agree with its report: \(metric.id) revised to \(own), given as \(other)")
      }
    let sides = discrepancy.left.sources.dropFirst() + discrepancy.right.sources
    self.init(
      .warning, discrepancy.kind.rawValue, message,
      at: discrepancy.left.sources.first.map(\.location),
      notes: sides.map { Note(zh: "对照这里", en: "held against this", at: $0.location) }
        + (discrepancy.explanations.isEmpty
          ? Diagnostic.linesToCopy(discrepancy, in: content)
          : discrepancy.explanations.map { Note(zh: "来稿解释：\($0)", en: "the write-up explains: \($0)") }),
      isExplained: !discrepancy.explanations.isEmpty)
  }

  /// The lines that explain a discrepancy, with the reason left open: they explain nothing until somebody gives one.
  private static func linesToCopy(_ discrepancy: Discrepancy, in content: Content) -> [Note] {
    guard DiscrepancyKind.explainable.contains(discrepancy.kind) else { return [] }
    let isLeft = content.reportedFigure(discrepancy.left) != nil
    let own = isLeft ? discrepancy.left : discrepancy.right
    let other = isLeft ? discrepancy.right : discrepancy.left
    guard let (report, figure) = content.reportedFigure(own) else { return [] }
    let metric = content.metrics.all[content.reports[report].figures[figure].metric]
    let region = other.region == own.region ? nil : content.regions[other.region].path
    let period = other.period == own.period ? nil : other.period?.code
    func line(_ keys: [String], _ check: String, _ metric: String) -> String {
      let values: [String?] = [
        check, metric, own.quantity.display, other.quantity.display, region, period, "",
      ]
      return "  - {"
        + zip(keys, values).compactMap { key, value in value.map { "\(key): \($0.inBraces)" } }
        .joined(separator: ", ") + "}"
    }
    let file = content.reports[report].file
    return [
      Note(
        zh: "来源确实如此的，把下面两行抄进 \(file) 的文件头，在“原因”后面写一句话（已有“解释”的，只抄第二行）：",
        en:
          "if the sources do say so, copy these lines into the header of \(file) and give the reason in a sentence (the second only, if it has explains: already):"
      ),
      Note(zh: "解释:", en: "explains:"),
      Note(
        zh: line(["核对", "指标", "本数", "对方", "地区", "时期", "原因"], discrepancy.kind.chinese, metric.name),
        en: line(
          ["check", "metric", "own", "other", "region", "period", "reason"], discrepancy.kind.rawValue,
          metric.id)),
    ]
  }

  /// An explanation that explains nothing any more, with the discrepancies that there are instead.
  package static func explainsNothing(_ idle: IdleExplanation, in content: Content) -> Diagnostic {
    let explanation = idle.explanation, check = explanation.check
    let own = explanation.own.display, other = explanation.other.display
    let file = content.reports[idle.report].file
    let isVague = !idle.fitting.isEmpty
    let message =
      isVague
      ? Message(
        zh: "这条解释合得上的不止一处（\(check.chinese)，本数 \(own)，对方 \(other)），不知道说的是哪一处；请加写对方的“地区”或“时期”，或写到那个数下面",
        en:
          "this explanation fits more than one discrepancy (\(check.rawValue), \(own) and \(other)); add the region or period of the other number, or move it to the figure"
      )
      : Message(
        zh: "这条解释说的对不上（\(check.chinese)，本数 \(own)，对方 \(other)）现在没有，数改过或已经对上了；请删去，仍对不上的另写一条",
        en:
          "there is no such discrepancy now (\(check.rawValue), \(own) and \(other)): a number was changed, or they fit; delete the explanation, and explain anew what still does not fit"
      )
    return Diagnostic(
      .warning, "explains-nothing", message, at: Location(file, explanation.range),
      notes: (isVague ? idle.fitting : idle.present).prefix(3).map { now in
        let left = now.left.words(in: content), right = now.right.words(in: content)
        return Note(
          zh: "现在对不上的：\(left.zh)，而\(right.zh)", en: "what does not fit now: \(left.en), but \(right.en)",
          at: now.left.sources.first?.location)
      },
      suggestion: Suggestion(
        zh: "删去这条解释", en: "delete this explanation", edits: [Edit(explanation.wholeRange, "")]))
  }
}

extension Metric {
  fileprivate var reasonAgainstSums: Message {
    switch kind {
    case .ratio: Message(zh: "比率不能相加", en: "rates do not add up")
    case .distinct: Message(zh: "去重数不能相加，两组里可能有同一个人", en: "groups may share what is counted")
    case .stock: Message(zh: "它是某日的存量，案例里没有", en: "it is a stock, which no case gives")
    case .flow:
      Message(zh: "案例里没有写这个数，公布的数不能拆开再加", en: "no case gives it, and published figures are not split")
    }
  }
}

extension String {
  /// The text as a value inside braces, quoted where it would end there.
  fileprivate var inBraces: String {
    contains { ",[]{}#:'\"".contains($0) } ? "'" + replacing("'", with: "''") + "'" : self
  }
}

extension Discrepancy.Statement {
  fileprivate func words(in content: Content) -> (zh: String, en: String) {
    let name = content.regions[region].name
    let time = period.map { "（\($0.chinese)）" } ?? ""
    return ("\(name)\(time) \(quantity.display)", "\(name) \(period?.code ?? "") \(quantity.display)")
  }
}
