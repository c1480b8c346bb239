import Wording

/// A large title in lines broken by sense. CSS breaks Chinese after any character, or never; on paper neither will do:
/// a title is torn, or runs off the page.
struct TitleLines {
  let lines: [String]

  /// Breaks a title into as few lines as fit, where two cost less than a word torn apart; of equally many, into those
  /// that break best and are most alike.
  ///
  /// - Parameters:
  ///   - width: of a line, in Chinese characters.
  ///   - names: what is not to be torn, beside the words that every briefing has.
  init(_ text: String, width: Double, names: [String] = []) {
    let letters = Array(text), widths = letters.map(TitleLines.width)
    guard widths.reduce(0, +) > width else {
      lines = [text]
      return
    }
    let costs = TitleLines.costs(of: letters, names)
    // best[end]: the cheapest way to break the first letters, and where its last line begins.
    var best: [(cost: Double, start: Int)] = [(0, 0)]
    for end in 1...letters.count {
      var cheapest = (cost: Double.infinity, start: end - 1), used = 0.0
      for start in stride(from: end - 1, through: 0, by: -1) {
        used += widths[start]
        // One letter fits anywhere.
        guard used <= width || start == end - 1 else { break }
        let room = max(0, width - used)
        let cost = best[start].cost + TitleLines.line + 0.3 * room * room + (start > 0 ? costs[start - 1] : 0)
        if cost < cheapest.cost { cheapest = (cost, start) }
      }
      best.append(cheapest)
    }
    var found: [String] = [], end = letters.count
    while end > 0 {
      let start = best[end].start
      found.append(String(letters[start..<end]).trimmed)
      end = start
    }
    lines = found.reversed().filter { !$0.isEmpty }
  }

  /// The width of a letter in Chinese characters; one of another script is as wide as it can be in the type of a title.
  private static func width(of letter: Character) -> Double {
    guard let ascii = letter.asciiValue else { return 1 }
    return switch ascii {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "@"), UInt8(ascii: "m"), UInt8(ascii: "w"): 0.9
    case UInt8(ascii: " "): 0.4
    default: 0.65
    }
  }

  // MARK: Where to break

  private static let line = 100.0, never = 2000.0

  /// The cost of a break after each letter but the last.
  private static func costs(of letters: [Character], _ names: [String]) -> [Double] {
    var costs = letters.indices.dropLast().map { cost(between: letters[$0], letters[$0 + 1]) }
    for word in words + names where word.count > 1 {
      let word = Array(word)
      var start = 0
      while start + word.count <= letters.count {
        if letters[start..<start + word.count].elementsEqual(word) {
          for letter in start..<start + word.count - 1 { costs[letter] = max(costs[letter], 250) }
        }
        start += 1
      }
    }
    // A short quotation is a word, too: “有事好商量”.
    for (start, letter) in letters.enumerated() {
      guard let mark = quotations[letter],
        let end = letters[start...].prefix(12).firstIndex(of: mark)
      else { continue }
      for place in start..<end where place < costs.count { costs[place] = max(costs[place], 250) }
    }
    return costs
  }

  private static func cost(between a: Character, _ b: Character) -> Double {
    if b == " " || b == "\u{3000}" || closing.contains(b) || opening.contains(a) { return never }
    if a == " " || a == "\u{3000}" || pauses.contains(a) { return 0 }
    if closing.contains(a) || opening.contains(b) { return 4 }
    let isLatin = (left: a.isASCII, right: b.isASCII)
    // 2024年 and 第3期 stay together as well as 2024.
    if isLatin.left { return isLatin.right ? 1000 : 80 }
    if isLatin.right { return 15 }
    if a == "的" { return 5 }
    if "和与及暨".contains(b) { return 6 }
    return 20
  }

  private static let pauses: Set<Character> = ["，", "。", "；", "：", "！", "？", "、"]
  /// The marks of quotations, each with the one that ends it.
  private static let quotations: [Character: Character] = ["“": "”", "‘": "’", "《": "》", "〈": "〉"]
  private static let opening: Set<Character> = ["“", "‘", "《", "〈", "（", "【", "「", "『", "〔", "("]
  private static let closing: Set<Character> = [
    "”", "’", "》", "〉", "）", "】", "」", "』", "〕", ")", "，", "。", "；", "：", "！", "？", "、", "—", "…", "·", "%",
    "％",
  ]

  /// Words that such titles are made of.
  private static let words = """
    政协 委员 委员会 协商 群众 社区 街道 乡镇 一线 共同 缔造 工作 行动 会议 推进 推动 促进 加强 开展 落实 服务 解决 问题 建设 发展 治理 基层
    民生 身边 身边事 门口 家门口 平台 活动 情况 交流 座谈 调研 提案 建议 报告 简报 意见 成果 联系 界别 人民 全市 全省 全区 全县 乡村 振兴 家园 文明
    城市 农村 居民 参与 和谐 以及 老旧 小区 改造 加装 电梯 少年 儿童 健康 成长 困境 关爱 中国 中央 国家 省委 市委 区委 县委 政府 部门 领导 干部 党委 党建 引领
    急难愁盼 机制 制度 体系 创新 质量 高质量 议事 常委 主席 副主席 专题 视察 民主 监督 团结 奋斗 学习 贯彻 精神 关于 办公室 研究室 举行 召开 组织 通报 公布 全面 深入
    共同缔造 一线协商 推进会 座谈会 信息 会商 常委会 主席会议 全体会议 专委会 上半年 下半年 有事 好商量 商量 社情民意 履职 下沉 助力 环境 整治 生态 文化 教育 医疗 养老 企业 产业 经济 社会 书香 专项 重点 专家
    """.split { $0 == " " || $0 == "\n" }.map(String.init)
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while let first = text.first, first == " " || first == "\u{3000}" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\u{3000}" { text.removeLast() }
    return String(text)
  }
}
