import Diagnostics
import Glibc

extension OutputFolder {
  /// Refuses an output that is, contains or lies in one of the folders that a build reads: what is written there would be
  /// read by the next one. It may lie in the site's root, which it must not be or contain.
  ///
  /// Folders are compared by their numbers on the disk, so links and mounts do not hide one.
  package func checkApart(from inputs: [String], root: String) throws(Diagnostic) {
    var existing = path
    while access(existing, F_OK) != 0 {
      // It need not be there yet: its nearest folder that is counts.
      guard let slash = existing.utf8.lastIndex(of: UInt8(ascii: "/")) else { existing = "."; break }
      existing = slash == existing.startIndex ? "/" : String(existing[..<slash])
    }
    let own = FolderID(path), around = FolderID.around(existing)
    for input in inputs + [root] {
      if let own, FolderID.around(input).contains(own) { throw .outputIsInput(path) }
    }
    for input in inputs {
      guard let folder = try? Folder.open(input) else { continue }
      if !around.isDisjoint(with: FolderID.below(folder)) { throw .outputIsInput(path) }
    }
  }
}

private struct FolderID: Hashable {
  let device: dev_t
  let number: ino_t

  init?(_ path: String) {
    guard let status = pathStatus(path), FileKind(status) == .folder else { return nil }
    self.init(status)
  }

  private init(_ status: stat) { (device, number) = (status.st_dev, status.st_ino) }

  /// A folder and those that it is in.
  static func around(_ path: String) -> Set<FolderID> {
    var found: Set<FolderID> = [], path = path
    while let id = FolderID(path), found.insert(id).inserted { path += "/.." }
    return found
  }

  /// A folder and those in it, as far as no link leads.
  static func below(_ folder: Folder) -> Set<FolderID> {
    var found: Set<FolderID> = [FolderID(folder.status)]
    for (name, kind) in (try? folder.list()) ?? [] where kind == .folder {
      if let inner = try? folder.folder(name) { found.formUnion(below(inner)) }
    }
    return found
  }
}
