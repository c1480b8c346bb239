import CSystem
import Diagnostics
import Glibc
import Synchronization

/// The folder of a finished site.
///
/// A new site is written beside the old one and exchanged with it in one step: until then the old site
/// stands, and if anything fails it stays as it was. (Replacing files one by one is also several times
/// slower on a disk.) A file that has not changed is linked from the old site instead of being written, so
/// it keeps its date, and a disk has less to do. What begins with a dot in the old folder, such as `.git` or `.gitignore`, is kept.
package struct OutputFolder: Sendable {
  private let path: String
  /// Marks a folder as the program's own, to be replaced without asking.
  private static let marker = ".casebook"

  package init(_ path: String) {
    let name = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    // Behind a symbolic link, what is exchanged is the folder that it leads to.
    guard let resolved = realpath(name, nil) else {
      self.path = name
      return
    }
    self.path = String(cString: resolved)
    free(resolved)
  }

  package func replace(with files: [OutputFile]) throws(Diagnostic) {
    let fresh = begin()
    _ = files.parallelMap { fresh.write($0) }
    try fresh.finish()
  }

  /// A new site beside the old one, still empty.
  package func begin() -> FreshSite { FreshSite(for: self, at: "\(path).new-\(getpid())") }

  /// Refuses a file, and a folder with files that no build has put there.
  private func checkOwnership() throws(Diagnostic) {
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR { throw .cannotWrite(path, ENOTDIR) }
    let names = OutputFolder.names(in: path)
    let isOurs = names.contains(OutputFolder.marker) || names.allSatisfy { $0.hasPrefix(".") }
    guard isOurs, !names.contains("content"), !names.contains("Package.swift") else {
      throw .foreignFolder(path)
    }
  }

  // MARK: Writing

  fileprivate func write(_ file: OutputFile, to fresh: String) throws(Diagnostic) {
    let old = path + "/" + file.address, new = fresh + "/" + file.address
    if OutputFolder.holds(old, file.bytes), link(old, new) == 0 { return }
    try OutputFolder.writeFile(file.bytes, to: new, makingFolder: true)
  }

  fileprivate func finish(_ fresh: String) throws(Diagnostic) {
    try checkOwnership()
    try OutputFolder.makeFolder(fresh)
    try OutputFolder.writeFile([], to: fresh + "/" + OutputFolder.marker)
    try exchange(with: fresh)
  }

  /// Whether a file has exactly these bytes.
  private static func holds(_ path: String, _ bytes: [UInt8]) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) == bytes.count,
      let old = try? readFile(path, root: "")
    else { return false }
    return old.bytes == bytes
  }

  package static func writeFile(
    _ bytes: [UInt8], to path: String, makingFolder: Bool = false
  ) throws(Diagnostic) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else {
      let code = errno
      guard code == ENOENT, makingFolder, let slash = path.lastIndex(of: "/") else {
        throw .cannotWrite(path, code)
      }
      // The first file of its folder.
      try makeFolder(String(path[..<slash]))
      return try writeFile(bytes, to: path)
    }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(file, buffer.baseAddress.map { $0 + written }, buffer.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let code = errno
        close(file)
        throw .cannotWrite(path, code)
      }
      written += count
    }
    guard close(file) == 0 else { throw .cannotWrite(path, errno) }
  }

  private static func makeFolder(_ path: String) throws(Diagnostic) {
    guard mkdir(path, 0o755) != 0 else { return }
    switch errno {
    case EEXIST: return
    case ENOENT:
      guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
        throw .cannotWrite(path, ENOENT)
      }
      try makeFolder(String(path[..<slash]))
      guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .cannotWrite(path, errno) }
    case let code: throw .cannotWrite(path, code)
    }
  }

  // MARK: Exchanging

  private func exchange(with fresh: String) throws(Diagnostic) {
    if casebook_exchange(fresh, path) == 0 {
      // The old site now stands under the fresh name.
      for name in OutputFolder.names(in: fresh) where name.hasPrefix(".") && name != OutputFolder.marker {
        guard rename(fresh + "/" + name, path + "/" + name) == 0 else {
          throw .cannotWrite(path + "/" + name, errno)
        }
      }
      return
    }
    guard errno == ENOENT else { throw .cannotWrite(path, errno) }
    guard rename(fresh, path) == 0 else { throw .cannotWrite(path, errno) }
  }

  private static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  fileprivate static func removeTree(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      for name in names(in: path) { removeTree(path + "/" + name) }
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}

/// A new site being written, by several threads at once. It takes the old one's place when it is finished, or is gone.
package final class FreshSite: Sendable {
  private let folder: OutputFolder
  private let path: String
  private let failure = Mutex<Diagnostic?>(nil)

  fileprivate init(for folder: OutputFolder, at path: String) {
    self.folder = folder
    self.path = path
  }

  /// What goes wrong is said by `finish`.
  package func write(_ file: OutputFile) {
    do throws(Diagnostic) {
      try folder.write(file, to: path)
    } catch { failure.withLock { $0 = $0 ?? error } }
  }

  package func finish() throws(Diagnostic) {
    // Whichever site stands under this name now: the new one if something has failed, else the old one.
    defer { discard() }
    if let failure = failure.withLock({ $0 }) { throw failure }
    try folder.finish(path)
  }

  package func discard() { OutputFolder.removeTree(path) }
}
