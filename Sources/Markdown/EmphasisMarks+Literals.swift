extension EmphasisMarks {
  /// Where the same mark keeps what the tree would forget: behind an escaped character with which an extension begins
  /// (`\~`, `\[`), and between a footnote's label and its colon, so that `[^1]: a` is no definition of a link.
  static func literals(_ bytes: [UInt8], _ body: Range<Int>) -> [Int] {
    var places: [Int] = [], i = body.lowerBound
    while let escape = bytes.place(of: UInt8(ascii: "\\"), in: i..<body.upperBound) {
      i = escape + 2
      guard i <= body.upperBound else { break }
      switch bytes[escape + 1] {
      case UInt8(ascii: "~"), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "@"), UInt8(ascii: "."):
        places.append(i)
      case let byte where !isASCIIPunctuation(byte): i -= 1
      default: break
      }
    }
    i = body.lowerBound
    while let caret = bytes.place(of: UInt8(ascii: "^"), in: i..<body.upperBound) {
      i = caret + 1
      guard caret > body.lowerBound, let label = FootnoteLabel(bytes[..<body.upperBound], at: caret - 1),
        label.colonLength(bytes[..<body.upperBound], marked: false) != nil
      else { continue }
      places.append(label.range.upperBound)
    }
    return places
  }
}

/// `[^label]`; the label has no blanks and no brackets.
struct FootnoteLabel {
  /// With the brackets.
  let range: Range<Int>
  /// As labels are compared.
  let name: String

  private static let limit = 200

  /// What begins at a place, if it is one.
  init?(_ bytes: ArraySlice<UInt8>, at start: Int) {
    guard start + 1 < bytes.endIndex, bytes[start] == UInt8(ascii: "["), bytes[start + 1] == UInt8(ascii: "^")
    else { return nil }
    var i = start + 2
    let limit = min(bytes.endIndex, i + FootnoteLabel.limit)
    while i < limit, bytes[i] > 0x20, bytes[i] != UInt8(ascii: "["), bytes[i] != UInt8(ascii: "]") { i += 1 }
    guard i < limit, i > start + 2, bytes[i] == UInt8(ascii: "]") else { return nil }
    range = start..<i + 1
    name = String(decoding: bytes[start + 2..<i], as: UTF8.self).lowercased()
  }

  /// How long the colon is that makes it a definition, with the mark before it in a tree; the Chinese one means the
  /// same.
  func colonLength(_ bytes: ArraySlice<UInt8>, marked: Bool) -> Int? {
    var i = range.upperBound
    if marked {
      guard bytes[i...].starts(with: EmphasisMarks.mark) else { return nil }
      i += EmphasisMarks.mark.count
    }
    if i < bytes.endIndex, bytes[i] == UInt8(ascii: ":") { return i + 1 - range.upperBound }
    return bytes[i...].starts(with: "：".utf8) ? i + 3 - range.upperBound : nil
  }
}
