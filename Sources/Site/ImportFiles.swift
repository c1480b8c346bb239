import Diagnostics
import Files
import OfficeFiles

/// The input of an import.
package enum ImportInput {
  /// The tables of a whole site, as it publishes them.
  case export([SourceText])
  /// The sheets of tables that people have written, and what is wrong with files that are none.
  case sheets([SheetTable], findings: [Diagnostic])

  /// Reads a file, or those in a folder. In the folder of an export, the variants for Excel say the same again.
  package init(_ path: String) throws(Diagnostic) {
    guard try isFolder(path) else {
      self = .sheets(try [SheetTable](file: try readNamedFile(path, limit: InputLimit.table)), findings: [])
      return
    }
    let files = try FolderReading.files(in: path, limit: InputLimit.table) { name in
      !name.contains("/") && ImportInput.isTable(name) && !name.hasSuffix(".excel.csv")
        && !name.hasPrefix("退回")
    }
    if files.isEmpty { throw .noTables(path) }
    if files.contains(where: { $0.path.hasSuffix("/areas.csv") }) {
      self = .export(files.filter { $0.path.hasSuffix(".csv") })
      return
    }
    var tables: [SheetTable] = [], findings: [Diagnostic] = []
    for file in files {
      do throws(Diagnostic) { tables += try [SheetTable](file: file) } catch { findings.append(error) }
    }
    self = .sheets(tables, findings: findings)
  }

  /// Whether a file of a folder is to be read, or refused with a word of advice: the rest is no table.
  private static func isTable(_ name: String) -> Bool {
    [".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".et"].contains { name.lowercased().hasSuffix($0) }
  }
}

/// Adds files to the folder `content`, where none of them must be yet: all of them, or none. Returns notes for the user.
package func writeNew(_ files: [SourceText], below root: String) throws(Diagnostic) -> [Message] {
  let folder = "content/"
  let stage = try OutputFolder(root + "/" + folder, isShared: true).begin()
  // A run that was killed may have left something, which is gone now.
  if files.isEmpty {
    stage.discard()
    return []
  }
  var seen: Set<String> = []
  let present = files.map(\.path).filter { isTaken(root + "/" + $0) || !seen.insert($0).inserted }
  if !present.isEmpty {
    stage.discard()
    throw .wouldOverwrite(present, in: root)
  }
  stage.writeAll(files.map { OutputFile(address: String($0.path.dropFirst(folder.count)), bytes: $0.bytes) })
  return try stage.commit()
}
