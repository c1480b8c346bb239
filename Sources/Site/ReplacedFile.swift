import Diagnostics
import Glibc

/// Writes a single file, the old one or the new: it is written beside its place under a name of its own, and renamed. A
/// link in its place is replaced, what it leads to is left alone. A file of another kind is somebody's, and is not replaced.
///
/// - Parameter inputs: files that are read, by any name: none of them is replaced.
package func replaceFile(
  _ path: String, with bytes: [UInt8], keeping inputs: [String] = []
) throws(Diagnostic) {
  var old = stat()
  let exists = stat(path, &old) == 0
  if exists {
    switch old.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .cannotWriteFile(path, EISDIR)
    default: throw .outputIsNoFile(path)
    }
    for input in inputs where isSameFile(input, old) { throw .outputIsSource(path) }
    if let sign = firstSign(try beginning(of: path)), sign != firstSign(bytes) {
      throw .otherKindOfFile(path)
    }
  }
  let (file, name) = try openBeside(path)
  // Readable to whom it was readable, else to all whom the process allows.
  let mask = umask(0)
  umask(mask)
  fchmod(file, exists ? old.st_mode & 0o777 : 0o666 & ~mask)
  do throws(Fault) {
    try Folder.fill(file, with: bytes, Path(path))
    try Folder.call(Path(path)) { rename(name, path) }
  } catch {
    unlink(name)
    throw .cannotWriteFile(path, error.code)
  }
}

private func beginning(of path: String) throws(Diagnostic) -> [UInt8] {
  let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  defer { close(file) }
  var bytes = [UInt8](repeating: 0, count: 1024)
  let count = file < 0 ? -1 : read(file, &bytes, bytes.count)
  if count < 0 { throw .cannotRead(path, errno) }
  return Array(bytes[..<count])
}

/// `<` of a page, `%` of a PDF; nil where there are only blanks.
private func firstSign(_ bytes: [UInt8]) -> UInt8? { bytes.first { $0 > UInt8(ascii: " ") } }

private func isSameFile(_ path: String, _ other: stat) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_dev == other.st_dev && status.st_ino == other.st_ino
}

/// A new file in the same folder, under a name that nobody can know beforehand.
private func openBeside(_ path: String) throws(Diagnostic) -> (file: Int32, name: String) {
  let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  while true {
    let name = folder + ".casebook-" + String(UInt64.random(in: 0 ... .max), radix: 36)
    let file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    if file >= 0 { return (file, name) }
    if errno != EEXIST { throw .cannotWriteFile(path, errno) }
  }
}

/// A folder for what another program reads and writes, open to this user alone.
package struct TemporaryFolder {
  package let path: String

  package init() throws(Diagnostic) {
    let place = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    guard let template = strdup((place.hasPrefix("/") ? place : "/tmp") + "/casebook-XXXXXX") else {
      throw .cannotWriteFile(place, errno)
    }
    defer { free(template) }
    guard mkdtemp(template) != nil else { throw .cannotWriteFile(String(cString: template), errno) }
    path = String(cString: template)
  }

  package func remove() { try? Folder.open("/").removeTree(Path(path)) }
}
