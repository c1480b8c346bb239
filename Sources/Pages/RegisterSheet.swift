import OfficeFiles
import Records
import Wording

extension Publication {
  /// The register (台账) as a sheet: one row a matter, with each number beside the words in which it was published.
  ///
  /// - Parameters:
  ///   - today: the day of printing.
  ///   - isForced: whether there is a sheet without a case, too; else nil.
  package func registerSheet(of selection: PrintedSelection, today: Day, isForced: Bool = false)
    -> Workbook.Sheet?
  {
    let chosen = PrintedCases(selection, among: cases)
    if chosen.groups.isEmpty, !isForced { return nil }
    return RegisterSheet(content: content, words: words, selection: selection, today: today).sheet(chosen)
  }
}

private struct RegisterSheet {
  let content: Content
  let words: Words
  let selection: PrintedSelection
  let today: Day

  private static let unsaid = "—"

  func sheet(_ chosen: PrintedCases) -> Workbook.Sheet {
    let records = chosen.all.map { content.cases[$0] }
    // The numbers that any of the cases gives.
    let kind = Case.fields.kind, values = records.map { Case.fields.values(of: $0) }
    let numbers = kind.fields.indices.filter { index in
      values.contains { if case .quantity? = $0[index] { true } else { false } }
    }
    let first: [(String, Int)] = [("序号", 6), ("地区", 20), ("事项", 34), ("时间", 16), ("类型", 8), ("组织单位", 20)]
    let last: [(String, Int)] = [("成效", 34), ("结果", 12), ("办结期限", 13), ("最近一次回头看", 28), ("来源", 18)]
    let counted = numbers.flatMap { index -> [(String, Int)] in
      let field = kind.fields[index]
      let unit = if case .quantity(let unit?) = field.type { "（\(unit)）" } else { "" }
      return [(field.name + unit, 9), (field.name + "的写法", 10)]
    }
    let columns = first + counted + last
    var rows: [[Workbook.Cell]] = [
      [Workbook.Cell.text(title).styled(.title)], [Workbook.Cell.text(scope(chosen, records)).styled(.plain)],
    ]
    for index in rows.indices {
      rows[index] += Array(repeating: .empty.styled(.plain), count: columns.count - 1)
    }
    rows.append(columns.map { .text($0.0) })
    for (number, record) in records.enumerated() {
      rows.append(
        [.number(String(number + 1))] + start(of: record)
          + numbers.flatMap { cells(values[number][$0]) } + end(of: record))
    }
    var sheet = Workbook.Sheet(
      name: "台账", rows: rows, columns: columns.map { Workbook.Column(width: $0.1) }, headRows: 3,
      isLandscape: true)
    sheet.merged = (0...1).map { .init(columns: 0...columns.count - 1, rows: $0...$0) }
    sheet.hasFilter = true
    sheet.footer = "第 &P 页，共 &N 页"
    return sheet
  }

  private var title: String {
    let topic = selection.topic.map { "“\(content.topics[$0].naming.title)”" } ?? ""
    return words.name(content.regions[selection.region]) + topic + "协商事项台账"
  }

  private func scope(_ chosen: PrintedCases, _ records: [Case]) -> String {
    let counts = Dictionary(grouping: records, by: \.status).mapValues(\.count)
    let tally = Case.Status.allCases.compactMap { status in
      counts[status].map { "\(status.chinese)\($0)件" }
    }.joined(separator: "、")
    let time = selection.period?.chinese ?? "全部时期"
    let left = [
      chosen.undated > 0 ? "另有\(chosen.undated)件来稿没有写日期，没有列入。" : "",
      chosen.beyond > 0 ? "另有\(chosen.beyond)件的时间超出\(time)，没有列入。" : "",
    ].joined()
    return
      "\(time)　共\(records.count)件\(tally.isEmpty ? "" : "：" + tally)　\(content.settings.publisher)　\(today.iso)　“\(RegisterSheet.unsaid)”和空格是来稿没有写，不等于没有，也不等于零。\(left)"
  }

  // MARK: Cells

  private func start(of record: Case) -> [Workbook.Cell] {
    [
      place(record.region), record.title, record.date.map { $0.value.chinese } ?? "日期未公布",
      record.activity.chinese, record.organiser ?? RegisterSheet.unsaid,
    ].map { .text($0) }
  }

  private func end(of record: Case) -> [Workbook.Cell] {
    let outcomes = record.outcomes.map { outcome in
      outcome.label + outcome.value.display + outcome.unit + (outcome.period.map { "（\($0.chinese)）" } ?? "")
    }
    let latest = record.followUps.last.map { latest in
      (latest.date?.chinese ?? "日期未公布") + "：" + latest.finding
        + (latest.state.map { "（\($0.chinese)）" } ?? "")
    }
    let sources = record.citations.map { citation in
      "来源\(citation.source)" + (citation.lines.isEmpty ? "" : "第\(words.runs(citation.lines))行")
    }
    return [
      outcomes.isEmpty ? RegisterSheet.unsaid : outcomes.joined(separator: "；"), record.status.chinese,
      record.deadline?.iso ?? RegisterSheet.unsaid, latest ?? RegisterSheet.unsaid,
      sources.isEmpty ? "本单位填报" : sources.joined(separator: "；"),
    ].map { .text($0) }
  }

  /// A number, and the words in which it was published.
  private func cells(_ value: FieldValue?) -> [Workbook.Cell] {
    guard case .quantity(let quantity)? = value else { return [.empty, .text(RegisterSheet.unsaid)] }
    return [.number(quantity.value.description), .text(quantity.display)]
  }

  /// The place within home, or all of its path where it is elsewhere.
  private func place(_ region: RegionID) -> String {
    let line = content.regions.lineage(of: region), home = line.firstIndex(of: content.home)
    let own = home.map { $0 + 1 < line.count ? line[($0 + 1)...] : line[$0...] } ?? line[...]
    return own.map { content.regions[$0].name }.joined()
  }
}
