import Bytes
import Diagnostics
import FrontMatter
import Records

/// A row of a sheet as what an author would write: the parts of a header, each with the cell that says it.
package struct SheetRow: Sendable {
  /// The indices of the sheet, and of the row in it.
  package let sheet: Int
  package let row: Int
  let folder: String
  /// The path of the sheet's text, and the cell that is named for the whole row.
  let table: String
  let cell: Range<Int>
  var parts: [Part] = []
  var figures: [Part] = []
  var body: (text: String, cell: CSVTable.Cell)?
  package internal(set) var path = ""
  /// The path of its region; empty where it is none.
  var region = ""
  /// The office's own number of it, and whether that can name a file.
  var number: (text: String, isStem: Bool)?
  /// Regions that the row names otherwise than by their paths.
  var shortRegions: [(text: String, path: String)] = []
  /// The write-up that the site has of it.
  var known: KnownWriteUps.Known?
  /// The places that it names and that have no slug yet.
  package internal(set) var missingPlaces: [String] = []
  /// Mistakes that keep it from being a write-up at all.
  package internal(set) var isBroken = false

  /// A line of a header.
  struct Part: Sendable {
    /// The English key of a field, or the id of a metric; another key as it is to be written.
    let key: String
    let name: String
    let value: String
    /// Nil for what no cell of the row says.
    let cell: CSVTable.Cell?
    let head: CSVTable.Cell?
    /// Other names of a metric.
    var aliases: [String] = []
    /// A value that only stands in for one that is not there: it changes nothing.
    var isStopgap = false
  }

  package var isKnown: Bool { known != nil }
  package var old: SourceText? { known?.document.source }
  package var hasBody: Bool { body != nil }

  // MARK: A new write-up

  package func draft() -> Draft {
    var draft = Draft(path, from: table, row: cell)
    draft.write("---\n")
    for part in parts { write(part, indent: "", name: part.name, to: &draft) }
    if !figures.isEmpty { draft.write("数据:\n") }
    for part in figures { write(part, indent: "  ", name: part.name, to: &draft) }
    draft.write("---\n")
    if let body {
      draft.write("\n")
      draft.write(body.text, from: body.cell)
      if !body.text.hasSuffix("\n") { draft.write("\n") }
    }
    return draft
  }

  private func write(_ part: Part, indent: String, name: String, to draft: inout Draft) {
    draft.write(indent)
    if let head = part.head {
      draft.write(name.headerScalar, from: head)
    } else {
      draft.write(name.headerScalar)
    }
    // The values of a list or map stand on lines of their own.
    draft.write(part.value.hasPrefix("\n") ? ":" : ": ")
    if let cell = part.cell { draft.write(part.value, from: cell) } else { draft.write(part.value) }
    draft.write("\n")
  }

  // MARK: A write-up with the row's values in it

  /// The write-up of the site with the values of the row in place of its own.
  ///
  /// - Parameter wanted: the keys of fields, ids of metrics and `body` that are to be changed; nil for all.
  package func merged(_ wanted: Set<String>? = nil) -> Draft {
    guard let known, let kind = RecordKind.ofFolder(folder) else { return draft() }
    let source = known.document.source, isEnglish = known.isEnglish
    var edits: [(range: Range<Int>, indent: String, name: String, part: Part)] = [], added: [Part] = []
    func isWanted(_ key: String) -> Bool { wanted?.contains(key) ?? true }
    for part in parts where isWanted(part.key) && !part.isStopgap {
      if let entry = known.entry(part.key, of: kind) {
        edits.append(
          (entry.keyRange.lowerBound..<entry.value.range.upperBound, "", source.text(entry.keyRange), part))
      } else {
        added.append(part)
      }
    }
    var newFigures: [Part] = [], figuresAt: Int?
    if let entry = known.entry("figures", of: kind), case .map(let entries) = entry.value.content {
      figuresAt = entries.last?.value.range.upperBound
      for part in figures where isWanted(part.key) {
        guard let old = entries.first(where: { part.names($0.key.text) }) else {
          newFigures.append(part)
          continue
        }
        edits.append((old.number.range, "", "", part))
      }
    } else {
      newFigures = figures.filter { isWanted($0.key) }
    }
    var draft = Draft(path, from: table, row: cell), at = 0
    let bytes = source.bytes
    func copy(to end: Int) {
      if end > at { draft.write(bytes[at..<end]) }
      at = Swift.max(at, end)
    }
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
    where edit.range.lowerBound >= at {
      copy(to: edit.range.lowerBound)
      if !edit.name.isEmpty {
        draft.write(edit.name)
        draft.write(edit.part.value.hasPrefix("\n") ? ":" : ": ")
      }
      if let cell = edit.part.cell {
        draft.write(edit.part.value, from: cell)
      } else {
        draft.write(edit.part.value)
      }
      at = Swift.max(at, edit.range.upperBound)
    }
    if !newFigures.isEmpty, let figuresAt, figuresAt >= at {
      copy(to: source.lineEnd(of: figuresAt))
      for part in newFigures { write(part, indent: "  ", name: isEnglish ? part.key : part.name, to: &draft) }
      newFigures = []
    }
    copy(to: known.document.headerEnd)
    for part in added { write(part, indent: "", name: isEnglish ? part.key : part.name, to: &draft) }
    if !newFigures.isEmpty {
      draft.write(isEnglish ? "figures:\n" : "数据:\n")
      for part in newFigures { write(part, indent: "  ", name: isEnglish ? part.key : part.name, to: &draft) }
    }
    if let body, isWanted("body") {
      copy(to: known.document.body.lowerBound)
      draft.write("\n")
      draft.write(body.text, from: body.cell)
      if !body.text.hasSuffix("\n") { draft.write("\n") }
    } else {
      copy(to: bytes.count)
    }
    return draft
  }

  /// The keys of what the row says, in its order.
  package var keys: [String] {
    parts.filter { !$0.isStopgap }.map(\.key) + figures.map(\.key) + (body == nil ? [] : ["body"])
  }

  /// The cell that says what a key is, else the one that is named for the row.
  package func location(of key: String) -> Location { Location(table, new(key)?.cell ?? cell) }

  package func isFigure(_ key: String) -> Bool { figures.contains { $0.key == key } }

  /// The name of a key, and what the row says of it, as a person reads it.
  package func new(_ key: String) -> (name: String, text: String, cell: Range<Int>?)? {
    if key == "body" { return body.map { ("正文", $0.text, $0.cell.range) } }
    return (parts + figures).first { $0.key == key }.map { part in
      (part.name, part.cell?.text ?? part.value, part.cell?.range)
    }
  }

  /// The text of a key in the site, as it is written there.
  package func old(_ key: String) -> String? {
    guard let known, let kind = RecordKind.ofFolder(folder) else { return nil }
    let source = known.document.source
    if key == "body" { return source.text(known.document.body).trimmingBlanks }
    if let entry = known.entry(key, of: kind) { return entry.value.text(in: source) }
    guard let part = figures.first(where: { $0.key == key }),
      case .map(let entries)? = known.entry("figures", of: kind)?.value.content
    else { return nil }
    return entries.first { part.names($0.key.text) }.map { $0.number.text(in: source) }
  }

  /// The number of a metric in the site is one of several, each of another time: a person has to say which is meant.
  package func isOneOfSeveral(_ key: String) -> Bool {
    guard let known, let kind = RecordKind.ofFolder(folder),
      let part = figures.first(where: { $0.key == key }),
      case .map(let entries)? = known.entry("figures", of: kind)?.value.content,
      let entry = entries.first(where: { part.names($0.key.text) }), case .list = entry.value.content
    else { return false }
    return true
  }
}

extension SheetRow.Part {
  /// Whether a key of `figures:` is this metric.
  fileprivate func names(_ key: String) -> Bool { key == self.key || key == name || aliases.contains(key) }
}

extension Entry {
  /// The node of the number, where it has more fields.
  fileprivate var number: Node {
    guard case .map(let fields) = value.content else { return value }
    return fields.first { ["value", "数值"].contains($0.key.text) }?.value ?? value
  }
}

extension Node {
  /// The text of a scalar; of a list or map what the file has.
  fileprivate func text(in source: SourceText) -> String {
    if case .scalar(let scalar) = content { scalar.text } else { source.text(range) }
  }
}

extension SourceText {
  /// The offset after the line that an offset is in.
  fileprivate func lineEnd(of offset: Int) -> Int {
    bytes[offset...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
  }
}
