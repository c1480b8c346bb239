import Diagnostics
import Foundation
import Testing

@testable import Records
@testable import Site

/// A folder on the disk that goes with its test.
final class TestFolder {
  let root: String

  init() throws {
    root = NSTemporaryDirectory() + "casebook-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func put(_ path: String, _ bytes: some Sequence<UInt8>) throws {
    let url = URL(filePath: root + "/" + path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func put(_ path: String, _ text: String) throws { try put(path, text.utf8) }

  func link(_ path: String, to destination: String) throws {
    let folder = URL(filePath: root + "/" + path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: root + "/" + path, withDestinationPath: destination)
  }

  func read(_ folder: String = "") throws -> (input: BuildInput, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let today = try #require(Day(iso: "2026-11-21"))
    return (
      BuildInput(root: root + "/" + folder, today: today, baseURL: nil, reporting: &diagnostics), diagnostics
    )
  }
}
