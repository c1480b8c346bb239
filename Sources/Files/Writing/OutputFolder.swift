import Diagnostics
import Glibc

/// The folder of a finished site, and the one way in which it changes:
///
/// 1. It is refused where it holds what no build has put there (`checkOwnership`) or is an input (`InputOverlap.swift`).
/// 2. A lock beside it keeps other builds away (`FolderLock`). So whatever stage lies around is of one that was killed: it
///    is removed, after what the visible folder lacks was carried there (`recover`).
/// 3. The new site is written into a stage beside it, a folder with a random name (`StagingFolder.write`). An unchanged file is a
///    hard link to the old one: it keeps its date, and a disk has less to do.
/// 4. What others have put into the folder is linked into the stage, too (`ForeignFiles`).
/// 5. When all is on the disk, stage and folder are exchanged in one step (`StagingFolder.commit`). Whatever happens before, the old
///    site is as it was.
/// 6. What came into the old tree meanwhile is carried after it, and the old tree is removed.
///
/// If the folder cannot be exchanged, its files are replaced one by one (`StagingFolder+InPlace.swift`).
package struct OutputFolder: Sendable {
  let path: String
  /// Whether it is a folder of others, to which files are added: nothing is taken away, and no manifest is left.
  let isShared: Bool
  /// Whether the folder stays the same one, and its files are replaced in it: somebody has it mounted elsewhere, as a
  /// container has.
  let isInPlace: Bool
  /// Whether it is laid out once, for others to work in: it has to be new or empty, and what is put there may be hidden.
  let isNew: Bool
  private let patience: Duration

  /// - Parameter patience: how long another build of the same folder is waited for.
  package init(
    _ path: String, isShared: Bool = false, isInPlace: Bool = false, isNew: Bool = false,
    patience: Duration = .seconds(10)
  ) {
    var name = path
    while name.count > 1, name.hasSuffix("/") { name.removeLast() }
    // Behind a symbolic link, what is exchanged is the folder that it leads to.
    self.path = resolvedPath(name) ?? name
    self.isShared = isShared || isNew
    // Somebody may be in an empty folder, and would be left in one that is gone.
    self.isInPlace = isInPlace || isNew
    self.isNew = isNew
    self.patience = patience
  }

  /// Refuses a folder that cannot be laid out anew, before anything is done for it.
  package func checkNew() throws(Diagnostic) {
    if isTaken(path), try !isFolder(path) { throw .notAFolder(path) }
    let (above, name) = parts
    guard let parent = try? Folder.open(above) else { return }
    try checkOwnership(of: describingFault { () throws(Fault) in try parent.folder(ifThere: name) })
  }

  /// A new site, still empty. Until it is committed or discarded no other process changes the folder.
  package func begin() throws(Diagnostic) -> StagingFolder {
    // A limit on the size of files is told by the call that meets it, and need not end the program.
    signal(SIGXFSZ, SIG_IGN)
    let (above, name) = parts, made = try describingFault { () throws(Fault) in try Folder.make(above) }
    do throws(Diagnostic) {
      let parent = try describingFault { () throws(Fault) in try Folder.open(above) }
      try checkOwnership(of: describingFault { () throws(Fault) in try parent.folder(ifThere: name) })
      let (lock, isInside) = try lock(name, in: parent)
      do throws(Diagnostic) {
        // The build before us may have put something there.
        let old = try describingFault { () throws(Fault) in try parent.folder(ifThere: name) }
        try checkOwnership(of: old)
        return try describingFault { () throws(Fault) in
          try old?.lock(name)
          try recover(name, old, in: parent)
          return try StagingFolder(
            of: self, name, in: parent, old, lock, isInside: isInside, madeFolders: made)
        }
      } catch {
        lock.release()
        throw error
      }
    } catch {
      Folder.remove(made)
      throw error
    }
  }

  private var parts: (above: String, name: Path) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", Path(path)) }
    let above = path[..<slash]
    return (above.isEmpty ? "/" : String(above), Path(path[slash...].dropFirst()))
  }

  /// Refuses a folder with anything that no build has put there; what git and servers keep in one says nothing.
  private func checkOwnership(of folder: Folder?) throws(Diagnostic) {
    guard let folder else { return }
    if isNew {
      let names = try describingFault { () throws(Fault) in try folder.names() }
      // An empty repository that was cloned is still empty.
      let isEmpty = names.allSatisfy {
        $0 == ".git" || $0 == FolderLock.inside || StageName.isInside($0)
      }
      if !isEmpty { throw .notEmpty(path) }
    }
    if isShared { return }
    switch try describingFault({ () throws(Fault) in try Manifest(in: folder) }) {
    case .of, .legacy: return
    case .damaged: throw .damagedManifest(path)
    case nil:
      let names = try describingFault { () throws(Fault) in try folder.names() }
      if names.allSatisfy({ ($0.isOwnName && $0 != Manifest.name) || OutputFolder.commonNames.contains($0) })
      {
        return
      }
      throw .foreignFolder(path)
    }
  }

  private static let commonNames: Set<Path> = [
    ".git", ".gitattributes", ".gitignore", ".gitkeep", ".nojekyll", ".well-known", "lost+found",
  ]

  /// Takes the lock beside the folder, or in it where nothing can be made beside it. The folder itself is locked, too,
  /// against those who see it under another path, as a volume of a container.
  private func lock(_ name: Path, in parent: Folder) throws(Diagnostic) -> (FolderLock, isInside: Bool) {
    try describingFault { () throws(Fault) in
      let old = try parent.folder(ifThere: name)
      // A lock that somebody has left beside it could be had where nothing can be made.
      if let old, isInPlace || old.isMountPoint || !parent.mayBeWritten {
        return (try FolderLock(FolderLock.inside, in: old, patience: patience), true)
      }
      do throws(Fault) {
        return (try FolderLock(Path(".\(name.text).lock"), in: parent, patience: patience), false)
      } catch {
        guard let old, error.forbidsMaking else { throw error }
        return (try FolderLock(FolderLock.inside, in: old, patience: patience), true)
      }
    }
  }

  /// Removes the stages of builds that were killed. One that has the number of the folder it was made for is the old tree:
  /// what came into it late is carried first.
  private func recover(_ name: Path, _ old: Folder?, in parent: Folder) throws(Fault) {
    for stage in try parent.names() where StageName.isBeside(name, stage) {
      guard let tree = try? parent.folder(stage) else { continue }
      guard StageName.isOldTree(stage, tree.status) else {
        // A stage that cannot be removed hinders nobody.
        try? parent.removeTree(stage)
        continue
      }
      // If there is no site to carry it to, it is kept.
      if let old {
        let manifest = try Manifest(in: tree), site = try Manifest(in: old)?.paths ?? []
        try ForeignFiles.moveOver(
          since: nil, from: tree, besides: Ownership(manifest, replacedBy: site), to: old, keeping: site)
        try? parent.removeOldTree(stage)
      }
    }
    guard let old else { return }
    try? old.remove(.spare)
    for stage in try old.names() where StageName.isInside(stage) {
      try? old.removeTree(stage)
    }
  }

  func describingFault<Value>(_ body: () throws(Fault) -> Value) throws(Diagnostic) -> Value {
    do throws(Fault) { return try body() } catch {
      if error.code == EWOULDBLOCK { throw .folderIsBusy(path) }
      throw isShared ? .cannotLayOut(path, error) : .cannotWrite(path, error)
    }
  }
}
