import Diagnostics
import Glibc
import Synchronization

/// A new site being written, by several threads at once. It replaces the old one when it is committed, or is gone.
package final class StagingFolder: OutputSink {
  let output: OutputFolder
  let new: Folder
  let old: Folder?
  /// The folder in which the output has its name.
  private let parent: Folder
  private let name: Path
  /// The folder in which the stage has its name: the parent, or the output.
  private let stageParent: Folder
  private let stageName: Path
  private let lock: FolderLock
  private let madeFolders: [String]
  private let written = Mutex(Written())

  private struct Written {
    var addresses: [String] = []
    /// Whether some file is not the old one.
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
      (stageParent, stageName) = (old, StageName.inside())
    } else {
      (stageParent, stageName) = (parent, StageName.beside(name, replacing: old?.status.st_ino ?? 0))
    }
    try stageParent.makeFolder(stageName)
    new = try stageParent.folder(stageName)
    // Files made in it inherit from it: a group by setgid, a default access list.
    if let old, !isInside { try? new.takeAttributes(of: old, adding: 0o700, stageName) }
  }

  private var isInside: Bool { stageParent !== parent }

  /// Whether the stage's name is that of the old tree. Returns nil where there is nothing under it, or nobody can tell.
  private var isOldTree: Bool? {
    (try? stageParent.status(stageName)).map { StageName.isOldTree(stageName, $0) }
  }

  // MARK: Writing

  package func writeAll(_ files: [OutputFile]) { _ = files.parallelMap { write($0) } }

  /// Writes a file; what goes wrong is said by `commit`.
  package func write(_ file: OutputFile) {
    do throws(Diagnostic) {
      try file.checkAddress(in: output)
      let isNew = try writeOrLink(file)
      written.withLock {
        if file.isBegun { $0.addresses.append(file.address) }
        if isNew { $0.hasNews = true }
      }
    } catch { written.withLock { $0.failure = $0.failure ?? error } }
  }

  /// Writes a file piece by piece, or links the same one of the old site. Returns whether it is another one than the old
  /// site has.
  private func writeOrLink(_ file: OutputFile) throws(Diagnostic) -> Bool {
    let path = Path(file.address)
    // Nearly every page is the first file of its folder.
    try output.describingFault { () throws(Fault) in
      if let folder = path.folder { try new.makeFolders(folder) }
    }
    if file.start == nil, let old, try old.holds(file.content, at: path),
      (try? new.link(path, from: old)) != nil
    {
      return false
    }
    // Never over a file: it could be one that is linked from the old site.
    let opened = try output.describingFault { () throws(Fault) in
      try new.create(path, appending: !file.isBegun, mode: file.isProgram ? 0o755 : 0o644)
    }
    var fault: Fault?
    let reading = Result { () throws(Diagnostic) in
      try file.content.forEachPiece { piece in
        if fault != nil { return }
        do throws(Fault) { try opened.writeAll(piece) } catch { fault = error }
      }
    }
    do throws(Fault) { try opened.close() } catch { fault = fault ?? error }
    try reading.get()
    if let fault { throw .cannotWrite(output.path, fault) }
    return true
  }

  // MARK: Replacing the old site

  /// Replaces the old site. Returns notes for the user.
  package func commit() throws(Diagnostic) -> [Message] {
    do throws(Diagnostic) {
      let (addresses, failure) = written.withLock { ($0.addresses, $0.failure) }
      if let failure { throw failure }
      let notes = try replaceOld(with: addresses)
      // The next build removes what cannot be removed now.
      if let isOldTree {
        if isOldTree {
          try? stageParent.removeOldTree(stageName)
        } else {
          try? stageParent.removeTree(stageName)
        }
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
    if isOldTree == false { try? stageParent.removeTree(stageName) }
    lock.release()
    Folder.remove(madeFolders)
  }

  private func replaceOld(with addresses: [String]) throws(Diagnostic) -> [Message] {
    let site = Set(addresses.map { Path($0) })
    guard let old else {
      try output.describingFault { () throws(Fault) in
        try writeManifest(of: addresses)
        try new.synchronizeFileSystem(stageName)
        try parent.move(stageName, from: stageParent, as: name)
        try parent.synchronize(name)
      }
      return []
    }
    let manifest = try output.describingFault { () throws(Fault) in
      output.isShared ? nil : try Manifest(in: old)
    }
    if case .of(site) = manifest, !written.withLock({ $0.hasNews }) {
      // It is the same site again: the old one stays, only surely on the disk.
      try output.describingFault { () throws(Fault) in try parent.synchronize(name) }
      return []
    }
    let owned = Ownership(manifest, replacedBy: site)
    var foreign = try output.describingFault { () throws(Fault) in try ForeignFiles(in: old, besides: owned) }
    if let path = foreign.inTheWay(of: site) { throw .foreignFile(path.text, in: output.path) }
    if isInside {
      let note = try replaceInPlace(old, with: addresses, besides: foreign, because: nil)
      return output.isInPlace ? [] : [note]
    }
    do throws(Fault) {
      try writeManifest(of: addresses)
      try foreign.carry(from: old, to: new)
      try new.takeAttributes(of: old, name)
      try new.synchronizeFileSystem(stageName)
      try parent.exchange(stageName, name)
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
  /// The last defence: whatever makes addresses, none leads out of the site, and none has the name of something hidden,
  /// which only a folder that is laid out may hold.
  fileprivate func checkAddress(in output: OutputFolder) throws(Diagnostic) {
    let names = address.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isSound = names.allSatisfy { name in
      let isHidden = name.first == UInt8(ascii: ".")
      let mayBeHidden = output.isNew && name.count > 1 && !name.elementsEqual("..".utf8)
      return !name.isEmpty && (!isHidden || mayBeHidden)
        && name.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
    if !isSound { throw .unsoundAddress(address, in: output.path) }
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
