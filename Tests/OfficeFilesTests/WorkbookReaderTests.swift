import Diagnostics
import OfficeFiles
import Testing

/// Workbooks part by part, with what programs and people may do to them.
@Suite struct WorkbookReaderTests {
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// A workbook with one sheet, whose parts may be others.
  private func workbook(_ rows: String, after: String = "", parts: [String: String] = [:]) -> [UInt8] {
    let all = [
      "_rels/.rels": relations(["officeDocument": "xl/workbook.xml"]),
      "xl/workbook.xml": """
      <workbook xmlns="\(Self.main)" xmlns:r="\(Self.office)"><sheets><sheet name="表" sheetId="1" r:id="worksheet"/></sheets>\
      </workbook>
      """,
      "xl/_rels/workbook.xml.rels": relations([
        "worksheet": "worksheets/sheet1.xml", "sharedStrings": "sharedStrings.xml", "styles": "styles.xml",
      ]),
      "xl/worksheets/sheet1.xml":
        "<worksheet xmlns='\(Self.main)'><sheetData>\(rows)</sheetData>\(after)</worksheet>",
      "xl/sharedStrings.xml": "<sst xmlns='\(Self.main)'><si><t>甲</t></si></sst>",
      "xl/styles.xml": "<styleSheet xmlns='\(Self.main)'><cellXfs><xf/></cellXfs></styleSheet>",
    ].merging(parts) { $1 }
    var zip = ZipArchive()
    for (name, content) in all.sorted(by: { $0.key < $1.key }) where !content.isEmpty {
      zip.add(name, Array(content.utf8))
    }
    return zip.bytes
  }

  private func relations(_ targets: [String: String]) -> String {
    let list = targets.map { #"<Relationship Id="\#($0)" Type="\#(Self.office)/\#($0)" Target="\#($1)"/>"# }
    return
      #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\#(list.joined())</Relationships>"#
  }

  private func lines(_ bytes: [UInt8]) throws -> [String] {
    try WorkbookReader.tables(in: bytes, path: "a.xlsx").flatMap(\.lines)
  }

  private func code(_ bytes: [UInt8]) -> String? {
    do throws(Diagnostic) {
      _ = try WorkbookReader.tables(in: bytes, path: "a.xlsx")
      return nil
    } catch { return error.code }
  }

  @Test(arguments: [
    ("<row r='1'><c r='A1' t='s'><v>0</v></c></row>", "表!A1 text: 甲"),
    ("<row><c t='s'><v> 0 </v></c></row>", "表!A1 text: 甲"),
    ("<row r='5'><c/><c t='str'><v>x</v></c></row>", "表!B5 text: x"),
    ("<row r='1'><c r='XFD1'><v>1</v></c></row>", "表!XFD1 number: 1"),
    ("<row r='1048576'><c><v>1</v></c></row>", "表!A1048576 number: 1"),
    (
      "<row r='1'><c t='inlineStr'><is><t>一</t><rPh><t>yī</t></rPh><r><t>二</t></r></is></c></row>",
      "表!A1 text: 一二"
    ),
    ("<row r='1'><c t='d'><v>2024-07-03T00:00:00</v></c></row>", "表!A1 date: 2024-07-03"),
    ("<row r='1'><c t='d'><v>2024-07-03T08:30:00.000Z</v></c></row>", "表!A1 date: 2024-07-03 08:30"),
    ("<row r='1'><c t='b'><v>1</v></c></row>", "表!A1 boolean: TRUE"),
    ("<row r='1'><c t='e'><v>#REF!</v></c></row>", "表!A1 error: #REF!"),
    ("<row r='1'><c t='n'><v>约200</v></c></row>", "表!A1 text: 约200"),
    ("<row r='1'><c><f>A2+1</f></c></row>", "表!A1 formulaWithoutValue: =A2+1"),
    ("<row r='1'><c t='str'><f>A2</f><v></v></c></row>", nil),
    ("<row r='1'><c t='str'><v>_x4E00__x000D_\n_x005F_x0041_</v></c></row>", "表!A1 text: 一\\n_x0041_"),
    ("<row r='1'><c t='str'><v> 　\n</v></c><c s='3'/></row>", nil),
    ("<row r='1' hidden='1'><c s='99'><v>1.0</v></c></row>", "表!A1 number hidden: 1"),
  ])
  func cellsAreRead(rows: String, expected: String?) throws {
    #expect(try lines(workbook(rows)) == [expected].compactMap { $0 })
  }

  @Test(arguments: [
    "<row r='1'><c t='s'><v>1</v></c></row>", "<row r='1'><c t='s'><v>-1</v></c></row>",
    "<row r='1'><c t='s'><v>x</v></c></row>",
    "<row r='0'/>", "<row r='1048577'/>", "<row r='x'/>", "<row r='99999999999999999999'/>",
    "<row r='1'><c r='XFE1'/></row>",
    "<row r='1'><c r='A2'/></row>", "<row r='1'><c r='1A'/></row>", "<row r='1'><c r='XFD1'/><c/></row>",
    "<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>",
    "<row r='1'><c><v>1</v></c></row><row r='1'><c><v>2</v></c></row>",
  ])
  func cellsThatCannotBeAreDamage(rows: String) { #expect(code(workbook(rows)) == "damaged-file") }

  @Test func rowsAndCellsMayComeInAnyOrder() throws {
    let rows =
      "<row r='2'><c r='B2'><v>2</v></c><c r='A2'><v>1</v></c></row><row r='1'><c r='A1'><v>0</v></c></row>"
    #expect(try lines(workbook(rows)) == ["表!A1 number: 0", "表!A2 number: 1", "表!B2 number: 2"])
  }

  @Test func mergedCellsHaveTheTextOfTheFirst() throws {
    let rows =
      "<row r='1'><c r='A1'><v>1</v></c><c r='C1'><v>3</v></c></row><row r='3'><c r='C3'><v>4</v></c></row>"
    let merged =
      "<mergeCells><mergeCell ref='A1:B9'/><mergeCell ref='D1:XFD1048576'/><mergeCell ref='C1:XFD1'/></mergeCells>"
    #expect(
      try lines(workbook(rows, after: merged)) == [
        "表!A1 number: 1", "表!B1 number repeated: 1", "表!C1 number: 3", "表!A3 number repeated: 1",
        "表!B3 number repeated: 1",
        "表!C3 number: 4",
      ])
    for reference in ["", "A1:", "B1:A1", "A2:A1", "A1:B2:C3", "A1:XFE1"] {
      #expect(
        code(workbook(rows, after: "<mergeCells><mergeCell ref='\(reference)'/></mergeCells>"))
          == "damaged-file")
    }
  }

  @Test func partsMayBeMissing() throws {
    let row = "<row r='1'><c><v>1</v></c></row>"
    let without = relations(["worksheet": "worksheets/sheet1.xml"])
    #expect(
      try lines(
        workbook(
          row,
          parts: ["xl/styles.xml": "", "xl/sharedStrings.xml": "", "xl/_rels/workbook.xml.rels": without]))
        == ["表!A1 number: 1"])
    #expect(code(workbook(row, parts: ["xl/sharedStrings.xml": ""])) == "damaged-file")
    #expect(code(workbook(row, parts: ["xl/worksheets/sheet1.xml": ""])) == "damaged-file")
    #expect(code(workbook(row, parts: ["xl/_rels/workbook.xml.rels": ""])) == "damaged-file")
    #expect(code(workbook(row, parts: ["_rels/.rels": ""])) == "foreign-format")
    #expect(code(workbook(row, parts: ["xl/workbook.xml": ""])) == "damaged-file")
  }

  /// Parts that refer to themselves, to each other's kind, or outside.
  @Test(arguments: [
    ["worksheet": "workbook.xml"], ["worksheet": "../../sheet1.xml"], ["worksheet": "sharedStrings.xml"],
    ["worksheet": "_rels/workbook.xml.rels"], ["worksheet": ""],
    ["worksheet": "worksheets/sheet1.xml", "sharedStrings": "worksheets/sheet9.xml"],
  ])
  func relationsThatLeadNowhereAreDamage(targets: [String: String]) {
    #expect(code(workbook("", parts: ["xl/_rels/workbook.xml.rels": relations(targets)])) == "damaged-file")
  }

  @Test func aPartIsOneSheet() {
    let sheets = (0..<1000).map { "<sheet name='\($0)' r:id='worksheet'/>" }.joined()
    let list = "<workbook xmlns='\(Self.main)' xmlns:r='\(Self.office)'><sheets>\(sheets)</sheets></workbook>"
    #expect(code(workbook("", parts: ["xl/workbook.xml": list])) == "damaged-file")
  }

  @Test func rowsAreCounted() {
    let rows = String(repeating: "<row><c><v>1</v></c></row>", count: 100_001)
    #expect(code(workbook(rows)) == "file-too-large")
    let empty = String(repeating: "<row/>", count: 100_001)
    #expect(code(workbook(empty)) == nil)
  }

  @Test func areasThatOverlapAreNotLookedAtForEver() {
    let row = "<row><c><v>1</v></c><c/><c/><c/><c/><c/><c/><c><v>2</v></c></row>"
    let merged = String(repeating: "<mergeCell ref='A1:H2000'/>", count: 2000)
    #expect(
      code(workbook(String(repeating: row, count: 2000), after: "<mergeCells>\(merged)</mergeCells>"))
        == "file-too-large")
  }

  @Test func documentTypesAreRefusedInEachPart() {
    for name in [
      "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml",
      "xl/worksheets/sheet1.xml",
    ] {
      #expect(
        code(workbook("", parts: [name: "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])) == "unsafe-file",
        "\(name)")
    }
  }

  @Test func whatIsNoWorkbookIsNamed() {
    #expect(code(Array("标题,地区\n".utf8)) == "foreign-format")
    #expect(code([]) == "foreign-format")
    var zip = ZipArchive()
    zip.add("照片.jpg", [1])
    #expect(code(zip.bytes) == "foreign-format")
  }

  /// The program reads what it writes itself.
  @Test func workbooksOfTheProgramAreReadAgain() throws {
    let sheet = Workbook.Sheet(
      name: "台账",
      rows: [[.text("地区"), .text("件")], [.text("a\n <&\""), .number("637")], [.empty, .number("0.5")]])
    #expect(
      try lines(Workbook([sheet]).bytes) == [
        "台账!A1 text: 地区", "台账!B1 text: 件", "台账!A2 text: a\\n <&\"", "台账!B2 number: 637", "台账!B3 number: 0.5",
      ])
  }
}
