import Foundation

/// A folder on the disk that goes with its test.
package final class TestFolder: Sendable {
  package let root: String

  package init() throws {
    root = NSTemporaryDirectory() + "casebook-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  package func put(_ path: String, _ bytes: some Sequence<UInt8>) throws {
    let url = URL(filePath: root + "/" + path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  package func put(_ path: String, _ text: String) throws { try put(path, text.utf8) }

  package func link(_ path: String, to destination: String) throws {
    let folder = URL(filePath: root + "/" + path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: root + "/" + path, withDestinationPath: destination)
  }
}
