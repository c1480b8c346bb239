import Records
import Statistics
import Templates
import Wording

/// The breakdowns as templates see them: docs/pages.md, “cut”.
struct BreakdownData: Sendable {
  let figures: PublishedFigures
  let words: Words
  let links: Links
  let figureData: FigureData
  private var content: Content { figures.content }

  /// The home region's breakdowns of everything; one without rows says so.
  func all(_ data: inout DataBuilder) -> Datum {
    let breakdowns = Breakdowns(figures.ledger)
    return data.list(Breakdown.allCases) { breakdown, data in
      let rows = breakdowns.rows(breakdown, of: content.home, in: figures.all)
      let isList = breakdown == .tier || breakdown == .sector || breakdown == .donation
      return data.object([
        "key": data.text(breakdown.rawValue), "name": data.text(words.name(breakdown)),
        "note": data.text(words.name(in: "cut_note", breakdown.rawValue)),
        "columns": isList ? data.list([]) : columns(rows, &data),
        "rows": isList ? data.list([]) : groups(rows, breakdown, &data),
        "figures": data.list(isList ? rows : []) { item($0, &$1) },
      ])
    }
  }

  // MARK: Groups down, measures across

  private func measures(_ rows: [BreakdownRow]) -> [BreakdownRow.Measure] {
    var measures: [BreakdownRow.Measure] = []
    for row in rows where !measures.contains(row.measure) { measures.append(row.measure) }
    return measures.sorted { order($0) < order($1) }
  }

  /// The order of measures: records first, then metrics as the registry has them.
  private func order(_ measure: BreakdownRow.Measure) -> Int {
    switch measure {
    case .records(let records): (BreakdownRow.Records.allCases.firstIndex(of: records) ?? 0) - 100
    case .metric(let index): index
    }
  }

  private func columns(_ rows: [BreakdownRow], _ data: inout DataBuilder) -> Datum {
    let first = measures(rows).compactMap { measure in rows.first { $0.measure == measure } }
    return data.list(first) { row, data in
      let name = words.name(of: row, in: content)
      return data.object([
        "name": data.text(name),
        "unit": data.text(words.headUnit(words.unit(of: row, in: content), under: name)),
      ])
    }
  }

  private func groups(_ rows: [BreakdownRow], _ breakdown: Breakdown, _ data: inout DataBuilder) -> Datum {
    let measures = measures(rows)
    // The rows of a group are neighbours.
    let starts = rows.indices.filter { $0 == 0 || rows[$0 - 1].group != rows[$0].group }
    return data.list(starts.count) { number, data in
      let own = rows[starts[number]..<(number + 1 < starts.count ? starts[number + 1] : rows.count)]
      let key = rows[starts[number]].group, page = content.address(of: key, in: breakdown)
      let anchor = "cut-\(breakdown.rawValue)-\(number + 1)"
      let address = page ?? Address.folder("statistics") + "#" + anchor
      // The first row counts the group's records themselves, the others their numbers or how far they came.
      let cases = page == nil ? rows[starts[number]].cases : []
      return data.object([
        "name": data.text(words.name(of: key, in: breakdown, content)), "address": data.text(page),
        "anchor": data.text(anchor),
        "cells": data.list(measures) { measure, data in
          own.first { $0.measure == measure }.map { cell($0, address: address, &data) } ?? .none
        },
        "cases": figureData.lists.shortList(of: cases, at: nil, &data),
        "files": data.list(breakdown == .platform ? own.flatMap(\.sources).map(platform) : []),
      ])
    }
  }

  private func cell(_ row: BreakdownRow, address: String, _ data: inout DataBuilder) -> Datum {
    data.object([
      "id": data.text(row.id(in: content, query: .all)),
      "display": data.verbatim(words.quantity(row.quantity)),
      "unit": data.text(
        row.figure.map { words.unit(of: $0, in: content) }
          ?? words.unit(of: row, after: row.quantity, in: content)),
      "period": data.text(row.period.map(words.period) ?? words[.allPeriods]),
      "basis": links.term(row.basis),
      "basis_text": data.text(row.figure.map { words.basis(of: $0, in: content) } ?? words.name(row.basis)),
      "address": data.text(address),
    ])
  }

  private func platform(_ source: FigureSource) -> Datum {
    content.platforms.firstIndex { $0.naming.file == source.file }.map { links.platforms[$0] } ?? .none
  }

  // MARK: Figures one below the other

  private func item(_ row: BreakdownRow, _ data: inout DataBuilder) -> Datum {
    guard case .metric(let metric) = row.measure else { return .none }
    var address = Address.region(content.regions[row.region])
    if row.basis != .counted, let figure = figures.all[row.region, metric]?.published {
      address += "#" + figureData.anchor(of: figure, in: figures.all)
    }
    return data.object([
      "group": data.text(words.name(of: row.group, in: row.breakdown, content)),
      "region": links.region(row.region),
      "metric": links.metrics[metric], "cell": cell(row, address: address, &data),
    ])
  }
}

extension Content {
  /// The page that lists a group's cases, if there is one.
  fileprivate func address(of group: String, in breakdown: Breakdown) -> String? {
    switch breakdown {
    case .brand: address(of: group, among: brands)
    case .topic: address(of: group, among: topics)
    case .method: address(of: group, among: methods)
    default: nil
    }
  }

  private func address<Record: NamedRecord>(of stem: String, among records: [Record]) -> String? {
    records.first { $0.naming.stem == stem }.flatMap { Address.named($0, in: self) }
  }
}
