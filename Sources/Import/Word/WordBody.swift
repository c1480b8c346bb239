import OfficeFiles

/// The text of a Word file as Markdown, in pieces that each know where they come from.
struct WordBody {
  struct Piece {
    let text: String
    let place: WordPlace
  }

  private(set) var pieces: [Piece] = []
  private let inline: WordInline
  /// The levels of lists that are open, with how far what is in them is indented.
  private var lists: [(level: Int, indent: Int)] = []
  private var isInList = false
  /// The number of the last item of each level; nil for one behind a bullet.
  private var lastNumbers: [Int: Int?] = [:]
  /// The sign behind the number, which differs where a list follows another.
  private var numberSign = "."
  private var depths: [Int] = []

  init(_ blocks: [WordText.Block], notes: [[WordParagraph]], _ inline: WordInline) {
    self.inline = inline
    var index = 0
    while index < blocks.count {
      switch blocks[index] {
      case .paragraph(let paragraph):
        var paragraph = paragraph
        if paragraph.hasPicture, index + 1 < blocks.count, case .paragraph(let next) = blocks[index + 1] {
          paragraph.describePictures(by: next)
        }
        write(paragraph)
      case .table(let table): write(table)
      }
      index += 1
    }
    for (index, note) in notes.enumerated() { write(note, index) }
  }

  private mutating func put(_ text: String, _ place: WordPlace, isItem: Bool = false, isNewList: Bool = false)
  {
    if !pieces.isEmpty {
      pieces.append(Piece(text: isItem && isInList && !isNewList ? "\n" : "\n\n", place: place))
    }
    pieces.append(Piece(text: text, place: place))
    isInList = isItem
    if !isItem { (lists, lastNumbers, numberSign) = ([], [:], ".") }
  }

  // MARK: Paragraphs

  private mutating func write(_ paragraph: WordParagraph) {
    switch paragraph.role {
    case .heading(let level):
      let text = WordInline(pictures: inline.pictures, keepsBold: false).markdown(
        paragraph.runs.withoutBreaks)
      let signs = String(repeating: "#", count: depth(of: level))
      put("\(signs) \(paragraph.number)\(text.trimmingWide)", paragraph.place)
    case .item(let level, let number): write(paragraph, level, number)
    case .quote:
      for part in parts(of: paragraph) {
        put("> " + part.replacing("\n", with: "\n> "), paragraph.place)
      }
    case .title, .subtitle, .caption, .body:
      for (index, part) in parts(of: paragraph).enumerated() {
        put((index == 0 ? paragraph.number : "") + part, paragraph.place)
      }
    }
  }

  /// The number of signs of a heading, so that no level is left out.
  private mutating func depth(of level: Int) -> Int {
    while let last = depths.last, last >= level { depths.removeLast() }
    depths.append(level)
    return min(depths.count + 1, 6)
  }

  private mutating func write(_ paragraph: WordParagraph, _ level: Int, _ number: Int?) {
    while let last = lists.last, last.level >= level { lists.removeLast() }
    let last = lastNumbers[level]
    var isNewList = false
    if isInList, let last {
      let goesOn = number.map { last == $0 - 1 } ?? (last == nil)
      isNewList = !goesOn
      if !goesOn, number != nil, last != nil { numberSign = numberSign == "." ? ")" : "." }
    }
    lastNumbers[level] = .some(number)
    for deeper in lastNumbers.keys where deeper > level { lastNumbers[deeper] = nil }
    let indent = lists.last?.indent ?? 0, mark = number.map { "\($0)\(numberSign) " } ?? "- "
    lists.append((level, indent + mark.count))
    let room = String(repeating: " ", count: indent + mark.count)
    let text = parts(of: paragraph).joined(separator: "\n\n").replacing("\n", with: "\n" + room)
      .replacing("\n" + room + "\n", with: "\n\n")
    put(
      String(repeating: " ", count: indent) + mark + text, paragraph.place, isItem: true, isNewList: isNewList
    )
  }

  /// The text of a paragraph: several, where its writer ended sentences with line breaks.
  private func parts(of paragraph: WordParagraph) -> [String] {
    var parts: [[WordRun]] = [[]], isEnd = false
    for (index, run) in paragraph.runs.enumerated() {
      if run.content == .lineBreak,
        isEnd || parts[parts.count - 1].beginsLikeItem
          || Array(paragraph.runs[(index + 1)...]).beginsLikeItem
      {
        parts.append([])
        isEnd = false
        continue
      }
      if case .text(let text) = run.content, let last = text.trimmingWide.last {
        isEnd = "。！？：；”）…".contains(last)
      }
      parts[parts.count - 1].append(run)
    }
    return parts.map { inline.markdown($0.withoutEmptyEnds).trimmingWide.escapedAtLineStart }.filter {
      !$0.isEmpty
    }
  }

  private mutating func write(_ note: [WordParagraph], _ index: Int) {
    let text = note.flatMap { parts(of: $0) }.joined(separator: "\n\n    ")
    put("[^\(index + 1)]: \(text)", .note(index + 1))
  }

  // MARK: Tables

  private mutating func write(_ table: WordTable) {
    let width = table.rows.first?.count ?? 0
    if width == 1 {
      for row in table.rows { for paragraph in row[0].paragraphs { write(paragraph) } }
      return
    }
    var head: [String] = []
    for column in 0..<width {
      var texts: [String] = []
      for row in table.rows.prefix(table.headRows) {
        let text = cell(row[column], keepsBold: false)
        if !text.isEmpty, texts.last != text { texts.append(text) }
      }
      head.append(texts.joined(separator: " "))
    }
    if !pieces.isEmpty { pieces.append(Piece(text: "\n\n", place: .table(table.number, row: 1))) }
    pieces.append(Piece(text: WordBody.row(head) + "\n", place: .table(table.number, row: 1)))
    pieces.append(
      Piece(text: "|" + String(repeating: "---|", count: width), place: .table(table.number, row: 1)))
    for (index, row) in table.rows.enumerated().dropFirst(table.headRows) {
      let cells = row.map { $0.isCovered ? "" : cell($0, keepsBold: true) }
      pieces.append(Piece(text: "\n" + WordBody.row(cells), place: .table(table.number, row: index + 1)))
    }
    (isInList, lists) = (false, [])
  }

  private static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  private func cell(_ cell: WordTable.Cell, keepsBold: Bool) -> String {
    let inline = WordInline(pictures: inline.pictures, isInCell: true, keepsBold: keepsBold)
    var result = ""
    for paragraph in cell.paragraphs {
      var text = inline.markdown(paragraph.runs).trimmingWide
      switch paragraph.role {
      case .item(_, let number): text = (number.map { "\($0)." } ?? "") + text
      default: text = paragraph.number + text
      }
      if text.isEmpty { continue }
      if let last = result.last, !"，。；：、！？".contains(last), last != "-" { result += "；" }
      result += text
    }
    return result
  }
}

extension WordTable {
  /// Whether a cell has several lines, which become one.
  var hasLinesInCells: Bool {
    rows.contains { $0.contains { !$0.isCovered && $0.paragraphs.filter { !$0.text.isEmpty }.count > 1 } }
  }
}

extension WordParagraph {
  /// Gives pictures without a description the words of the caption below them.
  fileprivate mutating func describePictures(by next: WordParagraph) {
    guard let caption = next.captionWords else { return }
    self = WordParagraph(self) { run in
      if case .picture(let index, let description) = run, description.isGenericDescription {
        return .picture(index, description: caption)
      }
      return run
    }
  }

  /// The words of a caption without its number; nil for what is none.
  var captionWords: String? {
    let words = text.trimmingWide
    guard !words.isEmpty, words.count <= 80, !hasPicture else { return nil }
    let numbered = words.prefixMatch(
      of: /[△▲↑（(]*(?:图|图片|照片|附图|Figure|Fig\.?)\s*[0-9０-９一二三四五六七八九十]*(?:[-－—.．][0-9]+)?\s*[：:、.．]?\s*/)
    if let numbered, role == .caption || words.count > numbered.0.count {
      let isMarked = numbered.0.contains { $0.isNumber || "：:".contains($0) } || words.hasPrefix("图为")
      if isMarked || role == .caption {
        let rest = words.hasPrefix("图为") ? words : String(words.dropFirst(numbered.0.count))
        return rest.isEmpty ? words : rest
      }
    }
    if role == .caption { return words }
    return "△▲↑".contains(words.first ?? " ") ? String(words.dropFirst()).trimmingWide : nil
  }
}

extension String {
  /// True for a description that a program wrote: 图片 1, Picture 3, C:\Users\…\IMG_2022.jpg.
  fileprivate var isGenericDescription: Bool {
    isEmpty || wholeMatch(of: /(?i)(?:图片|图像|图形|Picture|Image|Graphic|图)\s*[0-9]*/) != nil || contains("\\")
      || wholeMatch(of: /(?i)\S+\.(?:jpe?g|png|gif|bmp|webp|tiff?|emf|wmf)/) != nil
      || wholeMatch(of: /(?i)(?:img|dsc|mmexport|wechat)[_a-z]*[0-9_]+/) != nil || hasPrefix("http")
  }

  /// Without blanks of any width at the ends.
  var trimmingWide: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}

extension [WordRun] {
  /// For a line of its own: breaks go.
  var withoutBreaks: [WordRun] { filter { $0.content != .lineBreak } }

  fileprivate var withoutEmptyEnds: [WordRun] {
    var runs = self
    while runs.last?.content == .lineBreak { runs.removeLast() }
    while runs.first?.content == .lineBreak { runs.removeFirst() }
    return runs
  }
}

extension [WordRun] {
  /// Whether the words begin as a heading or an item that was typed does: 一、（一）1. ● #
  fileprivate var beginsLikeItem: Bool {
    let words = reduce(into: "") { text, run in if case .text(let more) = run.content { text += more } }
      .trimmingWide
    return words.prefixMatch(of: #/[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[.．、)）]|[●•◆■·○◎★▶#＃>＞+\-*]/#)
      != nil
  }
}
