import Diagnostics
import Import
import Records
import Site

/// The rows of sheets, read as the write-ups that they would be, beside those of the site.
struct SheetReading {
  private let made: SheetImport
  private var files: [SourceText]
  /// The findings of the site without them: how often each is said.
  private let before: [[String]: Int]
  private(set) var findings: [Diagnostic] = []
  private(set) var content: Content?
  /// The registry of regions with new places in it; nil where it stays as it is.
  private(set) var registry: SourceText?
  private var rows: [SheetRow] = []

  init(_ made: SheetImport, files: [SourceText], before: [Diagnostic]) {
    self.made = made
    self.files = files
    self.before = Dictionary(before.map { ($0.key, 1) }, uniquingKeysWith: +)
  }

  /// Reads rows as files, and keeps what is wrong with them, by the cells of the tables.
  mutating func read(_ rows: [SheetRow]) {
    self.rows = rows
    (content, findings) = result(of: rows)
  }

  private func result(of rows: [SheetRow]) -> (Content?, [Diagnostic]) {
    let drafts = rows.map { $0.isKnown ? $0.merged() : $0.draft() }, paths = Set(drafts.map(\.path))
    var found: [Diagnostic] = []
    let content = readContent(
      BuildInput(
        contentFiles: files.filter { !paths.contains($0.path) } + drafts.map(\.source), today: Day(ordinal: 0)
      ).withBuiltIn(), holdingBack: false, looksForPersonalData: true, reporting: &found)
    var known = before
    let new = found.filter { finding in
      guard let count = known[finding.key], count > 0 else { return true }
      known[finding.key] = count - 1
      return false
    }
    return (content, drafts.relocated(new).map(\.withPlaceAdvice))
  }

  /// Puts the lines for new places into the registry, as `fix` would, and reads the rows again.
  mutating func addPlaces() {
    guard let finding = findings.first(where: { $0.code == "missing-slug" }),
      let edits = finding.suggestion?.edits,
      let file = finding.location?.file, let index = files.firstIndex(where: { $0.path == file })
    else { return }
    let fixes = Fixes([finding], in: files)
    guard let fixed = fixes.files.first?.new, !edits.isEmpty else { return }
    files[index] = fixed
    registry = fixed
    read(rows)
  }

  /// The times that rows are read without those that are wrong.
  private static let rounds = 5

  /// The rows that are right whatever becomes of the others.
  ///
  /// - Parameter mistakes: those that were found before the rows were read.
  mutating func valid(_ mistakes: [Diagnostic]) -> [SheetRow] {
    var good = rows.filter { !made.blocked.contains($0.sheet) },
      errors = (mistakes + findings).filter { $0.severity == .error }
    // A row without its mistakes may bring to light those of another, which was held against it.
    for _ in 0..<SheetReading.rounds where !good.isEmpty {
      let bad = Set(errors.flatMap(places).map { [$0.0, $0.1] })
      let left = good.filter {
        !bad.contains([$0.sheet, $0.row]) && ($0.missingPlaces.isEmpty || registry != nil)
      }
      // Leaving rows out mends nothing that is about no row.
      if left.count == good.count { return errors.contains(where: isOfNoRow) ? [] : good }
      good = left
      let (content, found) = result(of: good)
      self.content = content
      errors = found.filter { $0.severity == .error }
      if errors.isEmpty { return good }
    }
    return []
  }

  /// Whether an error is about something else than rows: a column is about its sheet.
  private func isOfNoRow(_ error: Diagnostic) -> Bool {
    error.code != "missing-slug" && (error.location.map { made.cell(at: $0) == nil } ?? true)
  }

  /// The rows, by their sheets, that a message is about.
  private func places(of diagnostic: Diagnostic) -> [(Int, Int)] {
    guard let location = diagnostic.location, let place = made.cell(at: location),
      let sheet = made.sheets.firstIndex(where: { $0.source.path == place.sheet.source.path })
    else { return [] }
    return [(sheet, place.row)]
  }
}

extension Diagnostic {
  /// The advice on places without slugs, which `fix` cannot give before a write-up names them.
  fileprivate var withPlaceAdvice: Diagnostic {
    guard code == "missing-slug", var finding = Optional(self), let edits = suggestion?.edits else {
      return self
    }
    finding.suggestion = Suggestion(
      zh: "补上这几行，核对拼音；或者加 --add-places，由程序补上",
      en: "add these lines, or let --add-places do so, and check the readings",
      edits: edits)
    return finding
  }

  /// The key of what is said of a file, wherever in it.
  fileprivate var key: [String] { [location?.file ?? "", code, message.en] }
}

/// The outcome of rows: new write-ups, changes of those that are there, and nothing.
struct RowOutcome {
  private(set) var new: [(row: SheetRow, draft: Draft)] = []
  private(set) var changed: [(row: SheetRow, keys: [Change])] = []
  private(set) var unchanged = 0

  /// A value that the table has otherwise than the site.
  struct Change {
    let key: String
    let name: String
    let old: String
    let new: String
    /// Whether it is a number of a report.
    let isFigure: Bool
    /// False for what a person has to change.
    let isWritten: Bool
  }

  /// The same as findings, for other programs.
  var differences: [Diagnostic] {
    changed.flatMap { row, changes in
      changes.map { change in
        Diagnostic.differsFromSite(
          change.name, old: change.old.shortValue, new: change.new.shortValue, in: row.path,
          at: row.location(of: change.key))
      }
    }
  }

  /// - Parameters:
  ///   - content: the site with the rows in it.
  ///   - site: without them.
  init(_ rows: [SheetRow], _ content: Content?, _ site: Content?) {
    new = rows.filter { !$0.isKnown }.map { ($0, $0.draft()) }
    let known = rows.filter(\.isKnown), paths = Set(known.map(\.path))
    guard !known.isEmpty else { return }
    let before = site?.records(of: paths) ?? [:], after = content?.records(of: paths) ?? [:]
    for row in known {
      let old = before[row.path], new = after[row.path]
      let changes = row.keys.compactMap { key -> Change? in
        guard let said = row.new(key) else { return nil }
        let isSame =
          key == "body"
          ? row.old(key) == said.text.trimmingBlanks
          : old != nil && old?.value(key) == new?.value(key)
            && (old?.value(key) != nil || row.old(key) == said.text)
        if isSame { return nil }
        return Change(
          key: key, name: said.name, old: row.old(key) ?? "—", new: said.text, isFigure: row.isFigure(key),
          isWritten: !row.isOneOfSeveral(key))
      }
      if changes.isEmpty { unchanged += 1 } else { changed.append((row, changes)) }
    }
  }
}
