import Diagnostics
import FrontMatter

/// `content/site.yml`: whose site this is.
package struct SiteSettings: Sendable {
  package let title: String
  package let subtitle: String?
  /// The province whose figures the site adds up.
  package let home: Located<String>
  package let file: String
  package let baseURL: String
  /// The first is the one at the root; each other has a folder of its name.
  package let languages: [SiteLanguage]
  /// Besides regions and cases, which every site has.
  package let sections: Set<Section>
  /// The texts that pages in English have instead of the Chinese ones.
  package let english: English
  package let publisher: String
  package let contact: String?
  package let licence: String?
  /// When what says no other day was published on this site.
  package let published: Day?
  /// The time zone as it is written: only one is understood.
  package let timeZone: String?
  /// The theme as it is written; `theme(in:)` looks for it.
  package let theme: String?
  package let profile: Profile
  /// The registration that the profile asks for; nil without one.
  package let registration: Registration?
  /// Level of a check by its code, where the site sets one.
  package let checks: [String: Located<CheckLevel>]
  /// Other hosts whose pictures a text may show; none unless the site names them.
  package let pictureHosts: Set<String>

  package struct English: EntryRecord {
    package fileprivate(set) var title: String?
    package fileprivate(set) var subtitle: String?
    package fileprivate(set) var publisher: String?
    package fileprivate(set) var contact: String?
    package fileprivate(set) var licence: String?

    static let fields = RecordFields<English>(zh: "英文站点的文字", en: "texts of the English site") { it in
      it.add("title", "标题", "名称", to: \.title, as: .text)
      it.add("subtitle", "副标题", to: \.subtitle, as: .text)
      it.add("publisher", "主办单位", to: \.publisher, as: .text)
      it.add("contact", "联系方式", to: \.contact, as: .text)
      it.add("licence", "许可", to: \.licence, as: .text)
    }
  }

  package enum Profile: String, Choice {
    case none, gov, cppcc

    package var chinese: String {
      switch self {
      case .none: "无"
      case .gov: "政府网站"
      case .cppcc: "政协网站"
      }
    }
  }

  /// The registration of a public office's site, for its metadata and its foot (国办发〔2017〕47号).
  package struct Registration: Sendable {
    package let siteName: String
    package let domain: String
    /// 网站标识码; only a government's site must have one.
    package let code: String?
    /// ICP备案号
    package let icp: String?
    /// 公安备案号
    package let police: String?
  }

  /// A part of the site with pages and an entry in the menu of its own.
  package enum Section: String, Choice {
    /// The lists of all cases, of a year, and of what has more than its page shows.
    case cases
    /// With the reconciliation.
    case statistics
    case brands, methods, topics, platforms, briefings, about
    /// Tables for other programs, and the page that explains them.
    case data
    case search

    package var chinese: String {
      switch self {
      case .cases: "案例"
      case .statistics: "数据"
      case .brands: "品牌"
      case .methods: "工作法"
      case .topics: "议题"
      case .platforms: "平台"
      case .briefings: "简报"
      case .about: "数字怎么来"
      case .data: "开放数据"
      case .search: "搜索"
      }
    }
  }

  package enum CheckLevel: String, Choice {
    case off, warning, error

    package var chinese: String {
      switch self {
      case .off: "关"
      case .warning: "警告"
      case .error: "错误"
      }
    }
  }

  package init?(_ document: Document, reporting diagnostics: inout [Diagnostic]) {
    var fields = FieldReader(document, as: .site)
    defer { diagnostics += fields.diagnostics }
    let title = fields.requiredText("title"), home = fields.requiredText("home")
    let publisher = fields.requiredText("publisher"), base = fields.text("base_url")
    subtitle = fields.text("subtitle")?.value
    let languages = fields.languages("languages")
    if let base, !base.value.isBaseURL { fields.report(.badURL(base.value, at: fields.location(base.range))) }
    timeZone = fields.timeZone("time_zone")
    contact = fields.text("contact")?.value
    licence = fields.text("licence")?.value
    published = fields.day("published")
    profile = fields.choice("profile") ?? .none
    checks = fields.levels("checks")
    sections = fields.sections("sections")
    registration = fields.registration(profile)
    pictureHosts = fields.hosts("allowed_picture_hosts")
    english =
      fields.node("english").flatMap { fields.record($0, as: .siteEnglish) { $0.nested() } }
      ?? English()
    theme = fields.text("theme")?.value
    guard let title, let home, let publisher, !fields.diagnostics.hasErrors else { return nil }
    self.title = title.value
    self.home = home
    self.publisher = publisher.value
    self.languages = languages
    baseURL = base.map { $0.value.hasSuffix("/") ? $0.value : $0.value + "/" } ?? "/"
    file = document.source.path
  }
}

extension RecordKind {
  package static let site = RecordKind(
    zh: "网站设置", en: "site settings",
    [
      Field("title", ["标题", "名称"], .text, isRequired: true),
      Field("subtitle", ["副标题"], .text),
      Field(
        "home", ["本省"], .region, isRequired: true,
        .init("合计算到哪个省", "the province whose figures the site adds up")),
      Field(
        "base_url", ["网址"], .text,
        .init(
          "网站的地址：`https://…`，或从主机根起的路径", "where the site is: `https://…`, or a path from the root of its host"
        )),
      Field(
        "sections", ["栏目"], .list(.choice(SiteSettings.Section.words, codeList: nil)),
        .init("不写是全部", "all of them where left out")),
      Field(
        "languages", ["语言"], .list(.choice(SiteLanguage.words, codeList: nil)),
        .init("第一种在网站的根上，不写是中文", "the first is at the root of the site; Chinese where left out")),
      Field("english", ["英文"], .record(.siteEnglish), .init("英文页面上的文字", "the texts of pages in English")),
      Field("theme", ["主题"], .text, .init("模板和样式所在的文件夹", "a folder with templates and assets")),
      Field("time_zone", ["时区"], .choice(SiteSettings.timeZones, codeList: nil)),
      Field("publisher", ["主办单位"], .text, isRequired: true),
      Field(
        "published", ["发布日期"], .day, .init("没有写日子的都算这天发布", "the day of publication of what names no other")),
      Field("contact", ["联系方式"], .text),
      Field("licence", ["许可"], .text, .init("别人可以怎样使用", "how others may use the site")),
      Field(
        "profile", ["类型"], .choice(SiteSettings.Profile.words, codeList: nil),
        .init("政府、政协的网站要写下面的登记项目", "an office's site has to give how it is registered")),
      Field("SiteName", ["网站名称"], .text),
      Field("SiteDomain", ["网站域名"], .text),
      Field("SiteIDCode", ["网站标识码"], .text, .init("政府网站必须有", "a government's site must have one")),
      Field("ICP", ["ICP备案号"], .text),
      Field("police", ["公安备案号"], .text),
      Field(
        "checks", ["检查"], .map(.choice(SiteSettings.CheckLevel.words, codeList: nil)),
        .init("检查的名称 → 关、警告或错误", "name of a check → its level")),
      Field(
        "allowed_picture_hosts", ["允许的图片网站"], .list(.text),
        .init("可以直接显示哪些网站的图片（https）", "other hosts whose pictures may be shown (https)")), .personalData,
    ])
  static let siteEnglish = SiteSettings.English.fields.kind
}

extension SiteSettings {
  /// Days begin in China's one time zone; no other is understood.
  fileprivate static let timeZones = [(en: "Asia/Shanghai", zh: "北京时间")]
}

// The texts that pages have about the site, in their language.
extension SiteSettings {
  package func title(in language: SiteLanguage) -> String { choose(title, english.title, language) }
  package func subtitle(in language: SiteLanguage) -> String? { choose(subtitle, english.subtitle, language) }
  package func publisher(in language: SiteLanguage) -> String {
    choose(publisher, english.publisher, language)
  }
  package func contact(in language: SiteLanguage) -> String? { choose(contact, english.contact, language) }
  package func licence(in language: SiteLanguage) -> String? { choose(licence, english.licence, language) }

  private func choose<Text>(_ chinese: Text, _ english: Text?, _ language: SiteLanguage) -> Text {
    language == .english ? english ?? chinese : chinese
  }
}

extension SiteSettings {
  /// The folder whose templates and assets the site uses where it has none itself; read before everything else, as it
  /// says what there is to read.
  package static func theme(in source: SourceText) -> Located<String>? {
    var ignored: [Diagnostic] = []
    guard let document = Document(registry: source, reporting: &ignored) else { return nil }
    var fields = FieldReader(document, as: .site)
    return fields.text("theme")
  }
}

extension String {
  /// Whether a site can be published there: `https://…`, `http://…`, or a path from the root of its host.
  package var isBaseURL: Bool {
    let host = ["https://", "http://"].first(where: hasPrefix).map { dropFirst($0.count) }
    return !contains { $0.isWhitespace || "?#\\\"'<>".contains($0) }
      && (host.map { !$0.isEmpty && !$0.hasPrefix("/") } ?? (hasPrefix("/") && !hasPrefix("//")))
  }

  /// The address of a page somewhere, with its scheme and host.
  fileprivate var isWebAddress: Bool {
    guard
      let rest = ["https://", "http://"].first(where: lowercased().hasPrefix).map({ dropFirst($0.count) }),
      let first = rest.first, !"/?#:".contains(first)
    else { return false }
    return unicodeScalars.allSatisfy {
      $0.value > 0x20 && $0.value != 0x7F && !"\\\"<>".unicodeScalars.contains($0)
    }
  }

  /// `pictures.example.org`, `localhost:8000`
  fileprivate var isHost: Bool {
    let isPlain = utf8.allSatisfy {
      97...122 ~= $0 || 48...58 ~= $0 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
    }
    return isPlain && contains { $0.isLetter || $0.isNumber }
  }
}

extension FieldReader {
  fileprivate mutating func registration(_ profile: SiteSettings.Profile) -> SiteSettings.Registration? {
    if profile == .none { return nil }
    let name = requiredText("SiteName"), domain = requiredText("SiteDomain")
    let code = profile == .gov ? requiredText("SiteIDCode") : text("SiteIDCode")
    guard let name, let domain else { return nil }
    return SiteSettings.Registration(
      siteName: name.value, domain: domain.value, code: code?.value, icp: text("ICP")?.value,
      police: text("police")?.value)
  }

  /// Chinese, unless the site names others.
  fileprivate mutating func languages(_ key: String) -> [SiteLanguage] {
    let languages: [SiteLanguage] = choices(key)
    return languages.isEmpty ? [.chinese] : languages.withoutRepeats
  }

  fileprivate mutating func timeZone(_ key: String) -> String? {
    let zones = SiteSettings.timeZones
    guard let text = text(key) else { return nil }
    if !zones.contains(where: { $0.en == text.value || $0.zh == text.value }) { refuse(text, among: zones) }
    return text.value
  }

  /// All of them, unless the site names those that it has.
  fileprivate mutating func sections(_ key: String) -> Set<SiteSettings.Section> {
    Set(node(key) == nil ? SiteSettings.Section.allCases : choices(key))
  }

  fileprivate mutating func hosts(_ key: String) -> Set<String> {
    let named = texts(key)
    for host in named where !host.value.isHost { report(.badHost(host.value, at: location(host.range))) }
    return Set(named.map(\.value))
  }

  fileprivate mutating func levels(_ key: String) -> [String: Located<SiteSettings.CheckLevel>] {
    var levels: [String: Located<SiteSettings.CheckLevel>] = [:]
    for entry in map(key) {
      guard let word = text(entry.value), let level: SiteSettings.CheckLevel = choice(word) else { continue }
      levels[entry.key.text] = Located(value: level, range: entry.keyRange)
    }
    return levels
  }
}

extension FieldReader {
  /// The address of a page on the web.
  mutating func webAddress(_ key: String) -> String? {
    guard let text = text(key) else { return nil }
    if !text.value.isWebAddress { report(.badWebAddress(text.value, at: location(text.range))) }
    return text.value
  }
}
