import Diagnostics
import Glibc
import Records

extension BuildInput {
  /// Reads the folders of a site. A file that cannot be read is thrown as `cannot-read`.
  package init(root: String, today: Day, baseURL: String?, reporting diagnostics: inout [Diagnostic])
    throws(Diagnostic)
  {
    var texts: [SourceText] = [], templates: [SourceText] = [], assets: [SourceText] = []
    for path in try filePaths(below: "content", root: root) {
      if path.hasPrefix("content/images/") {
        assets.append(try readFile(path, root: root))
      } else if path.hasSuffix(".md") || path.hasSuffix(".yml") {
        texts.append(try readFile(path, root: root, limit: SourceText.sizeLimit))
      } else {
        diagnostics.append(.ignoredFile(path))
      }
    }
    for path in try filePaths(below: "templates", root: root) {
      if path.hasPrefix("templates/assets/") {
        assets.append(try readFile(path, root: root))
      } else {
        templates.append(try readFile(path, root: root, limit: SourceText.sizeLimit))
      }
    }
    self.init(texts: texts, templates: templates, assets: assets, today: today, baseURL: baseURL)
  }
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
private func filePaths(below folder: String, root: String) throws(Diagnostic) -> [String] {
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
    if name.hasPrefix(".") || name.hasSuffix("~") { continue }
    let path = folder.isEmpty ? name : folder + "/" + name
    var status = stat()
    guard stat(root + "/" + path, &status) == 0 else { throw .cannotRead(path, errno) }
    if status.st_mode & S_IFMT == S_IFDIR {
      paths += try filePaths(below: path, root: root)
    } else if status.st_mode & S_IFMT == S_IFREG {
      paths.append(path)
    }
  }
  return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// A whole file, or as much of it as the limit allows.
package func readFile(_ path: String, root: String, limit: Int = .max) throws(Diagnostic) -> SourceText {
  let full = path.hasPrefix("/") || root.isEmpty ? path : root + "/" + path
  let file = open(full, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { throw .cannotRead(path, errno) }
  defer { close(file) }
  var status = stat()
  guard fstat(file, &status) == 0 else { throw .cannotRead(path, errno) }
  // What `read` does not tell beforehand (a pipe) is read in pieces as well.
  var bytes: [UInt8] = []
  bytes.reserveCapacity(Swift.min(Int(status.st_size), limit))
  var piece = [UInt8](repeating: 0, count: Swift.max(4096, Swift.min(Int(status.st_size) + 1, 1 << 20)))
  while bytes.count < limit {
    let count = read(file, &piece, piece.count)
    if count == 0 { break }
    if count < 0 {
      if errno == EINTR { continue }
      throw .cannotRead(path, errno)
    }
    bytes += piece[..<count]
  }
  return SourceText(path: path, bytes: bytes)
}
