import Diagnostics
import Files
import FrontMatter
import Import
import OfficeFiles
import Records
import Site

/// The import of Word files: each becomes a write-up, is checked as `check` would check it beside the others, and is written
/// if it is right.
struct WordImporting {
  let common: CommonOptions
  /// The folder that gets what is written.
  let folder: String
  let acceptsValid: Bool

  /// The Word files that a path names, and those of other word processors, which are named for what they are; nil where
  /// it names none.
  static func files(_ path: String) throws(Diagnostic) -> [SourceText]? {
    guard try isFolder(path) else {
      if !isDocument(path) { return nil }
      return [try readNamedFile(path, limit: InputLimit.picture)]
    }
    let files = try FolderReading.files(in: path, limit: InputLimit.picture) { name in
      !name.contains("/") && isDocument(name) && !name.hasPrefix("~$") && !name.hasPrefix(".")
    }
    return files.isEmpty ? nil : files
  }

  private static func isDocument(_ name: String) -> Bool {
    [".docx", ".docm", ".doc", ".wps", ".odt", ".rtf", ".pdf"].contains { name.lowercased().hasSuffix($0) }
  }

  func run(_ files: [SourceText]) throws {
    let (input, reading) = try common.input()
    let before = (reading + build(input).diagnostics)
    var found: [Diagnostic] = [], imports: [WordImport] = [], taken = Set(input.paths)
    for file in files {
      do throws(Diagnostic) {
        let text = try WordReader.text(in: file.bytes, path: file.path)
        imports.append(
          WordImport(text, common.messages) { WordImporting.stem(of: file.path, in: $0, &taken) })
      } catch { found.append(error) }
    }
    let made = imports.map(\.draft)
    found += made.relocated(findings(of: imports, input, before) + repeats(of: made, input.contentFiles))
    let sources = SourceFiles(imports.flatMap(\.sources) + input.contentFiles)
    common.printDiagnostics(found, sources)
    printNotices(imports)
    let bad = Set(found.filter { $0.severity == .error }.flatMap(\.files))
    let errors = found.count { $0.severity == .error }
    let isBeyond = found.contains { finding in
      finding.severity == .error && !imports.contains { $0.has(finding) }
        && !files.contains { $0.path == finding.location?.file }
    }
    let good = errors == 0 ? imports : acceptsValid && !isBeyond ? imports.filter { !$0.isAmong(bad) } : []
    do throws(Diagnostic) {
      if !good.isEmpty { common.printNotes(try writeNew(good.flatMap(\.files), below: folder)) }
    } catch { throw common.failure(error) }
    for made in good {
      common.say(
        Message(
          zh: "\(made.name) → \(folder)/\(made.draft.path)", en: "\(made.name) → \(folder)/\(made.draft.path)"
        ))
    }
    common.say(summary(errors, good))
    if errors > 0, good.isEmpty { throw found.failureCode }
  }

  /// The name of a new file: that of the Word file, where it can be one, else that of its kind and a number.
  private static func stem(of path: String, in folder: String, _ taken: inout Set<String>) -> String {
    let own = path.fileStem.lowercased().replacing("_", with: "-").replacing(" ", with: "-")
    let kind = folder.hasSuffix("s") ? String(folder.dropLast()) : folder
    let base = own.isAddress ? own : kind
    var stem = base, number = 1
    while !taken.insert("content/\(folder)/\(stem).md").inserted {
      number += 1
      stem = "\(base)-\(number)"
    }
    return stem
  }

  /// The findings of a check of the drafts, without those that the site has anyhow.
  private func findings(of imports: [WordImport], _ input: BuildInput, _ before: [Diagnostic]) -> [Diagnostic]
  {
    var input = input
    input.contentFiles = (input.contentFiles + imports.map(\.draft.source)).sorted { $0.path < $1.path }
    let pictures = Set(imports.flatMap { $0.pictures.map { String($0.path.dropFirst("content/".count)) } })
    var known: [[String]: Int] = [:]
    for finding in before { known[finding.key, default: 0] += 1 }
    return build(input).diagnostics.filter { finding in
      // The pictures come with the text.
      if finding.code == "missing-image",
        pictures.contains(where: { finding.message.en.contains($0.dropFirst("images/".count)) })
      {
        return false
      }
      guard let count = known[finding.key], count > 0 else { return true }
      known[finding.key] = count - 1
      return false
    }
  }

  /// The findings about drafts whose title and region a write-up of the site has: it must not be there twice.
  private func repeats(of drafts: [Draft], _ files: [SourceText]) -> [Diagnostic] {
    var known: [[String]: String] = [:]
    for file in files where file.path.hasSuffix(".md") {
      if let identity = file.identity { known[identity.names] = known[identity.names] ?? file.path }
    }
    return drafts.compactMap { draft in
      guard let identity = draft.source.identity, let path = known[identity.names] else { return nil }
      return .knownWriteUp(path, at: Location(draft.path, identity.title))
    }
  }

  private func printNotices(_ imports: [WordImport]) {
    for made in imports {
      for notice in made.notices.prefix(50) {
        printError("\(notice.place): \(notice.message[common.messages])".onOneLine + "\n")
      }
      if made.notices.count > 50 {
        let rest = made.notices.count - 50
        printError(Message(zh: "还有 \(rest) 处", en: "and \(rest) more")[common.messages] + "\n")
      }
    }
  }

  private func summary(_ errors: Int, _ good: [WordImport]) -> Message {
    let mistakes = errors == 0 ? "" : "\(errors) 处要改；", mend = errors == 0 ? "" : "\(errors) to mend; "
    if good.isEmpty { return Message(zh: mistakes + "什么也没有写", en: mend + "nothing written") }
    let count = good.flatMap(\.files).count
    return Message(
      zh: mistakes + "已写出 \(count) 个文件到 \(folder)/content，请看一遍",
      en: mend + "wrote \(count) files below \(folder)/content: look them through")
  }
}

extension SourceText {
  /// The folder, title and region of a write-up, and where its title is.
  fileprivate var identity: (names: [String], title: Range<Int>)? {
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    var mistakes: [Diagnostic] = []
    guard let kind = RecordKind.ofFolder(String(folder.dropFirst("content/".count))),
      bytes.count < InputLimit.text,
      case .map(let entries)? = Document(writeUp: self, reporting: &mistakes)?.header.content
    else { return nil }
    var names: [String: (text: String, range: Range<Int>)] = [:]
    for entry in entries {
      guard let key = kind[entry.key.text]?.key, case .scalar(let scalar) = entry.value.content else {
        continue
      }
      names[key] = (scalar.text.filter { !$0.isWhitespace }, entry.value.range)
    }
    guard let title = names["title"] else { return nil }
    return ([folder, title.text, names["region"]?.text ?? ""], title.range)
  }
}

extension WordImport {
  /// The write-up and its pictures.
  fileprivate var files: [SourceText] {
    [draft.source] + pictures.map { SourceText(path: $0.path, bytes: $0.bytes) }
  }

  /// The name of the Word file.
  fileprivate var name: String { sources.last?.path ?? draft.path }

  fileprivate func isAmong(_ paths: Set<String>) -> Bool {
    sources.contains { paths.contains($0.path) } || paths.contains(draft.path)
  }

  fileprivate func has(_ finding: Diagnostic) -> Bool {
    finding.files.contains { file in sources.contains { $0.path == file } }
  }
}

extension Diagnostic {
  /// The files that it is about.
  fileprivate var files: [String] { ([location] + notes.map(\.location)).compactMap { $0?.file } }

  /// The same for one message about a file, wherever in it.
  fileprivate var key: [String] { [location?.file ?? "", code, message.en] }
}
