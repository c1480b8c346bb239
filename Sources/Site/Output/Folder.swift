import CSystem
import Diagnostics
import Glibc

/// A refusal of the system, and the name it is about.
struct Fault: Error {
  let code: Int32
  let path: Path

  init(_ code: Int32, _ path: Path) { (self.code, self.path) = (code, path) }

  /// Whether nothing can be made in a folder, which does not mean that nothing can be in the folders below.
  var forbidsMaking: Bool { [EACCES, EPERM, EROFS, ENAMETOOLONG].contains(code) }

  /// Whether two folders cannot be exchanged, or something not be carried from one to the other, whatever is tried.
  var forbidsExchange: Bool {
    forbidsMaking || [EXDEV, EMLINK, ENOTSUP, EINVAL, ENOSYS, EBUSY, EMFILE].contains(code)
  }
}

/// A folder that is held open: what is done in it is done there, wherever its path may lead by then.
///
/// Every call that a signal interrupts is made again.
final class Folder: Sendable {
  let descriptor: Int32

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { Glibc.close(descriptor) }

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

  private static func opened(_ path: Path, in folder: Int32, _ manner: Int32) throws(Fault) -> Folder {
    Folder(try call(path) { openat(folder, path.bytes, manner | O_CLOEXEC) })
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
      if kind == nil { kind = try status(name).map { FileKind($0) } }
      names.append((name, kind))
    }
    if errno != 0 { throw Fault(errno, ".") }
    return names
  }

  /// Returns nil where there is no plain file.
  func read(_ path: Path) throws(Fault) -> [UInt8]? {
    guard let status = try status(path), status.st_mode & S_IFMT == S_IFREG else { return nil }
    let file = try Folder.call(path) { openat(descriptor, path.bytes, O_RDONLY | O_NOFOLLOW | O_CLOEXEC) }
    defer { Glibc.close(file) }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size)), count = 0
    while count < bytes.count {
      let more = try Folder.call(path) {
        bytes.withUnsafeMutableBytes { room in
          Int32(Glibc.read(file, room.baseAddress.map { $0 + count }, min(room.count - count, 1 << 30)))
        }
      }
      if more == 0 { break }
      count += Int(more)
    }
    return Array(bytes.prefix(count))
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

  /// Removes folders that it has made, unless somebody has put something into them.
  static func remove(_ made: [String]) { for path in made.reversed() { rmdir(path) } }

  func link(_ path: Path, from other: Folder) throws(Fault) {
    try Folder.call(path) { linkat(other.descriptor, path.bytes, descriptor, path.bytes, 0) }
  }

  /// Moves from another folder what replaces the file of the same name here, if there is one.
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

  /// Writes a file that is not there yet, or goes on writing one.
  func write(_ bytes: [UInt8], to path: Path, appending: Bool = false) throws(Fault) {
    try Folder.fill(open(path, appending: appending), with: bytes, path)
  }

  /// Opens a file for writing: one that is not there yet, or at its end. Returns its descriptor.
  func open(_ path: Path, appending: Bool = false) throws(Fault) -> Int32 {
    let manner = appending ? O_APPEND : O_CREAT | O_EXCL
    return try Folder.call(path) { openat(descriptor, path.bytes, O_WRONLY | manner | O_CLOEXEC, 0o644) }
  }

  /// Writes and closes an open file.
  static func fill(_ file: Int32, with bytes: [UInt8], _ path: Path) throws(Fault) {
    do throws(Fault) { try add(bytes, to: file, path) } catch {
      Glibc.close(file)
      throw error
    }
    try close(file, path)
  }

  static func add(_ bytes: [UInt8], to file: Int32, _ path: Path) throws(Fault) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(file, buffer.baseAddress.map { $0 + written }, buffer.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Fault(count < 0 ? errno : EIO, path) }
      written += count
    }
  }

  static func close(_ file: Int32, _ path: Path) throws(Fault) {
    // An interrupted call has closed the file.
    guard Glibc.close(file) == 0 || errno == EINTR else { throw Fault(errno, path) }
  }

  /// Takes over owner, group, access list and mode, so that none of its own is left.
  func takeAttributes(of other: Folder, adding mode: mode_t = 0, _ path: Path) throws(Fault) {
    try Folder.call(path) { casebook_copy_attributes(other.descriptor, descriptor, UInt32(mode)) }
  }

  func takeTimes(of status: stat) { _ = futimens(descriptor, [status.st_atim, status.st_mtim]) }

  /// Keeps others away who see the folder at another place, as a container does; some network file systems cannot.
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

  /// Whether a file has exactly these bytes. One behind a link has not.
  func holds(_ bytes: [UInt8], at path: Path) -> Bool {
    guard let file = open(path, size: bytes.count) else { return false }
    defer { Glibc.close(file) }
    return Folder.next(bytes, in: file)
  }

  /// Whether a file has exactly the bytes that a picture is published with.
  func holds(_ picture: PictureCopy, at path: Path) throws(Diagnostic) -> Bool {
    guard let file = open(path, size: picture.size) else { return false }
    defer { Glibc.close(file) }
    var isSame = true
    try picture.forEachPiece { isSame = isSame && Folder.next($0, in: file) }
    return isSame
  }

  private func open(_ path: Path, size: Int) -> Int32? {
    let file = casebook_open_unlinked(descriptor, path.bytes)
    guard file >= 0 else { return nil }
    var status = stat()
    if fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) == size {
      return file
    }
    Glibc.close(file)
    return nil
  }

  /// Whether these bytes are the next ones in an open file.
  private static func next(_ bytes: [UInt8], in file: Int32) -> Bool {
    bytes
      == [UInt8](unsafeUninitializedCapacity: bytes.count) { room, count in
        count = max(0, Glibc.read(file, room.baseAddress, room.count))
      }
  }
}
