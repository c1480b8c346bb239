/// A finding: what is wrong (or worth knowing), where, and what to do about it.
///
/// The one error type of the program. Inside a target it may be thrown; between targets it is
/// appended to a list, so that one run finds every mistake of every file.
package struct Diagnostic: Error, Sendable, Equatable {
  package var severity: Severity
  /// A stable kebab-case name, documented in `docs/diagnostics.md`.
  package var code: String
  package var message: Message
  /// The part of a file that it is about; nil only for what belongs to no file at all.
  package var location: Location?
  package var notes: [Note]
  package var suggestion: Suggestion?
  /// The write-up itself explains the discrepancy: `--strict` does not turn it into a failure.
  package var isExplained: Bool

  package init(
    _ severity: Severity, _ code: String, _ message: Message, at location: Location?,
    notes: [Note] = [], suggestion: Suggestion? = nil, isExplained: Bool = false
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.location = location
    self.notes = notes
    self.suggestion = suggestion
    self.isExplained = isExplained
  }

  /// A diagnostic about a file as a whole.
  package init(_ severity: Severity, _ code: String, ofFile path: String, zh: String, en: String) {
    self.init(severity, code, Message(zh: zh, en: en), at: Location(path, 0..<0))
  }

  package init(
    _ severity: Severity, _ code: String, at location: Location?, zh: String, en: String, notes: [Note] = [],
    suggestion: Suggestion? = nil
  ) {
    self.init(severity, code, Message(zh: zh, en: en), at: location, notes: notes, suggestion: suggestion)
  }
}

package enum Severity: String, Sendable, Comparable {
  case warning, error

  package static func < (a: Severity, b: Severity) -> Bool { a == .warning && b == .error }
}

/// A sentence in the two languages of the program's messages. What it quotes may be as long as a file: it is cut.
package struct Message: Sendable, Equatable {
  package var zh: String
  package var en: String

  package init(zh: String, en: String) {
    self.zh = zh.shortened
    self.en = en.shortened
  }

  package subscript(language: Language) -> String { language == .zh ? zh : en }
}

/// The language of messages to authors; the site's own is in `site.yml`.
package enum Language: String, Sendable, CaseIterable {
  case zh, en
}

/// A range of bytes in a file; `file` is relative to the root, with `/`.
package struct Location: Sendable, Equatable {
  package var file: String
  package var range: Range<Int>

  package init(_ file: String, _ range: Range<Int>) {
    self.file = file
    self.range = range
  }
}

/// A further fact, with its own location if it has one (“first given here”).
package struct Note: Sendable, Equatable {
  package var message: Message
  package var location: Location?

  package init(_ message: Message, at location: Location? = nil) {
    self.message = message
    self.location = location
  }

  package init(zh: String, en: String, at location: Location? = nil) {
    self.init(Message(zh: zh, en: en), at: location)
  }
}

/// An edit that removes the diagnostic; the ranges are in the diagnostic's own file.
package struct Suggestion: Sendable, Equatable {
  package var message: Message
  package var edits: [Edit]

  package init(_ message: Message, edits: [Edit]) {
    self.message = message
    self.edits = edits
  }

  package init(zh: String, en: String, edits: [Edit]) { self.init(Message(zh: zh, en: en), edits: edits) }
}

package struct Edit: Sendable, Equatable {
  package var range: Range<Int>
  package var replacement: String

  package init(_ range: Range<Int>, _ replacement: String) {
    self.range = range
    self.replacement = replacement
  }
}

extension [Diagnostic] {
  /// The diagnostics by file, location and code: the order does not depend on which stage spoke first.
  package func sortedByLocation() -> [Diagnostic] {
    sorted { a, b in
      let x = a.location, y = b.location
      if x?.file != y?.file { return (x?.file ?? "") < (y?.file ?? "") }
      if x?.range.lowerBound != y?.range.lowerBound {
        return (x?.range.lowerBound ?? 0) < (y?.range.lowerBound ?? 0)
      }
      return (a.code, a.message.en) < (b.code, b.message.en)
    }
  }

  package var hasErrors: Bool { contains { $0.severity == .error } }
}
