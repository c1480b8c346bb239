import Records
import Templates
import Wording

/// Cases that are listed on pages of their own, newest first.
struct CaseList: Sendable {
  let folder: String
  let heading: String
  /// The name in a menu of lists, where the heading says too much.
  var name: String?
  let cases: [Int]
  var breadcrumb: [Crumb] = []
}

/// The lists of cases, thirty on a page: all of them, those of a year, without a date, with an outcome, of a kind of
/// activity; and where a page has more than it shows, those of a region, brand, method, topic or platform.
final class CaseLists: Sendable {
  private let content: Content
  private let words: Words
  private let cases: CaseIndex
  /// The cases as lists show them: docs/pages.md, “card”.
  let cards: [Datum]

  private static let casesOnPage = 30
  /// The number of cases that the page of a region or brand shows itself.
  private static let casesShown = 20

  /// - Parameter shared: takes the cards.
  init(_ content: Content, _ words: Words, _ cases: CaseIndex, _ links: Links, in shared: SharedData) {
    self.content = content
    self.words = words
    self.cases = cases
    // The cards are made in some parts, side by side.
    let count = content.cases.count
    let parts = stride(from: 0, to: count, by: 1000).map { $0..<min($0 + 1000, count) }
    cards = parts.parallelMap { part in
      var data = DataBuilder(sharing: shared)
      let cards = content.cases[part].map { data.object($0.card(links, &data)) }
      data.keep()
      return cards
    }.flatMap { $0 }
  }

  /// The lists that are no other page's.
  func pages() -> [Page] {
    let order = cases.newestFirst
    let byYear = Dictionary(grouping: order) { content.cases[$0].date?.value.end.year }
    let byStatus = Dictionary(grouping: order) { content.cases[$0].status }
    let byActivity = Dictionary(grouping: order) { content.cases[$0].activity }
    let breadcrumb = [Crumb.link(words.name(SiteSettings.Section.cases), Address.folder("cases"))]
    func list(_ folder: String, _ heading: String, _ name: String, _ cases: [Int]?) -> CaseList? {
      cases.map {
        CaseList(folder: "cases/" + folder, heading: heading, name: name, cases: $0, breadcrumb: breadcrumb)
      }
    }
    func list(_ term: some Term, _ cases: [Int]?) -> CaseList? {
      let name = words.name(term)
      return list(
        "\(type(of: term).group)-\(term.rawValue.replacing("_", with: "-"))",
        words.filled(.casesWith, ["name": name]), name, cases)
    }
    let years = byYear.keys.compactMap { $0 }.sorted(by: >).map { year in
      list(
        "year-\(year)", words.filled(.casesOfYear, ["year": "\(year)"]), words.period(Period(year: year)),
        byYear[year])
    }
    let undated = list("undated", words[.undatedCases], words[.undated], byYear[nil])
    let groups: [ListGroup] = [
      (
        .byYear,
        [CaseList(folder: "cases", heading: words[.everyCase], cases: order)]
          + (years + [undated]).compactMap { $0 }
      ),
      (.byStatus, Case.Status.allCases.compactMap { list($0, byStatus[$0]) }),
      (.byActivity, Case.Activity.allCases.compactMap { list($0, byActivity[$0]) }),
    ]
    return groups.flatMap(\.lists).flatMap { pages(of: $0, among: groups) }
  }

  /// Lists that divide the cases in one way, and the word for it.
  private typealias ListGroup = (name: Word, lists: [CaseList])

  /// The part of a list that another page shows, and the address of the whole list if that is more.
  func excerpt(of list: CaseList, _ data: inout DataBuilder) -> Datum {
    data.object([
      "cards": data.list(list.cases.prefix(CaseLists.casesShown).map { cards[$0] }),
      "total": Datum(list.cases.count),
      "address": hasPages(list.cases) ? data.text(Address.folder(list.folder)) : .none,
    ])
  }

  /// The newest of the cases behind a number, in a line, and the address of all of them if that is more.
  func shortList(of cases: [Int], at address: String?, _ data: inout DataBuilder) -> Datum {
    data.object([
      "links": data.list(self.cases.newest(CaseLists.casesShown, among: cases).map { cards[$0] }),
      "total": Datum(cases.count), "address": data.text(address),
    ])
  }

  /// Whether cases are more than a page shows itself, so that they have pages of their own.
  func hasPages(_ cases: [Int]) -> Bool {
    content.settings.sections.contains(.cases) && cases.count > CaseLists.casesShown
  }

  /// The pages of a list that its excerpt does not show whole.
  func pages(beyond list: CaseList) -> [Page] {
    hasPages(list.cases) ? pages(of: list, among: []) : []
  }

  private func pages(of list: CaseList, among groups: [ListGroup]) -> [Page] {
    let size = CaseLists.casesOnPage
    let starts = list.cases.isEmpty ? [0] : Array(stride(from: 0, to: list.cases.count, by: size))
    let addresses = starts.indices.map {
      Address.folder($0 == 0 ? list.folder : "\(list.folder)/page-\($0 + 1)")
    }
    return starts.indices.map { number in
      let shown = list.cases[starts[number]..<min(starts[number] + size, list.cases.count)]
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
  /// Links to the first page, the last, and those around the page itself; a gap is a page without an address.
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
