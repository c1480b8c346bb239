import Bytes
import Diagnostics
import FrontMatter
import Import
import Markdown
import OfficeFiles
import OpenData
import Pages
import Records
import Site
import Templates

/// One way into the program, with what holds for every input that takes it. A rule that does not hold ends the process:
/// the fuzzer sees it, and so does the test that replays the corpora.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// A write-up's header and body, as a document.
  case header
  /// A body of Markdown: HTML, and the checks of how it is written.
  case body
  /// A template of a page, rendered with `FuzzTarget.data`.
  case template
  /// A JSON text.
  case json
  /// A table of cases, as `import` reads it.
  case csv
  /// Words in place of the catalogue's own, in a whole site.
  case catalogue
  /// A write-up in a whole site.
  case writeUp = "write-up"

  /// A picture of any format.
  case picture
  /// A zip file, as workbooks and Word files are.
  case zip
  /// The part of a workbook that has the cells of a sheet.
  case sheet
  /// A table of cells in whichever encoding, as people make them.
  case delimited

  package func run(_ bytes: [UInt8]) {
    // Inputs above the limit of a text are refused before anything reads them.
    guard bytes.count <= 1 << 16 else { return }
    switch self {
    case .header: readDocument(bytes)
    case .body: renderBody(bytes)
    case .template: renderTemplate(bytes)
    case .json: readJSON(bytes)
    case .csv: importTable(bytes)
    case .catalogue: Self.site.build(words: bytes)
    case .writeUp: Self.site.build(writeUp: bytes)
    case .picture: publishPicture(bytes)
    case .zip: unpack(bytes)
    case .sheet: readSheet(bytes)
    case .delimited: importDelimited(bytes)
    }
  }

  private static let site = SmallSite()

  private func readDocument(_ bytes: [UInt8]) {
    let source = SourceText(path: "content/cases/input.md", bytes: bytes)
    var found: [Diagnostic] = []
    let document = Document(writeUp: source, reporting: &found)
    found.check(in: [source])
    // A registry says the same of the same header.
    if let document {
      precondition(document.body.upperBound <= bytes.count, "a body ends behind its file")
    }
    let registry = SourceText(path: "content/regions.yml", bytes: bytes)
    found = []
    _ = Document(registry: registry, reporting: &found)
    found.check(in: [registry])
  }

  private func renderBody(_ bytes: [UInt8]) {
    let source = SourceText(path: "content/topics/input.md", bytes: bytes)
    let whole = 0..<bytes.count
    var found: [Diagnostic] = []
    let rendered = renderMarkdown(whole, of: source, headingIDs: true, reporting: &found)
    rendered.html.checkMarkup(isPage: false)
    let again = renderMarkdown(whole, of: source, headingIDs: true, reporting: &found)
    precondition(rendered == again, "the same body gives other HTML the second time")
    checkMarkup(whole, of: source, reporting: &found)
    checkProse(whole, of: source, spacing: [.mixed, .spaced, .unspaced], reporting: &found)
    checkComposition(of: source, reporting: &found)
    found.check(in: [source])
  }

  private func readJSON(_ bytes: [UInt8]) {
    guard let json = try? JSON(parsing: SourceText(path: "input.json", bytes: bytes)) else { return }
    let written = SourceText(path: "written.json", json.encoded())
    precondition((try? JSON(parsing: written)) == json, "JSON is not what was written")
  }

  private func importTable(_ bytes: [UInt8]) {
    let table = SourceText(path: "cases.csv", bytes: bytes)
    let tables = TableImport([table])
    tables.diagnostics.check(in: [table])
    var found: [Diagnostic] = []
    let drafts = tables.drafts.map(\.source)
    _ = readContent(
      BuildInput(contentFiles: Self.site.input.contentFiles + drafts, today: Day(ordinal: 0)),
      holdingBack: false,
      reporting: &found)
    tables.drafts.relocated(found).check(in: Self.site.input.contentFiles + drafts + [table])
  }

  private func importDelimited(_ bytes: [UInt8]) {
    guard let table = try? DelimitedText.table(in: bytes, path: "input.csv") else { return }
    [table].check()
    let files = Self.site.input.contentFiles
    var found: [Diagnostic] = []
    let content = readContent(
      BuildInput(contentFiles: files, today: Day(ordinal: 0)), holdingBack: false, reporting: &found)
    var made = SheetImport([table], ImportMapping(), content: content, files: files)
    let sheets = made.sheets.map(\.source)
    made.diagnostics.check(in: sheets + files)
    let drafts = made.rows.filter { !$0.isBroken }.map { $0.isKnown ? $0.merged() : $0.draft() }
    let paths = Set(drafts.map(\.path)), sources = drafts.map(\.source)
    precondition(paths.count == drafts.count, "two rows become one file")
    found = []
    _ = readContent(
      BuildInput(contentFiles: files.filter { !paths.contains($0.path) } + sources, today: Day(ordinal: 0)),
      holdingBack: false, reporting: &found)
    let moved = drafts.relocated(found)
    moved.check(in: sheets + files)
    made.propose(for: moved)
    let proposal = SourceText(path: "导入对照.yml", made.proposal.text(adding: ImportMapping()))
    found = []
    _ = ImportMapping(proposal, reporting: &found)
    precondition(!found.hasErrors, "what is proposed cannot be read")
  }

  private func publishPicture(_ bytes: [UInt8]) {
    guard let published = publishedPicture(bytes) else { return }
    precondition(publishedPicture(published) == published, "something is left to leave out of a picture")
  }

  private func unpack(_ bytes: [UInt8]) {
    guard let zip = try? ZipReader(bytes, path: "input.xlsx") else { return }
    for entry in zip.entries {
      precondition(!entry.name.hasPrefix("/") && !entry.name.contains("../"), "a name that leads outside")
      guard let content = try? zip.bytes(of: entry) else { continue }
      precondition(content.count == entry.size, "an entry of another size")
    }
    try? WorkbookReader.tables(in: bytes, path: "input.xlsx").check()
  }

  /// The input as the sheet of a workbook of the program.
  private func readSheet(_ bytes: [UInt8]) {
    guard let own = try? ZipReader(Workbook([Workbook.Sheet(name: "表", rows: [])]).bytes, path: "own.xlsx")
    else {
      preconditionFailure("a workbook of the program cannot be read")
    }
    var zip = ZipArchive()
    for entry in own.entries {
      let isSheet = entry.name.contains("worksheets/")
      zip.add(entry.name, isSheet ? bytes : (try? own.bytes(of: entry)) ?? [])
    }
    let tables = try? WorkbookReader.tables(in: zip.bytes, path: "input.xlsx")
    tables?.check()
    precondition(
      tables == (try? WorkbookReader.tables(in: zip.bytes, path: "input.xlsx")),
      "another table the second time")
  }

  private func renderTemplate(_ bytes: [UInt8]) {
    let source = SourceText(path: "templates/input.html", bytes: bytes)
    var found: [Diagnostic] = [], output: [UInt8] = []
    // An input that only loops teaches nothing: it ends early.
    var limits = Limits()
    limits.steps = 20_000
    limits.output = 1 << 20
    limits.memory = 8 << 20
    let set = TemplateSet(
      sources: [("input.html", source)], filters: Filter.standard + Filter.domain, limits: limits,
      reporting: &found)
    do throws(Diagnostic) { try set?.render("input.html", with: Self.data, into: &output) } catch {
      found.append(error)
    }
    found.check(in: [source])
  }

  /// A little of everything that data of pages consist of.
  private static let data = Value.object(
    Object([
      ("n", .int(7)), ("f", .float(2.5)), ("s", .string("家门口 <b> & 'x'")), ("none", .none),
      ("yes", .bool(true)), ("list", .list([.int(3), .int(1), .string("二"), .list([.int(2)])])),
      ("rows", .list((0..<3).map(row))),
    ]))

  private static func row(_ index: Int) -> Value {
    .object(Object([("name", .string("第\(index)个")), ("n", .int(index)), ("tags", .list([]))]))
  }
}
