import Records
import Templates

// The lists of cases: all of them, those of a year, those without a date, and where a page has more than it shows,
// those of a region, brand, method, topic or platform; thirty on a page.
extension Publication {
  private static let casesOnAPage = 30
  /// As many as the page of a region or brand shows itself.
  private static let casesShown = 20

  /// Cases that stand on pages of their own, newest first.
  struct CaseList: Sendable {
    let folder: String
    let heading: String
    let cases: [Int]
    var breadcrumb: [Value] = []
  }

  func listPages() -> [Page] {
    let byYear = Dictionary(grouping: order) { content.cases[$0].date?.value.end.year }
    let cases = [Value.link("案例", Address.folder("cases"))]
    var lists = [CaseList(folder: "cases", heading: "全部案例", cases: order)]
    for year in byYear.keys.compactMap({ $0 }).sorted(by: >) {
      lists.append(
        CaseList(
          folder: "cases/year-\(year)", heading: "\(year)年的案例", cases: byYear[year] ?? [], breadcrumb: cases))
    }
    if let undated = byYear[nil] {
      lists.append(
        CaseList(folder: "cases/undated", heading: "日期未公布的案例", cases: undated, breadcrumb: cases))
    }
    return lists.flatMap { pages(of: $0, among: lists) }
  }

  /// What a page shows of a list, and where all of it stands if that is more.
  func excerpt(of list: CaseList) -> Value {
    let isWhole = list.cases.count <= Publication.casesShown
    return [
      "cards": cards(list.cases.prefix(Publication.casesShown)), "total": .int(list.cases.count),
      "address": isWhole ? .none : .string(Address.folder(list.folder)),
    ]
  }

  /// The same of the cases behind a number, in a line.
  func shortList(of cases: [Int], at address: @autoclosure () -> String? = nil) -> Value {
    [
      "links": .list(newest(Publication.casesShown, among: cases).map(caseLink)), "total": .int(cases.count),
      "address": cases.count <= Publication.casesShown ? .none : Value(address()),
    ]
  }

  /// The pages of a list that its excerpt does not show whole.
  func pages(beyond list: CaseList) -> [Page] {
    list.cases.count <= Publication.casesShown ? [] : pages(of: list, among: [])
  }

  private func pages(of list: CaseList, among lists: [CaseList]) -> [Page] {
    let size = Publication.casesOnAPage
    let starts = list.cases.isEmpty ? [0] : Array(stride(from: 0, to: list.cases.count, by: size))
    let addresses = starts.indices.map {
      Address.folder($0 == 0 ? list.folder : "\(list.folder)/page-\($0 + 1)")
    }
    return starts.indices.map { number in
      let shown = list.cases[starts[number]..<Swift.min(starts[number] + size, list.cases.count)]
      let title = number == 0 ? list.heading : "\(list.heading)（第\(number + 1)页）"
      @Sendable func neighbour(_ index: Int, _ title: String) -> Value {
        addresses.indices.contains(index) ? Value.link(title, addresses[index]) : .none
      }
      return Page(
        addresses[number], kind: "cases", title: title, description: "\(list.heading)，共\(list.cases.count)个",
        breadcrumb: list.breadcrumb,
        data: [
          ("heading", .string(list.heading)), ("cards", cards(shown)),
          ("total", .int(list.cases.count)),
          (
            "years",
            .list(
              lists.map { other in
                [
                  "title": .string(other.heading), "address": .string(Address.folder(other.folder)),
                  "count": .int(other.cases.count), "is_current": .bool(other.folder == list.folder),
                ]
              })
          ),
          ("pages", .list(pager(addresses, at: number))),
          ("previous", neighbour(number - 1, "上一页")), ("next", neighbour(number + 1, "下一页")),
        ])
    }
  }
  /// The first page, the last, and those around the page itself; a gap is a page without an address.
  private func pager(_ addresses: [String], at number: Int) -> [Value] {
    let near = addresses.indices.filter { $0 == 0 || $0 == addresses.count - 1 || abs($0 - number) <= 2 }
    var links: [Value] = [], last = -1
    for index in near {
      if index > last + 1 { links.append(["title": "…", "address": .none, "is_current": false]) }
      links.append(
        [
          "title": .string("\(index + 1)"), "address": .string(addresses[index]),
          "is_current": .bool(index == number),
        ])
      last = index
    }
    return links
  }
}
