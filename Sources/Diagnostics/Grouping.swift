extension [Diagnostic] {
  /// The number of mistakes of one kind that a file may have until they are said as one.
  private static let handful = 5
  private static let shown = 3

  /// The diagnostics for machines: as many of one code in one file as anybody would read, the last with their number.
  package func limited() -> [Diagnostic] {
    if count <= FindingLimit.alike { return self }
    var kept: [Diagnostic] = [], counts: [[String]: Int] = [:], lasts: [[String]: Int] = [:]
    for diagnostic in self {
      let kind = [diagnostic.location?.file ?? "", diagnostic.code]
      counts[kind, default: 0] += 1
      guard counts[kind, default: 0] <= FindingLimit.alike else { continue }
      lasts[kind] = kept.count
      kept.append(diagnostic)
    }
    for (kind, last) in lasts {
      guard let count = counts[kind], count > FindingLimit.alike else { continue }
      kept[last].notes.append(
        Note(
          zh: "这个文件里同样的问题一共有 \(count) 处，这里列出前 \(FindingLimit.alike) 处",
          en: "this file has \(count) of this kind; the first \(FindingLimit.alike) are listed"))
    }
    return kept
  }

  /// The diagnostics for people: of more than a handful of mistakes of one kind in a file there is one message, with the
  /// first three and their number. Formats for machines have more of them (`limited`).
  func grouped() -> [Diagnostic] {
    if count <= Self.handful { return self }
    var counts: [Kind: Int] = [:]
    for diagnostic in self { if let kind = Kind(diagnostic) { counts[kind, default: 0] += 1 } }
    if !counts.values.contains(where: { $0 > Self.handful }) { return self }
    var firsts: [Kind: Int] = [:], seen: [Kind: Int] = [:], result: [Diagnostic] = []
    for diagnostic in self {
      guard let kind = Kind(diagnostic), let count = counts[kind], count > Self.handful else {
        result.append(diagnostic)
        continue
      }
      seen[kind, default: 0] += 1
      guard let first = firsts[kind] else {
        firsts[kind] = result.count
        result.append(diagnostic)
        continue
      }
      if seen[kind, default: 0] <= Self.shown {
        result[first].notes.append(Note(diagnostic.message, at: diagnostic.location))
      }
      if seen[kind] == count {
        result[first].notes.append(
          Note(
            zh: "这个文件里同样的问题一共有 \(count) 处，这里列出前 \(Self.shown) 处",
            en: "this file has \(count) of this kind; the first \(Self.shown) are shown"))
      }
    }
    return result
  }
}

/// The key of mistakes of one kind: a code in a file, with the same sentence but for what is quoted or counted in it.
private struct Kind: Hashable {
  let file: String
  let code: String
  let sentence: String
  let severity: Severity
  let isExplained: Bool

  init?(_ diagnostic: Diagnostic) {
    guard let location = diagnostic.location else { return nil }
    file = location.file
    var isQuoted = false
    sentence = String(
      String.UnicodeScalarView(
        diagnostic.message.zh.unicodeScalars.filter { scalar in
          if scalar == "“" || scalar == "”" { isQuoted = scalar == "“" }
          return !isQuoted && !(0x30...0x39 ~= scalar.value)
        }))
    (code, severity, isExplained) = (diagnostic.code, diagnostic.severity, diagnostic.isExplained)
  }
}
