// Texts that a table cannot hold as they are. The mark before them is also put before texts that begin with it
// already, so that an import knows what to take away.
extension Collection<UInt8> {
  /// `[x]` or `[z]`
  package var isAbsence: Bool { Absence.allCases.contains { elementsEqual($0.rawValue.utf8) } }

  /// The text would be a mark: it has a backslash before it.
  package var needsEscape: Bool {
    first == .backslash || first == UInt8(ascii: "[") ? drop { $0 == .backslash }.isAbsence : false
  }

  /// Excel would compute the text, or take the rest of the cell for a formula: for Excel it has an apostrophe before it.
  package var needsGuard: Bool {
    var rest = drop { $0 == .apostrophe }
    if let first = rest.first, [9, 10, 13].contains(first) { return true }
    while let space = blanks.first(where: { rest.starts(with: $0) }) { rest = rest.dropFirst(space.count) }
    return signs.contains { rest.starts(with: $0) }
  }
}

/// The beginnings of a cell that make it a formula to Excel and its like: full-width signs are signs to a Chinese Excel.
private let signs = ["=", "+", "-", "@", "＝", "＋", "－", "＠"].map { Array($0.utf8) }
/// The blanks that may be before such a sign: a space, one that is not broken, one of full width.
private let blanks = [" ", "\u{A0}", "　"].map { Array($0.utf8) }

extension UInt8 {
  fileprivate static let apostrophe = UInt8(ascii: "'")
  fileprivate static let backslash = UInt8(ascii: "\\")
}
