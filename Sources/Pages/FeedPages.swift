import Records
import Templates

// What is new, for feed readers (Atom, RFC 4287): docs/pages.md, “feed”.
extension Publication {
  private static let casesInFeed = 30

  /// The newest cases by the day on which they were changed or published, else by the last day of their date; what
  /// has none of them, or only one to come, is in no feed. None at all if that leaves no case.
  package func feedPages(today: Day) -> [Page] {
    let dated = order.enumerated().compactMap { place, index in
      (content.cases[index].lastChange ?? content.cases[index].date?.value.end).flatMap { day in
        day > today ? nil : (day: day, place: place, index: index)
      }
    }
    let newest = dated.sorted { ($1.day, $0.place) < ($0.day, $1.place) }.prefix(Publication.casesInFeed)
    let feed = Page(
      Address.feed, kind: "feed", template: Page.feedTemplate,
      title: content.settings.title(in: words.language),
      description: content.settings.subtitle(in: words.language) ?? content.settings.title(in: words.language)
    ) { [self] data in
      [
        "updated": data.text(newest.first?.day.timestamp),
        "entries": data.list(Array(newest)) { entry, data in
          let record = content.cases[entry.index]
          return data.object([
            "title": data.text(record.title), "summary": data.text(record.summary),
            "address": data.text(Address.canonical(Address.record("cases", record.stem))),
            "region": link(record.region), "topics": data.list(record.topics.map { links.topics[$0] }),
            "published": data.text(record.published?.timestamp), "updated": data.text(entry.day.timestamp),
          ])
        },
      ]
    }
    return newest.isEmpty ? [] : [feed]
  }
}

extension Page {
  package static let feedTemplate = "feed.xml"
}

extension Case {
  /// The day on which readers could first see what it says now.
  var lastChange: Day? { updated ?? published }
}

extension Day {
  /// Its beginning in China, as feeds have it (RFC 3339).
  fileprivate var timestamp: String { iso + "T00:00:00+08:00" }
}
