import Records

/// A number of a report that came, went, is another now, or is published for another time or region.
package struct NumberChange: Sendable {
  package let metric: Metric
  /// The figure as it was.
  package let former: ReportedFigure?
  /// The figure as it is now.
  package let present: ReportedFigure?
  /// The region that it was published for, where that is another now.
  package let formerRegion: String?
  /// The file of another report that gives the number now.
  package let stillIn: String?
  /// The entry that states the change.
  package let revision: Revision?

  package var old: Quantity? { former?.quantity }
  package var new: Quantity? { present?.quantity }

  /// The period now; of a number that is gone, as it was.
  package var period: Period? { (present ?? former)?.period }

  /// Whether it is published for another time now.
  package var hasMoved: Bool {
    if let former, let present { former.period != present.period } else { false }
  }

  /// Whether something published is not so any more, so that the readers are owed a reason. The same number in another
  /// spelling is no change.
  package var wantsReason: Bool {
    guard let old, stillIn == nil else { return false }
    return hasMoved || formerRegion != nil || !old.isSameNumber(as: new)
  }
}

/// The unit of a metric that was changed in the registry after numbers were published in it.
package struct UnitChange: Sendable {
  package let metric: Metric
  package let former: String
  package let revision: Revision?
}

/// Two states of a content, with what the newer one says of its changes.
struct ContentStates {
  let old: Content
  let new: Content
  private let revisions: [(report: Report, revision: Revision)]

  init(_ old: Content, _ new: Content) {
    self.old = old
    self.new = new
    revisions = new.reports.flatMap { report in report.revisions.map { (report, $0) } }
  }

  // MARK: Numbers

  /// The numbers that changed, in the order of the newer report, then those that are gone.
  func numbers(from before: Report?, to after: Report?) -> [NumberChange] {
    let was = before?.figures ?? [], now = after?.figures ?? []
    let pairs = paired(was, now)
    let formerRegion: String? =
      if let before, let after, !isSame(before.region, after.region) {
        old.regions[before.region].path
      } else {
        nil
      }
    let kept = Set(pairs.compactMap { $0 })
    let present = now.indices.compactMap { index -> NumberChange? in
      let figure = now[index], former = pairs[index].map { was[$0] }
      if let former, former.quantity == figure.quantity, former.period == figure.period, formerRegion == nil {
        return nil
      }
      return NumberChange(
        metric: new.metrics.all[figure.metric], former: former, present: figure,
        formerRegion: former == nil ? nil : formerRegion, stillIn: nil,
        revision: former.flatMap { revision(of: $0, before, now: figure, in: after) })
    }
    let gone = was.indices.filter { !kept.contains($0) }.map { index in
      let former = was[index]
      return NumberChange(
        metric: old.metrics.all[former.metric], former: former, present: nil, formerRegion: nil,
        stillIn: before.flatMap { report(giving: former, of: $0) },
        revision: revision(of: former, before, now: nil, in: nil))
    }
    return present + gone
  }

  /// The index, for each figure now, of its former self: of the same metric and time; else of the same metric and
  /// number; else the only one left of the metric.
  private func paired(_ was: [ReportedFigure], _ now: [ReportedFigure]) -> [Int?] {
    var pairs = [Int?](repeating: nil, count: now.count), free = Set(was.indices)
    func pair(_ fits: (ReportedFigure, ReportedFigure) -> Bool) {
      for index in now.indices where pairs[index] == nil {
        let former = was.indices.first {
          free.contains($0) && isSameMetric(was[$0], now[index]) && fits(was[$0], now[index])
        }
        if let former {
          pairs[index] = former
          free.remove(former)
        }
      }
    }
    pair { $0.period == $1.period }
    pair { $0.quantity.isSameNumber(as: $1.quantity) }
    pair { before, after in
      free.count { old.metrics.all[was[$0].metric].id == old.metrics.all[before.metric].id } == 1
        && now.indices.count { pairs[$0] == nil && now[$0].metric == after.metric } == 1
    }
    return pairs
  }

  private func isSameMetric(_ before: ReportedFigure, _ after: ReportedFigure) -> Bool {
    old.metrics.all[before.metric].id == new.metrics.all[after.metric].id
  }

  /// Whether a region of the older state is one of the newer: by code, else by address.
  private func isSame(_ before: RegionID, _ after: RegionID) -> Bool {
    let a = old.regions[before], b = new.regions[after]
    return a.code.map { $0 == b.code } ?? (a.address == b.address || a.path == b.path)
  }

  /// Another report that publishes the very number.
  private func report(giving figure: ReportedFigure, of before: Report) -> String? {
    new.reports.first { report in
      isSame(before.region, report.region)
        && report.figures.contains {
          isSameMetric(figure, $0) && $0.period == figure.period
            && $0.quantity.isSameNumber(as: figure.quantity)
        }
    }?.file
  }

  // MARK: Reasons

  /// The entry that states what became of a number: in the report itself, or for one that is gone in any report.
  private func revision(
    of former: ReportedFigure, _ before: Report?, now: ReportedFigure?, in report: Report?
  ) -> Revision? {
    guard let before else { return nil }
    return revisions.last { entry in
      let said = entry.revision
      guard report == nil || entry.report.file == report?.file,
        new.metrics.all[said.metric].id == old.metrics.all[former.metric].id,
        said.old.isSameNumber(as: former.quantity), isSame(before.region, said.region ?? entry.report.region)
      else { return false }
      let figures = entry.report.figures.filter { $0.metric == said.metric }
      if let new = now?.quantity { guard said.new?.isSameNumber(as: new) == true else { return false } }
      // The number that replaces one that is gone has to be there.
      if now == nil, let new = said.new, !figures.contains(where: { $0.quantity.isSameNumber(as: new) }) {
        return false
      }
      if let period = said.period { return period == former.period }
      return figures.contains { $0.period == former.period } || entry.report.period == former.period
    }?.revision
  }

  // MARK: Units

  /// The changes of unit, of metrics that reports gave a number of.
  var units: [UnitChange] {
    let published = Set(old.reports.flatMap(\.figures).map(\.metric))
    return published.sorted().compactMap { index in
      let former = old.metrics.all[index]
      guard let now = new.metrics.index(of: former.id), new.metrics.all[now].unit != former.unit else {
        return nil
      }
      let stated = revisions.last { $0.revision.metric == now && $0.revision.unit == former.unit }
      return UnitChange(metric: new.metrics.all[now], former: former.unit, revision: stated?.revision)
    }
  }
}

extension Quantity {
  /// Whether it is the same number with the same limits, however it is spelled.
  func isSameNumber(as other: Quantity?) -> Bool {
    guard let other else { return false }
    return value == other.value && qualifier == other.qualifier && low == other.low && high == other.high
  }
}
