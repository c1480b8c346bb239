import CSystem
import Diagnostics
import Glibc
import Synchronization

/// The folder of a finished site.
///
/// A new site is written beside the old one and exchanged with it in one step: until then the old site
/// stands, and if anything fails it stays as it was. (Replacing files one by one is also several times
/// slower on a disk.) A file that has not changed is linked from the old site instead of being written, so
/// it keeps its date, and a disk has less to do. What begins with a dot in the old folder, such as `.git` or
/// `.gitignore`, is kept.
package struct OutputFolder: Sendable {
  fileprivate let path: String
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
    fresh.write(files)
    try fresh.finish()
  }

  /// A new site beside the old one, still empty.
  package func begin() -> FreshSite { FreshSite(for: self, at: "\(path).new-\(getpid())") }

  /// Refuses a file, and a folder with files that no build has put there.
  /// Whether it lies in one of these folders, wherever links lead: what is written there would be read by the next build.
  package func lies(within folders: [String]) -> Bool {
    func real(_ path: String) -> String? {
      guard let resolved = realpath(path.isEmpty ? "." : path, nil) else { return nil }
      defer { free(resolved) }
      return String(cString: resolved)
    }
    // It need not exist yet: its nearest folder that does counts.
    var place = path
    while real(place) == nil {
      let parts = place.split(separator: "/", omittingEmptySubsequences: false)
      if parts.count < 2 { place = "."; break }
      place = parts.dropLast().joined(separator: "/")
      if place.isEmpty { place = "/" }
    }
    guard let own = real(place) else { return false }
    return folders.compactMap(real).contains { own == $0 || own.hasPrefix($0 + "/") }
  }

  private func checkOwnership() throws(Diagnostic) {
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR { throw .cannotWrite(path, ENOTDIR) }
    let names = OutputFolder.names(in: path)
    let isOurs = names.contains(OutputFolder.marker) || names.allSatisfy { $0.hasPrefix(".") }
    guard isOurs, !names.contains("content"), !names.contains("Package.swift") else {
      throw .foreignFolder(path)
    }
  }

  // MARK: Exchanging

  fileprivate func takeOver(_ fresh: String) throws(Diagnostic) {
    try checkOwnership()
    try OutputFolder.writeFile([], to: fresh + "/" + OutputFolder.marker)
    try exchange(with: fresh)
  }

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

  private static func names(in path: String) -> [String] { names(in: opendir(path)) }

  private static func names(in directory: OpaquePointer?) -> [String] {
    guard let directory else { return [] }
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

  // MARK: Single files and folders. A path is relative to an open folder, if one is given.

  package static func writeFile(_ bytes: [UInt8], to path: String) throws(Diagnostic) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .cannotWrite(path, errno) }
    let fault = fill(file, with: bytes)
    if fault != 0 { throw .cannotWrite(path, fault) }
  }

  /// Writes and closes a file. Returns 0, or what went wrong.
  static func fill(_ file: Int32, with bytes: [UInt8]) -> Int32 {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(file, buffer.baseAddress.map { $0 + written }, buffer.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let fault = errno
        close(file)
        return fault
      }
      written += count
    }
    return close(file) == 0 ? 0 : errno
  }

  /// Makes a folder and those above it, as far as they do not stand. Returns 0, or what went wrong.
  static func makeFolder(_ path: String, in folder: Int32 = AT_FDCWD) -> Int32 {
    if mkdirat(folder, path, 0o755) == 0 || errno == EEXIST { return 0 }
    let fault = errno
    guard fault == ENOENT, let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex
    else { return fault }
    let above = makeFolder(String(path[..<slash]), in: folder)
    if above != 0 { return above }
    return mkdirat(folder, path, 0o755) == 0 || errno == EEXIST ? 0 : errno
  }

  fileprivate static func openFolder(_ path: String, in folder: Int32 = AT_FDCWD) -> Int32 {
    openat(folder, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
  }

  /// Removes a file, or a folder with all that is in it.
  fileprivate static func removeTree(_ path: String, in folder: Int32 = AT_FDCWD) {
    if unlinkat(folder, path, 0) == 0 || errno != EISDIR { return }
    let opened = openFolder(path, in: folder)
    if opened >= 0 {
      // Closing the list of names closes what it was read from.
      for name in names(in: fdopendir(dup(opened))) { removeTree(name, in: opened) }
      close(opened)
    }
    unlinkat(folder, path, AT_REMOVEDIR)
  }
}

/// A new site being written, by several threads at once. It takes the old one's place when it is finished, or is gone.
package final class FreshSite: Sendable {
  private let target: OutputFolder
  private let path: String
  /// The open folders of the new site and the old; negative where there is none.
  private let new: Int32
  private let old: Int32
  private let failure: Mutex<Diagnostic?>

  fileprivate init(for target: OutputFolder, at path: String) {
    self.target = target
    self.path = path
    // What a killed process of the same number has left.
    OutputFolder.removeTree(path)
    var fault = OutputFolder.makeFolder(path)
    new = fault == 0 ? OutputFolder.openFolder(path) : -1
    if fault == 0, new < 0 { fault = errno }
    old = OutputFolder.openFolder(target.path)
    failure = Mutex(fault == 0 ? nil : .cannotWrite(path, fault))
  }

  deinit {
    if new >= 0 { close(new) }
    if old >= 0 { close(old) }
  }

  package func write(_ files: [OutputFile]) { _ = files.parallelMap { write($0) } }

  /// What goes wrong is said by `finish`.
  package func write(_ file: OutputFile) {
    let fault = place(file)
    if fault == 0 { return }
    failure.withLock { $0 = $0 ?? .cannotWrite(path + "/" + file.address, fault) }
  }

  /// Returns 0, or what went wrong.
  private func place(_ file: OutputFile) -> Int32 {
    let address = file.address
    // Nearly every page is the first file of its folder.
    if let slash = address.utf8.lastIndex(of: UInt8(ascii: "/")) {
      let fault = OutputFolder.makeFolder(String(address[..<slash]), in: new)
      if fault != 0 { return fault }
    }
    if file.start == nil, oldSiteHolds(file), linkat(old, address, new, address, 0) == 0 { return 0 }
    // Never over a file: it could be one that is linked from the old site.
    let manner = file.start ?? 0 > 0 ? O_APPEND : O_CREAT | O_EXCL
    let opened = openat(new, address, O_WRONLY | manner | O_CLOEXEC, 0o644)
    return opened < 0 ? errno : OutputFolder.fill(opened, with: file.bytes)
  }

  /// Whether the old site has a file with exactly these bytes under the same address.
  private func oldSiteHolds(_ file: OutputFile) -> Bool {
    var status = stat()
    guard old >= 0, fstatat(old, file.address, &status, AT_SYMLINK_NOFOLLOW) == 0,
      status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) == file.bytes.count
    else { return false }
    let opened = openat(old, file.address, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { return false }
    defer { close(opened) }
    let held = [UInt8](unsafeUninitializedCapacity: file.bytes.count) { room, count in
      count = max(0, read(opened, room.baseAddress, room.count))
    }
    return held == file.bytes
  }

  package func finish() throws(Diagnostic) {
    // Whichever site stands under this name now: the new one if something has failed, else the old one.
    defer { discard() }
    if let failure = failure.withLock({ $0 }) { throw failure }
    try target.takeOver(path)
  }

  package func discard() { OutputFolder.removeTree(path) }
}
