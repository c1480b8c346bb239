import Bytes
import Diagnostics
import Files

/// The markup of a sheet, which is to stand by itself.
struct SheetMarkup {
  private(set) var text: String
  /// The paths of the pictures that it shows.
  private(set) var pictures: Set<String> = []
  private let root: String
  /// The address of the site; nil where it has none.
  private let baseURL: String?
  private let source: SourceText

  init(_ text: String, root: String, baseURL: String?, of source: SourceText) {
    self.text = text
    self.root = root
    self.baseURL = baseURL
    self.source = source
  }

  /// Puts the site's pictures in the place of their addresses. One from elsewhere would be missing on paper.
  mutating func embedPictures(_ assets: [Asset], limit: Int, reporting diagnostics: inout [Diagnostic]) {
    let known = Dictionary(assets.map { ($0.address, $0) }) { first, _ in first }
    var size = 0, read: [String: String] = [:], found: [Diagnostic] = [], shown: Set<String> = []
    let root = self.root, source = self.source
    text = text.changingTags("<img") { $0.replacingValues(of: " src=", in: "\"'") { $0 } }
    text = text.replacingValues(of: " src=", in: "\"") { address in
      if address.hasPrefix("data:") { return address }
      let path = address.unescaped.percentDecoded
      guard let asset = known[path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path] else {
        found.append(.pictureFromElsewhere(address.unescaped, at: source.place(of: path)))
        return address
      }
      shown.insert(asset.path)
      size += asset.content.size
      if size > limit { return address }
      if read[asset.path] == nil { read[asset.path] = asset.dataAddress(reporting: &found) }
      return read[asset.path]
    }
    pictures = shown
    diagnostics += found
    if size > limit { diagnostics.append(.largePictures(limit: limit, in: source.path)) }
  }

  /// Makes links to pages of the site whole; where the site has no address, they would lead nowhere, and are none.
  mutating func settleLinks() {
    text = text.changingTags("<a") { tag in
      tag.replacingValues(of: " href=", in: "\"'") { address in
        if address.hasPrefix("#") || address.prefix(while: { $0 != "/" }).contains(":") { return address }
        let path = address.hasPrefix(root) ? String(address.dropFirst(root.count)) : address
        return baseURL.map { $0 + path }
      }
    }
  }
}

extension SourceText {
  /// The place where the text has a picture, as far as it can be told by its name.
  fileprivate func place(of picture: String) -> Location {
    let name = picture.split(separator: "/").last.map { Array($0.utf8) } ?? []
    guard !name.isEmpty, let start = bytes.firstRange(of: name)?.lowerBound else {
      return Location(path, 0..<0)
    }
    return Location(path, start..<start + name.count)
  }
}

extension String {
  /// The markup with other tags of a name, each from its name to before its `>`.
  fileprivate func changingTags(_ start: String, _ change: (String) -> String) -> String {
    var parts = split(separator: start + " ", omittingEmptySubsequences: false).map(String.init)
    for index in parts.indices.dropFirst() {
      let end = parts[index].firstIndex(of: ">") ?? parts[index].endIndex
      parts[index] = change(" " + parts[index][..<end]) + parts[index][end...]
    }
    return parts.joined(separator: start)
  }

  /// The markup with other values of an attribute, or without it.
  ///
  /// - Parameters:
  ///   - name: with the blank before it and the sign of equality.
  ///   - quotes: those that are looked at; afterwards they are double.
  fileprivate func replacingValues(of name: String, in quotes: String, _ change: (String) -> String?)
    -> String
  {
    var parts = split(separator: name, omittingEmptySubsequences: false)[...]
    var result = String(parts.removeFirst())
    for part in parts {
      guard let quote = part.first, quotes.contains(quote), let end = part.dropFirst().firstIndex(of: quote)
      else {
        result += name + part
        continue
      }
      let rest = part[part.index(after: end)...]
      let value = change(String(part[part.index(after: part.startIndex)..<end]))
      result += (value.map { "\(name)\"" + $0.replacing("\"", with: "&quot;") + "\"" } ?? "") + rest
    }
    return result
  }
}

extension String {
  /// The text of an attribute.
  fileprivate var unescaped: String {
    replacing("&#39;", with: "'").replacing("&#x27;", with: "'").replacing("&quot;", with: "\"")
      .replacing("&amp;", with: "&")
  }

  fileprivate static let policy =
    "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline' data:; form-action 'none'; base-uri 'none'"

  /// The page with a policy, before all else in its head, by which a browser fetches nothing either.
  var fetchingNothing: String {
    let meta = "<meta http-equiv=\"Content-Security-Policy\" content=\"\(String.policy)\"/>"
    let place = firstRange(of: "<head>")?.upperBound ?? startIndex
    return self[..<place] + "\n" + meta + self[place...]
  }
}

extension Asset {
  /// A file of `static/`, which is copied under its own name.
  init(_ file: StaticFile) {
    self.init(path: file.path, address: file.address, file.output.content)
  }
}

extension Asset {
  /// The file itself as an address.
  func dataAddress(reporting diagnostics: inout [Diagnostic]) -> String {
    var bytes: [UInt8] = []
    do { try content.forEachPiece { bytes += $0 } } catch { diagnostics.append(error) }
    let kinds = [
      "css": "text/css", "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg",
      "jpeg": "image/jpeg",
      "jfif": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "avif": "image/avif",
    ]
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    let kind = kinds[ending] ?? "application/octet-stream"
    return "data:\(kind);charset=utf-8;base64," + bytes.base64
  }
}

extension String {
  /// The page with the ids inside an article made its own, since the headings and footnotes of two write-ups may have the
  /// same; and with a value for each attribute, as XML has it.
  var withOwnIDs: String {
    let opening = "<article id=\""
    var parts = self.split(separator: opening, omittingEmptySubsequences: false).map(String.init)
    for (number, part) in parts.enumerated().dropFirst() {
      let name = part.prefix { $0 != "\"" }, end = part.firstRange(of: "</article>")?.lowerBound
      let inside = part[name.endIndex..<(end ?? part.endIndex)]
        .replacing(" id=\"", with: " id=\"\(name)-").replacing(" href=\"#", with: " href=\"#\(name)-")
        .replacing(" data-footnote-ref role=\"", with: " role=\"")
        .replacing(" data-footnotes role=\"", with: " role=\"")
        .replacing(
          " data-footnote-backref data-footnote-backref-idx=\"", with: " data-footnote-backref-idx=\"")
      parts[number] = String(name + inside + part[(end ?? part.endIndex)...])
    }
    return parts.joined(separator: opening)
  }
}

extension PrintedSheet {
  /// The text by which a page at its beginning is known for a sheet.
  package static var sign: String { String.policy }
}
