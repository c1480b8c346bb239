import ArgumentParser
import Diagnostics
import Files
import Import
import OfficeFiles
import Privacy
import Records
import Site

/// The import of sheets that people keep: read, checked beside what the site has, written as far as it is right.
struct SheetImporting {
  let command: ImportTables
  private var common: CommonOptions { command.common }

  init(_ command: ImportTables) { self.command = command }

  func run(_ tables: [SheetTable], _ findings: [Diagnostic]) throws {
    let (files, site, before) = try readSite()
    let known = SourceFiles(files)
    var mistakes = findings
    let mapping = try readMapping(reporting: &mistakes)
    var made = SheetImport(tables, mapping, content: site, files: files)
    mistakes += made.diagnostics
    var reading = SheetReading(made, files: files, before: before)
    reading.read(made.rows.filter { !$0.isBroken })
    if command.addPlaces { reading.addPlaces() }
    let found = mistakes + reading.findings
    made.propose(for: found)
    let errors = found.filter { $0.severity == .error }
    var good = made.rows.filter { !$0.isBroken }
    if !errors.isEmpty {
      good =
        command.acceptValid && !mistakes.contains { $0.severity == .error && $0.isAbout(mapping) }
        ? reading.valid(mistakes) : []
    }
    // The message about slugs that are missing is about rows, too.
    let shown = found.sortedByLocation()
    let sources = SourceFiles(made.sheets.map(\.source) + (mapping.source.map { [$0] } ?? []) + files)
    let outcome = RowOutcome(good, reading.content, site)
    printFindings(command.format == .human ? shown : shown + outcome.differences, made, sources)
    printNotices(made.notices)
    printChanges(outcome.changed, known)
    let written = try write(outcome, reading.registry)
    if !errors.isEmpty, made.sheets.contains(where: { !$0.table.rows.isEmpty }) {
      try giveBack(made, shown, sources, written: good)
    }
    // The lines of a person are never replaced by what could be read of them.
    if !made.proposal.isEmpty, !mistakes.contains(where: { $0.severity == .error && $0.isAbout(mapping) }) {
      try writeMapping(made.proposal, mapping)
    }
    say(summary(errors.count, written, outcome, made))
    if !errors.isEmpty, good.isEmpty { throw found.failureCode }
  }

  // MARK: Reading

  /// The texts of the site, what they say, and what is wrong with them already.
  private func readSite() throws -> (files: [SourceText], Content?, before: [Diagnostic]) {
    var reading: [Diagnostic] = []
    let input = BuildInput(numbersOf: common.root, today: Day(ordinal: 0), reporting: &reading)
    let files = try common.whole((input, reading)).contentFiles
    var before: [Diagnostic] = []
    let content = readContent(
      BuildInput(contentFiles: files, today: Day(ordinal: 0)).withBuiltIn(), holdingBack: false,
      looksForPersonalData: true, reporting: &before)
    // Whatever a registry lacks would be said again of each row.
    let registries = before.filter {
      $0.severity == .error && ($0.location?.file.hasSuffix(".yml") ?? true) && $0.code != "missing-slug"
    }
    if content == nil || !registries.isEmpty {
      common.printDiagnostics(
        (registries.isEmpty ? before : registries).sortedByLocation(), SourceFiles(files))
      throw before.failureCode
    }
    return (files, content, before)
  }

  /// The folder of the tables, with a slash at its end; empty for the one in which the program runs.
  private var folder: String {
    var path = command.source
    if (try? isFolder(path)) ?? false { return path.hasSuffix("/") ? path : path + "/" }
    path = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    return path
  }

  /// The mapping file that is named, else the one beside the tables, else that of the site.
  private var mappingPath: String? {
    if let named = command.mapping { return named }
    return [folder + ImportMapping.fileName, common.root + "/" + ImportMapping.fileName].first { isTaken($0) }
  }

  private func readMapping(reporting diagnostics: inout [Diagnostic]) throws -> ImportMapping {
    guard let path = mappingPath, command.mapping == nil || isTaken(path) else { return ImportMapping() }
    do throws(Diagnostic) { return ImportMapping(try readNamedFile(path), reporting: &diagnostics) } catch {
      throw common.failure(error)
    }
  }

  // MARK: Writing

  /// Writes the new files, and those that are to be changed. Returns how many there are of each.
  private func write(_ outcome: RowOutcome, _ registry: SourceText?) throws -> (new: Int, changed: Int) {
    var new = outcome.new.map { $0.draft.source }, changed: [(old: SourceText, new: SourceText)] = []
    if command.acceptChanges {
      for (row, keys) in outcome.changed where keys.contains(where: \.isWritten) {
        let text = row.merged(Set(keys.filter(\.isWritten).map(\.key))).source
        if let old = row.old, command.folder == common.root {
          changed.append((old, text))
        } else {
          new.append(text)
        }
      }
    }
    do throws(Diagnostic) {
      if !new.isEmpty || outcome.unchanged > 0 && isTaken(command.folder + "/content") {
        common.printNotes(try writeNew(new, below: command.folder))
      }
      for file in changed { try replaceFile(file.old, below: common.root, with: file.new.bytes) }
      if let registry, !(new.isEmpty && changed.isEmpty), command.folder == common.root {
        let old = try readNamedFile(common.root + "/" + registry.path)
        try replaceFile(
          SourceText(path: registry.path, bytes: old.bytes), below: common.root, with: registry.bytes)
      }
    } catch { throw common.failure(error) }
    return (
      outcome.new.count,
      command.acceptChanges ? outcome.changed.count { $0.keys.contains(where: \.isWritten) } : 0
    )
  }

  /// Writes the tables with their mistakes marked.
  private func giveBack(
    _ made: SheetImport, _ diagnostics: [Diagnostic], _ files: SourceFiles, written: [SheetRow]
  ) throws {
    var left: [Int: Set<Int>]?
    if !written.isEmpty {
      let done = Set(written.map { [$0.sheet, $0.row] })
      var rows: [Int: Set<Int>] = [:]
      for row in made.rows where !done.contains([row.sheet, row.row]) {
        rows[row.sheet, default: []].insert(row.row)
      }
      left = rows
    }
    let bytes = ReturnedWorkbook(made, diagnostics, files: files).bytes(common.messages, onlyRows: left)
    do throws(Diagnostic) {
      let path = try returnedPath(bytes)
      try replaceFile(path, with: bytes, isOurs: true)
      printError(
        Message(
          zh: "标好的表：\(path)；改好再导入它",
          en: "the tables with their mistakes marked: \(path); correct and import it")[
            common.messages
          ].onOneLine + "\n")
    } catch { throw common.failure(error) }
  }

  /// A path that nobody's work is at: where a file of this program's is that nobody has changed, or none.
  private func returnedPath(_ bytes: [UInt8]) throws(Diagnostic) -> String {
    func isFree(_ path: String) throws(Diagnostic) -> Bool {
      if !isTaken(path) { return true }
      return Workbook.isUntouched(try readNamedFile(path, limit: InputLimit.table).bytes)
    }
    if let path = command.returned {
      if try isFree(path) { return path }
      throw .wouldOverwrite([path], in: ".")
    }
    var path = folder + ReturnedWorkbook.fileName, number = 1
    while try !isFree(path) {
      number += 1
      path = folder + ReturnedWorkbook.fileName.replacing(".xlsx", with: "-\(number).xlsx")
    }
    return path
  }

  /// Adds the lines that the mapping file lacks.
  private func writeMapping(_ proposal: MappingProposal, _ mapping: ImportMapping) throws {
    let path = mapping.source?.path ?? command.mapping ?? folder + ImportMapping.fileName
    let bytes = Array(proposal.text(adding: mapping).utf8)
    do throws(Diagnostic) {
      if let old = mapping.source {
        let slash = path.lastIndex(of: "/"),
          name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        try replaceFile(
          SourceText(path: name, bytes: old.bytes), below: slash.map { String(path[...$0]) } ?? ".",
          with: bytes)
      } else {
        try replaceFile(path, with: bytes)
      }
    } catch { throw common.failure(error) }
    printError(
      Message(
        zh: "没看懂的 \(proposal.count) 个说法写进了 \(path)，写着“待确认”；改好再导入",
        en:
          "\(proposal.count) names that are not understood are in \(path), marked 待确认: decide them, then import again"
      )[
        common.messages
      ].onOneLine + "\n")
  }

  // MARK: Saying

  private func say(_ message: Message) {
    if command.format == .human {
      common.say(message)
    } else {
      printError(message[common.messages].onOneLine + "\n")
    }
  }

  private func printFindings(_ found: [Diagnostic], _ made: SheetImport, _ files: SourceFiles) {
    let (diagnostics, files) = found.concealingPersonalData(in: files)
    switch command.format {
    case .human:
      printError(
        MistakeGroups(diagnostics, made, files: files).text(common.messages, hasColour: common.hasColour))
    case .json: printOutput(SheetFindingsJSON(made, files, common.messages).json(diagnostics).encoded())
    }
  }

  private func printNotices(_ notices: [SheetNotice]) {
    var shown: [String: Int] = [:]
    for notice in notices {
      let place =
        notice.sheet + (notice.row.map { common.messages == .zh ? " 第 \($0) 行" : " row \($0)" } ?? "")
      shown[notice.sheet, default: 0] += 1
      if shown[notice.sheet, default: 0] > 20 { continue }
      printError("\(place): \(notice.message[common.messages])".onOneLine + "\n")
    }
    for (sheet, count) in shown.sorted(by: { $0.key < $1.key }) where count > 20 {
      printError(
        "\(sheet): " + (common.messages == .zh ? "还有 \(count - 20) 处没有读的" : "\(count - 20) more like these")
          + "\n")
    }
  }

  /// Prints the differences between tables and site: field: old → new.
  private func printChanges(_ changed: [(row: SheetRow, keys: [RowOutcome.Change])], _ files: SourceFiles) {
    guard command.format == .human else { return }
    for (row, keys) in changed.prefix(100) {
      common.say(Message(zh: "\(row.path) 和表里不同：", en: "\(row.path) differs from the tables:"))
      for change in keys {
        let by =
          change.isWritten
          ? "" : common.messages == .zh ? "（网站上有几个时期的数，要由人来改）" : " (several periods: change it by hand)"
        let old = change.old.shortValue.maskingPersonalData, new = change.new.shortValue.maskingPersonalData
        printText("  \(change.name)：\(old) → \(new)\(by)\n")
      }
    }
    if command.acceptChanges, changed.contains(where: { $0.keys.contains { $0.isFigure && $0.old != "—" } }) {
      common.say(
        Message(
          zh: "改了公布过的数：请在这些报告里写“修订”，说明原因（casebook diff --strict 会查）",
          en:
            "published figures were changed: give the reason in `revisions` of these reports (casebook diff --strict asks)"
        ))
    }
    if changed.count > 100 {
      common.say(Message(zh: "还有 \(changed.count - 100) 篇和表里不同", en: "\(changed.count - 100) more differ"))
    }
  }

  private func summary(
    _ errors: Int, _ written: (new: Int, changed: Int), _ outcome: RowOutcome, _ made: SheetImport
  ) -> Message {
    var zh: [String] = [], en: [String] = []
    if errors > 0 {
      zh.append("\(errors) 处要改")
      en.append("\(errors) to mend")
    }
    if written.new + written.changed == 0 {
      zh.append("什么也没有写")
      en.append("nothing written")
    }
    if errors == 0, made.rows.isEmpty {
      zh.append("表里没有要导入的行")
      en.append("the tables have no rows to import")
    }
    if written.new > 0 {
      zh.append("已写出 \(written.new) 个文件到 \(command.folder)/content")
      en.append("wrote \(written.new) files below \(command.folder)/content")
    }
    if written.changed > 0 {
      zh.append("改了 \(written.changed) 篇")
      en.append("changed \(written.changed)")
    }
    if outcome.unchanged > 0 {
      zh.append("\(outcome.unchanged) 行和网站上一样")
      en.append("\(outcome.unchanged) rows say what the site says")
    }
    if !outcome.changed.isEmpty, !command.acceptChanges {
      zh.append("\(outcome.changed.count) 篇和网站上不同，没有改（照表改：--accept-changes）")
      en.append(
        "\(outcome.changed.count) differ from the site and are left alone (--accept-changes changes them)")
    }
    return Message(zh: zh.joined(separator: "；"), en: en.joined(separator: "; "))
  }
}

extension Diagnostic {
  /// Whether it is about the mapping file, so that no row can be known to be right.
  fileprivate func isAbout(_ mapping: ImportMapping) -> Bool {
    mapping.source != nil && location?.file == mapping.source?.path
  }
}
