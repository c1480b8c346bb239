import Diagnostics
import OfficeFiles
import OpenData

// Sentences about a workbook that was written.
extension Message {
  static func cellTooLong(_ id: String, in table: Table) -> Message {
    Message(
      zh:
        "“\(id)”有一格超过 \(Workbook.textLimit) 个字，Excel 放不下，“\(table.resourceName)”里空着；全文见 data/\(table.name).csv",
      en:
        "a cell of “\(id)” is longer than the \(Workbook.textLimit) characters that Excel holds; it is empty in \(table.resourceName), and whole in data/\(table.name).csv"
    )
  }

  static func surplusRows(_ count: Int, in table: Table) -> Message {
    Message(
      zh: "“\(table.resourceName)”有 \(count) 行 Excel 放不下，没有写；全部见 data/\(table.name).csv",
      en:
        "\(count) rows of \(table.resourceName) are more than Excel holds; all are in data/\(table.name).csv")
  }

  static func partialExport(_ cases: Int, of allCases: Int, _ reports: Int, of allReports: Int) -> Message {
    Message(
      zh: "只写了选中的部分：案例 \(cases) 件（共 \(allCases) 件），工作报告 \(reports) 份（共 \(allReports) 份）；没有写日期的、时间超出的没有列入",
      en:
        "the part selected is written: \(cases) of \(allCases) cases, \(reports) of \(allReports) reports; what has no date or reaches beyond the time is left out"
    )
  }
}
