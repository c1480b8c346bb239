import Diagnostics
import OfficeFiles
import Testing

@Suite struct DelimitedTextTests {
  private func cells(_ text: String) throws -> [[String]] {
    try DelimitedText.table(in: Array(text.utf8), path: "a.csv").rows.map { $0.cells.map(\.text) }
  }

  @Test(arguments: [
    "a,b\n1,2\n", "a;b\r\n1;2", "a\tb\r1\t2\r", "a，b\n1，2", "a；b\n1；2", "sep=;\na;b\n1;2",
    "sep=\t\r\na\tb\r\n1\t2", "\"sep=,\"\na,b\n1,2",
    "\u{FEFF}a,b\n1,2", " a , b \n 1 ,\t2\n", "\"a\",\"b\"\n \"1\" , \"2\" \n", "\n\na,b\n,\n1,2\n\n",
    "a,b\n=\"1\",=\"2\"",
  ])
  func tablesAreRead(text: String) throws { #expect(try cells(text) == [["a", "b"], ["1", "2"]]) }

  @Test func aDeclaredMarkComesFirst() throws {
    #expect(try cells("sep=;\na,b;c,d\n1,2;3,4") == [["a,b", "c,d"], ["1,2", "3,4"]])
  }

  @Test func marksOfTextsAreNoMarksOfTables() throws {
    #expect(try cells("标题,说明\n甲,一，二；三\n乙,四，五；六") == [["标题", "说明"], ["甲", "一，二；三"], ["乙", "四，五；六"]])
    #expect(
      try cells("2024年统计表\n标题；地区\n甲；一,二\n乙；三") == [["2024年统计表"], ["标题", "地区"], ["甲", "一,二"], ["乙", "三"]])
    #expect(try cells("标题\n甲") == [["标题"], ["甲"]])
  }

  @Test func quotesKeepWhatIsInThem() throws {
    #expect(
      try cells("a,b\n\"1,\r\n\"\"2\"\"\",x\"y\n\" 前\",\"引\"后") == [
        ["a", "b"], ["1,\n\"2\"", "x\"y"], [" 前", "引后"],
      ])
  }

  @Test func rowsAndColumnsAreThoseThatExcelShows() throws {
    let table = try DelimitedText.table(
      in: Array("sep=,\n\na,,b\n\"1\n2\",,#N/A\n,,\n,,3\n".utf8), path: "a.csv")
    #expect(table.lines == ["A2 text: a", "C2 text: b", "A3 text: 1\\n2", "C3 error: #N/A", "C5 text: 3"])
    #expect(table.name == nil && table.file == "a.csv")
  }

  @Test func aQuoteThatNeverEndsIsAnError() {
    #expect(throws: Diagnostic.self) { try cells("a,b\n1,\"2\n3,4\n") }
  }

  @Test func theLimitsOfTablesHold() {
    #expect(throws: Diagnostic.self) { try cells(String(repeating: "1,2\n", count: 100_001)) }
    #expect(throws: Diagnostic.self) { try cells(String(repeating: ",", count: 20_000)) }
    #expect(throws: Never.self) { try cells(String(repeating: "\n", count: 200_000) + "a") }
  }

  @Test func noTableIsReadFromOtherFiles() {
    #expect(throws: Diagnostic.self) {
      try DelimitedText.table(in: [0x50, 0x4B, 3, 4, 0, 0xFF, 0xFE, 0], path: "a.csv")
    }
  }
}
