import Diagnostics

/// Something that Jinja has and this engine refuses, with what to write instead.
struct Refusal {
  /// The advice as the end of “请……” and of “Write …”.
  let advice: Message

  init(_ zh: String, _ en: String) { advice = Message(zh: zh, en: en) }

  /// The refusal of each word of the rows.
  private static func table(_ rows: [(words: String, zh: String, en: String)]) -> [String: Refusal] {
    let pairs = rows.flatMap { row in
      row.words.split(separator: " ").map { (String($0), Refusal(row.zh, row.en)) }
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  static let tags = table([
    ("with", "用 {% set 名称 = 值 %}", "{% set name = value %}"),
    (
      "call", "先用 {% set 正文 %}……{% endset %}，再把它作为参数传给宏",
      "{% set text %}…{% endset %} and give the text to the macro as an argument"
    ),
    (
      "filter", "先用 {% set 正文 %}……{% endset %}，再输出 {{ 正文|过滤器 }}",
      "{% set text %}…{% endset %} and then {{ text|filter }}"
    ),
    ("autoescape", "在已经是 HTML 的值后面写 |safe", "|safe behind what is HTML already"),
    ("print", "写 {{ 值 }}", "{{ value }}"),
    ("do", "用 {% set %}；页面数据不会在生成时改变", "{% set %}: the data of a page do not change while it is made"),
    ("trans", "用文案目录里的词", "a word of the catalogue"),
    ("continue break", "写 {% for … if … %}", "{% for … if … %}"),
    ("debug", "直接输出要看的值", "{{ value }} for the value to be looked at"),
  ])

  static let filters = table([
    ("attr", "写 值.名称", "value.name"),
    ("capitalize title", "在文案里写好大小写，或用 CSS", "the text as it is to be read, or text-transform in CSS"),
    ("center", "用 CSS 的 text-align", "text-align in CSS"),
    ("filesizeformat", "用页面数据里写好的大小", "the size as the page's data word it"),
    ("forceescape", "用 |e", "|e"),
    ("format", "用 |grouped、|percent 或 |round", "|grouped, |percent or |round"),
    ("indent", "去掉它：HTML 不看缩进", "nothing in its place: indentation does not show in HTML"),
    ("pprint", "直接输出要看的值", "{{ value }} for the value to be looked at"),
    ("random", "用 |first：每次生成的页面都要相同", "|first: a page is the same each time"),
    ("slice", "用 |batch，或用 CSS 分栏", "|batch, or columns in CSS"),
    ("striptags", "用页面数据里不带标记的文本", "the plain text of the page's data"),
    ("urlize", "在正文里用 Markdown 写链接", "links in Markdown"),
    ("wordcount", "用 |length", "|length"),
    ("wordwrap", "去掉它：浏览器会换行", "nothing in its place: browsers wrap lines"),
    ("xmlattr", "把属性写在标签里", "the attributes into the tag"),
  ])

  static let tests = table([
    ("callable", "去掉它：宏不是值", "nothing in its place: macros are no values"),
    ("escaped", "去掉它：|e 不会转义两次", "nothing in its place: |e never escapes twice"),
    ("filter", "直接用过滤器：没有的会在读取时报告", "the filter itself: a missing one is reported"),
    ("iterable", "用 is sequence", "is sequence"),
    ("lower", "写 值 == 值|lower", "value == value|lower"),
    ("sameas", "用 == 或 is none、is true", "==, is none or is true"),
    ("test", "直接用测试：没有的会在读取时报告", "the test itself: a missing one is reported"),
    ("upper", "写 值 == 值|upper", "value == value|upper"),
  ])

  /// Names that mean something to Jinja.
  static let names = table([
    ("dict", "写 {'名称': 值}", "{'name': value}"),
    ("namespace", "用 |sum、|join 或 loop 的属性", "|sum, |join or a property of loop"),
    ("cycler", "用 loop.cycle(…)", "loop.cycle(…)"),
    ("joiner", "用 loop.last 或 |join", "loop.last or |join"),
    ("lipsum", "写出文字", "the text"),
    ("self", "用宏", "a macro for what is printed twice"),
    ("caller", "把正文作为参数传给宏", "a parameter for the text"),
    ("varargs kwargs", "写出宏的每个参数", "each parameter of the macro"),
  ])

  static let methods = table([
    ("format", "用 |grouped、|percent 或 |round", "|grouped, |percent or |round"),
    ("join", "写 列表|join('、')", "list|join(', ')"),
    ("replace", "写 文本|replace(…)", "text|replace(…)"),
    ("title capitalize", "在文案里写好大小写，或用 CSS", "the text as it is to be read, or text-transform in CSS"),
    ("count", "用 |select(…)|list|length", "|select(…)|list|length"),
    ("index", "用 loop.index", "loop.index"),
    ("find", "用 in", "in"),
    ("split", "让页面数据给出列表", "a list of the page's data"),
    ("append", "写 列表 + [值]", "list + [value]"),
    ("update", "用 {% set %}", "{% set %}"),
    ("copy", "去掉它：值不会改变", "nothing in its place: values do not change"),
    ("lstrip rstrip", "用 |trim", "|trim"),
  ])

  static let loopProperties = table([
    ("changed", "用 |groupby", "|groupby"),
    ("depth depth0", "给宏一个参数", "a parameter of a macro"),
  ])

  /// Signs and words where something else is expected; `'` means a text.
  static let tokens = table([
    ("recursive", "用会调用自己的宏", "a macro that calls itself"),
    ("scoped required", "只写块名", "the name of the block alone"),
    ("with without ignore", "去掉它：要用的值作为宏的参数", "nothing here: what a macro uses is a parameter of it"),
    (",", "一次只写一个，或加上括号", "one thing at a time, or parentheses around it"),
    ("|", "先 set，再用过滤器", "the {% set %} first and the filter where it is used"),
    ("+", "去掉加号", "it without the plus"),
    ("**", "写出乘法，或每个参数", "the product, or each argument"),
    ("*", "写出每个参数", "each argument"),
    (":", "用 |first、|last、|batch，或 {% for … if loop.index … %}", "|first, |last, |batch or |truncate"),
    ("(", "只调用宏；for 的名称不加括号", "the call of a macro, or names without parentheses"),
    ("'", "用 ~ 连接文本", "~ between texts"),
  ])

  /// Methods that every mapping has in Python: they hide its members of these names.
  static let hidden: Set = [
    "clear", "copy", "fromkeys", "get", "items", "keys", "pop", "popitem", "setdefault", "update", "values",
  ]

  static let noElse = Refusal("写出 else 部分", "an else part, too")
  static let constants = Refusal("把它写成一个文本", "it as one text")
  static let keys = Refusal("键写成引号里的文本", "keys as texts in quotes")
  static let memberNumber = Refusal("用 [0] 这样的写法", "it with brackets, as in [0]")
  static let repetition = Refusal("写出重复的内容", "what is repeated")
  static let text = Refusal("用文本过滤器", "a filter of texts")
  static let underscores = Refusal("用别的名称", "another name")
  static let loopItself = Refusal("把要用的属性 set 到一个名称", "{% set %} with the property of it that is used")
  static let numbers = Refusal("用普通的十进制数", "an ordinary decimal number")
  static let escapes = Refusal("直接写这个字符，反斜杠写 \\\\", "the character itself, and \\\\ for a backslash")
  static let lazyCallee = Refusal("写成 {% for %}", "a {% for %}")
  static let outsideBlocks = Refusal(
    "把它写到 {% block %} 里：这个模板继承了另一个，块以外的内容不会显示",
    "it into a {% block %}: this template extends another and shows nothing else")
  static let extendsFirst = Refusal(
    "把它写在模板的最前面，前面不能有文字、空行或别的标签",
    "it first: no text, empty line or tag before it")
  static let onlyAtTop = Refusal(
    "把它移到模板最外层（不在循环、条件、宏或被包含的模板里）",
    "it at the top level of a template, not in a loop, condition, macro or included template")
  static let outside = Refusal(
    "只在它存在的标签（for 或 block）里用它",
    "it inside the tag that it belongs to (a for or a block)")
  static let lazy = Refusal(
    "在后面加 |list，再输出、保存或计数：它的结果只能逐项使用",
    "|list behind it to print, store or count it: it can only be gone through")
  static let fixedName = Refusal(
    "调用：名称(…) 或 名称.宏(…)，它是宏或导入的模板",
    "a call, name(…) or name.macro(…): it is a macro or an imported template")
  static let calleeName = Refusal("把过滤器或测试写成引号里的名称", "the name of the filter or test in quotes")
  static let leaves = Refusal(
    "用别的名称，或用 |sum、|join：在循环、set 块或被包含的模板里设置的值，出来之后就没有了",
    "another name, or |sum or |join: what is set in a loop, a set block or an included template is gone after it"
  )
  static let halfSet = Refusal(
    "在 if 之前先 set，或在每个分支里都 set：现在只有一个分支设置它",
    "a {% set %} before the if, or in every branch: one branch only sets it")
  static let readBefore = Refusal("把它写到用到这个名称的宏和块前面", "this above the macros and blocks that use the name")
  static let differs = Refusal(
    "用别的名称：它在被继承的模板里不是同一个",
    "another name: it is not the same in the template that is extended")
  static let macrosOnly = Refusal(
    "把宏移到单独的模板里：导入的模板只能有宏",
    "the macros into a template of their own: an imported one has nothing else")
  static let pageData = Refusal(
    "把它作为宏的参数传入：导入的模板看不到页面数据",
    "it as a parameter of the macro: an imported template does not see the page's data")
  static let circle = Refusal(
    "去掉其中一处：模板在互相继承、导入或包含",
    "it without this one: templates extend, import or include each other")
  static let templateName = Refusal("把一个模板的名称写成引号里的文本", "the name of one template, in quotes")
  static let defaults = Refusal("写不含变量的默认值", "a default without variables")
  static let macroArgument = Refusal("写出这个参数，没有值就写 none", "this argument too, none if there is no value")
}
