import ArgumentParser
import Diagnostics
import Drafting
import Files
import Glibc
import Records
import Site
import Statistics

/// The options of `casebook brief` by which an issue is composed from the data, for a person to edit and sign.
struct BriefDraft: ParsableArguments {
  @Option(help: "起草一期：哪个地区的（路径、代码或名称） / compose an issue about this region")
  var region: String?

  @Option(help: "什么时期的，如 2024、2024Q3（不写是全部） / of this period; of everything where left out")
  var period: String?

  @Flag(help: "给每个区县各起草一期，没有数据的不起草 / compose one for each district that has anything")
  var all = false

  @Option(help: "草稿写到哪个文件，--all 是哪个文件夹（不写就印在屏幕上） / the file, or with --all the folder, to write")
  var draft: String?

  @Flag(help: "已有的草稿也重写 / replace a draft that is there already")
  var replace = false

  @Flag(help: "每句话出自哪条规则，为什么选这几件案例 / which rule gave what, and why these cases")
  var explain = false

  /// Whether an issue is to be composed, and not one to be read from a file.
  var isAsked: Bool { region != nil || all }

  func validate(file: String?, isPrinted: Bool) throws {
    let others: [(Bool, String)] = [
      (period != nil, "--period"), (draft != nil, "--draft"), (replace, "--replace"), (explain, "--explain"),
    ]
    if !isAsked, let option = others.first(where: \.0)?.1 {
      throw ValidationError("\(option) 要和 --region 或 --all 一起用 / \(option) needs --region or --all")
    }
    if !isAsked, file == nil {
      throw ValidationError("请写简报的文件，或用 --region 起草一期 / name a briefing, or compose one with --region")
    }
    if isAsked, file != nil {
      throw ValidationError("有了简报文件，就不写 --region、--all / a file, or --region, or --all")
    }
    if all, period == nil { throw ValidationError("--all 要写明 --period / --all needs --period") }
    if isPrinted, all || draft != nil {
      throw ValidationError(
        "--all、--draft 只写草稿；先改好再印 / --all and --draft write drafts, which are printed later")
    }
    if replace, draft == nil, !all {
      throw ValidationError("--replace 要和 --draft 或 --all 一起用 / --replace needs --draft or --all")
    }
  }

  // MARK: Drafts

  /// Writes what was asked for: one draft, or one for each district.
  func write(_ common: CommonOptions) throws {
    let input = try common.whole(common.numbers())
    let figures = try figures(of: input, common), subjects = try subjects(in: figures, common)
    if subjects.isEmpty { throw common.refusal(by: "brief", nothingAtAll) }
    let issues = subjects.map { ComposedIssue(about: $0) }
    if all {
      let folder = draft ?? common.root + "/content/briefings"
      // Those of one series are numbered on.
      var next: [String: Int] = [:]
      try write(
        issues.map { issue in
          let number = next[issue.series] ?? issue.nextNumber
          next[issue.series] = number + 1
          return (folder + "/" + issue.fileName, issue.writeUp(number: number, isDraft: true))
        }, in: folder, keeping: input, common)
    } else if let draft {
      try write([(draft, issues[0].writeUp(isDraft: true))], in: nil, keeping: input, common)
    }
    if explain {
      let texts = issues.map { all ? "\($0.subject.region.path)：\($0.explanation)" : $0.explanation }
      printText(texts.joined(separator: "\n"))
    } else if draft == nil, !all {
      printOutput(issues[0].writeUp(isDraft: true), terminator: "")
    }
  }

  /// Composes an issue and puts it among the files of a site, as if somebody had signed it. Returns its path there.
  func compose(into input: inout BuildInput, _ common: CommonOptions) throws -> String {
    let subjects = try subjects(in: try figures(of: input, common), common)
    let issue = ComposedIssue(about: subjects[0])
    let path = "content/briefings/" + issue.fileName
    input.contentFiles.removeAll { $0.path == path }
    input.contentFiles.append(SourceText(path: path, issue.writeUp(isDraft: false)))
    if explain { printError(issue.explanation) }
    return path
  }

  /// All of the files, or none where one of them is there and is not to be replaced.
  private func write(
    _ files: [(path: String, text: String)], in folder: String?, keeping input: BuildInput,
    _ common: CommonOptions
  ) throws {
    let misplaced = files.map(\.path).first {
      let path = common.pathBelowRoot($0)
      return path.hasPrefix("content/") && !path.hasPrefix("content/briefings/")
    }
    if let misplaced {
      throw common.refusal(
        by: "brief",
        Message(
          zh: "\(misplaced) 不是放简报的地方，什么也没有写；请写到 content/briefings/ 里",
          en:
            "\(misplaced) is no place for a briefing, and nothing was written: briefings are in content/briefings/"
        ))
    }
    let present = files.map(\.path).filter(isTaken)
    if !replace, !present.isEmpty {
      let list = present.prefix(3).joined(separator: "、")
      throw common.refusal(
        by: "brief",
        Message(
          zh:
            "已有 \(list)\(present.count > 3 ? " 等 \(present.count) 个文件" : "")，没有覆盖，什么也没有写；要重写请加 --replace，改过的会丢",
          en:
            "there is \(list) already, and nothing was written; --replace writes it anew, and loses what was edited"
        ))
    }
    var other: String?
    do throws(Diagnostic) {
      for path in present {
        if try readNamedFile(path).draftMark == nil { other = other ?? path }
      }
    } catch { throw common.failure(error) }
    if let other {
      throw common.refusal(
        by: "brief",
        Message(
          zh: "\(other) 不是草稿（文件头里没有“草稿: 是”），没有覆盖，什么也没有写；请换一个文件",
          en:
            "\(other) is no draft (its header has no `draft: true`), and nothing was written; name another file"
        ))
    }
    if let folder { mkdir(folder, 0o777) }
    // The drafts that are replaced are among the files that were read.
    let drafts = Set(present.map(common.pathBelowRoot))
    let inputs = input.paths.filter { !drafts.contains($0) }.map { common.root + "/" + $0 }
    for (path, text) in files {
      do throws(Diagnostic) { try replaceFile(path, with: Array(text.utf8), keeping: inputs) } catch {
        throw common.failure(error)
      }
    }
    let last = files.count > 1 ? " 等 \(files.count) 个文件" : ""
    common.say(
      Message(
        zh: "已写入 \(files[0].path)\(last)；改好、签发以后删去“草稿: 是”",
        en:
          "wrote \(files[0].path)\(files.count > 1 ? " and \(files.count - 1) more" : ""); take 草稿 out of what is signed"
      ))
  }

  // MARK: What is asked for

  private func figures(of input: BuildInput, _ common: CommonOptions) throws -> PublishedFigures {
    var diagnostics: [Diagnostic] = []
    guard let content = readContent(input, reporting: &diagnostics), !diagnostics.hasErrors else {
      common.printDiagnostics(diagnostics.filter { $0.severity == .error }.sortedByLocation(), input.files)
      throw diagnostics.failureCode
    }
    let ledger = Ledger(content)
    return PublishedFigures(ledger, Reconciliation(ledger).discrepancies())
  }

  private func subjects(in figures: PublishedFigures, _ common: CommonOptions) throws -> [Subject] {
    let content = figures.content, today = try common.day()
    let asked = try period.flatMap { try common.period($0, by: "brief").period }
    let region = try region.map { try common.region($0, in: content, by: "brief") }
    if all {
      return content.districts(in: region ?? content.home).map {
        Subject($0, asked, in: figures, today: today)
      }
      .filter { !$0.isBare }
    }
    guard let region else { return [] }
    let subject = Subject(region, asked, in: figures, today: today)
    if subject.isBare {
      let times = content.years.map { Period(year: $0) }.filter {
        !Subject(region, $0, in: figures, today: today).isBare
      }
      let hasUndated = figures.undated[region] != nil
      let name = subject.region.name, list = times.map(\.chinese).joined(separator: "、")
      throw common.refusal(
        by: "brief",
        Message(
          zh: "\(name)\(asked?.chinese ?? "")没有上报的数，也没有案例，编不出一期；"
            + (times.isEmpty ? "别的年份也没有" : "有数据的是 \(list)")
            + (hasUndated ? "；另有没有写明时期的数，不写 --period 就列出来" : ""),
          en:
            "\(subject.region.path) has neither figures nor cases \(asked.map { "in \($0.code)" } ?? "at any time"); "
            + (times.isEmpty
              ? "nor in any year" : "it has some in " + times.map(\.code).joined(separator: ", "))
            + (hasUndated ? "; some are without a period: leave out --period" : "")))
    }
    return [subject]
  }

  private var nothingAtAll: Message {
    Message(
      zh: "没有一个区县在这个时期有上报的数或者案例，什么也没有写",
      en: "no district has figures or cases of this period; nothing was written")
  }
}

extension BuildInput {
  /// Lets a briefing be printed though it is a draft: it is read over before somebody signs it. Returns its path.
  mutating func admitDraft(_ name: String) -> String {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    let candidates = [name, "content/briefings/" + (file.hasSuffix(".md") ? file : file + ".md")]
    let known = Set(contentFiles.map(\.path) + unread)
    guard let path = candidates.first(where: known.contains) else { return name }
    admittedDraft = path
    return path
  }
}

extension SourceText {
  /// The bytes of the word in the header by which the program marks its own drafts.
  fileprivate var draftMark: Range<Int>? {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.first?.elementsEqual("---".utf8) ?? false else { return nil }
    let header = lines.dropFirst().prefix { !$0.elementsEqual("---".utf8) }
    for (line, word) in [("草稿: 是", "是"), ("draft: true", "true")] {
      if let found = header.first(where: { $0.elementsEqual(line.utf8) }) {
        return found.endIndex - word.utf8.count..<found.endIndex
      }
    }
    return nil
  }
}
