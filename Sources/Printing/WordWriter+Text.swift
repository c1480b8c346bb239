import OfficeFiles

extension WordWriter {
  // MARK: Blocks

  mutating func append(_ block: Sheet.Block, after previous: Sheet.Block?) {
    switch block {
    case .paragraph(let paragraph):
      var spacing = XMLText()
      switch previous {
      case .paragraph(let before)?:
        // The title is right below the line above it; the text goes on at a distance from the notes on a chart.
        if paragraph.role == .title, before.role == .kicker { spacing = "<w:spacing w:before=\"0\"/>" }
        if before.role == .note, paragraph.role.isText { spacing = WordWriter.distance }
      case .table?, .chart?: if paragraph.role.isText { spacing = WordWriter.distance }
      case nil: break
      }
      body += xml(of: paragraph, spacing: spacing)
    case .table(let table):
      // Two tables without anything between them would be one.
      if previous != nil, table.caption == nil { body += WordWriter.gap }
      if let caption = table.caption { body += xml(of: caption) }
      body += xml(of: table)
    case .chart(let chart): append(chart)
    }
  }

  private static let distance: XMLText = "<w:spacing w:before=\"145\"/>"

  /// A low empty line.
  static let gap: XMLText = """
    <w:p><w:pPr><w:pStyle w:val="FigureNote"/><w:spacing w:before="0" w:after="0" w:line="145" w:lineRule="exact"/>\
    </w:pPr></w:p>
    """

  /// The paragraph, with properties that its style has not.
  mutating func xml(
    of paragraph: Paragraph, frame: XMLText = "", borders: XMLText = "", spacing: XMLText = "",
    isKept: Bool = false
  )
    -> XMLText
  {
    let style = WordStyle.of(paragraph.role, in: form)
    var properties = XMLText(), size: Int?
    if style.id != "Normal" { properties += "<w:pStyle w:val=\"\(style.id)\"/>" }
    if isKept { properties += "<w:keepNext/>" }
    if paragraph.startsPage { properties += "<w:pageBreakBefore/>" }
    properties += frame
    if let item = paragraph.item {
      properties += """
        <w:numPr><w:ilvl w:val="\(item.level)"/><w:numId w:val="\(number(of: item))"/></w:numPr>
        """
    }
    properties += borders
    let hasAddress = paragraph.role.mayHoldAddresses && paragraph.text.hasLongWord
    if hasAddress { properties += "<w:wordWrap w:val=\"0\"/>" }
    properties += spacing
    if paragraph.role == .masthead {
      let lines = paragraph.text.split(separator: "\n")
      size = min(form.mastheadSize, WordWriter.mastheadSize(longest: lines.map(\.count).max() ?? 0))
      // Twice as high as large, within 86.94 pt for one line and for two.
      let height = lines.count == 1 ? 1739 : max(869, (size ?? 52) * 26)
      properties += "<w:spacing w:before=\"290\" w:line=\"\(height)\" w:lineRule=\"exact\"/>"
    }
    // The names of all annexes are below each other, after 附件： and the number of the first.
    if paragraph.role == .annexList, paragraph.runs.contains(where: { $0.text == "\t" }) {
      properties += "<w:ind w:left=\"2053\" w:hanging=\"1421\"/>"
    }
    if paragraph.isCentred { properties += "<w:jc w:val=\"center\"/>" }
    // A line before an address that does not fit into it would be stretched.
    if hasAddress, !paragraph.isCentred { properties += "<w:jc w:val=\"left\"/>" }
    var content = runs(paragraph.runs, size: size)
    if let id = paragraph.id {
      let name = bookmark(id)
      bookmarkCount += 1
      content = """
        <w:bookmarkStart w:id="\(bookmarkCount)" w:name="\(name)"/>\(content)<w:bookmarkEnd w:id="\(bookmarkCount)"/>
        """
    }
    let all: XMLText = properties.text.isEmpty ? "" : "<w:pPr>\(properties)</w:pPr>"
    return "<w:p>\(all)\(content)</w:p>"
  }

  /// The size of the name of a briefing in points: as large as the type area lets it be, with 0.12 of a character between
  /// two.
  private static func mastheadSize(longest count: Int) -> Int { 43500 / (max(count, 1) * 112) }

  private mutating func number(of item: ListItem) -> Int {
    let id = item.list
    if let known = lists.firstIndex(where: { $0.id == id }) { return known + 1 }
    lists.append((id, item.isOrdered ? item.start : nil))
    return lists.count
  }

  /// The bookmark of an id: Word has letters and digits only, and no more than 40 of them.
  mutating func bookmark(_ id: String) -> String {
    if let known = bookmarks[id] { return known }
    let letters = id.map { $0.isLetter || $0.isNumber ? $0 : "_" }
    var name = String((letters.first?.isLetter == true ? letters : ["_"] + letters).prefix(36))
    let used = Set(bookmarks.values)
    var number = 2
    let stem = name
    while used.contains(name) {
      name = stem + "_\(number)"
      number += 1
    }
    bookmarks[id] = name
    return name
  }

  // MARK: Runs

  /// The runs, with a comment around each place of a number that has one.
  mutating func runs(_ runs: [Run], size: Int? = nil) -> XMLText {
    var result = XMLText(), index = 0
    while index < runs.count {
      let mark = runs[index].figure
      var end = index + 1
      while end < runs.count, runs[end].figure == mark { end += 1 }
      var piece = XMLText()
      var start = index
      while start < end {
        let link = runs[start].link
        var stop = start + 1
        while stop < end, runs[stop].link == link { stop += 1 }
        var linked = XMLText()
        for run in runs[start..<stop] { linked += xml(of: run, size: size) }
        piece += link.map { self.link($0, linked) } ?? linked
        start = stop
      }
      if let mark, !isInNote { piece = comment(on: piece, [mark]) }
      result += piece
      index = end
    }
    return result
  }

  private mutating func link(_ address: String, _ content: XMLText) -> XMLText {
    if isInNote {
      // A field needs no relation of the part of notes.
      let instruction = "HYPERLINK \"\(address.replacing("\"", with: "%22"))\""
      return "<w:fldSimple w:instr=\"\(instruction)\">\(content)</w:fldSimple>"
    }
    if address.hasPrefix("#") {
      return "<w:hyperlink w:anchor=\"\(bookmark(String(address.dropFirst())))\">\(content)</w:hyperlink>"
    }
    let id = package.relate("hyperlink", to: address, isOutside: true)
    return "<w:hyperlink r:id=\"\(id)\">\(content)</w:hyperlink>"
  }

  /// The content with a comment for each place of a number that has none yet.
  mutating func comment(on content: XMLText, _ marks: [FigureMark]) -> XMLText {
    var starts = XMLText(), ends = XMLText()
    for mark in marks {
      guard let note = proof[mark.id], commented.insert(mark.rank).inserted else { continue }
      let id = commentCount
      commentCount += 1
      starts += "<w:commentRangeStart w:id=\"\(id)\"/>"
      ends += """
        <w:commentRangeEnd w:id="\(id)"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>\
        <w:commentReference w:id="\(id)"/></w:r>
        """
      let lines = note.lines.enumerated().map { number, line -> XMLText in
        let reference: XMLText =
          number > 0
          ? "" : "<w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr><w:annotationRef/></w:r>"
        return
          "<w:p><w:pPr><w:pStyle w:val=\"CommentText\"/></w:pPr>\(reference)\(WordWriter.text(line, ""))</w:p>"
      }
      comments += """
        <w:comment w:id="\(id)" w:author="议事簿" w:initials="校">\(lines.joined)</w:comment>
        """
    }
    return "\(starts)\(content)\(ends)"
  }

  private mutating func xml(of run: Run, size: Int?) -> XMLText {
    var look = WordWriter.look(run.look)
    if let size {
      look += """
        <w:spacing w:val="\(size * 12 / 5)"/><w:sz w:val="\(size * 2)"/><w:szCs w:val="\(size * 2)"/>
        """
    }
    if let cellSize { look += "<w:sz w:val=\"\(cellSize)\"/><w:szCs w:val=\"\(cellSize)\"/>" }
    switch run.content {
    case .text(let text): return WordWriter.text(text, look, isEnglish: run.look.contains(.english))
    case .tab: return "<w:r><w:tab/></w:r>"
    case .lineBreak: return "<w:r><w:br/></w:r>"
    case .picture(let picture): return drawing(of: picture)
    case .footnote(let id, let number): return footnote(id, number)
    case .pageNumber(let id):
      return WordWriter.field("PAGEREF \(bookmark(id)) \\h", "", isDirty: true)
    }
  }

  /// A run; where its characters could be Chinese or Western (“ ” · …), it says that they are Chinese.
  static func text(_ text: String, _ look: XMLText, isEnglish: Bool = false) -> XMLText {
    let isAmbiguous =
      !isEnglish && text.unicodeScalars.contains { "“”‘’—…·①②③④⑤⑥⑦⑧⑨⑩☐☑—–×".unicodeScalars.contains($0) }
    let hint: XMLText = isAmbiguous ? "<w:rFonts w:hint=\"eastAsia\"/>" : ""
    let style = look.text.hasPrefix("<w:rStyle") ? look : "\(hint)\(look)"
    let properties: XMLText
    if look.text.hasPrefix("<w:rStyle"), isAmbiguous, let end = look.text.firstIndex(of: ">") {
      let next = look.text.index(after: end)
      properties = XMLText(stringLiteral: look.text[..<next] + hint.text + look.text[next...])
    } else {
      properties = style
    }
    let all: XMLText = properties.text.isEmpty ? "" : "<w:rPr>\(properties)</w:rPr>"
    return "<w:r>\(all)<w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
  }

  /// The style of a run, and what it has besides: a run has one style.
  private static func look(_ look: Run.Look) -> XMLText {
    let styles: [(Run.Look, String)] = [
      (.lead, "RunInHeading"), (.code, "HTMLCode"), (.raised, "Raised"), (.lowered, "Lowered"),
      (.emphasis, "Emphasis"), (.strong, "Strong"), (.deleted, "Deleted"), (.english, "English"),
    ]
    guard let first = styles.first(where: { look.contains($0.0) }) else { return "" }
    var xml: XMLText = "<w:rStyle w:val=\"\(first.1)\"/>"
    if look.contains(.strong), first.0 != .strong { xml += "<w:b/>" }
    if look.contains(.deleted), first.0 != .deleted { xml += "<w:strike/>" }
    return xml
  }

  // MARK: Footnotes

  /// The first reference brings the note; another only repeats its number.
  private mutating func footnote(_ id: String, _ number: String) -> XMLText {
    guard let paragraphs = sheet.footnotes[id], !paragraphs.isEmpty, noted.insert(id).inserted else {
      return WordWriter.text(number.ringed, "<w:rStyle w:val=\"FootnoteReference\"/>")
    }
    noteCount += 1
    let own = noteCount
    let mark: XMLText = """
      <w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>\
      <w:r><w:t xml:space="preserve"> </w:t></w:r>
      """
    var texts = XMLText()
    isInNote = true
    for (index, paragraph) in paragraphs.enumerated() {
      let content = runs(paragraph.runs.withoutObjects)
      texts +=
        "<w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>\(index == 0 ? mark : "")\(content)</w:p>"
    }
    isInNote = false
    notes += "<w:footnote w:id=\"\(own)\">\(texts)</w:footnote>"
    let reference: XMLText = """
      <w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="\(own)"/></w:r>
      """
    // A note can hold no comment.
    return comment(on: reference, paragraphs.flatMap(\.runs).compactMap(\.figure))
  }

  // MARK: The foot

  /// The 报尾 in a frame at the foot of the last type area, between rules of 0.35 mm. Its paragraphs have the same
  /// borders and the same indents, so that they share them.
  mutating func appendFoot() {
    if sheet.foot.isEmpty {
      // The last thing of a document is a paragraph.
      if case .table? = sheet.blocks.last { body += WordWriter.gap }
      return
    }
    let rule: XMLText = #"w:val="single" w:sz="8" w:space="1" w:color="000000""#
    // A frame is never divided between pages: what is higher than one follows the text.
    let frame: XMLText =
      sheet.foot.isHigh(for: page)
      ? ""
      : """
      <w:framePr w:w="\(page.textWidth)" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="center" \
      w:yAlign="bottom"/>
      """
    for paragraph in sheet.foot.joiningCopies {
      body += xml(
        of: paragraph, frame: frame, borders: "<w:pBdr><w:top \(rule)/><w:bottom \(rule)/></w:pBdr>")
    }
    // A frame belongs to the paragraph after it.
    body += """
      <w:p><w:pPr><w:pStyle w:val="FigureNote"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>\
      </w:pPr></w:p>
      """
  }
}

extension [Paragraph] {
  /// Whether these lines of a foot, 24 pt high, nearly fill a page or more.
  fileprivate func isHigh(for page: PageSize) -> Bool {
    let halves = (page.textWidth - 1120) / 140
    return map { ($0.text.halves + halves - 1) / halves * 480 + 60 }.reduce(0, +) > page.textHeight * 9 / 10
  }

  /// The lines of a foot, the number of copies on that of the persons before it.
  fileprivate var joiningCopies: [Paragraph] {
    var lines: [Paragraph] = []
    for line in self {
      if line.role == .copies, lines.last?.role == .responsible {
        lines[lines.count - 1].runs += [Run(content: .tab)] + line.runs
      } else {
        lines.append(line)
      }
    }
    return lines
  }
}

extension Paragraph.Role {
  /// Whether it is in the text itself.
  fileprivate var isText: Bool {
    switch self {
    case .body, .heading1, .heading2, .heading3, .quote: true
    default: false
    }
  }

  /// Whether long addresses in it are to be broken anywhere.
  fileprivate var mayHoldAddresses: Bool {
    switch self {
    case .body, .quote, .note, .small, .annexList, .editorNote, .cell, .headCell, .numberCell, .footnote: true
    default: false
    }
  }
}

extension String {
  /// A number up to 20 in a ring, as Word counts footnotes: ①.
  fileprivate var ringed: String {
    guard let number = UInt32(self), 1...20 ~= number, let ring = Unicode.Scalar(0x245F + number) else {
      return self
    }
    return String(ring)
  }

  /// Whether it holds more Latin letters and signs in a row than half a line.
  fileprivate var hasLongWord: Bool {
    var count = 0
    for byte in utf8 {
      count = 0x21...0x7E ~= byte ? count + 1 : 0
      if count > 24 { return true }
    }
    return false
  }
}

extension [Run] {
  /// The texts alone.
  fileprivate var withoutObjects: [Run] {
    filter {
      switch $0.content {
      case .picture, .footnote, .pageNumber: false
      default: true
      }
    }
  }
}
