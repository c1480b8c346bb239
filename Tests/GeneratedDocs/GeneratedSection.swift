import Foundation
import Synchronization

/// A part of docs/templates.md that is made from declarations, between `<!-- name -->` and `<!-- /name -->`.
package struct GeneratedSection {
  package struct Missing: Error {
    let section: String
  }

  private let name: String
  /// Tests run side by side, and several sections stand in one file.
  private static let file = Mutex(
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("docs/templates.md"))

  package init(_ name: String) { self.name = name }

  /// Whether the section is this text. RECORD=1 makes it so.
  package func holds(_ text: String) throws -> Bool {
    try GeneratedSection.file.withLock { url in
      let old = try String(contentsOf: url, encoding: .utf8)
      guard let start = old.range(of: "<!-- \(name) -->\n"), let end = old.range(of: "<!-- /\(name) -->")
      else {
        throw Missing(section: name)
      }
      let new = old[..<start.upperBound] + text + old[end.lowerBound...]
      guard ProcessInfo.processInfo.environment["RECORD"] == "1" else { return new == old }
      try new.write(to: url, atomically: true, encoding: .utf8)
      return true
    }
  }
}

/// A document that is made from declarations as a whole.
package struct GeneratedFile {
  private let url: URL

  /// - Parameter path: the path from the root of the repository.
  package init(_ path: String) {
    url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent(path)
  }

  /// Whether the file is this text. RECORD=1 makes it so.
  package func holds(_ text: String) throws -> Bool {
    guard ProcessInfo.processInfo.environment["RECORD"] == "1" else {
      return try String(contentsOf: url, encoding: .utf8) == text
    }
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
    return true
  }
}
