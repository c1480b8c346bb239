/// A printed sheet as a sequence of paragraphs, tables and charts, in the terms of an official document (公文).
package struct Sheet: Sendable {
  package var title = ""
  /// The issuing office.
  package var author = ""
  /// The kind of sheet: `brief`, `register` …
  package var kind = ""
  package var blocks: [Block] = []
  /// The 报尾, at the foot of the last page.
  package var foot: [Paragraph] = []
  /// The texts of footnotes, by the id of their entry in the page.
  package var footnotes: [String: [Paragraph]] = [:]

  /// Whether its first page is a cover.
  var hasCover: Bool {
    if case .paragraph(let first)? = blocks.first {
      first.role == .coverTitle || first.role == .coverLine
    } else {
      false
    }
  }

  package enum Block: Sendable {
    case paragraph(Paragraph)
    case table(Table)
    case chart(Chart)
  }
}

package struct Paragraph: Sendable {
  package var role: Role
  package var runs: [Run]
  /// The id by which links find it.
  package var id: String?
  package var item: ListItem?
  /// Whether it begins a page, whatever its style says.
  package var startsPage = false
  /// Whether it is in the middle of its cell.
  package var isCentred = false

  package init(_ role: Role, _ runs: [Run] = [], id: String? = nil, item: ListItem? = nil) {
    self.role = role
    self.runs = runs
    self.id = id
    self.item = item
  }

  /// The part that a paragraph has in the document: each has a style in Word.
  package enum Role: String, Sendable, CaseIterable {
    case secrecy, masthead, issue, imprint, kicker, title, editorNote
    case body, heading1, heading2, heading3, quote, code, picture, rule
    case caption, note, annexList, annexItem, annexLabel, annexTitle, smallHeading, small
    case cell, headCell, numberCell, numberHead
    case coverTitle, coverLine, contents, groupTitle, caseTitle, scope, blanks
    case recipients, extra, responsible, copies, footnote
  }

  /// The text of its runs.
  package var text: String { runs.map(\.text).joined() }
}

/// The first paragraph of an entry of a list.
package struct ListItem: Sendable, Equatable {
  /// The number of the list in the sheet.
  package let list: Int
  /// The depth, from 0.
  package let level: Int
  package let isOrdered: Bool
  package let start: Int
}

/// A piece of a paragraph that looks the same throughout.
package struct Run: Sendable {
  package var content: Content
  package var look: Look = []
  /// The address to which it links: whole, or `#id`.
  package var link: String?
  package var figure: FigureMark?

  package enum Content: Sendable {
    case text(String)
    case tab
    case lineBreak
    /// A footnote, by the id of its entry, and the number that the page prints.
    case footnote(String, number: String)
    /// The number of the page where an id is.
    case pageNumber(of: String)
    case picture(Picture)
  }

  package struct Look: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    package static let strong = Look(rawValue: 1), emphasis = Look(rawValue: 2), code = Look(rawValue: 4)
    package static let deleted = Look(rawValue: 8), raised = Look(rawValue: 16), lowered = Look(rawValue: 32)
    /// The lead of a paragraph that is its heading: `（一）青山区。`
    package static let lead = Look(rawValue: 64)
    /// A text in English, whose marks are of its own face: “ ” as wide as letters.
    package static let english = Look(rawValue: 128)
  }

  package var text: String {
    switch content {
    case .text(let text): text
    case .tab: "\t"
    case .lineBreak: "\n"
    case .footnote, .picture, .pageNumber: ""
    }
  }
}

/// A number that comes from the data, at one of the places where the sheet prints it.
package struct FigureMark: Sendable, Equatable {
  /// The id in `data-figure`.
  package let id: String
  /// The rank of the place among those of the sheet.
  package let rank: Int
}

package struct Picture: Sendable {
  package var bytes: [UInt8]
  package var format: Format
  /// The size in pixels, as it is seen.
  package var width: Int
  package var height: Int
  package var turn = Turn()
  package var alternative: String

  /// The way in which its pixels are to be turned to be upright: mirrored first, then to the right.
  package struct Turn: Sendable, Equatable {
    package var degrees = 0
    package var isMirrored = false

    package var isSideways: Bool { degrees % 180 != 0 }
  }

  package enum Format: String, Sendable {
    case png, jpeg, gif
  }
}

package struct Table: Sendable {
  package var caption: Paragraph?
  package var rows: [Row] = []

  package struct Row: Sendable {
    package var isHead: Bool
    package var cells: [Cell]
    /// The number of lines that it is high at least.
    package var height = 1
  }

  package struct Cell: Sendable {
    package var paragraphs: [Paragraph]
    package var columns = 1
    package var rows = 1
  }
}

/// A chart with its numbers. What the page says below it follows as paragraphs.
package struct Chart: Sendable {
  package var kind: Kind
  package var title: String
  /// The chart in words, for those who do not see it.
  package var alternative: String
  package var unit: String
  package var points: [Point]

  package enum Kind: String, Sendable {
    /// Bars side by side, longest first.
    case bars
    /// A column for each period.
    case trend
  }

  package struct Point: Sendable {
    package var name: String
    /// The number in digits (`8000000`); nil where there is none.
    package var value: String?
    /// The number as published, without its unit (800余万), or why there is none.
    package var label: String
    package var figure: FigureMark?
    /// The part of the number that is certain, where its words leave it open: 600 of 近700, which ends at 700.
    package var certain: String?
    /// In a trend the end of what is possible, which is above the number itself: 300 of 200余.
    package var most: String?

    /// The number with its unit, unless it says it (78.1%).
    func wording(unit: String) -> String {
      value == nil || unit.isEmpty || label.hasSuffix(unit) ? label : label + unit
    }
  }
}
