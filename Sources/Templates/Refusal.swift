import Diagnostics

/// Something that Jinja has and this engine refuses, with what to write instead.
struct Refusal {
  /// The advice as the end of “请……” and of “Write …”.
  let advice: Message

  init(_ zh: String, _ en: String) { advice = Message(zh: zh, en: en) }

  // MARK: Words and signs

  /// The refusal of each word of the rows.
  private static func table(_ rows: [(words: String, zh: String, en: String)]) -> [String: Refusal] {
    let pairs = rows.flatMap { row in
      row.words.split(separator: " ").map { (String($0), Refusal(row.zh, row.en)) }
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  static let tags = table([
    ("with do", "用 {% set 名称 = 值 %}", "{% set name = value %}"),
    ("call", "先用 {% set 正文 %}，再作为参数传给宏", "{% set text %} and give the text to the macro as an argument"),
    ("filter", "先用 {% set 正文 %}，再输出 {{ 正文|过滤器 }}", "{% set text %} and then {{ text|filter }}"),
    ("autoescape", "在已经是 HTML 的值后面写 |safe", "|safe behind what is HTML already"),
    ("print debug", "写 {{ 值 }}", "{{ value }}"),
    ("trans", "用文案目录里的词", "a word of the catalogue"),
    ("raw", "把每对花括号写成 {{ '{{' }}", "{{ '{{' }} for each pair of braces"),
    ("continue break", "写 {% for … if … %}", "{% for … if … %}"),
  ])

  static let filters = table([
    ("attr", "写 值.名称", "value.name"),
    ("capitalize title striptags", "在页面数据或文案里写好，或用 CSS", "the text as it is to be read, or CSS"),
    ("center indent wordwrap", "用 CSS", "nothing in its place: CSS does that"),
    ("format filesizeformat", "用 |grouped、|percent 或 |round", "|grouped, |percent or |round"),
    ("dictsort", "用 |items：成员按页面数据里的顺序", "|items: the members are in the order of the page's data"),
    ("forceescape", "用 |e", "|e"),
    ("pprint", "直接输出要看的值", "{{ value }} for the value to be looked at"),
    ("random", "用 |first：每次生成的页面都要相同", "|first: a page is the same each time"),
    ("slice batch", "用 CSS 分栏，或 loop.index", "columns in CSS, or loop.index"),
    ("truncate", "用 CSS 的 text-overflow 或 line-clamp", "text-overflow or line-clamp in CSS"),
    ("unique", "用 |groupby：每个值一组", "|groupby, which has one group for each value"),
    ("urlize xmlattr", "写出 HTML，正文里用 Markdown", "the HTML itself, or Markdown in a text"),
    ("wordcount", "用 |length", "|length"),
  ])

  static let tests = table([
    ("callable filter test", "去掉它：没有的名称在读取时报告", "nothing in its place: a missing name is reported"),
    ("escaped", "去掉它：|e 不会转义两次", "nothing in its place: |e never escapes twice"),
    ("iterable", "用 is sequence", "is sequence"),
    ("lower upper", "和 值|lower 或 值|upper 比较", "value == value|lower, or |upper"),
    ("sameas", "用 == 或 is none", "== or is none"),
    ("boolean float integer", "用 is number", "is number"),
    ("true false", "写 值 或 not 值", "value or not value"),
  ])

  /// Names that mean something to Jinja.
  static let names = table([
    ("dict", "写 {'名称': 值}", "{'name': value}"),
    ("namespace", "用 |sum、|join 或 loop 的属性", "|sum, |join or a property of loop"),
    ("cycler joiner", "用 CSS、loop.last 或 |join", "CSS, loop.last or |join"),
    ("range", "写出这些数，如 [1, 2, 3]", "the numbers themselves, as in [1, 2, 3]"),
    ("lipsum", "写出文字", "the text"),
    ("self", "用宏", "a macro for what is printed twice"),
    ("caller varargs kwargs", "写出宏的每个参数", "each parameter of the macro"),
  ])

  static let loop = table([
    ("changed", "用 |groupby", "|groupby"),
    ("cycle", "用 CSS 的 :nth-child", ":nth-child in CSS"),
    ("depth depth0", "给宏一个参数", "a parameter of a macro"),
    ("previtem nextitem", "让页面数据给出相邻的项", "the items beside each other in the page's data"),
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
    (":", "用 |first、|last，或 {% for … if loop.index … %}", "|first, |last or {% for … if loop.index … %}"),
    ("(", "只调用宏；for 的名称不加括号", "the call of a macro, or names without parentheses"),
    ("'", "用 ~ 连接文本", "~ between texts"),
  ])

  /// Methods that every mapping has in Python: they hide its members of these names.
  static let hidden: Set = [
    "clear", "copy", "fromkeys", "get", "items", "keys", "pop", "popitem", "setdefault", "update", "values",
  ]

  // MARK: Values and names

  static let constants = Refusal("把它写成一个文本", "it as one text")
  static let escapes = Refusal("直接写这个字符，反斜杠写 \\\\", "the character itself, and \\\\ for a backslash")
  static let keys = Refusal("键写成引号里的文本", "keys as texts in quotes")
  static let lazy = Refusal("在后面加 |list：它的结果只能逐项使用", "|list behind it: it can only be gone through")
  static let loopItself = Refusal("把要用的属性 set 到一个名称", "{% set %} with the property of it that is used")
  static let memberNumber = Refusal("用 [0] 这样的写法", "it with brackets, as in [0]")
  static let method = Refusal("用过滤器，如 |items、|upper", "a filter, such as |items or |upper")
  static let noElse = Refusal("写出 else 部分", "an else part, too")
  static let numbers = Refusal("用普通的十进制数", "an ordinary decimal number")
  static let joinedLists = Refusal("给每个列表写一个 {% for %}", "a {% for %} for each of the lists")
  static let repetition = Refusal("写出重复的内容", "what is repeated")
  static let text = Refusal("用文本过滤器", "a filter of texts")
  static let underscores = Refusal("用别的名称", "another name")
  static let calleeName = Refusal("把过滤器或测试写成引号里的名称", "the name of the filter or test in quotes")
  static let printing = Refusal(
    "用 |join 或 {% for %} 输出各项，在脚本里用 |tojson", "|join or a {% for %} for its items, |tojson in a script")
  static let characters = Refusal(
    "用 in、|length、|replace：文本不能逐字处理", "in, |length or |replace: a text is not gone through letter by letter")
  static let emptyText = Refusal("写出要替换的文字", "the text that is to be replaced")
  static let sigma = Refusal("直接写小写字母", "the small letter itself")
  static let comparison = Refusal("比较它们的一项，或用 |length", "the comparison of one item of each, or |length")
  static let wholeNumbers = Refusal("先用 |int 取整", "|int behind each number first")
  static let lazyCallee = Refusal("写成 {% for %}", "a {% for %}")
  static let defaults = Refusal("写不含变量的默认值", "a default without variables")
  static let macroArgument = Refusal("写出它的每个参数，没有值就写 none", "each argument of it, none if there is no value")
  static let fixedName = Refusal("写 名称(…)：宏只能调用", "name(…) or name.macro(…): macros can only be called")
  static let halfSet = Refusal("在 if 之前或每个分支里都 set", "a {% set %} before the if, or in every branch of it")
  static let awaited = Refusal(
    "用别的名称：这个 set 块结束时它才有值", "another name: it has its value behind this set block")
  static let leaves = Refusal(
    "用别的名称或 |sum、|join：循环、set 块和被包含的模板里 set 的值，出来就没有了",
    "another name, |sum or |join: what a loop, set block or included template sets is gone after it")
  static let readBefore = Refusal("把它写到用到这个名称的宏和块前面", "this above the macros and blocks that use the name")
  static let differs = Refusal("用别的名称：被继承的模板里另有一个", "another name: the extended template has another of it")

  // MARK: Other templates

  static let circle = Refusal("去掉其中一处：模板在互相引用", "it without this one: templates refer to each other")
  static let extendsFirst = Refusal("把它写在模板的最前面，前面没有空行", "it first: no text, empty line or tag before it")
  static let macrosOnly = Refusal("把宏移到单独的模板里", "the macros into a template of their own, to import it")
  static let onlyAtTop = Refusal("把它移到模板最外层", "it at the top level: in no loop, condition, macro or include")
  static let outside = Refusal("只在 for 或 block 里写它", "it inside the for or block that it belongs to")
  static let outsideBlocks = Refusal(
    "写到 {% block %} 里：块以外的不会显示", "it into a {% block %}: nothing else is shown")
  static let pageData = Refusal(
    "把它作为宏的参数传入", "a parameter for it: an imported macro does not see the page's data")
  static let templateName = Refusal("把一个模板的名称写成引号里的文本", "the name of one template, in quotes")
}
