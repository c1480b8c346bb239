/// The text of a Word file (.docx): paragraphs and tables in their order, without layout.
package struct WordText: Sendable {
  /// The name of the file in messages.
  package let path: String
  package internal(set) var blocks: [Block] = []
  /// The footnotes and endnotes, in the order of their first mention.
  package internal(set) var notes: [[WordParagraph]] = []
  package internal(set) var pictures: [WordPicture] = []
  /// The things that were left out, or read as something else.
  package internal(set) var notices: [WordNotice] = []

  package enum Block: Sendable {
    case paragraph(WordParagraph)
    case table(WordTable)
  }

  init(path: String) { self.path = path }
}

/// A place in a Word file, as a person counts there: empty paragraphs do not count.
package enum WordPlace: Sendable, Hashable {
  /// Paragraphs outside of tables, from 1.
  case paragraph(Int)
  /// Both from 1.
  case table(Int, row: Int)
  /// A footnote or endnote, from 1.
  case note(Int)
  /// The file as a whole.
  case file

  /// Paragraphs come before tables, and the file last.
  var rank: Int {
    switch self {
    case .paragraph(let number): number
    case .table(let number, let row): 1_000_000 * number + min(row, 999_999)
    case .note, .file: Int.max
    }
  }
}

package struct WordParagraph: Sendable {
  package let place: WordPlace
  package internal(set) var role: Role
  package internal(set) var runs: [WordRun]
  /// The number that Word puts in front: 一、, （一）, 1., empty for none.
  package internal(set) var number = ""
  package internal(set) var isCentred = false
  /// The size of its letters in half points.
  package internal(set) var size = 0
  /// The name of its style in small letters without blanks.
  package internal(set) var style = ""

  init(place: WordPlace, role: Role, runs: [WordRun]) {
    self.place = place
    self.role = role
    self.runs = runs
  }

  /// A heading that stands for a label of a form.
  package init(heading text: String, level: Int, at place: WordPlace) {
    self.init(place: place, role: .heading(level), runs: [WordRun(content: .text(text))])
  }

  /// The same paragraph with other contents in its runs.
  package init(_ other: WordParagraph, _ change: (WordRun.Content) -> WordRun.Content) {
    self = other
    for index in runs.indices { runs[index].content = change(runs[index].content) }
  }

  package enum Role: Sendable, Equatable {
    case title, subtitle
    /// A heading on a level from 1.
    case heading(Int)
    /// An item of a list on a level from 0; `number` is nil behind a bullet.
    case item(level: Int, number: Int?)
    case caption, quote, body
  }

  /// The words alone.
  package var text: String {
    runs.reduce(into: "") { text, run in
      if case .text(let words) = run.content { text += words }
      if case .lineBreak = run.content { text += "\n" }
    }
  }

  package var hasPicture: Bool { runs.contains { if case .picture = $0.content { true } else { false } } }
}

package struct WordRun: Sendable, Equatable {
  package internal(set) var content: Content
  package internal(set) var isBold = false
  package internal(set) var isItalic = false
  package internal(set) var isStruck = false
  /// The address that it leads to.
  package internal(set) var link: String?

  package enum Content: Sendable, Equatable {
    case text(String)
    case lineBreak
    /// The index of a footnote or endnote.
    case note(Int)
    /// The index of a picture, and what is said in place of it.
    case picture(Int, description: String)
  }

  func hasFace(of other: WordRun) -> Bool {
    isBold == other.isBold && isItalic == other.isItalic && isStruck == other.isStruck && link == other.link
  }
}

package struct WordTable: Sendable {
  /// The number among the tables of the file, from 1.
  package let number: Int
  /// The number of rows at the top that are heads.
  package internal(set) var headRows = 1
  /// All rows have the same number of cells: a merged one fills the places that it covers.
  package internal(set) var rows: [[Cell]] = []

  package struct Cell: Sendable {
    package internal(set) var paragraphs: [WordParagraph] = []
    /// True for a place that a cell to the left covers.
    package internal(set) var isCovered = false

    package var text: String {
      paragraphs.map(\.text).filter { !$0.isEmpty }.joined(separator: "\n")
    }
  }
}

package struct WordPicture: Sendable {
  package let bytes: [UInt8]
  /// The ending of its file, by its content: `png`; nil for a format that no browser shows.
  package let ending: String?
  /// The name of its part: `media/image1.emf`.
  package let name: String

  init(_ bytes: [UInt8], name: String) {
    (self.bytes, self.name) = (bytes, name)
    ending =
      switch true {
      case bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]): "png"
      case bytes.starts(with: [0xFF, 0xD8, 0xFF]): "jpg"
      case bytes.starts(with: "GIF8".utf8): "gif"
      case bytes.starts(with: "RIFF".utf8) && bytes.dropFirst(8).starts(with: "WEBP".utf8): "webp"
      case bytes.dropFirst(4).starts(with: "ftypavif".utf8): "avif"
      default: nil
      }
  }
}
