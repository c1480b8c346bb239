import Diagnostics

/// All sentences of the template language that an author can see.
extension Failure {
  // MARK: Syntax

  private static func syntax(_ zh: String, _ en: String) -> Failure {
    Failure("template-syntax", Message(zh: zh, en: en))
  }

  static func notUTF8() -> Failure {
    syntax("文件不是 UTF-8 编码。请另存为 UTF-8。", "The file is not UTF-8. Save it as UTF-8.")
  }
  static func unclosed(_ end: String) -> Failure {
    syntax("这里打开后没有关闭，缺少“\(end)”。", "This is opened and never closed: \(end) is missing.")
  }
  static func unexpected(_ text: String) -> Failure {
    syntax("这里不能写“\(text)”。", "‘\(text)’ cannot stand here.")
  }
  static func unexpected(_ text: String, instead expected: String) -> Failure {
    let what =
      expected == "name"
      ? Message(zh: "一个名称", en: "a name") : Message(zh: "“\(expected)”", en: "‘\(expected)’")
    return syntax("这里应写\(what.zh)，而不是“\(text)”。", "Expected \(what.en) here, not ‘\(text)’.")
  }
  static func unexpectedEnd(_ expected: String?) -> Failure {
    syntax(
      "模板在这里结束了\(expected.map { "，但还缺“\($0)”" } ?? "")。",
      "The template ends here\(expected.map { ", but ‘\($0)’ is missing" } ?? "").")
  }
  static func badName(_ name: String) -> Failure {
    syntax(
      "“\(name)”不能作名称。名称由汉字、英文字母、数字和下划线组成；标点和运算符要用半角（英文）符号。",
      "‘\(name)’ is no name: names have letters, digits, underscores and Chinese characters. Punctuation is ASCII."
    )
  }
  static func badEscape() -> Failure {
    syntax("文本中的反斜杠写法不对。要写反斜杠本身请写“\\\\”。", "A wrong escape. For a backslash itself write \\\\.")
  }
  static func nestedTooDeep() -> Failure {
    Failure(
      "template-limit",
      Message(
        zh: "这里嵌套得太深。请拆成几步，用 set 或宏。", en: "This is nested too deeply. Use set or macros to take it apart."))
  }
  static func unknownTag(_ name: String, inside ends: [String], _ range: Range<Int>) -> Failure {
    let tags = [
      "if", "for", "set", "with", "include", "extends", "block", "macro", "call", "import", "from", "filter",
      "autoescape", "print", "raw",
    ]
    let python = ["do", "trans", "continue", "break", "debug"]
    if python.contains(name) { return unsupported("{% \(name) %}") }
    let closers = ["elif", "else"] + tags.map { "end" + $0 }
    guard closers.contains(name) else {
      return Failure(
        "template-syntax", Message(zh: "没有标签“\(name)”。", en: "There is no tag ‘\(name)’."),
        slip: (name, tags + ends))
    }
    let open = ends.map { "{% \($0) %}" }.joined(separator: " / ")
    return open.isEmpty
      ? syntax("“\(name)”没有对应的开始标签。", "‘\(name)’ closes nothing that is open.")
      : syntax("这里应先写 \(open)，而不是“\(name)”。", "Expected \(open) before ‘\(name)’.")
  }
  static func notAssignable() -> Failure {
    syntax(
      "这里要写一个可以赋值的名称（不能是 loop、true、false、none）。",
      "Only a name can be assigned to (not loop, true, false, none).")
  }
  static func privateImport(_ name: String) -> Failure {
    syntax("以下划线开头的“\(name)”不能导入。", "‘\(name)’ starts with an underscore and cannot be imported.")
  }
  static func requiredBlockHasContent(_ name: String) -> Failure {
    syntax("必填块“\(name)”里只能有空白和注释。", "The required block ‘\(name)’ may only hold space and comments.")
  }
  static func expectedCall() -> Failure {
    syntax("call 标签后要写一次宏调用，如 {% call box() %}。", "The call tag needs a call: {% call box() %}.")
  }
  static func twice(_ name: String) -> Failure {
    syntax("“\(name)”出现了两次。", "‘\(name)’ is given twice.")
  }
  static func defaultMissing(_ name: String) -> Failure {
    syntax("有默认值的参数之后，“\(name)”也要有默认值。", "‘\(name)’ needs a default, because a parameter before it has one.")
  }
  static func callerNeedsDefault() -> Failure {
    syntax("参数“caller”要有默认值，或者去掉。", "The parameter ‘caller’ needs a default, or is left out.")
  }
  static func extendsInside() -> Failure {
    syntax("extends 只能写在模板最外层。", "extends can only stand at the top level of a template.")
  }

  // MARK: Names of filters, tests and templates

  /// Jinja's filters that this engine has not, each with its reason in docs/templates.md.
  static let jinjaFilters = ["pprint", "random", "urlize", "wordwrap"]

  static func unsupported(_ what: String) -> Failure {
    Failure(
      "template-unsupported",
      Message(zh: "模板语言的“\(what)”在这里不支持。", en: "\(what) is not supported here, though Jinja has it."))
  }
  static func unsupportedValue(_ value: Datum, in what: String) -> Failure {
    Failure(
      "template-unsupported",
      Message(
        zh: "\(value.kindName.zh)不能用于“\(what)”。", en: "\(value.kindName.en) is not supported in ‘\(what)’."))
  }
  /// Jinja cannot do this either, or only by accident.
  static func impossible() -> Failure {
    Failure("template-unsupported", Message(zh: "这里无法计算。", en: "This cannot be computed."))
  }
  static func unknownFilter(_ name: String, among names: [String]) -> Failure {
    if jinjaFilters.contains(name) { return unsupported("|" + name) }
    return Failure(
      "template-unknown-filter", Message(zh: "没有过滤器“\(name)”。", en: "There is no filter ‘\(name)’."),
      slip: (name, names))
  }
  static func unknownTest(_ name: String, among names: [String]) -> Failure {
    Failure(
      "template-unknown-test", Message(zh: "没有测试“\(name)”。", en: "There is no test ‘\(name)’."),
      slip: (name, names))
  }
  static func templateNotFound(_ names: [String], among known: [String]) -> Failure {
    let list = names.joined(separator: ", ")
    return Failure(
      "template-not-found", Message(zh: "没有模板“\(list)”。", en: "There is no template ‘\(list)’."),
      slip: names.count == 1 ? (list, known) : nil)
  }
  static func templateName(_ value: Datum) -> Failure {
    type("模板名要是文本，而不是\(value.kindName.zh)。", "A template's name is a text, not \(value.kindName.en).")
  }

  // MARK: Arguments

  private static func arguments(_ zh: String, _ en: String) -> Failure {
    Failure("template-arguments", Message(zh: zh, en: en))
  }

  private static func signature(_ parameters: [Parameter]) -> String {
    parameters.isEmpty ? "–" : parameters.map(\.name).joined(separator: ", ")
  }

  static func tooManyArguments(_ name: String, _ parameters: [Parameter]) -> Failure {
    arguments(
      "“\(name)”的参数太多。它的参数: \(signature(parameters))。",
      "Too many arguments for ‘\(name)’. It takes: \(signature(parameters)).")
  }
  static func unknownArgument(_ name: String, _ keyword: String, _ parameters: [Parameter]) -> Failure {
    arguments(
      "“\(name)”没有参数“\(keyword)”。它的参数: \(signature(parameters))。",
      "‘\(name)’ has no argument ‘\(keyword)’. It takes: \(signature(parameters)).")
  }
  static func missingArgument(_ name: String, _ parameter: String) -> Failure {
    arguments("“\(name)”缺少参数“\(parameter)”。", "‘\(name)’ needs the argument ‘\(parameter)’.")
  }
  static func callArguments(_ name: String) -> Failure {
    arguments("“\(name)”的参数不对。", "Wrong arguments for ‘\(name)’.")
  }
  static func argument(_ value: Datum, _ name: String) -> Failure {
    arguments("“\(name)”不能用于\(value.kindName.zh)。", "‘\(name)’ cannot work with \(value.kindName.en).")
  }
  static func formatArguments() -> Failure {
    arguments("格式中的位置与给出的值数目不符。", "The format has more or fewer places than there are values.")
  }
  static func formatName(_ name: String) -> Failure {
    arguments("格式中的“\(name)”没有对应的值。", "There is no value for ‘\(name)’ in the format.")
  }
  static func formatSyntax(_ text: String) -> Failure {
    arguments("格式写法“\(text)”不对或不支持。", "The format ‘\(text)’ is wrong or not supported.")
  }
  static func formatType(_ value: Datum, _ conversion: String) -> Failure {
    arguments(
      "格式“\(conversion)”不能用于\(value.kindName.zh)。",
      "The format ‘\(conversion)’ cannot write \(value.kindName.en).")
  }

  // MARK: Undefined

  /// What using an undefined value is.
  static func undefined(_ value: Datum) -> Failure {
    let record = value.absence, name = record.name.text ?? "", owner = record.owner
    var slip: (word: String, candidates: [String]?)?
    let message: Message
    switch record.reason {
    case .name:
      message = Message(zh: "“\(name)”在这里没有定义。", en: "‘\(name)’ is not defined here.")
      slip = (name, nil)
    case .member:
      message = Message(zh: "\(owner.kindName.zh)没有“\(name)”。", en: "\(owner.kindName.en) has no ‘\(name)’.")
      if owner.tag == .object { slip = (name, owner.keys.compactMap(\.text)) }
    case .noElse: message = .noElse()
    case .noParentBlock: message = .noParentBlock(name)
    case .notExported: message = .notExported(name, owner.text ?? "")
    case .noCaller: message = .noCaller()
    case .parameterMissing: message = .parameterMissing(name)
    case .emptySequence: message = .emptySequence()
    case .noPreviousItem: message = .noPreviousItem()
    case .noNextItem: message = .noNextItem()
    }
    let origin = record.origin < 0 ? nil : record.origin
    return Failure("template-undefined", message, origin: origin, slip: slip)
  }

  // MARK: Types

  private static func type(_ zh: String, _ en: String) -> Failure {
    Failure("template-type", Message(zh: zh, en: en))
  }

  static func verbatim(_ operation: String) -> Failure {
    Failure(
      "template-verbatim",
      Message(
        zh: "这是照录的数，只能原样输出，不能用“\(operation)”计算；允许的合计在页面数据里。",
        en:
          "This number is given as published: it can be printed, not computed with ‘\(operation)’. The sums that are allowed are in the page's data."
      ))
  }
  static func noOperation(_ sign: String, _ a: Datum, _ b: Datum? = nil) -> Failure {
    let other = b.map { Message(zh: "和\($0.kindName.zh)", en: " and \($0.kindName.en)") }
    return type(
      "“\(sign)”不能用于\(a.kindName.zh)\(other?.zh ?? "")。",
      "‘\(sign)’ does not work with \(a.kindName.en)\(other?.en ?? "").")
  }
  static func notComparable(_ a: Datum, _ b: Datum, _ sign: Comparison) -> Failure {
    type(
      "\(a.kindName.zh)和\(b.kindName.zh)不能用“\(sign.rawValue)”比较。",
      "\(a.kindName.en) and \(b.kindName.en) cannot be compared with ‘\(sign.rawValue)’.")
  }
  static func notIterable(_ value: Datum) -> Failure {
    type("\(value.kindName.zh)不能逐项列出。", "\(value.kindName.en) cannot be gone through item by item.")
  }
  static func noLength(_ value: Datum) -> Failure {
    type("\(value.kindName.zh)没有长度。", "\(value.kindName.en) has no length.")
  }
  static func notCallable(_ value: Datum) -> Failure {
    type("\(value.kindName.zh)不能调用。", "\(value.kindName.en) cannot be called.")
  }
  static func notPrintable(_ value: Datum) -> Failure {
    Failure(
      "template-unsupported",
      Message(zh: "\(value.kindName.zh)不能直接输出。", en: "\(value.kindName.en) cannot be printed."))
  }
  static func notSliceable(_ value: Datum) -> Failure {
    type("\(value.kindName.zh)不能取一段。", "\(value.kindName.en) cannot be sliced.")
  }
  static func notNamespace(_ value: Datum) -> Failure {
    type(
      "只有 namespace() 的成员可以赋值，\(value.kindName.zh)不行。",
      "Only members of a namespace() can be set, not of \(value.kindName.en).")
  }
  static func sliceBound(_ value: Datum) -> Failure {
    type(
      "取一段的界限要是整数，而不是\(value.kindName.zh)。",
      "The bounds of a slice are whole numbers, not \(value.kindName.en).")
  }
  static func unhashable(_ value: Datum) -> Failure {
    type("\(value.kindName.zh)不能作键。", "\(value.kindName.en) cannot be a key.")
  }
  static func blockNeedsText(_ value: Datum) -> Failure {
    type(
      "块上的过滤器要给出文本，而不是\(value.kindName.zh)。",
      "The filter of a block must give a text, not \(value.kindName.en).")
  }
  static func unpack(_ count: Int, _ value: Datum) -> Failure {
    type(
      "这里需要恰好 \(count) 项，\(value.kindName.zh)的项数不同。",
      "Exactly \(count) items are needed; \(value.kindName.en) has another number.")
  }
  static func notFound(_ value: Datum) -> Failure {
    type("要找的\(value.kindName.zh)不在其中。", "The \(value.text ?? value.kindName.en) looked for is not in it.")
  }
  static func divisionByZero() -> Failure { type("除数为零。", "Division by zero.") }
  static func zeroStep() -> Failure { type("步长不能为零。", "A step cannot be zero.") }
  static func notANumber() -> Failure { type("计算结果不是数。", "The result is not a number.") }
  static func requiredBlockMissing(_ name: String) -> Failure {
    type(
      "必填块“\(name)”没有内容。请在子模板里写这个块。",
      "The required block ‘\(name)’ is missing: write it in the extending template.")
  }

  // MARK: Limits

  private static func limit(_ zh: String, _ en: String) -> Failure {
    Failure("template-limit", Message(zh: zh, en: en))
  }

  static func numberTooLarge() -> Failure {
    limit("数太大，超出可计算的范围。", "The number is too large to compute with.")
  }
  static func tooLarge() -> Failure { limit("结果太大。", "The result is too large.") }
  static func tooDeep() -> Failure {
    limit(
      "嵌套太深：模板可能在互相包含，或宏在无止境地调用自己。",
      "Too deep: templates may include each other, or a macro call itself, for ever.")
  }
  static func tooManySteps() -> Failure { limit("循环次数太多。", "Too many turns of loops.") }
}

extension Message {
  static func didYouMean(_ word: String) -> Message {
    Message(zh: "是否想写 \(word)?", en: "Did you mean \(word)?")
  }
  static func available(_ names: [String]) -> Message {
    let list = names.prefix(40).joined(separator: ", ") + (names.count > 40 ? " …" : "")
    return Message(zh: "这里可用的名称: \(list)", en: "Names that exist here: \(list)")
  }

  static func includedFrom(_ name: String) -> Message {
    Message(zh: "在这里包含了 \(name)", en: "\(name) is included here")
  }
  static func importedFrom(_ name: String) -> Message {
    Message(zh: "在这里导入了 \(name)", en: "\(name) is imported here")
  }
  static func extendedBy(_ name: String) -> Message { Message(zh: "由 \(name) 继承", en: "extended by \(name)") }
  static func inMacro(_ name: String) -> Message {
    Message(zh: "在这里调用了宏 \(name)", en: "the macro \(name) is called here")
  }

  static func noElse() -> Message {
    Message(zh: "条件不成立，而 if 表达式没有 else 部分。", en: "The condition is false, and the inline if has no else.")
  }
  static func noParentBlock(_ name: String) -> Message {
    Message(zh: "块“\(name)”没有上一级内容，super() 无从取得。", en: "The block ‘\(name)’ has no parent for super().")
  }
  static func notExported(_ name: String, _ template: String) -> Message {
    Message(zh: "模板 \(template) 里没有“\(name)”可导入。", en: "The template \(template) has no ‘\(name)’ to import.")
  }
  static func noCaller() -> Message {
    Message(
      zh: "没有 caller：这个宏要用 {% call %} 调用。",
      en: "There is no caller: this macro is to be called with {% call %}.")
  }
  static func parameterMissing(_ name: String) -> Message {
    Message(zh: "没有给出参数“\(name)”。", en: "The parameter ‘\(name)’ was not given.")
  }
  static func emptySequence() -> Message { Message(zh: "列表是空的，没有可取的项。", en: "The sequence is empty.") }
  static func noPreviousItem() -> Message { Message(zh: "第一项之前没有上一项。", en: "There is no previous item.") }
  static func noNextItem() -> Message { Message(zh: "最后一项之后没有下一项。", en: "There is no next item.") }
}
