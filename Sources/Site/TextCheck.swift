import Diagnostics
import FrontMatter
import Markdown
import Privacy
import Records

// Checks of all texts before they are read: for signs of a conflict, and for characters that no text should hold.

extension SourceText {
  /// The write-up or registry that this is. Nothing is read of a file with a conflict, or with odd characters in its
  /// header, since no name and no number there can be trusted; that is the one thing said of it.
  func document(reporting diagnostics: inout [Diagnostic]) -> Document? {
    let scan = CharacterScan(self)
    if let conflict = scan.conflictMarkers {
      diagnostics.append(conflict)
      return nil
    }
    if !scan.found.isEmpty, isUTF8, scan.report(header: Document.header(of: self), to: &diagnostics) {
      return nil
    }
    let document = Document(file: self, reporting: &diagnostics)
    if let document, let kind = recordKind, document.refuseQuotedValues(as: kind, reporting: &diagnostics) {
      return nil
    }
    if scan.mayBeUncomposed || scan.hasOddBlanks || scan.hasWideLetters, let document {
      document.checkTexts(in: document.header, scan, reporting: &diagnostics)
      if scan.hasWideLetters, let kind = recordKind {
        checkFullWidth(at: document.textRanges(as: kind), in: self, reporting: &diagnostics)
      }
    }
    return document
  }

  /// The kind of the write-up that this is; nil for a registry.
  private var recordKind: RecordKind? {
    let parts = path.split(separator: "/")
    return parts.count == 3 && parts[0] == "content" ? RecordKind.ofFolder(String(parts[1])) : nil
  }

  /// The reasons why a line that somebody types should not be published: odd characters and personal data.
  package var findingsOfLine: [Diagnostic] {
    var found: [Diagnostic] = []
    let scan = CharacterScan(self)
    _ = scan.report(header: 0..<bytes.count, to: &found)
    if scan.mayBeUncomposed { checkComposition(of: self, reporting: &found) }
    return found + PersonalDataScan(bytes).found.map { .personalData($0, at: Location(path, $0.range)) }
  }

  fileprivate var isUTF8: Bool { String(validating: bytes, as: UTF8.self) != nil }
}

extension Document {
  fileprivate func checkTexts(in node: Node, _ scan: CharacterScan, reporting diagnostics: inout [Diagnostic])
  {
    switch node.content {
    case .scalar(let scalar): check(scalar, at: node.range, scan, reporting: &diagnostics)
    case .list(let items):
      for item in items { checkTexts(in: item, scan, reporting: &diagnostics) }
    case .map(let entries):
      for entry in entries {
        check(entry.key, at: entry.keyRange, scan, reporting: &diagnostics)
        checkTexts(in: entry.value, scan, reporting: &diagnostics)
      }
    }
  }

  private func check(
    _ scalar: Scalar, at range: Range<Int>, _ scan: CharacterScan, reporting diagnostics: inout [Diagnostic]
  ) {
    if scan.mayBeUncomposed {
      Markdown.checkComposition(of: scalar.text, at: range, in: source, reporting: &diagnostics)
    }
    guard scan.hasOddBlanks else { return }
    switch scalar.style {
    case .plain: checkBlanks(around: range, in: source, reporting: &diagnostics)
    case .singleQuoted, .doubleQuoted:
      checkBlanks(around: range.lowerBound + 1..<range.upperBound - 1, in: source, reporting: &diagnostics)
    // The first line of a block may be indented as a paragraph is.
    case .literal, .folded: break
    }
  }
}

extension BuildInput {
  /// Says what is odd about the texts of templates and catalogues.
  func checkTemplates(reporting diagnostics: inout [Diagnostic]) {
    let all = templates + (theme?.templates ?? [])
    _ = all.parallelMap(reporting: &diagnostics) { (source, found) -> Void? in
      let scan = CharacterScan(source)
      if let conflict = scan.conflictMarkers {
        found.append(conflict)
      } else if source.isUTF8 {
        let kinds = CharacterKind.allCases.filter { $0 != .blank }
        _ = scan.report(header: 0..<0, kinds: kinds, to: &found)
        if scan.mayBeUncomposed { checkComposition(of: source, reporting: &found) }
      }
      return nil
    }
  }
}

extension [Diagnostic] {
  /// Takes back everything else that is said of a file with a conflict.
  mutating func leaveConflictsAlone() {
    let files = Set(compactMap { $0.code == "conflict-marker" ? $0.location?.file : nil })
    if files.isEmpty { return }
    removeAll { $0.code != "conflict-marker" && files.contains($0.location?.file ?? "") }
  }
}
