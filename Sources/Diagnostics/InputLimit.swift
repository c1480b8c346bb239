/// The largest inputs, in bytes. Beyond them there is a diagnostic; within them, an answer in ten seconds and a gigabyte
/// (`docs/limits.md`, which has these numbers).
package enum InputLimit {
  /// A write-up, a registry, a catalogue of words, a template, standard input.
  package static let text = 4 << 20
  /// The text of a source page.
  package static let sourceText = 16 << 20
  /// An article to harvest.
  package static let article = 256 << 10
  /// A style, a script, a font; fonts of Chinese characters are the largest.
  package static let asset = 32 << 20
  package static let picture = 128 << 20
  /// The pixels of a picture, or of one of its frames: a browser holds four bytes and more for each.
  package static let pixels = 50_000_000
  /// The JSON that a template is rendered with.
  package static let data = 16 << 20
  /// A table to import.
  package static let table = 32 << 20
  /// The rows of a table, and its cells.
  package static let rows = 100_000
  package static let cells = 2_000_000
  /// The bytes of the texts of a workbook's cells together, each counted as often as it is shown, and of one of them.
  package static let cellTexts = 128 << 20
  package static let cellText = 1 << 20
  /// The files in a workbook or a Word file, and the bytes that they unpack into together.
  package static let zipEntries = 10_000
  package static let unpacked = 256 << 20
  /// The numbers that the live blocks of one text show together.
  package static let liveCells = 100_000
}

/// The most that is said of an input.
package enum FindingLimit {
  /// Findings of one code in one file, in the formats for machines.
  package static let alike = 1000
  /// Findings in the fields of one record, or in one body.
  static let ofText = 10_000
  /// Unknown words of one file for which one that may be meant is looked for.
  package static let suggestions = 100
  /// Bytes of a message.
  static let message = 2000
}

extension [Diagnostic] {
  /// Adds to the findings of one text. Those beyond a limit are left out, which the last says; but for an error behind a
  /// warning, so that errors never become none.
  package mutating func keep(_ diagnostic: Diagnostic) {
    if count < FindingLimit.ofText || diagnostic.severity == .error && self[count - 1].severity != .error {
      return append(diagnostic)
    }
    let note = Note(
      zh: "这里还有更多问题没有列出，改好这些后再检查一次", en: "there are more, which are not listed: mend these and check again")
    if self[count - 1].notes.last != note { self[count - 1].notes.append(note) }
  }
}

extension String {
  /// The text; of one that is too long for a message its beginning and its end.
  var shortened: String {
    if utf8.count <= FindingLimit.message { return self }
    let bytes = Array(utf8), gap = " … ", kept = FindingLimit.message - gap.utf8.count
    var head = kept / 4 * 3, tail = bytes.count - kept / 4
    while bytes[head] & 0xC0 == 0x80 { head -= 1 }
    while bytes[tail] & 0xC0 == 0x80 { tail += 1 }
    return String(decoding: bytes[..<head] + Array(gap.utf8) + bytes[tail...], as: UTF8.self)
  }
}
