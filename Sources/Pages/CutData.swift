import Records
import Statistics
import Templates
import Wording

// What templates see of the cuts: docs/pages.md, “cut”.
extension Publication {
  /// The home province's cuts of everything; one without rows says so.
  func cuts(_ data: inout DataBuilder) -> Datum {
    let cuts = Cuts(ledger)
    return data.list(Cut.allCases) { cut, data in
      let rows = cuts.rows(cut, of: content.home, in: all)
      let isList = cut == .tier || cut == .sector || cut == .donation
      return data.object([
        "key": data.text(cut.rawValue), "name": data.text(words.name(cut)),
        "note": data.text(words.name(in: "cut_note", cut.rawValue)),
        "columns": isList ? data.list([]) : columns(rows, &data),
        "rows": isList ? data.list([]) : groups(rows, cut, &data),
        "figures": data.list(isList ? rows : []) { item($0, &$1) },
      ])
    }
  }

  // MARK: Groups down, measures across

  private func measures(_ rows: [CutRow]) -> [CutRow.Measure] {
    var measures: [CutRow.Measure] = []
    for row in rows where !measures.contains(row.measure) { measures.append(row.measure) }
    return measures.sorted { order($0) < order($1) }
  }

  /// Records first, then metrics as the registry has them.
  private func order(_ measure: CutRow.Measure) -> Int {
    switch measure {
    case .records(let records): (CutRow.Records.allCases.firstIndex(of: records) ?? 0) - 100
    case .metric(let index): index
    }
  }

  private func columns(_ rows: [CutRow], _ data: inout DataBuilder) -> Datum {
    let first = measures(rows).compactMap { measure in rows.first { $0.measure == measure } }
    return data.list(first) { row, data in
      let name = words.name(of: row, in: content)
      return data.object([
        "name": data.text(name),
        "unit": data.text(words.headUnit(words.unit(of: row, in: content), under: name)),
      ])
    }
  }

  private func groups(_ rows: [CutRow], _ cut: Cut, _ data: inout DataBuilder) -> Datum {
    let measures = measures(rows)
    // The rows of a group stand together.
    let starts = rows.indices.filter { $0 == 0 || rows[$0 - 1].group != rows[$0].group }
    return data.list(starts.count) { number, data in
      let own = rows[starts[number]..<(number + 1 < starts.count ? starts[number + 1] : rows.count)]
      let key = rows[starts[number]].group, page = content.address(of: key, in: cut)
      let anchor = "cut-\(cut.rawValue)-\(number + 1)"
      let address = page ?? Address.folder("statistics") + "#" + anchor
      // The first counts the group's records themselves, the others what they say or how far they came.
      let cases = page == nil ? rows[starts[number]].cases : []
      return data.object([
        "name": data.text(words.name(of: key, in: cut, content)), "address": data.text(page),
        "anchor": data.text(anchor),
        "cells": data.list(measures) { measure, data in
          own.first { $0.measure == measure }.map { cell($0, address: address, &data) } ?? .none
        },
        "cases": shortList(of: cases, at: nil, &data),
        "files": data.list(cut == .platform ? own.flatMap(\.sources).map(link) : []),
      ])
    }
  }

  private func cell(_ row: CutRow, address: String, _ data: inout DataBuilder) -> Datum {
    data.object([
      "id": data.text(row.id(in: content, query: .all)),
      "display": data.verbatim(words.quantity(row.quantity)),
      "unit": data.text(words.unit(of: row, after: row.quantity, in: content)),
      "period": data.text(row.period.map(words.period) ?? words[.allPeriods]),
      "basis": links.term(row.basis),
      "basis_text": data.text(row.figure.map { words.basis(of: $0, in: content) } ?? words.name(row.basis)),
      "address": data.text(address),
    ])
  }

  private func link(_ source: FigureSource) -> Datum {
    content.platforms.firstIndex { $0.naming.file == source.file }.map { links.platforms[$0] } ?? .none
  }

  // MARK: Figures one below the other

  private func item(_ row: CutRow, _ data: inout DataBuilder) -> Datum {
    guard case .metric(let metric) = row.measure else { return .none }
    var address = Address.region(content.regions[row.region])
    if row.basis != .counted, let figure = all[row.region, metric]?.published {
      address += "#" + anchor(of: figure, in: all)
    }
    return data.object([
      "group": data.text(words.name(of: row.group, in: row.cut, content)), "region": link(row.region),
      "metric": metrics[metric], "cell": cell(row, address: address, &data),
    ])
  }
}

extension Content {
  /// The page that lists a group's cases, if there is one.
  fileprivate func address(of group: String, in cut: Cut) -> String? {
    switch cut {
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
