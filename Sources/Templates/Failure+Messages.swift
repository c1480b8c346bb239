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
  /// - Parameter text: nil for the end of the template.
  static func unexpected(_ text: String?, instead expected: String? = nil) -> Failure {
    let what = text.map { ("“\($0)”", "‘\($0)’") } ?? ("模板的结尾", "The end of the template")
    let other = expected.map { ("，应写 \($0 == "name" ? "一个名称" : $0)", "; expected: \($0)") } ?? ("", "")
    return syntax("这里不能是\(what.0)\(other.0)。", "\(what.1) cannot be here\(other.1).")
  }
  static func badName(_ name: String) -> Failure {
    syntax(
      "“\(name)”不能作名称。名称由汉字、英文字母、数字和下划线组成；标点和运算符要用半角（英文）符号。",
      "‘\(name)’ is no name: names have letters, digits, underscores and Chinese characters. Punctuation is ASCII."
    )
  }
  static func notAssignable() -> Failure {
    syntax(
      "这里要写一个可以赋值的名称（loop、true、none、dict 等已有含义）。",
      "Only a name that means nothing yet can be assigned to (not loop, true, none, dict).")
  }
  static func twice(_ name: String) -> Failure { syntax("“\(name)”出现了两次。", "‘\(name)’ is given twice.") }
  static func noParentBlock() -> Failure {
    undefined("这个块没有上一级内容，super() 无从取得。", "This block has no parent for super().")
  }

  // MARK: What is refused

  static func refused(_ what: String, _ refusal: Refusal) -> Failure {
    Failure(
      "template-unsupported",
      Message(
        zh: "这里不支持“\(what)”。请\(refusal.advice.zh)。",
        en: "‘\(what)’ is not supported. Write \(refusal.advice.en)."))
  }
  static func hidden(_ name: String) -> Failure {
    refused(".\(name)", Refusal("写 ['\(name)']，或用过滤器", "['\(name)'] for the member, or a filter"))
  }

  // MARK: Names that are not there

  /// A kind of names that are looked up while templates are loaded.
  struct Kind {
    let code: String
    let word: Message
    /// The name as a template has it, for `…`.
    let shown: String
    let refusals: [String: Refusal]

    private init(
      _ code: String, _ zh: String, _ en: String, _ shown: String = "…", _ refusals: [String: Refusal] = [:]
    ) {
      (self.code, word, self.shown, self.refusals) = (code, Message(zh: zh, en: en), shown, refusals)
    }

    static let tag = Kind("template-syntax", "标签", "tag", "{% … %}", Refusal.tags)
    static let filter = Kind("template-unknown-filter", "过滤器", "filter", "|…", Refusal.filters)
    static let test = Kind("template-unknown-test", "测试", "test", "is …", Refusal.tests)
    static let property = Kind("template-unsupported", "loop 属性", "property of loop", "loop.…", Refusal.loop)
    static let macro = Kind("template-unsupported", "前面的或导入的宏", "macro above or imported", "…", Refusal.names)
    static let exported = Kind("template-undefined", "可导入的宏", "macro to import")
    static let template = Kind("template-not-found", "模板", "template")
  }

  static func unknown(_ kind: Kind, _ name: String, among names: [String]) -> Failure {
    if let refusal = kind.refusals[name] { return refused(kind.shown.replacing("…", with: name), refusal) }
    return Failure(
      kind.code, Message(zh: "没有\(kind.word.zh)“\(name)”。", en: "There is no \(kind.word.en) ‘\(name)’."),
      slip: (name, names))
  }

  // MARK: Arguments

  private static func arguments(_ zh: String, _ en: String) -> Failure {
    Failure("template-arguments", Message(zh: zh, en: en))
  }

  /// - Parameter parameters: the names of all that can be given.
  static func wrongArguments(_ name: String, takes parameters: [String]) -> Failure {
    let list = parameters.isEmpty ? "–" : parameters.joined(separator: ", ")
    return arguments("“\(name)”的参数不对。它的参数: \(list)。", "Wrong arguments for ‘\(name)’. It takes: \(list).")
  }
  static func argument(_ value: Datum, _ name: String) -> Failure {
    arguments("“\(name)”不能用于\(value.kindName.zh)。", "‘\(name)’ cannot work with \(value.kindName.en).")
  }

  // MARK: Undefined

  private static func undefined(
    _ zh: String, _ en: String, slip: (word: String, candidates: [String]?)? = nil
  ) -> Failure {
    Failure("template-undefined", Message(zh: zh, en: en), slip: slip)
  }

  static func undefinedName(_ name: String) -> Failure {
    undefined("“\(name)”在这里没有定义。", "‘\(name)’ is not defined here.", slip: (name, nil))
  }
  static func undefinedMember(_ name: String, of owner: Datum, among names: [String] = []) -> Failure {
    undefined(
      "\(owner.kindName.zh)没有“\(name)”。", "\(owner.kindName.en) has no ‘\(name)’.",
      slip: owner.tag == .object ? (name, names) : nil)
  }
  /// Jinja would look among the attributes that Python's value has.
  static func noMembers(_ name: String, _ owner: Datum) -> Failure {
    refused(".\(name)", Refusal("先用 is mapping 判断", "is mapping to ask first whether the value has members"))
  }
  static func emptySequence() -> Failure { undefined("列表是空的，没有可取的项。", "The sequence is empty.") }

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
  static func unpack(_ count: Int, _ value: Datum) -> Failure {
    type(
      "这里需要恰好 \(count) 项，\(value.kindName.zh)的项数不同。",
      "Exactly \(count) items are needed; \(value.kindName.en) has another number.")
  }
  static func divisionByZero() -> Failure { type("除数为零。", "Division by zero.") }
  static func notANumber() -> Failure { type("计算结果不是数。", "The result is not a number.") }

  // MARK: Limits

  private static func limit(_ zh: String, _ en: String) -> Failure {
    Failure("template-limit", Message(zh: zh, en: en))
  }

  static func nestedTooDeep() -> Failure {
    limit("这里嵌套得太深。请拆成几步，用 set 或宏。", "This is nested too deeply. Use set or macros to take it apart.")
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

extension Datum {
  /// The kind of the value, in a message.
  var kindName: Message {
    switch tag {
    case .none: Message(zh: "空值（none）", en: "none")
    case .bool: Message(zh: "真假值", en: "a boolean")
    case .int, .float: Message(zh: "数字", en: "a number")
    case .text, .html: Message(zh: "文本", en: "a text")
    case .list, .group: Message(zh: "列表", en: "a list")
    case .object: Message(zh: "对象", en: "an object")
    case .missing, .shape: Message(zh: "未定义的值", en: "an undefined value")
    }
  }
}
