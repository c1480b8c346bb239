import Diagnostics

/// The words of a warning about a text: what is wrong, and what the edits do about it.
struct Advice {
  let code: String
  let message: Message
  /// The effect of the edits; nil where only the author can mend the text.
  let help: Message?

  init(_ code: String, zh: String, en: String, help: Message? = nil) {
    self.code = code
    message = Message(zh: zh, en: en)
    self.help = help
  }
}

/// Something in a text that its author probably meant otherwise.
struct Finding {
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

  func isAbout(_ advice: Advice) -> Bool { self.advice.code == advice.code }

  func diagnostic(in file: String, _ severity: Severity = .warning, notes: [Note] = []) -> Diagnostic {
    Diagnostic(
      severity, advice.code, advice.message, at: Location(file, range), notes: notes,
      suggestion: edits.isEmpty ? nil : advice.help.map { Suggestion($0, edits: edits) })
  }
}
