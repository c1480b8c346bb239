extension Workbook.Sheet {
  /// The part of the sheet. Each row that has a text has a height of its own, so that programs which measure no text
  /// show all of it.
  ///
  /// - Parameters:
  ///   - isShown: whether it is the sheet that is open first.
  ///   - texts: the texts of the workbook, of which cells have the numbers.
  func xml(_ main: String, isShown: Bool, _ texts: inout Workbook.SharedTexts) -> XMLText {
    var lines = XMLText()
    for (index, row) in rows.enumerated() {
      lines += #"<row r="\#(index + 1)" ht="\#(height(of: row, at: index))" customHeight="1">"#
      for (column, cell) in row.enumerated() { lines += xml(cell, column, index, &texts) }
      lines += "</row>"
    }
    let width = max(rows.reduce(0) { max($0, $1.count) }, 1)
    let used = Workbook.Area(columns: 0...width - 1, rows: 0...max(rows.count - 1, 0))
    let number: XMLText =
      footer.isEmpty ? "" : "<headerFooter><oddFooter>&amp;C\(footer)</oddFooter></headerFooter>"
    let notes: XMLText = hasComments ? #"<legacyDrawing r:id="rId1"/>"# : ""
    return """
      <worksheet xmlns="\(main)" xmlns:r="\(OfficePackage.relations)"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>\
      <dimension ref="\(used.address)"/>\(view(isShown))<sheetFormatPr defaultRowHeight="18"/>\(columnList)\
      <sheetData>\(lines)</sheetData>\(filter)\(mergedList)\(validationList)\
      <pageMargins left="0.6" right="0.6" top="0.8" bottom="0.8" header="0.3" footer="0.3"/>\
      <pageSetup paperSize="9" orientation="\(isLandscape ? "landscape" : "portrait")" fitToHeight="0"/>\(number)\(notes)\
      </worksheet>
      """
  }

  var hasComments: Bool { rows.contains { $0.contains { $0.comment != nil } } }

  /// The cells that the filter is for: the last row of the head, and all below it.
  var filtered: Workbook.Area? {
    guard hasFilter, headRows > 0, rows.count >= headRows, let width = rows.map(\.count).max(), width > 0
    else {
      return nil
    }
    return Workbook.Area(columns: 0...width - 1, rows: headRows - 1...rows.count - 1)
  }

  // MARK: Cells

  private func style(_ cell: Workbook.Cell, _ row: Int) -> Workbook.Style {
    if let style = cell.style { return style }
    if row < headRows { return .heading }
    if case .number = cell.value { return .number }
    return .text
  }

  private func xml(
    _ cell: Workbook.Cell, _ column: Int, _ row: Int, _ texts: inout Workbook.SharedTexts
  ) -> XMLText {
    let place = CellAddress.letters(column) + "\(row + 1)", style = style(cell, row)
    switch cell.value {
    case .text(let text):
      let number = texts.number(of: text)
      return #"<c r="\#(place)" s="\#(style.index(ofDay: false))" t="s"><v>\#(number)</v></c>"#
    case .number(let digits):
      return #"<c r="\#(place)" s="\#(style.index(ofDay: false))"><v>\#(digits)</v></c>"#
    case .date(let year, let month, let day):
      let count = Workbook.days(year, month, day)
      return #"<c r="\#(place)" s="\#(style.index(ofDay: true))"><v>\#(count)</v></c>"#
    case .empty: return #"<c r="\#(place)" s="\#(style.index(ofDay: false))"/>"#
    }
  }

  /// The height of the lines of its longest cell; merged cells have room elsewhere.
  private func height(of row: [Workbook.Cell], at index: Int) -> Int {
    var most = 18
    for (column, cell) in row.enumerated() {
      guard case .text(let text) = cell.value else { continue }
      let area = merged.first { $0.columns.lowerBound == column && $0.rows.lowerBound == index }
      if let area, area.rows.count > 1 { continue }
      let width = (area?.columns ?? column...column).reduce(0) {
        $0 + ($1 < columns.count ? columns[$1].width : 10)
      }
      let room = max(width - 1, 3)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { count, line in
        let letters = line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2000 ? 1 : 2) }
        return count + max(1, (letters + room - 1) / room)
      }
      most = max(most, min(lines, lineLimit ?? lines) * style(cell, index).lineHeight)
    }
    // Excel has no higher rows than 409 points.
    return min(most, 400)
  }

  // MARK: Around the cells

  private func view(_ isShown: Bool) -> XMLText {
    var pane = XMLText()
    if headRows > 0 || frozenColumns > 0 {
      let corner = CellAddress.letters(frozenColumns) + "\(headRows + 1)"
      let across: XMLText = frozenColumns > 0 ? #" xSplit="\#(frozenColumns)""# : ""
      let down: XMLText = headRows > 0 ? #" ySplit="\#(headRows)""# : ""
      let active = frozenColumns == 0 ? "bottomLeft" : headRows == 0 ? "topRight" : "bottomRight"
      pane = """
        <pane\(across)\(down) topLeftCell="\(corner)" activePane="\(active)" state="frozen"/>\
        <selection pane="\(active)" activeCell="\(corner)" sqref="\(corner)"/>
        """
    }
    let shown: XMLText = isShown ? #" tabSelected="1""# : ""
    return "<sheetViews><sheetView\(shown) workbookViewId=\"0\">\(pane)</sheetView></sheetViews>"
  }

  private var columnList: XMLText {
    if columns.isEmpty { return "" }
    var list = XMLText()
    for (index, column) in columns.enumerated() {
      let style: XMLText = column.style.map { #" style="\#($0.index(ofDay: false))""# } ?? ""
      let hidden: XMLText = column.isHidden ? #" hidden="1""# : ""
      list +=
        #"<col min="\#(index + 1)" max="\#(index + 1)" width="\#(column.width)"\#(style)\#(hidden) customWidth="1"/>"#
    }
    return "<cols>\(list)</cols>"
  }

  private var filter: XMLText { filtered.map { #"<autoFilter ref="\#($0.address)"/>"# } ?? "" }

  private var mergedList: XMLText {
    if merged.isEmpty { return "" }
    var list = XMLText()
    for area in merged { list += #"<mergeCell ref="\#(area.address)"/>"# }
    return #"<mergeCells count="\#(merged.count)">\#(list)</mergeCells>"#
  }

  private var validationList: XMLText {
    if validations.isEmpty { return "" }
    var list = XMLText()
    for validation in validations {
      let type: XMLText = validation.list == nil ? "" : #" type="list""#
      let level: XMLText = validation.isStrict ? "" : #" errorStyle="warning""#
      let checks: XMLText = validation.list == nil ? "" : #" showErrorMessage="1""#
      let error: XMLText =
        validation.error.map {
          #" errorTitle="\#($0.title.cut(to: 32))" error="\#($0.text.cut(to: 255).lines)""#
        } ?? ""
      let prompt: XMLText =
        validation.prompt.map {
          #" promptTitle="\#($0.title.cut(to: 32))" prompt="\#($0.text.cut(to: 255).lines)""#
        } ?? ""
      let formula: XMLText = validation.list.map { "<formula1>\($0)</formula1>" } ?? ""
      list += """
        <dataValidation\(type)\(level) allowBlank="1" showInputMessage="1"\(checks)\(error)\(prompt) \
        sqref="\(validation.area.address)">\(formula)</dataValidation>
        """
    }
    return #"<dataValidations count="\#(validations.count)">\#(list)</dataValidations>"#
  }
}

extension Workbook {
  /// The texts of all cells, each once.
  struct SharedTexts {
    private var numbers: [String: Int] = [:]
    private var list = XMLText()
    private var uses = 0

    mutating func number(of text: String) -> Int {
      uses += 1
      if let number = numbers[text] { return number }
      list += #"<si><t xml:space="preserve">\#(text.inCell)</t></si>"#
      numbers[text] = numbers.count
      return numbers.count - 1
    }

    func xml(_ main: String) -> XMLText {
      #"<sst xmlns="\#(main)" count="\#(uses)" uniqueCount="\#(numbers.count)">\#(list)</sst>"#
    }
  }

  /// The number by which Excel knows a day: 1 is 1900-01-01, and 1900 had a 29 February to it.
  static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    // Days of the proleptic Gregorian calendar; the year begins in March.
    let shifted = month > 2 ? year : year - 1, months = (month + 9) % 12
    let ordinal = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + (153 * months + 2) / 5 + day
    let count = ordinal - 693_900
    return count > 60 ? count : count - 1
  }
}

extension String {
  /// The text as a cell or comment holds it: `_x005F_` for an underscore that would begin an escape, line feeds alone.
  var inCell: String {
    var text = cut(to: Workbook.textLimit)
    if text.utf8.contains(13) { text = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n") }
    guard text.contains("_x") else { return text }
    var result = "", rest = Substring(text)
    while let first = rest.first {
      let head = rest.prefix(7)
      if first == "_", head.count == 7, head.last == "_", head.dropFirst().first == "x",
        head.dropFirst(2).dropLast().allSatisfy(\.isHexDigit)
      {
        result += "_x005F_"
      } else {
        result.append(first)
      }
      rest = rest.dropFirst()
    }
    return result
  }

  /// The text as an attribute, in which a parser would make a blank of a line feed.
  fileprivate var lines: XMLText {
    var xml = XMLText()
    for (index, line) in split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { xml += "&#10;" }
      xml += "\(String(line))"
    }
    return xml
  }
}
