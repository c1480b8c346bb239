import Diagnostics
import Testing

@testable import Pages
@testable import Records
@testable import Site

/// A site in two languages, and one that stands on a theme.
@Suite struct EditionTests {
  private func bilingual() throws -> BuildInput {
    var input = try Fixtures.minimal()
    let settings = try #require(input.contentFiles.first { $0.path == "content/site.yml" })
    let text = String(decoding: settings.bytes, as: UTF8.self)
    input = input.with(
      "content/site.yml", text + "\nlanguages: [zh-Hans, en]\nenglish: {title: Casebook}\n")
    input.templates.append(try Fixtures.words(.english))
    return input
  }

  private func setting(_ templates: [String: String], in input: BuildInput) -> BuildInput {
    var input = input
    for (name, text) in templates {
      let path = "templates/" + name
      input.templates.removeAll { $0.path == path }
      input.templates.append(SourceText(path: path, text))
    }
    return input
  }

  /// Every page stands in both languages at the same address, but those that a site has once.
  @Test func bothEditionsHaveTheSamePages() throws {
    let site = Fixtures.site(try bilingual())
    let pages = Set(site.keys.filter { $0.hasSuffix(".html") && !$0.hasPrefix("en/") })
    let english = Set(
      site.keys.filter { $0.hasSuffix(".html") && $0.hasPrefix("en/") }.map { $0.dropFirst(3) })
    #expect(pages.subtracting(english.map(String.init)) == ["404.html", "briefings/2022-01/index.html"])
    #expect(english.subtracting(pages.map { $0[...] }) == [])
    let map = String(decoding: site["sitemap.xml"] ?? [], as: UTF8.self)
    #expect(map.contains("<loc>https://casebook.example.org/en/cases/ludeng/</loc>"))
  }

  @Test func eachSaysWhereTheOtherIs() throws {
    let template =
      "{{ root }} {{ page.canonical }}{% for it in page.others %} {{ it.language }} {{ root }}{{ it.address }} {{ it.canonical }}{% endfor %}"
    let site = Fixtures.site(setting(["case.html": template], in: try bilingual()))
      .mapValues { String(decoding: $0, as: UTF8.self) }
    let host = "https://casebook.example.org/"
    #expect(
      site["cases/ludeng/index.html"]
        == "../../ \(host)cases/ludeng/ en ../../en/cases/ludeng/index.html \(host)en/cases/ludeng/")
    #expect(
      site["en/cases/ludeng/index.html"]
        == "../../ \(host)en/cases/ludeng/ zh-Hans ../../../cases/ludeng/index.html \(host)cases/ludeng/")
  }

  /// The words of the program change, those of the authors stay.
  @Test func wordsAreOfTheEdition() throws {
    let templates = [
      "home.html": "{{ site.title }} {{ w.skip }} {{ language }}<i{{ zh }}>",
      "case.html": "{{ case.title }} {{ case.date }} {{ case.status.name }} {{ case.region.title }}",
      "about.html": "数字", "about.en.html": "figures",
    ]
    let site = Fixtures.site(setting(templates, in: try bilingual()))
      .mapValues { String(decoding: $0, as: UTF8.self) }
    #expect(site["index.html"] == "议事簿 跳到正文 zh-Hans<i>")
    #expect(site["en/index.html"] == "Casebook Skip to content en<i lang=\"zh-Hans\">")
    let chinese = try #require(site["cases/ludeng/index.html"]).split(separator: " ")
    let english = try #require(site["en/cases/ludeng/index.html"])
    #expect(english.hasPrefix(chinese[0] + " "))
    #expect(!english.contains("年") && english.contains("2022"))
    #expect(site["about/index.html"] == "数字")
    #expect(site["en/about/index.html"] == "figures")
  }

  // MARK: Themes

  private func themed(own: [String: String], theirs: [String: String]) throws -> BuildInput {
    var input = try Fixtures.minimal()
    let words = try Fixtures.words(.chinese)
    let folder = "../主题"
    func isAsset(_ name: String) -> Bool { name.hasPrefix("assets/") }
    let base = input.templates.map { source in
      let name = source.path.dropFirst("templates/".utf8.count)
      return SourceText(path: "\(folder)/\(name)", bytes: source.bytes)
    }
    let theme = theirs.map { SourceText(path: "\(folder)/\($0.key)", $0.value) }
    let names = Set(theme.map(\.path) + ["\(folder)/words.zh-Hans.yml"])
    input.theme = Theme(
      folder: folder,
      templates: base.filter { !names.contains($0.path) }
        + [SourceText(path: "\(folder)/words.zh-Hans.yml", bytes: words.bytes)]
        + theme.filter { !$0.path.contains("/assets/") },
      assets: theme.filter { $0.path.contains("/assets/") })
    input.templates = own.filter { !isAsset($0.key) }.map {
      SourceText(path: "templates/\($0.key)", $0.value)
    }
    input.assets =
      input.assets.filter { $0.path.hasPrefix("content/") }
      + own.filter { isAsset($0.key) }.map { SourceText(path: "templates/\($0.key)", $0.value) }
    return input
  }

  /// A file of the same name replaces the theme's; words and tokens are added to it.
  @Test func aSitesOwnFilesComeFirst() throws {
    let input = try themed(
      own: [
        "_foot.html": "own", "words.zh-Hans.yml": "skip: 跳过去\n", "assets/tokens.css": ":root { --red: #005 }",
        "assets/style.css": "b {}",
      ],
      theirs: [
        "home.html": "{{ w.skip }} {{ w.comma }} {% include '_foot.html' %} {{ assets['tokens.css'] }}",
        "_foot.html": "theirs", "assets/tokens.css": ":root { --red: #a00 }", "assets/style.css": "a {}",
      ])
    let result = build(input)
    #expect(result.diagnostics == [])
    let site = Fixtures.site(input).mapValues { String(decoding: $0, as: UTF8.self) }
    let home = try #require(site["index.html"])
    #expect(home.hasPrefix("跳过去 、 own assets/tokens."))
    let tokens = try #require(site[String(home.split(separator: " ")[3])])
    #expect(tokens == ":root { --red: #a00 }\n:root { --red: #005 }")
    #expect(site.filter { $0.key.hasPrefix("assets/style.") }.map(\.value) == ["b {}"])
  }

  /// A colour that a site gives by day alone is not used by night.
  @Test(arguments: [
    (":root { --ink: #111 }", "--ink: #eee;"),
    (":root, html { /* --paper: 1; */ --ink:#111; --s1: 2rem }", "--ink: #eee;"),
    (":root { --ink: #111; }\n@media (prefers-color-scheme: dark) { :root { --ink: #ddd } }", nil),
    ("@media (prefers-color-scheme: light) { :root { --ink: #111 } }", nil),
    ("@media print { :root { --ink: #111 } }", nil),
    (":root { --s1: 2rem; --url: url(data:a;--ink:b) }", nil),
    (":root { --ink: #111; --paper: #fee }", "--ink: #eee;\n    --paper: #000;"),
    (":root { color-scheme: light; --ink: #111 }", "--ink: #111;\n    --paper: #fff;"),
    (":root { color-scheme: dark light }", nil), (":root { --ink: \"}--paper:\" ", nil), ("", nil),
    ("}{;:", nil),
  ])
  func coloursByNight(own: String, again: String?) throws {
    let theirs =
      "/* a */\n:root { --ink: #222; --paper: #fff; --s1: 1rem }\n"
      + "@media (prefers-color-scheme: dark) {\n  :root { --ink: #eee; --paper: #000 }\n}\n"
    let tokens = SourceText(path: "tokens.css", theirs).followed(by: SourceText(path: "own/tokens.css", own))
    let night = again.map { "\n@media (prefers-color-scheme: dark) {\n  :root {\n    \($0)\n  }\n}\n" } ?? ""
    #expect(String(decoding: tokens.bytes, as: UTF8.self) == theirs + "\n" + own + night)
  }

  /// A mistake in the theme is shown where it is.
  @Test func aThemesMistakeIsShownThere() throws {
    let input = try themed(own: [:], theirs: ["home.html": "{{ w.skipp }}"])
    let found = build(input).diagnostics
    #expect(found.map { $0.location?.file } == ["../主题/home.html"])
    #expect(found.map(\.code) == ["template-undefined"])
  }
}
