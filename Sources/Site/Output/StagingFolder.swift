import Diagnostics
import Glibc
import Synchronization

/// A new site being written, by several threads at once. It takes the old one's place when it is finished, or is gone.
package final class StagingFolder: Sendable {
  let output: OutputFolder
  let new: Folder
  let old: Folder?
  /// The folder in which the output has its name.
  private let parent: Folder
  private let name: Path
  /// The folder in which the stage has its name: the same one, or the output.
  private let place: Folder
  private let ownName: Path
  private let lock: FolderLock
  private let madeFolders: [String]
  private let written = Mutex(Written())

  private struct Written {
    var addresses: [String] = []
    /// Some file is not the old one.
    var hasNews = false
    var failure: Diagnostic?
  }

  init(
    of output: OutputFolder, _ name: Path, in parent: Folder, _ old: Folder?, _ lock: FolderLock,
    isInside: Bool,
    madeFolders: [String]
  ) throws(Fault) {
    (self.output, self.name, self.parent, self.old) = (output, name, parent, old)
    (self.lock, self.madeFolders) = (lock, madeFolders)
    if isInside, let old {
      (place, ownName) = (old, StageName.inside())
    } else {
      (place, ownName) = (parent, StageName.beside(name, replacing: old?.status.st_ino ?? 0))
    }
    try place.makeFolder(ownName)
    new = try place.folder(ownName)
    // What is made in it takes after it: a group by setgid, a default access list.
    if let old, !isInside { try? new.takeAttributes(of: old, adding: 0o700, ownName) }
  }

  private var isInside: Bool { place !== parent }

  /// Whether the stage's name is that of the old tree; nil where there is nothing under it, or nobody can tell.
  private var isOldTree: Bool? { (try? place.status(ownName)).map { StageName.isOldTree(ownName, $0) } }

  // MARK: Writing

  package func write(_ files: [OutputFile]) { _ = files.parallelMap { write($0) } }

  /// Writes a file; what goes wrong is said by `finish`.
  package func write(_ file: OutputFile) {
    do throws(Diagnostic) {
      try file.checkAddress(in: output.path)
      let isNew =
        if let picture = file.picture { try place(picture, at: Path(file.address)) } else {
          try output.saying { () throws(Fault) in try place(file) }
        }
      written.withLock {
        if file.isBegun { $0.addresses.append(file.address) }
        if isNew { $0.hasNews = true }
      }
    } catch { written.withLock { $0.failure = $0.failure ?? error } }
  }

  /// Returns whether the file is another one than the old site has.
  private func place(_ file: OutputFile) throws(Fault) -> Bool {
    let path = Path(file.address)
    // Nearly every page is the first file of its folder.
    if let folder = path.folder { try new.makeFolders(folder) }
    if file.start == nil, let old, old.holds(file.bytes, at: path), (try? new.link(path, from: old)) != nil {
      return false
    }
    // Never over a file: it could be one that is linked from the old site.
    try new.write(file.bytes, to: path, appending: !file.isBegun)
    return true
  }

  /// Copies a picture piece by piece.
  private func place(_ picture: PictureCopy, at path: Path) throws(Diagnostic) -> Bool {
    try output.saying { () throws(Fault) in if let folder = path.folder { try new.makeFolders(folder) } }
    if let old, try old.holds(picture, at: path), (try? new.link(path, from: old)) != nil { return false }
    let file = try output.saying { () throws(Fault) in try new.open(path) }
    var fault: Fault?
    let reading = Result { () throws(Diagnostic) in
      try picture.forEachPiece { piece in
        if fault != nil { return }
        do throws(Fault) { try Folder.add(piece, to: file, path) } catch { fault = error }
      }
    }
    do throws(Fault) { try Folder.close(file, path) } catch { fault = fault ?? error }
    try reading.get()
    if let fault { throw .cannotWrite(output.path, fault) }
    return true
  }

  // MARK: Taking the old site's place

  /// Returns what there is to say about it.
  package func finish() throws(Diagnostic) -> [Message] {
    do throws(Diagnostic) {
      let (addresses, failure) = written.withLock { ($0.addresses, $0.failure) }
      if let failure { throw failure }
      let notes = try replaceOld(with: addresses)
      // What cannot be removed is removed by the next build.
      if let isOldTree {
        if isOldTree { try? place.removeOldTree(ownName) } else { try? place.removeTree(ownName) }
      }
      lock.release()
      return notes
    } catch {
      discard()
      throw error
    }
  }

  package func discard() {
    // After an exchange that was not carried to its end, the next build does so.
    if isOldTree == false { try? place.removeTree(ownName) }
    lock.release()
    Folder.remove(madeFolders)
  }

  private func replaceOld(with addresses: [String]) throws(Diagnostic) -> [Message] {
    let site = Set(addresses.map { Path($0) })
    guard let old else {
      try output.saying { () throws(Fault) in
        try writeManifest(of: addresses)
        try new.synchronizeFileSystem(ownName)
        try parent.move(ownName, from: place, as: name)
        try parent.synchronize(name)
      }
      return []
    }
    let manifest = try output.saying { () throws(Fault) in output.isShared ? nil : try Manifest(in: old) }
    if case .of(site) = manifest, !written.withLock({ $0.hasNews }) {
      // The same site again: what is there stays, only surely on the disk.
      try output.saying { () throws(Fault) in try parent.synchronize(name) }
      return []
    }
    let owned = Ownership(manifest, replacedBy: site)
    let foreign = try output.saying { () throws(Fault) in try ForeignFiles(in: old, besides: owned) }
    if let path = foreign.inTheWay(of: site) { throw .foreignFile(path.text, in: output.path) }
    if isInside {
      let note = try replaceInPlace(old, with: addresses, besides: foreign, because: nil)
      return output.isInPlace ? [] : [note]
    }
    do throws(Fault) {
      try writeManifest(of: addresses)
      try foreign.carry(from: old, to: new)
      try new.takeAttributes(of: old, name)
      try new.synchronizeFileSystem(ownName)
      try parent.exchange(ownName, name)
    } catch {
      guard error.forbidsExchange else { throw .cannotWrite(output.path, error) }
      return [try replaceInPlace(old, with: addresses, besides: foreign, because: error)]
    }
    do throws(Fault) {
      try parent.synchronize(name)
      try ForeignFiles.moveOver(since: foreign, from: old, besides: owned, to: new, keeping: site)
    } catch { throw .notTidied(output.path, error) }
    return []
  }

  func writeManifest(of addresses: some Sequence<String>) throws(Fault) {
    if output.isShared { return }
    try new.remove(Manifest.name)
    try new.write(Manifest.bytes(of: addresses), to: Manifest.name)
  }
}

extension OutputFile {
  /// Whether it is a whole file, or the first piece of one.
  fileprivate var isBegun: Bool { start ?? 0 == 0 }

  /// The last defence: whatever makes addresses, none leads out of the site, and none has the name of something hidden.
  fileprivate func checkAddress(in folder: String) throws(Diagnostic) {
    let names = address.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isSound = names.allSatisfy { name in
      name.first.map { $0 != UInt8(ascii: ".") } ?? false && name.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
    if !isSound { throw .unsoundAddress(address, in: folder) }
  }
}

extension Folder {
  /// Removes an old tree in which nothing but the program's own files is left; one into which something has come again is left
  /// to the next build.
  func removeOldTree(_ path: Path) throws(Fault) {
    let tree = try folder(path)
    for name in try tree.names() where name.isOwnName { try tree.removeTree(name) }
    try remove(path, isFolder: true)
  }
}
