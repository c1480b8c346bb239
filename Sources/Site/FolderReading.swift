import Diagnostics
import Glibc
import Records

extension BuildInput {
  /// Reads the folders of a site. A file that cannot be read is thrown as `cannot-read`.
  package init(root: String, today: Day, baseURL: String?, reporting diagnostics: inout [Diagnostic])
    throws(Diagnostic)
  {
    var texts: [String] = [], templates: [String] = [], assets: [String] = [], sources: [String] = []
    for path in try filePaths(below: "content", root: root) {
      if path.hasPrefix("content/images/") {
        assets.append(path)
      } else if path.hasPrefix("content/sources/"), path.lowercased().hasSuffix(".txt") {
        sources.append(path)
      } else if path.hasSuffix(".md") || path.hasSuffix(".yml") {
        texts.append(path)
      } else {
        diagnostics.append(.ignoredFile(path))
      }
    }
    for path in try filePaths(below: "templates", root: root) {
      if path.hasPrefix("templates/assets/") { assets.append(path) } else { templates.append(path) }
    }
    let read = try readFiles(texts, root: root, limit: SourceText.sizeLimit)
    let theme = read.first { $0.path == Theme.settings }.flatMap(SiteSettings.theme(in:))
    self.init(
      texts: read, templates: try readFiles(templates, root: root, limit: SourceText.sizeLimit),
      assets: try readFiles(assets, root: root),
      theme: try theme.map { folder throws(Diagnostic) in try Theme(folder, root: root) }, today: today,
      baseURL: baseURL)
    sourceTexts = try readFiles(sources, root: root)
  }

  /// Adds the texts of sources that lie in a folder of their own, as they must not be published.
  package mutating func addSourceTexts(in folder: String) throws(Diagnostic) {
    let names = try filePaths(below: "", root: folder).filter { $0.lowercased().hasSuffix(".txt") }
    guard !names.isEmpty else { throw .noSourceTexts(folder) }
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    sourceTexts += try readFiles(names.map { prefix + $0 }, root: "")
    sourceFolder = folder
  }
}

extension Theme {
  fileprivate static let settings = "content/site.yml"

  /// The files of a folder relative to the root of the site.
  fileprivate init(_ folder: String, root: String) throws(Diagnostic) {
    var templates: [String] = [], assets: [String] = []
    for path in try filePaths(below: folder, root: root) {
      if path.hasPrefix(folder + "/assets/") { assets.append(path) } else { templates.append(path) }
    }
    self.init(
      folder: folder, templates: try readFiles(templates, root: root, limit: SourceText.sizeLimit),
      assets: try readFiles(assets, root: root))
  }
}

/// Files in their order; the first that cannot be read is thrown.
private func readFiles(_ paths: [String], root: String, limit: Int = .max) throws(Diagnostic) -> [SourceText]
{
  let files = paths.parallelMap { path in
    Result { () throws(Diagnostic) in try readFile(path, root: root, limit: limit) }
  }
  var texts: [SourceText] = []
  texts.reserveCapacity(files.count)
  for file in files { texts.append(try file.get()) }
  return texts
}

extension SourceText {
  /// Larger texts are refused; one byte more is read, so that it shows.
  fileprivate static let sizeLimit = 4 * 1024 * 1024 + 1
}

/// The templates in a folder of their own, under the names by which they mention each other.
package func readTemplates(in folder: String) throws(Diagnostic) -> [(name: String, source: SourceText)] {
  var templates: [(name: String, source: SourceText)] = []
  for name in try filePaths(below: "", root: folder) where !name.hasPrefix("assets/") {
    let bytes = try readFile(name, root: folder, limit: SourceText.sizeLimit).bytes
    templates.append((name, SourceText(path: folder + "/" + name, bytes: bytes)))
  }
  return templates
}

/// The files below a folder, relative to the root, sorted by their bytes. Names that begin with a dot or
/// end with `~` are an editor's or the system's, and are passed over. A folder that does not exist is empty.
func filePaths(below folder: String, root: String) throws(Diagnostic) -> [String] {
  guard let directory = opendir(root + "/" + folder) else {
    if errno == ENOENT { return [] }
    throw .cannotRead(folder, errno)
  }
  defer { closedir(directory) }
  var paths: [String] = []
  while let entry = readdir(directory) {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name.utf8.first == UInt8(ascii: ".") || name.utf8.last == UInt8(ascii: "~") { continue }
    let path = folder.isEmpty ? name : folder + "/" + name
    switch try fileType(entry.pointee.d_type, of: path, root: root) {
    case S_IFDIR: paths += try filePaths(below: path, root: root)
    case S_IFREG: paths.append(path)
    default: break
    }
  }
  return paths.sorted { $0.precedesByBytes($1) }
}

/// The type in a file's mode. Most file systems tell it with the name; of a link, what it leads to counts.
private func fileType(_ told: UInt8, of path: String, root: String) throws(Diagnostic) -> mode_t {
  switch Int(told) {
  case Int(DT_DIR): return S_IFDIR
  case Int(DT_REG): return S_IFREG
  default:
    var status = stat()
    guard stat(root + "/" + path, &status) == 0 else { throw .cannotRead(path, errno) }
    return status.st_mode & S_IFMT
  }
}

/// A whole file, or as much of it as the limit allows.
package func readFile(_ path: String, root: String, limit: Int = .max) throws(Diagnostic) -> SourceText {
  let full = path.hasPrefix("/") || root.isEmpty ? path : root + "/" + path
  let file = open(full, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { throw .cannotRead(path, errno) }
  defer { close(file) }
  var status = stat()
  guard fstat(file, &status) == 0 else { throw .cannotRead(path, errno) }
  // One byte more than it should have shows the end; what is longer than said (a pipe) is read in pieces.
  var room = Swift.min(Int(status.st_size), limit) + 1, bytes: [UInt8] = []
  while true {
    var failure: Int32 = 0
    let piece = [UInt8](unsafeUninitializedCapacity: Swift.min(room, limit - bytes.count)) { buffer, count in
      repeat { count = read(file, buffer.baseAddress, buffer.count) } while count < 0 && errno == EINTR
      if count < 0 { (failure, count) = (errno, 0) }
    }
    if failure != 0 { throw .cannotRead(path, failure) }
    if bytes.isEmpty { bytes = piece } else { bytes += piece }
    let isRegular = status.st_mode & S_IFMT == S_IFREG
    if piece.isEmpty || bytes.count >= limit || (isRegular && piece.count < room) { break }
    room = 1 << 16
  }
  return SourceText(path: path, bytes: bytes)
}
