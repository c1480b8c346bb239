/// Text for a person at a terminal or for a log: whatever a file, a name or another program says in it is shown, never
/// obeyed.
///
/// Control characters, and those that reorder a line, are written as escapes (`\u{1B}`); a line that a CI runner
/// would take for a command (`::stop-commands::`, `##[error]`) has an escape at its start. Colour is added here alone.
package struct TerminalText {
  package private(set) var text = ""
  private let hasColour: Bool

  package init(hasColour: Bool = false) { self.hasColour = hasColour }

  package init(_ words: String) {
    self.init()
    append(words)
  }

  /// - Parameter style: a code of the terminal, such as `1;31`.
  package mutating func append(_ words: String, style: String? = nil) {
    let style = hasColour ? style : nil
    if let style { text += "\u{1B}[\(style)m" }
    text += words.escapingControls(keeping: ["\n", "\t"])
    if style != nil { text += "\u{1B}[0m" }
  }
}

extension String {
  /// Whether it has characters that do something instead of being seen, line ends among them.
  package var hasControls: Bool { unicodeScalars.contains(where: \.isControl) }

  /// For a cell of a table or a part of a line: line ends and tabs are escaped, too.
  package var onOneLine: String { escapingControls(keeping: []) }

  fileprivate func escapingControls(keeping kept: Set<Unicode.Scalar>) -> String {
    var shown = String.UnicodeScalarView(), isLineStart = true, rest = unicodeScalars[...]
    while let scalar = rest.first {
      if scalar.isControl && !kept.contains(scalar) || rest.beginsCommand(atLineStart: isLineStart) {
        shown.append(contentsOf: scalar.escaped)
        isLineStart = false
      } else {
        shown.append(scalar)
        isLineStart = scalar == "\n" || isLineStart && scalar.properties.isWhitespace
      }
      rest.removeFirst()
    }
    return String(shown)
  }
}

extension Substring.UnicodeScalarView {
  /// Runners read commands from both streams: GitHub's `::name` at the start of a line and `##[name]` anywhere in it, Azure's
  /// `##vso[name]`, TeamCity's `##teamcity[name]`.
  fileprivate func beginsCommand(atLineStart isLineStart: Bool) -> Bool {
    switch first {
    case ":": isLineStart && starts(with: "::".unicodeScalars)
    case "#": ["##[", "##vso[", "##teamcity["].contains { starts(with: $0.unicodeScalars) }
    default: false
    }
  }
}

extension Unicode.Scalar {
  /// C0, DEL, C1, line and paragraph separators, and what sets the direction of a text.
  package var isControl: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x206F: true
    default: false
    }
  }

  fileprivate var escaped: String.UnicodeScalarView {
    "\\u{\(String(value, radix: 16, uppercase: true))}".unicodeScalars
  }
}
