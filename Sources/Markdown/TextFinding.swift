import Diagnostics

/// Something in a text that its author probably meant otherwise.
struct TextFinding {
  let advice: Advice
  let range: Range<Int>
  let edits: [Edit]

  init(_ advice: Advice, _ range: Range<Int>, _ edits: [Edit] = []) {
    (self.advice, self.range, self.edits) = (advice, range, edits)
  }

  /// A finding whose bytes are to be replaced as a whole.
  init(_ advice: Advice, _ range: Range<Int>, _ replacement: String) {
    self.init(advice, range, [Edit(range, replacement)])
  }

  /// Those of some findings that are about full-width letters, as one; nil if there are none.
  init?(fullWidth findings: [TextFinding]) {
    let found = findings.filter { $0.isAbout(.fullWidthLetters) }
    guard let first = found.first else { return nil }
    self.init(.fullWidthLetters(count: found.count), first.range, found.flatMap(\.edits))
  }

  func isAbout(_ advice: Advice) -> Bool { self.advice.code == advice.code }

  func diagnostic(in file: String, _ severity: Severity = .warning, notes: [Note] = []) -> Diagnostic {
    Diagnostic(
      severity, advice.code, advice.message, at: Location(file, range), notes: notes,
      suggestion: edits.isEmpty ? nil : advice.help.map { Suggestion($0, edits: edits) })
  }
}
