import Diagnostics
import Glibc

/// Reads a file that the user names on the command line, or standard input for `-`: it may lie anywhere, and be a pipe.
///
/// - Parameter limit: No more bytes are read than these and one piece, so that what never ends is refused.
package func readNamedFile(_ path: String, limit: Int = InputLimit.text) throws(Diagnostic) -> SourceText {
  do throws(Fault) {
    let file = try OpenFile(path == "-" ? "/dev/stdin" : path, O_RDONLY | O_NOCTTY)
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      let piece = try file.read(1 << 16)
      if piece.isEmpty { return SourceText(path: path, bytes: bytes) }
      bytes += piece
    }
  } catch { throw .cannotRead(path, error.code) }
  throw .fileTooLarge(path, limit: limit)
}
