import Glibc
import Synchronization

/// A file that is held open, and closed with the last reference to it. Every call that a signal interrupts is made again.
package final class OpenFile: Sendable {
  let descriptor: Int32
  private let path: Path
  private let isClosed = Atomic(false)

  /// Takes over a descriptor.
  init(_ descriptor: Int32, _ path: Path) { (self.descriptor, self.path) = (descriptor, path) }

  /// Opens a file by its path, wherever links lead.
  init(_ path: String, _ flags: Int32, mode: mode_t = 0) throws(Fault) {
    self.path = Path(path)
    descriptor = try Folder.call(self.path) { open(path, flags | O_CLOEXEC, mode) }
  }

  deinit { if !isClosed.load(ordering: .relaxed) { Glibc.close(descriptor) } }

  func status() throws(Fault) -> stat {
    var status = stat()
    try Folder.call(path) { fstat(descriptor, &status) }
    return status
  }

  /// Returns the next bytes, as many as one call gives; none at the end of the file.
  func read(_ count: Int) throws(Fault) -> [UInt8] {
    try bytes(count, untilFull: false) { room, _ in Glibc.read(descriptor, room.baseAddress, room.count) }
  }

  /// Returns the bytes from an offset on; fewer than asked for at the end of the file.
  func read(_ count: Int, at offset: Int) throws(Fault) -> [UInt8] {
    try bytes(count, untilFull: true) { room, filled in
      pread(descriptor, room.baseAddress, room.count, off_t(offset + filled))
    }
  }

  private func bytes(
    _ count: Int, untilFull: Bool, _ read: (_ room: UnsafeMutableRawBufferPointer, _ filled: Int) -> Int
  ) throws(Fault) -> [UInt8] {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { room, filled in
      while filled < count {
        let rest = UnsafeMutableBufferPointer(rebasing: room[filled...])
        let more = read(UnsafeMutableRawBufferPointer(rest), filled)
        if more < 0, errno == EINTR { continue }
        if more < 0 { code = errno }
        if more <= 0 { break }
        filled += more
        if !untilFull { break }
      }
    }
    if code != 0 { throw Fault(code, path) }
    return bytes
  }

  func writeAll(_ bytes: [UInt8]) throws(Fault) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Fault(count < 0 ? errno : EIO, path) }
      written += count
    }
  }

  /// Closes a file that was written: some file systems tell only now that there is no room for it.
  func close() throws(Fault) {
    guard !isClosed.exchange(true, ordering: .relaxed) else { return }
    // An interrupted call has closed the file.
    guard Glibc.close(descriptor) == 0 || errno == EINTR else { throw Fault(errno, path) }
  }
}
