import ArgumentParser
import Diagnostics
import Files
import Glibc
import Records
import Site

/// The options that every command takes.
struct CommonOptions: ParsableArguments {
  @Option(help: "网站所在的文件夹 / the folder that holds content/")
  var root = "."

  @Option(name: .customLong("lang"), help: "提示信息的语言：zh 或 en / language of messages")
  var language: Language?

  @Option(help: "今天的日期，如 2026-11-21 / the day that counts as today")
  var today: Day?

  /// The language of messages: as asked for, else by the locale, else Chinese.
  var messages: Language {
    if let language { return language }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap(environment).first { !$0.isEmpty } ?? ""
    return locale.hasPrefix("en") ? .en : .zh
  }

  /// The day that counts as today: as asked for, else by SOURCE_DATE_EPOCH, else by the clock; as it is in China.
  func day() throws -> Day {
    if let today { return today }
    let chinaOffset = 8 * 3600
    guard let epoch = environment("SOURCE_DATE_EPOCH"), !epoch.isEmpty else {
      return Day(ordinal: (Int(time(nil)) + chinaOffset) / 86_400)
    }
    guard let seconds = Int(epoch), seconds >= 0, seconds < 253_402_300_800 else {
      throw ValidationError("SOURCE_DATE_EPOCH：不是秒数 / not a number of seconds: \(epoch)")
    }
    return Day(ordinal: (seconds + chinaOffset) / 86_400)
  }

  /// The folders as read, with what their reading had to say.
  func input(baseURL: String? = nil, sources: String? = nil) throws -> (
    input: BuildInput, diagnostics: [Diagnostic]
  ) {
    let day = try day()
    var diagnostics: [Diagnostic] = []
    var input = BuildInput(root: root, today: day, baseURL: baseURL, reporting: &diagnostics).withBuiltIn()
    try checkContent(of: input, diagnostics)
    if let sources {
      do throws(Diagnostic) { try input.addSourceTexts(in: sources) } catch { throw failure(error) }
    }
    return (input, diagnostics)
  }

  /// Write-ups and registries alone: what numbers are made of.
  func numbers() throws -> (input: BuildInput, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let input = BuildInput(numbersOf: root, today: try day(), reporting: &diagnostics).withBuiltIn()
    try checkContent(of: input, diagnostics)
    return (input, diagnostics)
  }

  private func checkContent(of input: BuildInput, _ diagnostics: [Diagnostic]) throws {
    if input.contentFiles.isEmpty { throw failure(diagnostics.first ?? Diagnostic.noContent(root)) }
  }

  /// The files as read, for what counts or is printed: without one of them a number would be another.
  func whole(_ reading: (input: BuildInput, diagnostics: [Diagnostic])) throws -> BuildInput {
    let (input, diagnostics) = reading
    guard diagnostics.hasErrors else { return input }
    printDiagnostics(diagnostics.filter { $0.severity == .error }.sortedByLocation(), input.files)
    throw diagnostics.failureCode
  }

  /// A file's path as the program knows it, without the root in front of it.
  func pathBelowRoot(_ file: String) -> String {
    for prefix in [root.hasSuffix("/") ? root : root + "/", "./"] where file.hasPrefix(prefix) {
      return String(file.dropFirst(prefix.count))
    }
    return file
  }

  /// The path from the repository that the site is in to the site, with `/` at its end: a program that shows findings beside
  /// a change knows files by their paths from there. If there is no repository, from the folder in which the program runs.
  var folderInRepository: String {
    guard let site = resolvedPath(root) else { return "" }
    var status = stat(), top = site
    while !top.isEmpty, stat(top + "/.git", &status) != 0 {
      top = top.lastIndex(of: "/").map { String(top[..<$0]) } ?? ""
    }
    if top.isEmpty {
      guard let here = getcwd(nil, 0) else { return "" }
      defer { free(here) }
      top = String(cString: here)
    }
    if site == top { return "" }
    return site.hasPrefix(top + "/") ? site.dropFirst(top.count + 1) + "/" : site + "/"
  }

  /// Prints what went wrong with a file or folder, and gives the exit code for it.
  func failure(_ diagnostic: Diagnostic, sources: [SourceText] = []) -> ExitCode {
    printDiagnostics([diagnostic], SourceFiles(sources))
    let isInputOutput = [Diagnostic.cannotReadCode, Diagnostic.cannotWriteCode].contains(diagnostic.code)
    return isInputOutput ? .inputOutputError : .failure
  }

  /// Whether messages may have colour.
  var hasColour: Bool { isatty(STDERR_FILENO) == 1 && (environment("NO_COLOR") ?? "").isEmpty }

  /// Prints to stderr, with colour on a terminal that wants it.
  func printDiagnostics(_ diagnostics: [Diagnostic], _ files: SourceFiles) {
    let (diagnostics, files) = diagnostics.concealingPersonalData(in: files)
    let format = HumanFormat(files, language: messages, hasColour: hasColour)
    printError(format.text(diagnostics))
  }

  /// Prints why a command does not do what it was asked for, and gives the exit code for it.
  func refusal(by command: String, _ message: Message, _ code: ExitCode = .failure) -> ExitCode {
    printError("casebook \(command): " + message[messages] + "\n")
    return code
  }

  /// Prints what there is to know beside the result.
  func printNotes(_ notes: [Message]) { for note in notes { printError(note[messages] + "\n") } }

  func say(_ message: Message) { printText(message[messages].onOneLine + "\n") }
}

extension ExitCode {
  static let usageError = ExitCode(64)
  static let toolMissing = ExitCode(69)
  static let inputOutputError = ExitCode(74)
}

extension [Diagnostic] {
  /// Errors fail; under `--strict` so do warnings, except those that the write-up itself explains.
  func fail(strict: Bool) -> Bool {
    contains { $0.severity == .error || (strict && !$0.isExplained) }
  }

  /// The exit code of a failure: a file that could not be read counts more than what is wrong with the others.
  var failureCode: ExitCode {
    contains { $0.code == Diagnostic.cannotReadCode } ? .inputOutputError : .failure
  }
}

extension BuildInput {
  /// All files that were read, from the root.
  var paths: [String] {
    let own =
      (contentFiles + sourceTexts + templates + assets).map(\.path) + pictures.map(\.path)
      + statics.map(\.path)
    return own + (theme.map { $0.templates + $0.assets } ?? []).map(\.path) + unread
  }

  var files: SourceFiles {
    SourceFiles(
      contentFiles + sourceTexts + templates + (theme?.templates ?? []) + (builtIn?.templates ?? [])
        + pictures.compactMap(\.text) + statics.compactMap(\.text))
  }
}

extension String {
  /// One word of a command line that is to be copied. A word that begins with `-` is a path, not an option.
  var shellWord: String {
    let path = hasPrefix("-") ? "./" + self : self
    let isPlain = path.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || "/._-0123456789".unicodeScalars.contains($0)
    }
    return isPlain && !isEmpty ? path : "'" + path.replacing("'", with: "'\\''") + "'"
  }
}

extension Language: ExpressibleByArgument {}

extension Day: ExpressibleByArgument {
  public init?(argument: String) { self.init(iso: argument) }
}
