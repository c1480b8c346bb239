import Diagnostics

/// A mistake before its place is known: whoever knows the place makes a diagnostic of it.
package struct Failure: Error, Sendable {
  private struct Details {
    let code: String
    let message: Message
    var location: Location?
    var notes: [Note] = []
    var suggestion: Suggestion?
    /// A step of the way whose place is about to be known.
    var pending: Message?
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

  var code: String { details.code }
  var isLocated: Bool { details.location != nil }

  private func with(_ change: (inout Details) -> Void) -> Failure {
    var details = details
    change(&details)
    return Failure(details)
  }

  /// The failure at its place. A slip of a word at the end of that place can be put right there.
  func located(at location: Location, in source: SourceText?, names: [String] = []) -> Failure {
    with { details in
      (details.location, details.pending) = (location, nil)
      guard let slip = details.slip, case let candidates = slip.candidates ?? names, !candidates.isEmpty
      else {
        return
      }
      let end = location.range.upperBound, range = max(0, end - slip.word.utf8.count)..<end
      if let word = nearest(to: slip.word, among: candidates), source?.text(range) == slip.word {
        details.suggestion = Suggestion(.didYouMean(word), edits: [Edit(range, word)])
      }
      details.notes.append(Note(.available(candidates)))
      details.slip = nil
    }
  }

  /// One more step of the way to the place: an include, a call. Its own place is still to come.
  func noting(_ message: Message) -> Failure { with { $0.pending = message } }

  /// A step that has no place of its own.
  func noting(placeless message: Message) -> Failure {
    with {
      $0.notes.append(Note(message))
      $0.pending = nil
    }
  }

  /// The place of the step noted last.
  func placed(at location: @autoclosure () -> Location) -> Failure {
    guard let pending = details.pending else { return self }
    let note = Note(pending, at: location())
    return with {
      // Whatever goes round in circles is said once.
      if !$0.notes.contains(note) { $0.notes.append(note) }
      $0.pending = nil
    }
  }

  var diagnostic: Diagnostic {
    Diagnostic(
      .error, details.code, details.message, at: details.location, notes: details.notes,
      suggestion: details.suggestion)
  }

  func diagnostic(at location: Location, in source: SourceText) -> Diagnostic {
    located(at: location, in: source).diagnostic
  }
}
