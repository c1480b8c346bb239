import Diagnostics
import Glibc

/// Reads folders below a root: one file or folder that cannot be read is a finding, and the others are read.
package struct FolderReading {
  package let root: InputFolder
  package var diagnostics: [Diagnostic] = []
  /// The files that are there but could not be read.
  package private(set) var unread: [String] = []

  /// The root as it was named.
  private let name: String

  package init(root: String) { (self.root, name) = (InputFolder(root), root) }

  /// Reads the files of a folder of which each has to be there: the first finding is thrown.
  ///
  /// - Parameters:
  ///   - isWanted: whether the file with a path below the folder is read.
  /// - Returns: the files, with the path of the folder before theirs.
  package static func files(
    in folder: String, limit: Int, where isWanted: (String) -> Bool
  ) throws(Diagnostic) -> [SourceText] {
    var reading = FolderReading(root: folder)
    let names = reading.paths(below: "").filter(isWanted)
    if let first = reading.diagnostics.first { throw first.below(folder) }
    let files = reading.files(names, limit: limit)
    if let first = reading.diagnostics.first { throw first.below(folder) }
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    return files.map { SourceText(path: prefix + $0.path, bytes: $0.bytes) }
  }

  /// Files in their order, read on all cores.
  package mutating func files(_ paths: [String], limit: Int) -> [SourceText] {
    let root = root
    let results = paths.parallelMap(with: { InputWalk(root) }) { path, walk in
      Result { () throws(Diagnostic) in
        SourceText(path: path, bytes: try walk.file(path).contents(limit: limit))
      }
    }
    return made(paths, results)
  }

  /// Makes something of each file, on all cores; those of which nothing can be made are findings.
  package mutating func map<Made: Sendable>(
    _ paths: [String], _ make: @Sendable (String) throws(Diagnostic) -> Made
  ) -> [Made] {
    made(paths, paths.parallelMap { path in Result { () throws(Diagnostic) in try make(path) } })
  }

  private mutating func made<Made>(_ paths: [String], _ results: [Result<Made, Diagnostic>]) -> [Made] {
    var all: [Made] = []
    all.reserveCapacity(results.count)
    for (path, result) in zip(paths, results) {
      do throws(Diagnostic) { all.append(try result.get()) } catch { leaveOut(path, error) }
    }
    return all
  }

  /// The files below a folder, relative to the root, sorted by their bytes, without those that an editor or the
  /// system has left. A folder that does not exist is empty.
  package mutating func paths(below folder: String) -> [String] {
    var paths: [String] = []
    do throws(Fault) { collect(try root.folder(folder), folder, depth: 1, into: &paths) } catch {
      if error.code != ENOENT { leaveOut(folder.isEmpty ? name : folder, error) }
    }
    return paths.sorted { $0.precedesByBytes($1) }
  }

  /// The names in a folder that begin with a dot, which `paths` passes over; without those that systems and git leave.
  package func hiddenNames(in folder: String) -> [String] {
    let names = ((try? root.folder(folder).names()) ?? []).map(\.text)
    let leftovers = [".DS_Store", ".directory", ".gitkeep", ".gitignore", ".gitattributes"]
    return names.filter { $0.hasPrefix(".") && !$0.hasPrefix("._") && !leftovers.contains($0) }.sorted()
  }

  /// More folders in each other than this are nobody's order; each of them is open while those in it are read.
  private static let depthLimit = 32

  private mutating func collect(_ folder: Folder, _ path: String, depth: Int, into paths: inout [String]) {
    let list: [(name: Path, kind: FileKind?)]
    do throws(Fault) { list = try folder.list() } catch { return leaveOut(path, error) }
    let above = path.isEmpty ? "" : path + "/"
    for (name, kind) in list where !LeftoverName.matches(name.text) {
      let path = above + name.text
      guard name == Path(name.text) else {
        leaveOut(above + name.legible, .nameNotUTF8(above + name.legible))
        continue
      }
      if name.text.hasControls {
        leaveOut(path, .controlInName(path))
        continue
      }
      switch kind {
      case .file: paths.append(path)
      case .folder where depth == FolderReading.depthLimit: leaveOut(path, .deepFolder(path, depth))
      case .folder:
        do throws(Fault) {
          collect(try folder.input(name, Folder.folder), path, depth: depth + 1, into: &paths)
        } catch { leaveOut(path, error) }
      case let kind?: leaveOut(path, .notAFile(path, kind))
      case nil:
        do throws(Fault) {
          _ = try folder.status(name)
          leaveOut(path, .cannotRead(path, ENOENT))
        } catch { leaveOut(path, error) }
      }
    }
  }

  private mutating func leaveOut(_ path: String, _ fault: Fault) {
    leaveOut(path, fault.code == ELOOP ? .notAFile(path, .link) : .cannotRead(path, fault.code))
  }

  private mutating func leaveOut(_ path: String, _ reason: Diagnostic) {
    unread.append(path)
    diagnostics.append(reason)
  }
}
