import Diagnostics

/// Reports where a text of a header is encoded otherwise than everybody else's, as `checkProse` does for a body.
///
/// - Parameters:
///   - text: The text that the header means, which may be written with escapes.
///   - range: The bytes that it has in the file.
package func checkComposition(
  of text: String, at range: Range<Int>, in source: SourceText, reporting diagnostics: inout [Diagnostic]
) {
  var findings = uncomposed(source.bytes, range)
  if findings.isEmpty, !uncomposed(Array(text.utf8), 0..<text.utf8.count).isEmpty {
    findings = [TextFinding(.notNFC, range)]
  }
  diagnostics += findings.map { $0.diagnostic(in: source.path) }
}

/// Reports where a template is encoded otherwise than everybody else's texts.
package func checkComposition(of source: SourceText, reporting diagnostics: inout [Diagnostic]) {
  diagnostics += uncomposed(source.bytes, 0..<source.bytes.count).map { $0.diagnostic(in: source.path) }
}

/// Reports figures and letters of the width of Chinese characters in the texts of a header, all with one message.
package func checkFullWidth(
  at ranges: [Range<Int>], in source: SourceText, reporting diagnostics: inout [Diagnostic]
) {
  let findings = ranges.flatMap { ProseScan(source.bytes, $0).findings }
  if let all = TextFinding(fullWidth: findings) { diagnostics.append(all.diagnostic(in: source.path)) }
}

private func uncomposed(_ bytes: [UInt8], _ range: Range<Int>) -> [TextFinding] {
  ProseScan(bytes, range).findings.filter { $0.isAbout(.notNFC) }
}

/// Reports a value of a header that begins or ends with a blank other than the usual one, which stays in the value.
package func checkBlanks(
  around range: Range<Int>, in source: SourceText, reporting diagnostics: inout [Diagnostic]
) {
  guard !range.isEmpty, source.bytes[range.lowerBound] >= 0xC2 || source.bytes[range.upperBound - 1] >= 0x80
  else { return }
  let scalars = Array(source.text(range).unicodeScalars)
  func isOdd(_ scalar: Unicode.Scalar) -> Bool { CharacterKind(scalar) == .blank }
  let leading = scalars.prefix(while: isOdd)
  if leading.count == scalars.count { return }
  let trailing = scalars.suffix(scalars.reversed().prefix(while: isOdd).count)
  let sizes = (leading.reduce(0) { $0 + UTF8.width($1) }, trailing.reduce(0) { $0 + UTF8.width($1) })
  let blanks = [
    range.lowerBound..<range.lowerBound + sizes.0, range.upperBound - sizes.1..<range.upperBound,
  ].filter { !$0.isEmpty }
  guard let first = blanks.first, let scalar = leading.first ?? trailing.first else { return }
  let finding = TextFinding(.blankAroundValue(scalar), first, blanks.map { Edit($0, "") })
  diagnostics.append(finding.diagnostic(in: source.path))
}
