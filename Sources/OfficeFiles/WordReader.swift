import Diagnostics

/// The reading of a Word file, as Word, WPS, LibreOffice, pandoc and libraries write them.
package struct WordReader {
  let parts: OfficeParts
  var text: WordText
  var styles = WordStyles()
  var numbering = WordNumbering()
  /// The parts and addresses that the part being read refers to, by their ids.
  var relations: [String: OfficeParts.Relation] = [:]
  var paragraphCount = 0
  var tableCount = 0
  /// The cells of all tables together.
  var cellCount = 0
  /// The footnotes and endnotes by their ids, and the indices of those that were mentioned.
  var noteElements: [String: XMLElement] = [:]
  var noteIndices: [String: Int] = [:]
  private var noticed: Set<WordNotice> = []
  private var noticedPlaces: Set<WordPlace> = []
  /// The keys of the notes, in the order in which they are mentioned.
  private var noteKeys: [String] = []
  var pictureIndices: [String: Int] = [:]
  /// The fields that are open, the innermost last.
  var fields: [WordField] = []
  /// The runs before a paragraph mark that was deleted: the next paragraph goes on with them.
  var pending: [WordRun] = []
  var inserted = 0
  var deleted = 0
  var firstChange: WordPlace?
  var comments: (count: Int, first: WordPlace?) = (0, nil)

  /// - Parameter path: as messages name the file.
  package static func text(in bytes: [UInt8], path: String) throws(Diagnostic) -> WordText {
    switch try OfficeFormat(of: bytes, path: path) {
    case .document: break
    case .workbook: throw .notADocument(path, isWorkbook: true)
    case .text: throw .notADocument(path, isWorkbook: false)
    }
    var reader = WordReader(try OfficeParts(try ZipReader(bytes, path: path)))
    return try reader.read()
  }

  private init(_ parts: OfficeParts) {
    self.parts = parts
    text = WordText(path: parts.zip.path)
  }

  private mutating func read() throws(Diagnostic) -> WordText {
    let own = try parts.relations(of: parts.main)
    for relation in own { relations[relation.id] = relation }
    func part(_ kind: String) throws(Diagnostic) -> XMLElement? {
      guard let relation = own.first(where: { $0.kind == kind && !$0.isExternal }),
        parts.zip[relation.target] != nil
      else { return nil }
      return try XMLElement(try parts.contents(of: relation.target))
    }
    if let root = try part("styles") { styles = WordStyles(root) }
    if let root = try part("numbering") { numbering = WordNumbering(root) }
    for (kind, name) in [("footnotes", "w:footnote"), ("endnotes", "w:endnote")] {
      for note in try part(kind)?.all(name) ?? [] where note["w:type"] == nil || note["w:type"] == "normal" {
        if let id = note["w:id"] { noteElements["\(name) \(id)"] = note }
      }
    }
    let root = try XMLElement(try parts.contents(of: parts.main))
    guard let body = root.first("w:body") else { throw .damagedFile(text.path, .entry(parts.main)) }
    try readBlocks(body)
    if !pending.isEmpty {
      add(WordParagraph(place: .paragraph(paragraphCount + 1), role: .body, runs: pending))
    }
    try readNotes()
    addNotices(try headers(own))
    text.notices = text.notices.enumerated().sorted {
      ($0.element.place.rank, $0.offset) < ($1.element.place.rank, $1.offset)
    }.map(\.element)
    return text
  }

  private mutating func addNotices(_ headers: [String]) {
    if inserted + deleted > 0 {
      notice(.changes(inserted: inserted, deleted: deleted), firstChange ?? .file)
    }
    if comments.count > 0 { notice(.comments(comments.count), comments.first ?? .file) }
    if !headers.isEmpty { notice(.headers(headers), .file) }
  }

  /// The words of headers and footers, without numbers of pages.
  private func headers(_ relations: [OfficeParts.Relation]) throws(Diagnostic) -> [String] {
    var texts: [String] = []
    for relation in relations where ["header", "footer"].contains(relation.kind) && !relation.isExternal {
      guard parts.zip[relation.target] != nil else { continue }
      let text = try XMLElement(try parts.contents(of: relation.target)).words.trimmed
      let isNumber = text.allSatisfy { $0.isNumber || "第页共-—–·/ 　".contains($0) }
      if !isNumber, !texts.contains(text) { texts.append(text) }
    }
    return texts
  }

  mutating func notice(_ kind: WordNotice.Kind, _ place: WordPlace) {
    let notice = WordNotice(kind: kind, place: place)
    guard noticed.insert(notice).inserted else { return }
    noticedPlaces.insert(place)
    text.notices.append(notice)
  }

  // MARK: Blocks

  /// The paragraphs and tables of a body.
  mutating func readBlocks(_ parent: XMLElement) throws(Diagnostic) {
    for element in parent.elements {
      switch element.name {
      case "w:p":
        let place = WordPlace.paragraph(paragraphCount + 1)
        let (paragraph, boxes) = try paragraph(element, place)
        if let paragraph {
          add(paragraph)
        } else if noticedPlaces.contains(place) {
          // A person sees what is left out here.
          paragraphCount += 1
        }
        for box in boxes { try readBox(box, below: paragraph?.place ?? .paragraph(max(paragraphCount, 1))) }
      case "w:tbl": try readTable(element)
      case "w:sdt": if let content = element.first("w:sdtContent") { try readBlocks(content) }
      case "w:customXml", "w:ins", "w:moveTo", "w:smartTag": try readBlocks(element)
      case "mc:AlternateContent":
        if let choice = element.first("mc:Choice") ?? element.first("mc:Fallback") { try readBlocks(choice) }
      case "w:del", "w:moveFrom": noteDeletion(.paragraph(paragraphCount + 1))
      case "m:oMathPara":
        if let run = equation(element, .paragraph(paragraphCount + 1)) {
          add(WordParagraph(place: .paragraph(paragraphCount + 1), role: .body, runs: [run]))
        }
      case "w:altChunk": notice(.object("altChunk"), .paragraph(paragraphCount + 1))
      default: break
      }
    }
  }

  mutating func add(_ paragraph: WordParagraph) {
    paragraphCount += 1
    text.blocks.append(.paragraph(paragraph))
  }

  /// The paragraphs of a text box, put below the paragraph that it is bound to.
  private mutating func readBox(_ box: XMLElement, below place: WordPlace) throws(Diagnostic) {
    let words = box.words.trimmed
    notice(.textBox(words.shortened), place)
    try readBlocks(box)
  }

  // MARK: Notes

  /// The index of a note, which is read when all of the body has been.
  mutating func noteIndex(_ key: String) -> Int? {
    guard noteElements[key] != nil else { return nil }
    if let index = noteIndices[key] { return index }
    noteIndices[key] = noteIndices.count
    noteKeys.append(key)
    return noteIndices[key]
  }

  private mutating func readNotes() throws(Diagnostic) {
    var body = relations
    // A note may mention further ones.
    while text.notes.count < noteKeys.count {
      let index = text.notes.count, key = noteKeys[index]
      guard let element = noteElements[key] else {
        text.notes.append([])
        continue
      }
      let kind = key.hasPrefix("w:footnote") ? "footnotes" : "endnotes"
      if let part = body.values.first(where: { $0.kind == kind })?.target {
        relations = Dictionary(try parts.relations(of: part).map { ($0.id, $0) }) { first, _ in first }
      }
      var paragraphs: [WordParagraph] = []
      for child in element.all("w:p") {
        if let paragraph = try paragraph(child, .note(index + 1)).paragraph { paragraphs.append(paragraph) }
      }
      text.notes.append(paragraphs)
    }
    swap(&relations, &body)
  }
}

extension XMLElement {
  /// The words that are seen in it, those that were deleted left out.
  var words: String {
    var result = ""
    for element in elements {
      switch element.name {
      case "w:t", "a:t", "m:t": result += element.text
      case "w:del", "w:moveFrom", "w:instrText", "w:rPr", "w:pPr", "mc:Fallback": break
      case "w:p", "a:p":
        let words = element.words
        if !words.isEmpty { result += (result.isEmpty ? "" : " ") + words }
      case "w:tab", "w:br": result += " "
      default: result += element.words
      }
    }
    return result
  }
}

extension String {
  var trimmed: String {
    let isBlank = { (letter: Character) in letter.isWhitespace }
    return String(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }

  var shortened: String { count > 40 ? prefix(40) + "…" : self }
}
