import OfficeFiles

/// A sheet as a Word file: the same text in the form of an official document, with styles, so that it can be edited on.
///
/// The same sheet gives the same bytes. Measures and names are in `PageSize`, `Typeface` and `WordStyle`.
package struct WordFile {
  package let bytes: [UInt8]

  /// - Parameter proof: what to say of each number at the places where it is printed, by the number's id; with it the
  ///   file is a 校核稿.
  package init(_ sheet: Sheet, proof: [String: ProofNote] = [:]) {
    var writer = WordWriter(sheet, proof: proof)
    bytes = writer.file()
  }
}

/// Writes the parts of a Word file one after another.
struct WordWriter {
  let sheet: Sheet
  let proof: [String: ProofNote]
  let form: SheetForm
  var page: PageSize { form.page }
  var package = WordPackage()
  var body = XMLText()
  var notes = XMLText()
  var comments = XMLText()
  var noteCount = 0, commentCount = 0, drawingCount = 0, chartCount = 0, pictureCount = 0, bookmarkCount = 0
  /// The names of bookmarks, by the ids of the page.
  var bookmarks: [String: String] = [:]
  /// The size of text in half points in a table that has another than its style.
  var cellSize: Int?
  /// Whether the text of a footnote is being written.
  var isInNote = false
  /// The footnotes that have been referred to.
  var noted: Set<String> = []
  /// The places of numbers that have a comment already.
  var commented: Set<Int> = []
  /// The lists in order, with their first numbers; nil for those with points.
  var lists: [(id: Int, start: Int?)] = []

  static let namespaces: XMLText = """
    xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" \
    xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" \
    xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
    xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
    """

  init(_ sheet: Sheet, proof: [String: ProofNote]) {
    self.sheet = sheet
    self.proof = proof
    form = SheetForm.of(kind: sheet.kind)
  }

  mutating func file() -> [UInt8] {
    let word = WordPackage.word
    package.add("styles.xml", "styles", WordStyle.part(form).part, type: word + "styles+xml")
    package.add("settings.xml", "settings", settings.part, type: word + "settings+xml")
    package.add("fontTable.xml", "fontTable", WordWriter.fonts.part, type: word + "fontTable+xml")
    package.add(
      "theme/theme1.xml", "theme", OfficePackage.theme(face: Typeface.fangsong.rawValue).part,
      type: "application/vnd.openxmlformats-officedocument.theme+xml")
    let feet = [("right", "default"), ("left", "even")].enumerated().map { index, foot -> XMLText in
      let part = footer(side: foot.0).part
      let id = package.add("footer\(index + 1).xml", "footer", part, type: word + "footer+xml")
      return "<w:footerReference w:type=\"\(foot.1)\" r:id=\"\(id)\"/>"
    }
    for (number, block) in sheet.blocks.enumerated() {
      append(block, after: number > 0 ? sheet.blocks[number - 1] : nil)
    }
    appendFoot()
    package.add("numbering.xml", "numbering", numbering.part, type: word + "numbering+xml")
    package.add("footnotes.xml", "footnotes", footnotes.part, type: word + "footnotes+xml")
    if commentCount > 0 {
      let all: XMLText = "<w:comments \(WordWriter.namespaces)>\(comments)</w:comments>"
      package.add("comments.xml", "comments", all.part, type: word + "comments+xml")
    }
    // A cover has no number; the first page has a foot of its own, which is none.
    let cover: XMLText = sheet.hasCover ? "<w:titlePg/>" : ""
    let turned: XMLText = page.width > page.height ? #" w:orient="landscape""# : ""
    let document: XMLText = """
      <w:document \(WordWriter.namespaces)><w:body>\(body)<w:sectPr>\
      \(feet.joined)\
      <w:footnotePr><w:numFmt w:val="decimalEnclosedCircle"/></w:footnotePr><w:pgSz w:w="\(page.width)" w:h="\(page.height)"\(turned)/>\
      <w:pgMar w:top="\(page.top)" w:right="\(page.right)" w:bottom="\(page.bottom)" w:left="\(page.left)" \
      w:header="851" w:footer="\(page.foot)" w:gutter="0"/>\
      \(cover)<w:docGrid w:type="lines" w:linePitch="\(form.line)"/></w:sectPr></w:body></w:document>
      """
    return package.bytes(document: document, properties: properties)
  }

  // MARK: Small parts

  private var properties: [(name: String, relation: String, type: String, content: XMLText)] {
    let core: XMLText = """
      <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
      xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>\(sheet.title)</dc:title>\
      <dc:creator>\(sheet.author)</dc:creator><dc:language>zh-CN</dc:language></cp:coreProperties>
      """
    let app: XMLText = """
      <Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">\
      <Application>Casebook</Application></Properties>
      """
    return [
      (
        "docProps/core.xml",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "application/vnd.openxmlformats-package.core-properties+xml", core
      ),
      (
        "docProps/app.xml", OfficePackage.relations + "/extended-properties",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml", app
      ),
    ]
  }

  /// Punctuation keeps its width, since the form counts characters; a line that is broken by hand is not stretched.
  private var settings: XMLText {
    """
    <w:settings \(WordWriter.namespaces)><w:zoom w:percent="100"/>\
    <w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>\
    <w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>\
    <w:compat><w:doNotExpandShiftReturn/><w:useFELayout/>\
    <w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>\
    </w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>
    """
  }

  private static let fonts: XMLText = {
    let fonts = Typeface.allCases.map { face -> XMLText in
      """
      <w:font w:name="\(face.rawValue)"><w:altName w:val="\(face.substitutes)"/><w:panose1 w:val="\(face.panose)"/>\
      <w:charset w:val="86"/><w:family w:val="\(face == .title || face == .song ? "roman" : "modern")"/>\
      <w:pitch w:val="\(face == .title ? "variable" : "fixed")"/></w:font>
      """
    }
    return "<w:fonts \(namespaces)>\(fonts.joined)</w:fonts>"
  }()

  /// A page number between dashes: on odd pages to the right, on even pages to the left. Other sheets say how many
  /// pages there are, or have no number.
  private func footer(side: String) -> XMLText {
    let words = { (text: String) in WordWriter.text(text, "") }
    let content: XMLText
    switch form.foot {
    case .dashes: content = "\(words("— "))\(WordWriter.field("PAGE", "1"))\(words(" —"))"
    case .ofAll:
      content = """
        \(words("第"))\(WordWriter.field("PAGE", "1"))\(words("页，共"))\(WordWriter.field("NUMPAGES", "1"))\(words("页"))
        """
    case .none: content = ""
    }
    let place = form.foot == .dashes ? side : "center"
    return """
      <w:ftr \(WordWriter.namespaces)><w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="\(place)"/></w:pPr>\
      \(content)</w:p></w:ftr>
      """
  }

  /// A field with the text that it has until it is brought up to date.
  static func field(_ instruction: String, _ text: String, isDirty: Bool = false) -> XMLText {
    let dirty: XMLText = isDirty ? #" w:dirty="true""# : ""
    return """
      <w:r><w:fldChar w:fldCharType="begin"\(dirty)/></w:r>\
      <w:r><w:instrText xml:space="preserve"> \(instruction) </w:instrText></w:r>\
      <w:r><w:fldChar w:fldCharType="separate"/></w:r>\(WordWriter.text(text, ""))<w:r><w:fldChar w:fldCharType="end"/></w:r>
      """
  }

  private var footnotes: XMLText {
    """
    <w:footnotes \(WordWriter.namespaces)><w:footnote w:type="separator" w:id="-1"><w:p>\
    <w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>\
    <w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>\
    <w:r><w:continuationSeparator/></w:r></w:p></w:footnote>\(notes)</w:footnotes>
    """
  }

  /// Lists by the form: 1. then （1） then ①; points at any depth. Each list counts by itself.
  private var numbering: XMLText {
    func level(_ level: Int, _ format: String, _ text: String) -> XMLText {
      """
      <w:lvl w:ilvl="\(level)"><w:start w:val="1"/><w:numFmt w:val="\(format)"/><w:suff w:val="nothing"/>\
      <w:lvlText w:val="\(text)"/><w:lvlJc w:val="left"/>\
      <w:pPr><w:ind w:left="0" w:firstLineChars="200" w:firstLine="630"/></w:pPr></w:lvl>
      """
    }
    let numbers = (0..<9).map { depth in
      switch depth {
      case 0: level(depth, "decimal", "%1.")
      case 1: level(depth, "decimal", "（%2）")
      default: level(depth, "decimalEnclosedCircle", "%\(depth + 1)")
      }
    }
    let points = (0..<9).map { level($0, "bullet", "·") }
    let used = lists.enumerated().map { number, list -> XMLText in
      guard let start = list.start else {
        return "<w:num w:numId=\"\(number + 1)\"><w:abstractNumId w:val=\"1\"/></w:num>"
      }
      let levels = (0..<9).map { level -> XMLText in
        "<w:lvlOverride w:ilvl=\"\(level)\"><w:startOverride w:val=\"\(start)\"/></w:lvlOverride>"
      }
      return "<w:num w:numId=\"\(number + 1)\"><w:abstractNumId w:val=\"0\"/>\(levels.joined)</w:num>"
    }
    return """
      <w:numbering \(WordWriter.namespaces)><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>\
      \(numbers.joined)</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="hybridMultilevel"/>\
      \(points.joined)</w:abstractNum>\(used.joined)</w:numbering>
      """
  }
}
