import ArgumentParser
import Bytes
import Diagnostics
import Files
import Harvest
import Import
import Records
import Site

struct HarvestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "harvest",
    abstract: "从报道里找出数字和案例 / the numbers and cases in a newspaper's text, as proposals",
    discussion: """
      只是提议：写出的都是草稿，核对、接受以前不进任何合计。 / Proposals only: drafts, in no total until accepted.

      casebook harvest wenzhang.txt                     找到的数字 / the numbers that were found
      casebook harvest wenzhang.txt --format json       给别的程序 / for other programs
      casebook harvest wenzhang.txt --region 青山区 --period 2024-01..2024-09 --output .
                                                        写成草稿 / write drafts
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Argument(help: "报道，.txt 或 .docx / an article, .txt or .docx")
  var file: String

  @Option(help: "写的是哪个地区（文中没有写明时） / the region that it is about, where it names none")
  var region: String?

  @Option(help: "“今年以来”是什么时期，文中没有写时间的也算 / what 今年以来 means, and the time of what has none")
  var period: String?

  @Option(help: "哪天发表的，如 2024-09-05（不写按来源表） / when it appeared; else as sources.yml has it")
  var published: String?

  @Option(help: "它在来源表里的编号（不写按文件名） / its id in sources.yml; else by the file's name")
  var source: String?

  @Option(help: "文字，或者 JSON / text, or JSON")
  var format = Format.text

  @Option(help: "把草稿写到哪里（不写只看不写） / where content/ is written; else nothing is")
  var output: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let input = try common.whole(common.numbers())
    var found: [Diagnostic] = []
    guard let content = readContent(input, reporting: &found), !found.hasErrors else {
      common.printDiagnostics(found.filter { $0.severity == .error }.sortedByLocation(), input.files)
      throw found.failureCode
    }
    let article = try article(), metrics = input.offeredMetrics
    let page = try page(in: content)
    let harvest = Harvest(
      of: article, metrics: metrics, regions: content.regions, home: content.home,
      try circumstances(content, page))
    let drafts = HarvestDrafts(harvest, metrics: metrics, content: content, page: page).all
    if format == .json {
      printOutput(JSON.array(harvest.findings.map { row($0, metrics, content.regions) }).encoded())
    } else {
      printText(HarvestText(harvest, drafts: drafts, metrics, content.regions, common.messages).text)
    }
    if let output { try write(drafts, below: output, input) }
  }

  // MARK: What is read

  private func article() throws -> SourceText {
    do throws(Diagnostic) { return try readArticle(file) } catch { throw common.failure(error) }
  }

  /// The source page that the text is of: as asked for, else by the file's name, as texts of sources are named.
  private func page(in content: Content) throws -> SourcePage? {
    if let source {
      if let page = content.sources.first(where: { $0.id == source }) { return page }
      let known = content.sources.map(\.id).joined(separator: "、")
      throw common.refusal(
        by: "harvest",
        Message(
          zh: "来源表里没有“\(source)”" + (known.isEmpty ? "，请先在 content/sources.yml 里登记" : "，有的是 \(known)"),
          en: "there is no source “\(source)” in content/sources.yml; there are \(known)"), .usageError)
    }
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return content.sources.filter { name.hasPrefix($0.id + ".") || name.hasPrefix($0.id + "_") }
      .max { $0.id.utf8.count < $1.id.utf8.count }
  }

  private func circumstances(_ content: Content, _ page: SourcePage?) throws -> Harvest.Circumstances {
    let region = try region.map { try common.region($0, in: content, by: "harvest") }
    let period = try period.flatMap { try common.period($0, by: "harvest").period }
    let published = try published.flatMap { try common.period($0, by: "harvest").period }
    return Harvest.Circumstances(region: region, period: period, published: published ?? page?.date)
  }

  // MARK: What is written

  private func row(_ finding: Finding, _ metrics: MetricRegistry, _ regions: RegionTree) -> JSON {
    [
      "line": .int(finding.line), "phrase": .string(finding.phrase), "raw": .string(finding.raw),
      "value": .number(finding.value), "qualifier": .string(finding.qualifier.rawValue),
      "unit": .string(finding.unit), "metric": .optional(finding.metric.map { metrics.all[$0].id }),
      "region": .string(regions[finding.region].path), "period": .optional(finding.period?.code),
    ]
  }

  /// The drafts are read as a build would read them. With a mistake in one nothing is written.
  private func write(_ drafts: [SourceText], below folder: String, _ input: BuildInput) throws {
    if drafts.isEmpty {
      printError(
        "casebook harvest: "
          + Message(zh: "没有可以写成草稿的，什么也没有写", en: "nothing to write")[common.messages] + "\n")
      return
    }
    var found: [Diagnostic] = []
    let paths = Set(drafts.map(\.path))
    var whole = input
    whole.contentFiles = whole.contentFiles.filter { !paths.contains($0.path) } + drafts
    _ = readContent(whole, holdingBack: false, looksForPersonalData: true, reporting: &found)
    let own = found.filter { $0.location.map { paths.contains($0.file) } ?? false }.sortedByLocation()
    common.printDiagnostics(own, whole.files)
    if own.hasErrors { throw common.refusal(by: "harvest", Message(zh: "什么也没有写", en: "nothing was written")) }
    do throws(Diagnostic) {
      common.printNotes(try writeNew(drafts, below: folder))
    } catch { throw common.failure(error) }
    printError(
      Message(
        zh: "已写出 \(drafts.count) 份草稿到 \(folder)/content；核对、改好以后删去“草稿: 是”才算数",
        en: "wrote \(drafts.count) drafts below \(folder)/content; they count once 草稿 is taken out")[
          common.messages]
        + "\n")
  }
}
