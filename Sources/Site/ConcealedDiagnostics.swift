import Diagnostics
import Privacy

extension [Diagnostic] {
  /// The diagnostics as they may be printed where others read them, too (the log of a public build server): no message, no
  /// path and no line of a file shows personal data.
  package func concealingPersonalData(in files: SourceFiles) -> (
    diagnostics: [Diagnostic], files: SourceFiles
  ) {
    var replaced: [String: SourceText] = [:], seen: Set<String> = [], masks = Masks()
    let diagnostics = map { diagnostic in
      for location in [diagnostic.location] + diagnostic.notes.map(\.location) {
        guard let location, seen.insert(location.file).inserted, let source = files[location.file] else {
          continue
        }
        let found = PersonalDataScan(source.bytes).found, path = location.file.maskingPersonalData
        if found.isEmpty && path == location.file { continue }
        replaced[path] = SourceText(path: path, bytes: source.bytes.masking(found.map(\.range)))
      }
      return masks.concealing(diagnostic)
    }
    return (diagnostics, replaced.isEmpty ? files : files.replacing(Array<SourceText>(replaced.values)))
  }
}

/// Texts with stars for the personal data in them: each is looked at once, since notes and paths are said a thousand times.
private struct Masks {
  private var known: [String: String] = [:]

  private mutating func masked(_ text: String) -> String {
    if let masked = known[text] { return masked }
    let masked = text.maskingPersonalData
    known[text] = masked
    return masked
  }

  private mutating func masked(_ message: Message) -> Message {
    Message(zh: masked(message.zh), en: masked(message.en))
  }

  private mutating func masked(_ location: Location) -> Location {
    Location(masked(location.file), location.range)
  }

  mutating func concealing(_ diagnostic: Diagnostic) -> Diagnostic {
    var result = diagnostic
    result.message = masked(diagnostic.message)
    result.location = diagnostic.location.map { masked($0) }
    result.notes = diagnostic.notes.map { note in
      Note(masked(note.message), at: note.location.map { masked($0) })
    }
    result.suggestion = diagnostic.suggestion.map { suggestion in
      // An edit with stars in it would not be the edit.
      let hasNone = suggestion.edits.allSatisfy { masked($0.replacement) == $0.replacement }
      return Suggestion(masked(suggestion.message), edits: hasNone ? suggestion.edits : [])
    }
    return result
  }
}
