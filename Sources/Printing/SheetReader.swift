import Diagnostics

extension Sheet {
  /// Reads the page of a printed sheet, as a theme's templates write it: the words of its vocabulary are in docs/pages.md.
  ///
  /// - Parameters:
  ///   - page: with its pictures in `data:` addresses.
  ///   - file: the write-up that findings are about.
  ///   - address: the page's own, against which its links are resolved; empty where the site has none.
  package init(
    page: [UInt8], of file: String, address: String = "", reporting diagnostics: inout [Diagnostic]
  ) {
    let root = PageReader.page(page)
    var reader = SheetReader(file: file, address: address)
    reader.sheet.title = root.first("title")?.text ?? ""
    reader.sheet.author = root.first { $0.name == "meta" && $0["name"] == "author" }?["content"] ?? ""
    if let main = root.first("main") {
      reader.sheet.kind = main["data-kind"] ?? ""
      reader.read(main)
    }
    diagnostics += reader.diagnostics
    self = reader.sheet
  }

  /// The numbers from the data that it prints, by their ids, each as it is worded where it is first.
  package var figures: [String: String] {
    var wordings: [String: String] = [:]
    func add(_ paragraphs: [Paragraph]) {
      for paragraph in paragraphs {
        var index = 0
        while index < paragraph.runs.count {
          guard let mark = paragraph.runs[index].figure else {
            index += 1
            continue
          }
          let rest = paragraph.runs[index...].prefix { $0.figure == mark }
          let wording = rest.map(\.text).joined().trimmed.prefix { !$0.isWhitespace }
          if wordings[mark.id] == nil { wordings[mark.id] = String(wording) }
          index += rest.count
        }
      }
    }
    for block in blocks {
      switch block {
      case .paragraph(let paragraph): add([paragraph])
      case .table(let table):
        add(table.caption.map { [$0] } ?? [])
        for cell in table.rows.flatMap(\.cells) { add(cell.paragraphs) }
      case .chart(let chart):
        for point in chart.points {
          guard let mark = point.figure, wordings[mark.id] == nil else { continue }
          wordings[mark.id] = point.wording(unit: chart.unit)
        }
      }
    }
    for note in footnotes.keys.sorted() { add(footnotes[note] ?? []) }
    add(foot)
    return wordings
  }
}

/// Turns the elements of a page into the blocks of a sheet.
struct SheetReader {
  let file: String
  let address: String
  var sheet = Sheet()
  var diagnostics: [Diagnostic] = []
  private var lists = 0
  private var marks = 0
  private var builder = RunBuilder()
  private var hasParagraphs = false
  /// Whether the next paragraph begins a page.
  private var startsPage = false

  /// The things that an element takes from those around it.
  struct Context {
    var role = Paragraph.Role.body
    var run = Run(content: .lineBreak)
    var level = -1
    var id: String?
    var item: ListItem?
    /// The roles of headings of the first and the second level.
    var title = Paragraph.Role.title
    var heading = Paragraph.Role.heading1
    /// The number of tabs between things to fill in.
    var tabs = 1
    /// Whether lists have neither numbers nor points.
    var isPlain = false
  }

  init(file: String, address: String) { (self.file, self.address) = (file, address) }

  mutating func read(_ main: Element) {
    sheet.blocks = blocks(of: main.children, Context())
    sheet.setAnnexes()
  }

  // MARK: Blocks

  private static let inline: Set<String> = [
    "a", "abbr", "b", "bdi", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img", "input", "ins",
    "kbd",
    "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
  ]

  /// The blocks that nodes become. Texts between blocks are paragraphs of their own.
  mutating func blocks(of nodes: [Element.Node], _ context: Context) -> [Sheet.Block] {
    var found: [Sheet.Block] = [], context = context
    for node in nodes {
      if case .element(let element) = node, !SheetReader.inline.contains(element.name) {
        finish(&found, &context)
        found += blocks(of: element, &context)
      } else {
        append(node, context)
      }
    }
    finish(&found, &context)
    return found
  }

  /// Ends the paragraph of what was appended, if anything was.
  private mutating func finish(_ found: inout [Sheet.Block], _ context: inout Context) {
    let runs = builder.take()
    guard !runs.isEmpty else { return }
    var paragraph = paragraph(runs, context)
    (paragraph.startsPage, startsPage, hasParagraphs) = (startsPage, false, true)
    found.append(.paragraph(paragraph))
    (context.id, context.item) = (nil, nil)
  }

  private func paragraph(_ runs: [Run], _ context: Context) -> Paragraph {
    var role = context.role
    if role == .body, runs.count == 1, case .picture = runs[0].content { role = .picture }
    return Paragraph(
      role, role == .body ? runs.markingLead : runs, id: context.id, item: context.item)
  }

  /// - Parameter around: the first paragraph of an entry of a list takes its number.
  private mutating func blocks(of element: Element, _ around: inout Context) -> [Sheet.Block] {
    if element.isHidden { return [] }
    if element.hasClass(in: SheetReader.beginningPage) { startsPage = hasParagraphs }
    defer { if element.hasClass(in: SheetReader.endingPage) { startsPage = true } }
    var context = around
    if let id = element["id"] { context.id = id }
    if let mark = mark(of: element) { context.run.figure = mark }
    switch element.name {
    case "p":
      (around.item, around.id) = (nil, nil)
      return paragraphs(element, context)
    case "h1": return heading(element, around.title, context)
    case "h2":
      return heading(element, element.hasClass("group-title") ? .groupTitle : around.heading, context)
    case "h3": return heading(element, .heading2, context)
    case "h4", "h5", "h6": return heading(element, .heading3, context)
    case "ul", "ol": return list(element, context)
    case "blockquote": context.role = .quote
    case "pre":
      builder.append(preformatted: element.text, like: context.run)
      context.role = .code
      return [.paragraph(Paragraph(.code, builder.take(), id: context.id))]
    case "hr": return [.paragraph(Paragraph(.rule))]
    case "table": return [.table(table(element, context))]
    case "figure": return figure(element, context)
    case "figcaption", "caption": context.role = .caption
    case "header" where element.hasClass("baotou"): return head(element, context)
    case "footer" where element.hasClass("baowei"):
      context.role = .recipients
      context.isPlain = true
      for case .paragraph(let line) in blocks(of: element.children, context) { sheet.foot.append(line) }
      return []
    case "header" where element.hasClass("cover"): (context.title, context.role) = (.coverTitle, .coverLine)
    case "nav": (context.role, context.heading, context.isPlain) = (.contents, .annexTitle, true)
    case "aside": context.role = .editorNote
    case "section" where element.hasClass("footnotes"):
      readFootnotes(element)
      return []
    case "section" where element.hasClass("group"): context.title = .caseTitle
    case "section" where element.hasClass("preface"): context.heading = .annexTitle
    case "section" where element.hasClass("remarks"): context.role = .note
    case "section" where element.hasClass("annex"): context.heading = .annexLabel
    case "section" where element.hasClass("origin"): (context.heading, context.role) = (.smallHeading, .small)
    case "div" where element.hasClass("live"): context.role = .note
    case "svg":
      if element["aria-hidden"] != "true" { diagnostics.append(.drawingInWord(in: file)) }
      return []
    default: break
    }
    return blocks(of: element.children, context)
  }

  private mutating func heading(_ element: Element, _ role: Paragraph.Role, _ context: Context)
    -> [Sheet.Block]
  {
    var context = context
    context.role = role
    return blocks(of: element.children, context)
  }

  /// The classes of what begins a page unless it is the first thing of the sheet, and of what ends one.
  private static let beginningPage = ["order", "case-form", "group"]
  private static let endingPage = ["cover", "contents", "preface"]

  /// The roles that classes of paragraphs have.
  private static let roles: [Substring: Paragraph.Role] = [
    "secrecy": .secrecy, "copy-number": .secrecy, "masthead": .masthead, "issue": .issue, "imprint": .imprint,
    "kicker": .kicker, "annex-title": .annexTitle, "annex-note": .small, "annex-list": .annexList,
    "annex-head": .annexLabel, "chart-note": .note, "scope": .scope, "order-number": .blanks, "remark": .note,
    "cut": .rule, "summary": .quote, "extra": .extra, "responsible": .responsible,
    "copies": .copies,
  ]

  private mutating func paragraphs(_ element: Element, _ context: Context) -> [Sheet.Block] {
    var context = context
    for name in element.classes { context.role = SheetReader.roles[name] ?? context.role }
    // The second of two things to fill in is on the right; three are on the left, in the middle and on the right.
    context.tabs = element.elements.count == 2 ? 2 : 1
    return blocks(of: element.children, context)
  }

  private static let charactersInLine = 28

  /// The 报头: 密级 and 编号 share a line, office and date another.
  private mutating func head(_ element: Element, _ context: Context) -> [Sheet.Block] {
    var blocks = blocks(of: element.children, context)
    let marked = element.elements.flatMap { $0.hasClass("marks") ? $0.elements : [$0] }.filter {
      $0.hasClass("secrecy") || $0.hasClass("copy-number")
    }
    guard let last = marked.last, last.hasClass("copy-number"),
      let index = blocks.lastIndex(where: {
        if case .paragraph(let it) = $0 { it.role == .secrecy } else { false }
      }),
      case .paragraph(var number) = blocks[index]
    else { return blocks }
    let width = number.text.halves
    number.runs.insert(Run(content: .tab), at: 0)
    if index > 0, case .paragraph(let secrecy) = blocks[index - 1], secrecy.role == .secrecy {
      // The number is on a line of its own where both have no room in one.
      let isLong = secrecy.text.halves + width > 2 * SheetReader.charactersInLine - 2
      number.runs = secrecy.runs + (isLong ? [Run(content: .lineBreak)] : []) + number.runs
      blocks.remove(at: index)
      blocks[index - 1] = .paragraph(number)
    } else {
      blocks[index] = .paragraph(number)
    }
    return blocks
  }

  private mutating func list(_ element: Element, _ context: Context) -> [Sheet.Block] {
    var context = context
    context.level += 1
    lists += 1
    let isPlain = context.isPlain || element.hasClass("chart-apart")
    let list = lists, isOrdered = element.name == "ol"
    var found: [Sheet.Block] = []
    for entry in element.elements where entry.name == "li" {
      context.id = entry["id"]
      context.item =
        isPlain || entry.first("input") != nil
        ? nil
        : ListItem(
          list: list, level: min(context.level, 8), isOrdered: isOrdered,
          start: element["start"].flatMap { Int($0) } ?? 1)
      var inner = context
      if let mark = mark(of: entry) { inner.run.figure = mark }
      found += blocks(of: entry.children, inner)
    }
    return found
  }

  private mutating func readFootnotes(_ element: Element) {
    for entry in element.first("ol")?.elements ?? [] {
      guard let id = entry["id"] else { continue }
      var context = Context()
      context.role = .footnote
      context.isPlain = true
      var note: [Paragraph] = []
      for case .paragraph(let paragraph) in blocks(of: entry.children, context) { note.append(paragraph) }
      sheet.footnotes[id] = note
    }
  }

  /// The place of a number that an element prints.
  mutating func mark(of element: Element) -> FigureMark? {
    guard let id = element["data-figure"], !id.isEmpty else { return nil }
    marks += 1
    return FigureMark(id: id, rank: marks)
  }

  // MARK: Texts

  private mutating func append(_ node: Element.Node, _ context: Context) {
    let element: Element
    switch node {
    case .text(let text): return builder.append(text, like: context.run)
    case .element(let found): element = found
    }
    if element.isHidden || element.hasClass("footnote-backref") { return }
    var context = context
    if let mark = mark(of: element) { context.run.figure = mark }
    if element["lang"] == "en" { context.run.look.insert(.english) }
    switch element.name {
    case "br": return builder.append(.lineBreak, like: context.run)
    case "img": return appendPicture(element, context)
    case "input":
      return builder.append(element["checked"] == nil ? "☐" : "☑", like: context.run)
    case "strong", "b":
      context.run.look.insert(element.hasClass("run-in") ? .lead : .strong)
    case "em", "i", "cite", "dfn": context.run.look.insert(.emphasis)
    case "code", "kbd", "samp": context.run.look.insert(.code)
    case "del", "s": context.run.look.insert(.deleted)
    case "sup" where element.hasClass("footnote-ref"):
      let target = element.first("a")?["href"]?.dropFirst() ?? ""
      return builder.append(
        .footnote(String(target).percentDecoded, number: element.text), like: context.run)
    case "sup": context.run.look.insert(.raised)
    case "sub": context.run.look.insert(.lowered)
    case "a": context.run.link = element["href"].flatMap(resolved)
    case "span" where element.hasClass("th-unit"):
      return builder.append("（" + element.text.trimmed + "）", like: context.run)
    case "span" where element.hasClass("line"):
      if !builder.runs.isEmpty { builder.append(.lineBreak, like: context.run) }
    case "span" where context.role == .blanks:
      for _ in 0..<(builder.runs.isEmpty ? 0 : context.tabs) { builder.append(.tab, like: context.run) }
    case "span" where element.hasClass("date") && context.role == .imprint:
      // A long name leaves the date no room beside it, and both have a margin of a character.
      let office = builder.runs.map(\.text).joined().halves
      if office + element.text.trimmed.halves > 2 * SheetReader.charactersInLine - 6 {
        builder.append(.lineBreak, like: context.run)
      }
      builder.append(.tab, like: context.run)
    default: break
    }
    defer {
      if context.role == .contents, element.name == "a", let link = context.run.link {
        builder.append(.tab, like: Run(content: .tab))
        builder.append(.pageNumber(of: String(link.dropFirst())), like: Run(content: .tab))
      }
    }
    for child in element.children {
      if case .element(let inner) = child, !SheetReader.inline.contains(inner.name) {
        // A block within a text: its words stay in the paragraph.
        for node in inner.children { append(node, context) }
      } else {
        append(child, context)
      }
    }
  }

  private mutating func appendPicture(_ element: Element, _ context: Context) {
    guard let picture = picture(element) else { return }
    builder.append(.picture(picture), like: context.run)
  }

  /// The address of a link: whole, or an anchor in the sheet. Returns nil where the site has no address.
  private func resolved(_ link: String) -> String? {
    if link.hasPrefix("#") { return "#" + String(link.dropFirst()).percentDecoded }
    let scheme = link.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    if !scheme.isEmpty, link.dropFirst(scheme.count).hasPrefix(":") {
      return ["http", "https", "mailto", "tel"].contains(scheme.lowercased()) ? link : nil
    }
    guard let start = address.firstRange(of: "://") else { return nil }
    let host = address[..<(address[start.upperBound...].firstIndex(of: "/") ?? address.endIndex)]
    if link.hasPrefix("/") { return host + link }
    var parts = address.dropFirst(host.count).split(separator: "/", omittingEmptySubsequences: false)
    if !parts.isEmpty { parts.removeLast() }
    for part in link.split(separator: "/", omittingEmptySubsequences: false) {
      if part == ".." { if parts.count > 1 { parts.removeLast() } } else if part != "." { parts.append(part) }
    }
    return host + parts.joined(separator: "/")
  }
}

extension Element {
  /// Whether it is not printed.
  var isHidden: Bool {
    attributes["hidden"] != nil || hasClass("vh") || name == "summary"
      || name == "nav" && !hasClass("contents")
  }

  func hasClass(in names: [String]) -> Bool { classes.contains { names.contains(String($0)) } }
}

extension [Run] {
  /// The runs with the lead marked: the number and the words of a heading of the second level, up to the first full stop
  /// (`（一）青山区。`; without one all of it), or the name of what minutes list (`出席：`).
  fileprivate var markingLead: [Run] {
    guard let first, case .text(let text) = first.content, !contains(where: { $0.look.contains(.lead) })
    else {
      return self
    }
    if text.startsWithHeadingNumber { return marking(.lead, upTo: "。") }
    return text.startsWithMinutesLabel ? marking(.strong, upTo: "：") : self
  }

  private func marking(_ look: Run.Look, upTo mark: Character) -> [Run] {
    var marked: [Run] = []
    for (index, run) in enumerated() {
      var lead = run
      lead.look.insert(look)
      guard case .text(let text) = run.content, let stop = text.firstIndex(of: mark) else {
        marked.append(lead)
        continue
      }
      let end = text.index(after: stop)
      lead.content = .text(String(text[..<end]))
      marked.append(lead)
      if end < text.endIndex {
        var rest = run
        rest.content = .text(String(text[end...]))
        marked.append(rest)
      }
      return marked + self[(index + 1)...]
    }
    return marked
  }
}

extension String {
  fileprivate var startsWithMinutesLabel: Bool {
    let names = ["出席", "列席", "缺席", "请假", "主持", "记录", "时间", "地点", "议题"]
    guard let name = names.first(where: hasPrefix), let end = firstIndex(of: "：") else { return false }
    return self[index(startIndex, offsetBy: name.count)..<end].allSatisfy { "人员者".contains($0) }
  }

  /// Whether it begins with （一）, （十二） and the like.
  fileprivate var startsWithHeadingNumber: Bool {
    guard hasPrefix("（"), let end = firstIndex(of: "）") else { return false }
    let number = self[index(after: startIndex)..<end]
    return !number.isEmpty && number.allSatisfy { "一二三四五六七八九十".contains($0) }
  }

  /// The text with `%E4%B8%80` as the characters that it stands for.
  var percentDecoded: String {
    guard utf8.contains(UInt8(ascii: "%")) else { return self }
    var bytes: [UInt8] = []
    var rest = Array(utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count > 1,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
