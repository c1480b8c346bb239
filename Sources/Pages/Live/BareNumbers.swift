import Diagnostics
import FrontMatter
import Markdown
import Records

/// Reports where a text asks for a number without the marks of code around it, which would be printed as it is: `=协商场次`.
func checkBareNumbers(_ document: WriteUp, in content: Content, reporting diagnostics: inout [Diagnostic]) {
  let source = document.source
  checkHeader(document, in: content, reporting: &diagnostics)
  for mark in LiveBlock.numberMarks {
    for range in source.ranges(of: mark, inProseOf: document.body) {
      // a=b
      let before = range.lowerBound > document.body.lowerBound ? source.bytes[range.lowerBound - 1] : 0
      if before.isLetterOrDigit || before == UInt8(ascii: "=") { continue }
      let line = source.text(range.upperBound..<document.body.upperBound).prefix { !$0.isNewline }
      guard let length = content.lengthOfRequest(at: line) else { continue }
      diagnostics.append(
        .bareLiveNumber(
          String(line.prefix(length)),
          at: Location(
            source.path, range.lowerBound..<range.upperBound + line.prefix(length).utf8.count)))
    }
  }
}

/// Reports blocks of code that are meant as live blocks, by a word that names none.
func checkUnknownBlocks(_ document: WriteUp, reporting diagnostics: inout [Diagnostic]) {
  let source = document.source,
    lines = source.text(document.body).split(
      separator: "\n", omittingEmptySubsequences: false)
  var offset = document.body.lowerBound, isOpen = false
  for (number, line) in lines.enumerated() {
    defer { offset += line.utf8.count + 1 }
    guard let mark = ["```", "~~~"].first(where: line.hasPrefix) else { continue }
    isOpen.toggle()
    let rest = line.drop { String($0) == mark.prefix(1) }, word = rest.prefix { !$0.isWhitespace }
    guard isOpen, !word.isEmpty, number + 1 < lines.count,
      let meant = LiveBlock.meantKind(of: String(word), firstLine: lines[number + 1])
    else { continue }
    let start = offset + line.utf8.count - rest.utf8.count
    diagnostics.append(
      .unknownBlock(
        String(word), meant: meant.rawValue, at: Location(source.path, start..<start + word.utf8.count)))
  }
}

/// Reports requests for a number in the header, where none is filled in.
private func checkHeader(_ document: WriteUp, in content: Content, reporting diagnostics: inout [Diagnostic])
{
  let source = document.source
  for mark in LiveBlock.numberMarks {
    let header = source.text(0..<document.body.lowerBound)
    for start in header.ranges(of: mark).map(\.upperBound) {
      let line = header[start...].prefix { !$0.isNewline }
      guard let length = content.lengthOfRequest(at: line) else { continue }
      let end = header.utf8.distance(from: header.startIndex, to: start)
      diagnostics.append(
        .liveNumberInHeader(
          String(line.prefix(length)),
          at: Location(
            source.path, end - mark.utf8.count..<end + line.prefix(length).utf8.count)))
    }
  }
}

extension Content {
  /// The number of characters of a request for a number with which a line begins: the name of a metric, or 案例 with a
  /// status or a kind, then a region and a period. Nil where it begins otherwise.
  fileprivate func lengthOfRequest(at line: Substring) -> Int? {
    let longest = Swift.min(line.count, 40)
    guard longest > 0,
      var length = (1...longest).reversed().first(where: { count in
        let name = String(line.prefix(count))
        let isWord = !(line.dropFirst(count).first?.isLetter ?? false)
        return name == "案例" && isWord || metrics.index(of: name) != nil
      })
    else { return nil }
    // Further words as long as they name something.
    while true {
      let rest = line.dropFirst(length)
      let blanks = rest.prefix { $0 == " " }.count
      let word = rest.dropFirst(blanks).prefix { !$0.isWhitespace && !"，。；、！？“”\"（）,.;`".contains($0) }
      guard blanks > 0, !word.isEmpty, means(word) else { return length }
      length += blanks + word.count
    }
  }

  private func means(_ word: Substring) -> Bool {
    if LiveBlock.CaseGroup(word) != nil { return true }
    if case .found = regions.find(String(word)) { return true }
    return (try? Period(reading: String(word))) != nil
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool { 48...57 ~= self || 97...122 ~= self | 0x20 }
}
