import ArgumentParser
import BuiltIn
import Bytes
import Diagnostics
import Divisions
import Files
import Glibc
import NewSite
import Records
import Site

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "新建网站 / begin a site",
    discussion: "casebook new site huzhou", subcommands: [NewSiteCommand.self])
}

struct NewSiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site", abstract: "新建一个网站的文件夹 / lay out the folder of a site",
    discussion: """
      没有写的，在终端里一件一件地问；不在终端里就要写全（网址和语言可以不写）。
      What is left out is asked for at a terminal; elsewhere only the address and the languages may be.

      casebook new site huzhou
      casebook new site wuxing --home 330502 --title 吴兴协商 --publisher 吴兴区政协办公室
      """)

  @Argument(help: "写到哪个文件夹：还没有的，或者空的 / the folder, which is new or empty")
  var folder: String

  @Option(help: "哪里的网站：湖州、330500、浙江省湖州市、吴兴区/龙泉街道 / the place: a code or a name")
  var home: String?

  @Option(help: "网站的名称 / the title of the site")
  var title: String?

  @Option(help: "主办单位 / who publishes it")
  var publisher: String?

  @Option(name: .customLong("base-url"), help: "网址（可以以后再写） / its address")
  var baseURL: String?

  @Option(help: "语言，如 zh-Hans,en（不写是中文） / its languages")
  var languages: String?

  @Flag(help: "把程序也放进文件夹，没有外网的单位用 / put the program into the folder, too")
  var withProgram = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let path = folder.hasPrefix("/") || common.root == "." ? folder : common.root + "/" + folder
    if path.hasControls {
      throw ValidationError(
        "文件夹的名称里不能有换行等看不见的符号 / the name of a folder cannot have control characters: \(path.onOneLine)")
    }
    let output = OutputFolder(path, isNew: true)
    do throws(Diagnostic) { try output.checkNew() } catch { throw common.failure(error) }
    let program = runningProgram()
    if withProgram, program == nil { throw common.failure(.cannotRead("/proc/self/exe", ENOENT)) }
    let site = try site(program)
    do throws(Diagnostic) {
      let stage = try output.begin()
      stage.writeAll(files(of: site, withProgram ? program : nil))
      _ = try stage.commit()
    } catch { throw common.failure(error) }
    let place = DivisionTable.builtIn.path(of: site.home)
    common.say(
      Message(zh: "已建好“\(site.title)”：\(path)（\(place)）", en: "laid out \(site.title) in \(path) (\(place))"))
    beginRepository(in: path)
    let name = path.shellWord, command = site.program.isIncluded ? "./casebook" : "casebook"
    common.say(
      Message(
        zh: "接下来：cd \(name) && \(command) check && \(command) build，再看 README.md",
        en: "next: cd \(name) && \(command) check && \(command) build, then read README.md"))
  }

  // MARK: Questions

  private func site(_ program: [UInt8]?) throws -> NewSite {
    let home = try homeQuestion.answer(home, common)
    let short = home.town == nil ? home.division.aliases.first ?? home.name : home.name
    let title = try text("--title", zh: "网站的名称", en: "title of the site", usual: short + "协商").answer(
      title, common)
    let publisher = try text("--publisher", zh: "主办单位，例如 \(home.name)政协办公室", en: "publisher", usual: nil)
      .answer(publisher, common)
    let baseURL = try baseURLQuestion.answer(baseURL, common)
    let languages = try languageQuestion.answer(languages, common)
    return NewSite(
      home: home, title: title, publisher: publisher, baseURL: baseURL, languages: languages,
      today: try common.day(),
      program: NewSite.Program(
        version: String(Casebook.version.prefix { $0 != " " }), sha256: program?.sha256 ?? "",
        isIncluded: withProgram))
  }

  private var homeQuestion: Question<HomePlace> {
    Question(
      option: "--home",
      text: Message(
        zh: "哪里的网站（如 湖州、330500、浙江省湖州市、吴兴区/龙泉街道）", en: "place (such as 湖州, 330500, 浙江省湖州市, 吴兴区/龙泉街道)")
    ) { text throws(WrongAnswer) in
      let table = DivisionTable.builtIn, lookup = table.home(text)
      guard case .found(let home) = lookup else { throw WrongAnswer(lookup, text, in: table) }
      if let town = home.town, NewSite.slug(of: town, .builtIn) == nil {
        throw WrongAnswer(
          zh: "“\(town)”里有字查不到读音", en: "no reading of some character of “\(town)” is known")
      }
      return home
    }
  }

  private func text(_ option: String, zh: String, en: String, usual: String?) -> Question<String> {
    Question(option: option, text: Message(zh: zh, en: en), usual: usual) { text throws(WrongAnswer) in
      let text = text.trimmingBlanks
      if text.isEmpty { throw WrongAnswer(zh: "不能空着", en: "it must not be empty") }
      if text.hasControls {
        throw WrongAnswer(
          zh: "要写成一行，里面有换行或者看不见的符号", en: "it must be one line without control characters")
      }
      if let finding = SourceText(path: option, text).findingsOfLine.first {
        throw WrongAnswer(zh: finding.message.zh, en: finding.message.en)
      }
      return text
    }
  }

  private var baseURLQuestion: Question<String?> {
    Question(
      option: "--base-url",
      text: Message(
        zh: "网址，如 https://www.example.gov.cn/（还没有就直接按回车）", en: "address (Enter if not known yet)"),
      usual: "", isOptional: true
    ) { text throws(WrongAnswer) in
      if text.isEmpty { return nil }
      let address = text.hasSuffix("/") ? text : text + "/"
      if address.isBaseURL { return address }
      throw WrongAnswer(
        zh: "“\(text)”不是网址；请写成 https://www.example.gov.cn/ 这样", en: "“\(text)” is not the address of a site")
    }
  }

  private var languageQuestion: Question<[SiteLanguage]> {
    Question(
      option: "--languages", text: Message(zh: "语言，如 zh-Hans,en", en: "languages, such as zh-Hans,en"),
      usual: SiteLanguage.chinese.rawValue, isOptional: true
    ) { text throws(WrongAnswer) in
      var languages: [SiteLanguage] = []
      for word in text.split(whereSeparator: { $0.isWhitespace || ",，、".contains($0) }).map(String.init) {
        let language = SiteLanguage.allCases.first { $0.rawValue == word || $0.chinese == word }
        guard let language else {
          throw WrongAnswer(
            zh: "没有“\(word)”这种语言；可以写 zh-Hans（简体中文）、en（英文）",
            en: "there is no language “\(word)”; zh-Hans and en can be named")
        }
        if !languages.contains(language) { languages.append(language) }
      }
      if languages.isEmpty { throw WrongAnswer(zh: "不能空着", en: "it must not be empty") }
      return languages
    }
  }

  // MARK: Writing

  private func files(of site: NewSite, _ program: [UInt8]?) -> [OutputFile] {
    let folder = "starter/"
    let starter = BuiltIn.files(below: folder).map { file in
      SourceText(path: String(file.path.dropFirst((BuiltIn.folder + folder).count)), bytes: file.bytes)
    }
    let texts = site.files(starter, .builtIn, .builtIn).map { OutputFile(address: $0.path, bytes: $0.bytes) }
    var files = texts + [program.map { OutputFile(address: "casebook", bytes: $0) }].compactMap(\.self)
    for index in files.indices {
      files[index].isProgram =
        files[index].address == "casebook" || files[index].bytes.starts(with: "#!".utf8)
    }
    return files
  }

  /// Makes the repository. The site is there without it, too.
  private func beginRepository(in path: String) {
    let outcome: NewRepository.Outcome
    do throws(InstalledProgram.WrongSetting) {
      guard let repository = try NewRepository(in: path) else { return }
      outcome = repository.begin(message: "建立网站")
    } catch { return common.say(error.message) }
    switch outcome {
    case .committed: common.say(Message(zh: "git：已经提交第一版", en: "git: the first commit is made"))
    case .addedOnly:
      common.say(
        Message(
          zh: "git：文件已经加入，还没有提交：先写 git config user.name 和 user.email，再 git commit -m 建立网站",
          en: "git: the files are added, not committed: set user.name and user.email, then git commit"))
    case .inside:
      common.say(
        Message(zh: "git：文件夹在另一个仓库里，没有另建", en: "git: the folder is in a repository, and none was made in it"))
    case .failed(let reason, let complaint):
      printError(complaint)
      common.say(Message(zh: "git：仓库没有建好：\(reason.zh)", en: "git: no repository was made: \(reason.en)"))
    }
  }
}

extension WrongAnswer {
  fileprivate init(_ lookup: HomeLookup, _ text: String, in table: DivisionTable) {
    switch lookup {
    case .ambiguous(let places):
      let list = places.map { "\n  \($0.division.code)  \(table.path(of: $0))" }.joined()
      self.init(
        zh: "“\(text)”不止一个，请写代码或者全称：" + list, en: "“\(text)” may be several; give a code or a path:" + list)
    case .belowTown:
      self.init(zh: "“\(text)”太细：最低到乡镇、街道", en: "“\(text)” is below the towns, which are the lowest level")
    case .noSuchPart(let division, let name):
      let names = table.children(of: division).map(\.name).joined(separator: "、")
      self.init(
        zh: "\(table.path(of: division)) 下面没有“\(name)”；有 \(names)",
        en: "there is no “\(name)” in \(table.path(of: division)); there are \(names)")
    case .unknown(let nearest):
      self.init(
        zh: "没有找到“\(text)”" + (nearest.map { "，是不是“\($0)”？" } ?? "；请写省、市、县的名称或者六位代码"),
        en: "“\(text)” was not found"
          + (nearest.map { "; is it \($0)?" } ?? "; give a name or a code of six digits"))
    case .found: self.init(zh: "", en: "")
    }
  }
}
