import Diagnostics

// What this target says of what is nearly Markdown.

/// Marks of other programs' Markdown.
enum ForeignMark { case alert, wikiLink, highlight, formula, contents }

/// How a link misses being one.
enum NearLinkKind { case brackets, blank, open, definition }

extension Diagnostic {
  private static func markup(
    _ code: String, _ file: String, _ range: Range<Int>, zh: String, en: String,
    _ edits: [Edit], zhEdit: String, enEdit: String
  ) -> Diagnostic {
    Diagnostic(
      .warning, code, Message(zh: zh, en: en), at: Location(file, range),
      suggestion: edits.isEmpty ? nil : Suggestion(Message(zh: zhEdit, en: enEdit), edits: edits))
  }

  // MARK: The beginning of lines

  static func nearHeading(_ file: String, _ range: Range<Int>, _ edit: Edit) -> Diagnostic {
    markup(
      "near-heading", file, range, zh: "这一行像是标题，但会原样显示。标题用半角“#”（一至六个），后面空一格。",
      en:
        "This looks like a heading, but it will show as it is written. A heading begins with one to six `#` and a blank.",
      [edit], zhEdit: "写成“\(edit.replacement)”", enEdit: "write `\(edit.replacement)`")
  }

  static func nearList(_ file: String, _ range: Range<Int>, _ edits: [Edit], _ mark: String, count: Int)
    -> Diagnostic
  {
    markup(
      "near-list", file, range,
      zh: "这里像是列表\(count > 1 ? "（共 \(count) 项）" : "")，但“\(mark)”不起作用，各项会连成一段。列表每行用“- ”或“1. ”开头，后面空一格。",
      en:
        "This looks like a list\(count > 1 ? " (\(count) items)" : ""), but `\(mark)` begins none, and the lines become one paragraph. "
        + "Begin each with `- ` or `1. `, blank included.",
      edits, zhEdit: "改成列表", enEdit: "make it a list")
  }

  static func nearTask(_ file: String, _ range: Range<Int>, _ edit: Edit) -> Diagnostic {
    markup(
      "near-task", file, range, zh: "这里像是待办事项的方框，但会原样显示。请写“[ ] ”（未完成）或“[x] ”（已完成），都用半角，后面空一格。",
      en:
        "This looks like the box of a task, but it will show as it is written. Write `[ ] ` or `[x] `, with the blank behind.",
      [edit], zhEdit: "写成“\(edit.replacement)”", enEdit: "write `\(edit.replacement)`")
  }

  static func nearQuote(_ file: String, _ range: Range<Int>, _ edits: [Edit], mark: String) -> Diagnostic {
    markup(
      "near-quote", file, range, zh: "“\(mark)”不会变成引用。引用的每一行用半角“> ”开头。",
      en: "`\(mark)` begins no quote. Begin each of its lines with `> `.", edits, zhEdit: "改成“> ”",
      enEdit: "write `> `")
  }

  static func nearCode(_ file: String, _ range: Range<Int>, _ edits: [Edit]) -> Diagnostic {
    markup(
      "near-code", file, range, zh: "全角的“｀”不起作用，会原样显示。请改成半角“`”。",
      en: "The full-width `｀` does nothing. Write the ASCII one.",
      edits, zhEdit: "改成半角", enEdit: "write ASCII backticks")
  }

  static func nearTable(_ file: String, _ range: Range<Int>, _ edits: [Edit], lacksRow: Bool, isForeign: Bool)
    -> Diagnostic
  {
    markup(
      "pipe-table", file, range,
      zh: "这里像是表格，但会连成一段原样显示。"
        + (isForeign ? "表格的竖线和横线用半角“|”和“-”" : "") + (isForeign && lacksRow ? "，" : "")
        + (lacksRow ? "表头下面要有一行“|---|---|”" : "") + "。",
      en: "This looks like a table, but its lines become one paragraph. "
        + (isForeign ? "Write ASCII `|` and `-`. " : "")
        + (lacksRow ? "Below the header row stands a row of hyphens: `|---|---|`." : ""),
      edits, zhEdit: "改成表格", enEdit: "make it a table")
  }

  static func joinedParagraphs(_ file: String, _ range: Range<Int>, _ edits: [Edit], count: Int) -> Diagnostic
  {
    markup(
      "joined-paragraphs", file, range, zh: "这 \(count) 行像是 \(count) 个自然段，但中间没有空行，会连成一段。请在各段之间空一行。",
      en:
        "These \(count) lines look like \(count) paragraphs, but become one, as there are no empty lines between them.",
      edits, zhEdit: "各段之间加空行", enEdit: "put empty lines between them")
  }

  // MARK: Blocks

  static func emptyHeading(_ file: String, _ range: Range<Int>, removing line: Range<Int>) -> Diagnostic {
    markup(
      "empty-heading", file, range, zh: "这个标题没有文字。请写上标题，或者删去这一行。",
      en: "This heading is empty. Give it a text, or delete the line.",
      [Edit(line, "")], zhEdit: "删去这一行", enEdit: "delete the line")
  }

  static func skippedLevel(_ file: String, _ range: Range<Int>, level: Int, expected: Int) -> Diagnostic {
    markup(
      "skipped-level", file, range, zh: "标题的层级跳过了一级：上一个标题下面应是\(expected)个“#”，这里有\(level)个。",
      en: "This heading skips a level: \(expected) `#` come next, not \(level).",
      [Edit(range, String(repeating: "#", count: expected))], zhEdit: "改成\(expected)个“#”",
      enEdit: "write \(expected) `#`")
  }

  static func accidentalHeading(_ file: String, _ range: Range<Int>, _ edit: Edit?, isRule: Bool)
    -> Diagnostic
  {
    markup(
      "accidental-heading", file, range,
      zh: "文字下面紧挨着一行“-”或“=”，上面的文字会变成标题。"
        + (isRule ? "要画分隔线，请在它前面空一行；要写标题，请用“## ”。" : "要写标题，请用“## ”；否则请删去这一行。"),
      en: "A line of `-` or `=` directly below a text makes a heading of it. "
        + (isRule ? "For a rule, put an empty line before it; " : "Delete the line; ")
        + "for a heading, begin it with `## `.",
      edit.map { [$0] } ?? [], zhEdit: isRule ? "前面空一行" : "删去这一行",
      enEdit: isRule ? "put an empty line before it" : "delete the line")
  }

  static func indentedCode(_ file: String, _ range: Range<Int>, _ edits: [Edit]) -> Diagnostic {
    markup(
      "indented-code", file, range, zh: "段首的四个空格或制表符会把这一段变成代码，用等宽字体原样显示。段首不用空格，网页会自动缩进。",
      en:
        "Four blanks or a tab make this a block of code. Begin a paragraph without blanks: the page indents it.",
      edits, zhEdit: "删去段首的空格", enEdit: "delete the blanks")
  }

  static func unclosedFence(_ file: String, _ range: Range<Int>, _ edit: Edit?, _ marks: String) -> Diagnostic
  {
    markup(
      "unclosed-fence", file, range, zh: "“\(marks)”没有结束，后面的正文全都成了代码。请在该结束的地方另起一行写“\(marks)”。",
      en:
        "This block of code is never closed, and all that follows belongs to it. Close it with a line `\(marks)`.",
      edit.map { [$0] } ?? [], zhEdit: "在最后加上“\(marks)”，再移到该结束的地方",
      enEdit: "add `\(marks)` at the end, and move it to where it belongs")
  }

  // MARK: Inside lines

  static func nearLink(_ file: String, _ range: Range<Int>, _ edits: [Edit], _ kind: NearLinkKind)
    -> Diagnostic
  {
    let (zh, en) =
      switch kind {
      case .brackets:
        (
          "这里像是链接或图片，但括号是全角的，会原样显示。请用半角：[文字](地址)。",
          "This looks like a link, but has Chinese brackets. Write `[text](address)`."
        )
      case .blank:
        (
          "这里像是链接或图片，但中间有空格，会原样显示。方括号和圆括号之间不空格，地址里有空格时放进“<>”。",
          "This looks like a link, but has a blank between its brackets or in its address. Put an address with blanks into `<>`."
        )
      case .open:
        ("这里像是链接或图片，但缺右括号，会原样显示。", "This looks like a link, but its closing parenthesis is missing.")
      case .definition:
        ("这里像是链接的定义，但冒号是全角的，会原样显示。", "This looks like the definition of a link, but has a Chinese colon.")
      }
    return markup("near-link", file, range, zh: zh, en: en, edits, zhEdit: "改成链接", enEdit: "make it a link")
  }

  static func undefinedLabel(_ file: String, _ range: Range<Int>, _ label: String) -> Diagnostic {
    markup(
      "undefined-label", file, range,
      zh: "这里像是链接，但“\(label)”没有定义，方括号会原样显示。请写成“[文字](地址)”，或者在文末加一行“[\(label)]: 地址”。",
      en:
        "This looks like a link, but nothing defines “\(label)”. Write `[text](address)`, or add a line `[\(label)]: address`.",
      [], zhEdit: "", enEdit: "")
  }

  static func unrendered(_ file: String, _ range: Range<Int>, _ edits: [Edit], _ mark: ForeignMark)
    -> Diagnostic
  {
    let (zh, en, zhEdit, enEdit) =
      switch mark {
      case .alert:
        (
          "“[!NOTE]”这样的提示框不起作用，会原样显示。", "Alerts such as `[!NOTE]` are not rendered.", "改成加粗的文字",
          "write bold text"
        )
      case .wikiLink:
        (
          "双方括号的链接不起作用，会原样显示。链接写作“[文字](地址)”。", "`[[…]]` is no link here. Write `[text](address)`.", "只留文字",
          "leave the text"
        )
      case .highlight: ("“==”不会标亮文字，会原样显示。", "`==` highlights nothing here.", "改成加粗“**”", "make it bold")
      case .formula:
        (
          "“$”里的公式不会排成算式，会原样显示。请直接写出算式，或者用图片。",
          "Formulas between `$` are not set. Write them out, or use a picture.", "", ""
        )
      case .contents: ("“[TOC]”不会变成目录，会原样显示。", "`[TOC]` makes no contents here.", "删去这一行", "delete the line")
      }
    return markup("unrendered-markup", file, range, zh: zh, en: en, edits, zhEdit: zhEdit, enEdit: enEdit)
  }

  static func brokenEntity(_ file: String, _ range: Range<Int>, _ edit: Edit, _ name: String) -> Diagnostic {
    markup(
      "broken-entity", file, range, zh: "“&\(name)”会原样显示。字符代码写作“&\(name);”，分号用半角；或者直接写要显示的字符。",
      en:
        "`&\(name)` will show as it is written. The character is `&\(name);`; or write the character itself.",
      [edit], zhEdit: "写成“&\(name);”", enEdit: "write `&\(name);`")
  }

  static func literalEscape(_ file: String, _ range: Range<Int>, _ edit: Edit) -> Diagnostic {
    markup(
      "literal-escape", file, range, zh: "这里的反斜线和字母会原样显示，不会换行。另起一段请空一行。",
      en: "This escape will show as it is written, and begins no line. An empty line begins a paragraph.",
      [edit], zhEdit: edit.replacement.isEmpty ? "删去" : "改成空行",
      enEdit: edit.replacement.isEmpty ? "delete it" : "write an empty line")
  }

  static func unpairedMarks(
    _ file: String, _ range: Range<Int>, _ edits: [Edit], _ mark: String, hasBlanks: Bool
  ) -> Diagnostic {
    markup(
      "unpaired-marks", file, range,
      zh: hasBlanks
        ? "“\(mark)”里面紧挨着空格，不起作用，会原样显示。"
        : mark == "~~"
          ? "“~~”里面是标点、外面紧挨着文字，不起作用，会原样显示。请把标点移到外面，或者在外面空一格。" : "这个“\(mark)”没有配对，会原样显示。请补上另一半，或者删去。",
      en: hasBlanks
        ? "`\(mark)` with a blank inside does nothing, and will show as it is written."
        : mark == "~~"
          ? "`~~` between punctuation and a character does nothing. Put the punctuation outside, or a blank."
          : "This `\(mark)` has no counterpart, and will show as it is written. Add it, or delete this.",
      edits, zhEdit: hasBlanks ? "删去空格" : mark == "~~" ? "外面空一格" : "删去",
      enEdit: hasBlanks ? "delete the blanks" : mark == "~~" ? "put a blank outside" : "delete it")
  }

  static func singleUnderscores(_ file: String, _ range: Range<Int>, _ edits: [Edit]) -> Diagnostic {
    markup(
      "underscore-emphasis", file, range, zh: "“_”紧挨着汉字，不会变成强调。中文里请用“*”。",
      en: "`_` next to Chinese characters emphasises nothing. Write `*`.",
      edits, zhEdit: "改成“*”", enEdit: "write `*`")
  }

  static func maskedText(_ file: String, _ range: Range<Int>, _ edits: [Edit]) -> Diagnostic {
    markup(
      "masked-text", file, range, zh: "这里像是用“*”隐去姓名或号码，但星号会不见，中间的文字会变成强调。要显示星号，请在每个前面加“\\”，或者写“某某”。",
      en:
        "Asterisks that hide names or numbers become emphasis of what is between them. Put a backslash before each.",
      edits, zhEdit: "星号前加“\\”", enEdit: "put backslashes before them")
  }

  // MARK: Footnotes

  static func undefinedFootnote(_ file: String, _ range: Range<Int>) -> Diagnostic {
    markup(
      "undefined-footnote", file, range, zh: "这个注释没有内容，会原样显示。请在文末加一行“[^…]: 注释”。",
      en: "This footnote says nothing. Add a line `[^…]: text`.",
      [], zhEdit: "", enEdit: "")
  }

  static func unusedFootnote(_ file: String, _ range: Range<Int>, isTwice: Bool) -> Diagnostic {
    markup(
      "unused-footnote", file, range,
      zh: isTwice ? "这个注释前面已经写过，这里的内容不会出现在网页上。请换一个标号。" : "正文没有提到这个注释，它不会出现在网页上。请在正文里写上标号，或者删去。",
      en: isTwice
        ? "This footnote has a text already; this one is not shown. Give it another label."
        : "Nothing refers to this footnote, and it is not shown. Refer to it, or delete it.",
      [], zhEdit: "", enEdit: "")
  }
}
