import Records
import Templates

/// What every page may mention beside its own data: docs/pages.md, “On every page”.
package struct Frame: Sendable {
  private let site: Value
  private let baseURL: String
  private let assets: Value
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
    let site: Value = [
      "title": .string(settings.title), "subtitle": Value(settings.subtitle),
      "publisher": .string(settings.publisher), "contact": Value(settings.contact),
      "licence": Value(settings.licence), "base_url": .string(baseURL), "home": .string(home),
      "language": .string(settings.languages.first ?? "zh-Hans"),
    ]
    let assets = Value.object(Object(assets.map { ($0.name, .string($0.address)) }))
    // The same on every page: frozen once.
    let frozen = Frozen.each(of: [site, assets])
    (self.site, self.assets) = (frozen[0], frozen[1])
    self.baseURL = baseURL
    self.isStandalone = isStandalone
  }

  private static let sections = [
    ("首页", Address.home), ("地区", Address.folder("regions")), ("案例", Address.folder("cases")),
    ("数据", Address.folder("statistics")),
    ("品牌", Address.folder("brands")), ("工作法", Address.folder("methods")), ("议题", Address.folder("topics")),
    ("平台", Address.folder("platforms")), ("简报", Address.folder("briefings")),
    ("数字怎么来", Address.folder("about")),
  ]

  /// The whole data of a page.
  package func data(of page: Page) -> Value {
    .object(Object(common(page) + page.data()))
  }

  private func common(_ page: Page) -> [(String, Value)] {
    // Served for any missing address, so its links cannot be relative to one.
    let root =
      isStandalone ? "" : page.address == Address.notFound ? basePath : Address.root(of: page.address)
    let isHome = page.address == Address.home
    return [
      ("root", .string(root)),
      ("site", site),
      (
        "page",
        [
          "kind": .string(page.kind), "title": .string(page.title), "description": .string(page.description),
          "address": .string(page.address), "canonical": .string(baseURL + Address.canonical(page.address)),
          "breadcrumb": .list((isHome ? [] : [Value.link("首页", Address.home)]) + page.breadcrumb),
        ]
      ),
      ("assets", assets),
      (
        "nav",
        .list(
          Frame.sections.map { title, address in
            [
              "title": .string(title), "address": .string(address),
              "is_current": .bool(isCurrent(address, page)),
            ]
          })
      ),
    ]
  }

  /// The section's own page and everything below it; the home page only itself.
  private func isCurrent(_ section: String, _ page: Page) -> Bool {
    section == Address.home
      ? page.address == section : page.address.hasPrefix(String(section.dropLast("index.html".count)))
  }

  /// The path of the base URL, with a slash at both ends.
  private var basePath: String {
    guard let scheme = baseURL.firstRange(of: "://") else { return baseURL.hasPrefix("/") ? baseURL : "/" }
    let rest = baseURL[scheme.upperBound...]
    return rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
  }
}
