import Glibc
import Synchronization

/// The right to change an output folder: a file that one process at a time holds locked. The system takes the lock back
/// when the process ends, however it ends, so a file that is left means nothing.
final class FolderLock: Sendable {
  static let inside: Path = ".casebook-lock"

  private let folder: Folder
  private let name: Path
  private let file: Mutex<OpenFile?>

  /// Waits for another process as long as `patience` lasts, then fails with `EWOULDBLOCK`.
  init(_ name: Path, in folder: Folder, patience: Duration) throws(Fault) {
    let end = ContinuousClock.now + patience
    while true {
      let file = try FolderLock.open(name, in: folder)
      do throws(Fault) {
        try Folder.call(name) { flock(file.descriptor, LOCK_EX | LOCK_NB) }
        // The one before us removes the file; then the lock is on one that nobody else will find.
        if try folder.status(name)?.st_ino == file.status().st_ino {
          (self.folder, self.name) = (folder, name)
          self.file = Mutex(file)
          return
        }
      } catch {
        if error.code != EWOULDBLOCK || ContinuousClock.now > end { throw error }
        usleep(20_000)
      }
    }
  }

  /// A lock that another user has left may be beyond our right to write, but it can be locked.
  private static func open(_ name: Path, in folder: Folder) throws(Fault) -> OpenFile {
    do throws(Fault) {
      let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC
      return OpenFile(
        try Folder.call(name) { openat(folder.descriptor, name.bytes, flags, 0o666) }, name)
    } catch {
      guard let file = try? folder.file(name) else { throw error }
      return file
    }
  }

  func release() {
    file.withLock {
      guard let file = $0, let status = try? file.status() else { return }
      // A lock that is not empty, or no file, was somebody's before it was locked.
      if FileKind(status) == .file, status.st_size == 0 { try? folder.remove(name) }
      $0 = nil
    }
  }
}
