import Diagnostics

/// Which of the checks that are off unless a site asks for them are wanted.
package struct SpacingChecks: OptionSet, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// No blanks between Chinese characters and Latin words or figures, as official documents are written.
  package static let spaced = SpacingChecks(rawValue: 1)
  /// A blank there.
  package static let unspaced = SpacingChecks(rawValue: 2)
  /// One or the other, in a file not both.
  package static let mixed = SpacingChecks(rawValue: 4)
}

/// Says where a body is written against the rules of Chinese typography. Code, addresses and raw HTML are no prose.
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
  var next = 0, said: [Diagnostic] = []
  for paragraph in paragraphs {
    while next < findings.count, findings[next].range.lowerBound < paragraph.range.lowerBound { next += 1 }
    var found: [ProseFinding] = []
    while next < findings.count, findings[next].range.upperBound <= paragraph.range.upperBound {
      if !paragraph.isOpaque(findings[next].range) { found.append(findings[next]) }
      next += 1
    }
    // Pairs that did become emphasis are none.
    let underscores = found.filter { $0.kind == .underscores }
    let areLiteral = underscores.count == paragraph.literalUnderscores && underscores.count % 2 == 0
    for finding in found where finding.kind != .underscores {
      // Asterisks that are left over are said to be so.
      if finding.kind == .emphasisSpace, paragraph.literalAsterisks > 1 { continue }
      said.keep(.prose(source.path, finding))
    }
    for i in stride(from: 0, to: areLiteral ? underscores.count : 0, by: 2) {
      let (open, close) = (underscores[i], underscores[i + 1])
      said.keep(
        .prose(
          source.path,
          ProseFinding(
            .underscores, open.range.lowerBound..<close.range.upperBound, edits: open.edits + close.edits)))
    }
  }
  reporting += said
}

/// `“` without `”` or the other way round. What a paragraph opens and the next one opens again is one speech.
private func unbalancedQuotes(_ bytes: [UInt8], _ paragraphs: [TextBlock]) -> [ProseFinding] {
  let open = Array("“".utf8), close = Array("”".utf8)
  var findings: [ProseFinding] = [], pending: Range<Int>?
  for paragraph in paragraphs {
    if let place = pending, !bytes[paragraph.range].starts(with: open) {
      findings.append(ProseFinding(.quotes, place, edits: []))
    }
    var opened: [Range<Int>] = [], i = paragraph.range.lowerBound
    pending = nil
    while let place = bytes.place(of: 0xE2, in: i..<paragraph.range.upperBound) {
      i = place + 1
      let range = place..<min(place + 3, paragraph.range.upperBound)
      if paragraph.isOpaque(range) { continue }
      if bytes[range].elementsEqual(open) { opened.append(range) }
      if bytes[range].elementsEqual(close), opened.popLast() == nil {
        findings.append(ProseFinding(.quotes, range, edits: []))
      }
    }
    pending = opened.popLast()
    findings += opened.map { ProseFinding(.quotes, $0, edits: []) }
  }
  if let place = pending { findings.append(ProseFinding(.quotes, place, edits: [])) }
  return findings
}
