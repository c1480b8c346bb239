import Diagnostics
import FrontMatter
import Records
import Wording

extension OverridingFile {
  /// The part of the built-in file that this one replaces: of a catalogue of words and of design tokens, which are added to
  /// the built-in ones, the entries that it has itself. What it leaves out is no difference.
  package var counterpart: SourceText {
    if name == "assets/tokens.css" { return filled(styleEdits) }
    if SiteLanguage.allCases.contains(where: { Words.file($0) == name }), let edits = wordEdits {
      return filled(edits)
    }
    return builtIn
  }

  /// - Parameter edits: the values of the built-in file in the places of this one; nil for what that has not.
  private func filled(_ edits: [(range: Range<Int>, text: String?)]) -> SourceText {
    var bytes = own.bytes
    for (range, text) in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      bytes.replaceSubrange(text == nil ? own.wholeLines(range) : range, with: Array((text ?? "").utf8))
    }
    return SourceText(path: builtIn.path, bytes: bytes)
  }

  private var styleEdits: [(range: Range<Int>, text: String?)] {
    let texts = Dictionary(
      StyleDeclarations(builtIn).all.map { ($0.rules + [$0.name], (builtIn.text($0.range), $0.value)) }
    ) { _, last in last }
    return StyleDeclarations(own).all.compactMap { declaration in
      let text = texts[declaration.rules + [declaration.name]]
      // Two ways of writing the same value are no difference.
      if text?.1 == declaration.value { return nil }
      return (range: declaration.range, text: text?.0)
    }
  }

  /// Returns nil for a catalogue that cannot be read.
  private var wordEdits: [(range: Range<Int>, text: String?)]? {
    var ignored: [Diagnostic] = []
    guard let mine = Document(registry: own, reporting: &ignored),
      let theirs = Document(registry: builtIn, reporting: &ignored)
    else { return nil }
    let texts = Dictionary(theirs.header.leaves.map { ($0.path, builtIn.text($0.range)) }) { _, last in last }
    return mine.header.leaves.map { (range: $0.range, text: texts[$0.path]) }
  }
}

extension Node {
  /// The entries of a map whose values are no maps, also those of maps in it.
  fileprivate var leaves: [(path: [String], range: Range<Int>)] {
    guard case .map(let entries) = content else { return [] }
    return entries.flatMap { entry -> [(path: [String], range: Range<Int>)] in
      if case .map = entry.value.content {
        return entry.value.leaves.map { ([entry.key.text] + $0.path, $0.range) }
      }
      return [
        (
          [entry.key.text],
          entry.keyRange.lowerBound..<max(entry.keyRange.upperBound, entry.value.range.upperBound)
        )
      ]
    }
  }
}

extension SourceText {
  /// The lines that a range takes, if nothing else is in them; else the range.
  fileprivate func wholeLines(_ range: Range<Int>) -> Range<Int> {
    func isBlank(_ byte: UInt8) -> Bool {
      byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == UInt8(ascii: ";")
    }
    var start = range.lowerBound, end = range.upperBound
    while start > 0, isBlank(bytes[start - 1]) { start -= 1 }
    while end < bytes.count, isBlank(bytes[end]) { end += 1 }
    let isWhole =
      (start == 0 || bytes[start - 1] == UInt8(ascii: "\n"))
      && (end == bytes.count || bytes[end] == UInt8(ascii: "\n"))
    return isWhole ? start..<min(end + 1, bytes.count) : range
  }
}
