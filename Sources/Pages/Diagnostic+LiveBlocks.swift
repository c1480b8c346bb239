import Diagnostics
import Records
import Wording

// The sentences about blocks in texts that show nothing, or less than they are meant to.
extension Diagnostic {
  /// - Parameter isUndated: whether the region has reported a number without saying of when it is.
  static func notReported(
    _ metric: Metric, _ region: Region, isUndated: Bool, at location: Location
  ) -> Diagnostic {
    let shown = isUndated ? (zh: "无日期数据", en: "undated figures") : (zh: "未报", en: "not reported")
    return Diagnostic(
      .warning, "figure-not-reported", zh: "\(region.name)的“\(metric.name)”在这个时期没有数，网页上显示“\(shown.zh)”",
      en:
        "\(region.name) has no figure of “\(metric.id)” for this period; the page says \(shown.zh) (\(shown.en))",
      at: location,
      advice: (
        zh: "核对指标、地区和时期；不写时期，就取全部时期的数",
        en: "check metric, region and period; without a period the figure of all dated reports is meant"
      ))
  }

  static func notInAnnex(_ metric: Metric, _ region: Region, isUndated: Bool, at location: Location)
    -> Diagnostic
  {
    let why =
      isUndated
      ? (zh: "只有没有写明时期的数", en: "only figures without a period") : (zh: "没有数", en: "no figure")
    return Diagnostic(
      .warning, "figure-not-reported", at: location,
      zh: "\(region.name)的“\(metric.name)”在这个时期\(why.zh)，附件里没有这一行；核对地区和时期，或从这里去掉它",
      en:
        "\(region.name) has \(why.en) of “\(metric.id)” for this period, and the annex no row: check region and period, or take it out"
    )
  }

  static func nothingReported(hasUndated: Bool, at location: Location) -> Diagnostic {
    Diagnostic(
      .warning, "figure-not-reported", zh: "这个表里一个数也没有，每格都显示“未报”" + (hasUndated ? "或“无日期数据”" : ""),
      en: "no cell of this table has a figure", at: location)
  }

  /// A number that a sentence asks for and nobody has reported: a sentence cannot say 未报.
  ///
  /// - Parameters:
  ///   - period: the time that is asked for, in words.
  ///   - undated: the numbers that the region has reported without a time.
  ///   - other: the number of everything dated, with its time in words and as it is written. No edit asks for that one: the
  ///     words around it speak of another time.
  static func noLiveNumber(
    _ metric: Metric, _ region: Region, _ period: String?, undated: [String],
    other: (time: String, number: String, code: String)?, at location: Location
  ) -> Diagnostic {
    var notes: [Note] = []
    if let other, period != nil {
      notes.append(
        Note(
          zh: "有的是：\(other.number)（\(other.time)，写作 \(other.code)）；要用它，句子里的时期也要一起改",
          en: "there is \(other.number) (\(other.time), written \(other.code)); the sentence must say so, too"
        ))
    }
    if !undated.isEmpty {
      let list = undated.joined(separator: "、")
      notes.append(Note(zh: "没有写明时期的数：\(list)", en: "without a period: \(list)"))
    }
    let isSeveral = period == nil && undated.count > 1
    return Diagnostic(
      .error, "number-not-reported", at: location,
      zh: isSeveral
        ? "\(region.name)的“\(metric.name)”有 \(undated.count) 个没有写明时期的数，不知道要哪一个；请改写文字，或在报告里写明时期"
        : "\(region.name)的“\(metric.name)”\(period.map { "在\($0)" } ?? "")没有数，句子里不能空着；请核对指标、地区和时期，或改写文字",
      en: isSeveral
        ? "\(region.name) has \(undated.count) figures of “\(metric.id)” without a period; reword the sentence, or give the reports their periods"
        : "\(region.name) has no figure of “\(metric.id)”\(period.map { " for \($0)" } ?? ""), and the sentence cannot do without; check metric, region and period, or reword it",
      notes: notes)
  }

  static func noChart(at location: Location) -> Diagnostic {
    Diagnostic(
      .warning, "too-few-for-chart", zh: "可以放在一起的数不到两个，画不成图，网页上改列数字",
      en: "fewer than two numbers belong together, so there is no chart; the page lists the numbers instead",
      at: location,
      advice: (
        zh: "比较只限同一层级、同一依据、同样时期的数；走势只限一个地区自己上报、写满整年的数",
        en:
          "regions are compared on one level, one basis and like periods; a trend takes figures of whole years"
      ))
  }

  static func tooManyLiveCells(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "file-too-large",
      zh: "到这一块为止，这篇文章里的表和图一共要列 \(InputLimit.liveCells / 10000) 万个以上的数，一页放不下；请少列些地区、指标，或分成几篇",
      en:
        "up to this block the tables and charts of this text have more than \(InputLimit.liveCells) numbers: name fewer regions or metrics, or divide the text",
      at: location)
  }

  // MARK: What is around a number in a sentence

  static func bareLiveNumber(_ text: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "live-number", at: location,
      zh: "“=\(text)”前后少了反引号（键盘左上角的 `），网页上不会变成数；应写成 `=\(text)`",
      en: "“=\(text)” has no backticks around it, and would be printed as it is: write `=\(text)`",
      suggestion: Suggestion(
        Message(zh: "加上反引号", en: "put it in backticks"), edits: [Edit(location.range, "`=\(text)`")]))
  }

  static func liveNumberInHeader(_ text: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "live-number", at: location,
      zh: "“=\(text)”写在开头两行 --- 之间，不会变成数，会照原样印出来；请在这里写出数，或把这句话写进正文",
      en:
        "“=\(text)” in the header is no number, and would be printed as it is: write the number, or say it in the text"
    )
  }

  static func unknownBlock(_ word: String, meant: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "unknown-block", at: location,
      zh: "“\(word)”不是数据块的名字，里面的字会照原样印出来；可以写 figure（数）、table（表）、chart（图）、steps（步骤）",
      en:
        "“\(word)” is no kind of live block, and its lines would be printed as they are: write figure, table, chart or steps",
      suggestion: Suggestion(
        Message(zh: "改成 \(meant)", en: "write \(meant)"), edits: [Edit(location.range, meant)]))
  }

  static func unitTwice(_ unit: String, _ number: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .warning, "doubled-unit", at: location, zh: "数里已经有单位，会印成“\(number)\(unit)”；请去掉后面的“\(unit)”",
      en: "the number brings its unit, and would be printed as “\(number)\(unit)”: take “\(unit)” out",
      suggestion: .remove(location.range))
  }

  static func qualifierTwice(_ word: String, _ number: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .warning, "doubled-qualifier", at: location,
      zh: "这里的数照报告写作“\(number)”，“余”“近”随数走；请去掉“\(word)”",
      en: "the number is published as “\(number)”, with whatever qualifier it has: take “\(word)” out",
      suggestion: .remove(location.range))
  }

  /// - Parameter offset: the end of the span.
  static func partOfPeriod(
    _ metric: String, _ number: String, _ time: String, asked: String, insertingAt offset: Int,
    at location: Location
  ) -> Diagnostic {
    Diagnostic(
      .warning, "part-of-period", at: location,
      zh: "“\(metric)”的 \(number) 是\(time)的数，这一段没有写明，读的人会当成\(asked)的数；请写明\(time)",
      en:
        "\(number) of “\(metric)” is of \(time); the paragraph does not say so and will be read as of \(asked)",
      suggestion: Suggestion(
        Message(zh: "在数后面注明时期", en: "say the time behind the number"),
        edits: [Edit(offset..<offset, "（\(time)）")]))
  }
}
