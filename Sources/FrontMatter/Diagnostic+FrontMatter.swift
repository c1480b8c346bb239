import Diagnostics

// Every sentence that this target says to an author.

// MARK: The file

extension Diagnostic {
  static let gb18030 = mistake(
    "not-utf8", "文件不是 UTF-8 编码，看来是 GB 18030（GBK）编码。请另存为 UTF-8 编码。",
    "The file is not UTF-8; it looks like GB 18030 (GBK). Save it as UTF-8.", note: .savingAsUTF8)

  static let utf16 = mistake(
    "not-utf8", "文件不是 UTF-8 编码，而是 UTF-16（记事本里叫“Unicode”）编码。请另存为 UTF-8 编码。",
    "The file is not UTF-8 but UTF-16. Save it as UTF-8.", note: .savingAsUTF8)

  static let notUTF8 = mistake(
    "not-utf8", "这一行里有不属于 UTF-8 编码的字节，这里的文字已经损坏。请重新输入这一处，并把文件保存为 UTF-8 编码。",
    "This line has bytes that are not UTF-8: the text is damaged here. Type it again and save the file as UTF-8.",
    note: .savingAsUTF8)

  /// - Parameter edits: those for all such characters of the file.
  static func controlCharacter(_ file: String, _ range: Range<Int>, _ value: UInt32, edits: [Edit])
    -> Diagnostic
  {
    switch value {
    case 0x0D:
      error(
        "control-character", file, range, "这里只有回车符而没有换行符，是很旧的换行方式。请把换行改为 LF 或 CRLF。",
        "A carriage return without a line feed. End lines with LF or CRLF.", edits: edits, "改成换行",
        "end the lines")
    case 0x0B, 0x0C:
      error(
        "control-character", file, range,
        "这里是 Word 的\(value == 0x0B ? "手动换行符" : "分页符")（\(codePoint(value))），网页不认得。请改成换行。",
        "A word processor's \(value == 0x0B ? "line" : "page") break (\(codePoint(value))), which no page knows. End the line instead.",
        edits: edits, "改成换行", "end the line")
    default:
      error(
        "control-character", file, range, "这里有一个看不见的控制字符（\(codePoint(value))），多半是从别处复制时带来的。请删去。",
        "An invisible control character (\(codePoint(value))), probably copied from elsewhere. Delete it.",
        edits: edits, "删去这个字符", "delete the character")
    }
  }

  static func escapedControl(_ file: String, _ range: Range<Int>, _ value: UInt32) -> Diagnostic {
    error(
      "control-character", file, range, "这里写的是一个控制字符（\(codePoint(value))），网页和订阅源里都不能有它。请删去。",
      "A control character (\(codePoint(value))), which no page and no feed may hold. Delete it.",
      edits: [Edit(range, "")], "删去这个字符", "delete the character")
  }

  static let stackedMarks = mistake(
    "stacked-marks", "一个字上叠加了三十多个附加符号，这不是文字。请删去。",
    "More than thirty marks are stacked upon one letter, which is no text. Delete them.")

  static let invisibleSeparator = mistake(
    "invisible-character", "文件头里有一个看不见的字符（行分隔符或字节顺序标记），多半是从网页复制时带来的。请删去。",
    "The header has an invisible character (a line separator or byte order mark), probably copied from a web page. Delete it.",
    replacement: "", "删去这个字符", "delete the character")

  static func missingHeader(_ file: String, _ firstLine: Range<Int>, edits: [Edit]) -> Diagnostic {
    var result = error(
      "missing-header", file, firstLine, "文件的第一行应当是三个减号“---”，下面写各个字段，再用一行“---”结束，然后才是正文。",
      "The first line must be `---`; then come the fields, another line `---`, and the text.")
    if !edits.isEmpty { result.suggestion = .fence(edits) }
    return result
  }

  static func unclosedHeader(_ file: String, _ fence: Range<Int>, edit: Edit?) -> Diagnostic {
    var result = error(
      "unclosed-header", file, fence, "文件头没有结束：请在最后一个字段之后、正文之前单独加一行“---”（正好三个减号，前面不留空格）。",
      "The header has no end: put a line `---` after the last field, before the text.")
    if let edit { result.suggestion = .fence([edit]) }
    return result
  }

  static func wrongFence(_ file: String, _ line: Range<Int>) -> Diagnostic {
    var result = error(
      "unclosed-header", file, line, "文件头在这里没有结束：这一行应当正好是三个半角减号“---”，前面不留空格。",
      "The header does not end here: the line must be just `---`, three hyphens and nothing before them.")
    result.suggestion = .fence([Edit(line, "---")])
    return result
  }

  static func secondHeader(_ file: String, _ fence: Range<Int>, edit: Edit) -> Diagnostic {
    error(
      "second-header", file, fence,
      "这里又是一个文件头，里面的字段不会被读到：一个文件只有一个文件头。请把两个合成一个。",
      "Another header, whose fields are not read: a file has one. Make one of the two.",
      edits: [edit], "删去中间的两行“---”", "delete the two lines `---` between them")
  }

  static let headerIsNoMap = mistake(
    "header-not-a-map", "这里应当是“字段: 值”，每个字段一行，而不是列表。",
    "This must be `field: value`, one field on each line, and not a list.")
}

extension Note {
  static let savingAsUTF8 = Note(
    zh: "记事本：“文件”→“另存为”，在“编码”里选“UTF-8”。WPS：“文件”→“另存为”，类型选“文本文件（*.txt）”，编码选“Unicode (UTF-8)”，再把扩展名改回来。",
    en:
      "Notepad: File, Save as, Encoding UTF-8. WPS: File, Save as, plain text, encoding Unicode (UTF-8), then restore the file's extension."
  )

  static let furtherErrors = Note(
    zh: "后面的内容没有再检查，请先改正以上各处。", en: "What follows was not checked; correct the above first.")
}

// MARK: Lines, columns and keys

extension Diagnostic {
  static func tab(_ file: String, _ range: Range<Int>, isIndentation: Bool) -> Diagnostic {
    isIndentation
      ? error(
        "tab", file, range,
        "缩进用了制表符（Tab 键）。请改用空格，每一层两个空格。", "A tab indents this line. Use spaces, two for each level.")
      : error(
        "tab", file, range,
        "这里有一个制表符（Tab 键）。请改成空格；如果确实需要它，请把整个值放进双引号并写成 \\t。",
        "A tab. Use a space, or put the value in double quotes and write \\t.",
        edits: [Edit(range, " ")], "改成空格", "replace it by a space")
  }

  static let misaligned = mistake(
    "bad-indentation", "这一行的缩进与前面各行都对不齐。同一层的字段应当对齐，下一层多缩进两个空格。",
    "The indentation of this line matches none before it. Fields of one level stand in one column, the next level two spaces deeper."
  )

  static func ideographicIndentation(_ file: String, _ range: Range<Int>, edit: Edit) -> Diagnostic {
    let isNone = edit.replacement.isEmpty
    return error(
      "fullwidth-space", file, range,
      "这一行以全角空格或不间断空格开头。" + (isNone ? "字段从行首写起，请删去空格。" : "请改用半角空格缩进。"),
      "The line begins with a full-width or no-break space. "
        + (isNone ? "A field begins its line: delete it." : "Indent with plain spaces."),
      edits: [edit], isNone ? "删去行首的空格" : "改成半角空格",
      isNone ? "delete the space" : "replace it by plain spaces")
  }

  static func gluedListItem(_ file: String, _ range: Range<Int>, edits: [Edit]) -> Diagnostic {
    error(
      "glued-list-item", file, range, "看来是列表，却会被读成一段文字：列表的每一项应当写成“- 内容”，半角减号后面空一格。",
      "This looks like a list, and would be read as one text: an item is `- text`, with a space after the hyphen.",
      edits: edits, "每一项改成“- ”开头", "begin each item with `- `")
  }

  static func fullWidthBrackets(_ file: String, _ range: Range<Int>, edits: [Edit]) -> Diagnostic {
    error(
      "fullwidth-bracket", file, range, "全角的“［］｛｝”只是文字，不是列表，也不是几个字段。请改用半角括号、半角逗号；如果本来就是文字，请把整个值放进引号。",
      "Full-width brackets are mere text. Use plain ones, with plain commas; if it is text, put it in quotes.",
      edits: edits, "改成半角", "use plain brackets")
  }

  static func fullWidthComma(_ file: String, _ range: Range<Int>, edits: [Edit]) -> Diagnostic {
    error(
      "fullwidth-comma", file, range, "花括号里的各个字段用半角逗号分开；用了全角逗号，后面的字段会被当作前一个值的文字。如果本来就是文字，请把这个值放进引号。",
      "Fields in braces are separated by plain commas; after a full-width one the next field is text of the value before. If it is text, put the value in quotes.",
      edits: edits, "改成半角逗号", "use a plain comma")
  }

  /// - Parameter edits: those that put the colon between a name and its value.
  static func missingColon(_ file: String, _ range: Range<Int>, edits: [Edit]) -> Diagnostic {
    var result = error(
      "missing-colon", file, range, "这里应当是“字段: 值”，但没有找到冒号。如果这是上一个字段的值的续行，请比那个字段多缩进两个空格。",
      "Expected `field: value`, but there is no colon. If this continues the value above, indent it two spaces deeper than its field."
    )
    if !edits.isEmpty {
      result.suggestion = Suggestion(zh: "在值前面加上冒号和空格", en: "put a colon before the value", edits: edits)
    }
    return result
  }

  static func missingSpaceAfterColon(_ file: String, _ colon: Range<Int>, blanks: Range<Int>) -> Diagnostic {
    let isWide = !blanks.isEmpty
    return error(
      isWide ? "fullwidth-space" : "missing-space", file, isWide ? blanks : colon,
      isWide ? "冒号后面是全角空格或不间断空格。请改成半角空格。" : "冒号后面缺一个空格。",
      isWide
        ? "A full-width or no-break space follows the colon. Use a plain space."
        : "A space is missing after the colon.",
      edits: [Edit(colon.upperBound..<blanks.upperBound, " ")], "在冒号后面加一个半角空格",
      "put a space after the colon")
  }

  static func missingSpaceAfterDash(_ file: String, _ dash: Range<Int>, blanks: Range<Int>) -> Diagnostic {
    error(
      "fullwidth-space", file, blanks, "减号后面是全角空格或不间断空格。列表的每一项应当写成“- 内容”，减号后面是半角空格。",
      "A full-width or no-break space follows the dash. A list item is `- text`, with a plain space.",
      edits: [Edit(blanks, " ")], "改成半角空格", "replace it by a space")
  }

  static func fullWidthColon(_ file: String, _ range: Range<Int>, replacement: String) -> Diagnostic {
    Diagnostic(
      .warning, "fullwidth-colon", at: Location(file, range), zh: "字段名后面用了全角冒号“：”。这里按半角冒号处理了；请改成半角冒号加空格。",
      en:
        "A full-width colon follows the field's name. It was read as a colon; write a plain colon and a space.",
      suggestion: Suggestion(zh: "改成半角冒号", en: "write a plain colon", edits: [Edit(range, replacement)]))
  }

  static let emptyKey = mistake("missing-key", "冒号前面缺字段名。", "The field's name is missing before the colon.")

  static let keyTooLong = mistake(
    "key-too-long", "冒号前面的文字超过了 \(HeaderParser.keyLimit) 个字，不能作字段名。如果这是一段文字，请把它整个放进引号。",
    "More than \(HeaderParser.keyLimit) characters stand before the colon: too long for a field's name. If it is text, put it in quotes."
  )

  static let keyOverSeveralLines = mistake(
    "unexpected-key", "字段名和它的冒号应当写在同一行。", "A field's name and its colon must stand on one line.")

  static let keyNotAllowedHere = mistake(
    "unexpected-key", "一行里只能有一个“字段: 值”。如果冒号是文字的一部分，请把整个值放进引号；如果是下一层字段，请另起一行并多缩进两个空格。",
    "Only one `field: value` on a line. If the colon belongs to the text, put the value in quotes; if it begins a nested field, start a new line, two spaces deeper."
  )

  static func keyContinuesText(_ file: String, _ range: Range<Int>, colon: Range<Int>?) -> Diagnostic {
    if let colon {
      return error(
        "unexpected-key", file, range, "这一行是字段，上一行却因为用了全角冒号“：”而被当作文字。请把上一行的冒号改成半角冒号加空格。",
        "This line is a field, but the line above was read as text because of its full-width colon. "
          + "Write a plain colon and a space there.",
        edits: [Edit(colon, ": ")], "改成半角冒号", "write a plain colon")
    }
    return error(
      "unexpected-key", file, range, "按缩进，这一行接着上一行的文字，却又像一个新字段。如果是新字段，请与上一个字段对齐；" + "如果冒号是文字的一部分，请把整段文字放进引号。",
      "By its indentation this line continues the text above, yet it looks like a field. "
        + "Align it with the field above, or put the whole text in quotes.")
  }

  static func duplicateKey(_ file: String, _ key: String, _ range: Range<Int>, first: Range<Int>)
    -> Diagnostic
  {
    var result = error(
      "duplicate-key", file, range,
      "字段“\(key)”写了两次。请只保留一处。", "The field `\(key)` is given twice. Keep one of them.")
    result.notes = [Note(zh: "第一次写在这里", en: "first given here", at: Location(file, first))]
    return result
  }

  static let nestedTooDeep = mistake(
    "nested-too-deep", "嵌套超过了 \(HeaderParser.nestingLimit) 层。请检查缩进和括号。",
    "More than \(HeaderParser.nestingLimit) levels of nesting. Check the indentation and the brackets.")
}

// MARK: Lists and brackets

extension Diagnostic {
  static func listOnKeyLine(_ file: String, _ range: Range<Int>, edit: Edit) -> Diagnostic {
    error(
      "misplaced-list", file, range, "列表不能与字段名写在同一行。请另起一行，每项一行“- 内容”；如果减号是文字的一部分，请把值放进引号。",
      "A list cannot begin on the line of its field. Start a new line, one `- item` on each; if the dash belongs to the text, put the value in quotes.",
      edits: [edit], "另起一行", "start a new line")
  }

  static let listAmongKeys = mistake(
    "misplaced-list", "这里应当是一个字段，却是列表的一项。列表应当紧跟在一个没有写值的字段（如“议题:”）下面。",
    "A list item where a field must stand. A list goes right below a field without a value of its own.")

  static let listContinuesText = mistake(
    "misplaced-list", "按缩进，这一行接着上一行的文字，却又像列表的一项。如果要写列表，上面那个字段的冒号后面要留空；如果是文字，请把整段文字放进引号。",
    "By its indentation this line continues the text above, yet it looks like a list item. Leave the field above without a value, or put the whole text in quotes."
  )

  static let dashInBrackets = mistake(
    "misplaced-list", "方括号或花括号里的各项用逗号分开，不用减号开头。",
    "In brackets, items are separated by commas and do not begin with a dash.")

  static let pairInList = mistake(
    "unexpected-key", "方括号里的一项不能直接写成“字段: 值”。请给这一项加上花括号；如果冒号是文字的一部分，请把它放进引号。",
    "An item in square brackets cannot be `field: value`. Put it in braces, or in quotes if the colon belongs to the text."
  )

  static let emptyItem = mistake(
    "missing-item", "逗号前面缺一项。请补上，或删去多余的逗号。",
    "Nothing stands before this comma. Add the item or delete the comma.", replacement: "", "删去逗号",
    "delete the comma")

  static func missingComma(_ file: String, _ range: Range<Int>, open: Range<Int>) -> Diagnostic {
    var result = error(
      "missing-comma", file, range, "括号里的各项之间缺一个半角逗号，或者括号没有在此处结束。",
      "A comma is missing between the items in brackets, or the closing bracket before this.")
    result.notes = [.openedHere(file, open)]
    return result
  }

  static let unclosedBracket = mistake(
    "unclosed-bracket", "这个括号没有结束。请补上对应的右括号；括号里的内容分几行写时，每一行都要比字段名多缩进。如果括号是文字的一部分，请把整个值放进引号。",
    "This bracket is not closed. Close it; all lines in brackets must be indented deeper than their field. If the bracket belongs to the text, put the value in quotes."
  )

  static func bracketNotIndented(_ file: String, _ range: Range<Int>, spaces: Int) -> Diagnostic {
    error(
      "bad-indentation", file, range, "右括号另起一行时，要比字段名多缩进。",
      "A closing bracket on a line of its own must be indented deeper than its field.",
      edits: [Edit(range.lowerBound..<range.lowerBound, String(repeating: " ", count: spaces))],
      "在右括号前面加空格", "indent the bracket")
  }

  static let strayBracket = mistake(
    "unexpected-text", "这个右括号没有对应的左括号。如果它是文字的一部分，请把整个值放进引号。",
    "A closing bracket without an opening one. If it belongs to the text, put the value in quotes.")
}

// MARK: Texts

extension Diagnostic {
  static func commentCutsValue(_ file: String, _ range: Range<Int>, edit: Edit?) -> Diagnostic {
    var result = error(
      "comment-cuts-value", file, range, "空格后面的“#”是注释的开始，从这里起的文字不会被读到。如果是文字，请把整个值放进引号；如果是注释，请在“#”后面空一格。",
      "A `#` after a space begins a comment: the text from here on is not read. Put the whole value in quotes if it is text, or a space after the `#` if it is a comment."
    )
    result.suggestion = edit.map { .quotes([$0]) }
    return result
  }

  /// - Parameter edit: the edit that makes of a Chinese quotation mark at the end the one that is missing.
  static func unclosedQuote(_ file: String, _ range: Range<Int>, edit: Edit?) -> Diagnostic {
    var result = error(
      "unclosed-quote", file, range, "这个引号没有结束。请在文字末尾补上同样的引号；文字分几行写时，每一行都要比字段名多缩进。",
      "This quotation mark is not closed. Close it at the end of the text; all its lines must be indented deeper than their field."
    )
    result.suggestion = edit.map {
      Suggestion(zh: "末尾改成同样的引号", en: "close it with the same mark", edits: [$0])
    }
    return result
  }

  static let textAfterValue = mistake(
    "unexpected-text", "值已经结束，后面还有文字。请把整个值放进一对引号；如果是注释，请在“#”前面留一个空格。",
    "There is text after the end of the value. Put the whole value in one pair of quotes; a comment needs a space before its `#`."
  )

  static let textAfterBlockIndicator = mistake(
    "unexpected-text", "“|”或“>”后面不能直接写文字。请另起一行并多缩进两个空格；如果它是文字的一部分，请把整个值放进引号。",
    "No text on the line of `|` or `>`. Start a new line, two spaces deeper; if the sign belongs to the text, put the value in quotes."
  )

  static let blankLineTooDeep = mistake(
    "bad-indentation", "这个空行里的空格比下面第一行文字的缩进还多。请删去空行里的空格。",
    "This blank line has more spaces than the first line of the text. Delete them.", replacement: "",
    "删去空行里的空格", "delete the spaces")

  static func unknownEscape(_ file: String, _ range: Range<Int>) -> Diagnostic {
    error(
      "bad-escape", file, range, "双引号里的反斜杠“\\”有特殊含义，而这个组合没有定义。请写成“\\\\”，或改用单引号。",
      "A backslash in double quotes has a meaning of its own, but not this one. Write `\\\\`, or use single quotes.",
      edits: [Edit(range.lowerBound..<range.lowerBound, "\\")], "写成两个反斜杠", "write two backslashes")
  }

  static func badHexEscape(_ file: String, _ range: Range<Int>, digits: Int) -> Diagnostic {
    error(
      "bad-escape", file, range, "这里应当有 \(digits) 位十六进制数字。", "\(digits) hexadecimal digits must follow here.")
  }

  static let noCharacter = mistake("bad-escape", "没有这个编号的字符。", "There is no character of this number.")
}

// MARK: What YAML has and a header does not

extension Diagnostic {
  static let anchor = unsupported(
    "“&”开头的是 YAML 的锚点，这里不支持。", "`&` begins a YAML anchor, which is not supported here.")

  static let alias = unsupported(
    "“*”开头的是 YAML 的引用，这里不支持。", "`*` begins a YAML alias, which is not supported here.")

  static let tag = unsupported(
    "“!”开头的是 YAML 的标签，这里不支持。", "`!` begins a YAML tag, which is not supported here.")

  static let directive = unsupported(
    "“%”开头的行是 YAML 的指令，这里不支持。", "A line with `%` is a YAML directive, which is not supported here.")

  static let complexKey = unsupported(
    "“? ”开头的是 YAML 的复合键，这里不支持。", "`? ` begins a complex YAML key, which is not supported here.")

  static let collectionAsKey = unsupported("字段名不能是方括号或花括号里的内容。", "A field's name cannot be a list or a map.")

  static let documentMarker = mistake(
    "unsupported-yaml", "这里不能再有“---”或“...”：一个文件只有一个文件头。请删去这一行，或给文字加上引号。",
    "No further `---` or `...`: a file has one header. Delete the line, or put the text in quotes.")

  static func reservedCharacter(_ file: String, _ range: Range<Int>, _ byte: UInt8) -> Diagnostic {
    let sign = String(UnicodeScalar(byte))
    return error(
      "reserved-character", file, range, "文字不能以“\(sign)”开头。请把整个值放进引号。",
      "Text cannot begin with `\(sign)`. Put the whole value in quotes.")
  }

  private static func unsupported(_ zh: String, _ en: String) -> Mistake {
    mistake(
      "unsupported-yaml", zh + "如果它是文字的一部分，请把整个值放进引号。",
      en + " If it belongs to the text, put the whole value in quotes.")
  }

  /// The message about a range of a file.
  typealias Mistake = @Sendable (_ file: String, _ range: Range<Int>) -> Diagnostic

  private static func mistake(_ code: String, _ zh: String, _ en: String, note: Note? = nil) -> Mistake {
    { file, range in
      var result = error(code, file, range, zh, en)
      if let note { result.notes = [note] }
      return result
    }
  }

  /// - Parameter replacement: the text that mends it, with the words that offer it.
  private static func mistake(
    _ code: String, _ zh: String, _ en: String, replacement: String, _ offerZh: String, _ offerEn: String
  ) -> Mistake {
    { file, range in
      error(
        code, file, range, zh, en, edits: [Edit(range, replacement)], offerZh, offerEn)
    }
  }

  private static func error(_ code: String, _ file: String, _ range: Range<Int>, _ zh: String, _ en: String)
    -> Diagnostic
  {
    Diagnostic(.error, code, at: Location(file, range), zh: zh, en: en)
  }

  private static func error(
    _ code: String, _ file: String, _ range: Range<Int>, _ zh: String, _ en: String, edits: [Edit],
    _ offerZh: String, _ offerEn: String
  ) -> Diagnostic {
    Diagnostic(
      .error, code, at: Location(file, range), zh: zh, en: en,
      suggestion: Suggestion(zh: offerZh, en: offerEn, edits: edits))
  }
}

extension Suggestion {
  static func quotes(_ edits: [Edit]) -> Suggestion {
    Suggestion(zh: "给整个值加上引号", en: "put the whole value in quotes", edits: edits)
  }

  static func fence(_ edits: [Edit]) -> Suggestion {
    Suggestion(zh: "用单独一行“---”隔开", en: "use a line `---`", edits: edits)
  }
}

extension Note {
  static func openedHere(_ file: String, _ range: Range<Int>) -> Note {
    Note(zh: "括号在这里开始", en: "the bracket was opened here", at: Location(file, range))
  }
}

private func codePoint(_ value: UInt32) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
