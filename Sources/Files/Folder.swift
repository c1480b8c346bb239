import CSystem
import Diagnostics
import Glibc

/// A refusal of the system, and the name it is about.
package struct Fault: Error {
  package let code: Int32
  let path: Path

  init(_ code: Int32, _ path: Path) { (self.code, self.path) = (code, path) }

  /// Whether nothing can be made in a folder; something may still be made in the folders below.
  var forbidsMaking: Bool { [EACCES, EPERM, EROFS, ENAMETOOLONG].contains(code) }

  /// Whether two folders cannot be exchanged, or something not be carried from one to the other, whatever is tried.
  var forbidsExchange: Bool {
    forbidsMaking || [EXDEV, EMLINK, ENOTSUP, EINVAL, ENOSYS, EBUSY, EMFILE].contains(code)
  }
}

/// The kind of thing that has a name in a folder.
package enum FileKind {
  case file, folder, link
  /// A pipe, a socket, a device: reading it could wait for ever, or never end.
  case other

  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    default: self = .other
    }
  }

  /// The kind that most file systems tell with the name.
  init?(_ told: UInt8) {
    switch Int(told) {
    case Int(DT_REG): self = .file
    case Int(DT_DIR): self = .folder
    case Int(DT_LNK): self = .link
    case Int(DT_UNKNOWN): return nil
    default: self = .other
    }
  }
}

/// A folder that is held open: what is done in it is done there, wherever its path may lead by then.
///
/// Every call that a signal interrupts is made again.
final class Folder: Sendable {
  let descriptor: Int32

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Opens a folder by its path, wherever links lead.
  static func open(_ path: String) throws(Fault) -> Folder {
    try opened(Path(path), in: AT_FDCWD, O_RDONLY | O_DIRECTORY)
  }

  func folder(_ path: Path) throws(Fault) -> Folder {
    try Folder.opened(path, in: descriptor, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
  }

  /// Returns nil where there is nothing; a file in its place is a fault.
  func folder(ifThere path: Path) throws(Fault) -> Folder? {
    do throws(Fault) { return try folder(path) } catch {
      // A link that leads nowhere is there.
      if error.code == ENOENT { return nil }
      throw error
    }
  }

  private static func opened(_ path: Path, in folder: Int32, _ flags: Int32) throws(Fault) -> Folder {
    Folder(try call(path) { openat(folder, path.bytes, flags | O_CLOEXEC) })
  }

  /// Makes a call that returns a negative number when it fails.
  @discardableResult
  static func call(_ path: Path, _ make: () -> Int32) throws(Fault) -> Int32 {
    while true {
      let result = make()
      if result >= 0 { return result }
      if errno != EINTR { throw Fault(errno, path) }
    }
  }

  // MARK: What is in it

  /// Returns nil for what is not there.
  func status(_ path: Path) throws(Fault) -> stat? {
    var status = stat()
    do throws(Fault) {
      try Folder.call(path) { fstatat(descriptor, path.bytes, &status, AT_SYMLINK_NOFOLLOW) }
    } catch {
      if error.code == ENOENT || error.code == ENOTDIR { return nil }
      throw error
    }
    return status
  }

  var status: stat {
    var status = stat()
    fstat(descriptor, &status)
    return status
  }

  /// Whether something may be made in it.
  var mayBeWritten: Bool { faccessat(descriptor, ".", W_OK, AT_EACCESS) == 0 }

  var isMountPoint: Bool { casebook_is_mount_point(descriptor) }

  func names() throws(Fault) -> [Path] { try list().map(\.name) }

  /// The names in it and their kinds, which some file systems do not tell with the name; nil for what vanishes meanwhile.
  func list() throws(Fault) -> [(name: Path, kind: FileKind?)] {
    // A descriptor of its own, as closing the list closes what it is read from.
    let list = try Folder.call(".") { openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard let directory = fdopendir(list) else { throw Fault(errno, ".") }
    defer { closedir(directory) }
    var names: [(Path, FileKind?)] = []
    while true {
      errno = 0
      guard let entry = readdir(directory) else { break }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        Path(bytes: bytes.prefix { $0 != 0 }.map { CChar(bitPattern: $0) })
      }
      if name == "." || name == ".." { continue }
      var kind = FileKind(entry.pointee.d_type)
      // An entry that cannot be asked for hides no other.
      if kind == nil { kind = (try? status(name))?.map { FileKind($0) } ?? nil }
      names.append((name, kind))
    }
    if errno != 0 { throw Fault(errno, ".") }
    return names
  }

  /// Opens a file for reading. A link is not followed, opening a pipe does not wait for a writer, no terminal is taken.
  func file(_ path: Path) throws(Fault) -> OpenFile {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    return OpenFile(try Folder.call(path) { openat(descriptor, path.bytes, flags) }, path)
  }

  /// Returns nil where there is no ordinary file.
  func read(_ path: Path) throws(Fault) -> [UInt8]? {
    guard let status = try status(path), FileKind(status) == .file else { return nil }
    return try file(path).read(Int(status.st_size), at: 0)
  }

  // MARK: Changing it

  func makeFolder(_ path: Path, mode: mode_t = 0o755) throws(Fault) {
    try Folder.call(path) { mkdirat(descriptor, path.bytes, mode) }
  }

  /// Makes a folder and those above it, as far as they are not there yet.
  func makeFolders(_ path: Path) throws(Fault) {
    do throws(Fault) { try makeFolder(path) } catch {
      if error.code == EEXIST { return }
      guard error.code == ENOENT, let above = path.folder else { throw error }
      try makeFolders(above)
      do throws(Fault) { try makeFolder(path) } catch  where error.code == EEXIST {}
    }
  }

  /// Makes the folders on the way to one that are not there yet. Returns them, the outermost first.
  static func make(_ path: String) throws(Fault) -> [String] {
    if path.isEmpty || access(path, F_OK) == 0 { return [] }
    var made: [String] = []
    if let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) { made = try make(String(path[..<slash])) }
    do throws(Fault) { try call(Path(path)) { mkdir(path, 0o755) } } catch {
      if error.code == EEXIST { return made }
      remove(made)
      throw error
    }
    return made + [path]
  }

  /// Removes folders that `make` has made, unless somebody has put something into them.
  static func remove(_ made: [String]) { for path in made.reversed() { rmdir(path) } }

  func link(_ path: Path, from other: Folder, as name: Path? = nil) throws(Fault) {
    try Folder.call(path) { linkat(other.descriptor, path.bytes, descriptor, (name ?? path).bytes, 0) }
  }

  /// Moves a file from another folder; it replaces the file of the same name here, if there is one.
  func move(_ path: Path, from other: Folder, as name: Path? = nil) throws(Fault) {
    try Folder.call(path) {
      renameat(other.descriptor, path.bytes, descriptor, (name ?? path).bytes)
    }
  }

  func exchange(_ a: Path, _ b: Path) throws(Fault) {
    try Folder.call(b) { casebook_exchange(descriptor, a.bytes, descriptor, b.bytes) }
  }

  func remove(_ path: Path, isFolder: Bool = false) throws(Fault) {
    do throws(Fault) {
      try Folder.call(path) { unlinkat(descriptor, path.bytes, isFolder ? AT_REMOVEDIR : 0) }
    } catch  where error.code == ENOENT {}
  }

  /// Removes a file, or a folder with all that is in it.
  func removeTree(_ path: Path) throws(Fault) {
    do throws(Fault) { return try remove(path) } catch  where error.code == EISDIR {}
    let inner = try folder(path)
    inner.permitRemoving()
    for name in try inner.names() { try inner.removeTree(name) }
    try remove(path, isFolder: true)
  }

  /// Lets what is in it be removed, though its mode forbids it; a folder of another owner stays as it is.
  func permitRemoving() {
    let mode = status.st_mode & 0o7777
    if mode & 0o700 != 0o700 { fchmod(descriptor, mode | 0o700) }
  }

  /// Makes a file that is not there yet, or opens one at its end.
  func create(_ path: Path, appending: Bool = false, mode: mode_t = 0o644) throws(Fault) -> OpenFile {
    let flags = O_WRONLY | (appending ? O_APPEND : O_CREAT | O_EXCL) | O_CLOEXEC
    return OpenFile(try Folder.call(path) { openat(descriptor, path.bytes, flags, mode) }, path)
  }

  /// Writes a file that is not there yet, or goes on writing one.
  func write(_ bytes: [UInt8], to path: Path, appending: Bool = false) throws(Fault) {
    let file = try create(path, appending: appending)
    try file.writeAll(bytes)
    try file.close()
  }

  /// Takes over owner, group, access list and mode, so that none of its own is left.
  func takeAttributes(of other: Folder, adding mode: mode_t = 0, _ path: Path) throws(Fault) {
    try Folder.call(path) { casebook_copy_attributes(other.descriptor, descriptor, UInt32(mode)) }
  }

  func takeTimes(of status: stat) { _ = futimens(descriptor, [status.st_atim, status.st_mtim]) }

  /// Keeps others away who see the folder under another path, as a container does; some network file systems cannot.
  func lock(_ path: Path) throws(Fault) {
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { throw Fault(EWOULDBLOCK, path) }
  }

  // MARK: The disk

  /// Waits until the names in it are on the disk.
  func synchronize(_ path: Path) throws(Fault) { try Folder.call(path) { fsync(descriptor) } }

  /// Waits until everything on its file system is on the disk.
  func synchronizeFileSystem(_ path: Path) throws(Fault) {
    try Folder.call(path) { casebook_syncfs(descriptor) }
  }

  /// Whether a file has exactly the content of another. One behind a link has not.
  func holds(_ content: OutputFile.Content, at path: Path) throws(Diagnostic) -> Bool {
    let descriptor = casebook_open_unlinked(descriptor, path.bytes)
    guard descriptor >= 0 else { return false }
    let file = OpenFile(descriptor, path)
    guard let status = try? file.status(), FileKind(status) == .file, Int(status.st_size) == content.size
    else { return false }
    var isSame = true
    try content.forEachPiece { piece in
      isSame = isSame && (try? file.read(piece.count)) == piece
    }
    return isSame
  }
}
