import Records
import Statistics
import Templates

// What templates see of the cuts: docs/pages.md, “cut”.
extension Publication {
  /// The home province's cuts of everything; one without rows says so.
  func cuts() -> Value {
    let cuts = Cuts(ledger)
    return .list(
      Cut.allCases.map { cut in
        let rows = cuts.rows(cut, of: content.home, in: all)
        let isList = cut == .tier || cut == .sector || cut == .donation
        return [
          "key": .string(cut.rawValue), "name": .string(cut.chinese), "note": Value(cut.note),
          "columns": isList ? .list([]) : .list(columns(rows)),
          "rows": isList ? .list([]) : .list(groups(rows, cut)),
          "figures": isList ? .list(rows.map(item)) : .list([]),
        ]
      })
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

  private func columns(_ rows: [CutRow]) -> [Value] {
    measures(rows).compactMap { measure in
      rows.first { $0.measure == measure }.map {
        ["name": .string($0.measureName(in: content)), "unit": .string($0.unit(in: content))]
      }
    }
  }

  private func groups(_ rows: [CutRow], _ cut: Cut) -> [Value] {
    let measures = measures(rows)
    var keys: [String] = []
    for row in rows where keys.last != row.group { keys.append(row.group) }
    return keys.enumerated().map { number, key in
      let own = rows.filter { $0.group == key }
      let page = content.address(of: key, in: cut), anchor = "cut-\(cut.rawValue)-\(number + 1)"
      let address = page ?? Address.folder("statistics") + "#" + anchor
      // The first counts the group's records themselves, the others what they say or how far they came.
      let cases = page == nil ? own[0].cases : []
      return [
        "name": .string(content.name(of: key, in: cut)), "address": Value(page), "anchor": .string(anchor),
        "cells": .list(
          measures.map { measure in
            own.first { $0.measure == measure }.map { cell($0, address: address) } ?? .none
          }),
        "cases": shortList(of: cases),
        "files": .list(cut == .platform ? own.flatMap(\.sources).map(link) : []),
      ]
    }
  }

  private func cell(_ row: CutRow, address: String) -> Value {
    [
      "id": .string(row.id(in: content, query: .all)), "display": .verbatim(row.quantity.display),
      "unit": .string(row.unit(in: content)), "period": .string(row.period?.chinese ?? "全部"),
      "basis": term(row.basis), "address": .string(address),
    ]
  }

  private func link(_ source: FigureSource) -> Value {
    let platform = content.platforms.first { $0.naming.file == source.file }
    return platform.map { $0.naming.link(in: "platforms") } ?? .none
  }

  // MARK: Figures one below the other

  private func item(_ row: CutRow) -> Value {
    guard case .metric(let metric) = row.measure else { return .none }
    let figure = row.basis == .counted ? nil : all[row.region, metric]?.published
    let address = figure.map { self.address(of: $0, in: all) } ?? Address.region(content.regions[row.region])
    return [
      "group": .string(content.name(of: row.group, in: row.cut)), "region": link(row.region),
      "metric": metrics[metric], "cell": cell(row, address: address),
    ]
  }
}

extension Cut {
  /// What a reader has to know before adding up a column.
  fileprivate var note: String? {
    switch self {
    case .topic: "一个案例可以有几个议题，各组不能相加"
    case .platform: "一个平台可以有几种类型，各组不能相加"
    case .year: "跨年的案例单列，不拆到某一年"
    case .level: "按案例所在地区的层级"
    case .document: "按案例里列出的条目计；批示、交办、承办只数来稿写明的"
    case .donation: "各地公布的数，逐项列出；现金、物资和没有写明的不合并"
    case .tier, .sector: "委员可以同时计入几级，各地区之间不相加"
    default: nil
    }
  }
}
