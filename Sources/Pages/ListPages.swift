import Records
import Templates
import Wording

// The lists of cases: all of them, those of a year, without a date, with an outcome, of a kind of activity, and where a page has more than it shows,
// those of a region, brand, method, topic or platform; thirty on a page.
extension Publication {
  private static let casesOnAPage = 30
  /// As many as the page of a region or brand shows itself.
  private static let casesShown = 20

  /// Cases that stand on pages of their own, newest first.
  struct CaseList: Sendable {
    let folder: String
    let heading: String
    /// In a menu of lists, where the heading says too much.
    var name: String?
    let cases: [Int]
    var breadcrumb: [Crumb] = []
  }

  func listPages() -> [Page] {
    let byYear = Dictionary(grouping: order) { content.cases[$0].date?.value.end.year }
    let byStatus = Dictionary(grouping: order) { content.cases[$0].status }
    let byActivity = Dictionary(grouping: order) { content.cases[$0].activity }
    let cases = [Crumb.link(words.name(SiteSettings.Section.cases), Address.folder("cases"))]
    func list(_ term: some Term, _ places: [Int]?) -> CaseList? {
      places.map {
        CaseList(
          folder: "cases/\(type(of: term).group)-\(term.rawValue.replacing("_", with: "-"))",
          heading: words.filled(.casesWith, ["name": words.name(term)]), name: words.name(term),
          cases: $0, breadcrumb: cases)
      }
    }
    var lists = [CaseList(folder: "cases", heading: words[.everyCase], cases: order)]
    for year in byYear.keys.compactMap({ $0 }).sorted(by: >) {
      lists.append(
        CaseList(
          folder: "cases/year-\(year)", heading: words.filled(.casesOfYear, ["year": "\(year)"]),
          name: words.period(Period(year: year)),
          cases: byYear[year] ?? [], breadcrumb: cases))
    }
    if let undated = byYear[nil] {
      lists.append(
        CaseList(
          folder: "cases/undated", heading: words[.undatedCases], name: words[.undated], cases: undated,
          breadcrumb: cases))
    }
    let groups: [ListGroup] = [
      (.byYear, lists), (.byStatus, Case.Status.allCases.compactMap { list($0, byStatus[$0]) }),
      (.byActivity, Case.Activity.allCases.compactMap { list($0, byActivity[$0]) }),
    ]
    return groups.flatMap(\.lists).flatMap { pages(of: $0, among: groups) }
  }

  /// Lists that divide the cases in one way, and how.
  private typealias ListGroup = (name: Word, lists: [CaseList])

  /// What a page shows of a list, and where all of it stands if that is more.
  func excerpt(of list: CaseList, _ data: inout DataBuilder) -> Datum {
    data.object([
      "cards": data.list(list.cases.prefix(Publication.casesShown).map { cards[$0] }),
      "total": Datum(list.cases.count),
      "address": hasList(list.cases) ? data.text(Address.folder(list.folder)) : .none,
    ])
  }

  /// The newest of the cases behind a number, in a line, and where all of them stand if that is more.
  func shortList(of cases: [Int], at address: String?, _ data: inout DataBuilder) -> Datum {
    data.object([
      "links": data.list(newest(Publication.casesShown, among: cases).map { cards[$0] }),
      "total": Datum(cases.count), "address": data.text(address),
    ])
  }

  /// Whether a page does not show all of its cases itself.
  func hasList(_ cases: [Int]) -> Bool { has(.cases) && cases.count > Publication.casesShown }

  /// The pages of a list that its excerpt does not show whole.
  func pages(beyond list: CaseList) -> [Page] {
    hasList(list.cases) ? pages(of: list, among: []) : []
  }

  private func pages(of list: CaseList, among groups: [ListGroup]) -> [Page] {
    let size = Publication.casesOnAPage
    let starts = list.cases.isEmpty ? [0] : Array(stride(from: 0, to: list.cases.count, by: size))
    let addresses = starts.indices.map {
      Address.folder($0 == 0 ? list.folder : "\(list.folder)/page-\($0 + 1)")
    }
    return starts.indices.map { number in
      let shown = list.cases[starts[number]..<Swift.min(starts[number] + size, list.cases.count)]
      let title =
        number == 0 ? list.heading : words.filled(.pageOf, ["title": list.heading, "n": "\(number + 1)"])
      return Page(
        addresses[number], kind: "cases", title: title,
        description: words.filled(.casesTotal, ["title": list.heading, "n": "\(list.cases.count)"]),
        breadcrumb: list.breadcrumb
      ) { [self] data in
        [
          "heading": data.text(list.heading), "cards": data.list(shown.map { cards[$0] }),
          "total": Datum(list.cases.count),
          "groups": data.list(groups) { group, data in
            data.object([
              "name": data.text(words[group.name]),
              "lists": data.list(group.lists) { other, data in
                data.object([
                  "title": data.text(other.name ?? other.heading),
                  "address": data.text(Address.folder(other.folder)),
                  "count": Datum(other.cases.count), "is_current": Datum(other.folder == list.folder),
                ])
              },
            ])
          },
          "pages": data.pager(addresses, at: number),
          "previous": number == 0 ? .none : data.link(words[.previous], addresses[number - 1]),
          "next": number + 1 == addresses.count ? .none : data.link(words[.next], addresses[number + 1]),
        ]
      }
    }
  }
}

extension DataBuilder {
  /// The first page, the last, and those around the page itself; a gap is a page without an address.
  fileprivate mutating func pager(_ addresses: [String], at number: Int) -> Datum {
    let near = addresses.indices.filter { $0 == 0 || $0 == addresses.count - 1 || abs($0 - number) <= 2 }
    var links: [Datum] = [], last = -1
    for index in near {
      if index > last + 1 {
        links.append(object(["title": text("…"), "address": .none, "is_current": Datum(false)]))
      }
      links.append(
        object([
          "title": text("\(index + 1)"), "address": text(addresses[index]),
          "is_current": Datum(index == number),
        ]))
      last = index
    }
    return list(links)
  }
}
