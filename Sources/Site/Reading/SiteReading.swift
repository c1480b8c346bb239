import Diagnostics
import Files
import Records

extension BuildInput {
  /// Reads the folders of a site. What cannot be read is reported at its place; the rest is there.
  package init(root: String, today: Day, baseURL: String?, reporting diagnostics: inout [Diagnostic]) {
    var folder = FolderReading(root: root)
    let names = folder.contentNames()
    let read = folder.files(names.texts, limit: InputLimit.text)
    let paths = folder.paths(below: "templates"), own = paths.split(theme: "templates/")
    let theme = read.first { $0.path == Theme.settings }.flatMap { Theme($0, &folder) }
    self.init(
      contentFiles: read, templates: folder.files(own.templates, limit: InputLimit.text),
      assets: folder.assets(own.assets), pictures: folder.pictures(names.pictures), theme: theme,
      today: today,
      baseURL: baseURL)
    themeOrigin = folder.themeOrigin(among: paths, in: "templates/")
    statics = folder.statics()
    sourceTexts = folder.files(names.sources, limit: InputLimit.sourceText)
    unread = folder.unread
    diagnostics += folder.diagnostics
  }

  /// Reads write-ups, registries and texts of sources: all that numbers depend on.
  package init(numbersOf root: String, today: Day, reporting diagnostics: inout [Diagnostic]) {
    var folder = FolderReading(root: root)
    let names = folder.contentNames()
    self.init(contentFiles: folder.files(names.texts, limit: InputLimit.text), today: today)
    sourceTexts = folder.files(names.sources, limit: InputLimit.sourceText)
    unread = folder.unread
    diagnostics += folder.diagnostics
  }

  /// Adds the texts of sources that lie in a folder of their own, as they must not be published.
  package mutating func addSourceTexts(in path: String) throws(Diagnostic) {
    let found = try FolderReading.files(in: path, limit: InputLimit.sourceText) {
      $0.lowercased().hasSuffix(".txt")
    }
    if found.isEmpty { throw .noSourceTexts(path) }
    sourceTexts += found
    sourceFolder = path
  }
}

extension FolderReading {
  fileprivate mutating func contentNames() -> (texts: [String], sources: [String], pictures: [String]) {
    var texts: [String] = [], sources: [String] = [], pictures: [String] = []
    for path in paths(below: "content") {
      if path.hasPrefix(Picture.folder), let format = OfficeFormat(path: path) {
        diagnostics.append(.documentAmongPictures(path, format))
      } else if path.hasPrefix(Picture.folder) {
        pictures.append(path)
      } else if path.hasPrefix("content/sources/"), path.lowercased().hasSuffix(".txt") {
        sources.append(path)
      } else if path.hasSuffix(".md") || path.hasSuffix(".yml") {
        texts.append(path)
      } else {
        diagnostics.append(FileName(path).map { .wrongFileName(path, $0) } ?? .ignoredFile(path))
      }
    }
    return (texts, sources, pictures)
  }

  /// Files of the kinds that a page can use; others, such as a key that was left there, are not published.
  fileprivate mutating func assets(_ paths: [String]) -> [SourceText] {
    let (used, others) = paths.partitioned { FolderReading.assetEndings.contains($0.ending) }
    for path in others { diagnostics.append(.ignoredAsset(path, FolderReading.assetEndings)) }
    return files(used, limit: InputLimit.asset)
  }

  private static let assetEndings = [
    "css", "js", "mjs", "json", "webmanifest", "txt", "woff2", "woff", "ttf", "otf", "png", "jpg", "jpeg",
    "gif",
    "webp", "avif", "svg", "ico",
  ]

  /// The file that an export has left; nil where there was none. One that cannot be read is reported.
  ///
  /// - Parameter folder: ends in `/` unless it is empty.
  fileprivate mutating func themeOrigin(among paths: [String], in folder: String) -> SourceText? {
    files(paths.filter { $0 == folder + ThemeOrigin.file }, limit: InputLimit.text).first
  }

  fileprivate mutating func pictures(_ paths: [String]) -> [Picture] {
    map(paths) { [root] path throws(Diagnostic) in try Picture(path, in: root) }
  }
}

extension FolderReading {
  fileprivate mutating func statics() -> [StaticFile] {
    for name in hiddenNames(in: "static") { diagnostics.append(.hiddenStaticFile(StaticFile.folder + name)) }
    return map(paths(below: "static")) { [root] path throws(Diagnostic) in try StaticFile(path, in: root) }
  }
}

extension Theme {
  fileprivate static let settings = "content/site.yml"

  /// The theme that `site.yml` names, if there is one and it lies in the site's folder.
  fileprivate init?(_ site: SourceText, _ reading: inout FolderReading) {
    guard let named = SiteSettings.theme(in: site) else { return nil }
    guard let folder = Theme.path(named.value) else {
      reading.diagnostics.append(.themeElsewhere(named.value, at: Location(site.path, named.range)))
      return nil
    }
    let paths = reading.paths(below: folder), files = paths.split(theme: folder + "/")
    self.init(
      folder: folder, templates: reading.files(files.templates, limit: InputLimit.text),
      assets: reading.assets(files.assets), origin: reading.themeOrigin(among: paths, in: folder + "/"))
  }

  /// A path below the root without `.` and blank parts. Returns nil for one that leads out of it, to the root itself,
  /// to what is hidden there, or to content.
  private static func path(_ text: String) -> String? {
    let parts = text.split(separator: "/").filter { $0 != "." }
    guard !text.hasPrefix("/"), let first = parts.first, first != "content",
      !parts.contains(where: { $0.hasPrefix(".") })
    else { return nil }
    return parts.joined(separator: "/")
  }
}

/// The theme in a folder, which may not exist yet: what an export into it meets.
package func readTheme(in folder: String) throws(Diagnostic) -> Theme {
  if isTaken(folder), try !isFolder(folder) { throw .notAFolder(folder) }
  var reading = FolderReading(root: folder)
  let paths = reading.paths(below: ""), files = paths.split(theme: "")
  func placed(_ file: SourceText) -> SourceText {
    SourceText(path: folder + "/" + file.path, bytes: file.bytes)
  }
  let templates = reading.files(files.templates, limit: InputLimit.text)
  let assets = reading.files(files.assets, limit: InputLimit.asset)
  let origin = reading.themeOrigin(among: paths, in: "")
  if let first = reading.diagnostics.first { throw first.below(folder) }
  return Theme(
    folder: folder, templates: templates.map(placed), assets: assets.map(placed),
    origin: origin)
}

/// The templates in a folder of their own, under the names by which they mention each other.
package func readTemplates(in folder: String) throws(Diagnostic) -> [(name: String, source: SourceText)] {
  let prefix = folder.hasSuffix("/") ? folder : folder + "/"
  return try FolderReading.files(in: folder, limit: InputLimit.text) { !$0.hasPrefix("assets/") }
    .map { (String(decoding: $0.path.utf8.dropFirst(prefix.utf8.count), as: UTF8.self), $0) }
}

extension [String] {
  /// The paths in the folder of a theme, which ends in `/` unless it is empty.
  fileprivate func split(theme folder: String) -> (assets: [String], templates: [String]) {
    filter { $0 != folder + ThemeOrigin.file }.partitioned { $0.hasPrefix(folder + "assets/") }
  }

  /// The texts for which something holds, and the rest, both in their order.
  fileprivate func partitioned(_ holds: (String) -> Bool) -> ([String], [String]) {
    (filter(holds), filter { !holds($0) })
  }
}
