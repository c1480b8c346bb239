import Diagnostics
import Printing

extension PrintedSheet {
  /// The sheet as a Word file; in a proof each number has a comment that says what it rests on. Returns nil where it
  /// shows what Word cannot.
  package func inWord(isProof: Bool, reporting diagnostics: inout [Diagnostic]) -> [UInt8]? {
    var found: [Diagnostic] = []
    let sheet = Sheet(page: page, of: file, address: address, reporting: &found)
    diagnostics += found
    if found.hasErrors { return nil }
    let notes = isProof ? publication.proofNotes(on: sheet.figures) : [:]
    return WordFile(sheet, proof: notes).bytes
  }
}
