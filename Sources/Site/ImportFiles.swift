import Diagnostics
import Files

/// Reads the tables in a folder, or one CSV file: the input of an import. The variants for Excel say the same again.
package func readTables(_ path: String) throws(Diagnostic) -> [SourceText] {
  guard try isFolder(path) else { return [try readNamedFile(path, limit: InputLimit.table)] }
  let files = try FolderReading.files(in: path, limit: InputLimit.table) {
    $0.hasSuffix(".csv") && !$0.hasSuffix(".excel.csv") && !$0.contains("/")
  }
  if files.isEmpty { throw .noTables(path) }
  return files
}

/// Adds files to the folder `content`, where none of them must be yet: all of them, or none. Returns notes for the user.
package func writeNew(_ files: [SourceText], below root: String) throws(Diagnostic) -> [Message] {
  let folder = "content/"
  let stage = try OutputFolder(root + "/" + folder, isShared: true).begin()
  let present = files.map(\.path).filter { isTaken(root + "/" + $0) }
  if !present.isEmpty {
    stage.discard()
    throw .wouldOverwrite(present, in: root)
  }
  stage.writeAll(files.map { OutputFile(address: String($0.path.dropFirst(folder.count)), bytes: $0.bytes) })
  return try stage.commit()
}
