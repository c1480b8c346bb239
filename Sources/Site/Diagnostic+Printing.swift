import Diagnostics

extension Diagnostic {
  /// A character that no installed font has.
  ///
  /// - Parameters:
  ///   - around: the words of the sheet in which it is, with `【】` about it.
  ///   - location: its place in the text of the sheet; nil where it comes from elsewhere.
  package static func missingGlyph(_ character: String, around: String, at location: Location?) -> Diagnostic
  {
    let code = "U+" + String(character.unicodeScalars.first?.value ?? 0, radix: 16, uppercase: true)
    return Diagnostic(
      .error, "missing-glyph", at: location,
      zh: "已装的字体都没有“\(character)”（\(code)），印出来会是方框：\(around)。请换一个字，或请管理员装一种有这个字的字体。",
      en:
        "no installed font has “\(character)” (\(code)), it would be a box: \(around). Write another, or have a font installed that has it."
    )
  }
}
