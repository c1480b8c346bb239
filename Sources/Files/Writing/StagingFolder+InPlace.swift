import Diagnostics
import Glibc

// The way to write where the folder itself cannot be exchanged: it is a mount point, nothing can be made beside it, the
// file system has no exchange, or a foreign file cannot be linked. A reader may see pages of both sites for the moment that renaming takes, but
// each of them whole; foreign files are not touched. A build that is killed meanwhile leaves such a mixture, and the next
// one ends it: the manifest lists the files of both before the first is replaced.
extension StagingFolder {
  /// Replaces the files of the old site one by one. Returns a note for the user.
  func replaceInPlace(
    _ old: Folder, with addresses: [String], besides foreign: ForeignFiles, because fault: Fault?
  ) throws(Diagnostic) -> Message {
    let site = Set(addresses.map { Path($0) })
    let gone = output.isShared ? [] : foreign.ours.filter { !site.contains($0) }
    try output.describingFault { () throws(Fault) in
      try writeManifest(of: Set(addresses + gone.map(\.text)))
      try new.synchronizeFileSystem(".")
      if !output.isShared { try old.move(Manifest.name, from: new) }
    }
    do throws(Fault) {
      for address in addresses.sorted(by: precedes) { try old.put(Path(address), from: new) }
      for path in gone { try old.removeWithFolders(path) }
      try writeManifest(of: addresses)
      try old.synchronizeFileSystem(".")
      if !output.isShared { try old.move(Manifest.name, from: new) }
      try old.synchronize(".")
    } catch { throw .halfReplaced(output.path, error) }
    return .replacedInPlace(output.path, because: fault?.code)
  }

  /// A page comes after what it needs (style sheets, scripts, pictures) and after the deeper pages that it leads to.
  private func precedes(_ a: String, _ b: String) -> Bool {
    func rank(_ address: String) -> (Int, Int) {
      (address.hasSuffix(".html") ? 1 : 0, -address.utf8.count { $0 == UInt8(ascii: "/") })
    }
    let (left, right) = (rank(a), rank(b))
    return left == right ? a.precedesByBytes(b) : left < right
  }
}

extension Folder {
  /// Moves a file from the stage; only files of ours can be in the way.
  fileprivate func put(_ path: Path, from other: Folder) throws(Fault) {
    do throws(Fault) { return try move(path, from: other) } catch {
      switch error.code {
      case ENOENT: break
      // A folder has become a file, or a file a folder.
      case EISDIR: try removeTree(path)
      case ENOTDIR:
        var folder = path.folder
        while let next = folder {
          if let status = try status(next), FileKind(status) != .folder { try remove(next) }
          folder = next.folder
        }
      default: throw error
      }
    }
    if let folder = path.folder { try makeFolders(folder) }
    try move(path, from: other)
  }

  /// Removes a file, and the folders that are empty then.
  fileprivate func removeWithFolders(_ path: Path) throws(Fault) {
    do throws(Fault) { try remove(path) } catch  where error.code == EISDIR || error.code == ENOTDIR {}
    var folder = path.folder
    while let next = folder, (try? remove(next, isFolder: true)) != nil { folder = next.folder }
  }
}
