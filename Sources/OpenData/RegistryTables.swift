import Records

// The registries: regions, metrics, identities, sources, and whose site it is.
extension Content {
  var areaTable: Table {
    Table(
      "areas", "地区", "登记表里的地区都有；没有登记的乡镇街道、村社区，是案例或报告写到过的。",
      Column.areas, of: regions.all.sortedByBytes(\.address)
    ) { region, row in
      row.plain(region.address)
      row.text(region.name)
      row.text(region.path)
      row.code(region.level)
      row.plain(region.code)
      row.area(region.parent, in: self)
      if region.countedUnder == region.parent {
        row.missing()
      } else {
        row.area(region.countedUnder, in: self)
      }
      row.texts(region.aliases)
      row.json(isEmpty: region.tile == nil) {
        $0.numbers([region.tile?.column ?? 0, region.tile?.row ?? 0])
      }
      // A region below the registry has its place among its siblings by chance only.
      let siblings = region.parent.map { self.regions[$0].children } ?? self.regions.roots
      row.number(region.isRegistered ? siblings.firstIndex(of: region.id).map { $0 + 1 } : nil)
      row.flag(self.isHome(region.id))
    }
  }

  var metricTable: Table {
    Table(
      "metrics", "指标", "数的是什么、用什么单位、可以对什么相加；没有写可以相加的，不得相加。",
      Column.metrics, of: Array(metrics.all.enumerated()).sortedByBytes(\.element.id)
    ) { entry, row in
      let (index, metric) = entry
      row.plain(metric.id)
      row.text(metric.name)
      row.text(metric.english)
      row.text(metric.englishDefinition)
      row.text(metric.englishUnit)
      row.texts(metric.englishParts)
      row.texts(metric.labels)
      row.text(metric.unit)
      row.code(metric.kind)
      row.texts((metric.addsOverRegions ? ["regions"] : []) + (metric.addsOverTime ? ["time"] : []))
      row.flag(metric.isCore)
      row.text(metric.definition)
      row.texts(metric.parts)
      row.plain(metric.partOf.flatMap { self.metrics[$0]?.id })
      row.code(metric.countedFrom)
      row.code(metric.donation)
      row.text(metric.note)
      row.number(index + 1)
    }
  }

  var identityTable: Table {
    var known: Set<String> = []
    let identities = metrics.identities.enumerated().filter { known.insert($1.text).inserted }
    return Table(
      "identities", "恒等式", "同一份报告里应当成立的等式；不成立的在对账页列出。",
      Column.identities, of: identities.sortedByBytes(\.element.text)
    ) { entry, row in
      row.text(entry.element.text)
      row.number(entry.offset + 1)
    }
  }

  var sourceTable: Table {
    Table(
      "sources", "来源", "数和事实出自哪些公布过的页面。",
      Column.sources, of: Array(sources.enumerated()).sortedByBytes(\.element.id)
    ) { entry, row in
      let (index, source) = entry
      row.text(source.id)
      row.text(source.title)
      row.text(source.issuer)
      row.plain(source.date?.code)
      row.text(source.url)
      row.plain(source.sha256?.value)
      row.text(source.note)
      row.number(index + 1)
    }
  }

  /// The settings of `content/site.yml`, with the names they have there.
  var siteTable: Table {
    var values: [(key: String, value: String?)] = [
      ("title", settings.title), ("subtitle", settings.subtitle), ("home", regions[home].path),
      ("base_url", settings.baseURL), ("published", settings.published?.iso),
      ("time_zone", settings.timeZone), ("theme", settings.theme), ("publisher", settings.publisher),
      ("contact", settings.contact),
      ("licence", settings.licence), ("languages", settings.languages.map(\.rawValue).joined(separator: ";")),
      ("profile", settings.profile.rawValue), ("SiteName", settings.registration?.siteName),
      ("SiteDomain", settings.registration?.domain), ("SiteIDCode", settings.office.code),
      ("ICP", settings.office.icp), ("police", settings.office.police),
      ("english.title", settings.english.title), ("english.subtitle", settings.english.subtitle),
      ("english.publisher", settings.english.publisher), ("english.contact", settings.english.contact),
      ("english.licence", settings.english.licence),
    ]
    let own = SiteSettings.Section.allCases.filter(settings.sections.contains)
    if own.count < SiteSettings.Section.allCases.count {
      values.append(("sections", own.map(\.rawValue).joined(separator: ";")))
    }
    if !settings.pictureHosts.isEmpty {
      values.append(("allowed_picture_hosts", settings.pictureHosts.sorted().joined(separator: ";")))
    }
    if !settings.checks.isEmpty {
      let levels = settings.checks.sorted { $0.key.precedesByBytes($1.key) }
      values.append(("checks", levels.map { "\($0.key)=\($0.value.value.rawValue)" }.joined(separator: ";")))
    }
    let given = values.compactMap { key, value in value.map { (key: key, value: $0) } }
    return Table(
      "site", "网站", "网站是谁的、叫什么、怎样使用。", Column.settings, of: given.sortedByBytes(\.key)
    ) { setting, row in
      row.plain(setting.key)
      row.text(setting.value)
    }
  }
}
