import Diagnostics

/// Something that Jinja has and this engine refuses, with what to write instead.
struct Refusal {
  /// The advice as the end of “请……” and of “Write …”.
  let advice: Message

  init(_ zh: String, _ en: String) { advice = Message(zh: zh, en: en) }

  static let tags: [String: Refusal] = [
    "with": Refusal("用 {% set 名称 = 值 %}", "{% set name = value %}"),
    "call": Refusal(
      "先用 {% set 正文 %}……{% endset %}，再把它作为参数传给宏",
      "{% set text %}…{% endset %} and give the text to the macro as an argument"),
    "filter": Refusal(
      "先用 {% set 正文 %}……{% endset %}，再输出 {{ 正文|过滤器 }}",
      "{% set text %}…{% endset %} and then {{ text|filter }}"),
    "autoescape": Refusal("在已经是 HTML 的值后面写 |safe", "|safe behind what is HTML already"),
    "print": Refusal("写 {{ 值 }}", "{{ value }}"),
    "do": Refusal("用 {% set %}；页面数据不会在生成时改变", "{% set %}: the data of a page do not change while it is made"),
    "trans": Refusal("用文案目录里的词", "a word of the catalogue"),
    "continue": Refusal("写 {% for … if … %}", "{% for … if … %}"),
    "break": Refusal("写 {% for … if … %}", "{% for … if … %}"),
    "debug": Refusal("直接输出要看的值", "{{ value }} for the value to be looked at"),
  ]

  static let filters: [String: Refusal] = [
    "attr": Refusal("写 值.名称", "value.name"),
    "capitalize": Refusal("在文案里写好大小写，或用 CSS", "the text as it is to be read, or text-transform in CSS"),
    "title": Refusal("在文案里写好大小写，或用 CSS", "the text as it is to be read, or text-transform in CSS"),
    "center": Refusal("用 CSS 的 text-align", "text-align in CSS"),
    "filesizeformat": Refusal("用页面数据里写好的大小", "the size as the page's data word it"),
    "forceescape": Refusal("用 |e", "|e"),
    "format": Refusal("用 |grouped、|percent 或 |round", "|grouped, |percent or |round"),
    "indent": Refusal("去掉它：HTML 不看缩进", "nothing in its place: indentation does not show in HTML"),
    "pprint": Refusal("直接输出要看的值", "{{ value }} for the value to be looked at"),
    "random": Refusal("用 |first：每次生成的页面都要相同", "|first: a page is the same each time"),
    "slice": Refusal("用 |batch，或用 CSS 分栏", "|batch, or columns in CSS"),
    "striptags": Refusal("用页面数据里不带标记的文本", "the plain text of the page's data"),
    "urlize": Refusal("在正文里用 Markdown 写链接", "links in Markdown"),
    "wordcount": Refusal("用 |length", "|length"),
    "wordwrap": Refusal("去掉它：浏览器会换行", "nothing in its place: browsers wrap lines"),
    "xmlattr": Refusal("把属性写在标签里", "the attributes into the tag"),
  ]

  static let tests: [String: Refusal] = [
    "callable": Refusal("去掉它：宏不是值", "nothing in its place: macros are no values"),
    "escaped": Refusal("去掉它：|e 不会转义两次", "nothing in its place: |e never escapes twice"),
    "filter": Refusal("直接用过滤器：没有的会在读取时报告", "the filter itself: a missing one is reported"),
    "iterable": Refusal("用 is sequence", "is sequence"),
    "lower": Refusal("写 值 == 值|lower", "value == value|lower"),
    "sameas": Refusal("用 == 或 is none、is true", "==, is none or is true"),
    "test": Refusal("直接用测试：没有的会在读取时报告", "the test itself: a missing one is reported"),
    "upper": Refusal("写 值 == 值|upper", "value == value|upper"),
  ]

  /// Names that mean something to Jinja.
  static let names: [String: Refusal] = [
    "dict": Refusal("写 {'名称': 值}", "{'name': value}"),
    "namespace": Refusal("用 |sum、|join 或 loop 的属性", "|sum, |join or a property of loop"),
    "cycler": Refusal("用 loop.cycle(…)", "loop.cycle(…)"),
    "joiner": Refusal("用 loop.last 或 |join", "loop.last or |join"),
    "lipsum": Refusal("写出文字", "the text"),
    "self": Refusal("用宏", "a macro for what is printed twice"),
    "caller": Refusal("把正文作为参数传给宏", "a parameter for the text"),
    "varargs": Refusal("写出宏的每个参数", "each parameter of the macro"),
    "kwargs": Refusal("写出宏的每个参数", "each parameter of the macro"),
  ]

  static let methods: [String: Refusal] = [
    "format": Refusal("用 |grouped、|percent 或 |round", "|grouped, |percent or |round"),
    "join": Refusal("写 列表|join('、')", "list|join(', ')"),
    "replace": Refusal("写 文本|replace(…)", "text|replace(…)"),
    "title": Refusal("在文案里写好大小写，或用 CSS", "the text as it is to be read, or text-transform in CSS"),
    "capitalize": Refusal("在文案里写好大小写，或用 CSS", "the text as it is to be read, or text-transform in CSS"),
    "count": Refusal("用 |select(…)|list|length", "|select(…)|list|length"),
    "index": Refusal("用 loop.index", "loop.index"), "find": Refusal("用 in", "in"),
    "split": Refusal("让页面数据给出列表", "a list of the page's data"),
    "append": Refusal("写 列表 + [值]", "list + [value]"), "update": Refusal("用 {% set %}", "{% set %}"),
    "copy": Refusal("去掉它：值不会改变", "nothing in its place: values do not change"),
    "lstrip": Refusal("用 |trim", "|trim"), "rstrip": Refusal("用 |trim", "|trim"),
  ]

  static let loopProperties: [String: Refusal] = [
    "changed": Refusal("用 |groupby", "|groupby"), "depth": Refusal("给宏一个参数", "a parameter of a macro"),
    "depth0": Refusal("给宏一个参数", "a parameter of a macro"),
  ]

  /// Methods that every mapping has in Python: they hide its members of these names.
  static let hidden: Set = [
    "clear", "copy", "fromkeys", "get", "items", "keys", "pop", "popitem", "setdefault", "update", "values",
  ]

  static let recursion = Refusal("用会调用自己的宏", "a macro that calls itself")
  static let nestedTargets = Refusal("再写一个 {% for %}", "another {% for %}")
  static let targets = Refusal("为每个名称写一个 {% set %}", "a {% set %} for each name")
  static let filteredSet = Refusal("先 set，再用过滤器", "the {% set %} first and the filter where it is used")
  static let blockWords = Refusal("只写块名", "the name of the block alone")
  static let context = Refusal("去掉它：要用的值作为宏的参数", "nothing here: what a macro uses is a parameter of it")
  static let bareTuple = Refusal("加上括号", "parentheses around it")
  static let noElse = Refusal("写出 else 部分", "an else part, too")
  static let constants = Refusal("把它写成一个文本", "it as one text")
  static let plus = Refusal("去掉加号", "it without the plus")
  static let power = Refusal("写出乘法", "the product")
  static let keys = Refusal("键写成引号里的文本", "keys as texts in quotes")
  static let slice = Refusal(
    "用 |first、|last、|batch，或 {% for … if loop.index … %}", "|first, |last, |batch or |truncate")
  static let memberNumber = Refusal("用 [0] 这样的写法", "it with brackets, as in [0]")
  static let call = Refusal("直接调用宏", "the call of a macro")
  static let repetition = Refusal("写出重复的内容", "what is repeated")
  static let text = Refusal("用文本过滤器", "a filter of texts")
  static let underscores = Refusal("用别的名称", "another name")
  static let star = Refusal("写出每个参数", "each argument")
  static let loopItself = Refusal("把要用的属性 set 到一个名称", "{% set %} with the property of it that is used")
  static let numbers = Refusal("用普通的十进制数", "an ordinary decimal number")
  static let lazyCallee = Refusal("写成 {% for %}", "a {% for %}")
}
