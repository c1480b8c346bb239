import Records
import Statistics

// 六、需要说明的数: whatever a reader has to know of the numbers before he passes them on.
extension Rule {
  package static let otherPeriods = Rule("other-periods", "时期不是整期", in: .remarks) { it in
    guard let period = it.period else { return .silent("没有指定时期") }
    let partial = it.own.filter { it.metric($0).kind != .stock && !$0.period.isLike(period) }
    if partial.isEmpty { return .silent("本级上报的数都是整期的") }
    let times = partial.map { $0.period.chinese }.reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    let names = partial.map { it.metric($0).name }
    let whole = period.code.count == 4 ? "\(period.chinese)全年" : "整个\(period.chinese)"
    return .said(
      "\(names.listed(upTo: 2, "项"))的时期是\(times.joined(separator: "、"))，不是\(whole)。",
      because: it.origin(of: partial))
  }

  /// No identity ties the numbers of the units to that of the region.
  package static let noShares = Rule("no-shares", "不相加、不求比", in: .remarks) { it in
    let both = it.own.filter { own in
      it.units.contains { it.table.figure($0, own.metric)?.restsOnReports ?? false }
    }
    guard !both.isEmpty else { return .silent("没有上下级同报的指标") }
    return .said("各单位的数与\(it.region.name)的数口径是否一致没有公布，不相加，不求占比。", because: it.origin(of: both))
  }

  package static let notes = Rule("notes", "来稿说明", in: .remarks) { it in
    func note(_ origin: FigureSource.Origin) -> String? {
      guard case .report(let index, let number) = origin else { return nil }
      return Subject.quotable(it.content.reports[index].figures[number].note, upTo: 100)
    }
    func notes(_ figure: Figure) -> [String] { figure.reportSources.compactMap { note($0.origin) } }
    let own =
      it.own.flatMap { figure in notes(figure).map { (figure.metric, $0, it.origin(of: [figure])) } }
      + it.toldUndated.flatMap { metric in
        (it.quote(undated: metric)?.origins ?? []).compactMap(note).map { (metric, $0, "") }
      }
    let ownPassages = own.map { metric, note, origin in
      Passage(.item("\(it.name(metric))。\(note)"), because: origin, rank: 7)
    }
    let units = it.units.compactMap { unit -> Passage? in
      let used = it.coreMetrics.compactMap { it.table.figure(unit, $0) }.filter {
        $0.basis == .reported && !notes($0).isEmpty
      }
      if used.isEmpty { return nil }
      let texts = used.flatMap { figure in notes(figure).map { "\(it.metric(figure).name)：\($0)" } }
      return Passage(.item("\(it.name(unit))。\(texts.joined())"), because: it.origin(of: used), rank: 9)
    }
    return own.isEmpty && units.isEmpty ? .silent("用到的数没有说明") : .said(ownPassages + units)
  }

  package static let discrepancies = Rule("discrepancies", "对不上的数", in: .remarks) { it in
    let found = it.figures.discrepancies.filter { discrepancy in
      let sides = [discrepancy.left, discrepancy.right]
      return sides.contains { it.content.regions.isWithin($0.region, it.region.id) }
        && sides.allSatisfy { side in
          guard let period = it.period else { return true }
          return side.period.map(period.overlaps) ?? false
        }
    }
    if found.isEmpty { return .silent("没有对不上的数") }
    return .said(
      found.map { discrepancy in
        let why = Subject.quotable(discrepancy.explanations.joined(), upTo: 80) ?? "来稿没有解释。"
        return Passage(
          .item("\(discrepancy.kind.chinese)。\(it.words(discrepancy))。\(why)"),
          because: discrepancy.left.sources.first.map { "\($0.file):\(it.content.line(of: $0))" } ?? "",
          rank: 8)
      })
  }

  /// Tells what was changed since the last issue about the region.
  package static let revisions = Rule("revisions", "修订", in: .remarks) { it in
    let last = it.content.briefings.filter { $0.region == it.region.id }.compactMap(\.date).filter {
      $0 < it.today
    }.max()
    var passages: [Passage] = []
    for report in it.content.reports where it.content.regions.isWithin(report.region, it.region.id) {
      for revision in report.revisions {
        let time = revision.period ?? report.period
        guard it.period.map({ period in time.map(period.overlaps) ?? false }) ?? true,
          last.map({ last in revision.date.map { $0 > last } ?? false }) ?? true
        else { continue }
        let metric = it.content.metrics.all[revision.metric], unit = revision.unit ?? metric.unit
        let change =
          revision.new.map { "由\(revision.old.display)\(unit)改为\($0.display)\(metric.unit)" }
          ?? "\(revision.old.display)\(unit)撤下"
        let day = revision.date.map { "\($0.chinese)" } ?? ""
        let why = Subject.quotable(revision.reason, upTo: 60) ?? ""
        passages.append(
          Passage(
            .item("\(it.name(report.region))\(metric.name)修订。\(day)\(change)：\(why)"),
            because: report.file, rank: 8))
      }
    }
    return passages.isEmpty ? .silent(last == nil ? "没有修订" : "上一期以后没有修订") : .said(passages)
  }
}

extension Subject {
  fileprivate func words(_ discrepancy: Discrepancy) -> String {
    func amount(_ side: Discrepancy.Statement) -> String {
      side.quantity.text(unit: content.metrics.all[side.metric].unit)
    }
    func whole(_ side: Discrepancy.Statement) -> String {
      let time = side.period.map { "（\($0.chinese)）" } ?? ""
      return name(side.region) + time + content.metrics.all[side.metric].name + amount(side)
    }
    let left = discrepancy.left, right = discrepancy.right, metric = content.metrics.all[left.metric]
    return switch discrepancy.kind {
    case .childrenExceedParent: "\(metric.name)下级合计\(amount(left))，而\(whole(right))"
    case .countedExceedsReported: "\(metric.name)案例库同期收录\(amount(left))，而\(whole(right))"
    case .rateImpossible: "\(whole(left))，以\(right.quantity.display)为基数得不出来"
    case .identityBroken: "\(whole(left))，各部分之和\(right.quantity.display)"
    case .childExceedsParent, .partExceedsWhole, .reportsDisagree, .revisionMismatch:
      "\(whole(left))，而\(whole(right))"
    }
  }
}
