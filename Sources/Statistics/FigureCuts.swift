import Records

// Members by tier and sector, donations by cash and goods: published figures by what they are of, never added up
// over regions. What cases give by tier is person-times, and is counted.
extension Cuts {
  func members(_ cut: Cut, of region: RegionID, in table: FigureTable) -> [CutRow] {
    let reported = published(within: region, in: table).flatMap { parts(cut, of: $0) }
    return reported + (cut == .tier ? counted(of: region, table.query) : [])
  }

  func donations(of region: RegionID, in table: FigureTable) -> [CutRow] {
    let figures = published(within: region, in: table)
    return Metric.Donation.allCases.flatMap { kind in
      figures.filter { content.metrics.all[$0.metric].donation == kind }
        .map { CutRow(.donation, kind.rawValue, $0) }
    }
  }

  /// By the path of their region, then the registry's order.
  private func published(within region: RegionID, in table: FigureTable) -> [Figure] {
    table.published.filter { content.regions.isWithin($0.region, region) }
      .sorted {
        (content.regions[$0.region].path, $0.metric) < (content.regions[$1.region].path, $1.metric)
      }
  }

  /// The tiers or sectors of a reported figure: only those that every report behind it gives.
  private func parts(_ cut: Cut, of figure: Figure) -> [CutRow] {
    guard figure.basis == .reported else { return [] }
    let lists = figure.sources.compactMap { source -> [ReportedFigure.Tier]? in
      guard case .report(let report, let number) = source.origin else { return nil }
      let reported = content.reports[report].figures[number]
      return cut == .tier ? reported.tiers : reported.sectors
    }
    return (lists.first ?? []).compactMap { part in
      let quantities = lists.compactMap { list in list.first { $0.name == part.name }?.quantity }
      guard quantities.count == lists.count, let sum = Quantity(sum: quantities) else { return nil }
      return CutRow(
        cut: cut, group: part.name, region: figure.region, measure: .metric(figure.metric), quantity: sum,
        period: figure.period, basis: .reported, cases: [], sources: figure.sources)
    }
  }

  /// Person-times by tier, from the consultation cases that give members by tier.
  private func counted(of region: RegionID, _ query: PeriodQuery) -> [CutRow] {
    guard let metric = content.metrics.index(of: Metric.memberPersonTimes) else { return [] }
    var names: [String] = [], groups: [String: [(index: Int, quantity: Quantity)]] = [:]
    for index in ledger.casesBelow[region.index] {
      let record = content.cases[index]
      guard record.activity == .consultation, let date = record.date?.value, query.admits(date),
        case .tiers(let tiers)? = record.members?.value
      else { continue }
      for tier in tiers {
        if groups[tier.name] == nil { names.append(tier.name) }
        groups[tier.name, default: []].append((index, tier.quantity))
      }
    }
    return names.sorted().compactMap { name in
      guard let parts = groups[name], let sum = Quantity(sum: parts.map(\.quantity)),
        let span = Period(spanning: parts.compactMap { content.cases[$0.index].date?.value })
      else { return nil }
      return CutRow(
        cut: .tier, group: name, region: region, measure: .metric(metric), quantity: sum,
        period: query.period ?? span, basis: .counted, cases: parts.map(\.index),
        sources: parts.map { part in
          FigureSource(
            file: content.cases[part.index].file, range: content.cases[part.index].members?.range ?? 0..<0,
            origin: .case(part.index))
        })
    }
  }
}
