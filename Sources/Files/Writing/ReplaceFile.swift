import Diagnostics
import Glibc

/// Writes a single file, so that there is always the old one or the new: it is written beside the old one under a name of
/// its own, and renamed. A link is replaced, what it leads to is left alone. A file of another kind is somebody's, and is not
/// replaced.
///
/// - Parameters:
///   - inputs: files that are read, by any name: none of them is replaced.
///   - isOurs: whether the program is known to have written the old file, so that it may begin otherwise.
///   - sign: a text that is in the first kilobyte of every such file that the program has written.
package func replaceFile(
  _ path: String, with bytes: [UInt8], keeping inputs: [String] = [], isOurs: Bool = false,
  bearing sign: String? = nil
) throws(Diagnostic) {
  let old = pathStatus(path)
  if let old {
    switch FileKind(old) {
    case .file: break
    case .folder: throw .cannotWriteFile(path, EISDIR)
    default: throw .outputIsNoFile(path)
    }
    let isInput = inputs.compactMap(pathStatus).contains {
      $0.st_dev == old.st_dev && $0.st_ino == old.st_ino
    }
    if isInput { throw .outputIsSource(path) }
    let start = isOurs ? [] : try beginning(of: path)
    if let first = firstSign(start), first != firstSign(bytes) { throw .otherKindOfFile(path) }
    if let sign, !start.isEmpty, !isLink(path), start.firstRange(of: Array(sign.utf8)) == nil {
      throw .otherKindOfFile(path)
    }
  }
  let (file, name) = try openBeside(path)
  // Readable to whom it was readable, else to all whom the process allows.
  fchmod(file.descriptor, old.map { $0.st_mode & 0o777 } ?? (0o666 & ~processMask))
  do throws(Fault) {
    try file.writeAll(bytes)
    try file.close()
    try Folder.call(Path(path)) { rename(name, path) }
  } catch {
    unlink(name)
    throw .cannotWriteFile(path, error.code)
  }
}

/// Writes files into a folder one after the other, each as `replaceFile` does; folders are made. Nothing is written where a
/// folder is in the place of one of them.
package func replaceFiles(_ files: [OutputFile], in folder: String) throws(Diagnostic) {
  for path in files.map({ folder + "/" + $0.address }) {
    if let status = pathStatus(path), FileKind(status) == .folder { throw .cannotWriteFile(path, EISDIR) }
  }
  for file in files {
    let path = folder + "/" + file.address, slash = path.lastIndex(of: "/") ?? path.startIndex
    do throws(Fault) { _ = try Folder.make(String(path[..<slash])) } catch {
      throw .cannotWriteFile(path, error.code)
    }
    try replaceFile(path, with: file.bytes, isOurs: true)
  }
}

/// Replaces a text that was read from a path below a folder, unless it has changed since.
package func replaceFile(
  _ old: SourceText, below root: String, with bytes: [UInt8]
) throws(Diagnostic) {
  let path = root + "/" + old.path
  if try readNamedFile(path).bytes != old.bytes {
    throw .changedMeanwhile(old.path)
  }
  try replaceFile(path, with: bytes, isOurs: true)
}

/// The rights that the process withholds from files it makes.
var processMask: mode_t {
  let mask = umask(0)
  umask(mask)
  return mask
}

private func beginning(of path: String) throws(Diagnostic) -> [UInt8] {
  do throws(Fault) { return try OpenFile(path, O_RDONLY | O_NONBLOCK).read(1024) } catch {
    throw .cannotRead(path, error.code)
  }
}

/// `<` of a page, `%` of a PDF; nil where there are only blanks.
private func firstSign(_ bytes: [UInt8]) -> UInt8? { bytes.first { $0 > UInt8(ascii: " ") } }

/// A new file in the same folder, under a name that nobody can know beforehand.
private func openBeside(_ path: String) throws(Diagnostic) -> (file: OpenFile, name: String) {
  let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  while true {
    let name = folder + ".casebook-" + String(UInt64.random(in: 0 ... .max), radix: 36)
    do throws(Fault) {
      return (try OpenFile(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600), name)
    } catch { if error.code != EEXIST { throw .cannotWriteFile(path, error.code) } }
  }
}
