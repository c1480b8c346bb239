import Diagnostics
import FrontMatter

/// The text of a source as it was found, with the SHA-256 of its bytes.
package struct FoundText: Sendable {
  package let source: SourceText
  package let sha256: String

  package init(_ source: SourceText, sha256: String) {
    self.source = source
    self.sha256 = sha256
  }

  /// `001.txt` and `001_wuhan.txt` belong to the source 001; the longest id that fits.
  fileprivate func id(among ids: [String]) -> String? {
    let name = source.path.split(separator: "/").last.map { $0.dropLast(".txt".count) } ?? ""
    return ids.filter { name == $0 || name.hasPrefix($0 + "_") }.max { $0.utf8.count < $1.utf8.count }
  }
}

extension [SourcePage] {
  /// Gives the pages their texts. A text that is not the registered one is left out: all its numbers would be said
  /// to be wrong.
  ///
  /// - Parameters:
  ///   - folder: where all registered texts should be; nil if none is missed.
  ///   - registry: `content/sources.yml`.
  mutating func attach(
    _ texts: [FoundText], folder: String?, registry: SourceText, reporting diagnostics: inout [Diagnostic]
  ) {
    let ids = map(\.id)
    var found: [String: FoundText] = [:], doubtful: Set<String> = []
    for text in texts {
      guard let id = text.id(among: ids) else {
        diagnostics.append(.unknownSourceText(text.source.path, known: ids))
        continue
      }
      if let first = found[id] {
        if first.sha256 != text.sha256 {
          diagnostics.append(.sourceTextTwice(id, text.source.path, first: first.source.path))
          doubtful.insert(id)
        }
      } else {
        found[id] = text
      }
    }
    for index in indices {
      let page = self[index]
      func location(_ range: Range<Int>) -> Location { Location(registry.path, range) }
      let text = found[page.id]
      if let digest = page.sha256, !digest.value.isSHA256 {
        diagnostics.append(.badSHA256(text?.sha256, at: location(digest.range)))
        continue
      }
      guard let text else {
        if let folder, let digest = page.sha256 {
          diagnostics.append(.missingSourceText(page.id, folder: folder, at: location(digest.range)))
        }
        continue
      }
      if doubtful.contains(page.id) { continue }
      if let fault = text.source.encodingFault {
        diagnostics.append(fault)
        continue
      }
      if let digest = page.sha256, digest.value.lowercased() != text.sha256 {
        diagnostics.append(.sourceChanged(page.id, text.source, now: text.sha256, at: location(digest.range)))
        continue
      }
      if page.sha256 == nil {
        let edit = registry.inserting("sha256: " + text.sha256, afterFieldAt: page.writtenID.range)
        diagnostics.append(
          .sourceUnheld(page.id, text.source, at: location(page.writtenID.range), edit: edit))
      }
      self[index].text = PageText(text.source)
    }
  }
}

extension SourceText {
  /// The insertion of a field behind another one, in a map on one line or on a line of its own.
  fileprivate func inserting(_ field: String, afterFieldAt value: Range<Int>) -> Edit {
    let rest = bytes[value.upperBound...]
    let next = rest.first { $0 != UInt8(ascii: " ") }
    if next == UInt8(ascii: ",") || next == UInt8(ascii: "}") {
      return Edit(value.upperBound..<value.upperBound, ", " + field)
    }
    let margin = bytes[lineStart(of: value.lowerBound)...].prefix {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-")
    }.count
    let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    return Edit(end..<end, "\n" + String(repeating: " ", count: margin) + field)
  }
}

extension String {
  fileprivate var isSHA256: Bool {
    utf8.count == 64 && allSatisfy(\.isHexDigit) && utf8.allSatisfy { $0 < 128 }
  }
}
