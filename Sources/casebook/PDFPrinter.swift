import ArgumentParser
import BuiltIn
import Bytes
import Diagnostics
import Files
import Glibc
import Site

/// A program that turns pages into PDF: WeasyPrint, else Chromium, which is there for emergencies.
///
/// WeasyPrint first: its PDF is tagged, and the same bytes each time; `printing/typeset.py` gives it what Chinese papers
/// need. Neither may fetch anything: a page brings its pictures and styles with it, in `data:` addresses, and whatever
/// else it asks for ends the printing.
struct PDFPrinter {
  let program: InstalledProgram
  private let kind: Kind

  private enum Kind {
    /// WeasyPrint's own Python, which runs `printing/typeset.py`.
    case typeset(InstalledProgram)
    /// WeasyPrint as a command: it is no script for Python.
    case command
    case chromium
  }

  private static let chromiumNames = ["chromium", "chromium-browser", "google-chrome"]

  /// Returns nil where neither is installed.
  init?(outside root: String) throws(InstalledProgram.WrongSetting) {
    if let program = try InstalledProgram(["weasyprint"], setting: "CASEBOOK_WEASYPRINT", outside: root) {
      self.program = program
      kind = program.interpreter(named: "python").map(Kind.typeset) ?? .command
    } else if let program = try InstalledProgram(
      PDFPrinter.chromiumNames, setting: "CASEBOOK_CHROMIUM", outside: root)
    {
      (self.program, kind) = (program, .chromium)
    } else {
      return nil
    }
  }

  /// All that a print depends on besides its page, as far as the program knows it.
  var fingerprint: String {
    switch kind {
    case .typeset: Casebook.version + " typeset " + BuiltIn.typesetter.bytes.sha256
    case .command: Casebook.version + " weasyprint"
    case .chromium: Casebook.version + " chromium"
    }
  }

  /// A page to print.
  struct Sheet {
    let page: [UInt8]
    /// The page's address in the site, to which relative links lead; empty where it has none.
    let address: String
    /// Files that an archived PDF holds: name, what it is, and its bytes.
    var attachments: [(name: String, about: String, bytes: [UInt8])] = []
  }

  /// A PDF for an archive: PDF/A as well as PDF/UA.
  enum Archive: String {
    case a2 = "2a"
    /// With the figures as CSV, and the sheet's attachments.
    case a3 = "3a"
  }

  /// A sheet's PDF in the output of `outcome`, and what is to be said of it.
  struct Print {
    var outcome: ProgramOutcome
    /// Characters that no installed font has; the sheet would have boxes in their place.
    var missing: [MissingCharacter] = []
    /// Requests of the page that the printer does not fulfil.
    var warnings: [String] = []
    /// The reason why the print is not as it should be, though it succeeded.
    var caveat: Message?
  }

  /// A character that no installed font has, and what is around it on the page.
  struct MissingCharacter: Equatable {
    let character: String
    let before: String
    let after: String

    /// The place in the text that the page was made from: with what surrounds it, else where the character is first.
    private func location(in source: SourceText) -> Location? {
      let text = Array(source.bytes), wanted = Array((before.suffix(2) + character).utf8)
      let length = character.utf8.count
      func offset(of bytes: [UInt8]) -> Int? {
        guard bytes.count <= text.count else { return nil }
        return (0...(text.count - bytes.count)).first { text[$0..<$0 + bytes.count].elementsEqual(bytes) }
      }
      let start =
        offset(of: wanted).map { $0 + wanted.count - length } ?? offset(of: Array(character.utf8))
      return start.map { Location(source.path, $0..<$0 + length) }
    }

    func diagnostic(in source: SourceText?) -> Diagnostic {
      .missingGlyph(
        character, around: before + "【" + character + "】" + after, at: source.flatMap { location(in: $0) })
    }
  }

  /// Prints one page; a character without a glyph is a failure.
  func print(_ page: [UInt8], address: String) -> ProgramOutcome {
    let print = self.print([Sheet(page: page, address: address)])[0]
    guard let missing = print.missing.first else { return print.outcome }
    return ProgramOutcome(ending: .notPrepared(missing.diagnostic(in: nil).message))
  }

  /// Prints sheets, all by one process where that is possible; as many answers, in their order.
  func print(_ sheets: [Sheet], archive: Archive? = nil) -> [Print] {
    var prints: [Print]
    switch kind {
    case .typeset(let python):
      prints = sheets.split(intoPartsOfAtLeast: 4).parallelMap { typeset($0, archive, by: python) }
        .flatMap { $0 }
    case .command:
      prints = sheets.map { sheet in
        let outcome = command(sheet, archive)
        return Print(outcome: outcome, caveat: PDFPrinter.plain(program.path))
      }
    case .chromium:
      prints = sheets.map { Print(outcome: chromium($0.page), caveat: PDFPrinter.emergency(archive)) }
    }
    for i in prints.indices {
      prints[i].outcome.endIfInterrupted()
      if prints[i].outcome.succeeded, !prints[i].outcome.output.starts(with: "%PDF-".utf8) {
        prints[i].outcome.ending = .exited(1)
      }
    }
    return prints
  }

  private static func plain(_ version: String) -> Message {
    Message(
      zh: "这是 \(version) 自己排的：没有两端对齐和公文的细节；要排好，请装 WeasyPrint 70.0（pip install weasyprint==70.0）",
      en: "set by \(version) alone, without justified lines and details of the form: install weasyprint==70.0"
    )
  }

  private static func emergency(_ archive: Archive?) -> Message {
    let zh = archive == nil ? "" : "，也不是归档用的 PDF/A", en = archive == nil ? "" : ", and is no PDF/A"
    return Message(
      zh: "这是用浏览器应急印的：不全合公文版式，每次字节不同\(zh)；要排好，请装 WeasyPrint 70.0（pip install weasyprint==70.0）",
      en: "printed by a browser for want of better: not quite the form\(en); install weasyprint==70.0"
    )
  }

  // MARK: WeasyPrint

  private func typeset(_ sheets: [Sheet], _ archive: Archive?, by python: InstalledProgram) -> [Print] {
    let folder: TemporaryFolder
    var requests = ""
    do throws(Diagnostic) {
      folder = try TemporaryFolder()
    } catch { return PDFPrinter.failing(sheets, .notPrepared(error.message)) }
    defer { folder.remove() }
    do throws(Diagnostic) {
      try replaceFile(folder.path + "/typeset.py", with: BuiltIn.typesetter.bytes)
      for (number, sheet) in sheets.enumerated() {
        let stem = folder.path + "/\(number)"
        try replaceFile(stem + ".html", with: sheet.page)
        var files: [JSON] = []
        for (i, file) in sheet.attachments.enumerated() {
          let path = stem + "-\(i)"
          try replaceFile(path, with: file.bytes)
          files.append(["path": .string(path), "name": .string(file.name), "about": .string(file.about)])
        }
        let request: JSON = [
          "page": .string(stem + ".html"), "pdf": .string(stem + ".pdf"), "address": .string(sheet.address),
          "archive": .optional(archive?.rawValue), "attachments": .array(files),
        ]
        requests += request.encoded().filter { !$0.isNewline } + "\n"
      }
    } catch { return PDFPrinter.failing(sheets, .notPrepared(error.message)) }
    // No bytecode beside the script, and nothing of the user's own that Python would start with.
    let outcome = python.run(["-B", folder.path + "/typeset.py"], input: Array(requests.utf8))
    guard outcome.succeeded else { return sheets.map { _ in Print(outcome: outcome) } }
    var answers = outcome.output.split(separator: UInt8(ascii: "\n")).map { line in
      try? JSON(parsing: SourceText(path: "typeset.py", bytes: Array(line)))
    }[...]
    let about = answers.popFirst() ?? nil
    var caveat: Message?
    if about?["complete"] != .bool(true) {
      caveat = PDFPrinter.plain("WeasyPrint " + (about?["weasyprint"]?.text ?? "?"))
    }
    return sheets.indices.map { number in
      let answer = answers.popFirst() ?? nil
      var print = Print(outcome: outcome, caveat: caveat)
      guard let answer, answer["error"] == nil else {
        let reason = answer?["error"]?.text ?? outcome.complaint
        print.outcome = ProgramOutcome(
          ending: .notPrepared(
            Message(
              zh: "\(program.path) 没有印成：\(reason)", en: "\(program.path) could not print it: \(reason)")))
        return print
      }
      print.outcome.output =
        (try? readNamedFile(folder.path + "/\(number).pdf", limit: InstalledProgram.outputLimit).bytes) ?? []
      print.warnings = answer["warnings"]?.items.compactMap(\.text) ?? []
      print.missing = (answer["missing"]?.items ?? []).map {
        MissingCharacter(
          character: $0["character"]?.text ?? "", before: $0["before"]?.text ?? "",
          after: $0["after"]?.text ?? "")
      }
      return print
    }
  }

  private static func failing(_ sheets: [Sheet], _ ending: ProgramOutcome.Ending) -> [Print] {
    sheets.map { _ in Print(outcome: ProgramOutcome(ending: ending)) }
  }

  private func command(_ sheet: Sheet, _ archive: Archive?) -> ProgramOutcome {
    let variant = archive.map { "pdf/a-" + $0.rawValue } ?? "pdf/ua-1"
    return program.run(
      [
        "--allowed-protocols=data", "--fail-on-http-errors", "--base-url=\(sheet.address)",
        "--encoding=utf-8",
        "--pdf-variant=\(variant)", "-", "-",
      ], input: sheet.page)
  }

  // MARK: Chromium

  /// Chromium reads and writes files only: they lie in a folder that nobody else can open.
  private func chromium(_ page: [UInt8]) -> ProgramOutcome {
    let folder: TemporaryFolder
    do throws(Diagnostic) {
      folder = try TemporaryFolder()
      try replaceFile(folder.path + "/page.html", with: page)
    } catch { return ProgramOutcome(ending: .notPrepared(error.message)) }
    defer { folder.remove() }
    var arguments = [
      "--headless", "--disable-gpu", "--disable-extensions",
      "--no-first-run", "--no-pdf-header-footer", "--generate-pdf-document-outline",
      "--user-data-dir=" + folder.path + "/profile",
      // The page's own policy allows nothing but `data:`; the browser has its own errands.
      "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=nothing.invalid:1",
      "--proxy-bypass-list=<-loopback>",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
      "--print-to-pdf=" + folder.path + "/page.pdf",
    ]
    // Its sandbox refuses to be root's.
    if geteuid() == 0 { arguments.append("--no-sandbox") }
    var outcome = program.run(arguments + ["file://" + folder.path + "/page.html"])
    if outcome.succeeded {
      outcome.output =
        (try? readNamedFile(folder.path + "/page.pdf", limit: InstalledProgram.outputLimit).bytes) ?? []
    }
    return outcome
  }
}

extension [PDFPrinter.Sheet] {
  /// The sheets in as many parts as there are cores, where each is worth the start of a process.
  fileprivate func split(intoPartsOfAtLeast least: Int) -> [[Element]] {
    let cores = Swift.max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1)
    let size = Swift.max((count + cores - 1) / cores, least)
    return stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}

extension JSON {
  fileprivate var text: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  fileprivate var items: [JSON] {
    if case .array(let items) = self { return items }
    return []
  }
}

/// `--archive`, `--archive-2a`
extension PDFPrinter.Archive: EnumerableFlag {
  static func name(for value: Self) -> NameSpecification {
    .customLong(value == .a3 ? "archive" : "archive-2a")
  }

  static func help(for value: Self) -> ArgumentHelp? {
    switch value {
    case .a3: "归档用的 PDF（PDF/A-3a，附数据和原稿） / for the archive: PDF/A-3a with figures and text attached"
    case .a2: "归档用的 PDF/A-2a，不带附件 / PDF/A-2a, without attachments"
    }
  }
}
