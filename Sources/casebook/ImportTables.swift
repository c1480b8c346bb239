import ArgumentParser
import Diagnostics
import Files
import Import
import Records
import Site

struct ImportTables: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "由 Excel 表、CSV、Word 写出来稿 / write-ups from workbooks, CSV, Word files, an export",
    discussion: """
      有一处错就什么也不写；标好错的表在 退回.xlsx。已有的文件不覆盖。
      With a mistake nothing is written, and 退回.xlsx has the tables with their mistakes marked. No file is overwritten.

      casebook import 台账.xlsx             一本表 / a workbook
      casebook import 来稿.docx             一篇 Word 来稿 / a Word file
      casebook import 各区/                 一个文件夹里的表 / the tables of a folder
      casebook import 台账.xlsx --accept-valid    写出对的，错的留在 退回.xlsx / what is right; the rest stays in 退回.xlsx
      casebook import 台账.xlsx --accept-changes  网站上已有的也照表改 / also change what the site has
      casebook import site/data --output ../new   整个网站 / a whole site
      """)

  @Argument(
    help:
      "Excel 表（.xlsx）、CSV、Word（.docx），放着它们的文件夹，或网站的 data 文件夹 / a workbook, CSV or Word file, a folder of them, or a site's data"
  )
  var source: String

  @Option(help: "写到哪里（默认同 --root） / where content/ is written")
  var output: String?

  @Option(help: "对照文件（默认是表旁边的 导入对照.yml） / what the tables call things otherwise")
  var mapping: String?

  @Flag(help: "写出没有错的 / write the rows without mistakes")
  var acceptValid = false

  @Flag(help: "网站上已有的，照表改 / change write-ups of the site as the tables say")
  var acceptChanges = false

  @Flag(help: "把新地名登记进 content/regions.yml，拼音请核对 / register new places; check their readings")
  var addPlaces = false

  @Option(help: "退回的表写到哪里（默认是表旁边的 退回.xlsx） / where the tables with their mistakes go")
  var returned: String?

  enum Format: String, CaseIterable, ExpressibleByArgument { case human, json }

  @Option(help: "给人看的，或者给程序看的格式 / for people, or for programs")
  var format = Format.human

  @OptionGroup var common: CommonOptions

  func run() throws {
    let documents: [SourceText]?
    do throws(Diagnostic) { documents = try WordImporting.files(source) } catch {
      throw common.failure(error)
    }
    if documents != nil, (try? isFolder(source)) == true, (try? ImportInput(source)) != nil {
      throw common.refusal(
        by: "import",
        Message(
          zh: "\(source) 里既有 Word 文件又有表，什么也没有写；请放到两个文件夹里，分别导入",
          en:
            "\(source) has Word files and tables, and nothing was written: import them from folders of their own"
        ))
    }
    if let documents {
      return try WordImporting(common: common, folder: folder, acceptsValid: acceptValid).run(documents)
    }
    let input: ImportInput
    do throws(Diagnostic) { input = try ImportInput(source) } catch { throw common.failure(error) }
    switch input {
    case .export(let files): try importSite(files)
    case .sheets(let tables, let findings): try SheetImporting(self).run(tables, findings)
    }
  }

  /// The folder that gets what is written.
  var folder: String { output ?? common.root }

  private func importSite(_ files: [SourceText]) throws {
    let tables = TableImport(files)
    do throws(Diagnostic) {
      let made = tables.drafts.map(\.source)
      var found: [Diagnostic] = []
      // A mistake in a registry would be said again of all that refers to it.
      if !tables.diagnostics.hasErrors {
        _ = readContent(
          BuildInput(contentFiles: made, today: Day(ordinal: 0)).withBuiltIn(), holdingBack: false,
          looksForPersonalData: true, reporting: &found)
      }
      let diagnostics = (tables.diagnostics + tables.drafts.relocated(found)).sortedByLocation()
      common.printDiagnostics(diagnostics, SourceFiles(files))
      let errors = diagnostics.count { $0.severity == .error }
      if errors == 0 { common.printNotes(try writeNew(made, below: folder)) }
      common.say(summary(errors, made.count))
      if errors > 0 { finish(.failure) }
    } catch { throw common.failure(error) }
  }

  private func summary(_ errors: Int, _ files: Int) -> Message {
    errors > 0
      ? Message(zh: "什么也没有写：\(errors) 个错误", en: "nothing written: \(errors) errors")
      : Message(zh: "已写出 \(files) 个文件到 \(folder)/content", en: "wrote \(files) files below \(folder)/content")
  }
}
