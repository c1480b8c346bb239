/// A table of cells with texts: a sheet of a workbook, or a CSV file.
package struct SheetTable: Sendable, Equatable {
  /// The file's path as it was given.
  package var file: String
  /// The sheet's name; nil for a CSV file.
  package var name: String?
  package var isHidden: Bool
  /// The columns that are hidden, counted from 0.
  package var hiddenColumns: [Range<Int>]
  /// The rows with something in them, in their order.
  package var rows: [Row]

  package struct Row: Sendable, Equatable {
    /// The number that Excel shows beside it, from 1.
    package var number: Int
    package var isHidden: Bool
    /// The cells with something in them, by their columns.
    package var cells: [Cell]

    package init(number: Int, isHidden: Bool = false, cells: [Cell]) {
      self.number = number
      self.isHidden = isHidden
      self.cells = cells
    }

    package subscript(column: Int) -> Cell? {
      // They are in order, and often without gaps.
      if column < cells.count, cells[column].column == column { return cells[column] }
      return cells.first { $0.column == column }
    }
  }

  package struct Cell: Sendable, Equatable {
    /// Counted from 0.
    package var column: Int
    /// The text as a person sees it, but for dates, which are `2024-07-03`, and numbers, which have all their digits.
    package var text: String
    package var kind: Kind
    /// True where cells are merged, for all of them but the first, whose text each of them has.
    package var isRepeated: Bool

    package init(column: Int, text: String, kind: Kind = .text, isRepeated: Bool = false) {
      self.column = column
      self.text = text
      self.kind = kind
      self.isRepeated = isRepeated
    }
  }

  package enum Kind: String, Sendable {
    case text, number, date, boolean
    /// `#N/A`, `#REF!`
    case error
    /// A formula that no program has calculated yet; the text is the formula.
    case formulaWithoutValue
  }

  package init(
    file: String, name: String? = nil, isHidden: Bool = false, hiddenColumns: [Range<Int>] = [],
    rows: [Row] = []
  ) {
    self.file = file
    self.name = name
    self.isHidden = isHidden
    self.hiddenColumns = hiddenColumns
    self.rows = rows
  }

  package func hides(column: Int) -> Bool { hiddenColumns.contains { $0.contains(column) } }
}

/// A cell's address, as Excel shows it: C5.
package struct CellAddress: Sendable, Equatable {
  /// Counted from 1.
  package var row: Int
  /// Counted from 0.
  package var column: Int

  /// Excel's last row, and the number of its columns (XFD).
  static let rows = 1 << 20, columns = 1 << 14

  package init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// The address from its text; nil for what is beyond a sheet.
  package init?(_ text: some StringProtocol) {
    var row = 0, column = 0, hasLetters = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9") where hasLetters: row = row * 10 + Int(byte - 48)
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0: column = column * 26 + Int(byte - 64)
      case UInt8(ascii: "a")...UInt8(ascii: "z") where row == 0: column = column * 26 + Int(byte - 96)
      default: return nil
      }
      hasLetters = true
      if row > CellAddress.rows || column > CellAddress.columns { return nil }
    }
    guard row > 0, column > 0 else { return nil }
    self.init(row: row, column: column - 1)
  }

  package var text: String { CellAddress.letters(column) + String(row) }

  /// The letters of a column: A … Z, AA …
  package static func letters(_ column: Int) -> String {
    var rest = column, letters = ""
    repeat {
      letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters
  }
}
