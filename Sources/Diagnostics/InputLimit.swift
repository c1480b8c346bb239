/// How large an input may be, in bytes. Beyond it there is a diagnostic; within it, an answer in ten seconds and a gigabyte
/// (`docs/limits.md`, which has these numbers).
package enum InputLimit {
  /// A write-up, a registry, a catalogue of words, a template, standard input.
  package static let text = 4 << 20
  /// The JSON that a template is rendered with.
  package static let data = 16 << 20
  /// A table to import.
  package static let table = 64 << 20
}

/// How much is said of an input.
package enum FindingLimit {
  /// Findings of one code in one file, in the formats for machines.
  package static let alike = 1000
  /// Findings in the fields of one record.
  package static let ofRecord = 10_000
  /// Unknown words of one file for which one that may be meant is looked for.
  package static let suggestions = 100
  /// Bytes of a message.
  static let message = 2000
}

extension Diagnostic {
  /// - Parameter limit: bytes.
  package static func fileTooLarge(_ file: String, limit: Int = InputLimit.text) -> Diagnostic {
    Diagnostic(
      .error, "file-too-large",
      Message(
        zh: "文件超过了 \(limit >> 20) MB 的上限。这里只放文字，请检查是不是放错了文件。",
        en: "The file is larger than \(limit >> 20) MB. Only text belongs here: is it the right file?"),
      at: Location(file, 0..<0))
  }
}

extension Message {
  /// A note of the last finding that is kept.
  package static var moreFindings: Message {
    Message(
      zh: "这里还有更多问题没有列出，改好这些后再检查一次", en: "there are more, which are not listed: mend these and check again")
  }
}

extension String {
  /// Its beginning and its end, where it is too long for a message.
  var shortened: String {
    if utf8.count <= FindingLimit.message { return self }
    let scalars = unicodeScalars, half = FindingLimit.message / 8
    return String(scalars.prefix(half * 3)) + " … " + String(scalars.suffix(half))
  }
}
