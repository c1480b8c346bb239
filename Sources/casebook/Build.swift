import ArgumentParser
import Diagnostics
import Files
import Records
import Site

struct Build: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "生成网站 / build the site",
    discussion: """
      先检查；有错误就不生成，原来的网站不动。 / It checks first; with an error the old site is left as it is.

      casebook build                      写到 site/ / into site/
      casebook build --output /srv/www --base-url https://www.example.gov.cn/
      casebook build --root ../wuxing     另一个文件夹里的网站 / the site in another folder
      casebook build --with-print         简报另有 PDF 和 Word / with PDF and Word files of briefings
      """)

  @OptionGroup var common: CommonOptions

  @Option(help: "输出文件夹（默认 site） / the folder to write")
  var output: String?

  @Option(name: .customLong("base-url"), help: "网站的网址，代替 site.yml 里的 / in place of the one in site.yml")
  var baseURL: String?

  @Flag(help: "有警告也算失败 / warnings fail, too")
  var strict = false

  @Option(help: "来源文字所在的文件夹，不公布 / the folder with the texts of sources, not to be published")
  var sources: String?

  @Flag var timings: TimingsFormat?

  @Flag(
    help: "文件夹本身不换，逐个替换文件：它还挂载在别处（如容器）时用 / keep the folder itself, as where a container mounts it")
  var inPlace = false

  @Flag(help: "按相反的顺序再生成一遍，逐个文件比较 / build once more in the opposite order and compare all files")
  var verify = false

  @Flag(help: "简报旁边放上 PDF 和 Word，只印改过的 / PDF and Word files beside briefings; prints what has changed")
  var withPrint = false

  func validate() throws {
    if let baseURL, !(baseURL + "/").isBaseURL {
      throw ValidationError("--base-url：不是网址 / not the address of a site: \(baseURL)")
    }
  }

  func run() throws {
    let clock = ContinuousClock(), start = clock.now
    let address = baseURL.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    let timings = timings.map { _ in Timings() }
    let (read, reading) = try timings.measure(.read, bytes: { $0.input.contentSize }) {
      try common.input(baseURL: address, sources: sources)
    }
    let folder = output ?? common.root + "/site"
    let inputs = ["content", "templates", "static"] + [read.theme?.folder].compactMap { $0 }
    let target = OutputFolder(folder, isInPlace: inPlace), fresh: StagingFolder
    do throws(Diagnostic) {
      try target.checkApart(
        from: inputs.map { common.root + "/" + $0 } + [sources].compactMap { $0 }, root: common.root)
      fresh = try target.begin()
    } catch { throw common.failure(error) }
    var input = read
    input.printsBriefings = withPrint
    do throws(InstalledProgram.WrongSetting) {
      if let note = try input.makePicturesSmall(outside: common.root, reusing: folder) {
        common.printNotes([note])
      }
    } catch {
      fresh.discard()
      printError("casebook build: " + error.message[common.messages] + "\n")
      throw ExitCode.toolMissing
    }
    // Pages are written as they are made, unless one wants to know what each of the two takes.
    let memory = timings == nil ? nil : OutputMemory()
    let verification = verify ? Verification(memory ?? fresh) : nil
    let result = build(input, timings: timings, writingTo: verification ?? memory ?? fresh)
    let diagnostics = (reading + result.diagnostics).sortedByLocation()
    common.printDiagnostics(diagnostics, input.files)
    guard !diagnostics.fail(strict: strict) else {
      fresh.discard()
      common.say(summary(of: diagnostics))
      throw diagnostics.failureCode
    }
    if let differing = verification?.differences(of: input), !differing.isEmpty {
      fresh.discard()
      throw common.failure(.differingBuilds(differing))
    }
    if withPrint {
      do {
        fresh.writeAll(try common.printBriefings(result.sheets, madeFrom: input.files, reusing: folder))
      } catch {
        fresh.discard()
        throw error
      }
    }
    if !withPrint, PrintRecord.isThere(in: folder) {
      common.say(
        Message(
          zh: "注意：原来的网站里有简报的 PDF 和 Word，这次没有了；要保留，请加 --with-print",
          en:
            "the old site had PDF and Word files of briefings, this one has none: add --with-print to keep them"
        ))
    }
    do throws(Diagnostic) {
      let files = memory?.files ?? []
      try timings.measure(.write, bytes: { _ in files.reduce(0) { $0 + $1.size } }) { () throws(Diagnostic) in
        fresh.writeAll(files)
        common.printNotes(try fresh.commit())
      }
    } catch { throw common.failure(error) }

    // JSON is all that is printed.
    if self.timings == .timingsJson { return printOutput(timings?.json.encoded() ?? "", terminator: "") }
    for held in result.content?.heldBack ?? [] { common.say(held.message) }
    let elapsed = (clock.now - start) / .milliseconds(1)
    let pages = result.addresses.count { $0.hasSuffix(".html") }
    common.say(
      Message(
        zh: "已生成 \(pages) 个页面，写入 \(folder)（\(Int(elapsed)) 毫秒）",
        en: "built \(pages) pages into \(folder) in \(Int(elapsed)) ms"))
    if let timings { printError(timings.text(common.messages)) }
    // The system takes the memory back at once; freeing a million objects one by one would take longer than reading.
    withExtendedLifetime(result) { finish(.success) }
  }

  private func summary(of diagnostics: [Diagnostic]) -> Message {
    let errors = diagnostics.count { $0.severity == .error }, warnings = diagnostics.count - errors
    return Message(
      zh: "没有生成：\(errors) 个错误，\(warnings) 个警告；原来的网站没有改动",
      en: "nothing built: \(errors) errors, \(warnings) warnings; the old site is as it was")
  }
}

extension BuildInput {
  fileprivate var contentSize: Int { contentFiles.reduce(0) { $0 + $1.bytes.count } }
}

extension Content.HeldBack {
  var message: Message {
    switch reason {
    case .draft: Message(zh: "未生成：\(file)（草稿）", en: "held back: \(file) (draft)")
    case .publishedOn(let day):
      Message(zh: "未生成：\(file)（\(day.iso) 才发布）", en: "held back: \(file) (to be published on \(day.iso))")
    }
  }
}
