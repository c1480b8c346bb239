import Diagnostics
import FrontMatter

/// `content/site.yml`: whose site this is.
package struct SiteSettings: EntryRecord {
  package fileprivate(set) var title = ""
  package fileprivate(set) var subtitle: String?
  /// The region whose figures the site adds up, as it is written: a code, a path, or a name.
  package fileprivate(set) var home = Located(value: "", range: 0..<0)
  package fileprivate(set) var file = ""
  package fileprivate(set) var baseURL = "/"
  /// The first is the one at the root; each other has a folder of its name.
  package fileprivate(set) var languages: [SiteLanguage] = []
  /// Besides regions and cases, which every site has.
  package fileprivate(set) var sections = Section.allCases
  /// The texts that pages in English have instead of the Chinese ones.
  package fileprivate(set) var english = English()
  package fileprivate(set) var publisher = ""
  package fileprivate(set) var contact: String?
  package fileprivate(set) var licence: String?
  /// When what says no other day was published on this site.
  package fileprivate(set) var published: Day?
  /// The time zone as it is written: only one is understood.
  package fileprivate(set) var timeZone: String?
  /// The theme as it is written; `theme(in:)` looks for it.
  package fileprivate(set) var theme: String?
  package fileprivate(set) var profile = Profile.none
  /// The registration that the profile asks for; nil without one.
  package fileprivate(set) var registration: Registration?
  /// Level of a check by its code, where the site sets one.
  package fileprivate(set) var checks: [String: Located<CheckLevel>] = [:]
  /// Other hosts whose pictures a text may show; none unless the site names them.
  package fileprivate(set) var pictureHosts: Set<String> = []
  package internal(set) var office = Office()
  /// The menu that the site puts together itself; nil for the usual one.
  package fileprivate(set) var menu: [MenuEntry]?

  package struct English: EntryRecord {
    package fileprivate(set) var title: String?
    package fileprivate(set) var subtitle: String?
    package fileprivate(set) var publisher: String?
    package fileprivate(set) var contact: String?
    package fileprivate(set) var licence: String?
    package fileprivate(set) var homeText: String?

    static let fields = RecordFields<English>(zh: "英文站点的文字", en: "texts of the English site") { it in
      it.add("title", "标题", "名称", to: \.title, as: .text)
      it.add("subtitle", "副标题", to: \.subtitle, as: .text)
      it.add("publisher", "主办单位", to: \.publisher, as: .text)
      it.add("contact", "联系方式", to: \.contact, as: .text)
      it.add("licence", "许可", to: \.licence, as: .text)
      it.add("home_text", "首页文字", to: \.homeText, as: .text)
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

  static let fields = RecordFields<SiteSettings>(zh: "网站设置", en: "site settings") { it in
    it.add("title", "标题", "名称", to: \.title, as: .text, isRequired: true)
    it.add("subtitle", "副标题", to: \.subtitle, as: .text)
    it.add(
      "home", "本省", "本地", "本市", "本县", "本地区", to: \.home, as: .writtenRegion, isRequired: true,
      "这是哪里的站，合计只在它之内算：从省到乡镇、村都可以，写代码、名称或路径",
      "the region that the site is of and whose figures it adds up, from a province to a village: code, name or path"
    )
    it.add(
      "base_url", "网址", to: \.baseURL, as: .baseURL, "网站的地址：`https://…`，或从主机根起的路径",
      "where the site is: `https://…`, or a path from the root of its host")
    it.add("sections", "栏目", to: \.sections, as: .choices(), "不写是全部", "all of them where left out")
    it.add(
      "languages", "语言", to: \.languages, as: .choices(), "第一种在网站的根上，不写是中文",
      "the first is at the root of the site; Chinese where left out")
    it.add("english", "英文", to: \.english, as: .record, "英文页面上的文字", "the texts of pages in English")
    it.add("theme", "主题", to: \.theme, as: .text, "模板和样式所在的文件夹", "a folder with templates and assets")
    it.add("time_zone", "时区", to: \.timeZone, as: .timeZone)
    it.add("publisher", "主办单位", to: \.publisher, as: .text, isRequired: true)
    it.add(
      "published", "发布日期", to: \.published, as: .day, "没有写日子的都算这天发布",
      "the day of publication of what names no other")
    it.add("contact", "联系方式", to: \.contact, as: .text)
    it.add("licence", "许可", to: \.licence, as: .text, "别人可以怎样使用", "how others may use the site")
    it.add(
      "profile", "类型", to: \.profile, as: .choice(codeList: nil), "政府、政协的网站要写下面的登记项目",
      "an office's site has to give how it is registered")
    it.add("SiteName", "网站名称", type: .text)
    it.add("SiteDomain", "网站域名", type: .text)
    it.addFilings()
    it.add("checks", "检查", to: \.checks, as: .levels, "检查的名称 → 关、警告或错误", "name of a check → its level")
    it.add(
      "allowed_picture_hosts", "允许的图片网站", to: \.pictureHosts, as: .hosts, "可以直接显示哪些网站的图片（https）",
      "other hosts whose pictures may be shown (https)")
    it.addOffice()
    it.add(.personalData)
  }
}

extension SiteSettings {
  /// - Parameters:
  ///   - pages: the own pages, for the menu.
  ///   - hiddenPages: the names of those that are held back or have mistakes.
  package init?(
    _ document: Document, pages: [OwnPage] = [], hiddenPages: Set<String> = [],
    reporting diagnostics: inout [Diagnostic]
  ) {
    self.init()
    file = document.source.path
    var fields = FieldReader(document, as: .site)
    defer { diagnostics += fields.diagnostics }
    let isComplete = fields.read(SiteSettings.fields, into: &self)
    if languages.isEmpty { languages = [.chinese] }
    registration = fields.registration(profile, office)
    menu = fields.menu("menu", sections, pages, hiddenPages: hiddenPages)
    if !isComplete || fields.diagnostics.hasErrors { return nil }
  }
}

extension RecordKind {
  package static let site = SiteSettings.fields.kind
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
  package func homeText(in language: SiteLanguage) -> String? {
    language == .english ? english.homeText : office.homeText
  }

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

  /// The home as it is written, before the settings can be read whole: a menu names pages that lie in regions.
  static func home(_ document: Document) -> String? {
    var fields = FieldReader(document, as: .site)
    return fields.text("home")?.value
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
  var isWebAddress: Bool {
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
  fileprivate mutating func registration(_ profile: SiteSettings.Profile, _ office: Office)
    -> SiteSettings.Registration?
  {
    if profile == .none { return nil }
    let name = requiredText("SiteName"), domain = requiredText("SiteDomain")
    let code = profile == .gov ? requiredText("SiteIDCode")?.value : office.code
    guard let name, let domain else { return nil }
    return SiteSettings.Registration(
      siteName: name.value, domain: domain.value, code: code, icp: office.icp, police: office.police)
  }
}

extension Form where Value == Located<String> {
  /// A region, which is looked up when all regions are known.
  fileprivate static var writtenRegion: Self { Form(type: .region, read: text.read, value: text.value) }
}

extension Form where Value == String {
  fileprivate static var baseURL: Self {
    Form(
      type: .text,
      read: { reader, key in
        guard let text = reader.text(key) else { return nil }
        if !text.value.isBaseURL { reader.report(.badURL(text.value, at: reader.location(text.range))) }
        return text.value.hasSuffix("/") ? text.value : text.value + "/"
      }, value: text.value)
  }
}

extension Form where Value == String? {
  fileprivate static var timeZone: Self {
    let zones = SiteSettings.timeZones
    return Form(
      type: .choice(zones, codeList: nil),
      read: { reader, key in
        guard let text = reader.text(key) else { return nil }
        if !zones.contains(where: { $0.en == text.value || $0.zh == text.value }) {
          reader.refuse(text, among: zones)
        }
        return text.value
      }, value: text.value)
  }
}

extension Form where Value == Set<String> {
  fileprivate static var hosts: Self {
    Form(
      type: .list(.text),
      read: { reader, key in
        let named = reader.texts(key)
        for host in named where !host.value.isHost {
          reader.report(.badHost(host.value, at: reader.location(host.range)))
        }
        return Set(named.map(\.value))
      }, value: { .texts($0.sorted()) })
  }
}

extension Form where Value == [String: Located<SiteSettings.CheckLevel>] {
  fileprivate static var levels: Self {
    Form(
      type: .map(.choice(SiteSettings.CheckLevel.words, codeList: nil)),
      read: { reader, key in
        var levels: Value = [:]
        for entry in reader.map(key) {
          guard let word = reader.text(entry.value), let level: SiteSettings.CheckLevel = reader.choice(word)
          else { continue }
          levels[entry.key.text] = Located(value: level, range: entry.keyRange)
        }
        return levels
      },
      value: { levels in
        .map(levels.sorted { $0.key < $1.key }.map { ($0.key, .code($0.value.value.rawValue)) })
      })
  }
}
