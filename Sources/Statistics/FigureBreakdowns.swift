import Records

// Members by tier and sector, donations by cash and goods: published figures by what they are of, never added up
// over regions. Cases give person-times by tier, which are counted.
extension Breakdowns {
  func members(_ breakdown: Breakdown, of region: RegionID, in table: FigureTable) -> [BreakdownRow] {
    let reported = published(within: region, in: table).flatMap { parts(breakdown, of: $0) }
    return reported + (breakdown == .tier ? counted(of: region, table.query) : [])
  }

  func donations(of region: RegionID, in table: FigureTable) -> [BreakdownRow] {
    let figures = published(within: region, in: table)
    return Metric.Donation.allCases.flatMap { kind in
      figures.filter { content.metrics.all[$0.metric].donation == kind }
        .map { BreakdownRow(.donation, kind.rawValue, $0) }
    }
  }

  /// The published figures of a region and all below it, by the path of their region, then in the registry's order.
  private func published(within region: RegionID, in table: FigureTable) -> [Figure] {
    let isWithin = content.regions.membership(in: region), rank = ledger.ranksByPath
    return table.published.filter { isWithin[$0.region.index] }
      .sorted { (rank[$0.region.index], $0.metric) < (rank[$1.region.index], $1.metric) }
  }

  /// The tiers or sectors of a reported figure: only those that all reports it rests on give.
  private func parts(_ breakdown: Breakdown, of figure: Figure) -> [BreakdownRow] {
    guard figure.basis == .reported else { return [] }
    let lists = figure.reportSources.compactMap { source -> [ReportedFigure.Tier]? in
      guard case .report(let report, let number) = source.origin else { return nil }
      let reported = content.reports[report].figures[number]
      return breakdown == .tier ? reported.tiers : reported.sectors
    }
    return (lists.first ?? []).compactMap { part in
      let quantities = lists.compactMap { list in list.first { $0.name == part.name }?.quantity }
      guard quantities.count == lists.count, let sum = Quantity(sum: quantities) else { return nil }
      return BreakdownRow(breakdown, part.name, figure, sum)
    }
  }

  /// The person-times by tier that consultation cases give.
  private func counted(of region: RegionID, _ query: PeriodQuery) -> [BreakdownRow] {
    guard let metric = content.metrics.index(countedFrom: .memberPersonTimes) else { return [] }
    let cases = content.cases
    var groups: [String: (quantity: Quantity, span: Period, cases: [Int])] = [:]
    for number in ledger.casesBelow[region.index] {
      guard case .tiers(let tiers)? = cases[number].members?.value, let date = cases[number].countedDate,
        query.admits(date)
      else { continue }
      for tier in tiers {
        if let index = groups.index(forKey: tier.name) {
          groups.values[index].quantity = groups.values[index].quantity + tier.quantity
          groups.values[index].span = groups.values[index].span.spanning(date)
          groups.values[index].cases.append(number)
        } else {
          groups[tier.name] = (tier.quantity, date, [number])
        }
      }
    }
    return groups.sorted { $0.key < $1.key }.map { name, group in
      BreakdownRow(
        breakdown: .tier, group: name, region: region, measure: .metric(metric), quantity: group.quantity,
        period: query.period ?? group.span, basis: .counted, figure: nil, findCases: { group.cases },
        findSources: sources(of: group.cases) { $0.members?.range })
    }
  }
}
