import Records
import Statistics
import Templates
import Wording

extension Publication {
  /// A sheet of the cases and figures selected; nil where it would have no case.
  ///
  /// - Parameters:
  ///   - today: the day of printing, from which days left are counted.
  ///   - english: the words of the English edition, for the sheet in two languages.
  package func printedPage(
    _ kind: PrintedKind, of selection: PrintedSelection, today: Day, english: Words? = nil
  ) -> Page? {
    let pages = PrintedPages(
      figures: figures, words: words, links: links, lists: lists, figureData: figureData,
      tables: TableData(figureData: figureData, chartData: chartData),
      casePages: CasePages(
        content: content, words: words, links: links, cases: cases, lists: lists, texts: texts),
      english: english, today: today)
    var chosen = PrintedCases(selection, among: cases)
    if kind == .followups { chosen.keepOpen(in: content) }
    if kind.needsCases, !selection.isBlank, chosen.groups.isEmpty { return nil }
    return pages.page(kind, selection, chosen)
  }
}

/// The sheets that are printed from the content as a whole: their data are in docs/pages.md, “Printed sheets”.
struct PrintedPages: Sendable {
  let figures: PublishedFigures
  let words: Words
  let links: Links
  let lists: CaseLists
  let figureData: FigureData
  let tables: TableData
  let casePages: CasePages
  let english: Words?
  let today: Day
  private var content: Content { figures.content }

  /// The number of characters in a line of the title on the first page of a volume.
  private static let charactersInTitle = 12.0

  fileprivate func page(_ kind: PrintedKind, _ selection: PrintedSelection, _ chosen: PrintedCases) -> Page {
    let title = title(of: kind, selection)
    // Texts of cases lead on from where a case is: other pages of that depth lead to the same.
    return Page(
      Address.record("cases", "printed"), kind: "printed", template: kind.template, title: title,
      description: title
    ) { [self] data in
      let cases = selection.isBlank ? [] : kind == .followups ? byDeadline(chosen.all) : chosen.all
      let common: Fields = [
        "printed": head(kind, selection, title, chosen, &data), "tally": tally(cases, &data),
        "statuses": data.list(Case.Status.allCases.map { links.term($0) }),
        "activities": data.list(Case.Activity.allCases.map { links.term($0) }),
      ]
      switch kind {
      case .volume: return common + ["groups": groups(chosen, &data)]
      case .register, .followups, .form:
        return common + ["cases": data.list(cases.count) { value(of: cases[$0], number: $0 + 1, &$1) }]
      case .overview: return common + overview(of: selection, &data)
      case .handout: return common + handout(of: selection, &data)
      }
    }
  }

  private func title(of kind: PrintedKind, _ selection: PrintedSelection) -> String {
    let region = words.name(content.regions[selection.region])
    let topic = selection.topic.map { "“\(content.topics[$0].naming.title)”" } ?? ""
    return switch kind {
    case .volume, .followups: region + topic + kind.chinese
    case .register: region + topic + "协商事项台账"
    case .form: "协商案例登记表"
    case .overview: region + "协商工作数据一览"
    case .handout: region + "协商工作数据"
    }
  }

  private func head(
    _ kind: PrintedKind, _ selection: PrintedSelection, _ title: String, _ chosen: PrintedCases,
    _ data: inout DataBuilder
  ) -> Datum {
    let lineage = content.regions.lineage(of: selection.region).map { content.regions[$0] }
    let names = content.regions.all.flatMap { [$0.name] + $0.aliases }
    return data.object([
      "kind": data.text(kind.rawValue), "kind_name": data.text(kind.chinese), "title": data.text(title),
      "title_lines": data.texts(
        TitleLines(title, width: PrintedPages.charactersInTitle, names: names).lines),
      "region": data.text(lineage.last.map(words.name)), "region_path": data.text(words.path(lineage)),
      "period": data.period(selection.period, words),
      "topic": data.text(selection.topic.map { content.topics[$0].naming.title }),
      "today": data.day(today, words), "total": Datum(chosen.all.count),
      "undated": Datum(chosen.undated), "beyond": Datum(chosen.beyond), "is_blank": Datum(selection.isBlank),
    ])
  }

  // MARK: Cases

  private func groups(_ chosen: PrintedCases, _ data: inout DataBuilder) -> Datum {
    var number = 0
    return data.list(chosen.groups) { group, data in
      data.object([
        "name": data.text(words.name(content.regions[group.region])), "total": Datum(group.cases.count),
        "cases": data.list(group.cases) { index, data in
          number += 1
          return value(of: index, number: number, &data)
        },
      ])
    }
  }

  /// A case as its own page shows it, with its number on the sheet and where it stands today.
  private func value(of index: Int, number: Int, _ data: inout DataBuilder) -> Datum {
    let record = content.cases[index], latest = record.followUps.last
    return data.object(
      lists.cards[index],
      casePages.details(of: record, &data) + [
        "number": Datum(number), "anchor": data.text("case-\(number)"),
        "due": data.day(record.deadline, words),
        "days_left": record.deadline.map { Datum($0.ordinal - today.ordinal) } ?? .none,
        "status_now": links.term(record.latestStatus),
        "latest": latest.map { latest in
          data.object([
            "date": data.period(latest.date, words), "finding": data.text(latest.finding),
            "state": links.term(latest.state),
          ])
        } ?? .none,
      ])
  }

  /// The earliest deadline first, and those without one last.
  private func byDeadline(_ cases: [Int]) -> [Int] {
    cases.enumerated().map { ($1, content.cases[$1].deadline?.ordinal ?? .max, $0) }
      .sorted { ($0.1, $0.2) < ($1.1, $1.2) }.map(\.0)
  }

  /// The number of cases with each result, and of each kind of activity; those that none has are left out.
  private func tally(_ cases: [Int], _ data: inout DataBuilder) -> Datum {
    data.object([
      "statuses": tally(cases, \.status, &data), "activities": tally(cases, \.activity, &data),
    ])
  }

  private func tally<T: Term & Hashable>(
    _ cases: [Int], _ value: (Case) -> T, _ data: inout DataBuilder
  ) -> Datum {
    let counts = Dictionary(grouping: cases) { value(content.cases[$0]) }.mapValues(\.count)
    return data.list(T.allCases.filter { counts[$0] != nil }) { term, data in
      data.object([
        "name": data.text(words.name(term)), "name_english": data.text(english?.name(term)),
        "count": Datum(counts[term] ?? 0),
      ])
    }
  }

  // MARK: Figures

  private func overview(of selection: PrintedSelection, _ data: inout DataBuilder) -> Fields {
    let region = selection.region, table = figures.table(for: selection.period)
    let reports = content.reports.filter { $0.region == region }
    let others = otherMetrics(of: region, in: table)
    let reporting = reportingChildren(of: region, in: table)
    return [
      "core": data.list(figures.coreMetrics) { metric, data in
        data.object([
          "metric": links.metrics[metric], "figure": figure(region, metric, in: table, &data),
          "undated": figureData.undated(region, metric, in: table, &data),
        ])
      },
      "figures": data.list(others.whole) { figure(region, $0, in: table, &$1) },
      "partial": data.texts(others.partial.map { words.name(content.metrics.all[$0]) }),
      "undated": figureData.undated(reports, &data),
      "children": tables.table(of: reporting, in: table, &data),
      "silent": data.list(content.regions[region].countedChildren.filter { !reporting.contains($0) }) {
        $1.text(words.name(content.regions[$0]))
      },
      "joined": data.list(joinedChildren(of: region)) { child, data in
        data.object([
          "name": data.text(words.name(content.regions[child])),
          "with": data.text(
            content.regions[child].countedUnder.map { words.name(content.regions[$0]) }),
        ])
      },
    ]
  }

  /// The metrics beside the core ones that a region has figures of, those that are sums of some of the regions below it
  /// apart: a page for the whole has no room for what only some have reported.
  private func otherMetrics(of region: RegionID, in table: FigureTable) -> (whole: [Int], partial: [Int]) {
    var metrics: (whole: [Int], partial: [Int]) = ([], [])
    for metric in table.metrics(of: region) where !figures.coreMetrics.contains(metric) {
      guard let figure = table[region, metric]?.published else { continue }
      if figure.isPartial { metrics.partial.append(metric) } else { metrics.whole.append(metric) }
    }
    return metrics
  }

  private func figure(
    _ region: RegionID, _ metric: Int, in table: FigureTable, _ data: inout DataBuilder
  ) -> Datum {
    guard let finding = table[region, metric], let figure = finding.published else { return .none }
    return figureData.value(of: figure, finding, in: table, &data)
  }

  /// The regions below that have a core figure of the time asked for, or one without a date.
  private func reportingChildren(of region: RegionID, in table: FigureTable) -> [RegionID] {
    content.regions[region].countedChildren.filter { child in
      figures.coreMetrics.contains { metric in
        table.figure(child, figureData.coreMetric(metric, of: child)) != nil
          || figures.hasUndated(child, metric)
      }
    }
  }

  /// The regions below that are counted with another.
  private func joinedChildren(of region: RegionID) -> [RegionID] {
    content.regions[region].children.filter { content.regions[$0].countedElsewhere != nil }
  }

  // MARK: Two languages

  private func handout(of selection: PrintedSelection, _ data: inout DataBuilder) -> Fields {
    let region = selection.region, table = figures.table(for: selection.period)
    let others = otherMetrics(of: region, in: table), core = figures.coreMetrics
    let reported = core.filter { table[region, $0]?.published != nil }
    let reporting = reportingChildren(of: region, in: table), settings = content.settings
    func named(_ metric: Int, _ data: inout DataBuilder) -> Fields {
      let metric = content.metrics.all[metric]
      return [
        "name": data.text(words.name(metric)), "name_english": data.text(english?.name(metric)),
        "definition": data.text(words.definition(metric)),
        "definition_english": data.text(english?.definition(metric)),
      ]
    }
    return [
      "english": data.object([
        "site": data.text(settings.title(in: .english)),
        "subtitle": data.text(settings.subtitle(in: .english)),
        "publisher": data.text(settings.publisher(in: .english)),
        "contact": data.text(settings.contact(in: .english)),
        "licence": data.text(settings.licence(in: .english)),
        "region": data.text(english?.name(content.regions[region])),
        "period": data.text(selection.period.flatMap { english?.period($0) }),
        "today": data.text(english?.period(Period(day: today))),
      ]),
      "metrics": data.list(reported + others.whole) { metric, data in
        data.object(
          named(metric, &data) + ["cell": cell(table[region, metric]?.published, in: table, &data)])
      },
      "unreported": data.list(core.filter { !reported.contains($0) }) { metric, data in
        data.object(named(metric, &data))
      },
      "core": data.list(core) { metric, data in data.object(named(metric, &data)) },
      "children": data.list(reporting) { child, data in
        data.object([
          "name": data.text(words.name(content.regions[child])),
          "name_english": data.text(english?.name(content.regions[child])),
          "cells": data.list(core) { metric, data in
            cell(table.figure(child, metric), in: table, &data)
          },
        ])
      },
    ]
  }

  /// A figure in both languages; none where it is not reported.
  private func cell(_ figure: Figure?, in table: FigureTable, _ data: inout DataBuilder) -> Datum {
    guard let figure else { return .none }
    let metric = content.metrics.all[figure.metric]
    return data.object([
      "id": data.text(figure.id(in: content, query: table.query)),
      "display": data.verbatim(words.quantity(figure.quantity)),
      "unit": data.text(words.unit(of: figure, in: content)),
      "period": data.text(words.time(of: figure, metric)),
      "basis": data.text(words.basis(of: figure, in: content)),
      "display_english": english.map { data.verbatim($0.quantity(figure.quantity)) } ?? .none,
      "unit_english": data.text(english?.unit(of: figure, in: content)),
      "period_english": data.text(english?.time(of: figure, metric)),
      "basis_english": data.text(english?.basis(of: figure, in: content)),
    ])
  }
}
