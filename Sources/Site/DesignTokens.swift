import Diagnostics

/// The declarations of a style sheet such as `tokens.css`, each with the rules that it is in.
struct StyleDeclarations {
  struct Declaration {
    /// `["@media (prefers-color-scheme: dark)", ":root"]`
    let rules: [String]
    let name: String
    let value: String
    /// The range from its name to the end of its value.
    let range: Range<Int>

    /// Whether it holds by day and by night.
    fileprivate var isPlain: Bool {
      rules.count == 1 && rules[0].split(separator: ",").contains { $0.filter { $0 != " " } == ":root" }
    }

    fileprivate var isDark: Bool {
      rules.contains { $0.contains("prefers-color-scheme") && $0.contains("dark") }
    }
  }

  private(set) var all: [Declaration] = []

  /// Reads what style sheets are made of: blocks, declarations, comments, texts. What is neither is passed over.
  init(_ source: SourceText) {
    let bytes = source.bytes
    var rules: [String] = [], piece: [UInt8] = [], start = 0, end = 0, depth = 0, i = 0
    func add() {
      let text = String(decoding: piece, as: UTF8.self)
      if let colon = text.firstIndex(of: ":"), !rules.isEmpty {
        all.append(
          Declaration(
            rules: rules, name: text[..<colon].collapsed, value: text[text.index(after: colon)...].collapsed,
            range: start..<end))
      }
      piece = []
    }
    func take(_ count: Int) {
      if piece.isEmpty { start = i }
      piece += bytes[i..<i + count]
      i += count
      end = i
    }
    while i < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: "/") where bytes[i...].starts(with: "/*".utf8):
        i += 2
        while i < bytes.count, !bytes[i...].starts(with: "*/".utf8) { i += 1 }
        i = min(i + 2, bytes.count)
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let close =
          bytes[(i + 1)...].firstIndex { $0 == bytes[i] || $0 == UInt8(ascii: "\n") } ?? bytes.count - 1
        take(close + 1 - i)
      case UInt8(ascii: "{"):
        rules.append(String(decoding: piece, as: UTF8.self)[...].collapsed)
        piece = []
        i += 1
      case UInt8(ascii: "}"):
        add()
        _ = rules.popLast()
        (depth, i) = (0, i + 1)
      case UInt8(ascii: ";") where depth == 0:
        add()
        i += 1
      case 0x20, 0x09, 0x0A, 0x0D:
        // Blanks between two words belong to them, those around them do not.
        if !piece.isEmpty { piece.append(0x20) }
        i += 1
      default:
        if bytes[i] == UInt8(ascii: "(") { depth += 1 }
        if bytes[i] == UInt8(ascii: ")") { depth = max(0, depth - 1) }
        take(1)
      }
    }
  }

  /// The values that hold by day and by night, by their names.
  fileprivate var plain: [String: String] { values(\.isPlain) }
  fileprivate var dark: [String: String] { values(\.isDark) }

  private func values(_ holds: (Declaration) -> Bool) -> [String: String] {
    Dictionary(all.filter(holds).map { ($0.name, $0.value) }) { _, last in last }
  }
}

extension SourceText {
  /// Design tokens, followed by those of a site that wants a few otherwise.
  ///
  /// A colour that the site gives by day alone, in `:root`, would hold by night, too, where nobody could read it on the dark
  /// paper: by night it is again what it was. A site that says `color-scheme: light` is as by day, always.
  func followed(by site: SourceText) -> SourceText {
    let mine = StyleDeclarations(self), other = StyleDeclarations(site)
    let day = mine.plain.merging(other.plain) { _, last in last }, night = mine.dark, own = other.dark
    let isLightOnly = other.plain["color-scheme"].map { !$0.contains("dark") } ?? false
    let kept = night.keys.sorted().filter { own[$0] == nil && (isLightOnly || other.plain[$0] != nil) }
    let lines = kept.compactMap { name in
      (isLightOnly ? day[name] : night[name]).map { "    \(name): \($0);\n" }
    }
    let again =
      lines.isEmpty ? "" : "\n@media (prefers-color-scheme: dark) {\n  :root {\n\(lines.joined())  }\n}\n"
    return SourceText(path: path, bytes: bytes + [UInt8(ascii: "\n")] + site.bytes + Array(again.utf8))
  }
}

extension Substring {
  /// The text without blanks around it, and with one where there are several.
  fileprivate var collapsed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
