import Diagnostics
import FrontMatter

extension RecordKind {
  static let sourceList = RecordKind(
    zh: "来源表", en: "list of sources",
    [Field("sources", ["来源"], .list(.record(.sourcePage))), .personalData])
  static let sourcePage = SourcePage.fields.kind
  static let regionList = RecordKind(
    zh: "地区表", en: "list of regions",
    [
      Field("regions", ["地区"], .list(.record(.registeredRegion)), isRequired: true),
      Field(
        "slugs", ["地址"], .map(.text),
        .init("没有登记的乡镇、村等：路径 → 网址里的一段", "of what is not registered: path → the part of the address")),
      .personalData,
    ])
  static let registeredRegion = RecordKind(
    zh: "地区", en: "region",
    [
      Field(
        "code", ["代码"], .text, isRequired: true,
        .init(
          "GB/T 2260，乡镇 9 位，村、社区 12 位；自编的以 local: 开头",
          "GB/T 2260, nine digits for a township, twelve for a community; one of your own begins with local:")
      ),
      Field("name", ["名称"], .text, isRequired: true),
      Field(
        "level", ["层级"], .choice(Region.Level.words, codeList: "level"),
        .init("不写时由代码得出，代码不说明的比上级低一级", "follows from the code where left out, else from the parent's")),
      Field("slug", ["地址"], .text, isRequired: true, .init("网址里的一段", "the part of the address")),
      Field("aliases", ["别名"], .list(.text)),
      Field("tile", ["方格"], .list(.text), .init("在上级方格图里的列、行", "column and row in the grid of its parent")),
      Field("counted_under", ["并入"], .text, .init("合计时算在哪个代码之下", "the code that it is counted under")),
      Field("children", ["下级"], .children),
      Field("note", ["说明"], .text),
    ])
  static let metricList = RecordKind(
    zh: "指标表", en: "list of metrics",
    [
      Field("metrics", ["指标"], .map(.record(.metric)), isRequired: true, .init("编号 → 指标", "id → metric")),
      Field(
        "checks", ["恒等式"], .list(.text),
        .init("一份报告里应当成立的：左 = 右 + 右", "to hold in one report: left = right + right")), .personalData,
    ])
  static let metric = Metric.fields.kind
}

extension [SourcePage] {
  /// `content/sources.yml`
  package init(_ document: Document, reporting diagnostics: inout [Diagnostic]) {
    var fields = FieldReader(document, as: .sourceList), first: [String: Range<Int>] = [:]
    self = fields.records("sources")
    for page in self {
      let id = page.writtenID
      if let other = first[id.value] {
        fields.report(
          .nameTwice(
            id.value, kind: .sourcePage, at: fields.location(id.range), firstAt: fields.location(other)))
      }
      first[id.value] = first[id.value] ?? id.range
    }
    diagnostics += fields.diagnostics
  }
}

extension RegionTree {
  /// `content/regions.yml`: the tree as far as it is registered, and the slugs below it.
  package init(_ document: Document, reporting diagnostics: inout [Diagnostic]) {
    self.init()
    var fields = FieldReader(document, as: .regionList)
    var counted: [(RegionID, Located<String>)] = []
    let nodes = fields.list("regions")
    for node in nodes { add(node, under: nil, &fields, &counted) }
    for (id, code) in counted {
      let lookup = find(code.value, with: &fields.guesses)
      if case .found(let other) = lookup {
        if isWithin(other, id) {
          fields.report(.countedInCircle(self[id].name, at: fields.location(code.range)))
        } else {
          count(id, under: other)
        }
      } else {
        _ = fields.region(code, is: lookup, in: self)
      }
    }
    forgetPlaces()
    readSlugs(&fields)
    diagnostics += fields.diagnostics
  }

  private mutating func add(
    _ node: Node, under parent: RegionID?, _ fields: inout FieldReader,
    _ counted: inout [(RegionID, Located<String>)]
  ) {
    var item = FieldReader(node, of: fields.file, as: .registeredRegion, guesses: fields.guesses)
    let name = item.requiredText("name"), code = item.requiredText("code"), slug = item.requiredText("slug")
    let level =
      item.choice("level") ?? Region.Level(code: code?.value ?? "", under: parent.map { self[$0].level })
    let aliases = item.names("aliases").map(\.value), tile = item.tile("tile")
    let under = item.text("counted_under"), children = item.list("children")
    var id: RegionID?
    if let name, let code, let slug {
      let path = parent.map { self[$0].path + "/" + name.value } ?? name.value
      if region(code: code.value) != nil {
        item.report(.regionTwice(code.value, at: item.location(code.range)))
      } else if region(path: path) != nil {
        item.report(.regionTwice(path, at: item.location(name.range)))
      } else {
        id = add(
          name.value, level: level, code: code.value, slug: slug.value, aliases: aliases, tile: tile,
          under: parent)
        if id == nil {
          item.report(
            .region(.occupiedAddress(path: path), at: item.location(slug.range), in: slug, example: nil))
        }
      }
    }
    if let slug, !slug.value.isAddress || !AddressPart.isUsable(slug.value) {
      item.report(.badSlug(slug.value, at: item.location(slug.range)))
    }
    if let id, let under { counted.append((id, under)) }
    fields.guesses = item.guesses
    fields.report(item.diagnostics)
    guard let id else { return }
    for child in children { add(child, under: id, &fields, &counted) }
  }
}

extension Region.Level: Choice {
  package var chinese: String {
    switch self {
    case .province: "省"
    case .city: "市州"
    case .district: "县市区"
    case .township: "乡镇街道"
    case .community: "村社区"
    }
  }
}

extension FieldReader {
  fileprivate mutating func tile(_ key: String) -> Region.Tile? {
    let numbers = texts(key)
    guard !numbers.isEmpty else { return nil }
    let values = numbers.compactMap { Int($0.value) }
    if values.count == 2, numbers.count == 2, values.allSatisfy({ 0...99 ~= $0 }) {
      return Region.Tile(column: values[0], row: values[1])
    }
    report(.wrongType(.list, at: location(numbers[0].range)))
    return nil
  }
}

extension MetricRegistry {
  /// `content/metrics.yml`
  ///
  /// - Parameter base: metrics of which an entry may say only what is to be different.
  package init(
    _ document: Document, over base: MetricRegistry = MetricRegistry([]),
    reporting diagnostics: inout [Diagnostic]
  ) {
    var fields = FieldReader(document, as: .metricList)
    let entries = fields.map("metrics")
    var firstRanges: [String: Range<Int>] = [:], wholes: [(part: String, name: Located<String>)] = []
    let named = Set(entries.compactMap { CaseNumber(of: $0) })
    let metrics = entries.compactMap { entry -> Metric? in
      fields.record(entry.value, as: .metric) { item -> Metric? in
        let builtIn = base[entry.key.text]
        if let builtIn, builtIn.id != entry.key.text {
          item.report(.nameForMetricID(entry.key.text, builtIn.id, at: item.location(entry.keyRange)))
          return nil
        }
        var metric: Metric? = item.nested(over: builtIn)
        metric?.id = entry.key.text
        if let builtIn { metric?.drop(changing: builtIn) { item.node($0) != nil } }
        if let own = metric, builtIn == nil, item.node("counted_from") == nil {
          metric?.countedFrom = CaseNumber.allCases.first {
            $0.usualMetric == own.id && !named.contains($0) && own.canCount($0)
          }
        }
        if let metric { item.check(metric) }
        if let whole = item.text("part_of") { wholes.append((entry.key.text, whole)) }
        let id = Located(value: entry.key.text, range: entry.keyRange)
        if !id.value.isMetricID { item.report(.badMetricID(id.value, at: item.location(id.range))) }
        let words = [id] + [item.text("name")].compactMap { $0 } + item.texts("labels")
        for word in words {
          if let other = firstRanges[word.value], !words.contains(where: { $0.range == other }) {
            item.report(
              .nameTwice(
                word.value, kind: .metric, at: item.location(word.range), firstAt: item.location(other)))
          }
          firstRanges[word.value] = firstRanges[word.value] ?? word.range
        }
        return metric
      }
    }
    let own = Set(metrics.map(\.id))
    let registry = MetricRegistry(metrics + base.all.filter { !own.contains($0.id) })
    for (part, whole) in wholes {
      _ = fields.metric(whole.value, at: whole.range, in: registry)
      guard registry.isPart(part, ofItselfBy: whole.value) else { continue }
      let suggestion = fields.removal(of: whole.range), name = registry[part]?.name ?? part
      fields.report(.partOfItself(name, at: fields.location(whole.range), suggestion: suggestion))
    }
    var identities: [Identity] = []
    for text in fields.texts("checks") {
      if let identity = Identity(text.value, in: registry) {
        identities.append(identity)
        if let other = identity.unlike(in: registry) {
          fields.report(.forbiddenIdentity(registry[identity.left], other, at: fields.location(text.range)))
        }
      } else {
        fields.report(.badIdentity(text.value, at: fields.location(text.range)))
      }
    }
    diagnostics += fields.diagnostics
    self.init(metrics, identities: identities)
  }
}

extension MetricRegistry {
  /// Whether a metric that is part of another one is part of itself: the other one, or what that is part of.
  fileprivate func isPart(_ part: String, ofItselfBy whole: String) -> Bool {
    var seen: Set<String> = [], next = self[whole]
    while let metric = next, seen.insert(metric.id).inserted {
      if metric.id == part { return true }
      next = metric.partOf.flatMap { self[$0] }
    }
    return false
  }
}

extension FieldReader {
  /// Says what the fields of a metric cannot mean together.
  fileprivate mutating func check(_ metric: Metric) {
    if let node = node("counted_from"), let number = metric.countedFrom, !metric.canCount(number) {
      let suggestion = removal(of: node.range)
      report(.forbiddenCount(metric, number, at: location(node.range), suggestion: suggestion))
    }
    if let node = node("english_parts"), metric.englishParts.count != metric.parts.count {
      report(
        .unequalParts(metric.englishParts.count, metric.parts.count, at: location(node.range)))
    }
  }
}

extension MetricRegistry.Identity {
  fileprivate init?(_ text: String, in registry: MetricRegistry) {
    let sides = text.split(separator: "=").map { side in
      side.split(separator: "+").map { $0.filter { $0 != " " } }
    }
    guard sides.count == 2, sides[0].count == 1, !sides[1].isEmpty else { return nil }
    let ids = sides.joined().compactMap { registry[$0]?.id }
    guard ids.count == 1 + sides[1].count else { return nil }
    self.init(left: ids[0], right: Array(ids.dropFirst()), text: text)
  }
}

extension MetricRegistry.Identity {
  /// A part that cannot be added up to the whole: of another unit, or a rate.
  func unlike(in registry: MetricRegistry) -> Metric? {
    guard let whole = registry[left] else { return nil }
    return ([left] + right).compactMap { registry[$0] }.first { $0.unit != whole.unit || $0.kind == .ratio }
  }
}

extension Metric {
  enum Axis: String, Choice {
    case regions, time

    var chinese: String { self == .regions ? "地区" : "时间" }
  }
}

extension CaseNumber {
  /// The number that an entry of the registry says it counts.
  fileprivate init?(of entry: Entry) {
    guard case .map(let fields) = entry.value.content,
      case .scalar(let word)? = fields.first(where: { RecordKind.metric.key($0.key) == "counted_from" })?
        .value.content
    else { return nil }
    self.init(word: word.text)
  }
}

extension Metric.Kind {
  /// Stocks of several days do not add up; rates, and what may be the same person twice, never do.
  func adds(over axis: Metric.Axis) -> Bool {
    switch self {
    case .flow: true
    case .stock: axis == .regions
    case .distinct, .ratio: false
    }
  }
}

extension String {
  /// Part of the address of the metric's page.
  fileprivate var isMetricID: Bool {
    AddressPart.isUsable(self) && 97...122 ~= utf8.first ?? 0
      && utf8.allSatisfy {
        97...122 ~= $0 || 48...57 ~= $0 || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
      }
  }
}
