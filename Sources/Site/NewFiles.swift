import Diagnostics
import Glibc

/// The tables in a folder, or one CSV file: what an import reads. The variants for Excel say the same again.
package func readTables(_ path: String) throws(Diagnostic) -> [SourceText] {
  var status = stat()
  guard stat(path, &status) == 0 else { throw .cannotRead(path, errno) }
  guard status.st_mode & S_IFMT == S_IFDIR else { return [try readNamedFile(path, limit: InputLimit.table)] }
  let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
  var reading = FolderReading(root: folder)
  let names = reading.paths(below: "").filter {
    $0.hasSuffix(".csv") && !$0.hasSuffix(".excel.csv") && !$0.contains("/")
  }
  if let first = reading.diagnostics.first { throw first }
  let files = reading.files(names, limit: InputLimit.table)
  if let first = reading.diagnostics.first { throw first }
  if files.isEmpty { throw .noTables(path) }
  return files.map { SourceText(path: folder + "/" + $0.path, bytes: $0.bytes) }
}

/// Adds files to the folder `content`, where none of them must be yet: all of them, or none. Returns what there is to say
/// about it.
package func writeNew(_ files: [SourceText], below root: String) throws(Diagnostic) -> [Message] {
  let folder = "content/"
  let stage = try OutputFolder(root + "/" + folder, isShared: true).begin()
  var status = stat()
  let present = files.map(\.path).filter { lstat(root + "/" + $0, &status) == 0 }
  if !present.isEmpty {
    stage.discard()
    throw .wouldOverwrite(present, in: root)
  }
  stage.write(files.map { OutputFile(address: String($0.path.dropFirst(folder.count)), bytes: $0.bytes) })
  return try stage.finish()
}
