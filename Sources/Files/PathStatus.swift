import Diagnostics
import Glibc

/// The system's knowledge of a file or folder, wherever links lead. Returns nil where there is nothing; then errno is the
/// reason.
package func pathStatus(_ path: String) -> stat? {
  var status = stat()
  return stat(path, &status) == 0 ? status : nil
}

/// Returns the path from `/` without links, nil where there is nothing.
package func resolvedPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// Whether a path leads to a folder, by links or not.
package func isFolder(_ path: String) throws(Diagnostic) -> Bool {
  guard let status = pathStatus(path) else { throw .cannotRead(path, errno) }
  return FileKind(status) == .folder
}

/// Whether there is anything under a name, be it a link that leads nowhere.
package func isTaken(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) == 0
}

/// Whether there is a link under a name.
func isLink(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
}
