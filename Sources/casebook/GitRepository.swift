import Diagnostics
import Glibc
import Records
import Site

/// The repository that a folder belongs to, as far as a comparison needs it: what `content/` held in a revision.
struct GitRepository {
  /// The site's folder; it may lie below the repository's root.
  let root: String

  enum Answer {
    case texts([SourceText])
    case noSuchRevision
    /// Nor can it be there: older revisions were not fetched.
    case shallow
    /// Git refuses to read the folder, which belongs to another user.
    case otherOwner(folder: String)
    case noRepository
    /// There is no git on this machine.
    case noGit
    /// Git stopped half-way; it has said why on stderr.
    case failed
  }

  /// The write-ups and registries of a revision, as they would be read from a folder.
  func content(of revision: String) -> Answer {
    guard let program = GitRepository.program else { return .noGit }
    guard let inside = run(program, ["rev-parse", "--is-shallow-repository"]), inside.status == 0 else {
      return otherOwner(program) ?? .noRepository
    }
    let commit = run(
      program, ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"])
    guard let commit, commit.status == 0, let id = commit.lines.first else {
      return inside.lines.first == "true" ? .shallow : .noSuchRevision
    }
    guard let list = run(program, ["ls-tree", "-r", "-z", id, "--", "content/"]), list.status == 0 else {
      return .failed
    }
    let entries = list.output.split(separator: 0).compactMap { Entry($0) }.filter(\.isRead)
    let wanted = entries.map { $0.object + "\n" }.joined()
    guard let objects = run(program, ["cat-file", "--batch"], input: Array(wanted.utf8)), objects.status == 0
    else { return .failed }
    var rest = objects.output[...], texts: [SourceText] = []
    for entry in entries {
      guard let bytes = GitRepository.nextObject(&rest) else { return .failed }
      texts.append(SourceText(path: entry.path, bytes: bytes))
    }
    return .texts(texts)
  }

  /// Git names the folder in the command that it advises.
  private func otherOwner(_ program: String) -> Answer? {
    let advice = "safe.directory "
    let complaint = run(program, ["rev-parse", "--git-dir"], readsErrors: true)?.lines ?? []
    guard let line = complaint.first(where: { $0.contains(advice) }),
      let folder = line.rest(after: advice)
    else { return nil }
    return .otherOwner(folder: folder)
  }

  private struct Entry {
    let object: String
    let path: String

    /// `100644 blob 3b18e5…<tab>content/cases/a.md`
    init?(_ line: ArraySlice<UInt8>) {
      guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
      let words = line[..<tab].split(separator: UInt8(ascii: " "))
      guard words.count == 3, words[1].elementsEqual("blob".utf8) else { return nil }
      object = String(decoding: words[2], as: UTF8.self)
      path = String(decoding: line[(tab + 1)...], as: UTF8.self)
    }

    /// As the reading of a folder has it: an editor's own files are passed over, and pictures are not read.
    var isRead: Bool {
      let parts = path.split(separator: "/")
      return !path.hasPrefix("content/images/") && (path.hasSuffix(".md") || path.hasSuffix(".yml"))
        && !parts.contains { $0.hasPrefix(".") || $0.hasSuffix("~") }
    }
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

  private static let program = (environment("PATH") ?? "").split(separator: ":").map { String($0) + "/git" }
    .first { access($0, X_OK) == 0 }

  private struct Outcome {
    let status: Int32
    let output: [UInt8]

    var lines: [String] {
      output.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// Runs git to its end. What goes in and what comes out stands in files that have no name: nothing waits for
  /// anything else, however much it is.
  private func run(_ program: String, _ arguments: [String], input: [UInt8] = [], readsErrors: Bool = false)
    -> Outcome?
  {
    guard let source = tmpfile(), let sink = tmpfile() else { return nil }
    defer {
      fclose(source)
      fclose(sink)
    }
    fwrite(input, 1, input.count, source)
    rewind(source)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, fileno(source), STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, fileno(sink), STDOUT_FILENO)
    // What git says of a folder that is none of its own is said better by us.
    if readsErrors {
      posix_spawn_file_actions_adddup2(&actions, fileno(sink), STDERR_FILENO)
    } else if arguments.first == "rev-parse" {
      posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    }
    let words = ([program, "-C", root] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    var process = pid_t()
    guard posix_spawn(&process, program, &actions, nil, words + [nil], environ) == 0 else { return nil }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return nil }
    }
    var output: [UInt8] = [], piece = [UInt8](repeating: 0, count: 1 << 16)
    rewind(sink)
    while case let count = fread(&piece, 1, piece.count, sink), count > 0 { output += piece[..<count] }
    return Outcome(status: status, output: output)
  }
}

extension String {
  /// What follows a text on the same line, without quotes.
  fileprivate func rest(after text: String) -> String? {
    guard let found = ranges(of: text).last else { return nil }
    let rest = self[found.upperBound...].filter { $0 != "'" && $0 != "\"" }
    return rest.isEmpty ? nil : rest
  }
}
