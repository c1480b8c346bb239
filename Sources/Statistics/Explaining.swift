import Records

/// An explanation that explains nothing: its numbers are others now, or there is more than one discrepancy that it
/// could be about.
package struct IdleExplanation: Sendable {
  package let report: Int
  package let explanation: Explanation
  /// The discrepancies that its numbers fit, if there is more than one.
  package let fitting: [Discrepancy]
  /// The discrepancies that there are now, by the same check, at the number that it is given with.
  package let present: [Discrepancy]
}

extension Content {
  /// Gives each discrepancy the reasons of the explanations that name it.
  ///
  /// An explanation is about one discrepancy. If its numbers fit several, those whose other number is of the same
  /// time and region are meant; if these are several, none is.
  func explain(_ discrepancies: inout [Discrepancy], idle: inout [IdleExplanation]) {
    let given = reports.indices.flatMap { explanations(of: $0) }
    guard !given.isEmpty else { return }
    var sides: [Bearer: [Side]] = [:]
    for (index, discrepancy) in discrepancies.enumerated() {
      for side in [Side(index, isLeft: true), Side(index, isLeft: false)] {
        guard let figure = reportedFigure(discrepancy.sides(side).own) else { continue }
        sides[Bearer(check: discrepancy.kind, report: figure.report), default: []].append(side)
      }
    }
    for (report, figure, explanation) in given {
      let near = (sides[Bearer(check: explanation.check, report: report)] ?? []).filter { side in
        guard let own = reportedFigure(discrepancies[side.index].sides(side).own) else { return false }
        return figure.map { $0 == own.figure }
          ?? (reports[report].figures[own.figure].metric == explanation.metric)
      }
      let fitting = near.filter { explanation.fits(discrepancies[$0.index].sides($0)) }
      let closest = explanation.closest(fitting.map { ($0, discrepancies[$0.index].sides($0)) })
      if Set(closest.map { discrepancies[$0.index].identity }).count == 1 {
        for side in closest { discrepancies[side.index].add(explanation.reason, side) }
      } else {
        idle.append(
          IdleExplanation(
            report: report, explanation: explanation, fitting: closest.map { discrepancies[$0.index] },
            present: near.map { discrepancies[$0.index] }))
      }
    }
  }

  private func explanations(of report: Int) -> [(report: Int, figure: Int?, explanation: Explanation)] {
    let record = reports[report]
    return record.explanations.map { (report, nil, $0) }
      + record.figures.enumerated().flatMap { number, figure in
        figure.explanations.map { (report, number, $0) }
      }
  }

  /// The figure of a report that a statement is, if it is one and no sum, base or count of cases.
  package func reportedFigure(_ statement: Discrepancy.Statement) -> (report: Int, figure: Int)? {
    guard statement.sources.count == 1, case .report(let report, let number) = statement.sources[0].origin
    else { return nil }
    let figure = reports[report].figures[number]
    return figure.quantity == statement.quantity ? (report, number) : nil
  }
}

private struct Bearer: Hashable {
  let check: DiscrepancyKind
  let report: Int
}

/// One side of a discrepancy, by the index of the discrepancy.
private struct Side: Hashable {
  let index: Int
  let isLeft: Bool

  init(_ index: Int, isLeft: Bool) {
    self.index = index
    self.isLeft = isLeft
  }
}

extension Discrepancy {
  fileprivate func sides(_ side: Side) -> (own: Statement, other: Statement) {
    side.isLeft ? (left, right) : (right, left)
  }

  fileprivate mutating func add(_ reason: String, _ side: Side) {
    if side.isLeft, !leftReasons.contains(reason) { leftReasons.append(reason) }
    if !side.isLeft, !rightReasons.contains(reason) { rightReasons.append(reason) }
  }

  /// The key that two discrepancies share which say the same of the same numbers, though these are given several times.
  fileprivate var identity: [Statement.Identity] { [left.identity, right.identity] }
}

extension Discrepancy.Statement {
  fileprivate struct Identity: Hashable {
    let region: RegionID
    let metric: Int
    let period: Period?
    let value: Number
    let low: Number?
    let high: Number?
  }

  fileprivate var identity: Identity {
    Identity(
      region: region, metric: metric, period: period, value: quantity.value, low: quantity.low,
      high: quantity.high)
  }

  /// Whether a number is this one: the same limits however it is spelled; of a sum, as it is printed.
  fileprivate func isWritten(_ number: Quantity) -> Bool {
    if number.isSameNumber(as: quantity) { return true }
    guard quantity.raw == nil, let printed = try? Quantity(parsing: quantity.display) else { return false }
    return number.isSameNumber(as: printed)
  }
}

extension Explanation {
  fileprivate func fits(_ sides: (own: Discrepancy.Statement, other: Discrepancy.Statement)) -> Bool {
    sides.own.isWritten(own) && sides.other.isWritten(other)
      && (region ?? sides.other.region) == sides.other.region
      && (period == nil || period == sides.other.period)
  }

  /// The sides closest to the explanation: the period and region that it does not state are those of its own number, if
  /// that fits anything.
  fileprivate func closest(
    _ all: [(side: Side, sides: (own: Discrepancy.Statement, other: Discrepancy.Statement))]
  ) -> [Side] {
    var left = all
    func narrow(_ isClose: (Discrepancy.Statement, Discrepancy.Statement) -> Bool) {
      let close = left.filter { isClose($0.sides.own, $0.sides.other) }
      if !close.isEmpty { left = close }
    }
    if period == nil { narrow { $0.period == $1.period } }
    if region == nil { narrow { $0.region == $1.region } }
    return left.map(\.side)
  }
}
