/// A workbook of Excel: tables of texts and numbers, with a head that stays and is printed on each page.
package struct Workbook: Sendable {
  private let sheets: [Sheet]

  package enum Cell: Sendable, Equatable {
    case text(String)
    /// A number in digits, with a point.
    case number(String)
    case empty
  }

  package struct Sheet: Sendable {
    package var name: String
    package var rows: [[Cell]]
    /// The widths of the columns in Latin letters; the rest have Excel's own.
    package var widths: [Int]
    /// The number of rows that are the head.
    package var headRows: Int
    package var isLandscape: Bool

    package init(
      name: String, rows: [[Cell]], widths: [Int] = [], headRows: Int = 1, isLandscape: Bool = false
    ) {
      self.name = name
      self.rows = rows
      self.widths = widths
      self.headRows = headRows
      self.isLandscape = isLandscape
    }
  }

  package init(_ sheets: [Sheet]) { self.sheets = sheets }

  /// The file, the same bytes for the same tables.
  package var bytes: [UInt8] {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", office = OfficePackage.relations
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    var zip = ZipArchive(), overrides = XMLText(), list = XMLText(), names = XMLText(), relations = XMLText()
    for (index, sheet) in sheets.enumerated() {
      let number = index + 1
      overrides +=
        #"<Override PartName="/xl/worksheets/sheet\#(number).xml" ContentType="\#(kind)worksheet+xml"/>"#
      list += #"<sheet name="\#(Workbook.named(sheet.name))" sheetId="\#(number)" r:id="rId\#(number)"/>"#
      relations +=
        #"<Relationship Id="rId\#(number)" Type="\#(office)/worksheet" Target="worksheets/sheet\#(number).xml"/>"#
      if sheet.headRows > 0 {
        let name = Workbook.named(sheet.name).replacing("'", with: "''")
        names += """
          <definedName name="_xlnm.Print_Titles" localSheetId="\(index)">'\(name)'!$1:$\(sheet.headRows)</definedName>
          """
      }
    }
    let types: XMLText = """
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
      <Default Extension="xml" ContentType="application/xml"/>\
      <Override PartName="/xl/workbook.xml" ContentType="\(kind)sheet.main+xml"/>\
      <Override PartName="/xl/styles.xml" ContentType="\(kind)styles+xml"/>\(overrides)</Types>
      """
    let defined: XMLText = names.text.isEmpty ? "" : "<definedNames>\(names)</definedNames>"
    let workbook: XMLText = """
      <workbook xmlns="\(main)" xmlns:r="\(office)"><sheets>\(list)</sheets>\(defined)</workbook>
      """
    relations += #"<Relationship Id="rId\#(sheets.count + 1)" Type="\#(office)/styles" Target="styles.xml"/>"#
    zip.add("[Content_Types].xml", types.part)
    zip.add(
      "_rels/.rels",
      OfficePackage.relationships(
        #"<Relationship Id="rId1" Type="\#(office)/officeDocument" Target="xl/workbook.xml"/>"#))
    zip.add("xl/workbook.xml", workbook.part)
    zip.add("xl/_rels/workbook.xml.rels", OfficePackage.relationships(relations))
    zip.add("xl/styles.xml", Workbook.styles(main).part)
    for (index, sheet) in sheets.enumerated() {
      zip.add("xl/worksheets/sheet\(index + 1).xml", sheet.xml(main).part)
    }
    return zip.bytes
  }

  /// A name that Excel lets a table have.
  private static func named(_ name: String) -> String {
    String(name.filter { !"[]:*?/\\".contains($0) }.prefix(31))
  }

  /// Three looks: a number or text, the head, a text that may have several lines.
  private static func styles(_ main: String) -> XMLText {
    let face: XMLText = #"<sz val="11"/><name val="宋体"/><family val="3"/><charset val="134"/>"#
    let thin: XMLText = #" style="thin"><color rgb="FF000000"/>"#
    return """
      <styleSheet xmlns="\(main)"><fonts count="2"><font>\(face)</font><font><b/>\(face)</font></fonts>\
      <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
      </fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left\(thin)</left>\
      <right\(thin)</right><top\(thin)</top><bottom\(thin)</bottom><diagonal/></border></borders>\
      <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3">\
      <xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1">\
      <alignment vertical="center"/></xf>\
      <xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0" applyFont="1" applyBorder="1" applyAlignment="1">\
      <alignment horizontal="center" vertical="center" wrapText="1"/></xf>\
      <xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1">\
      <alignment vertical="center" wrapText="1"/></xf></cellXfs>\
      <cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>
      """
  }
}

extension Workbook.Sheet {
  /// The part of the table: each row has a height of its own, so that programs which measure no text show all of it.
  fileprivate func xml(_ main: String) -> XMLText {
    var lines = XMLText(), columns = XMLText(), panes = XMLText()
    for (index, row) in rows.enumerated() {
      let number = index + 1
      var cells = XMLText()
      for (column, cell) in row.enumerated() {
        let place = CellAddress.letters(column) + "\(number)", style = index < headRows ? 1 : 2
        switch cell {
        case .text(let text):
          cells +=
            #"<c r="\#(place)" s="\#(style)" t="inlineStr"><is><t xml:space="preserve">\#(text)</t></is></c>"#
        case .number(let digits):
          cells += #"<c r="\#(place)" s="\#(index < headRows ? 1 : 0)"><v>\#(digits)</v></c>"#
        case .empty: cells += #"<c r="\#(place)" s="\#(style)"/>"#
        }
      }
      lines += #"<row r="\#(number)" ht="\#(height(of: row))" customHeight="1">\#(cells)</row>"#
    }
    for (index, width) in widths.enumerated() {
      columns += #"<col min="\#(index + 1)" max="\#(index + 1)" width="\#(width)" customWidth="1"/>"#
    }
    if headRows > 0 {
      let top = "A\(headRows + 1)"
      panes = #"<pane ySplit="\#(headRows)" topLeftCell="\#(top)" activePane="bottomLeft" state="frozen"/>"#
    }
    let list: XMLText = columns.text.isEmpty ? "" : "<cols>\(columns)</cols>"
    return """
      <worksheet xmlns="\(main)"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>\
      <sheetViews><sheetView workbookViewId="0">\(panes)</sheetView></sheetViews><sheetFormatPr defaultRowHeight="18"/>\
      \(list)<sheetData>\(lines)</sheetData><pageMargins left="0.6" right="0.6" top="0.8" bottom="0.8" header="0.3" footer="0.3"/>\
      <pageSetup paperSize="9" orientation="\(isLandscape ? "landscape" : "portrait")" fitToHeight="0"/></worksheet>
      """
  }

  /// 18 pt for each line of its longest cell.
  private func height(of row: [Workbook.Cell]) -> Int {
    var most = 1
    for (column, cell) in row.enumerated() {
      guard case .text(let text) = cell else { continue }
      let width = max(column < widths.count ? widths[column] : 10, 4)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { count, line in
        let letters = line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2000 ? 1 : 2) }
        return count + max(1, (letters + width - 2) / (width - 1))
      }
      most = max(most, lines)
    }
    return min(most * 18, 400)
  }
}
