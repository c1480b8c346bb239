import CSystem
import Diagnostics
import Glibc

/// The folder of a finished site.
///
/// A new site is written beside the old one and exchanged with it in one step: until then the old site
/// stands, and if anything fails it stays as it was. (Replacing files one by one is also several times
/// slower on a disk.) A file that has not changed is linked from the old site instead of being written, so
/// it keeps its date, and a disk has less to do. What begins with a dot in the old folder, such as `.git` or `.gitignore`, is kept.
package struct OutputFolder {
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
    try checkOwnership()
    let fresh = "\(path).new-\(getpid())"
    do {
      try write(files, to: fresh)
      try exchange(with: fresh)
    } catch {
      OutputFolder.removeTree(fresh)
      throw error
    }
    OutputFolder.removeTree(fresh)
  }

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

  private func write(_ files: [OutputFile], to folder: String) throws(Diagnostic) {
    try OutputFolder.makeFolder(folder)
    // Each folder once, before the files in it.
    var made: Set<String> = [folder]
    for file in files {
      var parent = folder
      for part in file.address.split(separator: "/").dropLast() {
        parent += "/" + part
        if made.insert(parent).inserted { try OutputFolder.makeFolder(parent) }
      }
    }
    let hasOld = access(path, F_OK) == 0
    let failures = files.parallelMap { file -> Diagnostic? in
      let old = path + "/" + file.address, new = folder + "/" + file.address
      if hasOld, OutputFolder.holds(old, file.bytes), link(old, new) == 0 { return nil }
      do throws(Diagnostic) {
        try OutputFolder.writeFile(file.bytes, to: new)
        return nil
      } catch { return error }
    }
    if let failure = failures.compactMap({ $0 }).first { throw failure }
    try OutputFolder.writeFile([], to: folder + "/" + OutputFolder.marker)
  }

  /// Whether a file has exactly these bytes.
  private static func holds(_ path: String, _ bytes: [UInt8]) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) == bytes.count,
      let old = try? readFile(path, root: "")
    else { return false }
    return old.bytes == bytes
  }

  package static func writeFile(_ bytes: [UInt8], to path: String) throws(Diagnostic) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .cannotWrite(path, errno) }
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

  private static func removeTree(_ path: String) {
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
