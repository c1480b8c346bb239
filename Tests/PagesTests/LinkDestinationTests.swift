import Testing

@testable import Pages

/// Everything that can be told of a link by its address alone.
@Suite struct LinkDestinationTests {
  @Test(arguments: [
    "https://example.org", "http://example.org/a?b=c#d", "HTTPS://EXAMPLE.ORG/", "http://localhost:8080/",
    "tel:010-12345",
    "mailto:a@example.org", "https://例子.中国/路", "https://example.org/a：b", "http://oa/index",
    "https://user@example.org/",
  ]) func leadsElsewhere(written: String) { #expect(LinkDestination(written) == .elsewhere) }

  @Test(arguments: [
    "a.md", "../brands/a.md#b", "/statistics/", "#一、概况", "?q=1", "老街.md", "3:1.md", "图/a b.png", "2024.9.md",
    "a.b/c.md",
    "/info/www.example.org", "《通知》：关于.md",
  ]) func isInTheSite(written: String) { #expect(LinkDestination(written) == .here(LocalPath(written))) }

  @Test(arguments: [
    ("htp://example.org", "http://example.org"), ("htttps://example.org/a", "https://example.org/a"),
    ("https:/example.org", "https://example.org"), ("https:example.org", "https://example.org"),
    ("https:///example.org", "https://example.org"), ("https://https://example.org", "https://example.org"),
    ("http//example.org", "http://example.org"), ("//example.org/a", "https://example.org/a"),
    ("www.hubei.gov.cn", "https://www.hubei.gov.cn"), ("hubei.gov.cn/a", "https://hubei.gov.cn/a"),
    ("example.org:8080/a", "https://example.org:8080/a"), ("office@example.org", "mailto:office@example.org"),
    ("https：／／example.org", "https://example.org"), ("..\\brands\\a.md", "../brands/a.md"),
    ("mialto:a@example.org", "mailto:a@example.org"),
  ]) func isMended(written: String, meant: String) {
    guard case .mistaken(_, let offered) = LinkDestination(written) else {
      Issue.record("\(written) is not said to be mistaken")
      return
    }
    #expect(offered == meant)
  }

  @Test(arguments: [
    "", "C:\\a.doc", "d:/a.doc", "\\\\server\\a", "file:///a", "https://", "https://?a", "http:// a",
    "mailto:", "tel:",
    "javascript:alert(1)", "data:text/html,a", "ftp://example.org", "feed:javascript:1",
    "view-source:http://a", "weixin://dl",
  ]) func cannotBeOpened(written: String) {
    guard case .mistaken(_, nil) = LinkDestination(written) else {
      Issue.record("\(written): \(LinkDestination(written))")
      return
    }
  }

  @Test func partsOfAPath() {
    let path = LocalPath("../%E8%80%81%E8%A1%97.md?a=%20#%E6%A6%82%E5%86%B5")
    #expect(path.path == "../老街.md" && path.query == "?a=%20" && path.fragment == "概况")
    #expect(LocalPath("a%FFb%2.md").path == "a%FFb%2.md")
    #expect(LocalPath("a#").fragment == nil)
  }
}
