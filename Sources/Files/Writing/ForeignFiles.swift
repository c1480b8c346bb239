import Glibc

/// The files and folders that others have put into an output folder: folders come before what is in them.
///
/// They are carried into another folder as hard links, so that the tree from which they come stays whole, and a program that
/// writes to one of the files goes on writing to it; folders are made anew, with the attributes they have.
struct ForeignFiles {
  private struct Entry {
    let path: Path
    /// The attributes of what was seen; once it is carried, of what was carried: another may bear its name by then.
    private(set) var status: stat
    /// The reason why it cannot be carried: it is another file system, or must not be read.
    var obstacle: Int32?

    /// The mode with which something can be put into it.
    var mode: mode_t { status.st_mode & 0o777 | 0o700 }
    var isFolder: Bool { FileKind(status) == .folder && obstacle == nil }

    mutating func wasCarried(to folder: Folder) throws(Fault) { status = try folder.status(path) ?? status }
  }

  private var entries: [Entry] = []
  /// The files that are not foreign, and the folders in which nothing is.
  private(set) var ours: [Path] = []
  private var ourFolders: [Path] = []

  init(in folder: Folder, besides owned: Ownership) throws(Fault) { try collect(folder, nil, owned) }

  private mutating func collect(_ folder: Folder, _ outer: Path?, _ owned: Ownership) throws(Fault) {
    for (name, kind) in try folder.list() {
      let path = outer / name
      if path.isOwnName { continue }
      if kind == .file, owned.has(path, isFolder: false) {
        ours.append(path)
        continue
      }
      // A file that vanishes meanwhile is not there.
      guard let status = try folder.status(name) else { continue }
      let index = entries.count
      entries.append(Entry(path: path, status: status))
      guard FileKind(status) == .folder else { continue }
      do throws(Fault) {
        let inner = try folder.folder(name)
        if inner.isMountPoint { throw Fault(EXDEV, path) }
        try collect(inner, path, owned)
      } catch {
        entries.removeSubrange((index + 1)...)
        if error.code == ENOENT { continue }
        entries[index].obstacle = error.code
      }
      // A folder of ours matters only for what is foreign in it.
      if entries.count == index + 1, entries[index].isFolder, owned.has(path, isFolder: true) {
        entries.removeLast()
        ourFolders.append(path)
      }
    }
  }

  /// The first that is in the way of a file of the site.
  func inTheWay(of site: Set<Path>) -> Path? {
    let folders = site.folders
    return entries.first { site.contains($0.path) || (!$0.isFolder && folders.contains($0.path)) }?.path
  }

  // MARK: Carrying

  mutating func carry(from old: Folder, to new: Folder) throws(Fault) {
    for (index, entry) in entries.enumerated() {
      if let obstacle = entry.obstacle { throw Fault(obstacle, entry.path) }
      do throws(Fault) {
        if entry.isFolder {
          try new.makeFolder(entry.path, mode: entry.mode)
        } else {
          try new.link(entry.path, from: old)
          try entries[index].wasCarried(to: new)
        }
      } catch {
        let isThere = error.code == EEXIST && entry.isFolder, isGone = error.code == ENOENT
        if !isThere && !isGone { throw error }
      }
    }
    try takeAttributes(from: old, to: new)
  }

  /// Gives folders their attributes, last of all: a folder may forbid writing, and its time must not change any more.
  private func takeAttributes(from old: Folder, to new: Folder) throws(Fault) {
    for entry in entries.reversed() where entry.isFolder {
      do throws(Fault) {
        let folder = try new.folder(entry.path)
        try folder.takeAttributes(of: old.folder(entry.path), entry.path)
        folder.takeTimes(of: entry.status)
      } catch  where error.code == ENOENT {}
    }
  }

  /// Repeats in the new tree what was done in the old one since an earlier look. A file that somebody has changed in the
  /// new one stays as it is there.
  ///
  /// - Parameter site: what is never replaced.
  mutating func catchUp(
    since earlier: ForeignFiles?, from old: Folder, to new: Folder, keeping site: Set<Path>
  ) throws(Fault) {
    var late = self
    late.entries = []
    for (index, entry) in entries.enumerated() {
      if let obstacle = entry.obstacle { throw Fault(obstacle, entry.path) }
      let present = try new.status(entry.path)
      if entry.isFolder {
        if present == nil {
          try new.makeFolder(entry.path, mode: entry.mode)
          late.entries.append(entry)
        }
      } else if present == nil {
        do throws(Fault) {
          try new.link(entry.path, from: old)
          try entries[index].wasCarried(to: new)
        } catch  where error.code == ENOENT {}
      } else if let present, present.st_ino != entry.status.st_ino, !site.contains(entry.path),
        FileKind(present) != .folder, entry.status.st_ctim.isAfter(present.st_ctim)
      {
        try new.remove(.spare)
        do throws(Fault) { try new.link(entry.path, from: old, as: .spare) } catch  where error.code == ENOENT
        {
          continue
        }
        try new.move(.spare, from: new, as: entry.path)
        try entries[index].wasCarried(to: new)
      }
    }
    try late.takeAttributes(from: old, to: new)
    let remaining = Set(entries.map(\.path))
    for gone in earlier?.entries.reversed() ?? [] where !remaining.contains(gone.path) {
      if gone.isFolder {
        // Something may be in it by now.
        try? new.remove(gone.path, isFolder: true)
      } else if try new.status(gone.path)?.st_ino == gone.status.st_ino {
        try new.remove(gone.path)
      }
    }
  }
}

extension ForeignFiles {
  /// Empties an old tree, after everything that came into it late was carried into the new one. Nothing is removed that was
  /// not seen and carried: what comes in between lets a folder stay, and is looked for again.
  ///
  /// - Parameter earlier: what was carried from the whole tree before.
  static func moveOver(
    since earlier: ForeignFiles?, from old: Folder, besides owned: Ownership, to new: Folder,
    keeping site: Set<Path>
  ) throws(Fault) {
    var earlier = earlier
    // A program that has the old tree open goes on working in it, for as long as it takes to write some files.
    for round in 0..<20 {
      if round > 2 { usleep(10_000) }
      var seen = try ForeignFiles(in: old, besides: owned)
      try seen.catchUp(since: earlier, from: old, to: new, keeping: site)
      if try seen.remove(from: old) { return }
      earlier = seen
    }
    throw Fault(ENOTEMPTY, ".")
  }

  /// Returns whether nothing is left but the program's own files.
  ///
  /// The entries are then those files that it did not remove, since others bear their names by now, or none.
  private mutating func remove(from folder: Folder) throws(Fault) -> Bool {
    let files = entries.filter { !$0.isFolder }
    let folders = (entries.filter(\.isFolder).map(\.path) + ourFolders).sorted {
      $0.bytes.count < $1.bytes.count
    }
    entries = []
    folder.permitRemoving()
    for path in folders { try? folder.folder(path).permitRemoving() }
    for path in ours { try folder.remove(path) }
    for file in files {
      if try folder.status(file.path)?.st_ino == file.status.st_ino {
        try folder.remove(file.path)
      } else {
        entries.append(file)
      }
    }
    for path in folders.reversed() {
      do throws(Fault) { try folder.remove(path, isFolder: true) } catch  where error.code == ENOTEMPTY {
        return false
      }
    }
    return try folder.names().allSatisfy(\.isOwnName)
  }
}

extension Path {
  /// Whether the program itself uses the name, at the top of an output folder.
  var isOwnName: Bool {
    self == Manifest.name || self == FolderLock.inside || StageName.isInside(self)
      || self == .spare
  }

  /// The name of a file that is about to replace another.
  static let spare: Path = ".casebook-late"
}

extension timespec {
  fileprivate func isAfter(_ other: timespec) -> Bool { (tv_sec, tv_nsec) > (other.tv_sec, other.tv_nsec) }
}
