import Testing

@testable import OfficeFiles

@Suite struct WorkbookTests {
  private func part(_ name: String, of workbook: Workbook) -> String {
    workbook.parts.first { $0.name == name }.map { String(decoding: $0.content, as: UTF8.self) } ?? ""
  }

  @Test func aWorkbookHasItsTables() {
    let sheet = Workbook.Sheet(
      name: "台账:1", rows: [[.text("地区"), .text("件")], [.text("武汉市"), .number("637")], [.empty, .empty]],
      widths: [12])
    let workbook = Workbook([sheet, Workbook.Sheet(name: "说明", rows: [], headRows: 0)])
    #expect(workbook.parts.map(\.name).contains("xl/worksheets/sheet2.xml"))
    let list = part("xl/workbook.xml", of: workbook)
    #expect(list.contains(#"<sheet name="台账1" sheetId="1" r:id="rId1"/>"#))
    #expect(list.contains(">'台账1'!$1:$1</definedName>"))
    #expect(part("xl/worksheets/sheet1.xml", of: workbook).contains("<v>637</v></c>"))
    #expect(workbook.bytes == Workbook([sheet, Workbook.Sheet(name: "说明", rows: [], headRows: 0)]).bytes)
  }

  /// Excel's own counts: the day that 1900 did not have is between 59 and 61.
  @Test(arguments: [
    (1900, 1, 1, 1), (1900, 2, 28, 59), (1900, 3, 1, 61), (1970, 1, 1, 25_569), (2000, 2, 29, 36_585),
    (2024, 7, 3, 45_476), (9999, 12, 31, 2_958_465),
  ]) func daysAreCountedAsExcelDoes(_ year: Int, _ month: Int, _ day: Int, _ count: Int) {
    #expect(Workbook.days(year, month, day) == count)
  }

  @Test func columnsHaveLetters() {
    #expect([0, 25, 26, 701, 702, 16_383].map(CellAddress.letters) == ["A", "Z", "AA", "ZZ", "AAA", "XFD"])
  }

  @Test func aTextIsNeverAFormulaOrAnEscape() {
    let texts = ["=1+1", "_x000D_", "甲_x0041_乙", "_x00zz_", "a\r\nb"]
    let workbook = Workbook([.init(name: "甲", rows: [texts.map { .text($0) }, [.text("=1+1")]])])
    let shared = part("xl/sharedStrings.xml", of: workbook)
    for text in ["=1+1", "_x005F_x000D_", "甲_x005F_x0041_乙", "_x00zz_", "a\nb"] {
      #expect(shared.contains(">\(text)</t>"))
    }
    #expect(shared.contains(#"count="6" uniqueCount="5""#))
    #expect(!part("xl/worksheets/sheet1.xml", of: workbook).contains("<f>"))
  }

  /// A cell holds so much; an emoji of two units is not cut in two.
  @Test func aTextThatIsTooLongIsCut() {
    let text = String(repeating: "字", count: Workbook.textLimit - 1)
    #expect((text + "😀").inCell == text)
    #expect((text + "末尾").inCell == text + "末")
    #expect("a\u{301}b".cut(to: 1) == "")
  }

  @Test func marksCommentsAndListsAreWhereTheyBelong() {
    var sheet = Workbook.Sheet(
      name: "填表", rows: [[.text("标题")], [Workbook.Cell.text("三").styled(.marked).commented("要写数字")]],
      columns: [.init(width: 20, style: .text)])
    let area = Workbook.Area(column: 0, rows: 1...999)
    sheet.validations = [
      .init(
        area, list: Workbook.Area(column: 1, rows: 1...3).reference(in: "选项"), isStrict: true,
        prompt: .init(title: "标题", text: "一行\n又一行<>"))
    ]
    var options = Workbook.Sheet(name: "选项", rows: [[.empty, .text("甲")]])
    options.visibility = .veryHidden
    let workbook = Workbook([sheet, options]), xml = part("xl/worksheets/sheet1.xml", of: workbook)
    #expect(xml.contains("prompt=\"一行&#10;又一行&lt;&gt;\""))
    #expect(xml.contains("sqref=\"A2:A1000\"><formula1>&#39;选项&#39;!$B$2:$B$4</formula1>"))
    #expect(xml.contains(#"<legacyDrawing r:id="rId1"/>"#))
    #expect(part("xl/comments1.xml", of: workbook).contains(#"<comment ref="A2" authorId="0">"#))
    #expect(
      part("xl/drawings/vmlDrawing1.vml", of: workbook).contains("<x:Row>1</x:Row><x:Column>0</x:Column>"))
    #expect(part("xl/workbook.xml", of: workbook).contains(#"state="veryHidden""#))
  }

  @Test func aFileThatWasChangedIsTold() {
    let file = Workbook([.init(name: "docProps/core.xml", rows: [[.text("docProps/core.xml")]])]).bytes
    var other = file
    other[200] ^= 1
    let isUntouched = [file, [], file.dropLast(100), other].map { Workbook.isUntouched(Array($0)) }
    #expect(isUntouched == [true, false, false, false])
  }
}
