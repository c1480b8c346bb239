import Diagnostics
import Records

extension Diagnostic {
  /// A finding in the two languages of messages.
  ///
  /// - Parameters:
  ///   - advice: a sentence about what to do, as a note.
  ///   - meant: the text that was probably meant, to replace the one at the location.
  package init(
    _ severity: Severity, _ code: String, zh: String, en: String, at location: Location?,
    advice: (zh: String, en: String)? = nil, meant: String? = nil
  ) {
    self.init(
      severity, code, at: location, zh: zh, en: en,
      notes: advice.map { [Note(Message(zh: $0.zh, en: $0.en))] } ?? [],
      suggestion: location.flatMap { location in meant.map { .replace(location, with: $0) } })
  }
}
