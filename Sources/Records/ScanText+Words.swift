/// The words around a number in a running text: qualifiers and units.
extension ScanText {
  // MARK: Qualifiers

  /// 余 and 多 right behind a number. 来 begins other words as well (来自, 来访).
  func mark(at index: Int) -> String? {
    switch self[index] {
    case "余": return "余"
    case "多": return "多"
    case "来":
      let isRound = ScanText.isPlace(self[index - 1]) || self[index - 1] == "0"
      return isRound && !["自", "源", "访", "到", "电", "信", "宾", "稿", "函", "客"].contains(self[index + 1])
        ? "来" : nil
    default: return nil
    }
  }

  /// 以上, 左右 and 上下 behind a number or its unit.
  func suffix(at index: Int) -> String? {
    let word = ["以上", "左右", "上下"].first { has($0, at: index) }
    if word == "上下", ["级", "游", "班", "午", "楼", "车", "联"].contains(self[index + 2]) { return nil }
    return word
  }

  /// A qualifier before a number, in the word that quantities use for it, and where it begins.
  func prefix(before index: Int) -> (word: String, start: Int)? {
    // 超过了200, 约有200
    for end in [index, index - 1] {
      if end < index, !["了", "有", "为", "计"].contains(self[end]) { continue }
      for (word, meaning) in ScanText.prefixes where has(word, before: end) {
        let start = end - word.unicodeScalars.count
        if word == "近", ScanText.beforeNear.contains(self[start - 1]) { return nil }
        if word == "约", ScanText.beforeAbout.contains(self[start - 1]) { return nil }
        return (meaning, start)
      }
    }
    return nil
  }

  /// The longest first.
  private static let prefixes: [(word: String, meaning: String)] = [
    ("不少于", "不少于"), ("不低于", "不低于"), ("将近", "近"), ("接近", "近"), ("几近", "近"), ("超过", "超"), ("超出", "超"),
    ("突破", "超"), ("多于", "超"), ("高于", "超"), ("不止", "超"), ("至少", "至少"), ("不足", "不足"), ("不到", "不到"),
    ("少于", "不足"), ("低于", "不足"), ("大约", "约"), ("大概", "约"), ("近", "近"), ("超", "超"), ("逾", "逾"), ("约", "约"),
  ]
  /// 附近5个, 最近3次
  private static let beforeNear: Set<Unicode.Scalar> = [
    "附", "最", "邻", "靠", "临", "就", "远", "亲", "贴", "逼", "新",
  ]
  /// 节约20万, 签约30家
  private static let beforeAbout: Set<Unicode.Scalar> = [
    "节", "公", "预", "签", "履", "合", "条", "契", "制", "特", "违", "守", "邀", "婚", "邮", "郧", "续", "解", "立", "相", "租",
  ]

  // MARK: Units

  /// The usual word at a place for what is counted.
  func unit(at index: Int) -> ArraySlice<Unicode.Scalar> {
    guard index < count, let words = ScanText.units[self[index]] else { return [] }
    let word = words.first { self[index..<min(index + $0.count, count)].elementsEqual($0) }
    // 三成 is a share; 2019成立 and 分三成都 are not.
    if word == ["成"], ScanText.afterShare.contains(self[index + 1]) { return [] }
    return word.map { self[index..<index + $0.count] } ?? []
  }

  /// Letters that make another word of 成: 成立, 成果.
  private static let afterShare: Set<Unicode.Scalar> = [
    "立", "为", "功", "果", "效", "员", "绩", "本", "熟", "长", "都", "人", "就", "年", "套", "群", "片", "品", "因", "语",
    "了",
  ]

  /// The words by their first letter, the longest first.
  private static let units: [Unicode.Scalar: [[Unicode.Scalar]]] = {
    let words = (counted + others).map { Array($0.unicodeScalars) }.sorted { $0.count > $1.count }
    return Dictionary(grouping: words) { $0[0] }
  }()

  /// Words before which a single Han digit is a number: 两次, 三个.
  private static let counted = [
    "人次", "场次", "件次", "篇次", "个月", "个", "人", "名", "位", "次", "场", "件", "条", "户", "家", "篇", "项", "处", "座",
    "期", "份", "箱", "台", "辆", "套", "本", "册", "支", "队", "组", "批", "对", "张", "幅", "块", "片", "间", "栋", "幢",
    "所", "室", "村", "社区", "街道", "乡", "镇", "县", "区", "市", "省", "年", "天", "周", "轮", "届", "类", "种", "例", "宗",
    "桩", "起", "艘", "棵", "株", "盏", "部", "亩", "公里", "平方公里", "平方米", "立方米", "米", "里", "吨", "公斤", "千克", "斤",
    "元", "万元", "亿元", "小时", "分钟", "岁", "级", "站", "课时", "节", "堂", "遍", "回", "趟", "口", "根", "盘", "面", "倍",
    "成",
  ]
  private static let others = [
    "元/户", "公顷", "千瓦", "千瓦时", "千米", "千伏", "度", "步", "层", "单元", "院", "点", "门", "道", "头", "只", "匹", "眼",
    "段", "架", "枚", "颗", "粒", "杯", "瓶", "袋", "桶", "盒", "包", "卷", "月", "月份", "年度", "年代", "日", "号", "秒",
    "米/秒", "km", "m", "cm", "mm", "kg", "g", "t", "ha", "kW", "kWh", "MW", "m²", "㎡", "km²", "人/次", "户次",
    "家次", "批次", "人(次)",
    "场(次)", "件(次)", "篇(次)", "户(次)", "项(次)", "平方千米", "立方", "平米", "公分", "页", "格", "畦", "床", "桌", "班",
  ]
  private static let countedWords = Set(counted)

  /// Whether the single Han digit (or 两三) at a place counts what is behind it. 一起 and 双月 are words of another sort.
  func countsAsHan(_ index: Int, unit: ArraySlice<Unicode.Scalar>) -> Bool {
    let word = String(unit)
    guard ScanText.countedWords.contains(word) else { return false }
    switch self[index] {
    case "百", "千", "万", "亿": return false
    case "一": return !["起", "面", "口", "回", "级", "年", "批", "类"].contains(word)
    case "双": return ["人", "场", "点", "组", "站", "岗"].contains(word)
    default: return true
    }
  }
}
