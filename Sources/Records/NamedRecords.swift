import Diagnostics
import FrontMatter

/// The fields that brands, methods, topics and platforms share: names to be referred to by, and a page.
package struct Naming: Sendable {
  var head: WriteUpHead
  package internal(set) var names: [String] = []
  package internal(set) var region: RegionID?
  package internal(set) var citations: [Citation] = []
  package internal(set) var summary: String?
  package internal(set) var note: String?
  package internal(set) var corrections: [String] = []

  init(of file: WriteUp) { head = WriteUpHead(of: file) }

  package var document: WriteUp { head.document }
  package var file: String { head.file }
  package var stem: String { head.stem }
  package var title: String { head.title.value }
  var allNames: [String] { [title, stem] + names.filter { $0 != title && $0 != stem } }
}

package protocol NamedRecord: WriteUpRecord {
  /// The part of the site with their pages; its name is that of their folder.
  static var section: SiteSettings.Section { get }
  var naming: Naming { get set }
}

extension NamedRecord {
  package var head: WriteUpHead {
    get { naming.head }
    set { naming.head = newValue }
  }

  static var kind: RecordKind { fields.kind }
}

extension RecordFields.Declarations where Record: NamedRecord {
  fileprivate mutating func addNaming() {
    addTitle()
    add(
      "names", "别名", to: \.naming.names, as: .distinctTexts(dividedBy: "、；"), "其他叫法",
      "other names that it is called by")
    add("region", "地区", to: \.naming.region, as: .ownRegion)
    addSource(to: \.naming.citations)
    add("summary", "摘要", to: \.naming.summary, as: .text)
    add("note", "说明", to: \.naming.note, as: .text)
    addCorrections(to: \.naming.corrections)
    addDraft()
    add(.personalData)
  }
}

/// A named local programme (品牌).
package struct Brand: NamedRecord {
  package static let section = SiteSettings.Section.brands
  package var naming: Naming
  package fileprivate(set) var recurs: Recurrence?

  package init(of file: WriteUp) { naming = Naming(of: file) }

  package static let fields = RecordFields<Brand>(zh: "品牌", en: "brand") { it in
    it.addNaming()
    it.add(
      "recurs", "活动日", to: \.recurs, as: .recurrence,
      "每月25日：`{day: 25}`；双月最后一个星期五：`{weekday: friday, week: last, months: even}`",
      "`{day: 25}`, `{weekday: friday, week: last, months: even}`",
      export: .titled(nil, "{day} 或 {weekday, week}，以及 months", .inapplicable))
  }
}

/// Ordered steps (工作法); without steps the sources name it only.
package struct Method: NamedRecord {
  package static let section = SiteSettings.Section.methods
  package var naming: Naming
  package fileprivate(set) var steps: [String] = []

  package init(of file: WriteUp) { naming = Naming(of: file) }

  package static let fields = RecordFields<Method>(zh: "工作法", en: "method") { it in
    it.addNaming()
    it.add(
      "steps", "步骤", to: \.steps, as: .texts(dividedBy: "，、；"), "按顺序；不写时页面写步骤未公布",
      "in order; without them the page says that they are not published", export: .titled(nil, "按顺序"))
  }
}

/// A subject of cases (议题).
package struct Topic: NamedRecord {
  package static let section = SiteSettings.Section.topics
  package var naming: Naming
  package fileprivate(set) var kind = Kind.standing
  package fileprivate(set) var year: String?

  package init(of file: WriteUp) { naming = Naming(of: file) }

  package static let fields = RecordFields<Topic>(zh: "议题", en: "topic") { it in
    it.addNaming()
    it.add(
      "kind", "类别", to: \.kind, as: .choice(codeList: "topic_kind"), "不写是 standing",
      "`standing` where left out")
    it.add("year", "年度", to: \.year, as: .text, export: .titled(nil, "", .inapplicable))
  }

  package enum Kind: String, Choice {
    case common, service, campaign, standing

    package var chinese: String {
      switch self {
      case .common: "共性指导议题"
      case .service: "双服务主题"
      case .campaign: "专项行动"
      case .standing: "常设议题"
      }
    }
  }
}

/// A place where consultation happens (平台); it may have several kinds at once.
package struct Platform: NamedRecord {
  package static let section = SiteSettings.Section.platforms
  package var naming: Naming
  package fileprivate(set) var kinds: [String] = []
  package fileprivate(set) var host: String?
  package fileprivate(set) var sharedWith: [String] = []
  package fileprivate(set) var sector: String?
  package fileprivate(set) var checklist: [String] = []
  package fileprivate(set) var convenors: [Convenor] = []
  package fileprivate(set) var commended: String?

  package init(of file: WriteUp) { naming = Naming(of: file) }

  package static let fields = RecordFields<Platform>(zh: "平台", en: "platform") { it in
    it.addNaming()
    it.add("kinds", "类型", to: \.kinds, as: .oneOrMoreDistinctTexts)
    it.add("host", "承办单位", to: \.host, as: .text)
    it.add(
      "shared_with", "共用场所", to: \.sharedWith, as: .oneOrMoreDistinctTexts,
      export: .titled(nil, "", .inapplicable))
    it.add("sector", "界别", to: \.sector, as: .text, export: .titled(nil, "", .inapplicable))
    it.add("checklist", "标准", to: \.checklist, as: .distinctTexts(dividedBy: "，、；"))
    it.add("convenors", "召集人", to: \.convenors, as: .records())
    it.add("commended", "表扬", to: \.commended, as: .text, export: .titled(nil, "", .inapplicable))
  }

  package struct Convenor: EntryRecord {
    package fileprivate(set) var role = ""
    package fileprivate(set) var count: Quantity?

    static let fields = RecordFields<Convenor>(zh: "召集人", en: "convenor") { it in
      it.add("role", "角色", to: \.role, as: .text, isRequired: true)
      it.add("count", "人数", to: \.count, as: .count(.persons))
    }
  }
}

extension Content {
  /// Whether a record of a folder is called so, also one that is held back or has mistakes.
  package func hasRecord(_ name: String, in section: SiteSettings.Section) -> Bool {
    func has<Record>(_ list: NameList<Record>) -> Bool { list.index(of: name) != nil || list.isHidden(name) }
    return switch section {
    case .brands: has(context.brands)
    case .methods: has(context.methods)
    case .topics: has(context.topics)
    case .platforms: has(context.platforms)
    default: false
    }
  }

  /// The names by which records of a folder may be called.
  package func names(in section: SiteSettings.Section) -> [String] {
    switch section {
    case .brands: context.brands.all.map(\.title)
    case .methods: context.methods.all.map(\.title)
    case .topics: context.topics.all.map(\.title)
    case .platforms: context.platforms.all.map(\.title)
    default: []
    }
  }
}
