import Diagnostics
import Glibc
import Records

extension BuildInput {
  /// Reads the folders of a site. What cannot be read is reported at its place; the rest is there.
  package init(root: String, today: Day, baseURL: String?, reporting diagnostics: inout [Diagnostic]) {
    var folder = FolderReading(root: root)
    var texts: [String] = [], templates: [String] = [], assets: [String] = [], sources: [String] = []
    for path in folder.paths(below: "content") {
      if path.hasPrefix("content/images/") {
        assets.append(path)
      } else if path.hasPrefix("content/sources/"), path.lowercased().hasSuffix(".txt") {
        sources.append(path)
      } else if path.hasSuffix(".md") || path.hasSuffix(".yml") {
        texts.append(path)
      } else {
        folder.diagnostics.append(FileName(path).map { .wrongFileName(path, $0) } ?? .ignoredFile(path))
      }
    }
    for path in folder.paths(below: "templates") {
      if path.hasPrefix("templates/assets/") { assets.append(path) } else { templates.append(path) }
    }
    let read = folder.files(texts, limit: SourceText.sizeLimit)
    let theme = read.first { $0.path == Theme.settings }.flatMap(SiteSettings.theme(in:))
    self.init(
      texts: read, templates: folder.files(templates, limit: SourceText.sizeLimit),
      assets: folder.files(assets), theme: theme.map { Theme($0, &folder) }, today: today, baseURL: baseURL)
    sourceTexts = folder.files(sources)
    unread = folder.unread
    diagnostics += folder.diagnostics
  }

  /// Adds the texts of sources that lie in a folder of their own, as they must not be published.
  package mutating func addSourceTexts(in path: String) throws(Diagnostic) {
    var folder = FolderReading(root: path)
    let names = folder.paths(below: "").filter { $0.lowercased().hasSuffix(".txt") }
    guard !names.isEmpty else { throw .noSourceTexts(path) }
    let prefix = path.hasSuffix("/") ? path : path + "/"
    sourceTexts += folder.files(names).map { SourceText(path: prefix + $0.path, bytes: $0.bytes) }
    if let first = folder.diagnostics.first { throw first }
    sourceFolder = path
  }
}

extension Theme {
  fileprivate static let settings = "content/site.yml"

  /// The files of a folder relative to the root of the site.
  fileprivate init(_ folder: String, _ reading: inout FolderReading) {
    var templates: [String] = [], assets: [String] = []
    for path in reading.paths(below: folder) {
      if path.hasPrefix(folder + "/assets/") { assets.append(path) } else { templates.append(path) }
    }
    self.init(
      folder: folder, templates: reading.files(templates, limit: SourceText.sizeLimit),
      assets: reading.files(assets))
  }
}

extension SourceText {
  /// Larger texts are refused; one byte more is read, so that it shows.
  fileprivate static let sizeLimit = InputLimit.text + 1
}

/// The templates in a folder of their own, under the names by which they mention each other.
package func readTemplates(in folder: String) throws(Diagnostic) -> [(name: String, source: SourceText)] {
  var reading = FolderReading(root: folder)
  let names = reading.paths(below: "").filter { !$0.hasPrefix("assets/") }
  let files = reading.files(names, limit: SourceText.sizeLimit)
  if let first = reading.diagnostics.first { throw first }
  return files.map { ($0.path, SourceText(path: folder + "/" + $0.path, bytes: $0.bytes)) }
}

/// Reads folders below a root: one file or folder that cannot be read is a finding, and the others are read.
struct FolderReading {
  let root: String
  var diagnostics: [Diagnostic] = []
  /// The files that are there but could not be read.
  private(set) var unread: [String] = []

  init(root: String) { self.root = root }

  /// Files in their order, read on all cores.
  mutating func files(_ paths: [String], limit: Int = .max) -> [SourceText] {
    let files = paths.parallelMap { [root] path in
      Result { () throws(Diagnostic) in try readFile(path, root: root, limit: limit) }
    }
    var texts: [SourceText] = []
    texts.reserveCapacity(files.count)
    for (path, file) in zip(paths, files) {
      do throws(Diagnostic) { texts.append(try file.get()) } catch {
        unread.append(path)
        diagnostics.append(error)
      }
    }
    return texts
  }

  /// The files below a folder, relative to the root, sorted by their bytes, without those that an editor or the
  /// system has left. A folder that does not exist is empty.
  mutating func paths(below folder: String) -> [String] {
    var paths: [String] = []
    collect(below: folder, inside: [], into: &paths)
    return paths.sorted { $0.precedesByBytes($1) }
  }

  /// - Parameter outer: the folders that this one is in, which a link must not lead back to.
  private mutating func collect(below folder: String, inside outer: [FileID], into paths: inout [String]) {
    guard let directory = opendir(root + "/" + folder) else {
      if errno != ENOENT || !outer.isEmpty { diagnostics.append(.cannotRead(folder, errno)) }
      return
    }
    defer { closedir(directory) }
    var status = stat()
    fstat(dirfd(directory), &status)
    let own = FileID(status)
    if outer.contains(own) { return diagnostics.append(.cannotRead(folder, ELOOP)) }
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if FileName.isPassedOver(name) { continue }
      let path = folder.isEmpty ? name : folder + "/" + name
      switch fileType(entry.pointee.d_type, of: path) {
      case S_IFDIR: collect(below: path, inside: outer + [own], into: &paths)
      case S_IFREG: paths.append(path)
      default: break
      }
    }
  }

  /// The type in a file's mode. Most file systems tell it with the name; of a link, what it leads to counts.
  private mutating func fileType(_ told: UInt8, of path: String) -> mode_t? {
    switch Int(told) {
    case Int(DT_DIR): return S_IFDIR
    case Int(DT_REG): return S_IFREG
    default:
      var status = stat()
      if stat(root + "/" + path, &status) == 0 { return status.st_mode & S_IFMT }
      unread.append(path)
      diagnostics.append(.cannotRead(path, errno))
      return nil
    }
  }

  private struct FileID: Equatable {
    let device: dev_t
    let number: ino_t

    init(_ status: stat) { (device, number) = (status.st_dev, status.st_ino) }
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
