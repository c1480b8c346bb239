import Diagnostics

// The messages about the typography of a text.

extension Advice {
  static let halfWidth = Advice(
    "halfwidth-punctuation", zh: "汉字之间用了半角标点。中文标点用全角：，；：！？（）。",
    en: "Half-width punctuation between Chinese characters, where full-width is written: ，；：！？（）.",
    help: Message(zh: "改成全角", en: "write it full-width"))

  static let fullWidthLetters = fullWidthLetters(count: 1)

  static func fullWidthLetters(count: Int) -> Advice {
    Advice(
      "fullwidth-letter",
      zh: "这里的数字或字母是全角的\(count > 1 ? "（共 \(count) 处）" : "")，比别处的宽。数字、字母用半角，如“12场”“98.5%”“APP”。",
      en:
        "These figures or letters are full-width\(count > 1 ? " (\(count) places)" : ""). Write them in ASCII: 12, 98.5%, APP.",
      help: Message(zh: "改成半角", en: "write them in ASCII"))
  }

  static let quotes = Advice(
    "unbalanced-quotes", zh: "这个引号没有配对。请补上另一半，引号里再有引号用‘’。",
    en: "This quote has no counterpart. Add it; quotes inside quotes are ‘’.")

  static let ellipsis = Advice(
    "ascii-ellipsis", zh: "省略号写作“……”，不用几个半角句点。", en: "An ellipsis is written ……, not with full stops.",
    help: Message(zh: "改成省略号", en: "write ……"))

  static let dash = Advice(
    "ascii-dash", zh: "破折号写作“——”，不用几个连字符。", en: "A dash is written ——, not with hyphens.",
    help: Message(zh: "改成破折号", en: "write ——"))

  static let rangeSigns = Advice(
    "mixed-range-signs", zh: "数字的起止之间，这里的符号和前文不同。一篇里请只用一种，如“100—150”。",
    en: "The sign between two numbers differs from the one used before. Use one of them, as in 100—150.",
    help: Message(zh: "改成前文的符号", en: "use the one from before"))

  static let documentNumber = Advice(
    "document-number-brackets", zh: "发文字号里的年份用六角括号：〔2026〕3号。",
    en: "The year in a document's number stands in tortoise-shell brackets: 〔2026〕3号.",
    help: Message(zh: "改成六角括号", en: "use 〔〕"))

  static let doubleUnderscores = Advice(
    "underscore-emphasis", zh: "“__”紧挨着汉字，不会变成加粗。中文里请用“**”。",
    en: "`__` next to Chinese characters does not make text bold. Write `**`.",
    help: Message(zh: "改成“**”", en: "write `**`"))

  static let emphasisSpace = Advice(
    "space-at-emphasis", zh: "“*”旁边的空格会留在网页上。这里不用空格，加粗一样有效。",
    en: "The blank beside `*` stays on the page, and emphasis works without it.",
    help: Message(zh: "删去空格", en: "delete the blank"))

  static let notNFC = Advice(
    "not-nfc", zh: "这个字用了另一种编码，看起来一样，却搜索不到。请改用通行的写法（NFC）。",
    en:
      "This character is encoded in an unusual way: it looks the same and will not be found. Use the form NFC.",
    help: Message(zh: "换成通行的编码", en: "use the usual encoding"))

  static let spaced = Advice(
    "spaced-text", zh: "汉字和字母、数字之间不空格。", en: "No blank between Chinese characters and letters or figures.",
    help: Message(zh: "删去空格", en: "delete the blank"))

  static let unspaced = Advice(
    "unspaced-text", zh: "汉字和字母、数字之间要空一格。",
    en: "A blank belongs between Chinese characters and letters or figures.",
    help: Message(zh: "加一个空格", en: "add a blank"))

  static let mixedSpacing = Advice(
    "mixed-spacing", zh: "汉字和字母、数字之间，这篇有的空格、有的不空。请统一。",
    en:
      "Between Chinese characters and letters or figures this file has a blank here and none there. Use one.",
    help: Message(zh: "和别处一样", en: "as elsewhere in the file"))
}
