import Records
import Templates
import Wording

/// The data that every page may mention beside its own: docs/pages.md, “On every page”.
package struct Frame: Sendable {
  private let site: Datum
  private let assets: Datum
  private let words: Words
  /// The day on which the site was published.
  private let siteDay: Datum
  /// The link to the home page.
  private let home: Datum
  /// The sections, each with whether the site has it.
  private let sections: Datum
  /// The numbers of the entries of the menu, by the whole address of a page or the folder of a section.
  private let entries: [Substring: Int]
  /// The menu, for each entry that a page may belong to, and for none.
  private let menus: [Datum]
  private let baseURL: String
  /// The folders of pages that have feeds of their own.
  private let feedFolders: Set<String>
  private let forms: [String]
  private let errorReports: ErrorReports
  /// The site in other languages.
  private let others: [OtherLanguage]
  /// Whether the page is alone, with its assets in their addresses.
  private let isStandalone: Bool

  /// - Parameters:
  ///   - shared: takes the data that all pages have.
  ///   - baseURL: the address of the site, with a slash at its end.
  ///   - assets: the file names below `assets/` of the program's templates, the theme's and the site's own, with their addresses in
  ///     the site.
  ///   - images: the pictures and the files of `static/`, by their paths.
  package init(
    _ content: Content, _ words: Words, in shared: SharedData, baseURL: String,
    assets: [(name: String, address: String)], images: [String: ImageFile] = [:],
    others: [OtherLanguage] = [], feeds: [Feed] = [],
    forms: [String] = [], isStandalone: Bool = false
  ) {
    self.others = others
    let feedFolders = Set(feeds.map(\.folder))
    self.feedFolders = feedFolders
    self.forms = forms
    let settings = content.settings, home = content.regions[content.home]
    let hasOwn = content.cases.contains(where: \.isOwn) || content.reports.contains(where: \.isOwn)
    var data = DataBuilder(sharing: shared)
    site = data.object(
      [
        "title": data.text(settings.title(in: words.language)),
        "title_lines": data.texts(
          TitleLines(
            settings.title(in: words.language), width: 12,
            names: content.regions.all.flatMap { [$0.name] + $0.aliases }
          ).lines),
        "subtitle": data.text(settings.subtitle(in: words.language)),
        "publisher": data.text(settings.publisher(in: words.language)),
        "contact": data.text(settings.contact(in: words.language)),
        "licence": data.text(settings.licence(in: words.language)), "base_url": data.text(baseURL),
        "home": data.text(words.name(home)), "level": data.text(home.level.rawValue),
        "children": data.text(words.children(of: home, in: content)),
        "outside": data.text(words.outside(home)),
        "has_sources": Datum(!content.sources.isEmpty), "has_own": Datum(hasOwn),
        "is_empty": Datum(content.cases.isEmpty && content.reports.isEmpty && content.briefings.isEmpty),
        "language": data.text(words.language.rawValue),
        "feeds": data.feeds(in: "", forms, if: feedFolders.contains("")),
        "registration": data.registration(settings.registration),
      ] + data.officeFields(of: settings, words.language, images))
    self.assets = data.freeze(.object(Object(assets.map { ($0.name, .string($0.address)) })))
    let menu = content.menu(words)
    entries = Dictionary(menu.enumerated().map { ($1.key[...], $0) }) { first, _ in first }
    menus = (0...menu.count).map { current in
      data.list(menu.indices) { entry, data in
        data.object([
          "title": data.text(menu[entry].title), "address": data.text(menu[entry].address),
          "is_current": Datum(entry == current),
        ])
      }
    }
    sections = data.sections(settings.sections)
    self.home = data.link(words[.home], Address.home)
    self.words = words
    siteDay = settings.published.map { data.dated($0, words) } ?? .none
    data.keep()
    self.baseURL = baseURL
    errorReports = ErrorReports(settings, words, baseURL: baseURL)
    self.isStandalone = isStandalone
  }

  /// The whole data of a page.
  package func data(of page: Page, _ data: inout DataBuilder) -> Datum {
    // Served for any missing address, so its links cannot be relative to one.
    let root =
      isStandalone ? "" : page.address == Address.notFound ? basePath : Address.root(of: page.address)
    let home = page.address == Address.home ? [] : [Crumb.kept(self.home)]
    let common: Fields = [
      "root": data.text(root), "site": site,
      "page": data.object([
        "kind": data.text(page.kind), "title": data.text(page.title),
        "description": data.text(page.description), "address": data.text(page.address),
        "canonical": data.text(baseURL, Address.canonical(page.address)),
        "breadcrumb": data.list(home + page.breadcrumb) { $1.crumb($0) },
        "published": data.text(page.published.map { $0.iso + " 00:00" }),
        "published_on": page.published.map { data.dated($0, words) } ?? siteDay,
        "updated_on": page.lastChange == page.published
          ? .none : page.lastChange.map { data.dated($0, words) } ?? .none,
        "own_feeds": feeds(of: page, &data),
        "report_address": data.text(errorReports.address(page: page.address, titled: page.title)),
        "others": page.isInAllLanguages ? data.list(others) { other(of: page, $0, &$1) } : data.list([]),
      ]),
      "assets": assets, "nav": menus[menuEntry(of: page)], "sections": sections,
    ]
    return data.object(common + page.data(&data))
  }

  private func feeds(of page: Page, _ data: inout DataBuilder) -> Datum {
    guard page.kind == "region" || page.kind == "brand" else { return data.list([]) }
    let folder = Address.canonical(page.address)
    return data.feeds(in: folder, forms, if: feedFolders.contains(folder))
  }

  /// The same page in another language.
  private func other(of page: Page, _ other: OtherLanguage, _ data: inout DataBuilder) -> Datum {
    data.object([
      "language": data.text(other.language.rawValue), "name": data.text(other.language.ownName),
      "address": data.text(other.relativeRoot, page.address),
      "canonical": data.text(other.baseURL, Address.canonical(page.address)),
    ])
  }

  /// The entry of the section that a page is in, or its own. The last of the menus has none.
  private func menuEntry(of page: Page) -> Int {
    entries[page.address[...]] ?? entries[page.address.prefix { $0 != "/" }] ?? menus.count - 1
  }

  /// Whether the address has a scheme and a host, which feeds and sitemaps need.
  package static func hasHost(_ baseURL: String) -> Bool { baseURL.contains("://") }

  /// The path of the base URL, with a slash at both ends.
  private var basePath: String {
    guard let scheme = baseURL.firstRange(of: "://") else { return baseURL.hasPrefix("/") ? baseURL : "/" }
    let rest = baseURL[scheme.upperBound...]
    return rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
  }
}

/// The site in another language.
package struct OtherLanguage: Sendable {
  let language: SiteLanguage
  /// The path from the root of this edition to the root of that: `en/`, `../`.
  let relativeRoot: String
  let baseURL: String

  package init(_ language: SiteLanguage, relativeRoot: String, baseURL: String) {
    self.language = language
    self.relativeRoot = relativeRoot
    self.baseURL = baseURL
  }
}

extension SiteLanguage {
  /// The name of the language in itself.
  var ownName: String {
    switch self {
    case .chinese: "中文"
    case .english: "English"
    }
  }
}

extension DataBuilder {
  fileprivate mutating func dated(_ day: Day, _ words: Words) -> Datum {
    object(["text": text(words.period(Period(day: day))), "code": text(day.iso)])
  }

  fileprivate mutating func feeds(in folder: String, _ forms: [String], if areThere: Bool) -> Datum {
    list(areThere ? forms : []) { form, data in
      let isAtom = form.hasSuffix(".xml")
      return data.object([
        "address": data.text(folder, form), "name": data.text(isAtom ? "Atom" : "JSON Feed"),
        "type": data.text(isAtom ? "application/atom+xml" : "application/feed+json"),
      ])
    }
  }

  fileprivate mutating func registration(_ registration: SiteSettings.Registration?) -> Datum {
    guard let registration else { return .none }
    return object([
      "name": text(registration.siteName), "domain": text(registration.domain),
      "code": text(registration.code), "icp": text(registration.icp), "police": text(registration.police),
    ])
  }

  fileprivate mutating func sections(_ sections: [SiteSettings.Section]) -> Datum {
    func has(_ section: SiteSettings.Section) -> Datum { Datum(sections.contains(section)) }
    return object([
      "cases": has(.cases), "statistics": has(.statistics), "brands": has(.brands),
      "methods": has(.methods), "topics": has(.topics), "platforms": has(.platforms),
      "briefings": has(.briefings), "about": has(.about), "data": has(.data), "search": has(.search),
    ])
  }
}

extension Content {
  /// Whether a section has something to show: regions have figures as soon as there are any, and the site has its rules
  /// from the beginning.
  private func has(_ section: SiteSettings.Section) -> Bool {
    switch section {
    case .cases: !cases.isEmpty
    case .brands: !brands.isEmpty
    case .methods: !methods.isEmpty
    case .topics: !topics.isEmpty
    case .platforms: !platforms.isEmpty
    case .briefings: !briefings.isEmpty
    case .data: !cases.isEmpty || !reports.isEmpty || !briefings.isEmpty
    case .statistics, .about, .search: true
    }
  }

  /// The entries of the menu, each with the address of a page, or the folder of the section, that it belongs to.
  fileprivate func menu(_ words: Words) -> [(key: String, title: String, address: String)] {
    // The search has a field at the head of every page instead; nobody is led to a page that is still empty.
    let sections = SiteSettings.Section.allCases.filter {
      $0 != .search && settings.sections.contains($0) && has($0)
    }
    let usual =
      [.home, .regions] + sections.map(MenuEntry.Target.section) + pages.indices.map(MenuEntry.Target.page)
    let entries = settings.menu ?? usual.map { MenuEntry(target: $0, name: nil) }
    // A name that the site gives is in its first language.
    let takesNames = words.language == settings.languages.first
    return entries.map { entry in
      let (key, title): (String, String) =
        switch entry.target {
        case .home: (Address.home, words[.home])
        case .regions: ("regions", words[.regions])
        case .section(let section): (section.rawValue, words.name(section))
        case .page(let index): (Address.page(pages[index]), pages[index].title(in: words.language))
        }
      let address = key.hasSuffix(".html") ? key : Address.folder(key)
      return (key, (takesNames ? entry.name : nil) ?? title, address)
    }
  }
}
