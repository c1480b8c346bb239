/// A workbook of Excel: sheets of texts and numbers, as people fill them in, print them and pass them on.
///
/// It is what `WorkbookReader` reads: no formulas, no macros, nothing that is not said here.
package struct Workbook: Sendable {
  package var sheets: [Sheet]
  package var properties = Properties()
  package var names: [Name] = []

  package init(_ sheets: [Sheet]) { self.sheets = sheets }

  /// The most UTF-16 code units that a cell or comment holds: what is longer is cut, so ask before.
  package static let textLimit = 32_767

  /// A cell, and what is seen of it: `.text("001").styled(.marked).commented("…")`.
  package struct Cell: Sendable, Equatable {
    package var value: Value
    /// The look; nil for that of its row: a heading in the head, else a text.
    package var style: Style?
    package var comment: String?

    package enum Value: Sendable, Equatable {
      case text(String)
      /// A number in digits, with a point.
      case number(String)
      /// A day, which Excel counts from 1900 and shows as 2024-07-03.
      case date(year: Int, month: Int, day: Int)
      case empty
    }

    package static let empty = Cell(value: .empty)
    package static func text(_ text: String) -> Cell { Cell(value: text.isEmpty ? .empty : .text(text)) }
    package static func number(_ digits: String) -> Cell { Cell(value: .number(digits)) }
    package static func date(year: Int, month: Int, day: Int) -> Cell {
      Cell(value: .date(year: year, month: month, day: day))
    }

    package func styled(_ style: Style) -> Cell {
      var cell = self
      cell.style = style
      return cell
    }

    package func commented(_ comment: String) -> Cell {
      var cell = self
      cell.comment = comment
      return cell
    }
  }

  package struct Sheet: Sendable {
    package var name: String
    package var rows: [[Cell]]
    package var columns: [Column]
    /// The number of rows that are the head: they stay when the sheet is scrolled, and are printed on each page.
    package var headRows: Int
    /// The number of columns that stay.
    package var frozenColumns = 0
    package var isLandscape: Bool
    /// Whether the last row of the head offers to filter the rows below it.
    package var hasFilter = false
    package var merged: [Area] = []
    package var validations: [Validation] = []
    package var visibility = Visibility.visible
    /// The most lines that the height of a row has room for; nil for all that Excel allows.
    package var lineLimit: Int?
    /// The middle of each printed page's foot, with `&P` for the page's number and `&N` for how many there are.
    package var footer = ""

    package init(
      name: String, rows: [[Cell]], columns: [Column] = [], headRows: Int = 1, isLandscape: Bool = false
    ) {
      self.name = name
      self.rows = rows
      self.columns = columns
      self.headRows = headRows
      self.isLandscape = isLandscape
    }

    package init(
      name: String, rows: [[Cell]], widths: [Int], headRows: Int = 1, isLandscape: Bool = false
    ) {
      self.init(
        name: name, rows: rows, columns: widths.map { Column(width: $0) }, headRows: headRows,
        isLandscape: isLandscape)
    }
  }

  package struct Column: Sendable, Equatable {
    /// In Latin letters; a Chinese character takes two.
    package var width: Int
    /// The look of cells that nobody has written yet.
    package var style: Style?
    package var isHidden = false

    package init(width: Int, style: Style? = nil, isHidden: Bool = false) {
      self.width = width
      self.style = style
      self.isHidden = isHidden
    }
  }

  package enum Visibility: String, Sendable {
    case visible, hidden
    /// The sheet is in no menu: only a program shows it again.
    case veryHidden
  }

  /// Cells from one corner to the other, counted from 0.
  package struct Area: Sendable, Equatable {
    package var columns: ClosedRange<Int>
    package var rows: ClosedRange<Int>

    package init(columns: ClosedRange<Int>, rows: ClosedRange<Int>) {
      self.columns = columns
      self.rows = rows
    }

    package init(column: Int, rows: ClosedRange<Int>) { self.init(columns: column...column, rows: rows) }

    /// `A1:B2`, or `A1` for one cell.
    package var address: String {
      let first = CellAddress.letters(columns.lowerBound) + "\(rows.lowerBound + 1)"
      let last = CellAddress.letters(columns.upperBound) + "\(rows.upperBound + 1)"
      return first == last ? first : first + ":" + last
    }

    /// `'选项'!$A$1:$B$2`, as a validation or a name refers to cells of a sheet.
    package func reference(in sheet: String) -> String {
      let first = "$\(CellAddress.letters(columns.lowerBound))$\(rows.lowerBound + 1)"
      let last = "$\(CellAddress.letters(columns.upperBound))$\(rows.upperBound + 1)"
      return "'\(Workbook.sheetName(sheet).replacing("'", with: "''"))'!\(first):\(last)"
    }
  }

  /// A hint that Excel shows where somebody is about to fill in a cell, and the texts that it takes.
  package struct Validation: Sendable, Equatable {
    package var area: Area
    /// The cells that a list offers, as `Area.reference` or a name; nil for a hint alone.
    package var list: String?
    /// Whether other texts are refused, or asked about.
    package var isStrict: Bool
    package var prompt: Text?
    package var error: Text?

    /// A title and a text, of which Excel shows 32 and 255 characters: the rest is cut.
    package struct Text: Sendable, Equatable {
      package var title: String
      package var text: String

      package init(title: String, text: String) {
        self.title = title
        self.text = text
      }
    }

    package init(
      _ area: Area, list: String? = nil, isStrict: Bool = false, prompt: Text? = nil, error: Text? = nil
    ) {
      self.area = area
      self.list = list
      self.isStrict = isStrict
      self.prompt = prompt
      self.error = error
    }
  }

  /// A name for cells, by which a validation knows them.
  package struct Name: Sendable, Equatable {
    package var name: String
    package var reference: String

    package init(_ name: String, _ reference: String) {
      self.name = name
      self.reference = reference
    }
  }

  /// Facts about the file; what is empty is left out.
  package struct Properties: Sendable, Equatable {
    package var title = ""
    package var subject = ""
    package var creator = ""
    package var description = ""
    /// `2024-07-03`
    package var created = ""

    package init() {}
  }
}

extension Workbook {
  /// A name that Excel lets a sheet have: 31 characters, without some.
  package static func sheetName(_ name: String) -> String {
    let allowed = name.filter { !"[]:*?/\\'".contains($0) }
    return allowed.cut(to: 31)
  }

  /// The name, numbered where another sheet has it already, whatever its letters' case.
  package static func sheetName(_ name: String, besides used: inout Set<String>) -> String {
    let base = sheetName(name).isEmpty ? "Sheet" : sheetName(name)
    var result = base, number = 1
    while !used.insert(result.lowercased()).inserted {
      number += 1
      result = base.cut(to: 31 - String(number).utf8.count) + String(number)
    }
    return result
  }
}

extension String {
  /// The beginning that has so many UTF-16 code units at most.
  func cut(to limit: Int) -> String {
    guard utf16.count > limit else { return self }
    var end = utf16.index(startIndex, offsetBy: limit)
    // No character is cut in two.
    while end > startIndex, index(ofCharacterAt: end) != end { end = utf16.index(before: end) }
    return String(self[..<end])
  }

  private func index(ofCharacterAt index: Index) -> Index? { Index(index, within: self) }
}
