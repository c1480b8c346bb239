extension Workbook {
  /// The files in it (ECMA-376, part 1, SpreadsheetML), but for the facts about it.
  var parts: [(name: String, content: [UInt8])] {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", office = OfficePackage.relations
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    var overrides = XMLText(), relations = XMLText(), sheetParts: [(name: String, content: [UInt8])] = []
    var block = 1, texts = SharedTexts()
    let shown = sheets.firstIndex { $0.visibility == .visible } ?? 0
    for (index, sheet) in sheets.enumerated() {
      let number = index + 1
      overrides +=
        #"<Override PartName="/xl/worksheets/sheet\#(number).xml" ContentType="\#(kind)worksheet+xml"/>"#
      relations +=
        #"<Relationship Id="rId\#(number)" Type="\#(office)/worksheet" Target="worksheets/sheet\#(number).xml"/>"#
      sheetParts.append(
        ("xl/worksheets/sheet\(number).xml", sheet.xml(main, isShown: index == shown, &texts).part))
      guard sheet.hasComments else { continue }
      overrides += #"<Override PartName="/xl/comments\#(number).xml" ContentType="\#(kind)comments+xml"/>"#
      sheetParts += [
        (
          "xl/worksheets/_rels/sheet\(number).xml.rels",
          OfficePackage.relationships(
            """
            <Relationship Id="rId1" Type="\(office)/vmlDrawing" Target="../drawings/vmlDrawing\(number).vml"/>\
            <Relationship Id="rId2" Type="\(office)/comments" Target="../comments\(number).xml"/>
            """)
        ), ("xl/comments\(number).xml", sheet.comments(main).part),
        ("xl/drawings/vmlDrawing\(number).vml", sheet.boxes(block: &block).part),
      ]
    }
    for (index, part) in ["styles", "sharedStrings", "theme/theme1"].enumerated() {
      let type = ["styles", "sharedStrings", "theme"][index], number = sheets.count + 1 + index
      relations += #"<Relationship Id="rId\#(number)" Type="\#(office)/\#(type)" Target="\#(part).xml"/>"#
    }
    let boxes: XMLText =
      block > 1
      ? #"<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>"#
      : ""
    let types: XMLText = """
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
      <Default Extension="xml" ContentType="application/xml"/>\(boxes)\
      <Override PartName="/\(Workbook.sealed)" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
      <Override PartName="/xl/workbook.xml" ContentType="\(kind)sheet.main+xml"/>\
      <Override PartName="/xl/styles.xml" ContentType="\(kind)styles+xml"/>\
      <Override PartName="/xl/sharedStrings.xml" ContentType="\(kind)sharedStrings+xml"/>\
      <Override PartName="/xl/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>\
      \(overrides)</Types>
      """
    let package: XMLText = """
      <Relationship Id="rId1" Type="\(office)/officeDocument" Target="xl/workbook.xml"/>\
      <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" \
      Target="\(Workbook.sealed)"/>
      """
    return [
      ("[Content_Types].xml", types.part), ("_rels/.rels", OfficePackage.relationships(package)),
      ("xl/workbook.xml", list(main, shown: shown).part),
      ("xl/_rels/workbook.xml.rels", OfficePackage.relationships(relations)),
      ("xl/styles.xml", Workbook.styles(main).part), ("xl/sharedStrings.xml", texts.xml(main).part),
      ("xl/theme/theme1.xml", OfficePackage.theme(face: "宋体").part),
    ] + sheetParts
  }

  /// The part that lists the sheets and the names.
  private func list(_ main: String, shown: Int) -> XMLText {
    var list = XMLText(), defined = XMLText(), used: Set<String> = []
    for (index, sheet) in sheets.enumerated() {
      let name = Workbook.sheetName(sheet.name),
        state: XMLText =
          sheet.visibility == .visible ? "" : #" state="\#(sheet.visibility.rawValue)""#
      precondition(used.insert(name.lowercased()).inserted, "two sheets have one name")
      list += #"<sheet name="\#(name)" sheetId="\#(index + 1)"\#(state) r:id="rId\#(index + 1)"/>"#
      if let filtered = sheet.filtered {
        defined += """
          <definedName name="_xlnm._FilterDatabase" localSheetId="\(index)" hidden="1">\(filtered.reference(in: name))</definedName>
          """
      }
      if sheet.headRows > 0 {
        defined += """
          <definedName name="_xlnm.Print_Titles" localSheetId="\(index)">'\(name)'!$1:$\(sheet.headRows)</definedName>
          """
      }
    }
    for name in names { defined += #"<definedName name="\#(name.name)">\#(name.reference)</definedName>"# }
    let all: XMLText = defined.text.isEmpty ? "" : "<definedNames>\(defined)</definedNames>"
    return """
      <workbook xmlns="\(main)" xmlns:r="\(OfficePackage.relations)"><bookViews><workbookView activeTab="\(shown)"/></bookViews>\
      <sheets>\(list)</sheets>\(all)</workbook>
      """
  }
}

extension Workbook.Properties {
  /// The part of the core properties (ECMA-376, part 2).
  func xml(identifier: String) -> XMLText {
    var list: XMLText = "<dc:identifier>\(identifier)</dc:identifier>"
    if !title.isEmpty { list += "<dc:title>\(title)</dc:title>" }
    if !subject.isEmpty { list += "<dc:subject>\(subject)</dc:subject>" }
    if !creator.isEmpty { list += "<dc:creator>\(creator)</dc:creator>" }
    if !description.isEmpty { list += "<dc:description>\(description)</dc:description>" }
    if !created.isEmpty {
      list += #"<dcterms:created xsi:type="dcterms:W3CDTF">\#(created)T00:00:00Z</dcterms:created>"#
    }
    return """
      <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\(list)</cp:coreProperties>
      """
  }
}
