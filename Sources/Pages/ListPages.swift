import Records
import Templates

// The lists of cases: all of them, those of a year, those without a date; thirty on a page.
extension Publication {
  static let casesOnAPage = 30

  private struct CaseList {
    let folder: String
    let heading: String
    let cases: [Int]
  }

  func listPages() -> [Page] {
    let byYear = Dictionary(grouping: order) { content.cases[$0].date?.value.end.year }
    var lists = [CaseList(folder: "cases", heading: "全部案例", cases: order)]
    for year in byYear.keys.compactMap({ $0 }).sorted(by: >) {
      lists.append(CaseList(folder: "cases/year-\(year)", heading: "\(year)年的案例", cases: byYear[year] ?? []))
    }
    if let undated = byYear[nil] {
      lists.append(CaseList(folder: "cases/undated", heading: "日期未公布的案例", cases: undated))
    }
    return lists.flatMap { pages(of: $0, among: lists) }
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
        breadcrumb: list.folder == "cases" ? [] : [Value.link("案例", Address.folder("cases"))],
        data: [
          ("heading", .string(list.heading)), ("cards", .list(shown.map { cards[$0] })),
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
          (
            "pages",
            .list(
              addresses.enumerated().map { index, address in
                [
                  "title": .string("\(index + 1)"), "address": .string(address),
                  "is_current": .bool(index == number),
                ]
              })
          ),
          ("previous", neighbour(number - 1, "上一页")), ("next", neighbour(number + 1, "下一页")),
        ])
    }
  }
}
