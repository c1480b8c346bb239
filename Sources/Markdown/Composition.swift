import Diagnostics

/// Whether a text, as it stands in a file, may have anything to say for `checkComposition`: a combining mark, a
/// compatibility ideograph, or an escape that could be one. Nearly none has.
package func mayBeUncomposed(_ range: Range<Int>, of source: SourceText) -> Bool {
  source.bytes.withUnsafeBufferPointer { bytes in
    let end = range.upperBound
    var i = range.lowerBound
    while i < end {
      let next = i + 1 < end ? bytes[i + 1] : 0
      switch bytes[i] {
      case 0xCC, 0xCD, 0xF0: return true
      case 0xEF where 0xA4...0xAB ~= next: return true
      case 0xE3 where next == 0x82: return true
      case UInt8(ascii: "\\") where next == UInt8(ascii: "u") || next == UInt8(ascii: "U"): return true
      case 0xE1...0xEF: i += 3
      default: i += 1
      }
    }
    return false
  }
}

/// Says where a text of a header is encoded otherwise than everybody else's, as `checkProse` says it of a body.
///
/// - Parameters:
///   - text: What the header means, which may be written with escapes.
///   - range: Where it stands in the file.
package func checkComposition(
  of text: String, at range: Range<Int>, in source: SourceText, reporting diagnostics: inout [Diagnostic]
) {
  var findings = uncomposed(source.bytes, range)
  if findings.isEmpty, !uncomposed(Array(text.utf8), 0..<text.utf8.count).isEmpty {
    findings = [ProseFinding(.notNFC, range, edits: [])]
  }
  diagnostics += findings.map { .prose(source.path, $0) }
}

private func uncomposed(_ bytes: [UInt8], _ range: Range<Int>) -> [ProseFinding] {
  ProseScan(bytes, range).findings.filter { $0.kind == .notNFC }
}
