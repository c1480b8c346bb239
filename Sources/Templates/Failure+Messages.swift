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
  static func unknownTag(_ name: String, inside ends: [String]) -> Failure {
    let tags = ["if", "for", "set", "include", "extends", "block", "macro", "import", "from", "raw"]
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
      "这里要写一个可以赋值的名称（loop、true、none、dict 等已有含义）。",
      "Only a name that means nothing yet can be assigned to (not loop, true, none, dict).")
  }
  static func twice(_ name: String) -> Failure {
    syntax("“\(name)”出现了两次。", "‘\(name)’ is given twice.")
  }
  static func defaultMissing(_ name: String) -> Failure {
    syntax("有默认值的参数之后，“\(name)”也要有默认值。", "‘\(name)’ needs a default, because a parameter before it has one.")
  }
  static func extendsFirst() -> Failure {
    unsupported(
      "extends 要写在模板的最前面，前面不能有文字、空行或别的标签。", "Write extends first: no text, empty line or tag before it.")
  }
  static func outsideBlocks() -> Failure {
    unsupported(
      "这个模板继承了另一个，块以外的内容不会显示。请写到 {% block %} 里。",
      "This template extends another: what is outside its blocks is not shown. Write it into a {% block %}.")
  }
  static func onlyAtTop(_ tag: String) -> Failure {
    unsupported(
      "\(tag) 只能写在模板最外层（不在循环、条件、宏或被包含的模板里）。请移到模板开头。",
      "\(tag) can only be at the top level of a template, not in a loop, condition, macro or included template. Move it to the top."
    )
  }
  static func outside(_ name: String, of tag: String) -> Failure {
    unsupported(
      "“\(name)”只能写在 {% \(tag) %} 里。", "‘\(name)’ exists inside a {% \(tag) %} only. Write it there.")
  }
  static func noParentBlock() -> Failure {
    Failure(
      "template-undefined",
      Message(zh: "这个块没有上一级内容，super() 无从取得。", en: "This block has no parent for super()."))
  }

  // MARK: What is refused

  private static func unsupported(_ zh: String, _ en: String) -> Failure {
    Failure("template-unsupported", Message(zh: zh, en: en))
  }

  static func refused(_ what: String, _ refusal: Refusal) -> Failure {
    unsupported(
      "这里不支持“\(what)”。请\(refusal.advice.zh)。", "‘\(what)’ is not supported. Write \(refusal.advice.en).")
  }
  static func lazy(_ name: String) -> Failure {
    unsupported(
      "“\(name)”的结果只能逐项使用。请在后面写 |list，再输出、保存或计数。",
      "What ‘\(name)’ gives can only be gone through. Write |list behind it to print, store or count it.")
  }
  static func hidden(_ name: String) -> Failure {
    unsupported(
      "“\(name)”在 Jinja 里是对象的方法。要取同名的成员请写 ['\(name)']，要用方法请写 .\(name)()。",
      "‘\(name)’ is a method of mappings in Jinja. Write ['\(name)'] for the member, .\(name)() for the method."
    )
  }
  static func fixedName(_ name: String) -> Failure {
    unsupported(
      "“\(name)”是宏或导入的模板，只能调用。请写 \(name)(…) 或 \(name).宏(…)。",
      "‘\(name)’ is a macro or an imported template, which can only be called. Write \(name)(…) or \(name).macro(…)."
    )
  }
  static func notMacro(_ name: String, among names: [String]) -> Failure {
    Failure(
      "template-unsupported",
      Message(
        zh: "“\(name)”在这里不是宏。只有写在前面的或导入的宏可以调用；请先定义或导入它。",
        en:
          "‘\(name)’ is no macro here. Only macros above or imported ones can be called: write or import it first."
      ),
      slip: (name, names))
  }
  static func calleeName(_ filter: String) -> Failure {
    unsupported(
      "“\(filter)”的过滤器或测试要写成引号里的名称。", "Write the name in quotes of the filter or test that ‘\(filter)’ uses.")
  }
  static func leaves(_ name: String) -> Failure {
    unsupported(
      "在循环、set 块或被包含的模板里设置的“\(name)”，出来之后就没有了，外面的同名值不变。请用别的名称，或用 |sum、|join。",
      "What is set in a loop, a set block or an included template is gone after it, and ‘\(name)’ outside keeps its value. Write another name, or use |sum or |join."
    )
  }
  static func halfSet(_ name: String) -> Failure {
    unsupported(
      "“\(name)”只在 if 的一个分支里设置。请在 if 之前先 set，或在每个分支里都写。",
      "‘\(name)’ is set in one branch of the if only. Write a {% set %} before the if, or in every branch.")
  }
  static func readBefore(_ name: String) -> Failure {
    unsupported(
      "前面的宏或块用到了“\(name)”。请把它写到它们前面。", "A macro or block above uses ‘\(name)’. Write this above them.")
  }
  static func differs(_ name: String, _ other: String) -> Failure {
    unsupported(
      "“\(name)”在这里和在被继承的 \(other) 里不是同一个。请用别的名称。",
      "‘\(name)’ is not the same here and in \(other), which is extended. Write another name.")
  }
  static func notOnlyMacros(_ name: String, _ line: Int) -> Failure {
    unsupported(
      "导入的模板只能有宏，\(name) 第 \(line) 行还有别的。请把宏移到单独的模板里。",
      "An imported template has macros only; \(name) has something else in line \(line). Write the macros into a template of their own."
    )
  }
  static func unknownInImported(_ name: String) -> Failure {
    unsupported(
      "导入的模板看不到页面数据“\(name)”。请作为宏的参数传入。",
      "An imported template does not see the page's data, such as ‘\(name)’. Write it as a parameter of the macro."
    )
  }
  static func inCircle() -> Failure {
    unsupported(
      "模板在互相继承、导入或包含。请去掉其中一处。", "Templates extend, import or include each other. Write it without this one.")
  }
  static func templateName() -> Failure {
    unsupported("模板名要写成引号里的一个文本。", "Write the name of one template, in quotes.")
  }
  static func inData(_ name: String) -> Failure {
    unsupported(
      "页面数据里有“\(name)”，不能再用同名的函数。请给数据换一个名称。", "The page's data have a ‘\(name)’. Write another name for it.")
  }

  // MARK: Names of filters, tests and templates

  static func unknownFilter(_ name: String, among names: [String]) -> Failure {
    Failure(
      "template-unknown-filter", Message(zh: "没有过滤器“\(name)”。", en: "There is no filter ‘\(name)’."),
      slip: (name, names))
  }
  static func unknownMethod(_ name: String, among names: [String]) -> Failure {
    Failure(
      "template-unsupported",
      Message(
        zh: "这里没有方法“\(name)”。可用的: \(names.joined(separator: ", "))；其余的请用过滤器。",
        en:
          "There is no method ‘\(name)’ here. There are \(names.joined(separator: ", ")); write a filter instead."
      ),
      slip: (name, names))
  }
  static func unknownLoopProperty(_ name: String, among names: [String]) -> Failure {
    Failure(
      "template-unsupported",
      Message(
        zh: "loop 没有“\(name)”。请用 \(names.joined(separator: ", "))。",
        en: "loop has no ‘\(name)’. Write one of \(names.joined(separator: ", "))."),
      slip: (name, names))
  }
  static func unknownTest(_ name: String, among names: [String]) -> Failure {
    Failure(
      "template-unknown-test", Message(zh: "没有测试“\(name)”。", en: "There is no test ‘\(name)’."),
      slip: (name, names))
  }
  static func templateNotFound(_ name: String, among known: [String]) -> Failure {
    Failure(
      "template-not-found", Message(zh: "没有模板“\(name)”。", en: "There is no template ‘\(name)’."),
      slip: (name, known))
  }
  static func notExported(_ name: String, _ template: String, among names: [String]) -> Failure {
    Failure(
      "template-undefined",
      Message(
        zh: "模板 \(template) 里没有宏“\(name)”可导入。",
        en: "The template \(template) has no macro ‘\(name)’ to import."),
      slip: (name, names))
  }

  // MARK: Arguments

  private static func arguments(_ zh: String, _ en: String) -> Failure {
    Failure("template-arguments", Message(zh: zh, en: en))
  }

  private static func signature(_ parameters: [String]) -> String {
    parameters.isEmpty ? "–" : parameters.joined(separator: ", ")
  }

  static func tooManyArguments(_ name: String, _ parameters: [String]) -> Failure {
    arguments(
      "“\(name)”的参数太多。它的参数: \(signature(parameters))。",
      "Too many arguments for ‘\(name)’. It takes: \(signature(parameters)).")
  }
  static func unknownArgument(_ name: String, _ keyword: String, _ parameters: [String]) -> Failure {
    arguments(
      "“\(name)”没有参数“\(keyword)”。它的参数: \(signature(parameters))。",
      "‘\(name)’ has no argument ‘\(keyword)’. It takes: \(signature(parameters)).")
  }
  static func missingMacroArgument(_ name: String, _ parameter: String) -> Failure {
    unsupported(
      "宏“\(name)”缺少参数“\(parameter)”。没有值请写 none。",
      "The macro ‘\(name)’ needs the argument ‘\(parameter)’. Write none if there is no value.")
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

  // MARK: Undefined

  static func undefinedName(_ name: String) -> Failure {
    Failure(
      "template-undefined", Message(zh: "“\(name)”在这里没有定义。", en: "‘\(name)’ is not defined here."),
      slip: (name, nil))
  }
  static func undefinedMember(_ name: String, of owner: Datum, among names: [String] = []) -> Failure {
    Failure(
      "template-undefined",
      Message(zh: "\(owner.kindName.zh)没有“\(name)”。", en: "\(owner.kindName.en) has no ‘\(name)’."),
      slip: owner.tag == .object ? (name, names) : nil)
  }
  /// Jinja would look among the attributes that Python's value has.
  static func noMembers(_ name: String, _ owner: Datum) -> Failure {
    unsupported(
      "\(owner.kindName.zh)没有成员“\(name)”。请先用 is mapping 判断。",
      "\(owner.kindName.en) has no members such as ‘\(name)’. Write is mapping to ask for that first.")
  }
  static func emptySequence() -> Failure {
    Failure("template-undefined", Message(zh: "列表是空的，没有可取的项。", en: "The sequence is empty."))
  }
  static func noNeighbour() -> Failure {
    Failure(
      "template-undefined",
      Message(zh: "第一项之前、最后一项之后没有别的项。", en: "There is no item before the first, nor after the last."))
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
  static func unhashable(_ value: Datum) -> Failure {
    type("\(value.kindName.zh)不能作键。", "\(value.kindName.en) cannot be a key.")
  }
  static func unpack(_ count: Int, _ value: Datum) -> Failure {
    type(
      "这里需要恰好 \(count) 项，\(value.kindName.zh)的项数不同。",
      "Exactly \(count) items are needed; \(value.kindName.en) has another number.")
  }
  static func divisionByZero() -> Failure { type("除数为零。", "Division by zero.") }
  static func zeroStep() -> Failure { type("步长不能为零。", "A step cannot be zero.") }
  static func notANumber() -> Failure { type("计算结果不是数。", "The result is not a number.") }

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
  static func extendedBy(_ name: String) -> Message { Message(zh: "由 \(name) 继承", en: "extended by \(name)") }
  static func inMacro(_ name: String) -> Message {
    Message(zh: "在这里调用了宏 \(name)", en: "the macro \(name) is called here")
  }
}
