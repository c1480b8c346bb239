import Records

/// The regions that a text speaks of, from letter to letter: those that it names, and those that it means by 全市, 区政协.
struct ArticlePlaces {
  private let article: Article
  private let regions: RegionTree
  private let home: RegionID
  private let given: RegionID?
  /// The names of places, by their first letter, longest first.
  private let names: [Unicode.Scalar: [Name]]
  private(set) var mentions: [Mention] = []
  /// For each part of a sentence the region that it is about where it names none: by its first letter.
  private var subjects: [Int: RegionID] = [:]
  /// The letters at which another region's text begins: what was said of times before does not go on.
  private var sectionStarts: [Int] = []
  /// The first region of each kind behind a place that was asked for, and where it is named.
  private var nextOfKind: [Unicode.Scalar: (from: Int, to: Int, region: RegionID?)] = [:]

  private struct Name {
    let letters: [Unicode.Scalar]
    let region: RegionID
    /// A name without the word that says what it is (青山 for 青山区).
    let isShort: Bool
  }

  struct Mention {
    let letters: Range<Int>
    let region: RegionID
    /// The place is what the words after it are about, not where they happen or who was asked.
    let isSubject: Bool
    /// The committee or office of the place is named.
    let isOffice: Bool
    /// 全市, 区政协
    let isRelative: Bool
  }

  init(_ article: Article, in regions: RegionTree, home: RegionID, given: RegionID?) {
    self.article = article
    self.regions = regions
    self.home = home
    self.given = given
    var names: [Unicode.Scalar: [Name]] = [:]
    for region in regions.all {
      var all = Set([region.name] + region.aliases)
      if region.isRegistered { all.insert(String(PlaceName.core(PlaceName.plain(region.name)))) }
      for name in all {
        let letters = Array(name.unicodeScalars)
        guard letters.count > 1, let first = letters.first, let last = letters.last else { continue }
        let isShort = letters.count < 3 || !"省市区县州盟旗村镇乡".unicodeScalars.contains(last) && letters.count < 4
        names[first, default: []].append(Name(letters: letters, region: region.id, isShort: isShort))
      }
    }
    self.names = names.mapValues { $0.sorted { $0.letters.count > $1.letters.count } }
    read()
  }

  // MARK: Asking

  /// The region of a number, or of other words.
  func region(of letters: Range<Int>, in part: Range<Int>) -> RegionID {
    let named = mentions(in: part).last { $0.isSubject && $0.letters.upperBound <= letters.lowerBound }
    return named?.region ?? subject(of: part)
  }

  func subject(of part: Range<Int>) -> RegionID { subjects[part.lowerBound] ?? given ?? home }

  /// The letter at which the text about a region began that a letter is in.
  func sectionStart(of letter: Int) -> Int {
    let next = sectionStarts.partition { $0 <= letter }
    return next > 0 ? sectionStarts[next - 1] : 0
  }

  func mentions(in range: Range<Int>) -> ArraySlice<Mention> {
    // They are in the order of the text.
    let first = mentions.partition { $0.letters.lowerBound < range.lowerBound }
    return mentions[first..<mentions.partition { $0.letters.lowerBound < range.upperBound }]
  }

  // MARK: Reading

  private mutating func read() {
    var section = given ?? home
    for paragraph in article.paragraphs {
      if paragraph.isHeading {
        let found = mentions(at: paragraph.letters, near: section)
        mentions += found
        // 火石村 金山店镇 大冶市: the lowest of them.
        let named = found.filter { $0.isOffice || $0.isSubject }
        let lowest = named.max { regions[$0.region].level < regions[$1.region].level }
        if let lowest {
          section = lowest.region
          sectionStarts.append(paragraph.letters.lowerBound)
        }
        subjects[paragraph.letters.lowerBound] = section
        continue
      }
      var current = section, isFirst = true
      for part in article.parts(in: paragraph.letters) {
        let found = mentions(at: part, near: current)
        mentions += found
        subjects[part.lowerBound] = current
        let subject = found.first { $0.isSubject && !$0.isRelative } ?? found.first(where: \.isSubject)
        if let subject, subject.letters.lowerBound - part.lowerBound < 24 {
          current = subject.region
          let isNew = section == (given ?? home) && sectionStarts.isEmpty
          // 嘉鱼县政协 below the heading 咸宁市政协 is one of its counties: the next paragraph is about the city again.
          let isBelow = !isNew && regions.lineage(of: current).contains(section)
          if isFirst, subject.isOffice || isNew, !isBelow, !subject.isRelative || isNew {
            section = current
            sectionStarts.append(part.lowerBound)
          }
        }
        isFirst = false
        // A village in the middle of a text does not go on behind its sentence.
        if regions[current].level > .district, current != section, article.endsSentence(part) {
          current = section
        }
      }
    }
  }

  private mutating func mentions(at range: Range<Int>, near region: RegionID) -> [Mention] {
    var found: [Mention] = [], near = region, index = range.lowerBound, isInTitle = false
    while index < range.upperBound {
      if article[index] == "《" { isInTitle = true }
      if article[index] == "》" { isInTitle = false }
      guard !isInTitle else {
        index += 1
        continue
      }
      if let (letters, region) = name(at: index, near: near) {
        // 宜昌市西陵区 is the latter.
        if let last = found.last, last.letters.upperBound == index,
          regions.lineage(of: region).contains(last.region)
        {
          found.removeLast()
          found.append(mention(last.letters.lowerBound..<letters.upperBound, region))
        } else {
          found.append(mention(letters, region))
        }
        near = region
        index = letters.upperBound
      } else if let (letters, region) = relative(at: index, near: near) {
        found.append(mention(letters, region, isRelative: true))
        index = letters.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  /// Whether a phrase begins at a place, or behind a word that says of what the rest of it is.
  private func isAtStart(_ index: Int) -> Bool {
    let before = article[index - 1]
    return !(0x4E00...0x9FFF ~= before.value) && !before.isASCII && before != "“"
      || article.first(of: ["其中", "以来", "目前", "如今", "现在"], before: index) != nil
  }

  private func mention(_ letters: Range<Int>, _ region: RegionID, isRelative: Bool = false) -> Mention {
    let isOffice =
      article.first(of: ["政协", "管委会", "委员会"], at: letters.upperBound) != nil
      || article.has("政协", before: letters.upperBound)
    var isPlace = article.first(of: ArticlePlaces.wordsBeforePlaces, before: letters.lowerBound) != nil
    // 湖北省、黄石市、大冶市三级: none of them.
    if article[letters.lowerBound - 1] == "、" || article[letters.upperBound] == "、", !isOffice {
      isPlace = true
    }
    // 开展全省共性议题: 全省 says which, not who.
    if isRelative, !isAtStart(letters.lowerBound) { isPlace = true }
    return Mention(
      letters: letters, region: region, isSubject: !isPlace, isOffice: isOffice && !isPlace,
      isRelative: isRelative)
  }

  private static let wordsBeforePlaces = [
    "在", "赴", "到", "往", "向", "于", "来自", "前往", "位于", "走进", "赶赴", "邀请", "学习", "借鉴", "离", "至", "从", "将", "把",
    "受",
  ]

  /// The longest name at a place; of several regions with it the nearest.
  private func name(at index: Int, near region: RegionID) -> (Range<Int>, RegionID)? {
    guard let names = names[article[index]] else { return nil }
    var best: (letters: Range<Int>, distance: Int, region: RegionID)?
    for name in names where article.letters[index...].starts(with: name.letters) {
      let end = index + name.letters.count
      if let best, best.letters.count > name.letters.count { break }
      // 青山绿水, 公安局
      if name.isShort, article.first(of: ["政协", "管委会"], at: end) == nil { continue }
      let distance = distance(from: region, to: name.region)
      if let best, best.distance <= distance { continue }
      best = (index..<end, distance, name.region)
    }
    return best.map { ($0.letters, $0.region) }
  }

  private mutating func next(
    _ kind: Unicode.Scalar, after start: Int, _ isOfKind: (RegionID) -> Bool
  ) -> RegionID? {
    if let known = nextOfKind[kind], known.from <= start, start <= known.to { return known.region }
    var index = start, found: RegionID?
    while index < article.letters.count, found == nil {
      if let (letters, region) = name(at: index, near: home) {
        found = regions.lineage(of: region).reversed().first(where: isOfKind)
        index = letters.upperBound
      } else {
        index += 1
      }
    }
    nextOfKind[kind] = (start, index, found)
    return found
  }

  private func distance(from region: RegionID, to other: RegionID) -> Int {
    let a = regions.lineage(of: region), b = regions.lineage(of: other)
    let shared = zip(a, b).prefix { $0 == $1 }.count
    return a.count + b.count - 2 * shared
  }

  /// 全市, 区政协, 该县: the region of this kind that the text is about.
  private mutating func relative(at index: Int, near region: RegionID) -> (Range<Int>, RegionID)? {
    let letter = article[index]
    var kind: Unicode.Scalar?, end = index
    if ["全", "我", "该"].contains(letter) {
      (kind, end) = (article[index + 1], index + 2)
    } else if article.has("政协", at: index + 1),
      !["各", "省", "市", "县", "、", "两", "级"].contains(article[index - 1])
    {
      (kind, end) = (letter, index + 3)
    }
    guard let kind, ["省", "市", "州", "区", "县", "村", "镇"].contains(kind) else { return nil }
    let lineage = regions.lineage(of: region).reversed(), regions = regions
    func isOfKind(_ id: RegionID) -> Bool { regions[id].name.unicodeScalars.last == kind }
    // 全市 before any city is named: that of the places that follow.
    guard let found = lineage.first(where: isOfKind) ?? next(kind, after: end, isOfKind) else { return nil }
    return (index..<end, found)
  }
}
