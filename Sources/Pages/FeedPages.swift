import Records
import Templates
import Wording

/// The newest cases of the site, of a region or of a brand, for feed readers.
package struct Feed: Sendable {
  /// The folder of the feed and of the page whose cases it has: empty for the site's own, else with a slash at its end.
  package let folder: String
  fileprivate let title: String
  /// The cases by the day on which readers could first see what they say now, newest first.
  fileprivate var entries: [(index: Int, day: Day)] = []

  private static let limit = 30

  fileprivate init(_ folder: String, _ title: String) {
    self.folder = folder
    self.title = title
  }

  fileprivate mutating func add(_ index: Int, _ day: Day) {
    if entries.count < Feed.limit { entries.append((index, day)) }
  }
}

// The feeds (Atom, RFC 4287; JSON Feed 1.1): docs/pages.md, “feed”.
extension Publication {
  /// The feeds that have anything to tell: of the site, of each registered region and of each brand.
  ///
  /// A case counts from the day on which it was changed or published, else from the last day of its own date; one with
  /// none of them, or only one to come, is in no feed.
  ///
  /// - Parameter withParts: whether regions and brands have feeds, too.
  package func feeds(today: Day, withParts: Bool) -> [Feed] {
    let dated = cases.newestFirst.enumerated().compactMap { rank, index in
      (cases.lastChange(of: content.cases[index]) ?? content.cases[index].date?.value.end).flatMap { day in
        day > today ? nil : (day: day, rank: rank, index: index)
      }
    }
    var site = Feed("", content.settings.title(in: words.language))
    var regions = content.regions.all.map { Feed("regions/\($0.address)/", words.name($0)) }
    var brands = content.brands.map { Feed("brands/\($0.naming.stem)/", $0.naming.title) }
    if !withParts { (regions, brands) = ([], []) }
    for entry in dated.sorted(by: { ($1.day, $0.rank) < ($0.day, $1.rank) }) {
      let record = content.cases[entry.index]
      site.add(entry.index, entry.day)
      guard withParts else { continue }
      for region in content.regions.lineage(of: record.region) where content.regions[region].isRegistered {
        regions[region.index].add(entry.index, entry.day)
      }
      if let brand = record.brand { brands[brand].add(entry.index, entry.day) }
    }
    if !content.settings.sections.contains(.brands) { brands = [] }
    return ([site] + regions + brands).filter { !$0.entries.isEmpty }
  }

  /// - Parameter templates: the forms that the site has templates of.
  package func pages(of feeds: [Feed], templates: [String]) -> [Page] {
    feeds.flatMap { feed in templates.map { page(of: feed, $0) } }
  }

  private func page(of feed: Feed, _ template: String) -> Page {
    let settings = content.settings, title = settings.title(in: words.language)
    return Page(
      feed.folder + template, kind: Page.feed, template: template,
      title: feed.folder.isEmpty ? title : "\(feed.title) · \(title)",
      description: settings.subtitle(in: words.language) ?? title
    ) { [content, links, cases] data in
      [
        "home": data.text(feed.folder), "updated": data.text(feed.entries[0].day.timestamp),
        "entries": data.list(feed.entries) { entry, data in
          let record = content.cases[entry.index]
          return data.object([
            "title": data.text(record.title), "summary": data.text(record.summary),
            "address": data.text(Address.canonical(Address.record("cases", record.stem))),
            "region": links.region(record.region),
            "topics": data.list(record.topics.map { links.topics[$0] }),
            "published": data.text(cases.publication(of: record)?.timestamp),
            "updated": data.text(entry.day.timestamp),
          ])
        },
      ]
    }
  }
}

extension Page {
  static let feed = "feed"
  /// The name by which templates ask for the feeds of regions and brands.
  package static let ownFeeds = "own_feeds"
  /// Atom, then JSON.
  package static let feedTemplates = ["feed.xml", "feed.json"]
}

extension Day {
  /// The beginning of the day in China, as feeds have it (RFC 3339).
  fileprivate var timestamp: String { iso + "T00:00:00+08:00" }
}
