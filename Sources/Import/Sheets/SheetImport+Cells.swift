import Bytes
import Diagnostics
import OfficeFiles
import Records

// The parts of a row, by what its columns mean.
extension SheetImport {
  mutating func read(
    _ index: Int, of sheet: Int, _ head: SheetHead, ignoresNumbers: Bool, into made: inout SheetRow
  ) {
    let row = sheets[sheet].table.rows[index], cells = sheets[sheet].cells[index]
    var levels: [(level: Region.Level, text: String, cell: CSVTable.Cell)] = []
    var region: (text: String, cell: CSVTable.Cell, column: SheetColumn)?, regionAt: Int?
    var bodies: [(column: SheetColumn, text: String, cell: CSVTable.Cell)] = [], next = 0
    for column in head.columns {
      while next < row.cells.count, row.cells[next].column < column.number {
        reportSurplus(row.cells[next], cells[next], head, sheet)
        next += 1
      }
      guard next < row.cells.count, row.cells[next].column == column.number else { continue }
      let written = row.cells[next], cell = cells[next]
      next += 1
      guard let meaning = column.meaning, meaning != .ignored, let text = text(of: written, sheet) else {
        continue
      }
      let at = Location(sheets[sheet].source.path, cell.range)
      if written.kind == .error || written.kind == .formulaWithoutValue {
        report(written.kind == .error ? .cellError(text, at: at) : .cellFormula(at: at))
        continue
      }
      if written.isRepeated, head.known.counts(meaning), !text.saysNothing {
        report(.mergedNumber(at: at))
        continue
      }
      switch meaning {
      case .ignored: break
      case .number:
        if !ignoresNumbers { addNumber(text, cell, column, at, to: &made) }
      case .body: bodies.append((column, text, cell))
      case .level(let level):
        if !text.saysNothing, let text = mapped(text, of: [column.text, "地区", "region"]) {
          levels.append((level, text.trimmingBlanks, cell))
          regionAt = regionAt ?? made.parts.count
        }
      case .field("region"):
        if let mapped = mapped(text, of: ["地区", "region", column.text]) {
          region = (mapped, cell, column)
          regionAt = regionAt ?? made.parts.count
        }
      case .field(let key): add(text, key, cell, column, head, at, to: &made)
      case .metric(let number): add(text, metric: head.known.metrics.all[number], cell, column, to: &made)
      }
    }
    while next < row.cells.count {
      reportSurplus(row.cells[next], cells[next], head, sheet)
      next += 1
    }
    addRegion(
      region.map { ($0.text, $0.cell) }, levels.sorted { $0.level < $1.level }.map { ($0.text, $0.cell) },
      head: region?.column.cell, at: regionAt ?? made.parts.count, to: &made)
    addConstants(head, to: &made)
    addBody(bodies, head, to: &made)
  }

  private mutating func reportSurplus(
    _ written: SheetTable.Cell, _ cell: CSVTable.Cell, _ head: SheetHead, _ sheet: Int
  ) {
    if written.text.trimmingBlanks.isEmpty || head.columns.contains(where: { $0.number == written.column }) {
      return
    }
    report(.sheetSurplus(written.text.oneLine, at: Location(sheets[sheet].source.path, cell.range)))
  }

  /// The text of a cell, without what only its file needs; nil if it has no value.
  private func text(of cell: SheetTable.Cell, _ sheet: Int) -> String? {
    let text = cell.text
    if text.trimmingBlanks.isEmpty || text.utf8.isAbsence { return nil }
    let isGuarded =
      sheets[sheet].table.name == nil && text.utf8.first == UInt8(ascii: "'") && text.utf8.needsGuard
    return isGuarded || text.utf8.needsEscape ? String(text.unicodeScalars.dropFirst()) : text
  }

  /// The value as the mapping has it; nil where it is to be left out.
  private func mapped(_ text: String, of names: [String]) -> String? {
    guard let entry = mapping.value(text, of: names) else { return text }
    return entry.isIgnored ? nil : entry.isOpen ? text : entry.text
  }

  private mutating func addNumber(
    _ text: String, _ cell: CSVTable.Cell, _ column: SheetColumn, _ at: Location, to made: inout SheetRow
  ) {
    if text.isAddress {
      made.number = (text, true)
    } else if !column.namesFiles {
      made.number = (text.trimmingBlanks, false)
      made.parts.append(
        .init(
          key: KnownWriteUps.numberKey, name: KnownWriteUps.numberKey,
          value: text.trimmingBlanks.headerScalar, cell: cell,
          head: column.cell))
    } else {
      report(.badStem(text, at: at))
    }
  }

  private mutating func add(
    _ text: String, _ key: String, _ cell: CSVTable.Cell, _ column: SheetColumn, _ head: SheetHead,
    _ at: Location,
    to made: inout SheetRow
  ) {
    guard let field = head.known.kind[key] else { return }
    let names = [field.name, field.key, column.text]
    guard let whole = mapped(text, of: names) else { return }
    // A dash or 无 in the cell of a number, a day, a name says that there is none.
    if !field.isRequired, whole.trimmingBlanks.saysNothing { return }
    switch field.type {
    case .date, .day, .period:
      if whole.trimmingBlanks.wholeMatch(of: #/\d{4}\.1/#) != nil {
        return report(.ambiguousMonth(whole.trimmingBlanks, at: at))
      }
    default: break
    }
    do throws(Diagnostic) {
      let value = CellValue(field: field, unit: column.heading.unit, content: content)
      let header = try value.header(whole) { part in part == whole ? part : mapped(part, of: names) ?? part }
      let name = column.heading.name == field.key ? field.key : field.name
      made.parts.append(.init(key: key, name: name, value: header, cell: cell, head: column.cell))
    } catch {
      report(.cellJSON(error, at: at))
    }
  }

  private mutating func add(
    _ text: String, metric: Metric, _ cell: CSVTable.Cell, _ column: SheetColumn, to made: inout SheetRow
  ) {
    guard let number = mapped(text, of: [metric.name, metric.id, column.text]),
      !number.trimmingBlanks.saysNothing
    else { return }
    if metric.unit == "%", let rate = Double(number.trimmingBlanks), rate > 0, rate <= 1 {
      return report(
        .rateWithoutPercent(number.trimmingBlanks, at: Location(sheets[made.sheet].source.path, cell.range)))
    }
    let value = CellValue.quantity(number, in: column.heading.unit, unless: metric.unit)
    made.figures.append(
      .init(
        key: metric.id, name: metric.name, value: value.headerScalar, cell: cell, head: column.cell,
        aliases: metric.labels))
  }

  private mutating func addRegion(
    _ region: (text: String, cell: CSVTable.Cell)?, _ levels: [(text: String, cell: CSVTable.Cell)],
    head: CSVTable.Cell?, at index: Int, to made: inout SheetRow
  ) {
    guard let cell = levels.last?.cell ?? region?.cell else { return }
    let found = regions.find(region?.text.trimmingBlanks, levels.map(\.text))
    made.region = found.isFound ? found.text : ""
    made.missingPlaces = found.missing
    if found.isShort, levels.isEmpty, let region { made.shortRegions.append((region.text, found.text)) }
    made.parts.insert(
      .init(
        key: "region", name: "地区", value: found.text.headerScalar, cell: region?.cell ?? cell, head: head),
      at: Swift.min(index, made.parts.count))
  }

  private mutating func addConstants(_ head: SheetHead, to made: inout SheetRow) {
    for (name, value) in mapping.constants {
      guard case .field(let key)? = head.known.target(name.text), let field = head.known.kind[key],
        !value.isOpen, !value.text.saysNothing, !made.parts.contains(where: { $0.key == key })
      else { continue }
      let text = key == "region" ? regions.find(value.text).text : value.text
      let header = try? CellValue(field: field, unit: nil, content: content).header(text) { $0 }
      if key == "region" { made.region = text }
      made.parts.append(
        .init(key: key, name: field.name, value: header ?? text.headerScalar, cell: nil, head: nil))
    }
  }

  /// Several columns of text are parts of one, each below its heading.
  private func addBody(
    _ bodies: [(column: SheetColumn, text: String, cell: CSVTable.Cell)], _ head: SheetHead,
    to made: inout SheetRow
  ) {
    guard let first = bodies.first else { return }
    if head.columns.count(where: { $0.meaning == .body }) == 1 {
      made.body = (CellValue.body(first.text), first.cell)
    } else {
      let parts = bodies.map { "## \($0.column.text.oneLine)\n\n" + CellValue.body($0.text).trimmingBlanks }
      made.body = (parts.joined(separator: "\n\n"), first.cell)
    }
  }
}
