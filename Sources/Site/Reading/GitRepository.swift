import Diagnostics
import Files

/// The repository that a folder belongs to, as far as a comparison needs it: what `content/` held in a revision.
package struct GitRepository {
  /// The site's folder, from `/`; it may lie below the repository's root.
  private let root: String
  private let git: InstalledProgram

  /// Returns nil where there is no git on this machine.
  package init?(root: String) throws(InstalledProgram.WrongSetting) {
    guard let git = try InstalledProgram(["git"], setting: "CASEBOOK_GIT", outside: root) else { return nil }
    self.git = git
    self.root = resolvedPath(root) ?? root
  }

  package enum Answer {
    /// The files, and what is wrong with those that are not read.
    case texts([SourceText], [Diagnostic])
    case noSuchRevision
    /// It cannot be there: older revisions were not fetched.
    case shallow
    /// Git refuses to read the folder, which belongs to another user.
    case otherOwner(folder: String)
    case noRepository
    /// Files of the revision are not there: a partial clone has not fetched them.
    case incomplete
    /// Git stopped half-way, and why.
    case failed(Message, complaint: String)
  }

  /// The write-ups and registries of a revision, as they would be read from a folder.
  package func content(of revision: String) -> Answer {
    let inside = run(["rev-parse", "--is-bare-repository", "--is-shallow-repository"])
    if let folder = otherOwner(inside) { return .otherOwner(folder: folder) }
    // Whatever else stops git there, a version or a setting that it does not know, is said in its own words.
    let isNone = ["not a git repository", "cannot use bare repository"].contains {
      inside.complaint.contains($0)
    }
    if isNone || inside.lines.first == "true" { return .noRepository }
    guard inside.succeeded else { return .failed(inside.reason(git), complaint: inside.complaint) }
    // A word that begins with a hyphen is an option, whoever reads it.
    if revision.hasPrefix("-") { return .noSuchRevision }
    let commit = run(["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"])
    guard commit.succeeded, let id = commit.lines.first else {
      return inside.lines.last == "true" ? .shallow : .noSuchRevision
    }
    let list = run(["ls-tree", "-r", "-z", "--long", id, "--", "content/"])
    guard list.succeeded else { return failed(list) }
    let listed = list.output.split(separator: 0).compactMap { CommittedFile($0) }
    let faults = listed.compactMap(\.fault)
    let entries = listed.filter { $0.isRead && $0.fault == nil }
    if entries.contains(where: { $0.size == nil }) { return .incomplete }
    let wanted = entries.map { $0.object + "\n" }.joined()
    let objects = run(["cat-file", "--batch"], input: Array(wanted.utf8))
    guard objects.succeeded else { return failed(objects) }
    var rest = objects.output[...], texts: [SourceText] = []
    for entry in entries {
      guard let bytes = GitRepository.nextObject(&rest) else { return .incomplete }
      texts.append(SourceText(path: entry.path, bytes: bytes))
    }
    return .texts(texts, faults)
  }

  private func failed(_ outcome: ProgramOutcome) -> Answer {
    // A partial clone would fetch a file that is asked for, which it must not do here.
    if case .exited = outcome.ending, run(["config", "--get-regexp", #"^remote\..*\.promisor$"#]).succeeded {
      return .incomplete
    }
    return .failed(outcome.reason(git), complaint: outcome.complaint)
  }

  /// Git names the folder in the command that it advises.
  private func otherOwner(_ outcome: ProgramOutcome) -> String? {
    let advice = "safe.directory "
    let lines = outcome.complaint.split(separator: "\n").map(String.init)
    return lines.first { $0.contains(advice) }.flatMap { $0.rest(after: advice) }
  }

  /// `3b18e5… blob 7`, a line end, seven bytes, a line end.
  private static func nextObject(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
    guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let words = rest[..<end].split(separator: UInt8(ascii: " "))
    guard words.count == 3, let size = Int(String(decoding: words[2], as: UTF8.self)),
      rest.endIndex - end > size + 1
    else { return nil }
    let start = end + 1
    defer { rest = rest[(start + size + 1)...] }
    return Array(rest[start..<start + size])
  }

  // MARK: Running git

  /// Git reads objects and does nothing else: it fetches none from elsewhere (a repository may name a command as the
  /// place to fetch from), runs no hook, asks nobody, and takes no folder for a repository that only looks like one.
  private func run(_ arguments: [String], input: [UInt8] = []) -> ProgramOutcome {
    let options = ["safe.bareRepository=explicit", "core.hooksPath=/dev/null", "core.fsmonitor=false"]
    let outcome = git.run(
      ["-C", root] + options.flatMap { ["-c", $0] } + ["--no-pager"] + arguments, input: input,
      settings: [
        // Before all settings of a repository, which could allow what an option forbids.
        "GIT_ALLOW_PROTOCOL=none", "GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0",
      ])
    outcome.endIfInterrupted()
    return outcome
  }
}

extension ProgramOutcome {
  fileprivate var lines: [String] {
    output.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }
}

extension String {
  /// The word that follows a text on the same line, without the quotes that git puts around it for a shell.
  fileprivate func rest(after text: String) -> String? {
    guard let found = ranges(of: text).last else { return nil }
    let rest = self[found.upperBound...]
    guard rest.hasPrefix("'"), rest.hasSuffix("'"), rest.count > 2 else {
      return rest.isEmpty ? nil : String(rest)
    }
    return String(rest.dropFirst().dropLast()).replacing("'\\''", with: "'").replacing("'\\!'", with: "!")
  }
}
