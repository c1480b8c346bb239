import Diagnostics
import OfficeFiles

/// A Word file as the texts in which messages have their places: one for each paragraph or row, named as a person would name
/// it (`来稿.docx 第3段`).
struct WordSource {
  let path: String
  private let language: Language
  private(set) var texts: [SourceText] = []
  private var indices: [WordPlace: Int] = [:]

  init(_ text: WordText, _ language: Language) {
    path = text.path
    self.language = language
    for block in text.blocks {
      switch block {
      case .paragraph(let paragraph): add(paragraph.place, paragraph.number + paragraph.text)
      case .table(let table):
        for (index, row) in table.rows.enumerated() {
          add(
            .table(table.number, row: index + 1),
            row.filter { !$0.isCovered }.map(\.text).joined(separator: " | "))
        }
      }
    }
    for (index, note) in text.notes.enumerated() {
      add(.note(index + 1), note.map(\.text).joined(separator: " "))
    }
    add(.file, "")
  }

  /// The bytes of a paragraph in which words are looked for: nobody writes longer ones.
  private static let searched = 20_000

  private mutating func add(_ place: WordPlace, _ words: String) {
    if indices[place] != nil { return }
    indices[place] = texts.count
    texts.append(
      SourceText(path: name(of: place), words.replacing("\n", with: " ").replacing("\t", with: " ")))
  }

  /// `来稿.docx 第3段`
  func name(of place: WordPlace) -> String {
    place == .file ? path : path + " " + place.message[language]
  }

  /// The place of some words in a paragraph or row; all of it where they are not there as they are.
  func location(_ place: WordPlace, of words: String = "") -> (location: Location, isVerbatim: Bool) {
    guard let index = indices[place] else { return (Location(path, 0..<0), false) }
    let text = texts[index].bytes
    let needle = Array(words.utf8)
    if 1...WordSource.searched ~= needle.count, needle.count <= text.count, text.count <= WordSource.searched,
      let start = (0...text.count - needle.count).first(where: { text[$0...].starts(with: needle) })
    {
      return (Location(texts[index].path, start..<start + needle.count), true)
    }
    return (Location(texts[index].path, 0..<text.count), false)
  }
}
