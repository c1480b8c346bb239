import Diagnostics

/// A mistake before its place is known: whoever knows the place makes a diagnostic of it.
package struct Failure: Error, Sendable {
  private struct Details {
    let code: String
    let message: Message
    var location: Location?
    var notes: [Note] = []
    var suggestion: Suggestion?
    /// The word that may be a slip, and what it may have been meant for (without: the names at its place).
    var slip: (word: String, candidates: [String]?)?
  }

  /// One reference, so that throwing costs little where nothing is thrown.
  private final class Box: Sendable {
    let details: Details
    init(_ details: Details) { self.details = details }
  }

  private let box: Box
  private var details: Details { box.details }

  /// A failure of a filter of the program's own.
  package init(_ message: Message, code: String = "template-filter") { self.init(code, message) }

  init(_ code: String, _ message: Message, slip: (word: String, candidates: [String]?)? = nil) {
    box = Box(Details(code: code, message: message, slip: slip))
  }

  private init(_ details: Details) { box = Box(details) }

  var isLocated: Bool { details.location != nil }

  private func with(_ change: (inout Details) -> Void) -> Failure {
    var details = details
    change(&details)
    return Failure(details)
  }

  /// The failure at its place. A slip of a word at the end of that place can be put right there.
  func located(at location: Location, in source: SourceText, names: [String] = []) -> Failure {
    with { details in
      details.location = location
      guard let slip = details.slip, case let candidates = slip.candidates ?? names, !candidates.isEmpty
      else {
        return
      }
      let end = location.range.upperBound, range = max(0, end - slip.word.utf8.count)..<end
      if let word = nearest(to: slip.word, among: candidates), source.text(range) == slip.word {
        details.suggestion = Suggestion(.didYouMean(word), edits: [Edit(range, word)])
      }
      details.notes.append(Note(.available(candidates)))
      details.slip = nil
    }
  }

  /// The failure with one more step of the way to its place; whatever goes round in circles is said once.
  func noting(_ message: Message, at location: Location? = nil) -> Failure {
    let note = Note(message, at: location)
    return details.notes.contains(note) ? self : with { $0.notes.append(note) }
  }

  var diagnostic: Diagnostic {
    Diagnostic(
      .error, details.code, details.message, at: details.location, notes: details.notes,
      suggestion: details.suggestion)
  }
}
