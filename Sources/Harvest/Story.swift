import Records

/// A part of a text that tells of one matter at one place: what was wrong, how it was talked over, what came of it.
package struct Story: Sendable {
  /// The region of the registry, or a place below it that the site knows.
  package let region: RegionID
  /// The name of the place as the text has it: 石牌镇彭墩村.
  package let place: String
  package let lines: [Int]
  package let period: Period?
  package let isTimeLoose: Bool
  package let isResolved: Bool
  /// The numbers of the story: indices of the findings.
  package let findings: [Int]
  /// The sentences, each with what it tells of.
  package let sentences: [Sentence]

  package struct Sentence: Sendable {
    package let text: String
    package let lines: [Int]
    package let subject: Subject
  }

  package enum Subject: Sendable, Hashable {
    case problem, session, result
  }
}

/// Finds the stories of an article.
struct StoryReading {
  let article: Article
  let places: ArticlePlaces
  let times: ArticleTimes
  let findings: [Finding]
  let regions: RegionTree

  var stories: [Story] {
    var stories: [Story] = [], open: (place: Place, sentences: [Range<Int>])?
    func close() {
      if let open, let story = story(at: open.place, open.sentences) { stories.append(story) }
      open = nil
    }
    for paragraph in article.paragraphs {
      guard !paragraph.isHeading else {
        // A heading inside a story is rare; one between two of them is the rule.
        close()
        continue
      }
      for sentence in article.sentences(in: paragraph.letters) {
        // A sentence about all of a city, or about several, is of no place.
        if isGeneral(sentence) {
          close()
          continue
        }
        if let place = place(in: sentence) {
          if let current = open, current.place.isSame(as: place),
            current.sentences.count < StoryReading.longest
          {
            open?.sentences.append(sentence)
          } else {
            close()
            open = (place, [sentence])
          }
        } else if let current = open, current.sentences.count < StoryReading.longest {
          open?.sentences.append(sentence)
        }
      }
      // The next paragraph belongs to it only while nothing has come of it.
      if let current = open, has(.result, current.sentences) { close() }
    }
    close()
    return stories
  }

  private func isGeneral(_ sentence: Range<Int>) -> Bool {
    let start = sentence.lowerBound
    if article.first(of: StoryReading.generalBeginnings, at: start) != nil { return true }
    let subjects = places.mentions(in: sentence).filter {
      $0.isSubject && regions[$0.region].level <= .district
    }
    if let first = subjects.first, first.isRelative, first.letters.lowerBound - start < 8,
      article[first.letters.lowerBound] == "全"
    {
      return true
    }
    return Set(subjects.filter { !$0.isRelative && regions[$0.region].level == .district }.map(\.region))
      .count > 1
  }

  private static let generalBeginnings = [
    "截至", "截止", "今年以来", "近年来", "下一步", "目前", "据统计", "据了解", "会议", "全市", "全区", "全县", "近",
  ]

  /// The length in sentences.
  private static let longest = 16

  // MARK: Places

  private struct Place {
    let name: String
    let region: RegionID

    func isSame(as other: Place) -> Bool { name.hasSuffix(other.name) || other.name.hasSuffix(name) }
  }

  private static let endings = ["社区", "小区", "村", "街道", "镇", "乡"]
  /// Letters that end the word before a place's name.
  private static let edges: Set<Unicode.Scalar> = [
    "在", "赴", "到", "往", "向", "的", "了", "与", "和", "为", "对", "把", "将", "从", "是", "让", "使", "由", "该", "各", "全",
    "于", "动", "及", "区", "县", "市", "州", "省", "以", "据", "这", "每", "多", "进", "入", "至", "过", "个", "关", "，",
    "。", "、", "；", "：", "“", "”", "（", "）", "《", "》", "！", "？", "·", "助", "给", "围", "就", "称", "驻", "联", "系",
  ]
  /// Words that are no name of a place, and verbs before one.
  private static let noName = [
    "城乡", "农村", "乡村", "新村", "乡镇", "老旧", "美丽", "幸福", "和美", "示范", "文明", "建设", "优化", "改造", "整治", "家乡", "下乡",
    "回乡",
    "行政", "试点", "重点", "部分", "有关", "相关", "全部", "多个", "所列", "形式", "云岭",
  ]
  private static let verbs = [
    "走访", "调研", "下沉", "聚焦", "推动", "组织", "修建", "帮助", "解决", "针对", "围绕", "打造", "融入", "来到", "参与", "包括", "涉及",
    "协调", "服务",
    "实施", "开展", "作为", "反映", "成立", "新村",
  ]
  /// Letters behind 村, 乡 and the like that make other words of them: 村民, 乡村, 街道办.
  private static let wordsGoOn: Set<Unicode.Scalar> = [
    "民", "干", "委", "级", "两", "集", "里", "庄", "村", "镇", "土", "亲", "情", "愁", "规", "寨", "口", "头", "组", "落", "容",
    "貌",
    "风", "振", "党", "支", "居", "通", "和", "与", "、",
  ]

  /// The place below the district that a sentence names first.
  private func place(in sentence: Range<Int>) -> Place? {
    var index = sentence.lowerBound
    while index < sentence.upperBound {
      guard let ending = article.first(of: StoryReading.endings, at: index) else {
        index += 1
        continue
      }
      let end = index + ending.unicodeScalars.count
      var start = index
      while start > sentence.lowerBound, index - start < 8, !StoryReading.edges.contains(article[start - 1]),
        0x4E00...0x9FFF ~= article[start - 1].value
      {
        start -= 1
      }
      // A name that the site knows begins where it does.
      if let known = places.mentions(in: sentence).first(where: {
        $0.letters.contains(start) || (start..<end).contains($0.letters.lowerBound)
      }), regions[known.region].level > .district {
        start = known.letters.lowerBound
      } else if let verb = (start..<index).last(where: {
        article.first(of: StoryReading.verbs, before: $0) != nil
      }) {
        start = verb
      }
      index = end
      let name = article.text(start..<end)
      let isName =
        name.unicodeScalars.count > ending.unicodeScalars.count + 1
        && !(["村", "乡", "镇"].contains(ending) && StoryReading.wordsGoOn.contains(article[end]))
        && !StoryReading.noName.contains { name.contains($0) }
        && name.unicodeScalars.allSatisfy { !"个几余多".unicodeScalars.contains($0) }
      guard isName else { continue }
      // 石牌镇彭墩村 in one piece.
      var last = end
      while let next = article.first(of: StoryReading.endings, at: last + 2)
        ?? article.first(of: StoryReading.endings, at: last + 3)
        ?? article.first(of: StoryReading.endings, at: last + 4)
      {
        guard let range = firstPlace(next, from: last) else { break }
        last = range
      }
      let named = places.mentions(in: start..<last).last?.region
      let region = named ?? places.region(of: last..<last, in: part(of: last - 1, in: sentence))
      return Place(name: article.text(start..<last), region: region)
    }
    return nil
  }

  private func firstPlace(_ ending: String, from start: Int) -> Int? {
    for index in start + 2...start + 4 where article.has(ending, at: index) {
      let inner = article.letters[start..<index]
      if inner.contains(where: { StoryReading.edges.contains($0) || $0 == "民" }) { return nil }
      return index + ending.unicodeScalars.count
    }
    return nil
  }

  private func part(of letter: Int, in sentence: Range<Int>) -> Range<Int> {
    article.parts(in: sentence).first { $0.contains(letter) } ?? sentence
  }

  // MARK: What is told

  private static let words: [Story.Subject: [String]] = [
    .problem: [
      "问题", "难题", "困难", "困扰", "难点", "痛点", "堵点", "反映", "诉求", "呼声", "矛盾", "纠纷", "意见很大", "坑洼", "破损", "老化",
      "年久失修",
      "脏乱", "拥堵", "不便", "缺乏", "缺少", "没有", "隐患", "积水", "停水", "漏水", "又黑又臭", "喝不饱", "需求", "愁", "难",
    ],
    .session: [
      "协商", "议事", "座谈", "恳谈", "商量", "院坝会", "屋场会", "听证", "夜话", "调研", "面对面", "议一议", "共商", "会商", "围坐", "召开",
    ],
    .result: [
      "解决", "建成", "建起", "完成", "开通", "投入使用", "落地", "化解", "改造", "新建", "修建", "通了", "竣工", "焕然一新", "变成", "受益",
      "满足",
      "挂牌", "架起", "整治", "签订", "达成", "安装", "实现", "拓宽", "搭建",
    ],
  ]

  private func subjects(of sentence: Range<Int>) -> [Story.Subject] {
    [.problem, .session, .result].filter { has($0, [sentence]) }
  }

  private func has(_ subject: Story.Subject, _ sentences: [Range<Int>]) -> Bool {
    sentences.contains { sentence in
      let words = StoryReading.words[subject] ?? []
      return sentence.contains { article.first(of: words, at: $0) != nil }
    }
  }

  private func story(at place: Place, _ sentences: [Range<Int>]) -> Story? {
    guard [.problem, .session, .result].allSatisfy({ has($0, sentences) }) else { return nil }
    let whole = sentences[0].lowerBound..<sentences[sentences.count - 1].upperBound
    guard whole.count >= 40 else { return nil }
    let next = times.mentions.partition { $0.letters.lowerBound < whole.lowerBound }
    let time = times.mentions[next...].prefix { $0.letters.lowerBound < whole.upperBound }.first {
      $0.period != nil
    }
    return Story(
      region: place.region, place: place.name, lines: article.lines(whole), period: time?.period,
      isTimeLoose: time?.isLoose ?? true, isResolved: isResolved(sentences),
      findings: Array(
        findings.partition {
          $0.letters.lowerBound < whole.lowerBound
        }..<findings.partition { $0.letters.lowerBound < whole.upperBound }),
      sentences: sentences.map { sentence in
        Story.Sentence(
          text: article.text(sentence), lines: article.lines(sentence),
          subject: mainSubject(of: sentence, sentences))
      })
  }

  /// A story goes from what was wrong over how it was talked about to what came of it.
  private func mainSubject(of sentence: Range<Int>, _ sentences: [Range<Int>]) -> Story.Subject {
    let subjects = subjects(of: sentence), isLast = sentence == sentences.last
    if subjects.contains(.session) {
      return isLast && sentences.count > 1 && subjects.contains(.result) ? .result : .session
    }
    if subjects.contains(.result) { return .result }
    return subjects.first ?? (sentence == sentences.first ? .problem : .result)
  }

  private static let done = [
    "解决了", "得到解决", "顺利解决", "已解决", "建成", "完成", "投入使用", "开通", "竣工", "得到化解", "化解了", "通到", "变清", "焕然一新",
  ]

  private func isResolved(_ sentences: [Range<Int>]) -> Bool {
    sentences.contains { $0.contains { article.first(of: StoryReading.done, at: $0) != nil } }
  }
}
