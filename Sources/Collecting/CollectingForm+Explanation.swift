import OfficeFiles
import Records

// The sheet that says how the form is filled in.
extension CollectingForm {
  var explanation: Workbook.Sheet {
    let head = ["栏目", "必须填", "怎样写", "例子", "说明"]
    var rows: [[Workbook.Cell]] = [], merged: [Workbook.Area] = []
    func add(_ text: String, _ style: Workbook.Style) {
      merged.append(.init(columns: 0...head.count - 1, rows: rows.count...rows.count))
      rows.append([.text(text).styled(style)])
    }
    add(title, .title)
    add(purpose, .plain)
    add("怎样填", .section)
    for (index, rule) in rules.enumerated() { add("\(index + 1). \(rule)", .plain) }
    add("各栏怎样写", .section)
    rows.append(head.map { Workbook.Cell.text($0).styled(.heading) })
    for column in columns {
      rows.append(
        [column.heading, column.isRequired ? "是" : "", column.form, column.example, column.meaning].map {
          .text($0)
        })
    }
    var sheet = Workbook.Sheet(
      name: CollectingForm.explaining, rows: rows, widths: [20, 8, 46, 40, 46], headRows: 0, isLandscape: true
    )
    sheet.merged = merged
    return sheet
  }

  private var purpose: String {
    let settings = content.settings
    let time = period.map { "，时期是\($0.chinese)" } ?? ""
    let contact = settings.contact.map { "（\($0)）" } ?? ""
    return
      "这份表收集\(content.regions[region].path)的\(kind.chinese)\(time)。填好后存成 xlsx 文件，交回\(settings.publisher)\(contact)，编入“\(settings.title)”。"
  }

  private var rules: [String] {
    let tree = content.regions.tree(below: region),
      lowest = tree.first { content.regions[$0].children.isEmpty }
    let path = content.regions[lowest ?? region].path
    return [
      kind == .case
        ? "在“\(kind.chinese)”那张表里填，一行写一件事。行可以插入、删除、排序；表头不要改。"
        : "在“\(kind.chinese)”那张表里填，一行写一个地区的一份报告；没有要报的，那一行空着不用管。表里没有的指标，照“指标”那张表里的名称在右边加一列。",
      "黄色表头的栏必须填，其余的有什么填什么。不知道的空着，不要写0。",
      "数照公布的写法：78、近700、200余、超20万、100—150。余、近、约、超这些字不能去掉，也不能换成确数。",
      "没有上报的数空着，或者写“未报”；确实一件也没有的才写0。",
      "日期写2026-03-12，只知道月份的写2026-03，只知道年份的写2026；写成2026年3月12日也可以。起止用..连接：2026-03-12..2026-03-14。",
      "一格里有几个名字的，用顿号隔开：沈某、李某。一格里有几条的，一条写一行，格里换行按 Alt+Enter。",
      "地区从下拉里选。还要写到街道、社区的，接在后面：\(path)/某某街道/某某社区。",
      "不要写居民的姓名、电话、身份证号码和住址。",
      "格子已经设成文字，001、2024-07、3-5 会照样留着，不会变成别的。",
    ]
      + (earlier == nil
        ? []
        : ["右上角有红色小三角的格子，停在上面就看到以前报的数；“以前的数”那张表里也有。它们只供对照，今年的数请重新填。"])
  }
}
