import Diagnostics
import OfficeFiles
import Records

/// The top of a Word file: the title, and fields as lines (`地区：…`) or in a table of two columns.
struct WordHead {
  private(set) var folder: String
  private(set) var title: [WordParagraph] = []
  private(set) var entries: [Entry] = []
  /// The blocks behind it.
  private(set) var rest: [WordText.Block]
  /// The number of the table that gave fields.
  private(set) var table: Int?

  struct Entry {
    /// The name as it is written.
    let name: String
    let text: String
    let place: WordPlace
  }

  /// The folders of write-ups that somebody may send in.
  private static let folders = ["cases", "reports", "briefings", "platforms", "brands", "methods", "topics"]
  private static let kindNames = ["类型", "种类", "来稿类型", "栏目"]
  private static let bodyNames = ["正文", "内容"]

  init(_ text: WordText) {
    folder = "cases"
    rest = text.blocks
    takeMasthead()
    takeTitle()
    takeLines()
    takeTable()
    if title.isEmpty { takeTitle() }
    chooseFolder()
    keepUnknownLines()
  }

  var kind: RecordKind? { RecordKind.ofFolder(folder) }

  // MARK: The parts

  /// The head of a briefing that this program printed: each line has a style of its own, which is named for its field.
  private mutating func takeMasthead() {
    let styles = ["密级和编号", "简报名称", "期号", "编发单位和日期", "引题", "编者按"]
    var isBriefing = false
    while case .paragraph(let paragraph)? = rest.first, styles.contains(paragraph.style) {
      let text = paragraph.text, parts = text.split(separator: "\t").map { String($0).trimmingWide }
      switch paragraph.style {
      case "简报名称":
        add("简报名称", text, paragraph.place)
        isBriefing = true
      case "编发单位和日期":
        if let issuer = parts.first { add("编发单位", issuer, paragraph.place) }
        if parts.count > 1 { add("印发日期", parts[1], paragraph.place) }
      case "引题": add("眉题", text, paragraph.place)
      case "编者按": add("编者按", text.hasPrefix("编者按：") ? String(text.dropFirst(4)) : text, paragraph.place)
      case "密级和编号": add("密级", parts.first ?? text, paragraph.place)
      default: add(paragraph.style, text, paragraph.place)
      }
      rest.removeFirst()
    }
    if isBriefing { folder = "briefings" }
  }

  private mutating func add(_ name: String, _ text: String, _ place: WordPlace) {
    entries.append(Entry(name: name, text: text.trimmingWide, place: place))
  }

  /// Takes the title: by its style, as the only heading of the first level above all, or as the short first line, which is
  /// centred, larger than others, or above fields.
  private mutating func takeTitle() {
    guard case .paragraph(let first)? = rest.first else { return }
    let sizes = rest.dropFirst().compactMap { block -> Int? in
      if case .paragraph(let paragraph) = block, paragraph.role == .body, paragraph.text.count > 30 {
        paragraph.size
      } else {
        nil
      }
    }
    let common = sizes.max() ?? 0
    guard isTitle(first, common) else { return }
    title = [first]
    rest.removeFirst()
    while title.count < 3, case .paragraph(let next)? = rest.first, goesOn(next, first, common) {
      title.append(next)
      rest.removeFirst()
    }
  }

  private func isTitle(_ first: WordParagraph, _ common: Int) -> Bool {
    let words = first.text.trimmingWide
    guard !words.isEmpty, !first.hasPicture else { return false }
    switch first.role {
    case .title: return true
    case .heading(1):
      return !rest.dropFirst().contains { block in
        if case .paragraph(let paragraph) = block { paragraph.role == .heading(1) } else { false }
      }
    case .body, .subtitle:
      guard words.count <= 60, first.number.isEmpty, !"。；：，".contains(words.last ?? " "), entry(first) == nil
      else {
        return false
      }
      if first.isCentred || first.size > common && common > 0 { return true }
      let isBold = first.runs.allSatisfy { $0.isBold || $0.content == .lineBreak }
      if isBold { return words.count <= 40 }
      // The first line of plain text, above longer paragraphs or fields.
      guard words.count <= 40, !words.hasPrefix("（"), rest.count > 1 else { return false }
      switch rest[1] {
      case .paragraph(let next): return next.text.count > 2 * words.count || entry(next) != nil
      case .table(let table): return isOfFields(table)
      }
    default: return false
    }
  }

  /// Whether a paragraph is a further line of the title: of the same style and size, or a subtitle.
  private func goesOn(_ next: WordParagraph, _ first: WordParagraph, _ common: Int) -> Bool {
    let words = next.text.trimmingWide
    if next.role == .subtitle || words.hasPrefix("——") || words.hasPrefix("—") { return words.count <= 60 }
    if first.role == .title || first.role.level != nil { return next.role == .title && first.role == .title }
    return next.role == .body && first.isCentred && next.isCentred && next.size == first.size
      && first.size > common && words.count <= 40 && !words.hasPrefix("（") && entry(next) == nil
  }

  /// The text of the title: lines of one sentence joined, a subtitle behind a dash.
  var titleText: String {
    title.reduce("") { whole, paragraph in
      let words =
        paragraph.number + paragraph.text.split(separator: "\n").map { String($0).trimmingWide }.joined()
      if whole.isEmpty { return words }
      if paragraph.role == .subtitle, !words.hasPrefix("—") { return whole + "——" + words }
      return whole + (words.hasPrefix("—") && !words.hasPrefix("——") ? "—" : "") + words
    }
  }

  // MARK: Fields

  /// Takes the lines at the top that name a field.
  private mutating func takeLines() {
    var count = 0, last = 0
    for block in rest.prefix(40) {
      guard case .paragraph(let paragraph) = block, paragraph.role == .body, paragraph.number.isEmpty else {
        break
      }
      let parts = entryLines(paragraph)
      if parts.isEmpty, paragraph.text.count > 30 || last == 0 && count > 3 { break }
      count += 1
      if parts.contains(where: { isKnown($0.name) }) { last = count }
    }
    for block in rest.prefix(last) {
      guard case .paragraph(let paragraph) = block else { continue }
      let parts = entryLines(paragraph), known = parts.filter { isKnown($0.name) }
      entries += known
      if known.count < parts.count || parts.isEmpty { lines.append(block) }
    }
    rest.removeFirst(last)
  }

  /// Lines among the fields that name none: they stay in the text.
  private var lines: [WordText.Block] = []

  private mutating func keepUnknownLines() { rest = lines + rest }

  /// A paragraph that is an entry, or several with line breaks between.
  private func entryLines(_ paragraph: WordParagraph) -> [Entry] {
    let lines = paragraph.text.split(separator: "\n").map { String($0).trimmingWide }.filter { !$0.isEmpty }
    let entries = lines.compactMap { WordHead.entry($0, paragraph.place) }
    return entries.count == lines.count ? entries : []
  }

  private func entry(_ paragraph: WordParagraph) -> Entry? {
    entryLines(paragraph).first { isKnown($0.name) }
  }

  private static func entry(_ line: String, _ place: WordPlace) -> Entry? {
    guard let colon = line.firstIndex(where: { $0 == "：" || $0 == ":" }) else { return nil }
    let name = line[..<colon].filter { !$0.isWhitespace && !"【】*".contains($0) }
    let text = String(line[line.index(after: colon)...]).trimmingWide
    guard 1...12 ~= name.count, !text.isEmpty else { return nil }
    return Entry(name: String(name), text: text, place: place)
  }

  private func isKnown(_ name: String) -> Bool {
    WordHead.kindNames.contains(name) || WordHead.folders.contains { RecordKind.ofFolder($0)?[name] != nil }
  }

  /// Whether a table has names of fields in front of values.
  private func isOfFields(_ table: WordTable) -> Bool {
    let names = pairs(of: table).map(\.name)
    let known = names.count(where: isKnown)
    return known > 1 && 2 * known >= names.count || known == 1 && names.count == 1
  }

  private func pairs(of table: WordTable) -> [(name: String, cell: WordTable.Cell, row: Int)] {
    var pairs: [(name: String, cell: WordTable.Cell, row: Int)] = []
    for (index, row) in table.rows.enumerated() {
      let cells = row.filter { !$0.isCovered }
      var column = 0
      while column + 1 < cells.count {
        let name = cells[column].text.filter { !$0.isWhitespace && !"：:*【】".contains($0) }
        if !name.isEmpty { pairs.append((name, cells[column + 1], index + 1)) }
        column += 2
      }
    }
    return pairs
  }

  /// Takes a table of fields near the top. Long texts in it are parts of the text, below their names.
  private mutating func takeTable() {
    guard let index = rest.prefix(6).firstIndex(where: { if case .table = $0 { true } else { false } }),
      case .table(let table) = rest[index], isOfFields(table),
      // A table below a text belongs to it.
      !rest[..<index].contains(where: { block in
        guard case .paragraph(let paragraph) = block else { return true }
        return paragraph.text.contains("。") || paragraph.text.count > 60
      })
    else { return }
    self.table = table.number
    var texts: [WordText.Block] = []
    for (name, cell, row) in pairs(of: table) {
      let place = WordPlace.table(table.number, row: row), text = cell.text
      if text.trimmingWide.isEmpty { continue }
      let isLong = text.count > 60 || cell.paragraphs.count > 1
      if WordHead.bodyNames.contains(name) {
        texts += cell.paragraphs.map { .paragraph($0) }
      } else if !isKnown(name), isLong {
        texts.append(.paragraph(WordParagraph(heading: name, level: 1, at: place)))
        texts += cell.paragraphs.map { .paragraph($0) }
      } else {
        entries.append(Entry(name: name, text: text, place: place))
      }
    }
    // The rest of the form: a text across it, a cell without a name.
    for row in table.rows {
      let cells = row.filter { !$0.isCovered }
      for (column, cell) in cells.enumerated() {
        let isAlone = column == cells.count - 1 && column % 2 == 0
        let hasNoName =
          column % 2 == 1 && cells[column - 1].text.allSatisfy { $0.isWhitespace || ":：*【】".contains($0) }
        let isPicture = column % 2 == 1 && cell.text.trimmingWide.isEmpty
        if isAlone || hasNoName || isPicture {
          texts += cell.paragraphs.filter { !$0.text.trimmingWide.isEmpty || $0.hasPicture }.map {
            .paragraph($0)
          }
        }
      }
    }
    // A title above the table is none of the text.
    let above = Array(rest[..<index])
    rest = above + texts + rest[(index + 1)...]
  }

  // MARK: The kind

  /// The kind that is named, else the one that has most of the fields.
  private mutating func chooseFolder() {
    if let index = entries.firstIndex(where: { WordHead.kindNames.contains($0.name) }) {
      let named = entries[index].text
      if let found = WordHead.folders.first(where: { folder in
        RecordKind.ofFolder(folder).map { $0.zh == named || $0.en == named || $0.zh.hasSuffix(named) }
          ?? false
      }) {
        folder = found
        entries.remove(at: index)
        return
      }
    }
    if folder != "cases" { return }
    let counts = ["cases", "reports", "briefings"].map { folder in
      (folder, entries.count { RecordKind.ofFolder(folder)?[$0.name] != nil })
    }
    if let best = counts.max(by: { $0.1 < $1.1 }), best.1 > counts[0].1 { folder = best.0 }
  }
}

extension WordParagraph.Role {
  var level: Int? { if case .heading(let level) = self { level } else { nil } }
}
