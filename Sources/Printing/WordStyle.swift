import OfficeFiles

/// A style of the Word file.
///
/// Styles that Word has itself bear its English names, so that it shows them in the user's language (标题 1) and knows
/// what they are; the Chinese name is their second one. All others have a Chinese name only.
struct WordStyle {
  let id: String
  let name: String
  var alias: String?
  /// The style of the next paragraph.
  var next: String? = "Normal"
  let paragraph: XMLText
  let run: XMLText

  /// The style of each part of the document.
  static func of(_ role: Paragraph.Role, in form: SheetForm = SheetForm()) -> WordStyle {
    let grid = form.hasGrid ? grid : "", type: XMLText = "\(grid)\(size(form.size))"

    return switch role {
    case .body:
      WordStyle(
        id: "Normal", name: "Normal", alias: "正文", next: nil,
        paragraph: """
          <w:widowControl w:val="0"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>\
          <w:spacing w:line="\(form.line)" w:lineRule="exact"/>\(indented)<w:jc w:val="both"/>
          """,
        run: "\(Typeface.fangsong.fonts)\(type)")
    case .title:
      WordStyle(
        id: "Title", name: "Title", alias: "公文标题",
        // The title stays below the head of the sheet, whatever comes after it.
        paragraph: """
          <w:keepLines/><w:snapToGrid w:val="0"/>\
          \(spacing(before: PageSize.line, after: PageSize.line))<w:jc w:val="center"/>
          """,
        run: "\(Typeface.title.fonts)\(size(44))")
    case .heading1: heading(1, "一级标题", "\(Typeface.hei.fonts)\(type)", form)
    case .heading2: heading(2, "二级标题", "\(Typeface.kai.fonts)\(type)", form)
    case .heading3: heading(3, "三级标题", "\(Typeface.fangsong.fonts)\(type)", form)
    case .secrecy:
      WordStyle(
        id: "Secrecy", name: "密级和编号", next: "Masthead",
        paragraph: "\(tab(PageSize.portrait.textWidth))<w:snapToGrid w:val=\"0\"/>\(spacing())",
        run: "\(Typeface.hei.fonts)\(type)")
    case .masthead:
      WordStyle(
        id: "Masthead", name: "简报名称", next: "Issue",
        paragraph: """
          <w:keepNext/><w:snapToGrid w:val="0"/>\(spacing(before: 290, line: 1739))<w:jc w:val="center"/>
          """,
        run: "\(Typeface.title.fonts)<w:color w:val=\"\(red)\"/>\(size(104))")
    case .issue:
      WordStyle(
        id: "Issue", name: "期号", next: "Imprint",
        paragraph: """
          <w:keepNext/><w:snapToGrid w:val="0"/>\(spacing(after: PageSize.line))<w:jc w:val="center"/>
          """,
        run: "\(Typeface.fangsong.fonts)\(type)")
    case .imprint:
      WordStyle(
        id: "Imprint", name: "编发单位和日期",
        paragraph: """
          <w:keepNext/><w:pBdr><w:bottom w:val="\(form.rule.kind)" w:sz="\(form.rule.width)" w:space="11" w:color="\(red)"/></w:pBdr>\
          \(tab(PageSize.portrait.textWidth - PageSize.character))<w:snapToGrid w:val="0"/>\(spacing(after: PageSize.line))
          """,
        run: "\(Typeface.fangsong.fonts)\(type)")
    case .kicker:
      WordStyle(
        id: "Kicker", name: "引题", next: "Title",
        paragraph: "<w:keepNext/><w:snapToGrid w:val=\"0\"/>\(spacing())<w:jc w:val=\"center\"/>",
        run: "\(Typeface.kai.fonts)\(type)")
    case .editorNote:
      WordStyle(
        id: "EditorNote", name: "编者按", next: "EditorNote",
        paragraph: """
          <w:pBdr><w:bottom w:val="single" w:sz="6" w:space="7" w:color="\(red)"/></w:pBdr>\
          \(spacing(after: PageSize.line))\(indented)<w:jc w:val="both"/>
          """,
        run: "\(Typeface.kai.fonts)\(type)")
    case .quote:
      WordStyle(
        id: "Quote", name: "Quote", alias: "引文", next: "Quote",
        paragraph: """
          \(spacing(line: form.line))<w:ind w:left="640" w:right="640"/><w:jc w:val="both"/>
          """,
        run: "\(Typeface.kai.fonts)\(type)")
    case .code:
      WordStyle(
        id: "HTMLPreformatted", name: "HTML Preformatted", alias: "原样文字",
        paragraph: "<w:wordWrap w:val=\"0\"/>\(spacing(line: 290, rule: "auto"))",
        run: "\(Typeface.song.fonts)\(size(21))")
    case .picture:
      WordStyle(
        id: "Picture", name: "图片",
        paragraph: """
          <w:keepNext/><w:snapToGrid w:val="0"/>\(spacing(before: 145, after: 145, line: 240, rule: "auto"))\
          <w:jc w:val="center"/>
          """,
        run: "\(Typeface.song.fonts)\(size(21))")
    case .rule:
      WordStyle(
        id: "Rule", name: "分隔线",
        paragraph: """
          <w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="000000"/></w:pBdr>\
          <w:snapToGrid w:val="0"/>\(spacing(after: 290, line: 290))
          """,
        run: "\(Typeface.song.fonts)\(size(21))")
    case .caption:
      WordStyle(
        id: "Caption", name: "caption", alias: "图表标题",
        paragraph: """
          <w:keepNext/><w:snapToGrid w:val="0"/>\(spacing(before: 145, after: 72, line: 320))\
          <w:jc w:val="center"/>
          """,
        run: "\(Typeface.hei.fonts)\(size(24))")
    case .note:
      WordStyle(
        id: "FigureNote", name: "图表说明", next: "FigureNote",
        paragraph: "<w:snapToGrid w:val=\"0\"/>\(spacing(line: 290))<w:jc w:val=\"both\"/>",
        run: "\(Typeface.song.fonts)\(size(21))")
    case .annexList:
      WordStyle(
        id: "AnnexList", name: "附件说明",
        paragraph: """
          \(spacing(before: PageSize.line))<w:ind w:left="1579" w:hanging="947"/>
          """,
        run: "\(Typeface.fangsong.fonts)\(type)")
    case .annexItem:
      WordStyle(
        id: "AnnexItem", name: "附件说明（续）", next: "AnnexItem",
        paragraph: "\(spacing())<w:ind w:left=\"2053\" w:hanging=\"474\"/>",
        run: "\(Typeface.fangsong.fonts)\(type)")
    case .annexLabel:
      WordStyle(
        id: "Annex", name: "附件", next: "AnnexTitle",
        paragraph: """
          <w:keepNext/><w:pageBreakBefore/><w:snapToGrid w:val="0"/>\(spacing(after: PageSize.line))\
          <w:outlineLvl w:val="0"/>
          """,
        run: "\(Typeface.hei.fonts)\(type)")
    case .annexTitle:
      WordStyle(
        id: "AnnexTitle", name: "附件标题",
        paragraph: """
          <w:keepNext/><w:snapToGrid w:val="0"/>\(spacing(after: PageSize.line))<w:jc w:val="center"/>
          """,
        run: "\(Typeface.title.fonts)\(size(44))")
    case .smallHeading:
      WordStyle(
        id: "SmallHeading", name: "来源标题", next: "Small",
        paragraph: "<w:keepNext/><w:snapToGrid w:val=\"0\"/>\(spacing(before: 290, line: 290))",
        run: "\(Typeface.hei.fonts)\(size(21))")
    case .small:
      WordStyle(
        id: "Small", name: "来源", next: "Small",
        paragraph: "<w:snapToGrid w:val=\"0\"/>\(spacing(line: 290))<w:jc w:val=\"both\"/>",
        run: "\(Typeface.song.fonts)\(size(21))")
    case .cell: cell("TableText", "表格文字", "left", Typeface.song, form)
    case .headCell: cell("TableHead", "表头", form.isBoxed ? "center" : "left", Typeface.hei, form)
    case .numberHead: cell("TableNumberHead", "表头（数字）", form.isBoxed ? "center" : "right", Typeface.hei, form)
    case .numberCell: cell("TableNumber", "表格数字", "right", Typeface.song, form)
    case .coverTitle:
      centred("CoverTitle", "封面书名", Typeface.title, 72, before: 2400, after: 1200, line: 1120)
    case .coverLine: centred("CoverLine", "封面文字", Typeface.kai, 36, before: 240, line: 600)
    case .groupTitle: centred("GroupTitle", "编目", Typeface.hei, 36, after: 290, line: 560, level: 0)
    case .caseTitle:
      centred("CaseTitle", "案例标题", Typeface.title, 36, before: 290, after: 145, line: 560, level: 1)
    case .scope: centred("Scope", "范围说明", Typeface.song, 21, after: 120, line: 320)
    case .contents:
      WordStyle(
        id: "Contents", name: "目录条目", next: "Contents",
        paragraph: """
          <w:tabs><w:tab w:val="right" w:leader="dot" w:pos="\(form.page.textWidth)"/></w:tabs>\
          <w:snapToGrid w:val="0"/>\(spacing(line: 480))
          """,
        run: "\(Typeface.fangsong.fonts)\(size(28))")
    case .blanks:
      WordStyle(
        id: "Blanks", name: "填写项", next: "Blanks",
        paragraph: """
          <w:tabs><w:tab w:val="center" w:pos="\(form.page.textWidth / 2)"/>\
          <w:tab w:val="right" w:pos="\(form.page.textWidth)"/></w:tabs><w:snapToGrid w:val="0"/>\(spacing(line: 400))
          """,
        run: "\(Typeface.song.fonts)\(size(24))")
    case .recipients: foot("Recipients", "报送发", "both")
    case .extra: foot("Extra", "本期增发", "both")
    case .responsible: foot("Responsible", "编审人员", "left")
    case .copies: foot("Copies", "印数", "right")
    case .footnote:
      WordStyle(
        id: "FootnoteText", name: "footnote text", alias: "脚注", next: "FootnoteText",
        paragraph: "<w:snapToGrid w:val=\"0\"/>\(spacing(line: 290))<w:jc w:val=\"both\"/>",
        run: "\(Typeface.song.fonts)\(size(21))")
    }
  }

  private static let english: XMLText = """
    <w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:lang w:val="en-US"/>
    """

  /// The styles of pieces of text.
  static let characters: XMLText = """
    \(character("DefaultParagraphFont", "Default Paragraph Font", "", isDefault: true))\
    \(character("Strong", "Strong", Typeface.hei.fonts))\
    \(character("Emphasis", "Emphasis", Typeface.kai.fonts))\
    \(character("RunInHeading", "段内标题", Typeface.kai.fonts))\
    \(character("HTMLCode", "HTML Code", Typeface.song.fonts))\
    \(character("Deleted", "删去的文字", "<w:strike/>"))\
    \(character("Raised", "上标", "<w:vertAlign w:val=\"superscript\"/>"))\
    \(character("Lowered", "下标", "<w:vertAlign w:val=\"subscript\"/>"))\
    \(character("English", "英文", english))\
    \(character("Hyperlink", "Hyperlink", ""))\
    \(character("FootnoteReference", "footnote reference", "<w:vertAlign w:val=\"superscript\"/>"))\
    \(character("CommentReference", "annotation reference", size(16)))
    """

  /// The styles of the page's foot, of comments, of tables, and that of no list.
  static let others: XMLText = """
    <w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:aliases w:val="页码"/>\
    <w:uiPriority w:val="99"/>\
    <w:pPr><w:snapToGrid w:val="0"/>\(spacing(line: 280))<w:ind w:left="280" w:right="280"/></w:pPr>\
    <w:rPr>\(Typeface.song.fonts)\(size(28))</w:rPr></w:style>\
    <w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/>\
    <w:uiPriority w:val="99"/><w:pPr><w:spacing w:line="240" w:lineRule="auto"/></w:pPr>\
    <w:rPr>\(Typeface.song.fonts)\(size(21))</w:rPr></w:style>\
    <w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>\
    <w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>\
    <w:top w:w="0" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>\
    <w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>\
    <w:style w:type="table" w:customStyle="1" w:styleId="OfficialTable"><w:name w:val="公文表格"/>\
    <w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/>\
    <w:left w:val="nil"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/><w:right w:val="nil"/>\
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:insideV w:val="nil"/></w:tblBorders>\
    <w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>\
    <w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>\
    <w:style w:type="table" w:customStyle="1" w:styleId="BoxedTable"><w:name w:val="公文表格（全框线）"/>\
    <w:basedOn w:val="OfficialTable"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/>\
    <w:left w:val="single" w:sz="8" w:space="0" w:color="000000"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/>\
    <w:right w:val="single" w:sz="8" w:space="0" w:color="000000"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="000000"/>\
    <w:insideV w:val="single" w:sz="4" w:space="0" w:color="000000"/></w:tblBorders></w:tblPr></w:style>\
    <w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>\
    <w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>
    """

  /// The part `word/styles.xml`. No punctuation is hung outside of the type area, and there is no room between Chinese
  /// and Latin letters or digits.
  static func part(_ form: SheetForm) -> XMLText {
    let roles = [.body] + Paragraph.Role.allCases.filter { $0 != .body }
    return """
      <w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults>\
      <w:rPrDefault><w:rPr>\(Typeface.fangsong.fonts)\(size(32))<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>\
      </w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>\
      <w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>\
      \(roles.map { of($0, in: form).xml }.joined)\(characters)\(others)</w:styles>
      """
  }

  private var xml: XMLText {
    let isDefault = id == "Normal"
    // Word counts as its own whatever bears one of its names.
    let isWords = name.utf8.allSatisfy { $0 < 0x80 }
    let kind: XMLText = isDefault ? #" w:default="1""# : isWords ? "" : #" w:customStyle="1""#
    let aliases: XMLText = alias.map { "<w:aliases w:val=\"\($0)\"/>" } ?? ""
    let following: XMLText = next.map { $0 == id ? "" : "<w:next w:val=\"\($0)\"/>" } ?? ""
    return """
      <w:style w:type="paragraph"\(kind) w:styleId="\(id)"><w:name w:val="\(name)"/>\(aliases)\(following)<w:qFormat/>\
      <w:pPr>\(paragraph)</w:pPr><w:rPr>\(run)</w:rPr></w:style>
      """
  }

  // MARK: Pieces

  private static let red = "C8161D"

  /// The spacing by which 28 characters fill a line.
  private static let grid: XMLText = "<w:spacing w:val=\"\(PageSize.tightening)\"/>"

  /// Two characters before the first line.
  private static let indented: XMLText = "<w:ind w:firstLineChars=\"200\" w:firstLine=\"630\"/>"

  /// - Parameter halfPoints: the size in half points.
  private static func size(_ halfPoints: Int) -> XMLText {
    "<w:sz w:val=\"\(halfPoints)\"/><w:szCs w:val=\"\(halfPoints)\"/>"
  }

  private static func tab(_ position: Int) -> XMLText {
    "<w:tabs><w:tab w:val=\"right\" w:pos=\"\(position)\"/></w:tabs>"
  }

  private static func spacing(
    before: Int = 0, after: Int = 0, line: Int = PageSize.line, rule: String = "exact"
  ) -> XMLText {
    "<w:spacing w:before=\"\(before)\" w:after=\"\(after)\" w:line=\"\(line)\" w:lineRule=\"\(rule)\"/>"
  }

  private static func heading(_ level: Int, _ alias: String, _ run: XMLText, _ form: SheetForm) -> WordStyle {
    WordStyle(
      id: "Heading\(level)", name: "heading \(level)", alias: alias,
      paragraph: """
        <w:keepNext/>\(spacing(line: form.line))\(indented)<w:jc w:val="both"/>\
        <w:outlineLvl w:val="\(level - 1)"/>
        """,
      run: run)
  }

  private static func centred(
    _ id: String, _ name: String, _ face: Typeface, _ halfPoints: Int, before: Int = 0, after: Int = 0,
    line: Int,
    level: Int? = nil
  ) -> WordStyle {
    let outline: XMLText = level.map { "<w:outlineLvl w:val=\"\($0)\"/>" } ?? ""
    return WordStyle(
      id: id, name: name,
      paragraph: """
        <w:keepNext/><w:snapToGrid w:val="0"/>\(spacing(before: before, after: after, line: line))<w:jc w:val="center"/>\
        \(outline)
        """,
      run: "\(face.fonts)\(size(halfPoints))")
  }

  /// A line of the 报尾, in the fourth size.
  private static func foot(_ id: String, _ name: String, _ side: String) -> WordStyle {
    WordStyle(
      id: id, name: name, next: id,
      paragraph: """
        \(tab(PageSize.portrait.textWidth - 280))<w:snapToGrid w:val="0"/>\(spacing(line: 480))\
        <w:ind w:left="840" w:right="280" w:hanging="560"/><w:jc w:val="\(side)"/>
        """,
      run: "\(Typeface.fangsong.fonts)\(size(28))")
  }

  private static func cell(_ id: String, _ name: String, _ side: String, _ face: Typeface, _ form: SheetForm)
    -> WordStyle
  {
    WordStyle(
      id: id, name: name, next: id,
      paragraph: """
        <w:snapToGrid w:val="0"/>\(spacing(line: form.tableSize * 12, rule: "atLeast"))<w:jc w:val="\(side)"/>
        """,
      run: "\(face.fonts)\(size(form.tableSize))")
  }

  private static func character(_ id: String, _ name: String, _ run: XMLText, isDefault: Bool = false)
    -> XMLText
  {
    let kind: XMLText =
      isDefault ? #" w:default="1""# : name.utf8.allSatisfy { $0 < 0x80 } ? "" : #" w:customStyle="1""#
    let look: XMLText = run.text.isEmpty ? "" : "<w:rPr>\(run)</w:rPr>"
    return """
      <w:style w:type="character"\(kind) w:styleId="\(id)"><w:name w:val="\(name)"/>\(look)</w:style>
      """
  }
}
