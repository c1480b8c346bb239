import Diagnostics
import Files
import Pages
import Records
import Templates

/// The printed sheet of one briefing: a page that brings its styles and pictures with it, and may ask for nothing else.
package struct PrintedSheet: Sendable {
  package let page: [UInt8]
  /// The briefing's path.
  package let file: String
  /// The briefing's address in the site: whole, or empty where the site has no host.
  package let address: String
  /// The site that says what its numbers rest on.
  package private(set) var publication: Publication?

  /// Returns nil where no briefing is meant, or something is wrong with what it shows. What is wrong elsewhere is not
  /// reported.
  ///
  /// - Parameters:
  ///   - name: the briefing's path, the stem of its file, or its number: `2`, `第2期`.
  ///   - findings: what was found when the files were read.
  ///   - pictureLimit: the bytes of all pictures that it shows, each as often as it shows it.
  package init?(
    of name: String, _ input: BuildInput, findings: [Diagnostic] = [], pictureLimit: Int = 64 << 20,
    reporting diagnostics: inout [Diagnostic]
  ) {
    var found = findings, own: [Diagnostic] = []
    guard let content = readContent(input, looksForPersonalData: true, reporting: &found) else {
      diagnostics += found.filter { $0.severity == .error }
      return nil
    }
    // On paper it is for those who get it.
    found.removeAll { $0.code == Diagnostic.restrictedBriefingCode }
    let meant = content.briefings(named: name)
    guard let briefing = meant.first, meant.count == 1 else {
      let about = found.filter { $0.severity == .error && $0.isAbout(name) }
      diagnostics +=
        about.isEmpty ? [.unknownBriefing(name, meant.isEmpty ? content.briefings : meant, content)] : about
      return nil
    }
    let file = briefing.file
    let assets = input.hashedAssets
    let figures = input.figures(of: content, assets, reporting: &found)
    let edition = content.settings.languages.first.flatMap { language in
      Edition(
        language, of: input, figures, assets, rendering: PrintedSheet.template, writingTo: OutputRecord(nil),
        reporting: &found)
    }
    guard let edition else {
      diagnostics += found.filter { $0.severity == .error }
      return nil
    }
    let publication = edition.publication, baseURL = input.baseURL ?? content.settings.baseURL
    let page = publication.briefingPage(briefing)
    let text = edition.standaloneText(
      of: page, by: PrintedSheet.template, assets.filter { !$0.isPicture }, baseURL: baseURL, reporting: &own)
    var sheet = SheetMarkup(
      text, root: Address.root(of: page.address), baseURL: Frame.hasHost(baseURL) ? baseURL : nil,
      of: briefing.document.source)
    sheet.embedPictures(assets + input.statics.map { Asset($0) }, limit: pictureLimit, reporting: &own)
    sheet.settleLinks()
    own += found.filter { $0.isAbout(file) }.compactMap { $0.pictureInHTML(briefing.document.source) }
    let extent = SheetExtent(file, publication.reach(of: briefing), sheet.pictures, content, input)
    own += found.filter { $0.severity == .error ? extent.touches($0) : $0.isAbout(file) }
    diagnostics += own
    if own.hasErrors { return nil }
    self.file = file
    self.page = Array(sheet.text.fetchingNothing.utf8)
    self.publication = publication
    address = Frame.hasHost(baseURL) ? baseURL + Address.canonical(page.address) : ""
  }

  private static let template = "briefing.html"
}

extension Diagnostic {
  /// Whether it, or a note to it, is at a place in a file.
  fileprivate func isAbout(_ file: String) -> Bool {
    location?.file == file || notes.contains { $0.location?.file == file }
  }

  /// The error that a sheet makes of HTML in the text, if that is or has a picture.
  fileprivate func pictureInHTML(_ source: SourceText) -> Diagnostic? {
    guard code == "raw-html", let location, location.file == source.path else { return nil }
    // The finding has the first line of a block of HTML, which goes on to an empty one.
    let text = source.text(location.range.lowerBound..<source.bytes.count)
    let isBlock = location.range.lowerBound == source.lineStart(of: location.range.lowerBound)
    let part =
      isBlock
      ? text.firstRange(of: "\n\n").map { text[..<$0.lowerBound] } ?? text[...]
      : text.prefix(source.text(location.range).count)
    let pictures = ["<img", "<svg", "<picture", "<image", "<object", "<embed"]
    guard pictures.contains(where: { part.lowercased().contains($0) }) else { return nil }
    return .pictureInHTML(at: location)
  }
}

extension Edition {
  /// The page as a sheet by itself has it. What fails in its template is reported, and missing in the text.
  ///
  /// - Parameter styles: the files that it brings with it, as addresses of their content.
  func standaloneText(
    of page: Page, by template: String, _ styles: [Asset], baseURL: String,
    reporting diagnostics: inout [Diagnostic]
  ) -> String {
    var embedded: [(String, String)] = []
    for style in styles { embedded.append((style.name, style.dataAddress(reporting: &diagnostics))) }
    let frame = Frame(
      publication.content, publication.words, in: publication.shared, baseURL: baseURL, assets: embedded,
      isStandalone: true)
    var bytes: [UInt8] = [], data = DataBuilder(with: publication.shared)
    let names = frame.data(of: page, &data)
    do {
      try templates.render(template, with: names, of: data, into: &bytes)
    } catch {
      diagnostics.append(error)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The extent of what can make a sheet wrong.
private struct SheetExtent {
  private let file: String
  private let reach: SheetReach
  /// The paths of the pictures that it shows.
  private let pictures: Set<String>
  private let content: Content
  private let texts: [String: SourceText]
  /// The write-ups that were read, or are held back: the numbers of all others are missing.
  private let known: Set<String>

  init(
    _ file: String, _ reach: SheetReach, _ pictures: Set<String>, _ content: Content, _ input: BuildInput
  ) {
    self.file = file
    self.reach = reach
    self.pictures = pictures
    self.content = content
    texts = Dictionary(input.contentFiles.map { ($0.path, $0) }) { first, _ in first }
    known = Set(
      content.reports.map(\.file) + content.cases.map(\.file) + content.platforms.map(\.file)
        + content.heldBack.map(\.file))
  }

  /// Whether an error may change what the sheet shows: it is in the briefing, in a registry, in a picture that it shows,
  /// or in the header of a write-up whose numbers it would have.
  func touches(_ error: Diagnostic) -> Bool {
    if error.isAbout(file) { return true }
    guard let location = error.location, location.file.hasPrefix("content/") else {
      // Other templates and static files are not on the sheet.
      return error.location == nil
    }
    let parts = location.file.split(separator: "/")
    guard parts.count > 2 else { return true }
    switch parts[1] {
    case "images": return pictures.contains(location.file)
    case "reports": return !reach.regions.isEmpty && mayCount(location)
    case "cases", "platforms": return reach.countsCases && mayCount(location)
    default: return false
    }
  }

  /// Whether a write-up is about a region of the sheet, or may be; a mistake in its text changes no number, unless the
  /// write-up could not be read for it.
  private func mayCount(_ location: Location) -> Bool {
    guard let source = texts[location.file] else { return true }
    let lines = String(decoding: source.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    var offset = 0, written: Substring?
    for (number, line) in lines.enumerated() {
      let key = line.prefix { $0 != ":" && $0 != "：" }
      if key == "region" || key == "地区" { written = written ?? line.dropFirst(key.count + 1) }
      offset += line.utf8.count + 1
      if number > 0, line.hasPrefix("---") { break }
    }
    if location.range.lowerBound >= offset, known.contains(location.file) { return false }
    guard let named = written else { return true }
    var name = named.prefix { $0 != "#" }.filter { !$0.isWhitespace && !"\"'".contains($0) }, isWhole = true
    while true {
      if case .found(let region) = content.regions.find(name) {
        return reach.regions.contains { shown in
          content.regions.isWithin(region, shown) || !isWhole && content.regions.isWithin(shown, region)
        }
      }
      // 湖北省/武汉市/某社区, whose last part no write-up has named: a region that it is in.
      guard let slash = name.lastIndex(of: "/") else { return true }
      name = String(name[..<slash])
      isWhole = false
    }
  }
}

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

  /// The page with a policy, before all else in its head, by which a browser fetches nothing either.
  var fetchingNothing: String {
    let policy =
      "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline' data:; form-action 'none'; base-uri 'none'"
    let meta = "<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\"/>"
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

extension [UInt8] {
  /// Base 64 (RFC 4648, section 4).
  fileprivate var base64: String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((count + 2) / 3 * 4)
    for start in stride(from: 0, to: count, by: 3) {
      let used = Swift.min(3, count - start)
      var group = 0
      for i in start..<start + 3 { group = group << 8 | (i < count ? Int(self[i]) : 0) }
      for i in 0..<4 { text.append(i <= used ? letters[group >> (18 - 6 * i) & 63] : UInt8(ascii: "=")) }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
