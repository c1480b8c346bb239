import Glibc
import Synchronization

/// The right to change an output folder: a file that one process at a time holds locked. The system takes the lock back
/// when the process ends, however it ends, so a file that is left means nothing.
final class FolderLock: Sendable {
  static let inside: Path = ".casebook-lock"

  private let folder: Folder
  private let name: Path
  private let file: Mutex<Int32?>

  /// Waits for another process as long as it is told to, then fails with `EWOULDBLOCK`.
  init(_ name: Path, in folder: Folder, patience: Duration) throws(Fault) {
    let end = ContinuousClock.now + patience
    while true {
      let file = try FolderLock.open(name, in: folder)
      do throws(Fault) {
        try Folder.call(name) { flock(file, LOCK_EX | LOCK_NB) }
        // The one before us removes the file; then the lock is on one that nobody else will find.
        var status = stat()
        fstat(file, &status)
        if try folder.status(name)?.st_ino == status.st_ino {
          (self.folder, self.name) = (folder, name)
          self.file = Mutex(file)
          return
        }
        close(file)
      } catch {
        close(file)
        if error.code != EWOULDBLOCK || ContinuousClock.now > end { throw error }
        usleep(20_000)
      }
    }
  }

  /// One that another user has left may be beyond our right to write, but it can be locked.
  private static func open(_ name: Path, in folder: Folder) throws(Fault) -> Int32 {
    do throws(Fault) {
      return try Folder.call(name) {
        openat(folder.descriptor, name.bytes, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o666)
      }
    } catch {
      let file = openat(folder.descriptor, name.bytes, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
      if file < 0 { throw error }
      return file
    }
  }

  func release() {
    file.withLock {
      guard let file = $0 else { return }
      var status = stat()
      fstat(file, &status)
      // One that is not empty, or no file, was somebody's before it was locked.
      if status.st_mode & S_IFMT == S_IFREG, status.st_size == 0 { try? folder.remove(name) }
      close(file)
      $0 = nil
    }
  }
}
