import Diagnostics
import Privacy

extension [Diagnostic] {
  /// The diagnostics as they may be printed where others read them, too (the log of a public build server): no message, no
  /// path and no line of a file shows personal data.
  package func concealingPersonalData(in files: SourceFiles) -> (
    diagnostics: [Diagnostic], files: SourceFiles
  ) {
    var replaced: [String: SourceText] = [:], seen: Set<String> = []
    let diagnostics = map { diagnostic in
      for location in [diagnostic.location] + diagnostic.notes.map(\.location) {
        guard let location, seen.insert(location.file).inserted, let source = files[location.file] else {
          continue
        }
        let found = PersonalDataScan(source.bytes).found, path = location.file.maskingPersonalData
        if found.isEmpty && path == location.file { continue }
        replaced[path] = SourceText(path: path, bytes: source.bytes.masking(found.map(\.range)))
      }
      return diagnostic.concealingPersonalData
    }
    return (diagnostics, replaced.isEmpty ? files : files.replacing(Array<SourceText>(replaced.values)))
  }
}

extension Diagnostic {
  fileprivate var concealingPersonalData: Diagnostic {
    var result = self
    result.message = message.masked
    result.location = location?.masked
    result.notes = notes.map { Note($0.message.masked, at: $0.location?.masked) }
    result.suggestion = suggestion.map { suggestion in
      // An edit with stars in it would not be the edit.
      let hasNone = suggestion.edits.allSatisfy { $0.replacement.maskingPersonalData == $0.replacement }
      return Suggestion(suggestion.message.masked, edits: hasNone ? suggestion.edits : [])
    }
    return result
  }
}

extension Message {
  fileprivate var masked: Message { Message(zh: zh.maskingPersonalData, en: en.maskingPersonalData) }
}

extension Location {
  fileprivate var masked: Location { Location(file.maskingPersonalData, range) }
}
