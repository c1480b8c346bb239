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
  package let languages: [String]
  /// Besides regions and cases, which every site has.
  package let sections: Set<Section>
  package let publisher: String
  package let contact: String?
  package let licence: String?
  package let profile: Profile
  /// What the profile asks for; `nil` without one.
  package let registration: Registration?
  /// Level of a check by its code, where the site sets one.
  package let checks: [String: Located<CheckLevel>]

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

  /// How a public office's site is registered, for its metadata and its foot (国办发〔2017〕47号).
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
    fields.checkTimeZone("time_zone")
    contact = fields.text("contact")?.value
    licence = fields.text("licence")?.value
    profile = fields.choice("profile") ?? .none
    checks = fields.levels("checks")
    sections = fields.sections("sections")
    registration = fields.registration(profile)
    guard let title, let home, let publisher, !fields.diagnostics.hasErrors else { return nil }
    self.title = title.value
    self.home = home
    self.publisher = publisher.value
    self.languages = languages.isEmpty ? ["zh-Hans"] : languages
    baseURL = base.map { $0.value.hasSuffix("/") ? $0.value : $0.value + "/" } ?? "/"
    file = document.source.path
  }
}

extension String {
  /// Where a site can be published: `https://…`, `http://…`, or a path from the root of its host.
  package var isBaseURL: Bool {
    let host = ["https://", "http://"].first(where: hasPrefix).map { dropFirst($0.count) }
    return !contains { $0.isWhitespace || $0 == "?" || $0 == "#" }
      && (host.map { !$0.isEmpty && !$0.hasPrefix("/") } ?? hasPrefix("/"))
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

  /// The languages that a site can be in.
  private static let siteLanguages = [(en: "zh-Hans", zh: "简体中文"), (en: "en", zh: "英文")]

  fileprivate mutating func languages(_ key: String) -> [String] {
    texts(key).compactMap { text in
      if FieldReader.siteLanguages.contains(where: { $0.en == text.value }) { return text.value }
      report(.unknownChoice(text.value, among: FieldReader.siteLanguages, at: location(text.range)))
      return nil
    }
  }

  /// Days begin in China's one time zone; no other is understood.
  fileprivate mutating func checkTimeZone(_ key: String) {
    let zones = [(en: "Asia/Shanghai", zh: "北京时间")]
    guard let text = text(key), !zones.contains(where: { $0.en == text.value || $0.zh == text.value }) else {
      return
    }
    report(.unknownChoice(text.value, among: zones, at: location(text.range)))
  }

  /// All of them, unless the site names those that it has.
  fileprivate mutating func sections(_ key: String) -> Set<SiteSettings.Section> {
    guard node(key) != nil else { return Set(SiteSettings.Section.allCases) }
    let named = texts(key).compactMap { text in
      let section = SiteSettings.Section(word: text.value)
      if section == nil {
        report(.unknownChoice(text.value, among: SiteSettings.Section.words, at: location(text.range)))
      }
      return section
    }
    return Set(named)
  }

  fileprivate mutating func levels(_ key: String) -> [String: Located<SiteSettings.CheckLevel>] {
    var levels: [String: Located<SiteSettings.CheckLevel>] = [:]
    for entry in map(key) {
      guard let word = text(entry.value) else { continue }
      if let level = SiteSettings.CheckLevel(word: word.value) {
        levels[entry.key.text] = Located(value: level, range: entry.keyRange)
      } else {
        report(
          .unknownChoice(word.value, among: SiteSettings.CheckLevel.words, at: location(word.range)))
      }
    }
    return levels
  }
}
