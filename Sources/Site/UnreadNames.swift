import Diagnostics
import Records

extension [Diagnostic] {
  /// Takes back that a brand, method, topic or platform is unknown whose own file could not be read: that has been said.
  ///
  /// - Parameters:
  ///   - texts: all of the content.
  ///   - read: the paths of those that could be read.
  mutating func forgiveUnreadNames(of texts: [SourceText], read: [String]) {
    if texts.count == read.count { return }
    let read = Set(read)
    let kinds = [
      "brands": "unknown-brand", "methods": "unknown-method", "topics": "unknown-topic",
      "platforms": "unknown-platform",
    ]
    var names: [String: Set<String>] = [:]
    for text in texts where !read.contains(text.path) {
      guard let code = kinds[text.folderBelowContent] else { continue }
      names[code, default: []].formUnion(text.probableNames)
    }
    if names.isEmpty { return }
    let files = SourceFiles(texts)
    removeAll { diagnostic in
      guard let known = names[diagnostic.code], let location = diagnostic.location,
        let source = files[location.file]
      else { return false }
      return known.contains(source.text(location.range).filter { $0 != "\"" && $0 != "'" })
    }
  }
}

extension SourceText {
  fileprivate var folderBelowContent: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : ""
  }

  /// The names by which others may call the record that this was to be: the stem of the file, and its title.
  fileprivate var probableNames: [String] {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    var names = [name.hasSuffix(".md") ? String(name.dropLast(3)) : name]
    for line in String(decoding: bytes.prefix(4096), as: UTF8.self).split(whereSeparator: \.isNewline) {
      let seen = line.unicodeScalars.filter { $0.properties.generalCategory != .format }.map { scalar in
        Radical.character(for: scalar.value).flatMap(Unicode.Scalar.init) ?? scalar
      }
      let text = String(String.UnicodeScalarView(seen))
      guard let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }),
        ["title", "标题", "名称"].contains(text[..<colon].filter { !$0.isWhitespace })
      else { continue }
      let value = text[text.index(after: colon)...].filter { $0 != "\"" && $0 != "'" }
      names.append(
        String(value.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()))
    }
    return names
  }
}
