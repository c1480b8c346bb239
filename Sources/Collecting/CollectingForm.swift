import Import
import OfficeFiles
import Records

/// A workbook that people fill in, and that an import reads: one sheet with a row for each matter, or for each region's
/// report; one that explains; what exists as lists to choose from; and where it comes from.
package struct CollectingForm {
  /// The kinds of write-ups that are collected in tables.
  package enum Kind: String, CaseIterable, Sendable {
    case `case`, report

    package var chinese: String { record.zh }
    var folder: String { rawValue + "s" }
    var record: RecordKind { self == .case ? Case.fields.kind : Report.fields.kind }
  }

  let content: Content
  let kind: Kind
  let region: RegionID
  let period: Period?
  let columns: [FormColumn]
  /// The rows that are there to begin with, and their comments.
  let rows: [[Workbook.Cell]]
  let earlier: EarlierFigures?

  /// The rows in which lists and hints are.
  static let rowsToFill = 1000
  /// The rows above the head: the title, and how it is filled in.
  static let rowsAbove = 2

  package init(_ content: Content, _ kind: Kind, of region: RegionID, in period: Period?) {
    self.content = content
    self.kind = kind
    self.region = region
    self.period = period
    func column(_ field: Field) -> FormColumn? {
      FormColumn(field, of: kind.record, in: content, below: region)
    }
    guard kind == .report else {
      columns = kind.record.fields.compactMap(column) + [.body]
      rows = []
      earlier = nil
      return
    }
    // A row for the region's own report, and for each region directly below it.
    let regions = [region] + content.regions[region].children.filter { content.regions[$0].isRegistered }
    let earlier = EarlierFigures(content, of: regions, before: period)
    let metrics = content.metrics.all.indices.filter {
      content.metrics.all[$0].isCore || earlier.metrics.contains($0)
    }
    let fields = kind.record.fields.filter { $0.key != "title" && $0.key != "figures" }
    let first = fields.filter { ["region", "period"].contains($0.key) }
    let rest = fields.filter { !["region", "period"].contains($0.key) }
    // A title is made of region and period where nobody writes one.
    var title = kind.record["title"].flatMap(column)
    title?.isRequired = false
    var numbers = first.compactMap(column)
    if numbers.count > 1 { numbers[1].isRequired = true }
    columns =
      numbers + metrics.map { FormColumn(content.metrics.all[$0]) } + rest.compactMap(column)
      + [title].compactMap { $0 }
    self.earlier = earlier.isEmpty ? nil : earlier
    let left = Array(repeating: Workbook.Cell.empty, count: columns.count - numbers.count - metrics.count)
    rows = regions.map { region in
      [.text(content.regions[region].path), .text(period?.code ?? "")]
        + metrics.map { metric in
          earlier.earlier(metric, of: region).map { Workbook.Cell.empty.commented($0.comment) } ?? .empty
        } + left
    }
  }

  /// - Parameter origin: what the command knows of program, site and day.
  package func workbook(_ origin: WorkbookOrigin) -> Workbook {
    var origin = origin
    origin.kind = kind.rawValue
    origin.region = content.regions[region].path
    origin.period = period?.code ?? ""
    origin.tables = [.init(sheet: kind.chinese, name: kind.folder)]
    var workbook = Workbook(
      [sheet, explanation] + [past, metricList].compactMap { $0 } + [options, CollectingForm.sheet(origin)])
    workbook.properties.title = title
    workbook.properties.creator = content.settings.publisher
    workbook.properties.description = "由议事簿为“\(content.settings.title)”写出"
    workbook.properties.created = origin.day
    return workbook
  }

  /// 吴兴区2026年协商案例采集表
  var title: String {
    content.regions[region].name + (period?.chinese ?? "") + (kind == .case ? "协商案例" : "工作报告") + "采集表"
  }

  private static func sheet(_ origin: WorkbookOrigin) -> Workbook.Sheet {
    var sheet = Workbook.Sheet(
      name: WorkbookOrigin.sheetName,
      rows: origin.rows.map { $0.map { Workbook.Cell.text($0).styled(.plain) } }, widths: [14, 40, 20],
      headRows: 0)
    sheet.visibility = .veryHidden
    return sheet
  }

  // MARK: The sheet to fill in

  private var sheet: Workbook.Sheet {
    let rest = Array(repeating: Workbook.Cell.empty.styled(.title), count: max(columns.count - 1, 0))
    let head = columns.map { Workbook.Cell.text($0.heading).styled($0.isRequired ? .required : .heading) }
    var sheet = Workbook.Sheet(
      name: kind.chinese,
      rows: [
        [.text(title).styled(.title)] + rest, [.text(shortly).styled(.hint)] + rest, head,
      ] + rows, columns: columns.map { Workbook.Column(width: $0.width, style: .entry) },
      headRows: CollectingForm.rowsAbove + 1, isLandscape: true)
    let width = min(columns.count, 8) - 1
    if width > 0 {
      sheet.merged = (0..<CollectingForm.rowsAbove).map { .init(columns: 0...width, rows: $0...$0) }
    }
    sheet.frozenColumns = 1
    sheet.footer = "第 &P 页，共 &N 页"
    let first = CollectingForm.rowsAbove + 1
    sheet.validations = columns.enumerated().map { index, column in
      var validation = Workbook.Validation(
        .init(column: index, rows: first...first + CollectingForm.rowsToFill - 1), isStrict: column.isStrict,
        prompt: .init(title: column.heading, text: column.hint))
      if let list = optionColumn(of: index), !column.options.isEmpty {
        validation.list = Workbook.Area(column: list, rows: 1...column.options.count)
          .reference(in: CollectingForm.optionSheet)
        validation.error = .init(
          title: column.heading,
          text: column.isStrict
            ? "只能从下拉里选一个；不知道的空着。" : "下拉里没有这一个。有几个的用顿号隔开，或者确实是新的，就留下；写错了的，请从下拉里选。")
      }
      return validation
    }
    return sheet
  }

  private var shortly: String {
    let subject = kind == .case ? "一行写一件事" : "一行写一个地区的一份报告"
    return "\(subject)。黄色的栏必须填，其余的有什么填什么，没有的空着；怎样写见“\(CollectingForm.explaining)”。表头不要改。"
  }

  // MARK: What can be chosen

  static let optionSheet = "选项"
  static let explaining = "填写说明"

  /// The column of the sheet of options that a column's texts are in.
  private func optionColumn(of index: Int) -> Int? {
    columns[index].options.isEmpty ? nil : columns[..<index].count { !$0.options.isEmpty }
  }

  private var options: Workbook.Sheet {
    let lists = columns.filter { !$0.options.isEmpty }
    let count = lists.map(\.options.count).max() ?? 0
    var sheet = Workbook.Sheet(
      name: CollectingForm.optionSheet,
      rows: [lists.map { .text($0.heading) }]
        + (0..<count).map { row in lists.map { .text(row < $0.options.count ? $0.options[row] : "") } },
      widths: lists.map(\.width))
    sheet.visibility = .hidden
    return sheet
  }

  // MARK: What was reported before

  /// The numbers before, in grey. Its headings are those of no table, so that no import takes it for one.
  private var past: Workbook.Sheet? {
    guard let earlier else { return nil }
    let numbers = content.metrics.all.indices.filter { earlier.metrics.contains($0) }
    let regions = rows.indices.compactMap { index -> RegionID? in
      guard case .text(let path) = rows[index][0].value else { return nil }
      return content.regions.region(path: path)
    }
    var lines: [[Workbook.Cell]] = []
    for region in regions {
      for metric in numbers {
        guard let found = earlier.earlier(metric, of: region) else { continue }
        lines.append(
          [
            content.regions[region].path, content.metrics.all[metric].name, found.quantity.display,
            found.unit.isEmpty ? content.metrics.all[metric].unit : found.unit,
            found.period?.chinese ?? "没有写明",
            found.report.title,
          ].map { Workbook.Cell.text($0).styled(.past) })
      }
    }
    let head = ["以前的地区", "以前报的指标", "以前报的数", "以前的单位", "是什么时候的数", "出自哪一份报告"]
    let note = "以前报过的数，只供对照，不会导入。新的数写在“\(kind.chinese)”那张表里。"
    let rest = Array(repeating: Workbook.Cell.empty.styled(.hint), count: head.count - 1)
    var sheet = Workbook.Sheet(
      name: "以前的数", rows: [[.text(note).styled(.hint)] + rest, head.map { .text($0) }] + lines,
      widths: [30, 20, 14, 10, 24, 40], headRows: 2, isLandscape: true)
    sheet.merged = [.init(columns: 0...head.count - 1, rows: 0...0)]
    return sheet
  }

  /// All that can be reported, for those who have more to say than there are columns.
  private var metricList: Workbook.Sheet? {
    guard kind == .report else { return nil }
    let head = ["指标的名称", "单位是", "是什么", "定义"]
    let lines = content.metrics.all.map { metric in
      [metric.name, metric.unit, metric.kind.chinese, metric.definition].map {
        Workbook.Cell.text($0)
      }
    }
    var sheet = Workbook.Sheet(
      name: "指标", rows: [head.map { .text($0) }] + lines, widths: [24, 10, 10, 80], isLandscape: true)
    sheet.hasFilter = true
    return sheet
  }
}

extension EarlierFigures.Earlier {
  fileprivate var comment: String {
    "\(period?.chinese ?? "以前")报的是：\(quantity.display)\(unit)\n（\(report.title)）\n只供对照，新的数请重新填。"
  }
}
