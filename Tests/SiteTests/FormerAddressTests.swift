import Diagnostics
import Testing

@testable import Pages
@testable import Records
@testable import Site

/// Addresses of an older site lead on to where a case stands now.
@Suite struct FormerAddressTests {
  /// A former address leads on to the present one; the sitemap does not name it.
  @Test func formerAddressesLeadOn() throws {
    var input = try Fixtures.minimal()
    input.templates.append(
      SourceText(path: "templates/redirect.html", "{{ page.title }}: {{ root }}{{ target }}"))
    let text =
      "---\ntitle: 老街\nregion: 湖北省/宜昌市/秭归县\naliases: [/info/2019/12.html, cases/old-street/, wap]\n---\n"
    let site = Fixtures.site(input.with("content/cases/laojie.md", text))
    for address in ["info/2019/12.html", "cases/old-street/index.html", "wap/index.html"] {
      let page = String(decoding: site[address] ?? [], as: UTF8.self)
      let root = String(repeating: "../", count: address.count { $0 == "/" })
      #expect(page == "老街: \(root)cases/laojie/index.html")
    }
    #expect(!String(decoding: site["sitemap.xml"] ?? [], as: UTF8.self).contains("wap"))
  }

  /// A former address is a path, and no page's.
  @Test(arguments: [
    ("https://example.org/a", "bad-address"), ("../a", "bad-address"), ("a?id=1", "bad-address"),
    ("", "bad-address"),
    ("/", "bad-address"), ("旧址", "bad-address"), ("a//b", "bad-address"), ("cases/ludeng/", "address-twice"),
  ])
  func formerAddressesThatAreNone(_ former: String, _ code: String) throws {
    let text = "---\ntitle: 老街\nregion: 湖北省/宜昌市/秭归县\naliases: ['\(former)']\n---\n"
    var input = try Fixtures.minimal().with("content/cases/laojie.md", text)
    input.templates.append(SourceText(path: "templates/redirect.html", ""))
    let result = build(input)
    #expect(result.diagnostics.map(\.code) == [code])
    #expect(result.diagnostics.first?.location?.file.hasSuffix(".md") == true)
  }
}
