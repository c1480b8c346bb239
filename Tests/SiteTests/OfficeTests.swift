import Diagnostics
import TestFolder
import Testing

@testable import Files
@testable import Pages
@testable import Records
@testable import Site

/// The parts of every office's site: pages of its own, a menu, files at its root, ways to reach it and to report errors.
@Suite struct OfficeTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private static let about =
    "---\n标题: 关于我们\n摘要: 一句话\n---\n见[路灯](../cases/ludeng.md)、[数据](/statistics/)。\n"

  /// The minimal content with more settings, write-ups, templates, and files of `static/`.
  private func input(
    _ settings: String = "", pages: [String: String] = [:], templates: [String: String] = [:],
    statics: [String] = []
  ) throws -> BuildInput {
    var input = try Fixtures.minimal()
    let site = try #require(input.contentFiles.first { $0.path == "content/site.yml" })
    input = input.with(site.path, String(decoding: site.bytes, as: UTF8.self) + settings)
    for (name, text) in pages { input = input.with("content/pages/\(name).md", text) }
    let shown = ["page.html": "{{ page.title }}|{{ item.summary }}|{{ item.body }}"].merging(templates) { $1 }
    for (name, text) in shown {
      input.templates.removeAll { $0.path == "templates/" + name }
      input.templates.append(SourceText(path: "templates/" + name, text))
    }
    for path in statics {
      let isDrawing = path.hasSuffix(".svg")
      try folder.put(
        "static/" + path, isDrawing ? "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>\n" : "文件\n")
      input.statics.append(try StaticFile("static/" + path, in: InputFolder(folder.root)))
    }
    return input
  }

  private func page(_ address: String, of input: BuildInput, codes: [String] = []) throws -> String {
    let result = build(input)
    #expect(result.diagnostics.map(\.code) == codes)
    let file = try #require(result.files.first { $0.address == address })
    return String(decoding: file.bytes, as: UTF8.self)
  }

  // MARK: Own pages

  @Test func anOwnPageIsAPage() throws {
    let input = try input(pages: ["about-us": OfficeTests.about])
    #expect(
      try page("pages/about-us/index.html", of: input) == """
        关于我们|一句话|<p>见<a href="../../cases/ludeng/index.html">路灯</a>、<a href="../../statistics/index.html">数据</a>。</p>

        """)
    #expect(try page("sitemap.xml", of: input).contains("/pages/about-us/</loc>"))
    let content = try #require(build(input).content)
    let words = try #require(build(input).result.publication).words
    let entries = SearchEntries(content, bodies: [], words: words)
    let found = (0..<entries.count).map { entries.document($0) }.filter { $0.kind == "页面" }
    #expect(found.map(\.title) == ["关于我们"])
    #expect(found.map(\.address) == ["pages/about-us/index.html"])
  }

  /// Others link to it, it has an address of its own and a former one, and its blocks are filled.
  @Test func anOwnPageIsAWriteUp() throws {
    let text =
      "---\ntitle: 年度工作\nslug: work\naliases: [info/3.html]\npublished: 2026-01-02\n---\n```figure\n指标: 协商场次\n地区: 湖北省/宜昌市\n时期: 2022\n```\n"
    let input = try input(
      pages: ["plan": text, "a": "---\ntitle: 甲\n---\n[年度](plan.md)\n"],
      templates: ["redirect.html": "{{ root }}{{ target }}"])
    #expect(
      try page("pages/work/index.html", of: input).contains(
        "data-figure=\"hubei/yichang:sessions_held:2022\""))
    #expect(try page("pages/a/index.html", of: input).contains("href=\"../../pages/work/index.html\""))
    #expect(try page("info/3.html", of: input) == "../pages/work/index.html")
    #expect(try page("sitemap.xml", of: input).contains("<lastmod>2026-01-02</lastmod>"))
  }

  @Test(arguments: [
    ("draft: true", nil), ("published: 2027-01-01", nil), ("region: 湖北省", "unknown-field"),
    ("slug: 关于", "bad-address"),
  ])
  func ownPagesThatAreNone(header: String, code: String?) throws {
    let result = build(try input(pages: ["a": "---\ntitle: 甲\n\(header)\n---\n"]))
    #expect(result.diagnostics.map(\.code) == [code].compactMap(\.self))
    #expect(!result.files.contains { $0.address == "pages/a/index.html" })
  }

  @Test func linksOfOwnPagesAreChecked() throws {
    let broken = try input(pages: ["a": "---\ntitle: 甲\n---\n[路灯](../cases/ludengg.md)\n"])
    #expect(build(broken).diagnostics.map(\.code) == ["broken-link"])
    let twice = try input(pages: ["a": "---\ntitle: 甲\n---\n", "b": "---\ntitle: 乙\nslug: a\n---\n"])
    #expect(build(twice).diagnostics.map(\.code) == ["address-twice"])
  }

  /// The other languages have the same pages, of which nothing more is to be said.
  @Test func anAddressIsReportedForOneLanguage() throws {
    let pages = ["a": "---\ntitle: 甲\n---\n", "b": "---\ntitle: 乙\nslug: a\n---\n"]
    var input = try input("languages: [zh-Hans, en]\n", pages: pages)
    input.templates.append(try Fixtures.words(.english))
    let found = build(input).diagnostics.filter { $0.code == "address-twice" }
    #expect(found.map { $0.location?.file } == ["content/pages/b.md"])
  }

  // MARK: The menu

  private static let menu = [
    "home.html":
      "{% for it in nav %}{{ it.title }} {{ it.address }}{{ ' *' if it.is_current else '' }}\n{% endfor %}",
    "page.html": "{% for it in nav if it.is_current %}{{ it.title }}{% endfor %}",
  ]

  @Test func theMenuHasOwnPagesLast() throws {
    let input = try input(pages: ["about-us": OfficeTests.about], templates: OfficeTests.menu)
    let home = try page("index.html", of: input)
    #expect(home.hasPrefix("首页 index.html *\n地区 regions/index.html\n案例 cases/index.html\n"))
    #expect(home.hasSuffix("开放数据 data/index.html\n关于我们 pages/about-us/index.html\n"))
    #expect(try page("pages/about-us/index.html", of: input) == "关于我们")
  }

  @Test(arguments: [
    "菜单: [关于我们, {案例: 协商案例}, statistics]", "menu:\n- about-us\n- cases: 协商案例\n- 数据:\n",
  ])
  func theMenuAsTheSiteHasIt(settings: String) throws {
    let input = try input(settings, pages: ["about-us": OfficeTests.about], templates: OfficeTests.menu)
    #expect(
      try page("index.html", of: input) == """
        关于我们 pages/about-us/index.html
        协商案例 cases/index.html
        数据 statistics/index.html

        """)
    // A page that the menu leaves out is still there.
    #expect(build(input).files.contains { $0.address == "brands/index.html" })
  }

  /// A name that the site gives is in its first language.
  @Test func theMenuInEnglish() throws {
    let about = OfficeTests.about.replacing("摘要:", with: "英文名称: About us\n摘要:")
    var input = try input(
      "语言: [zh-Hans, en]\n菜单: [{案例: 协商案例}, 关于我们]", pages: ["about-us": about], templates: OfficeTests.menu)
    input.templates.append(try Fixtures.words(.english))
    #expect(
      try page("en/index.html", of: input)
        == "Cases cases/index.html\nAbout us pages/about-us/index.html\n")
  }

  @Test(arguments: [
    ("[关与我们]", "unknown-value", "关于我们"), ("[案列]", "unknown-value", "案例"),
    ("[案例, cases]", "repeated-item", nil), ("案例", "wrong-type", nil),
    ("\n- 案例: 甲\n  数据: 乙\n", "wrong-type", nil), ("[草稿页, 案例]", nil, nil),
  ])
  func menusThatAreNone(menu: String, code: String?, meant: String?) throws {
    let pages = ["about-us": OfficeTests.about, "b": "---\ntitle: 草稿页\ndraft: true\n---\n"]
    let found = build(try input("菜单: " + menu, pages: pages)).diagnostics
    #expect(found.map(\.code) == [code].compactMap(\.self))
    if let meant { #expect(found.first?.suggestion?.edits.first?.replacement == meant) }
  }

  /// A page with the name of a section, or of another page, is called by its path.
  @Test(arguments: [
    ("[about]", ["about/"], ["pages/about"]), ("[数字怎么来, pages/about]", ["about/", "pages/about/"], []),
    ("[content/pages/about.md, {pages/lianxi.md: 找我们}]", ["pages/about/", "pages/lianxi/"], []),
    ("[about, 联系我们]", ["about/", "pages/lianxi/"], ["pages/about", "pages/tel"]),
    ("[pages/xie, pages/draft]", ["pages/tel/"], []),
  ])
  func pagesWithTheNameOfASection(menu: String, addresses: [String], meant: [String]) throws {
    let pages = [
      "about": OfficeTests.about, "lianxi": "---\ntitle: 联系我们\n---\n",
      "xie": "---\ntitle: 联系我们\nslug: tel\n---\n", "draft": "---\ntitle: 草稿页\ndraft: true\n---\n",
    ]
    let nav = ["home.html": "{% for it in nav %}{{ it.address }}\n{% endfor %}"]
    let result = build(try input("菜单: \(menu)\n", pages: pages, templates: nav))
    #expect(result.diagnostics.allSatisfy { $0.code == "ambiguous-entry" })
    #expect(result.diagnostics.flatMap { $0.suggestion?.edits.map(\.replacement) ?? [] } == meant)
    let home = try #require(result.files.first { $0.address == "index.html" })
    let shown = addresses.map { $0 + "index.html\n" }.joined()
    #expect(String(decoding: home.bytes, as: UTF8.self) == shown)
  }

  // MARK: Files at the root

  @Test func filesOfStaticAreCopied() throws {
    var input = try input(
      pages: ["a": "---\ntitle: 甲\n---\n[一](/文件.pdf)、[二](../../static/b/100%25.pdf)、[三](/CNAME)\n"],
      statics: ["文件.pdf", "b/100%.pdf", "CNAME", "robots.txt", "favicon.ico"])
    input.templates.append(SourceText(path: "templates/home.html", "{{ site.icon }}"))
    input.templates.removeAll { $0.path == "templates/home.html" && $0.bytes.starts(with: "<".utf8) }
    #expect(
      try page("pages/a/index.html", of: input).contains(
        """
        <a href="../../%E6%96%87%E4%BB%B6.pdf">一</a>、<a href="../../b/100%25.pdf">二</a>、<a href="../../CNAME">三</a>
        """))
    let files = build(input).files
    for address in ["文件.pdf", "b/100%.pdf", "CNAME", "robots.txt"] {
      let file = try #require(files.first { $0.address == address })
      var bytes: [UInt8] = []
      try file.content.forEachPiece { bytes += $0 }
      #expect(bytes == Array("文件\n".utf8), "\(address)")
    }
    #expect(!(try page("sitemap.xml", of: input)).contains("CNAME"))
    #expect(try page("index.html", of: input) == "favicon.ico")
  }

  /// A file that is not there is said where it is linked, with the one that is meant.
  @Test(arguments: ["/文什.pdf", "../../static/文什.pdf"])
  func linksToFilesOfStaticAreChecked(link: String) throws {
    let input = try input(pages: ["a": "---\ntitle: 甲\n---\n[一](\(link))\n"], statics: ["文件.pdf"])
    let found = build(input).diagnostics
    #expect(found.map(\.code) == ["broken-link"])
    #expect(found.first?.suggestion?.edits.first?.replacement == link.replacing("什", with: "件"))
  }

  @Test(arguments: [
    ("index.html", "index.html", nil),
    ("Cases/ludeng/index.html", "cases/ludeng/index.html", "content/cases/ludeng.md"),
    ("sitemap.xml", "sitemap.xml", nil), ("cases", "cases/", nil), ("404.html/a.pdf", "404.html", nil),
    ("search/words.js", nil, nil),
  ])
  func aClashIsAnError(path: String, taken: String?, writeUp: String?) throws {
    let found = build(try input(statics: [path])).diagnostics
    #expect(found.map(\.code) == (taken == nil ? [] : ["address-twice"]))
    guard let taken, let first = found.first else { return }
    #expect(first.location?.file == "static/" + path)
    #expect(first.message.zh.contains(taken))
    if let writeUp { #expect(first.notes.first?.location?.file == writeUp) }
  }

  @Test func staticIsRead() throws {
    for path in [
      "content/cases/a.md", "static/a.txt", "static/.well-known/a.txt", "static/.DS_Store", "static/b/c.pdf",
    ] {
      try folder.put(path, "电话 13912345678\n")
    }
    var diagnostics: [Diagnostic] = []
    let today = try #require(Day(iso: "2026-11-21"))
    let input = BuildInput(root: folder.root, today: today, baseURL: nil, reporting: &diagnostics)
    #expect(input.statics.map(\.path) == ["static/a.txt", "static/b/c.pdf"])
    #expect(
      diagnostics.map { $0.code + " " + ($0.location?.file ?? "") } == ["ignored-file static/.well-known"])
    input.checkPersonalData([], reporting: &diagnostics)
    let personal = diagnostics.filter { $0.code == "personal-data" }.map { $0.location?.file ?? "" }
    #expect(personal.contains("static/a.txt"))
  }

  /// A name that no address has is said by what reads it, not only by what writes the site.
  @Test(arguments: [
    "static/a\nb.pdf", "static/甲\u{202E}/c.pdf", "content/images/\u{7F}.png", "templates/\tassets/a.css",
  ])
  func controlCharactersInNamesAreSaid(path: String) throws {
    try folder.put("content/cases/a.md", "")
    try folder.put(path, "a")
    var diagnostics: [Diagnostic] = []
    let today = try #require(Day(iso: "2026-11-21"))
    let input = BuildInput(root: folder.root, today: today, baseURL: nil, reporting: &diagnostics)
    #expect(input.statics.isEmpty && input.pictures.isEmpty && input.assets.isEmpty)
    #expect(diagnostics.map(\.code) == ["wrong-file-name"])
    #expect(diagnostics.allSatisfy { !$0.message.zh.hasControls && $0.location?.file.hasControls == false })
  }

  // MARK: The office

  private static let contacts =
    "联系信息:\n- {名称: 办公室, 电话: 027-82345678, 邮箱: office@example.org, 地址: 解放路1号3栋2单元501室, 办公时间: 工作日}\n"

  /// The telephone numbers of the office are no personal data, wherever they are written; others are.
  @Test func contactsMayBePublic() throws {
    let pages = ["a": "---\ntitle: 甲\n---\n电话 027-82345678\n"]
    let home = [
      "home.html": "{% for it in site.contacts %}{{ it.name }} {{ it.phone }} {{ it.email }}{% endfor %}"
    ]
    #expect(
      try page("index.html", of: input(OfficeTests.contacts, pages: pages, templates: home))
        == "办公室 027-82345678 office@example.org")
    #expect(build(try input(pages: pages)).diagnostics.map(\.code) == ["personal-data"])
  }

  @Test func filingsHaveTheLinksOfTheMinistries() throws {
    let home = [
      "home.html":
        "{{ site.filing.code }} {{ site.filing.icp }} {{ site.filing.police_url }} {% if site.registration %}{{ site.registration.name }}{% endif %}"
    ]
    let settings =
      "SiteIDCode: bm01000001\nICP: 鄂ICP备12345678号-1\npolice: 鄂公网安备42010602000001号\n"
    #expect(
      try page("index.html", of: input(settings, templates: home))
        == "bm01000001 鄂ICP备12345678号-1 https://beian.mps.gov.cn/#/query/webSearch?code=42010602000001 ")
  }

  @Test func picturesOfTheOfficeArePublished() throws {
    let home = [
      "home.html":
        "{{ site.logo.address }} {{ site.home_picture.alt }} {% for it in site.marks %}{{ it.picture.address }}{% endfor %}"
    ]
    let settings =
      "logo: lamp.svg\nhome_picture: {file: lamp.svg, alt: 路灯}\nmarks: [{title: 党政机关, url: 'https://example.org/', picture: static/mark.svg}]\n"
    let shown = try page("index.html", of: input(settings, templates: home, statics: ["mark.svg"]))
    #expect(shown.contains("images/lamp.") && shown.hasSuffix(".svg 路灯 mark.svg"))
    let slip = build(try input("logo: lmp.svg\n")).diagnostics
    #expect(slip.map(\.code) == ["missing-image"])
    #expect(slip.first?.suggestion?.edits.first?.replacement == "lamp.svg")
  }

  /// A file of `static/` that `site.yml` shows has to be a picture by its bytes and by its name.
  @Test(arguments: [
    ("logo: a.txt", "a.txt", "文件\n", "not-a-picture"),
    ("logo: /a.png", "a.png", "%PDF-1.7\n", "not-a-picture"),
    ("home_picture: {file: static/b/a.jpg, alt: 甲}", "b/a.jpg", "GIF89a", "not-a-picture"),
    ("marks: [{title: 甲, url: 'https://example.org/', picture: a.png}]", "a.png", "", "not-a-picture"),
    ("logo: a.gif", "a.gif", "GIF89a", "broken-picture"),
    ("logo: a.svg", "a.svg", "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>", nil),
    ("subtitle: 甲", "a.png", "文件\n", nil),
  ])
  func whatIsShownIsAPicture(settings: String, path: String, bytes: String, code: String?) throws {
    var input = try input(settings + "\n")
    try folder.put("static/" + path, bytes)
    input.statics.append(try StaticFile("static/" + path, in: InputFolder(folder.root)))
    let found = build(input).diagnostics
    #expect(found.map(\.code) == [code].compactMap(\.self))
    #expect(found.allSatisfy { $0.location?.file == "content/site.yml" && $0.message.zh.contains(path) })
  }

  // MARK: Reporting errors

  @Test func errorsAreReportedByMail() throws {
    let region = "{{ page.report_address }}\n{% for it in figures %}{{ it.report_address }}\n{% endfor %}"
    let text = try page(
      "regions/hubei/yichang/index.html",
      of: input("report_email: office@example.org\n", templates: ["region.html": region]))
    let lines = text.split(separator: "\n").map { String($0).percentDecoded }
    #expect(
      lines.first
        == "mailto:office@example.org?subject=纠错：宜昌市&amp;body=网页：https://casebook.example.org/regions/hubei/yichang/\r\n\r\n哪里不对，应当怎样：\r\n"
    )
    #expect(
      lines.dropFirst().first?.contains(
        "yichang/#figure-sessions_held\r\n数据编号：hubei/yichang:sessions_held:all\r\n") == true)
  }

  @Test func errorsAreReportedInAForm() throws {
    let region =
      "{{ page.report_address|safe }}\n{% for it in figures %}{{ it.report_address|safe }}\n{% endfor %}"
    let text = try page(
      "regions/hubei/yichang/index.html",
      of: input(
        "report_url: 'https://example.org/?page={page}&figure={figure}'\n", templates: ["region.html": region]
      ))
    let page = "https%3A%2F%2Fcasebook.example.org%2Fregions%2Fhubei%2Fyichang%2F"
    #expect(text.hasPrefix("https://example.org/?page=\(page)&figure=\n"))
    #expect(text.contains("%23figure-sessions_held&figure=hubei%2Fyichang%3Asessions_held%3Aall\n"))
  }

  @Test(arguments: [
    ("", []), ("report_email: 办公室\n", ["bad-url"]), ("report_url: example.org\n", ["bad-url"]),
    ("report_url: 'https://example.org/?a={seite}'\n", ["bad-url"]),
    ("report_url: 'https://{page}/'\n", ["bad-url"]), ("report_url: 'https://a.org:{page}?b'\n", ["bad-url"]),
    ("report_url: 'https://{title}@example.org/'\n", ["bad-url"]),
    ("report_url: 'https://example.org{page}'\n", ["bad-url"]),
    ("report_url: 'https://example.org/?{titl{page}e}'\n", ["bad-url"]),
    ("report_email: 'a@example.org?bcc=b@example.org'\n", ["bad-url"]),
    ("contacts: [{email: 'a@example.org?bcc=b@example.org'}]\n", ["bad-url"]),
    ("contacts: [{email: \"a@example.org\\nBcc: b\"}]\n", ["bad-url"]),
    ("contacts: [{email: 'a b@example.org'}]\n", ["bad-url"]), ("contacts: [{email: 办公室}]\n", ["bad-url"]),
    ("contacts: [{email: a@example..org}]\n", ["bad-url"]),
    ("contacts: [{email: a@localhost}]\n", ["bad-url"]),
    ("contacts: [{email: a%0A@example.org}]\n", ["bad-url"]),
    ("contacts: [{email: zx.office_1@a-b.hubei.gov.cn}]\n", []),
    ("links: [{title: 甲, url: 乙}]\n", ["bad-url"]),
  ])
  func withoutAnAddressNothingIsShown(settings: String, codes: [String]) throws {
    let region =
      "{% if page.report_address %}1{% endif %}{% for it in figures if it.report_address %}2{% endfor %}"
    let result = build(try input(settings, templates: ["region.html": region]))
    #expect(result.diagnostics.map(\.code) == codes)
    let page = result.files.first { $0.address == "regions/hubei/yichang/index.html" }
    if codes.isEmpty { #expect(page?.bytes == []) }
  }
}
