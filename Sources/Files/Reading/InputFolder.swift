import Diagnostics
import Glibc

/// A folder that the program reads, and never leaves: below it no link is followed, neither to a file nor to a folder.
///
/// Every name on the way is opened in the open folder before it, with `O_NOFOLLOW`: the meaning of `openat2` with
/// `RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS`, on every kernel and in every container.
package final class InputFolder: Sendable {
  /// The fault of a root that cannot be opened is that of everything below it.
  private let root: Result<Folder, Fault>

  /// - Parameter path: as the user has named it; it may be a link itself.
  package init(_ path: String) {
    root = Result { () throws(Fault) in try Folder.open(path.isEmpty ? "." : path) }
  }

  /// Opens an ordinary file below this folder.
  package func file(_ path: String) throws(Diagnostic) -> InputFile {
    var walk = InputWalk(self)
    return try walk.file(path)
  }

  /// Opens a folder below this one, or itself for an empty path. The fault of a link is `ELOOP`, whatever it leads to.
  func folder(_ path: some StringProtocol) throws(Fault) -> Folder {
    var folder = try root.get()
    for part in path.utf8.split(separator: UInt8(ascii: "/")) {
      let name = Path(bytes: part.map { CChar(bitPattern: $0) })
      if name == ".." { throw Fault(EXDEV, name) }
      folder = try folder.input(name, Folder.folder)
    }
    return folder
  }
}

/// Opens one file after another below a folder. Most lie beside the one before, so the folder of that one is kept open.
struct InputWalk: ~Copyable {
  private let root: InputFolder
  private var last: (path: Substring, folder: Folder)?

  init(_ root: InputFolder) { self.root = root }

  /// Opens an ordinary file.
  mutating func file(_ path: String) throws(Diagnostic) -> InputFile {
    let file: OpenFile, status: stat
    do throws(Fault) {
      file = try open(path)
      status = try file.status()
    } catch {
      throw error.code == ELOOP ? .notAFile(path, .link) : .cannotRead(path, error.code)
    }
    if FileKind(status) != .file { throw .notAFile(path, FileKind(status)) }
    return InputFile(file, path, size: Int(status.st_size))
  }

  private mutating func open(_ path: String) throws(Fault) -> OpenFile {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let above = slash.map { path[..<$0] } ?? "", name = slash.map { path[$0...].dropFirst() } ?? path[...]
    if name == ".." { throw Fault(EXDEV, Path(name)) }
    if last?.path != above { last = (above, try root.folder(above)) }
    guard let folder = last?.folder else { throw Fault(ENOENT, Path(name)) }
    return try folder.input(Path(name), Folder.file)
  }
}

extension Folder {
  /// Opens something in this folder. The fault of a link is `ELOOP`, whatever it leads to.
  func input<Opened>(
    _ name: Path, _ open: (Folder) -> (Path) throws(Fault) -> Opened
  ) throws(Fault) -> Opened {
    do throws(Fault) { return try open(self)(name) } catch {
      guard let status = try? status(name), FileKind(status) == .link else { throw error }
      throw Fault(ELOOP, name)
    }
  }
}

/// An ordinary file that is open for reading.
package struct InputFile: Sendable {
  package let path: String
  /// The size when the file was opened.
  package let size: Int
  private let file: OpenFile

  init(_ file: OpenFile, _ path: String, size: Int) { (self.file, self.path, self.size) = (file, path, size) }

  /// The bytes from an offset on; fewer than asked for at the end of the file.
  package func bytes(at offset: Int, count: Int) throws(Diagnostic) -> [UInt8] {
    do throws(Fault) { return try file.read(count, at: offset) } catch { throw .cannotRead(path, error.code) }
  }

  /// The whole file, if it is no larger than a limit. One that grows is read as far as it had come.
  package func contents(limit: Int) throws(Diagnostic) -> [UInt8] {
    if size > limit { throw .fileTooLarge(path, limit: limit) }
    return try bytes(at: 0, count: size)
  }
}
