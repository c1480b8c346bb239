import Diagnostics
import FrontMatter

extension Document {
  /// Reports values that are in Chinese quotation marks as if these were the header's own (`日期: “2022-08-31”`): to a header
  /// they are text. A title, or another text, may be in such marks by itself.
  ///
  /// - Returns: True if there are such values.
  package func refuseQuotedValues(as kind: RecordKind, reporting diagnostics: inout [Diagnostic]) -> Bool {
    guard source.bytes[..<min(headerEnd, source.bytes.count)].contains(where: { $0 == 0xE2 || $0 == 0xEF })
    else { return false }
    let found = header.values(as: .record(kind)).filter { isQuoted($0) }
    guard found.contains(where: { !$0.isText }) || found.count > 1, let first = found.first?.range else {
      return false
    }
    let edits = found.flatMap { value in
      [
        Edit(value.range.lowerBound..<value.range.lowerBound + 3, ""),
        Edit(value.range.upperBound - 3..<value.range.upperBound, ""),
      ]
    }
    diagnostics.append(
      .quotedValue(source.text(first), count: found.count, at: Location(source.path, first), edits: edits))
    return true
  }

  /// The ranges of what is read as a text, and shown as it is.
  package func textRanges(as kind: RecordKind) -> [Range<Int>] {
    header.values(as: .record(kind)).filter(\.isText).map(\.range)
  }

  /// True for a text with such marks at both ends, and none between.
  private func isQuoted(_ value: HeaderValue) -> Bool {
    let range = value.range
    guard value.isPlain, range.count > 6, source.bytes[range.lowerBound] >= 0xE2 else { return false }
    let marks: Set<Unicode.Scalar> = ["“", "”", "‘", "’", "＂", "＇"]
    let letters = source.text(range).unicodeScalars
    guard let first = letters.first, let last = letters.last else { return false }
    return marks.contains(first) && marks.contains(last)
      && !letters.dropFirst().dropLast().contains { marks.contains($0) }
  }
}

/// A value of a header, which is no list and no map.
private struct HeaderValue {
  let range: Range<Int>
  /// True if its field takes any text.
  let isText: Bool
  let isPlain: Bool
}

extension Node {
  /// All values of a node.
  ///
  /// - Parameters:
  ///   - type: the type that its field declares; nil where there is none.
  ///   - name: the name of its field.
  fileprivate func values(as type: FieldType?, name: String = "") -> [HeaderValue] {
    switch content {
    case .scalar(let scalar):
      var isText = type == nil && ["quote", "原文", "note", "说明"].contains(name)
      if case .text? = type { isText = true }
      return [HeaderValue(range: range, isText: isText, isPlain: scalar.style == .plain)]
    case .list(let items):
      var inner = type
      if case .list(let item)? = type { inner = item }
      if case .oneOrMore(let item)? = type { inner = item }
      return items.flatMap { $0.values(as: inner, name: name) }
    case .map(let entries):
      var kind: RecordKind?, inner: FieldType?
      switch type {
      case .record(let own), .list(.record(let own)), .oneOrMore(.record(let own)): kind = own
      case .map(let value): inner = value
      default: break
      }
      return entries.flatMap { entry in
        entry.value.values(as: kind?[entry.key.text]?.type ?? inner, name: entry.key.text)
      }
    }
  }
}

extension String {
  /// A name without what word processors and writers of documents put around it: blanks, a number in front, bold marks,
  /// brackets; its letters in ASCII.
  var withoutTypedMarks: String {
    var letters = unicodeScalars.map { scalar in
      0xFF01...0xFF5E ~= scalar.value ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
    }
    letters.removeAll { $0.properties.isWhitespace || "*【】[]".unicodeScalars.contains($0) }
    let digits = letters.prefix { "0"..."9" ~= $0 }
    if !digits.isEmpty, let mark = letters.dropFirst(digits.count).first, ".、)".unicodeScalars.contains(mark)
    {
      letters.removeFirst(digits.count + 1)
    }
    var plain = String.UnicodeScalarView()
    plain.append(contentsOf: letters)
    return String(plain)
  }
}
