import Bytes
import Diagnostics
import Files
import Pages

/// The fingerprints of briefings' sheets and of what was printed from them, in the folder of a site. By it the next build
/// knows the files that it would print again as they are.
package struct PrintRecord: Sendable {
  private static let address = "briefings/prints.json"

  private struct Entry: Sendable {
    /// The SHA-256 of the sheet, and of all else that its prints depend on.
    var sheet: String
    /// The SHA-256 of each file, in the order of `Address.Print`.
    var files: [String]
  }

  /// The entries by the names of briefings' files.
  private var entries: [String: Entry] = [:]

  package init() {}

  /// Whether a folder has printed briefings.
  package static func isThere(in folder: String) -> Bool { isTaken(folder + "/" + address) }

  /// The record in the folder of an earlier build; an empty one where it has none.
  package init(in folder: String) {
    guard let file = try? readNamedFile(folder + "/" + PrintRecord.address),
      let json = try? JSON(parsing: file), case .object(let members) = json
    else { return }
    for (stem, value) in members {
      guard case .string(let sheet)? = value["sheet"], case .array(let files)? = value["files"] else {
        continue
      }
      entries[stem] = Entry(
        sheet: sheet, files: files.compactMap { if case .string(let hash) = $0 { hash } else { nil } })
    }
  }

  /// The files that were printed from the same sheet, if they are there as they were written.
  package func files(of sheet: PrintedSheet, printedBy tools: String, in folder: String) -> [OutputFile]? {
    guard let entry = entries[sheet.stem], entry.sheet == sheet.fingerprint(printedBy: tools) else {
      return nil
    }
    let addresses = sheet.printedAddresses
    let files = zip(addresses, entry.files).compactMap { address, hash -> OutputFile? in
      guard let bytes = try? readNamedFile(folder + "/" + address, limit: InstalledProgram.outputLimit).bytes,
        bytes.sha256 == hash
      else { return nil }
      return OutputFile(address: address, bytes: bytes)
    }
    return files.count == addresses.count ? files : nil
  }

  package mutating func add(_ files: [OutputFile], of sheet: PrintedSheet, printedBy tools: String) {
    entries[sheet.stem] = Entry(
      sheet: sheet.fingerprint(printedBy: tools), files: files.map(\.bytes.sha256))
  }

  package var file: OutputFile {
    let members = entries.sorted { $0.key < $1.key }.map { stem, entry -> (key: String, value: JSON) in
      (stem, ["sheet": .string(entry.sheet), "files": .array(entry.files.map(JSON.string))])
    }
    return OutputFile(address: PrintRecord.address, bytes: Array(JSON.object(members).encoded().utf8))
  }
}

extension PrintedSheet {
  fileprivate func fingerprint(printedBy tools: String) -> String {
    (page + Array((address + "\n" + tools).utf8)).sha256
  }
}
