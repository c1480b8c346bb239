import Bytes
import Diagnostics
import OfficeFiles

extension [Diagnostic] {
  /// Every finding has its words, lies within its file and cuts no character in two; every form of printing takes it.
  func check(in sources: [SourceText]) {
    let files = SourceFiles(sources)
    for diagnostic in self {
      precondition(!diagnostic.message.zh.isEmpty && !diagnostic.message.en.isEmpty, diagnostic.code)
      for location in [diagnostic.location].compactMap({ $0 }) + diagnostic.notes.compactMap(\.location) {
        location.range.check(in: files[location.file], diagnostic.code)
      }
      for edit in diagnostic.suggestion?.edits ?? [] {
        edit.range.check(in: diagnostic.location.flatMap { files[$0.file] }, diagnostic.code)
      }
    }
    let human = HumanFormat(files, language: .zh, hasColour: false).text(self).text
    precondition(human.isEmpty == isEmpty, "findings without a word")
    _ = GitHubFormat(files, language: .en).text(self)
    let json = DiagnosticsJSON(files, language: .zh).sarif(self).encoded()
    precondition((try? JSON(parsing: SourceText(path: "findings.json", json))) != nil, "findings are no JSON")
  }
}

extension Range<Int> {
  fileprivate func check(in source: SourceText?, _ code: String) {
    guard let bytes = source?.bytes else { return }
    precondition(lowerBound >= 0 && upperBound <= bytes.count, "\(code): \(self) of \(bytes.count) bytes")
    guard String(validating: bytes, as: UTF8.self) != nil else { return }
    for offset in [lowerBound, upperBound] where offset < bytes.count {
      precondition(bytes[offset] & 0xC0 != 0x80, "\(code): \(self) cuts a character")
    }
  }
}

extension [UInt8] {
  /// HTML made of a stranger's text is UTF-8 and has no script in it: no element, no handler, no address that runs one.
  ///
  /// - Parameter isPage: Whether the program's own rules for addresses have been applied, not only libcmark's.
  func checkMarkup(isPage: Bool = true) {
    guard let html = String(validating: self, as: UTF8.self) else { preconditionFailure("HTML is not UTF-8") }
    var rest = html.utf8[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[html.utf8.index(after: start)...]
      // Comments, and what is left of a tag's end.
      guard let first = rest.first, first != UInt8(ascii: "!") else { continue }
      let tag = rest.prefix { $0 != UInt8(ascii: ">") }
      let text = String(decoding: tag, as: UTF8.self).lowercased()
      let name = text.prefix { !$0.isWhitespace && $0 != "/" }
      precondition(!Self.forbidden.contains(String(name)), "an element of its own: <\(text)>")
      precondition(
        isPage || !Self.pageOnly.contains(String(name)), "an element of pages in a body: <\(text)>")
      let isData = text.contains("type=\"application/ld+json\"")
      precondition(name != "script" || isData || text.contains(" src=\""), "a script of its own: <\(text)>")
      precondition(name != "script" || !text.contains("://"), "a script from elsewhere: <\(text)>")
      for attribute in Self.attributes(of: text) {
        precondition(!attribute.name.hasPrefix("on"), "a handler: <\(text)>")
        let isAddress = ["href", "src", "action"].contains(attribute.name)
        precondition(
          !isAddress || !(isPage ? Self.schemes : Self.scripts).contains { attribute.value.hasPrefix($0) },
          "runs a script: <\(text)>")
      }
    }
  }

  private static let forbidden: Set = ["iframe", "object", "embed", "base", "style", "template", "math"]
  private static let pageOnly: Set = ["script", "link", "meta", "form", "button", "svg"]
  private static let scripts = ["javascript:", "data:", "vbscript:"]
  private static let schemes = scripts + ["blob:", "feed:", "view-source:", "file:"]

  /// The attributes of a tag in lower case, as a browser parts them.
  private static func attributes(of tag: String) -> [(name: String, value: String)] {
    var result: [(String, String)] = []
    var rest = tag.drop { !$0.isWhitespace && $0 != "/" }
    while true {
      rest = rest.drop { $0.isWhitespace || $0 == "/" }
      guard !rest.isEmpty else { return result }
      let name = rest.prefix { !$0.isWhitespace && $0 != "=" && $0 != "/" }
      rest = rest.dropFirst(Swift.max(name.count, 1)).drop { $0.isWhitespace }
      guard rest.first == "=" else {
        result.append((String(name), ""))
        continue
      }
      rest = rest.dropFirst().drop { $0.isWhitespace }
      if let quote = rest.first, quote == "\"" || quote == "'" {
        let value = rest.dropFirst().prefix { $0 != quote }
        result.append((String(name), String(value)))
        rest = rest.dropFirst(value.count + 2)
      } else {
        let value = rest.prefix { !$0.isWhitespace }
        result.append((String(name), String(value)))
        rest = rest.dropFirst(value.count)
      }
    }
  }
}

extension [SheetTable] {
  /// Rows and cells are in order and have something in them, at addresses that a sheet has.
  func check() {
    for table in self {
      precondition(
        zip(table.rows, table.rows.dropFirst()).allSatisfy { $0.number < $1.number }, "rows out of order")
      for row in table.rows {
        precondition(!row.cells.isEmpty && row.number > 0, "an empty row")
        precondition(
          zip(row.cells, row.cells.dropFirst()).allSatisfy { $0.column < $1.column }, "cells out of order")
        for cell in row.cells {
          let address = CellAddress(row: row.number, column: cell.column)
          precondition(
            !cell.text.isEmpty && (table.name == nil || CellAddress(address.text) == address), "no cell")
        }
      }
    }
  }
}
