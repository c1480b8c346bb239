import Diagnostics
import Files
import Records
import Site
import Statistics
import Testing

/// The site of this repository, from its real content and templates.
@Suite struct RealSiteTests {
  private static let input: BuildInput? = {
    var diagnostics: [Diagnostic] = []
    guard let today = Day(iso: "2026-11-21") else { return nil }
    return BuildInput(root: Fixtures.project, today: today, baseURL: nil, reporting: &diagnostics)
  }()
  static let result = input.map { build($0) }

  /// Two figures in the sources contradict others; both write-ups say so themselves.
  @Test func onlyTheTrapsAreWarnedOf() throws {
    let result = try #require(RealSiteTests.result)
    #expect(
      result.diagnostics.map { "\($0.severity) \($0.code) \($0.location?.file ?? "") \($0.isExplained)" } == [
        "warning rate-impossible content/reports/daye.md true",
        "warning child-exceeds-parent content/reports/zigui-2022.md true",
      ])
  }

  /// Figures of the sources as the statistics publish them: value as worded, basis, coverage.
  @Test(arguments: [
    ("湖北省/武汉市", "sessions_held", "637 reported 4/16"),
    ("湖北省/武汉市", "problems_solved", "近700 reported 4/16"),
    ("湖北省/武汉市/东湖生态旅游风景区", "sessions_held", "7 reported 0/-"),
    ("湖北省/武汉市/青山区", "member_person_times", "1200余 reported 0/-"),
    ("湖北省/宜昌市", "sessions_held", "200余 reported 2/13"),
    ("湖北省/宜昌市", "participant_person_times", "超20万 reported 0/13"),
    ("湖北省/宜昌市/秭归县", "sessions_held", "1500多 reported 0/-"),
    // 议事会500余次 and 专题协商434场 are different things.
    ("湖北省/黄石市", "sessions_held", "434 reported 0/6"),
    ("湖北省/黄石市", "deliberation_meetings", "500余 reported 0/6"),
    ("湖北省/黄冈市", "members_deployed", "414 reported 0/10"),
    ("湖北省/十堰市/郧西县", "problems_solved", "914 reported 0/-"),
    ("云南省", "problems_solved", "2400余 reported 0/-"),
  ])
  func figures(region: String, metric: String, expected: String) throws {
    let content = try #require(RealSiteTests.result?.content)
    let id = try #require(content.regions.region(path: region)),
      index = try #require(content.metrics.index(of: metric))
    let finding = Ledger(content).table(for: .all)[id, index]
    let figure = try #require(finding?.published)
    let coverage = finding?.coverage
    let of = coverage?.of.map(String.init) ?? "-"
    #expect("\(figure.quantity.display) \(figure.basis) \(coverage?.reporting ?? -1)/\(of)" == expected)
  }

  /// No provincial total is in the sources, and none may be computed.
  @Test func theProvinceHasNoTotal() throws {
    let content = try #require(RealSiteTests.result?.content)
    let table = Ledger(content).table(for: .all)
    for metric in content.metrics.core {
      let index = try #require(content.metrics.index(of: metric.id))
      #expect(table[content.home, index]?.published == nil, "\(metric.id)")
    }
  }

  /// The numbers of page 003 bear no year, and are in no total.
  @Test func theUndatedReportIsInNoTotal() throws {
    let content = try #require(RealSiteTests.result?.content)
    let daye = try #require(content.regions.region(path: "湖北省/黄石市/大冶市"))
    let report = try #require(content.reports.first { $0.region == daye })
    #expect(report.period == nil)
    #expect(
      Ledger(content).table(for: .all).metrics(of: daye).filter { index in
        report.figures.contains { $0.metric == index && $0.period == nil }
          && Ledger(content).table(for: .all)[daye, index]?.reported != nil
      } == [])
  }

  /// No number and no case reaches beyond what its page tells of: 今年以来 ends in that month, not with the year.
  @Test func nothingEndsAfterItsSource() throws {
    let content = try #require(RealSiteTests.result?.content)
    let ends = [
      "000": try #require(Period(parsing: "2022-10")), "001": try #require(Period(parsing: "2024-09")),
      "002": try #require(Period(parsing: "2023-06")), "004": try #require(Period(parsing: "2023-08")),
    ].mapValues(\.end)
    func isLate(_ period: Period?, _ citations: [Citation]) -> Bool {
      guard let period else { return false }
      return citations.compactMap { ends[$0.source] }.max().map { period.end > $0 } ?? true
    }
    #expect(
      content.reports.flatMap { report in
        report.figures.filter { isLate($0.period, report.citations) }.map {
          "\(report.stem) \($0.quantity.display)"
        }
      } == [])
    #expect(content.cases.filter { isLate($0.date?.value, $0.citations) }.map(\.stem) == [])
  }

  /// No number stands on a page without saying which it is, and one id is one number on all pages.
  @Test func everyNumberSaysWhichItIs() throws {
    let files = try #require(RealSiteTests.result).files
    var texts: [String: Set<String>] = [:], nameless: [String] = [], count = 0
    for page in files where page.address.hasSuffix(".html") {
      // The English edition words the same numbers otherwise.
      let edition = page.address.hasPrefix("en/") ? "en " : ""
      for number in PublishedNumbers(String(decoding: page.bytes, as: UTF8.self)).numbers {
        count += 1
        guard let id = number.id else {
          nameless.append("\(page.address): \(number.text)")
          continue
        }
        texts[edition + id, default: []].insert(number.text)
      }
    }
    #expect(count > 900)
    #expect(nameless == [])
    #expect(texts.filter { $0.value.count > 1 }.map { "\($0.key): \($0.value.sorted())" }.sorted() == [])
  }

  /// Published figures stand on the pages under the ids of `casebook stats`.
  @Test func idsAreThoseOfTheCommand() throws {
    let result = try #require(RealSiteTests.result)
    let content = try #require(result.content)
    let published = Ledger(content).table(for: .all).published.map { $0.id(in: content, query: .all) }
    let ids = result.files.filter { $0.address.hasPrefix("regions/") }
      .reduce(into: Set<String>()) {
        $0.formUnion(PublishedNumbers(String(decoding: $1.bytes, as: UTF8.self)).ids)
      }
    #expect(Set(published).subtracting(ids) == [])
    #expect(published.count > 150)
  }

  /// Templates print a number through the macro that marks it, or beside a `data-figure` of its own.
  @Test func templatesMarkEveryNumber() throws {
    let input = try #require(RealSiteTests.input)
    for template in input.templates {
      let text = String(decoding: template.bytes, as: UTF8.self)
      for place in text.ranges(of: ".display }}") {
        let before = text[..<place.lowerBound].suffix(80)
        #expect(before.contains("data-figure=\"{{ "), "\(template.path): \(before)")
      }
    }
  }

  /// Every discrepancy has a place of its own on the page of reconciliation, and stands on its regions' pages.
  @Test func discrepanciesAreLinked() throws {
    let files = try #require(RealSiteTests.result).files
    func text(_ address: String) throws -> String {
      String(decoding: try #require(files.first { $0.address == address }).bytes, as: UTF8.self)
    }
    let anchor = "child-exceeds-parent-hubei-yichang-zigui-sessions_held"
    let page = try text("reconciliation/index.html")
    #expect(page.contains("id=\"region-hubei-yichang-zigui\""))
    #expect(page.contains("id=\"\(anchor)\""))
    #expect(page.contains("来源000</a>第121行"))
    for region in ["hubei/yichang", "hubei/yichang/zigui"] {
      #expect(try text("regions/\(region)/index.html").contains("reconciliation/index.html#\(anchor)"))
    }
  }

  /// A number changed after publication is shown with what it was: beside the figure, in its report, and on the
  /// page of reconciliation, the newest first.
  @Test func revisionsAreShown() throws {
    let input = try #require(RealSiteTests.input)
    let path = "content/reports/wuhan-2024.md"
    let source = try #require(input.contentFiles.first { $0.path == path })
    let revisions = """

      revisions:
        - {metric: problems_solved, old: 600余, new: 近700, reason: 核对底册}
        - {metric: sessions_held, old: 630, new: 637, date: 2025-03-01, reason: 补报一个区}
      figures:
      """
    let text = String(decoding: source.bytes, as: UTF8.self).replacing("\nfigures:", with: revisions)
    let result = build(input.with(path, text))
    func page(_ address: String) throws -> String {
      String(decoding: try #require(result.files.first { $0.address == address }).bytes, as: UTF8.self)
    }
    let region = try page("regions/hubei/wuhan/index.html")
    #expect(region.ranges(of: "补报一个区").count == 2)
    #expect(region.contains("2025年3月1日由"))
    #expect(region.contains("日期未注明"))
    #expect(
      PublishedNumbers(region).numbers.contains {
        $0.id == "reports/wuhan-2024:revision=2:old" && $0.text == "630场"
      })
    let all = try page("reconciliation/index.html")
    let first = try #require(all.firstRange(of: "补报一个区")), second = try #require(all.firstRange(of: "核对底册"))
    #expect(first.lowerBound < second.lowerBound)
  }

  /// Every link inside the site leads to a file, every fragment to an id; no id stands twice; every page has
  /// one main heading; nothing that is not known is printed as `None`.
  @Test func everyPageHoldsTogether() throws {
    let files = try #require(RealSiteTests.result).files
    #expect(files.count { $0.address.hasSuffix(".html") } > 500)
    checkTogether(files)
  }

  /// A site of regions and cases alone has no link to a page that is not there.
  @Test func aSiteWithoutFurtherSectionsHoldsTogether() throws {
    let input = try #require(RealSiteTests.input)
    let settings = try #require(input.contentFiles.first { $0.path == "content/site.yml" })
    let text = String(decoding: settings.bytes, as: UTF8.self) + "\nsections: []\n"
    let result = build(input.with("content/site.yml", text))
    #expect(!result.diagnostics.hasErrors)
    let folders = Set(result.files.map { $0.address.prefix { $0 != "/" } })
    #expect(
      folders == [
        "404.html", "assets", "cases", "en", "feed.json", "feed.xml", "index.html", "regions", "robots.txt",
        "sitemap.xml",
      ])
    #expect(!result.files.contains { $0.address.hasPrefix("cases/index") })
    checkTogether(result.files)
  }

  /// And for a site with one further section, whichever it is.
  @Test(arguments: SiteSettings.Section.allCases)
  func aSiteWithOneSectionHoldsTogether(_ section: SiteSettings.Section) throws {
    let input = try #require(RealSiteTests.input)
    let settings = try #require(input.contentFiles.first { $0.path == "content/site.yml" })
    let text = String(decoding: settings.bytes, as: UTF8.self) + "\nsections: [\(section.rawValue)]\n"
    let result = build(input.with("content/site.yml", text))
    #expect(!result.diagnostics.hasErrors)
    checkTogether(result.files)
  }

  private func checkTogether(_ files: [OutputFile]) {
    let addresses = Set(files.map(\.address))
    var ids: [String: Set<String>] = [:], mistakes: [String] = []
    let pages = files.filter { $0.address.hasSuffix(".html") }
    for page in pages {
      let own = page.bytes.values(of: " id=\"")
      ids[page.address] = Set(own)
      if Set(own).count != own.count { mistakes.append("\(page.address): an id stands twice") }
      let headings = page.bytes.count(of: "<h1")
      if headings != 1 { mistakes.append("\(page.address): \(headings) main headings") }
      if page.bytes.count(of: ">None<") != 0 { mistakes.append("\(page.address): None") }
    }
    for page in pages {
      for link in page.bytes.values(of: " href=\"") + page.bytes.values(of: " src=\"") {
        guard !link.contains(":"), let target = resolve(link, from: page.address) else { continue }
        if !addresses.contains(target.page) {
          mistakes.append("\(page.address): \(link)")
        } else if !target.fragment.isEmpty, !(ids[target.page]?.contains(target.fragment) ?? true) {
          mistakes.append("\(page.address): \(link) (fragment)")
        }
      }
    }
    #expect(mistakes == [])
  }

  private func resolve(_ link: String, from page: String) -> (page: String, fragment: String)? {
    let parts = link.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
    let fragment = parts.count > 1 ? parts[1] : ""
    if parts[0].isEmpty { return (page, fragment) }
    // Only the page for missing addresses is linked from the root.
    if parts[0].hasPrefix("/") { return (String(parts[0].dropFirst()), fragment) }
    var folders = page.split(separator: "/").dropLast().map(String.init)
    for part in parts[0].split(separator: "/") {
      if part == ".." { folders.removeLast() } else { folders.append(String(part)) }
    }
    return (folders.joined(separator: "/"), fragment)
  }
}

extension [UInt8] {
  /// The texts between an opening and the next quotation mark.
  fileprivate func values(of opening: String) -> [String] {
    let pattern = Array(opening.utf8)
    var values: [String] = [], i = 0
    while i + pattern.count <= count {
      guard self[i] == pattern[0], self[i..<i + pattern.count].elementsEqual(pattern) else {
        i += 1
        continue
      }
      let start = i + pattern.count
      let end = self[start...].firstIndex(of: UInt8(ascii: "\"")) ?? count
      values.append(String(decoding: self[start..<end], as: UTF8.self))
      i = end
    }
    return values
  }

  fileprivate func count(of text: String) -> Int {
    let pattern = Array(text.utf8)
    return indices.count { self[$0] == pattern[0] && self[$0...].starts(with: pattern) }
  }
}
