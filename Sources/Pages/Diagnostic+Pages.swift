import Diagnostics
import FrontMatter
import Records
import Statistics
import Templates

// Every sentence about links, addresses and figures that do not fit together.
extension Diagnostic {
  static func brokenLink(_ destination: String, meant: String?, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "broken-link",
      Message(zh: "链接“\(destination)”在本站里找不到", en: "the link “\(destination)” leads nowhere in this site"),
      at: location,
      notes: [
        Note(
          Message(
            zh: "写成相对于本文件的路径，如 ../brands/tongxinyuan.md；站内页面也可写成 /statistics/",
            en:
              "write a path relative to this file, such as ../brands/tongxinyuan.md, or a page such as /statistics/"
          ))
      ],
      suggestion: meant.map {
        Suggestion(Message(zh: "是否想写 \($0)？", en: "did you mean \($0)?"), edits: [Edit(location.range, $0)])
      })
  }

  static func linkToHeldBack(_ destination: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "broken-link",
      Message(
        zh: "链接“\(destination)”指向还没有发布的来稿（草稿，或发布日期未到）",
        en: "the link “\(destination)” leads to a write-up that is not published yet"),
      at: location)
  }

  static func deadFragment(_ destination: String, meant: String?, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "broken-link",
      Message(
        zh: "链接“\(destination)”指向的那一页上没有 # 后面写的位置",
        en: "the page that “\(destination)” leads to has no such place"),
      at: location,
      notes: [
        Note(
          Message(
            zh: "标题的位置名就是标题的文字，不带序号：一、基本情况 写成 #基本情况",
            en: "a heading is called by its words without its number: #基本情况 for 一、基本情况"))
      ],
      suggestion: meant.map { .replace(location, with: $0) })
  }

  static func badLink(_ destination: String, _ mistake: LinkMistake, meant: String?, at location: Location)
    -> Diagnostic
  {
    let message =
      switch mistake {
      case .empty:
        Message(
          zh: "这个链接没有写地址；请在括号里补上，或只留文字", en: "this link has no address: give one, or leave the text alone")
      case .fileOfOneComputer:
        Message(
          zh: "“\(destination)”是某一台电脑上的文件，别人打不开；图片请放进 content/images/，写成 ../images/文件名",
          en: "“\(destination)” is a file of one computer; put a picture into content/images/")
      case .backslashes:
        Message(zh: "网址里用斜杠 /，不用反斜杠 \\", en: "addresses have slashes, not backslashes")
      case .fullWidthMarks:
        Message(zh: "网址里的冒号和斜杠要用半角", en: "the colon and slashes of an address are half-width")
      case .noScheme:
        Message(
          zh: "“\(destination)”缺少 https:// 这样的开头，打开时会被当作本站的文件",
          en: "“\(destination)” does not say how to open it, such as https://")
      case .noHost:
        Message(zh: "“\(destination)”不完整，打不开", en: "“\(destination)” is incomplete: nobody can open it")
      case .unknownScheme(let scheme):
        Message(
          zh: "“\(scheme):”开头的链接读者打不开；可以用 https://、http://、mailto: 和 tel:",
          en: "readers cannot open “\(scheme):”; use https://, http://, mailto: or tel:")
      }
    return Diagnostic(
      .error, "bad-link", message, at: location, suggestion: meant.map { .replace(location, with: $0) })
  }

  static func pictureElsewhere(_ destination: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "picture-elsewhere",
      Message(
        zh:
          "图片在别的网站上：它可能改掉或打不开，那个网站还能看到谁在读。请把图片放进 content/images/；确实要用，在 content/site.yml 的 allowed_picture_hosts 里写上主机名（限 https）",
        en:
          "the picture is another site's, which can change it and sees who reads: put it into content/images/, or name its host under allowed_picture_hosts in content/site.yml (https only)"
      ),
      at: location)
  }

  static func linkWithoutText(at location: Location) -> Diagnostic {
    Diagnostic(
      .warning, "link-without-text",
      Message(
        zh: "这个链接没有文字，读者看不见；请在方括号里写上", en: "this link has no text: write it between the brackets"),
      at: location)
  }

  static func imageWithoutAlt(at location: Location) -> Diagnostic {
    Diagnostic(
      .warning, "image-without-alt",
      Message(
        zh: "这张图片没有说明文字，看不见图的人不知道它是什么；请写成 ![图里有什么](文件)",
        en: "this picture has no description: write ![what it shows](file)"),
      at: location)
  }

  package static func missingImage(_ file: String, meant: String?, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "missing-image",
      Message(zh: "content/images/ 里没有图片“\(file)”", en: "there is no picture “\(file)” in content/images/"),
      at: location, suggestion: meant.map { .replace(location, with: $0) })
  }

  static func noWord(_ key: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "no-word",
      Message(zh: "词语“\(key)”应当是一句文本", en: "the word “\(key)” should be a text"), at: location)
  }

  static func noWords(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "no-word",
      Message(zh: "这里应当是一组词语，写成“键: 词语”", en: "a group of words is wanted here, written as “key: word”"),
      at: location)
  }

  static func wrongGap(_ name: String, _ known: Set<String>, at location: Location) -> Diagnostic {
    let list = known.sorted().map { "{\($0)}" }
    return Diagnostic(
      .error, "wrong-gap",
      Message(
        zh: "这句话没有空格位 {\(name)}；" + (list.isEmpty ? "它不带空格位" : "可用的是 \(list.joined(separator: "、"))"),
        en: "this phrase has no gap {\(name)}; "
          + (list.isEmpty ? "it has none at all" : "it may have \(list.joined(separator: ", "))")),
      at: location)
  }

  static func unusedGroup(_ group: Entry, in file: String) -> Diagnostic {
    .unusedWord(group.key.text, meant: nil, at: Location(file, group.keyRange))
  }

  static func missingWords(_ keys: [String], in file: String, isThere: Bool) -> Diagnostic {
    let list = keys.prefix(12), more = keys.count - list.count
    return Diagnostic(
      .error, "missing-word",
      isThere
        ? Message(
          zh: "templates/\(file) 缺少\(keys.count)个词语：\(list.joined(separator: "、"))\(more > 0 ? "……" : "")",
          en:
            "templates/\(file) lacks \(keys.count) words: \(list.joined(separator: ", "))\(more > 0 ? " …" : "")"
        )
        : Message(
          zh: "没有 templates/\(file)：站点的这种语言没有词语表",
          en: "there is no templates/\(file): this language of the site has no catalogue of words"),
      at: nil)
  }

  package static func unusedWord(_ key: String, meant: String?, at location: Location) -> Diagnostic {
    Diagnostic(
      .warning, "unused-word",
      Message(zh: "没有模板用到词语“\(key)”", en: "no template uses the word “\(key)”"), at: location,
      suggestion: meant.map {
        Suggestion(Message(zh: "是否想写 \($0)？", en: "did you mean \($0)?"), edits: [Edit(location.range, $0)])
      })
  }

  /// A metric that the groups of a cut would add up though the registry forbids it.
  package static func forbiddenSum(of metric: Metric, by cut: Cut) -> Diagnostic {
    let why = metric.reasonAgainstSums
    return Diagnostic(
      .error, "forbidden-sum",
      Message(
        zh: "不能按\(cut.chinese)分组统计“\(metric.name)”：\(why.zh)",
        en: "\(metric.id) cannot be told by \(cut.rawValue): \(why.en)"), at: nil,
      notes: [
        Note(
          Message(
            zh: "去掉 --by，逐地区看公布的数；或选案例里写有的指标，如 sessions_held、problems_solved",
            en:
              "leave out --by for the published figures, region by region; or choose what cases give, such as sessions_held"
          ))
      ])
  }

  /// A discrepancy as a warning at the statement that is too large, with the other side as a note.
  ///
  /// An explanation in a write-up is printed with it, and keeps `--strict` from failing; where there is none, the lines
  /// to copy are.
  package init(_ discrepancy: Discrepancy, in content: Content) {
    let metric = content.metrics.all[discrepancy.metric]
    let left = discrepancy.left.words(in: content), right = discrepancy.right.words(in: content)
    let message: Message
    switch discrepancy.kind {
    case .childExceedsParent:
      message = Message(
        zh: "下级大于上级：\(metric.name)，\(left.zh)，而\(right.zh)",
        en: "a child exceeds its parent: \(metric.id), \(left.en), but \(right.en)")
    case .childrenExceedParent:
      message = Message(
        zh: "下级合计大于上级：\(metric.name)，下级合计 \(discrepancy.left.quantity.display)，而\(right.zh)",
        en:
          "the children exceed their parent: \(metric.id), together \(discrepancy.left.quantity.display), but \(right.en)"
      )
    case .partExceedsWhole:
      let whole = content.metrics.all[discrepancy.right.metric]
      message = Message(
        zh:
          "其中数大于总数：\(metric.name) \(discrepancy.left.quantity.display)，而\(whole.name) \(discrepancy.right.quantity.display)",
        en:
          "a part exceeds its whole: \(metric.id) \(discrepancy.left.quantity.display), \(whole.id) \(discrepancy.right.quantity.display)"
      )
    case .countedExceedsReported:
      message = Message(
        zh: "案例库多于上报：\(metric.name)，案例库同期收录 \(discrepancy.left.quantity.display)，而\(right.zh)",
        en:
          "the cases exceed the report: \(metric.id), counted \(discrepancy.left.quantity.display), but \(right.en)"
      )
    case .reportsDisagree:
      message = Message(
        zh: "两份报告对不上：\(metric.name)，\(left.zh)，而\(right.zh)",
        en: "two reports disagree: \(metric.id), \(left.en), but \(right.en)")
    case .rateImpossible:
      message = Message(
        zh:
          "比率与基数对不上：\(metric.name) \(discrepancy.left.quantity.display)，基数 \(discrepancy.right.quantity.display) 得不出这个比率",
        en:
          "no whole number out of \(discrepancy.right.quantity.display) gives \(metric.id) \(discrepancy.left.quantity.display)"
      )
    case .identityBroken:
      message = Message(
        zh:
          "恒等式不成立：\(metric.name) \(discrepancy.left.quantity.display)，各部分之和 \(discrepancy.right.quantity.display)",
        en:
          "an identity is broken: \(metric.id) \(discrepancy.left.quantity.display), its parts \(discrepancy.right.quantity.display)"
      )
    case .revisionMismatch:
      message = Message(
        zh:
          "修订与现值对不上：\(metric.name) 修订为 \(discrepancy.left.quantity.display)，报告里是 \(discrepancy.right.quantity.display)",
        en:
          "a revision does not agree with its report: \(metric.id) revised to \(discrepancy.left.quantity.display), given as \(discrepancy.right.quantity.display)"
      )
    }
    let sides = discrepancy.left.sources.dropFirst() + discrepancy.right.sources
    self.init(
      .warning, discrepancy.kind.rawValue, message, at: discrepancy.left.sources.first.map(\.location),
      notes: sides.map { Note(Message(zh: "对照这里", en: "held against this"), at: $0.location) }
        + (discrepancy.explanations.isEmpty
          ? Diagnostic.linesToCopy(discrepancy, in: content)
          : discrepancy.explanations.map {
            Note(Message(zh: "来稿解释：\($0)", en: "the write-up explains: \($0)"))
          }),
      isExplained: !discrepancy.explanations.isEmpty)
  }

  /// How an explanation of a discrepancy is written, with the reason left open: it is no explanation until somebody
  /// gives one.
  private static func linesToCopy(_ discrepancy: Discrepancy, in content: Content) -> [Note] {
    guard DiscrepancyKind.explainable.contains(discrepancy.kind) else { return [] }
    let isLeft = content.reportedFigure(discrepancy.left) != nil
    let own = isLeft ? discrepancy.left : discrepancy.right
    let other = isLeft ? discrepancy.right : discrepancy.left
    guard let (report, figure) = content.reportedFigure(own) else { return [] }
    let metric = content.metrics.all[content.reports[report].figures[figure].metric]
    let region = other.region == own.region ? nil : content.regions[other.region].path
    let period = other.period == own.period ? nil : other.period?.code
    func line(_ keys: [String], _ check: String, _ metric: String) -> String {
      let values: [String?] = [
        check, metric, own.quantity.display, other.quantity.display, region, period, "",
      ]
      return "  - {"
        + zip(keys, values).compactMap { key, value in value.map { "\(key): \($0.inBraces)" } }
        .joined(separator: ", ") + "}"
    }
    let file = content.reports[report].file
    return [
      Note(
        Message(
          zh: "来源确实如此的，把下面两行抄进 \(file) 的文件头，在“原因”后面写一句话（已有“解释”的，只抄第二行）：",
          en:
            "if the sources do say so, copy these lines into the header of \(file) and give the reason in a sentence (the second only, if it has explains: already):"
        )),
      Note(Message(zh: "解释:", en: "explains:")),
      Note(
        Message(
          zh: line(["核对", "指标", "本数", "对方", "地区", "时期", "原因"], discrepancy.kind.chinese, metric.name),
          en: line(
            ["check", "metric", "own", "other", "region", "period", "reason"], discrepancy.kind.rawValue,
            metric.id))),
    ]
  }

  /// An explanation that is none any more, with what does not fit instead.
  package static func explainsNothing(_ idle: IdleExplanation, in content: Content) -> Diagnostic {
    let explanation = idle.explanation, check = explanation.check
    let own = explanation.own.display, other = explanation.other.display
    let file = content.reports[idle.report].file
    let isVague = !idle.fitting.isEmpty
    let message =
      isVague
      ? Message(
        zh: "这条解释合得上的不止一处（\(check.chinese)，本数 \(own)，对方 \(other)），不知道说的是哪一处；请加写对方的“地区”或“时期”，或写到那个数下面",
        en:
          "this explanation fits more than one discrepancy (\(check.rawValue), \(own) and \(other)); add the region or period of the other number, or move it to the figure"
      )
      : Message(
        zh: "这条解释说的对不上（\(check.chinese)，本数 \(own)，对方 \(other)）现在没有，数改过或已经对上了；请删去，仍对不上的另写一条",
        en:
          "there is no such discrepancy now (\(check.rawValue), \(own) and \(other)): a number was changed, or they fit; delete the explanation, and explain anew what still does not fit"
      )
    return Diagnostic(
      .warning, "explains-nothing", message, at: Location(file, explanation.range),
      notes: (isVague ? idle.fitting : idle.present).prefix(3).map { now in
        let left = now.left.words(in: content), right = now.right.words(in: content)
        return Note(
          Message(
            zh: "现在对不上的：\(left.zh)，而\(right.zh)", en: "what does not fit now: \(left.en), but \(right.en)"),
          at: now.left.sources.first?.location)
      },
      suggestion: Suggestion(
        Message(zh: "删去这条解释", en: "delete this explanation"), edits: [Edit(explanation.wholeRange, "")]))
  }
}

extension Metric {
  fileprivate var reasonAgainstSums: Message {
    switch kind {
    case .ratio: Message(zh: "比率不能相加", en: "rates do not add up")
    case .distinct: Message(zh: "去重数不能相加，两组里可能有同一个人", en: "groups may share what is counted")
    case .stock: Message(zh: "它是某日的存量，案例里没有", en: "it is a stock, which no case gives")
    case .flow:
      Message(zh: "案例里没有写这个数，公布的数不能拆开再加", en: "no case gives it, and published figures are not split")
    }
  }
}

extension String {
  /// As a value inside braces; what would end it there is quoted.
  fileprivate var inBraces: String {
    contains { ",[]{}#:'\"".contains($0) } ? "'" + replacing("'", with: "''") + "'" : self
  }
}

extension FigureSource {
  package var location: Location { Location(file, range) }
}

extension Discrepancy.Statement {
  fileprivate func words(in content: Content) -> (zh: String, en: String) {
    let name = content.regions[region].name
    let time = period.map { "（\($0.chinese)）" } ?? ""
    return ("\(name)\(time) \(quantity.display)", "\(name) \(period?.code ?? "") \(quantity.display)")
  }
}

// What a filter of ours cannot write. `text` is what it was given, if that was a text or a number at all.
extension Failure {
  static func noNumber(_ text: String?, for filter: String) -> Failure {
    let given = given(text)
    return Failure(
      Message(
        zh: "过滤器 \(filter) 要的是至多 18 位、其中小数至多 6 位的数字，\(given.zh)；小数更多的请先用 |round(…) 四舍五入",
        en:
          "the filter \(filter) takes a number of at most 18 digits, 6 of them decimals, \(given.en); |round(…) it first if it has more"
      ))
  }

  static func noDate(_ text: String?) -> Failure {
    let given = given(text)
    return Failure(
      Message(
        zh: "过滤器 chinese_date 要的是日期，\(given.zh)；请写成 2022-08-05、2022-08 或 2022，日子须确实存在",
        en:
          "the filter chinese_date takes a date, \(given.en); write 2022-08-05, 2022-08 or 2022, a day that exists"
      ))
  }

  static func noPeriod(_ text: String?) -> Failure {
    let given = given(text)
    return Failure(
      Message(
        zh: "过滤器 period 要的是时期，\(given.zh)；请写成 2024、2024H1、2024Q3、2024-07、2024-07-01 或 2024-01..2024-10",
        en:
          "the filter period takes a period, \(given.en); write 2024, 2024H1, 2024Q3, 2024-07, 2024-07-01 or 2024-01..2024-10"
      ))
  }

  static func noQuantity() -> Failure {
    Failure(
      Message(
        zh: "过滤器 quantity 要的是数量，这里既不是文本也不是数字；可以写 78、近700、200余",
        en:
          "the filter quantity takes a quantity, and this is neither a text nor a number; write 78, 近700, 200余"
      ))
  }

  static func noQuantity(_ mistake: QuantityMistake, _ text: String) -> Failure {
    Failure(Diagnostic.quantity(mistake, in: text, at: Location("", 0..<0)).message)
  }

  static func noPhrase() -> Failure {
    Failure(
      Message(
        zh: "过滤器 fill 要的是一句带空格位的话（如 w.cases_n），参数都要写名字：|fill(n=3)",
        en:
          "the filter fill takes a phrase with gaps, such as w.cases_n, and arguments with names: |fill(n=3)")
    )
  }

  static func gapWithoutValue(_ name: String) -> Failure {
    Failure(
      Message(
        zh: "这句话里的 {\(name)} 没有值：请写成 |fill(\(name)=…)",
        en: "the gap {\(name)} of this phrase has no value: write |fill(\(name)=…)"))
  }

  static func noJSON() -> Failure {
    Failure(
      Message(
        zh: "过滤器 json 要的是文本，这里不是；别的值请用 |tojson",
        en: "the filter json takes a text, and this is none; use |tojson"))
  }

  static func noMarkdown() -> Failure {
    Failure(
      Message(
        zh: "过滤器 markdown 要的是文本，这里不是；数字请先用 |string 变成文本",
        en: "the filter markdown takes a text, and this is none; make a number a text with |string"))
  }

  private static func given(_ text: String?) -> Message {
    guard let text else { return Message(zh: "这里既不是文本也不是数字", en: "and this is neither a text nor a number") }
    return Message(zh: "“\(text)”不是", en: "and “\(text)” is none")
  }
}
