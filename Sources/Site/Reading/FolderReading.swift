import Diagnostics
import Glibc
import Records

/// Reads folders below a root: one file or folder that cannot be read is a finding, and the others are read.
struct FolderReading {
  let root: InputFolder
  var diagnostics: [Diagnostic] = []
  /// The files that are there but could not be read.
  private(set) var unread: [String] = []

  init(root: String) { self.root = InputFolder(root) }

  /// Files in their order, read on all cores.
  mutating func files(_ paths: [String], limit: Int) -> [SourceText] {
    map(paths) { [root] path throws(Diagnostic) in
      SourceText(path: path, bytes: try root.file(path).contents(limit: limit))
    }
  }

  /// Makes something of each file, on all cores; those of which nothing can be made are findings.
  mutating func map<Made: Sendable>(
    _ paths: [String], _ make: @Sendable (String) throws(Diagnostic) -> Made
  ) -> [Made] {
    let results = paths.parallelMap { path in Result { () throws(Diagnostic) in try make(path) } }
    var all: [Made] = []
    all.reserveCapacity(results.count)
    for (path, result) in zip(paths, results) {
      do throws(Diagnostic) { all.append(try result.get()) } catch { leaveOut(path, error) }
    }
    return all
  }

  /// The files below a folder, relative to the root, sorted by their bytes, without those that an editor or the
  /// system has left. A folder that does not exist is empty.
  mutating func paths(below folder: String) -> [String] {
    var paths: [String] = []
    let opened = root.folder(folder)
    if opened != -ENOENT { collect(opened, folder, depth: 1, into: &paths) }
    return paths.sorted { $0.precedesByBytes($1) }
  }

  /// More folders in each other than this are nobody's order; each of them is open while those in it are read.
  private static let depthLimit = 32

  /// - Parameter opened: the descriptor of the folder, or an error's number below zero.
  private mutating func collect(_ opened: Int32, _ folder: String, depth: Int, into paths: inout [String]) {
    if opened < 0 {
      return leaveOut(folder, opened == -ELOOP ? .notAFile(folder, .link) : .cannotRead(folder, -opened))
    }
    // Closing the list of names closes what it is read from.
    guard let directory = fdopendir(opened) else {
      let fault = errno
      close(opened)
      return leaveOut(folder, .cannotRead(folder, fault))
    }
    defer { closedir(directory) }
    while true {
      errno = 0
      guard let entry = readdir(directory) else {
        // Both the end and an error are nil.
        let fault = errno
        if fault != 0 { leaveOut(folder, .cannotRead(folder, fault)) }
        return
      }
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { $0.prefix { $0 != 0 }.map { $0 } }
      let name = String(decoding: bytes, as: UTF8.self)
      if FileName.isPassedOver(name) { continue }
      let path = folder.isEmpty ? name : folder + "/" + name
      guard Array(name.utf8) == bytes else {
        let legible = (folder.isEmpty ? "" : folder + "/") + bytes.legible
        leaveOut(legible, .nameNotUTF8(legible))
        continue
      }
      switch FileKind(entry.pointee.d_type) ?? FileKind(of: name, in: opened) {
      case .file: paths.append(path)
      case .folder where depth == FolderReading.depthLimit: leaveOut(path, .deepFolder(path, depth))
      case .folder:
        let below = openat(opened, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        collect(below < 0 ? -errno : below, path, depth: depth + 1, into: &paths)
      case let kind?: leaveOut(path, .notAFile(path, kind))
      case nil: leaveOut(path, .cannotRead(path, errno))
      }
    }
  }

  private mutating func leaveOut(_ path: String, _ reason: Diagnostic) {
    unread.append(path)
    diagnostics.append(reason)
  }
}

extension FileKind {
  /// The kind that most file systems tell with the name.
  init?(_ told: UInt8) {
    switch Int(told) {
    case Int(DT_REG): self = .file
    case Int(DT_DIR): self = .folder
    case Int(DT_LNK): self = .link
    case Int(DT_UNKNOWN): return nil
    default: self = .other
    }
  }
}

extension [UInt8] {
  /// ASCII as it is, all else as `\xB2`.
  var legible: String {
    map { 0x21...0x7E ~= $0 ? String(Unicode.Scalar($0)) : "\\x" + String($0, radix: 16, uppercase: true) }
      .joined()
  }
}
