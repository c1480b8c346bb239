import ArgumentParser
import Diagnostics
import Files
import Import
import Records
import Site

struct ImportTables: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "由数据文件写出来稿 / write-ups from tables: an export, or a sheet of cases",
    discussion: """
      有一处错就什么也不写，已有的文件不覆盖。 / With a mistake nothing is written, and no file is overwritten.

      casebook import cases.csv           一张案例表 / a sheet of cases
      casebook import site/data --output ../new   整个网站 / a whole site
      """)

  @Argument(help: "网站的 data 文件夹，或 CSV 文件 / the data folder of a site, or a CSV file")
  var source: String

  @Option(help: "写到哪里（默认同 --root） / where content/ is written")
  var output: String?

  @Flag(help: "写出没有错的 / write what has no mistakes")
  var acceptValid = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let documents: [SourceText]?
    do throws(Diagnostic) { documents = try WordImporting.files(source) } catch {
      throw common.failure(error)
    }
    if let documents {
      return try WordImporting(common: common, folder: output ?? common.root, acceptsValid: acceptValid).run(
        documents)
    }
    let files: [SourceText]
    do throws(Diagnostic) { files = try readTables(source) } catch { throw common.failure(error) }
    let tables = TableImport(files), known = tables.isWhole ? [] : try knownTexts()
    do throws(Diagnostic) {
      let made = tables.drafts.map(\.source), paths = Set(made.map(\.path))
      var found: [Diagnostic] = []
      // A mistake in a registry would be said again of all that refers to it.
      if !(tables.isWhole && tables.diagnostics.hasErrors) {
        _ = readContent(
          BuildInput(contentFiles: known.filter { !paths.contains($0.path) } + made, today: Day(ordinal: 0))
            .withBuiltIn(),
          holdingBack: false, looksForPersonalData: true, reporting: &found)
      }
      let diagnostics = (tables.diagnostics + tables.drafts.relocated(found)).sortedByLocation()
      common.printDiagnostics(diagnostics, SourceFiles(files + known))
      let errors = diagnostics.count { $0.severity == .error }, folder = output ?? common.root
      if errors == 0 { common.printNotes(try writeNew(made, below: folder)) }
      common.say(summary(errors, made.count, folder))
      if errors > 0 { finish(.failure) }
    } catch { throw common.failure(error) }
  }

  /// The texts to which rows of a sheet refer: brands, regions and so on that the site has.
  private func knownTexts() throws -> [SourceText] {
    var reading: [Diagnostic] = []
    let input = BuildInput(numbersOf: common.root, today: Day(ordinal: 0), reporting: &reading)
    return try common.whole((input, reading)).contentFiles
  }

  private func summary(_ errors: Int, _ files: Int, _ folder: String) -> Message {
    errors > 0
      ? Message(zh: "什么也没有写：\(errors) 个错误", en: "nothing written: \(errors) errors")
      : Message(zh: "已写出 \(files) 个文件到 \(folder)/content", en: "wrote \(files) files below \(folder)/content")
  }
}
