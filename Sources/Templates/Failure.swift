import Diagnostics

/// A mistake before its place is known: whoever knows the place makes a diagnostic of it.
package struct Failure: Error, Sendable {
  /// One reference, so that throwing costs little where nothing is thrown.
  private final class Details: Sendable {
    let code: String
    let message: Message
    let location: Location?
    let notes: [Note]
    let suggestion: Suggestion?
    /// A step of the way whose place is about to be known.
    let pending: Message?
    /// The word that may be a slip, and what it may have been meant for (without: the names at its place).
    let slip: (word: String, candidates: [String]?)?

    init(
      _ code: String, _ message: Message, location: Location?, notes: [Note], suggestion: Suggestion?,
      pending: Message? = nil, slip: (word: String, candidates: [String]?)? = nil
    ) {
      self.code = code
      self.message = message
      self.location = location
      self.notes = notes
      self.suggestion = suggestion
      self.pending = pending
      self.slip = slip
    }
  }

  private let details: Details

  /// A failure of a filter of the program's own.
  package init(_ message: Message, code: String = "template-filter") { self.init(code, message) }

  init(
    _ code: String, _ message: Message, notes: [Note] = [],
    slip: (word: String, candidates: [String]?)? = nil
  ) {
    details = Details(
      code, message, location: nil, notes: notes, suggestion: nil, slip: slip)
  }

  private init(_ details: Details) { self.details = details }

  var code: String { details.code }
  var isLocated: Bool { details.location != nil }

  /// The failure at its place. A slip of a word at the end of that place can be put right there.
  func located(at location: Location, in source: SourceText?, names: [String] = []) -> Failure {
    var notes = details.notes, suggestion: Suggestion?
    if let slip = details.slip, case let candidates = slip.candidates ?? names, !candidates.isEmpty {
      let end = location.range.upperBound
      let range = max(0, end - slip.word.utf8.count)..<end
      if let word = nearest(to: slip.word, among: candidates), source?.text(range) == slip.word {
        suggestion = Suggestion(.didYouMean(word), edits: [Edit(range, word)])
      }
      notes.append(Note(.available(candidates)))
    }
    return Failure(
      Details(
        details.code, details.message, location: location, notes: notes, suggestion: suggestion))
  }

  /// One more step of the way to the place: an include, a call. Its own place is still to come.
  func noting(_ message: Message) -> Failure { with(details.notes, pending: message) }

  /// A step that has no place of its own.
  func noting(placeless message: Message) -> Failure { with(details.notes + [Note(message)], pending: nil) }

  /// The place of the step noted last.
  func placed(at location: @autoclosure () -> Location) -> Failure {
    guard let pending = details.pending else { return self }
    let note = Note(pending, at: location())
    // Whatever goes round in circles is said once.
    return with(details.notes.contains(note) ? details.notes : details.notes + [note], pending: nil)
  }

  private func with(_ notes: [Note], pending: Message?) -> Failure {
    Failure(
      Details(
        details.code, details.message, location: details.location, notes: notes,
        suggestion: details.suggestion, pending: pending, slip: details.slip))
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
