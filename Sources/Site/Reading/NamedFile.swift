import Diagnostics
import Glibc

/// Reads a file that the user names on the command line, or standard input for `-`: it may lie anywhere, and be a pipe.
///
/// - Parameter limit: No more bytes are read than these and one piece, so that what never ends is refused.
package func readNamedFile(_ path: String, limit: Int = InputLimit.text) throws(Diagnostic) -> SourceText {
  let file = open(path == "-" ? "/dev/stdin" : path, O_RDONLY | O_NOCTTY | O_CLOEXEC)
  guard file >= 0 else { throw .cannotRead(path, errno) }
  defer { close(file) }
  var bytes: [UInt8] = [], piece = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(file, &piece, piece.count)
    if count < 0, errno == EINTR { continue }
    if count < 0 { throw .cannotRead(path, errno) }
    if count == 0 { return SourceText(path: path, bytes: bytes) }
    bytes += piece[..<count]
    if bytes.count > limit { throw .fileTooLarge(path, limit: limit) }
  }
}
