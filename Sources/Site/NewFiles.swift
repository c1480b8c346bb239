import Diagnostics
import Glibc

/// The tables in a folder, or one CSV file: what an import reads. The variants for Excel say the same again.
package func readTables(_ path: String) throws(Diagnostic) -> [SourceText] {
  var status = stat()
  guard stat(path, &status) == 0 else { throw .cannotRead(path, errno) }
  guard status.st_mode & S_IFMT == S_IFDIR else { return [try readFile(path, root: "")] }
  let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
  var reading = FolderReading(root: folder)
  let names = reading.paths(below: "").filter {
    $0.hasSuffix(".csv") && !$0.hasSuffix(".excel.csv") && !$0.contains("/")
  }
  if let first = reading.diagnostics.first { throw first }
  var files: [SourceText] = []
  for name in names { files.append(try readFile(folder + "/" + name, root: "")) }
  if files.isEmpty { throw .noTables(path) }
  return files
}

/// Writes files that must not be there yet: all of them, or none.
package func writeNew(_ files: [SourceText], below folder: String) throws(Diagnostic) {
  var status = stat()
  let present = files.map(\.path).filter { lstat(folder + "/" + $0, &status) == 0 }
  if !present.isEmpty { throw .wouldOverwrite(present, in: folder) }
  var written: [String] = [], made: [String] = []
  do throws(Diagnostic) {
    for file in files {
      let path = folder + "/" + file.path
      let folders = foldersToMake(for: path)
      made += folders
      let fault = folders.last.map { OutputFolder.makeFolder($0) } ?? 0
      if fault != 0 { throw .cannotWriteFile(path, fault) }
      let opened = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      if opened < 0 { throw .cannotWriteFile(path, errno) }
      written.append(path)
      let failure = OutputFolder.fill(opened, with: file.bytes)
      if failure != 0 { throw .cannotWriteFile(path, failure) }
    }
  } catch {
    for path in written { unlink(path) }
    for folder in made.reversed() { rmdir(folder) }
    throw error
  }
}

/// The folders above a file that do not stand yet, the outermost first.
private func foldersToMake(for path: String) -> [String] {
  var status = stat(), missing: [String] = [], folder = path
  while let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")), slash > folder.startIndex {
    folder = String(folder[..<slash])
    if stat(folder, &status) == 0 || errno != ENOENT { break }
    missing.insert(folder, at: 0)
  }
  return missing
}
