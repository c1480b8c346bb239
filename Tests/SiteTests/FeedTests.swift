import Diagnostics
import Testing

@testable import Pages
@testable import Records
@testable import Site

/// The files for feed readers and search engines.
@Suite struct FeedTests {
  /// The feed begins with what changed last; what has no day of its own kind is in by its date, or not at all.
  @Test func theFeedHasTheNewestCases() throws {
    var input = try Fixtures.minimal()
    for (number, days) in [
      "published: 2024-05-01", "published: 2024-01-02\nupdated: 2024-06-01", "", "date: 2025",
    ]
    .enumerated() {
      let text = "---\ntitle: 第\(number)件\nregion: 湖北省/宜昌市/秭归县\n\(days)\n---\n"
      input = input.with("content/cases/c\(number).md", text)
    }
    let feed = String(decoding: Fixtures.site(input)["feed.xml"] ?? [], as: UTF8.self)
    #expect(
      feed == """
        2025-12-31T00:00:00+08:00 cases/c3/ 2025-12-31T00:00:00+08:00 cases/c1/ 2024-06-01T00:00:00+08:00 \
        cases/c0/ 2024-05-01T00:00:00+08:00 cases/ludeng/ 2022-08-31T00:00:00+08:00
        """)
    let map = String(decoding: Fixtures.site(input)["sitemap.xml"] ?? [], as: UTF8.self)
    let host = "https://casebook.example.org/"
    #expect(map.contains("<url><loc>\(host)cases/c1/</loc><lastmod>2024-06-01</lastmod></url>\n"))
    #expect(map.contains("<url><loc>\(host)cases/c2/</loc></url>\n"))
    #expect(map.contains("<loc>\(host)</loc>"))
    #expect(!map.contains("404"))
  }

  /// No feed, no link to one: no template, or nothing whose day has come.
  @Test func aFeedWithoutCasesIsNone() throws {
    var input = try Fixtures.minimal()
    input.templates = input.templates.map { source in
      source.path == "templates/home.html"
        ? SourceText(
          path: source.path, "{% for it in site.feeds %}{{ it.address }}{% else %}None{% endfor %}") : source
    }
    let home = { (input: BuildInput) in
      String(decoding: Fixtures.site(input)["index.html"] ?? [], as: UTF8.self)
    }
    #expect(home(input) == "feed.xml")
    var early = input
    early.today = try #require(Day(iso: "2022-08-30"))
    #expect(home(early) == "None")
    #expect(Fixtures.site(early)["feed.xml"] == nil)
    input.templates.removeAll { $0.path == "templates/feed.xml" }
    #expect(home(input) == "None")
    #expect(build(input).diagnostics == [])
  }

  /// Feeds and sitemaps have whole addresses; without a host there are none.
  @Test func withoutAHostThereIsNoFeed() throws {
    var input = try Fixtures.minimal()
    input.baseURL = "/hezuo/"
    let site = Fixtures.site(input)
    #expect(["feed.xml", "sitemap.xml", "robots.txt"].filter { site[$0] != nil } == [])
  }

  /// A sitemap may have so many addresses; more stand in several, which an index names.
  @Test func aLongSitemapIsSplit() throws {
    let pages = (1...5).map { SitemapEntry(address: "cases/c\($0)/", lastChange: nil) }
    let host = "https://casebook.example.org/?a&"
    let files = pages.filesForSearchEngines(host, limit: 2)
    #expect(
      files.map(\.address) == [
        "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml", "robots.txt",
      ])
    let texts = files.map { String(decoding: $0.bytes, as: UTF8.self) }
    #expect(texts.prefix(3).map { $0.ranges(of: "<url>").count } == [2, 2, 1])
    #expect(texts[2].contains("<url><loc>https://casebook.example.org/?a&amp;cases/c5/</loc></url>"))
    #expect(
      texts[3].contains("<sitemap><loc>https://casebook.example.org/?a&amp;sitemap-3.xml</loc></sitemap>"))
    #expect(pages.filesForSearchEngines(host).map(\.address) == ["sitemap.xml", "robots.txt"])
    // Robots are told at the root of a host alone.
    #expect(pages.filesForSearchEngines("https://example.gov.cn/hezuo/").map(\.address) == ["sitemap.xml"])
  }

  /// A record without a day of its own was published with the site; when it happened is another matter.
  @Test func publishedIsNotHappened() throws {
    var input = try Fixtures.minimal()
    let settings = try #require(input.contentFiles.first { $0.path == "content/site.yml" })
    let text = String(decoding: settings.bytes, as: UTF8.self)
    input = input.with("content/site.yml", text + "\npublished: 2026-03-01\n")
    let own = "---\ntitle: 甲\nregion: 湖北省/宜昌市/秭归县\npublished: 2026-04-01\nupdated: 2026-05-01\n---\n"
    input = input.with("content/cases/own.md", own)
    for (name, template) in [
      (
        "feed.xml",
        "{% for it in entries %}{{ it.address }} {{ it.published }} {{ it.updated }}\n{% endfor %}"
      ),
      ("case.html", "{{ page.published_on.code }} {{ page.updated_on.code if page.updated_on else '-' }}"),
    ] {
      input.templates.removeAll { $0.path == "templates/" + name }
      input.templates.append(SourceText(path: "templates/" + name, template))
    }
    let site = Fixtures.site(input).mapValues { String(decoding: $0, as: UTF8.self) }
    let china = "T00:00:00+08:00"
    #expect(
      site["feed.xml"] == """
        cases/own/ 2026-04-01\(china) 2026-05-01\(china)
        cases/ludeng/ 2026-03-01\(china) 2026-03-01\(china)

        """)
    #expect(site["cases/own/index.html"] == "2026-04-01 2026-05-01")
    #expect(site["cases/ludeng/index.html"] == "2026-03-01 -")
  }

  /// A region and a brand have feeds of their own cases; their pages lead there.
  @Test func regionsAndBrandsHaveFeeds() throws {
    var input = try Fixtures.minimal()
    for (stem, region) in [("a", "湖北省/宜昌市/秭归县"), ("b", "湖北省/宜昌市/西陵区/学院街道")] {
      let text = "---\ntitle: 第\(stem)件\nregion: \(region)\nbrand: 家话西陵\npublished: 2024-05-01\n---\n"
      input = input.with("content/cases/\(stem).md", text)
    }
    input.templates += [
      SourceText(path: "templates/feed.json", "{{ home }} {{ entries|map(attribute='address')|join(' ') }}")
    ]
    for name in ["region", "brand"] {
      input.templates.removeAll { $0.path == "templates/\(name).html" }
      input.templates.append(
        SourceText(path: "templates/\(name).html", "{{ page.own_feeds|map(attribute='address')|join(' ') }}"))
    }
    let site = Fixtures.site(input).mapValues { String(decoding: $0, as: UTF8.self) }
    #expect(site["regions/hubei/yichang/zigui/feed.json"] == "regions/hubei/yichang/zigui/ cases/a/")
    #expect(
      site["regions/hubei/yichang/feed.json"] == "regions/hubei/yichang/ cases/a/ cases/b/ cases/ludeng/")
    #expect(site["brands/jiahua/feed.json"]?.hasPrefix("brands/jiahua/ cases/a/ cases/b/") == true)
    #expect(
      site["regions/hubei/yichang/zigui/index.html"]
        == "regions/hubei/yichang/zigui/feed.xml regions/hubei/yichang/zigui/feed.json")
    #expect(site["brands/jiahua/index.html"] == "brands/jiahua/feed.xml brands/jiahua/feed.json")
    // Below the district there are none: its cases are few.
    #expect(site["regions/hubei/yichang/xiling/xueyuan/feed.json"] == nil)
  }
}
