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
    let isWithin = content.regions.membership(in: region), places = ledger.ranksByPath
    return table.published.filter { isWithin[$0.region.index] }
      .sorted { (places[$0.region.index], $0.metric) < (places[$1.region.index], $1.metric) }
  }

  /// The tiers or sectors of a reported figure: only those that every report behind it gives.
  private func parts(_ cut: Cut, of figure: Figure) -> [CutRow] {
    guard figure.basis == .reported else { return [] }
    let lists = figure.reportSources.compactMap { source -> [ReportedFigure.Tier]? in
      guard case .report(let report, let number) = source.origin else { return nil }
      let reported = content.reports[report].figures[number]
      return cut == .tier ? reported.tiers : reported.sectors
    }
    return (lists.first ?? []).compactMap { part in
      let quantities = lists.compactMap { list in list.first { $0.name == part.name }?.quantity }
      guard quantities.count == lists.count, let sum = Quantity(sum: quantities) else { return nil }
      return CutRow(cut, part.name, figure, sum)
    }
  }

  /// Person-times by tier, from the consultation cases that give members by tier.
  private func counted(of region: RegionID, _ query: PeriodQuery) -> [CutRow] {
    guard let metric = content.metrics.index(countedFrom: .memberPersonTimes) else { return [] }
    let cases = content.cases
    var groups: [String: (quantity: Quantity, span: Period, cases: [Int])] = [:]
    for index in ledger.casesBelow[region.index] {
      guard case .tiers(let tiers)? = cases[index].members?.value, let date = cases[index].countedDate,
        query.admits(date)
      else { continue }
      for tier in tiers {
        if let place = groups.index(forKey: tier.name) {
          groups.values[place].quantity = groups.values[place].quantity + tier.quantity
          groups.values[place].span = groups.values[place].span.spanning(date)
          groups.values[place].cases.append(index)
        } else {
          groups[tier.name] = (tier.quantity, date, [index])
        }
      }
    }
    return groups.sorted { $0.key < $1.key }.map { name, group in
      CutRow(
        cut: .tier, group: name, region: region, measure: .metric(metric), quantity: group.quantity,
        period: query.period ?? group.span, basis: .counted, figure: nil, findCases: { group.cases },
        findSources: sources(of: group.cases) { $0.members?.range })
    }
  }
}
