import Bytes
import Diagnostics
import OfficeFiles
import Records

// The files of rows.
extension SheetImport {
  /// Gives the row its file: the one that the site has of it, or a new one.
  mutating func settle(_ made: inout SheetRow, _ known: inout KnownWriteUps) {
    let title = made.text("title") ?? "", isReport = made.folder == "reports"
    let period =
      made.parts.first { $0.key == "period" }.map { Period(parsing: $0.text)?.code ?? $0.text } ?? ""
    let at = Location(made.table, made.cell)
    var identity =
      [made.folder] + (isReport ? [made.region, period, title] : [title.plainValue, made.region])
    if let number = made.number { identity = [made.folder, number.text.plainValue] }
    if !(made.region.isEmpty && isReport) {
      if let other = byIdentity[identity] {
        if made.says(sameAs: other) {
          repeated += 1
          note(
            "和前面一行一样，只算一次", "says the same as a row above, and counts once", made.sheet,
            row: sheets[made.sheet].table.rows[made.row].number)
        } else {
          report(
            .sheetRowTwice(
              made.number?.text ?? title.oneLine, hasNumber: made.number != nil, at: at,
              firstAt: Location(other.table, other.cell)))
          made.isBroken = true
        }
        return
      }
      byIdentity[identity] = made
    }
    let numbered = made.number.map { known.indices(number: $0.text) } ?? []
    if numbered.count > 1 {
      report(.severalKnown(numbered.map { known[$0].document.source.path }, at: at))
      made.isBroken = true
      return
    }
    var found = numbered.first ?? made.number.flatMap { $0.isStem ? known.index(stem: $0.text) : nil }
    if found == nil {
      var same =
        isReport
        ? known.indices(region: made.region, period: period)
        : known.indices(title: title, region: made.region)
      if isReport, !title.isEmpty, same.count > 1 { same = known.indices(title: title, region: made.region) }
      if same.count > 1 {
        report(.severalKnown(same.map { known[$0].document.source.path }, at: at))
        made.isBroken = true
        return
      }
      found = made.region.isEmpty ? nil : same.first
    }
    if isReport, title.isEmpty { addTitle(to: &made, period) }
    if let found {
      made.known = known[found]
      made.path = known[found].document.source.path
    } else {
      var stem = made.number.flatMap { $0.isStem ? $0.text : nil }
      if let stem { known.take(stem) } else { stem = known.newStem(base(of: made, period)) }
      made.path = "content/\(made.folder)/\(stem ?? "").md"
    }
  }

  /// A report has to have a title, which tables of numbers do not give.
  private func addTitle(to made: inout SheetRow, _ period: String) {
    let time = Period(parsing: period)?.chinese ?? "", name = regions.name(of: made.region)
    made.parts.insert(
      .init(
        key: "title", name: "标题", value: "\(name)\(time)工作情况".headerScalar, cell: nil, head: nil,
        isStopgap: true), at: 0)
  }

  /// The beginning of a new file's name: the address of its region, and its time. Names are never made of characters.
  private func base(of made: SheetRow, _ period: String) -> String {
    let folder = made.folder.hasSuffix("s") ? String(made.folder.dropLast()) : made.folder
    // A place that is new has no address yet, but what it lies in has one.
    var path = made.region
    while regions.slug(path) == nil, let slash = path.lastIndex(of: "/") { path = String(path[..<slash]) }
    let region = regions.slug(path) ?? folder
    let date = made.parts.first { $0.key == "date" }.flatMap { Period(parsing: $0.text)?.code } ?? ""
    let time = (made.folder == "reports" ? period : date).lowercased().replacing("..", with: "-")
    let stem = time.isEmpty ? region : region + "-" + time
    return stem.isAddress ? stem : region
  }
}

extension SheetRow {
  fileprivate func text(_ key: String) -> String? { parts.first { $0.key == key }.map(\.text) }

  fileprivate func says(sameAs other: SheetRow) -> Bool {
    parts.map(\.value) == other.parts.map(\.value) && figures.map(\.value) == other.figures.map(\.value)
      && body?.text == other.body?.text
  }
}

extension SheetRow.Part {
  /// The value as a person reads it.
  var text: String {
    guard value.hasPrefix("\""), let json = try? JSON(parsing: SourceText(path: "", value)),
      case .string(let text) = json
    else { return value }
    return text
  }
}
