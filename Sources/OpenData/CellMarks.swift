import Records

// Texts that a table cannot hold as they are. What is put before them is put before those that begin with it already, too, so
// that an import knows what to take away.
extension Collection<UInt8> {
  /// `[x]` or `[z]`
  var isAbsence: Bool { Absence.allCases.contains { elementsEqual($0.rawValue.utf8) } }

  /// The text would be a mark: it has a backslash before it.
  var needsEscape: Bool {
    first == .backslash || first == UInt8(ascii: "[") ? drop { $0 == .backslash }.isAbsence : false
  }

  /// Excel would compute the text: for Excel it has an apostrophe before it.
  var needsGuard: Bool { drop { $0 == .apostrophe }.first?.beginsFormula ?? false }
}

extension UInt8 {
  static let apostrophe = UInt8(ascii: "'")
  static let backslash = UInt8(ascii: "\\")

  /// A cell that begins with one of these is a formula to Excel and its like.
  fileprivate var beginsFormula: Bool {
    switch self {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 9, 13: true
    default: false
    }
  }
}
