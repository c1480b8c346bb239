import Bytes
import Diagnostics
import Markdown
import OfficeFiles
import Records

/// A write-up from a Word file: a file as an author would write it, to be read like any other, and what is wrong is said of
/// the paragraph that it comes from.
package struct WordImport: Sendable {
  package private(set) var draft: Draft
  /// The pictures of the file, by their paths below the root.
  package private(set) var pictures: [(path: String, bytes: [UInt8])] = []
  /// The paragraphs and rows of the file, as messages name them.
  package let sources: [SourceText]
  /// The things that were left out, or read as something else, with their places.
  package private(set) var notices: [(place: String, message: Message)] = []

  /// - Parameters:
  ///   - stem: the name of the new file, given its folder.
  ///   - language: that of the names of places.
  package init(_ text: WordText, _ language: Language, stem: (_ folder: String) -> String) {
    let source = WordSource(text, language), head = WordHead(text)
    let stem = stem(head.folder), whole = source.location(.file).location
    draft = Draft("content/\(head.folder)/\(stem).md", from: text.path, row: whole.range)
    var names: [Int: String] = [:]
    for (index, picture) in text.pictures.enumerated() {
      guard let ending = picture.ending else { continue }
      let name = "\(stem)-\(pictures.count + 1).\(ending)"
      pictures.append(("content/images/" + name, picture.bytes))
      names[index] = "../images/" + name
    }
    sources = source.texts
    writeHeader(head, source)
    let body = WordBody(head.rest, notes: text.notes, WordInline(pictures: names))
    for piece in body.pieces {
      let (location, isVerbatim) = source.location(piece.place, of: piece.text)
      draft.write(piece.text, at: location, isVerbatim: isVerbatim)
    }
    if !body.pieces.isEmpty { draft.write("\n") }
    draft.setRight()
    notices = text.notices.filter { !$0.isAboutFields(of: head.table) }.map {
      (source.name(of: $0.place), $0.message)
    }
    for case .table(let table) in head.rest where table.hasLinesInCells {
      notices.append(
        (source.name(of: .table(table.number, row: 1)), .linesInCells)
      )
    }
    if head.title.isEmpty, !head.entries.contains(where: { head.kind?[$0.name]?.key == "title" }) {
      notices.append((text.path, .titleOfFile(text.path.fileStem)))
    }
  }

  private mutating func writeHeader(_ head: WordHead, _ source: WordSource) {
    draft.write("---\n")
    let hasTitle = head.entries.contains { head.kind?[$0.name]?.key == "title" }
    if !hasTitle {
      let title = head.title.isEmpty ? source.path.fileStem : head.titleText
      let place = head.title.first?.place ?? .file
      writeEntry("标题", title.headerScalar, of: title, place, source)
    }
    for entry in head.entries {
      let field = head.kind?[entry.name]
      // A name that another field would have is said as it is written.
      writeEntry(field?.name ?? entry.name, value(entry.text, field), of: entry.text, entry.place, source)
    }
    draft.write("---\n\n")
  }

  private mutating func writeEntry(
    _ name: String, _ value: String, of text: String, _ place: WordPlace, _ source: WordSource
  ) {
    let (whole, _) = source.location(place), (location, isVerbatim) = source.location(place, of: value)
    draft.write(name.headerScalar, at: whole, isVerbatim: false)
    draft.write(value.hasPrefix("\n") ? ":" : ": ")
    draft.write(
      value, at: isVerbatim ? location : source.location(place, of: text).location, isVerbatim: isVerbatim)
    draft.write("\n")
  }

  /// The value as a header has it.
  private func value(_ text: String, _ field: Field?) -> String {
    let line = text.split(separator: "\n").map { String($0).trimmingWide }.filter { !$0.isEmpty }.joined()
    guard let field else { return line.headerScalar }
    let names = text.split { "、，,；;\n".contains($0) }.map { String($0).trimmingWide }.filter { !$0.isEmpty }
    switch field.type {
    case .list(.record), .record, .map: return pairs(text)?.headerValue ?? line.headerScalar
    case .list, .oneOrMore: return JSON.array(names.map(JSON.string)).headerFlow
    case .members:
      let hasNumber = text.unicodeScalars.contains { ("0"..."9") ~= $0 || ("０"..."９") ~= $0 }
      return hasNumber ? line.headerScalar : JSON.array(names.map(JSON.string)).headerFlow
    case .date, .day, .period: return (Period(parsing: line)?.code ?? line).headerScalar
    case .quantity: return line.withPlainFigures.headerScalar
    case .source: return JSON.array(text.listed.map(WriteUpColumn.citation)).headerValue
    default: return line.headerScalar
    }
  }

  /// 协商场次：12场；解决问题：30件
  private func pairs(_ text: String) -> JSON? {
    var members: [(key: String, value: JSON)] = []
    for part in text.split(whereSeparator: { "；;\n".contains($0) }) {
      guard let colon = part.firstIndex(where: { $0 == "：" || $0 == ":" }) else { return nil }
      members.append(
        (String(part[..<colon]).trimmingWide, .string(String(part[part.index(after: colon)...]).trimmingWide))
      )
    }
    return members.isEmpty ? nil : .object(members)
  }
}

extension Draft {
  /// Makes the edits that a check of the text would suggest: numbers in front of lines become headings and lists, figures
  /// and punctuation take their usual width.
  fileprivate mutating func setRight() {
    for _ in 0..<8 {
      guard let start = bytes.endOfHeader else { return }
      let source = source, body = start..<bytes.count
      var found: [Diagnostic] = []
      let scan = CharacterScan(source)
      _ = scan.report(header: 0..<start, to: &found)
      checkMarkup(body, of: source, reporting: &found)
      checkProse(body, of: source, reporting: &found)
      let fixes = Fixes(found, in: [source])
      guard let fixed = fixes.files.first else { break }
      replace(with: fixed.new.bytes, edits: fixed.edits)
    }
    tightenLists()
  }

  /// Takes out the empty lines between items that were paragraphs of their own.
  private mutating func tightenLists() {
    guard let body = bytes.endOfHeader else { return }
    let lineFeed = UInt8(ascii: "\n")
    var edits: [Edit] = [], start = body, last: Substring?
    for line in bytes[body...].split(separator: lineFeed, omittingEmptySubsequences: false) {
      let text = String(decoding: line, as: UTF8.self)
      let mark = text.prefixMatch(of: /-|[0-9]+(?=\. )/).map { $0.0 == "-" ? "-" : "1" }
      if !text.isEmpty {
        let isApart = start >= body + 2 && bytes[start - 1] == lineFeed && bytes[start - 2] == lineFeed
        if let mark, last == mark[...], isApart { edits.append(Edit(start - 1..<start, "")) }
        last = mark.map { $0[...] }
      }
      start = line.endIndex + 1
    }
    var new: [UInt8] = [], end = 0
    for edit in edits {
      new += bytes[end..<edit.range.lowerBound]
      end = edit.range.upperBound
    }
    replace(with: new + bytes[end...], edits: edits)
  }
}

extension WordNotice {
  /// Whether it is about the cells of the table that gave the fields, which is none any more.
  fileprivate func isAboutFields(of table: Int?) -> Bool {
    guard let table, case .table(table, _) = place else { return false }
    switch kind {
    case .mergedCells, .joinedHeads: return true
    default: return false
    }
  }
}

extension [UInt8] {
  /// The offset behind the header's second fence.
  fileprivate var endOfHeader: Int? {
    let fence = Array("\n---\n".utf8)
    guard count >= fence.count else { return nil }
    return (0...count - fence.count).first { self[$0...].starts(with: fence) }.map { $0 + fence.count }
  }
}

extension String {
  /// The text with ASCII figures for those that are as wide as Chinese characters.
  fileprivate var withPlainFigures: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { 0xFF10...0xFF19 ~= $0.value ? Unicode.Scalar($0.value - 0xFEE0) ?? $0 : $0 }))
  }

  /// `来稿/路灯.docx` → `路灯`
  package var fileStem: String {
    let name = split(separator: "/").last.map(String.init) ?? self
    return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }
}
