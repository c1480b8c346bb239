import Diagnostics
import Printing

extension PrintedSheet {
  /// The sheet as a Word file; in a proof each number has a comment that says what it rests on. Returns nil where it
  /// shows what Word cannot.
  package func inWord(isProof: Bool, reporting diagnostics: inout [Diagnostic]) -> [UInt8]? {
    var found: [Diagnostic] = []
    let sheet = Sheet(page: page, of: file, address: address, reporting: &found)
    diagnostics += found.map { finding in
      var finding = finding
      if finding.severity == .error, let place = source.pictureNotForWord { finding.location = place }
      return finding
    }
    if found.hasErrors { return nil }
    let notes = isProof ? publication.proofNotes(on: sheet.figures) : [:]
    return WordFile(sheet, proof: notes).bytes
  }
}

extension SourceText {
  /// The first picture of the text that is of no kind which Word shows.
  fileprivate var pictureNotForWord: Location? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let found = text.firstMatch(of: #/!\[[^\]]*\]\([^)]*\.(?i:svg|webp|avif|bmp|tiff?)[^)]*\)/#) else {
      return nil
    }
    let start = text.utf8.distance(from: text.startIndex, to: found.range.lowerBound)
    return Location(path, start..<start + text[found.range].utf8.count)
  }
}
