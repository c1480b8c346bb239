import CSystem
import Diagnostics
import Glibc

/// Another program of this machine: named by a setting of the machine, else found by PATH; never one that the content of
/// a site brings with it.
package struct InstalledProgram: Sendable {
  package let path: String
  /// The folders in which the program itself looks for others: PATH without the places that are passed over.
  private let folders: [String]

  /// The most that is kept of what a program prints, and of its complaints.
  package static let outputLimit = 512 << 20, errorLimit = 16 << 10

  /// Returns nil where no such program is installed.
  ///
  /// - Parameters:
  ///   - names: the first that is found counts.
  ///   - setting: an environment variable with the whole path of the program, in place of looking for it.
  ///   - root: what lies in this folder is content; its programs are passed over.
  package init?(_ names: [String], setting: String, outside root: String) throws(WrongSetting) {
    let content = resolvedPath(root).map { $0 == "/" ? $0 : $0 + "/" }
    func isContent(_ path: String) -> Bool {
      guard let path = resolvedPath(path) else { return true }
      return content.map { (path + "/").hasPrefix($0) } ?? false
    }
    // An empty or relative entry is the folder in which the program was started, which may be the content's.
    let folders = (environment("PATH") ?? "").split(separator: ":").map(String.init)
      .filter { $0.hasPrefix("/") && !isContent($0) }
    self.folders = folders
    if let path = environment(setting), !path.isEmpty {
      guard path.hasPrefix("/"), InstalledProgram.isExecutable(path) else {
        throw WrongSetting(
          message: Message(
            zh: "环境变量 \(setting) 要写成一个可以运行的程序的完整路径（以 / 开头）；现在是 \(path)",
            en:
              "the environment variable \(setting) has to be the whole path of a program, from /; it is \(path)"
          ))
      }
      self.path = path
      return
    }
    let places = names.flatMap { name in folders.map { $0 + "/" + name } }
    guard let path = places.first(where: { InstalledProgram.isExecutable($0) && !isContent($0) }) else {
      return nil
    }
    self.path = path
  }

  private init(path: String, folders: [String]) {
    self.path = path
    self.folders = folders
  }

  /// The program that runs this one, which is a script: `/opt/venv/bin/python3` of one that begins with
  /// `#!/opt/venv/bin/python3`. Returns nil where it is no script, or one for a program of another name.
  package func interpreter(named name: String) -> InstalledProgram? {
    guard let start = try? readNamedFile(path, limit: InputLimit.text).bytes.prefix(4096) else { return nil }
    let lines = String(decoding: start, as: UTF8.self).split(separator: "\n", maxSplits: 2)
    guard let first = lines.first, first.hasPrefix("#!") else { return nil }
    var words = first.dropFirst(2).split(separator: " ").map(String.init)
    // pip puts a path with a blank in it, or a long one, into the second line: '''exec' "/a b/python3" "$0" "$@"
    let opening = "'''exec' "
    if words == ["/bin/sh"], lines.count > 1, lines[1].hasPrefix(opening) {
      let rest = lines[1].dropFirst(opening.count)
      let isQuoted = rest.hasPrefix("\"")
      words = [String(rest.drop { $0 == "\"" }.prefix { $0 != (isQuoted ? "\"" : " ") })]
    }
    if words.first?.hasSuffix("/env") == true, words.count > 1 {
      words = folders.map { $0 + "/" + words[1] }.filter(InstalledProgram.isExecutable)
    }
    guard let path = words.first, path.hasPrefix("/"), InstalledProgram.isExecutable(path),
      path.split(separator: "/").last?.hasPrefix(name) == true
    else { return nil }
    return InstalledProgram(path: path, folders: folders)
  }

  package struct WrongSetting: Error {
    package let message: Message
  }

  /// The part of this process's environment that programs see: where their fonts, settings and temporary files are, and the
  /// language; nothing that tells them what to run or to load.
  func variables(adding settings: [String]) -> [String] {
    let names = ["HOME", "USER", "LOGNAME", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE", "XDG_CACHE_HOME"]
    // The user who called `sudo`: git looks at it to know whose repository it may read.
    let others = ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "SUDO_UID"]
    return (names + others).compactMap { name in environment(name).map { "\(name)=\($0)" } }
      + ["PATH=" + folders.joined(separator: ":")] + settings
  }

  private static func isExecutable(_ path: String) -> Bool {
    pathStatus(path).map { FileKind($0) } == .file && access(path, X_OK) == 0
  }
}

/// A variable of this process's environment.
package func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// The arguments that this process was started with, its own name first.
private let allArguments: [String] = {
  let all = UnsafeBufferPointer(start: casebook_arguments(), count: Int(casebook_argument_count()))
  return all.compactMap { $0.map { String(cString: $0) } }
}()

package var processArguments: [String] { Array(allArguments.dropFirst()) }

/// The bytes of the program that runs. Returns nil where nothing says where its file is: there is no /proc, and it was found
/// by PATH.
package func runningProgram() -> [UInt8]? {
  let paths = ["/proc/self/exe"] + allArguments.prefix(1).filter { $0.contains("/") }
  return paths.lazy.compactMap { try? readNamedFile($0, limit: 1 << 30).bytes }.first
}
