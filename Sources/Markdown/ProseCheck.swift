import Diagnostics

/// The checks of spaces that a site asks for; without that there are none.
package struct SpacingChecks: OptionSet, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// No blanks between Chinese characters and Latin words or figures, as official documents are written.
  package static let spaced = SpacingChecks(rawValue: 1)
  /// Blanks there.
  package static let unspaced = SpacingChecks(rawValue: 2)
  /// One or the other, not both in a file.
  package static let mixed = SpacingChecks(rawValue: 4)
}

/// Reports where a body breaks the rules of Chinese typography. Code, addresses and raw HTML are no prose.
package func checkProse(
  _ body: Range<Int>, of source: SourceText, spacing: SpacingChecks = [], reporting: inout [Diagnostic]
) {
  let body = body.clamped(to: 0..<source.bytes.count)
  let scan = ProseScan(source.bytes, body)
  var findings = scan.findings
  if !spacing.isEmpty { findings += SpacingScan(source.bytes, body, spacing).findings }
  if findings.isEmpty && !scan.hasUnbalancedQuotes { return }
  let paragraphs = TextBlocks(source.bytes, body).all.filter { $0.kind != .code }
  if scan.hasUnbalancedQuotes { findings += unbalancedQuotes(source.bytes, paragraphs) }
  findings.sort { $0.range.lowerBound < $1.range.lowerBound }
  var rest = findings[...], said: [Diagnostic] = [], wide: [TextFinding] = []
  for paragraph in paragraphs {
    rest = rest.drop { $0.range.lowerBound < paragraph.range.lowerBound }
    let own = rest.prefix { $0.range.upperBound <= paragraph.range.upperBound }
    rest = rest[own.endIndex...]
    let found = own.filter { !paragraph.isOpaque($0.range) }
    // Asterisks that are left over are reported as such.
    let hasLiteralAsterisks = paragraph.literalAsterisks > 1
    for finding in found where !finding.isAbout(.doubleUnderscores) {
      if hasLiteralAsterisks, finding.isAbout(.emphasisSpace) { continue }
      if finding.isAbout(.fullWidthLetters) {
        wide.append(finding)
        continue
      }
      said.keep(finding.diagnostic(in: source.path))
    }
    let underscores = found.filter { $0.isAbout(.doubleUnderscores) }
    // Those that did become emphasis are no findings.
    guard underscores.count == paragraph.literalUnderscores, underscores.count % 2 == 0 else { continue }
    for i in stride(from: 0, to: underscores.count, by: 2) {
      let (open, close) = (underscores[i], underscores[i + 1])
      let pair = TextFinding(
        .doubleUnderscores, open.range.lowerBound..<close.range.upperBound, open.edits + close.edits)
      said.keep(pair.diagnostic(in: source.path))
    }
  }
  if let all = TextFinding(fullWidth: wide) { said.keep(all.diagnostic(in: source.path)) }
  reporting += said
}

/// The quotes `“` without `”` or the other way round. A quote that one paragraph opens and the next one opens again is one
/// speech.
private func unbalancedQuotes(_ bytes: [UInt8], _ paragraphs: [TextBlock]) -> [TextFinding] {
  let open = "“".utf8, close = "”".utf8
  var unpaired: [Range<Int>] = [], pending: Range<Int>?
  for paragraph in paragraphs {
    if let pending, !bytes[paragraph.range].starts(with: open) { unpaired.append(pending) }
    var opened: [Range<Int>] = [], i = paragraph.range.lowerBound
    while let start = bytes.offset(of: 0xE2, in: i..<paragraph.range.upperBound) {
      i = start + 1
      let quote = start..<min(start + 3, paragraph.range.upperBound)
      if paragraph.isOpaque(quote) { continue }
      if bytes[quote].elementsEqual(open) { opened.append(quote) }
      if bytes[quote].elementsEqual(close), opened.popLast() == nil { unpaired.append(quote) }
    }
    pending = opened.popLast()
    unpaired += opened
  }
  return (unpaired + [pending].compactMap { $0 }).map { TextFinding(.quotes, $0) }
}
