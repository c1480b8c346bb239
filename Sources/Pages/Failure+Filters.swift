import Diagnostics
import Records
import Templates

// The sentences about what a filter of ours cannot write. `text` is its input, if that was a text or a number at all.
extension Failure {
  private init(zh: String, en: String) { self.init(Message(zh: zh, en: en)) }

  static func noNumber(_ text: String?, for filter: String) -> Failure {
    let given = given(text)
    return Failure(
      zh: "过滤器 \(filter) 要的是至多 18 位、其中小数至多 6 位的数字，\(given.zh)；小数更多的请先用 |round(…) 四舍五入",
      en:
        "the filter \(filter) takes a number of at most 18 digits, 6 of them decimals, \(given.en); |round(…) it first if it has more"
    )
  }

  static func noDate(_ text: String?) -> Failure {
    let given = given(text)
    return Failure(
      zh: "过滤器 chinese_date 要的是日期，\(given.zh)；请写成 2022-08-05、2022-08 或 2022，日子须确实存在",
      en:
        "the filter chinese_date takes a date, \(given.en); write 2022-08-05, 2022-08 or 2022, a day that exists"
    )
  }

  static func noPeriod(_ text: String?) -> Failure {
    let given = given(text)
    return Failure(
      zh: "过滤器 period 要的是时期，\(given.zh)；请写成 2024、2024H1、2024Q3、2024-07、2024-07-01 或 2024-01..2024-10",
      en:
        "the filter period takes a period, \(given.en); write 2024, 2024H1, 2024Q3, 2024-07, 2024-07-01 or 2024-01..2024-10"
    )
  }

  static func noQuantity() -> Failure {
    Failure(
      zh: "过滤器 quantity 要的是数量，这里既不是文本也不是数字；可以写 78、近700、200余",
      en:
        "the filter quantity takes a quantity, and this is neither a text nor a number; write 78, 近700, 200余")
  }

  static func noQuantity(_ mistake: QuantityMistake, _ text: String) -> Failure {
    Failure(Diagnostic.quantity(mistake, in: text, at: Location("", 0..<0)).message)
  }

  static func noPhrase() -> Failure {
    Failure(
      zh: "过滤器 fill 要的是一句带空格位的话（如 w.cases_n），参数都要写名字：|fill(n=3)",
      en: "the filter fill takes a phrase with gaps, such as w.cases_n, and arguments with names: |fill(n=3)")
  }

  static func gapWithoutValue(_ name: String) -> Failure {
    Failure(
      zh: "这句话里的 {\(name)} 没有值：请写成 |fill(\(name)=…)",
      en: "the gap {\(name)} of this phrase has no value: write |fill(\(name)=…)")
  }

  static func noJSON() -> Failure {
    Failure(
      zh: "过滤器 json 要的是文本，这里不是；别的值请用 |tojson",
      en: "the filter json takes a text, and this is none; use |tojson")
  }

  static func noMarkdown() -> Failure {
    Failure(
      zh: "过滤器 markdown 要的是文本，这里不是；数字请先用 |string 变成文本",
      en: "the filter markdown takes a text, and this is none; make a number a text with |string")
  }

  private static func given(_ text: String?) -> Message {
    guard let text else { return Message(zh: "这里既不是文本也不是数字", en: "and this is neither a text nor a number") }
    return Message(zh: "“\(text)”不是", en: "and “\(text)” is none")
  }
}
