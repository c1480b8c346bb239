import Records

// The registries: regions, metrics, identities, sources, and whose site it is.
extension Content {
  var areaTable: Table {
    // A region below the district has its place among its siblings by chance only.
    let regions = self.regions.all.sortedByBytes(\.address)
    return Table(
      "areas", "地区", "省、市州、县市区在登记表里都有；乡镇街道、村社区是案例或报告写到过的。",
      [
        Field("id", .string, "编号", "从省写起的地址，也是页面 regions/编号/"), Field("name", .string, "名称"),
        Field("path", .string, "路径"), Field("level", .string, "层级").coded("level"),
        Field("code", .string, "代码", "GB/T 2260；local: 开头的是自编代码", .inapplicable),
        Field("parent", .string, "上级", "", .inapplicable).referring(to: "areas"),
        Field("counted_under", .string, "并入", "合计时算在哪个地区之下，没有写的算在上级之下", .inapplicable)
          .referring(to: "areas"),
        Field("aliases", .array, "别名和旧名", "", .inapplicable),
        Field("tile", .array, "方格", "上级方格示意图里的列、行", .inapplicable),
        Field("position", .integer, "次序", "登记表里在上级之下排第几", .inapplicable),
        Field("is_home", .boolean, "本省", "本省之外的地区只作比较，不进合计"),
      ]
    ) { writer in
      for region in regions {
        writer.row { row in
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
          let siblings = region.parent.map { self.regions[$0].children } ?? self.regions.roots
          row.number(region.isRegistered ? siblings.firstIndex(of: region.id).map { $0 + 1 } : nil)
          row.flag(isHome(region.id))
        }
      }
    }
  }

  var metricTable: Table {
    let indices = metrics.all.indices.map { $0 }.sortedByBytes { metrics.all[$0].id }
    return Table(
      "metrics", "指标", "数的是什么、用什么单位、可以对什么相加；没有写可以相加的，不得相加。",
      [
        Field("id", .string, "编号"), Field("name", .string, "名称"), Field("english", .string, "英文名称"),
        Field("english_definition", .string, "英文定义"),
        Field("english_parts", .array, "英文组成", "", .inapplicable),
        Field("labels", .array, "别名"), Field("unit", .string, "单位"),
        Field("kind", .string, "类型").coded("metric_kind"),
        Field("adds", .array, "可以相加的方向", "regions 各地区之间，time 各时期之间", .inapplicable),
        Field("core", .boolean, "核心指标"), Field("definition", .string, "定义"),
        Field("parts", .array, "合并计数的组成", "只有总数，不拆", .inapplicable),
        Field("part_of", .string, "属于", "是哪个指标的一部分", .inapplicable).referring(to: "metrics"),
        Field("counted_from", .string, "取自案例的栏目", "", .inapplicable).coded("case_field"),
        Field("donation", .string, "捐赠", "", .inapplicable).coded("donation"), .note,
        Field("position", .integer, "次序", "登记表里排第几"),
      ]
    ) { writer in
      for index in indices {
        let metric = metrics.all[index]
        writer.row { row in
          row.plain(metric.id)
          row.text(metric.name)
          row.text(metric.english)
          row.text(metric.englishDefinition)
          row.texts(metric.englishParts)
          row.texts(metric.labels)
          row.text(metric.unit)
          row.code(metric.kind)
          row.texts((metric.addsOverRegions ? ["regions"] : []) + (metric.addsOverTime ? ["time"] : []))
          row.flag(metric.isCore)
          row.text(metric.definition)
          row.texts(metric.parts)
          row.plain(metric.partOf.flatMap { metrics[$0]?.id })
          row.code(metric.countedFrom)
          row.code(metric.donation)
          row.text(metric.note)
          row.number(index + 1)
        }
      }
    }
  }

  var identityTable: Table {
    Table(
      "identities", "恒等式", "同一份报告里应当成立的等式；不成立的在对账页列出。",
      [Field("id", .string, "等式", "左边 = 右边 + 右边；指标用编号或名称")]
    ) { writer in
      for text in Set(metrics.identities.map(\.text)).sorted(by: { $0.precedesByBytes($1) }) {
        writer.row { $0.text(text) }
      }
    }
  }

  var sourceTable: Table {
    let sources = self.sources.enumerated().map { $0 }.sortedByBytes(\.element.id)
    return Table(
      "sources", "来源", "数和事实出自哪些公布过的页面。",
      [
        Field("id", .string, "编号"), .title, Field("issuer", .string, "发布单位"), .date("date", "日期"),
        Field("url", .string, "网址"), .note, Field("position", .integer, "次序", "登记表里排第几"),
      ]
    ) { writer in
      for (index, source) in sources {
        writer.row { row in
          row.text(source.id)
          row.text(source.title)
          row.text(source.issuer)
          row.plain(source.date?.code)
          row.text(source.url)
          row.text(source.note)
          row.number(index + 1)
        }
      }
    }
  }

  /// What `content/site.yml` says, with the names it has there.
  var siteTable: Table {
    var values: [(key: String, value: String?)] = [
      ("title", settings.title), ("subtitle", settings.subtitle), ("home", regions[home].path),
      ("base_url", settings.baseURL), ("publisher", settings.publisher), ("contact", settings.contact),
      ("licence", settings.licence), ("languages", settings.languages.map(\.rawValue).joined(separator: ";")),
      ("profile", settings.profile.rawValue), ("SiteName", settings.registration?.siteName),
      ("SiteDomain", settings.registration?.domain), ("SiteIDCode", settings.registration?.code),
      ("ICP", settings.registration?.icp), ("police", settings.registration?.police),
      ("english.title", settings.english.title), ("english.subtitle", settings.english.subtitle),
      ("english.publisher", settings.english.publisher), ("english.contact", settings.english.contact),
      ("english.licence", settings.english.licence),
    ]
    let own = SiteSettings.Section.allCases.filter(settings.sections.contains)
    if own.count < SiteSettings.Section.allCases.count {
      values.append(("sections", own.map(\.rawValue).joined(separator: ";")))
    }
    if !settings.checks.isEmpty {
      let levels = settings.checks.sorted { $0.key.precedesByBytes($1.key) }
      values.append(("checks", levels.map { "\($0.key)=\($0.value.value.rawValue)" }.joined(separator: ";")))
    }
    let sorted = values.sortedByBytes(\.key)
    return Table(
      "site", "网站", "网站是谁的、叫什么、怎样使用。",
      [Field("id", .string, "项目"), Field("value", .string, "内容", "几项用分号隔开")]
    ) { writer in
      for case (let key, let value?) in sorted {
        writer.row { row in
          row.plain(key)
          row.text(value)
        }
      }
    }
  }
}
