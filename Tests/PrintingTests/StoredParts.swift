import Diagnostics
import OfficeFiles
import Testing

/// The files in a zip file, as texts.
struct StoredParts {
  private(set) var names: [String] = []
  private var contents: [String: [UInt8]] = [:]

  init(_ bytes: [UInt8]) {
    do throws(Diagnostic) {
      let zip = try ZipReader(bytes, path: "parts")
      names = zip.entries.map(\.name)
      for entry in zip.entries { contents[entry.name] = try zip.bytes(of: entry) }
    } catch { Issue.record(error) }
  }

  subscript(bytes name: String) -> [UInt8] { contents[name] ?? [] }

  subscript(name: String) -> String { String(decoding: contents[name] ?? [], as: UTF8.self) }
}
