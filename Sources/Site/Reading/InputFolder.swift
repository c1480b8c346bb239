import Diagnostics
import Glibc

/// A folder that the program reads, and never leaves: below it no link is followed, neither to a file nor to a folder.
///
/// Every name on the way is opened in the open folder before it, with `O_NOFOLLOW`: the meaning of `openat2` with
/// `RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS`, on every kernel and in every container.
final class InputFolder: Sendable {
  /// The path as the user has named it; it may be a link itself.
  let path: String
  /// Negative where it cannot be opened; then `fault` is the reason.
  private let descriptor: Int32
  private let fault: Int32

  init(_ path: String) {
    self.path = path
    descriptor = open(path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    fault = descriptor < 0 ? errno : 0
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// An ordinary file, and nothing else: opening a pipe does not wait for a writer, and no terminal is taken.
  func file(_ path: String) throws(Diagnostic) -> InputFile {
    let file = descend(path, O_NONBLOCK | O_NOCTTY)
    if file < 0 { throw file == -ELOOP ? .notAFile(path, .link) : .cannotRead(path, -file) }
    return try InputFile(file, path)
  }

  /// Opens a folder below this one, or itself for an empty path. Returns its descriptor, or an error's number below zero.
  func folder(_ path: String) -> Int32 { descend(path, O_DIRECTORY) }

  /// Opens a file or folder below this one. The error of a link is `ELOOP`, whatever it leads to.
  private func descend(_ path: String, _ flags: Int32) -> Int32 {
    if descriptor < 0 { return -fault }
    let parts = path.utf8.split(separator: UInt8(ascii: "/"))
    let names = parts.isEmpty ? ["."] : parts.map { String(Substring($0)) }
    var current = descriptor
    for (i, name) in names.enumerated() {
      let above = current
      defer { if above != descriptor { close(above) } }
      if name == ".." { return -EXDEV }
      let manner = i == names.count - 1 ? flags : O_DIRECTORY
      current = openat(above, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | manner)
      if current >= 0 { continue }
      let fault = errno
      return -(FileKind(of: name, in: above) == .link ? ELOOP : fault)
    }
    return current
  }
}

/// The kind of thing that has a name in a folder.
enum FileKind {
  case file, folder, link
  /// A pipe, a socket, a device: reading it could wait for ever, or never end.
  case other

  /// Returns nil when there is nothing under the name, or no right to look.
  init?(of name: String, in folder: Int32) {
    var status = stat()
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    self.init(status)
  }

  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    default: self = .other
    }
  }
}

/// An ordinary file that is open for reading.
final class InputFile: Sendable {
  let path: String
  /// The size when the file was opened.
  let size: Int
  private let descriptor: Int32

  /// Takes over the descriptor.
  fileprivate init(_ descriptor: Int32, _ path: String) throws(Diagnostic) {
    self.descriptor = descriptor
    self.path = path
    var status = stat()
    let fault = fstat(descriptor, &status) == 0 ? 0 : errno
    size = Int(status.st_size)
    if fault != 0 { throw .cannotRead(path, fault) }
    if FileKind(status) != .file { throw .notAFile(path, FileKind(status)) }
  }

  deinit { close(descriptor) }

  /// The bytes from a place on; fewer than asked for at the end of the file.
  func bytes(at start: Int, count: Int) throws(Diagnostic) -> [UInt8] {
    var fault: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { room, filled in
      while filled < count {
        let read = pread(
          descriptor, room.baseAddress.map { $0 + filled }, count - filled, off_t(start + filled))
        if read < 0, errno == EINTR { continue }
        if read < 0 { fault = errno }
        if read <= 0 { break }
        filled += read
      }
    }
    if fault != 0 { throw .cannotRead(path, fault) }
    return bytes
  }

  /// The whole file, if it is no larger than a limit. One that grows is read as far as it had come.
  func contents(limit: Int) throws(Diagnostic) -> [UInt8] {
    if size > limit { throw .fileTooLarge(path, limit: limit) }
    return try bytes(at: 0, count: size)
  }
}
