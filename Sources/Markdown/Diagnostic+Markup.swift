import Diagnostics

// The messages about what is nearly Markdown.

extension Advice {
  // MARK: The beginning of lines

  static func nearHeading(_ replacement: String) -> Advice {
    Advice(
      "near-heading", zh: "这一行像是标题，但会原样显示。标题用半角“#”（一至六个），后面空一格。",
      en:
        "This looks like a heading, but it will show as it is written. A heading begins with one to six `#` and a blank.",
      help: Message(zh: "写成“\(replacement)”", en: "write `\(replacement)`"))
  }

  static func typedHeading(_ title: String, _ signs: String) -> Advice {
    Advice(
      "near-heading", zh: "“\(title)”像是小标题，却只是一行文字，不进目录。小标题前面要有“\(signs)”；它本来是一项内容的，可以不改。",
      en: "“\(title)” looks like a heading, but is a mere line of text. A heading begins with `\(signs)`.",
      help: Message(zh: "写成“\(signs)\(title)”", en: "write `\(signs)\(title)`"))
  }

  static func nearList(_ mark: String, count: Int) -> Advice {
    let zh = count > 1 ? "（共 \(count) 项）" : "", en = count > 1 ? " (\(count) items)" : ""
    return Advice(
      "near-list", zh: "这里像是列表\(zh)，但“\(mark)”不起作用，各项会连成一段。列表每行用“- ”或“1. ”开头，后面空一格。",
      en: "This looks like a list\(en), but `\(mark)` begins none, and the lines become one paragraph. "
        + "Begin each with `- ` or `1. `, blank included.",
      help: Message(zh: "改成列表", en: "make it a list"))
  }

  static func nearTask(_ replacement: String) -> Advice {
    Advice(
      "near-task", zh: "这里像是待办事项的方框，但会原样显示。请写“[ ] ”（未完成）或“[x] ”（已完成），都用半角，后面空一格。",
      en:
        "This looks like the box of a task, but it will show as it is written. Write `[ ] ` or `[x] `, with the blank behind.",
      help: Message(zh: "写成“\(replacement)”", en: "write `\(replacement)`"))
  }

  static func nearQuote(_ mark: String) -> Advice {
    Advice(
      "near-quote", zh: "“\(mark)”不会变成引用。引用的每一行用半角“> ”开头。",
      en: "`\(mark)` begins no quote. Begin each of its lines with `> `.",
      help: Message(zh: "改成“> ”", en: "write `> `"))
  }

  static let nearCode = Advice(
    "near-code", zh: "全角的“｀”不起作用，会原样显示。请改成半角“`”。",
    en: "The full-width `｀` does nothing. Write the ASCII one.",
    help: Message(zh: "改成半角", en: "write ASCII backticks"))

  static func nearTable(lacksRow: Bool, isForeign: Bool) -> Advice {
    Advice(
      "pipe-table",
      zh: "这里像是表格，但会连成一段原样显示。" + (isForeign ? "表格的竖线和横线用半角“|”和“-”" : "")
        + (isForeign && lacksRow ? "，" : "") + (lacksRow ? "表头下面要有一行“|---|---|”" : "") + "。",
      en: "This looks like a table, but its lines become one paragraph. "
        + (isForeign ? "Write ASCII `|` and `-`. " : "")
        + (lacksRow ? "Below the header row stands a row of hyphens: `|---|---|`." : ""),
      help: Message(zh: "改成表格", en: "make it a table"))
  }

  static func joinedParagraphs(_ count: Int) -> Advice {
    Advice(
      "joined-paragraphs", zh: "这 \(count) 行像是 \(count) 个自然段，但中间没有空行，会连成一段。请在各段之间空一行。",
      en:
        "These \(count) lines look like \(count) paragraphs, but become one, as there are no empty lines between them.",
      help: Message(zh: "各段之间加空行", en: "put empty lines between them"))
  }

  // MARK: Blocks

  static let emptyHeading = Advice(
    "empty-heading", zh: "这个标题没有文字。请写上标题，或者删去这一行。",
    en: "This heading is empty. Give it a text, or delete the line.",
    help: Message(zh: "删去这一行", en: "delete the line"))

  static func skippedLevel(_ level: Int, expected: Int) -> Advice {
    Advice(
      "skipped-level", zh: "标题的层级跳过了一级：上一个标题下面应是\(expected)个“#”，这里有\(level)个。",
      en: "This heading skips a level: \(expected) `#` come next, not \(level).",
      help: Message(zh: "改成\(expected)个“#”", en: "write \(expected) `#`"))
  }

  static func accidentalHeading(isRule: Bool) -> Advice {
    Advice(
      "accidental-heading",
      zh: "文字下面紧挨着一行“-”或“=”，上面的文字会变成标题。"
        + (isRule ? "要画分隔线，请在它前面空一行；要写标题，请用“## ”。" : "要写标题，请用“## ”；否则请删去这一行。"),
      en: "A line of `-` or `=` directly below a text makes a heading of it. "
        + (isRule ? "For a rule, put an empty line before it; " : "Delete the line; ")
        + "for a heading, begin it with `## `.",
      help: isRule
        ? Message(zh: "前面空一行", en: "put an empty line before it")
        : Message(zh: "删去这一行", en: "delete the line"))
  }

  static let indentedCode = Advice(
    "indented-code", zh: "段首的四个空格或制表符会把这一段变成代码，用等宽字体原样显示。段首不用空格，网页会自动缩进。",
    en:
      "Four blanks or a tab make this a block of code. Begin a paragraph without blanks: the page indents it.",
    help: Message(zh: "删去段首的空格", en: "delete the blanks"))

  static func unclosedFence(_ marks: String) -> Advice {
    Advice(
      "unclosed-fence", zh: "“\(marks)”没有结束，后面的正文全都成了代码。请在该结束的地方另起一行写“\(marks)”。",
      en:
        "This block of code is never closed, and all that follows belongs to it. Close it with a line `\(marks)`.",
      help: Message(
        zh: "在最后加上“\(marks)”，再移到该结束的地方", en: "add `\(marks)` at the end, and move it to where it belongs"))
  }

  // MARK: Links

  static let bracketsOfLink = nearLink(
    zh: "这里像是链接或图片，但括号是全角的，会原样显示。请用半角：[文字](地址)。",
    en: "This looks like a link, but has Chinese brackets. Write `[text](address)`.")

  static let blankInLink = nearLink(
    zh: "这里像是链接或图片，但中间有空格，会原样显示。方括号和圆括号之间不空格，地址里有空格时放进“<>”。",
    en:
      "This looks like a link, but has a blank between its brackets or in its address. Put an address with blanks into `<>`."
  )

  static let openLink = nearLink(
    zh: "这里像是链接或图片，但缺右括号，会原样显示。", en: "This looks like a link, but its closing parenthesis is missing.")

  static let colonOfDefinition = nearLink(
    zh: "这里像是链接的定义，但冒号是全角的，会原样显示。",
    en: "This looks like the definition of a link, but has a Chinese colon.")

  private static func nearLink(zh: String, en: String) -> Advice {
    Advice("near-link", zh: zh, en: en, help: Message(zh: "改成链接", en: "make it a link"))
  }

  static func undefinedLabel(_ label: String) -> Advice {
    Advice(
      "undefined-label",
      zh: "这里像是链接，但“\(label)”没有定义，方括号会原样显示。请写成“[文字](地址)”，或者在文末加一行“[\(label)]: 地址”。",
      en:
        "This looks like a link, but nothing defines “\(label)”. Write `[text](address)`, or add a line `[\(label)]: address`."
    )
  }

  // MARK: Marks of other programs' Markdown

  static let alert = unrendered(
    zh: "“[!NOTE]”这样的提示框不起作用，会原样显示。", en: "Alerts such as `[!NOTE]` are not rendered.",
    help: Message(zh: "改成加粗的文字", en: "write bold text"))

  static let wikiLink = unrendered(
    zh: "双方括号的链接不起作用，会原样显示。链接写作“[文字](地址)”。", en: "`[[…]]` is no link here. Write `[text](address)`.",
    help: Message(zh: "只留文字", en: "leave the text"))

  static let highlight = unrendered(
    zh: "“==”不会标亮文字，会原样显示。", en: "`==` highlights nothing here.",
    help: Message(zh: "改成加粗“**”", en: "make it bold"))

  static let formula = unrendered(
    zh: "“$”里的公式不会排成算式，会原样显示。请直接写出算式，或者用图片。",
    en: "Formulas between `$` are not set. Write them out, or use a picture.")

  static let contents = unrendered(
    zh: "“[TOC]”不会变成目录，会原样显示。", en: "`[TOC]` makes no contents here.",
    help: Message(zh: "删去这一行", en: "delete the line"))

  private static func unrendered(zh: String, en: String, help: Message? = nil) -> Advice {
    Advice("unrendered-markup", zh: zh, en: en, help: help)
  }

  // MARK: Inside lines

  static func brokenEntity(_ name: String) -> Advice {
    Advice(
      "broken-entity", zh: "“&\(name)”会原样显示。字符代码写作“&\(name);”，分号用半角；或者直接写要显示的字符。",
      en:
        "`&\(name)` will show as it is written. The character is `&\(name);`; or write the character itself.",
      help: Message(zh: "写成“&\(name);”", en: "write `&\(name);`"))
  }

  static func literalEscape(isDeleted: Bool) -> Advice {
    Advice(
      "literal-escape", zh: "这里的反斜线和字母会原样显示，不会换行。另起一段请空一行。",
      en: "This escape will show as it is written, and begins no line. An empty line begins a paragraph.",
      help: isDeleted ? Message(zh: "删去", en: "delete it") : Message(zh: "改成空行", en: "write an empty line"))
  }

  static func spacedMarks(_ mark: String) -> Advice {
    Advice(
      "unpaired-marks", zh: "“\(mark)”里面紧挨着空格，不起作用，会原样显示。",
      en: "`\(mark)` with a blank inside does nothing, and will show as it is written.",
      help: Message(zh: "删去空格", en: "delete the blanks"))
  }

  static let crowdedTildes = Advice(
    "unpaired-marks", zh: "“~~”里面是标点、外面紧挨着文字，不起作用，会原样显示。请把标点移到外面，或者在外面空一格。",
    en: "`~~` between punctuation and a character does nothing. Put the punctuation outside, or a blank.",
    help: Message(zh: "外面空一格", en: "put a blank outside"))

  static let unpairedAsterisks = Advice(
    "unpaired-marks", zh: "这个“**”没有配对，会原样显示。请补上另一半，或者删去。",
    en: "This `**` has no counterpart, and will show as it is written. Add it, or delete this.",
    help: Message(zh: "删去", en: "delete it"))

  static let singleUnderscores = Advice(
    "underscore-emphasis", zh: "“_”紧挨着汉字，不会变成强调。中文里请用“*”。",
    en: "`_` next to Chinese characters emphasises nothing. Write `*`.",
    help: Message(zh: "改成“*”", en: "write `*`"))

  static let maskedText = Advice(
    "masked-text", zh: "这里像是用“*”隐去姓名或号码，但星号会不见，中间的文字会变成强调。要显示星号，请在每个前面加“\\”，或者写“某某”。",
    en:
      "Asterisks that hide names or numbers become emphasis of what is between them. Put a backslash before each.",
    help: Message(zh: "星号前加“\\”", en: "put backslashes before them"))

  // MARK: Footnotes

  static let undefinedFootnote = Advice(
    "undefined-footnote", zh: "这个注释没有内容，会原样显示。请在文末加一行“[^…]: 注释”。",
    en: "This footnote says nothing. Add a line `[^…]: text`.")

  static let repeatedFootnote = Advice(
    "unused-footnote", zh: "这个注释前面已经写过，这里的内容不会出现在网页上。请换一个标号。",
    en: "This footnote has a text already; this one is not shown. Give it another label.")

  static let unusedFootnote = Advice(
    "unused-footnote", zh: "正文没有提到这个注释，它不会出现在网页上。请在正文里写上标号，或者删去。",
    en: "Nothing refers to this footnote, and it is not shown. Refer to it, or delete it.")
}
