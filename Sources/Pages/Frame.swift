import Records
import Templates

/// What every page may mention beside its own data: docs/pages.md, “On every page”.
package struct Frame: Sendable {
  private let site: Datum
  private let assets: Datum
  /// The menu, for each section that a page may belong to, and for none.
  private let menus: [Datum]
  /// Where they stand.
  private let kept: KeptData
  private let baseURL: String
  /// The page stands alone, with its assets in their addresses.
  private let isStandalone: Bool

  /// - Parameters:
  ///   - baseURL: in place of the one in `site.yml`.
  ///   - assets: file names below `templates/assets/` and where they stand in the site.
  package init(
    _ content: Content, baseURL: String?, assets: [(name: String, address: String)],
    isStandalone: Bool = false
  ) {
    let settings = content.settings, home = content.regions[content.home].name
    let baseURL = baseURL ?? settings.baseURL
    var data = DataBuilder()
    site = data.object([
      "title": data.text(settings.title), "subtitle": data.text(settings.subtitle),
      "publisher": data.text(settings.publisher), "contact": data.text(settings.contact),
      "licence": data.text(settings.licence), "base_url": data.text(baseURL), "home": data.text(home),
      "language": data.text(settings.languages.first ?? "zh-Hans"),
    ])
    self.assets = data.freeze(.object(Object(assets.map { ($0.name, .string($0.address)) })))
    let titles = Frame.sections.map { data.text($0.title) }
    let addresses = Frame.sections.map { data.text($0.address) }
    menus = (0...titles.count).map { current in
      data.list(titles.indices) { section, data in
        data.object([
          "title": titles[section], "address": addresses[section], "is_current": Datum(section == current),
        ])
      }
    }
    kept = data.kept()
    self.baseURL = baseURL
    self.isStandalone = isStandalone
  }

  private static let sections: [(title: String, address: String)] = [
    ("首页", Address.home), ("地区", Address.folder("regions")), ("案例", Address.folder("cases")),
    ("数据", Address.folder("statistics")),
    ("品牌", Address.folder("brands")), ("工作法", Address.folder("methods")), ("议题", Address.folder("topics")),
    ("平台", Address.folder("platforms")), ("简报", Address.folder("briefings")),
    ("数字怎么来", Address.folder("about")),
  ]

  /// The whole data of a page.
  package func data(of page: Page, _ data: inout DataBuilder) -> Datum {
    // Served for any missing address, so its links cannot be relative to one.
    let root =
      isStandalone ? "" : page.address == Address.notFound ? basePath : Address.root(of: page.address)
    let home = page.address == Address.home ? [] : [Crumb("首页", Address.home)]
    let common: Fields = [
      "root": data.text(root), "site": site,
      "page": data.object([
        "kind": data.text(page.kind), "title": data.text(page.title),
        "description": data.text(page.description), "address": data.text(page.address),
        "canonical": data.text(baseURL, Address.canonical(page.address)),
        "breadcrumb": data.list(home + page.breadcrumb) { $1.link($0.title, $0.address) },
      ]),
      "assets": assets, "nav": menus[section(of: page)],
    ]
    return data.object(common + page.data(&data))
  }

  /// The section's own page and everything below it; the home page only itself.
  private func section(of page: Page) -> Int {
    if page.address == Address.home { return 0 }
    let folder = page.address.utf8.prefix { $0 != UInt8(ascii: "/") }
    return Frame.sections.firstIndex { $0.address.utf8.elementsEqual(Array(folder) + "/index.html".utf8) }
      ?? Frame.sections.count
  }

  /// The path of the base URL, with a slash at both ends.
  private var basePath: String {
    guard let scheme = baseURL.firstRange(of: "://") else { return baseURL.hasPrefix("/") ? baseURL : "/" }
    let rest = baseURL[scheme.upperBound...]
    return rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
  }
}
