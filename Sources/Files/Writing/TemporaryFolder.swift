import Diagnostics
import Glibc

/// A folder for what another program reads and writes, open to this user alone.
package struct TemporaryFolder {
  package let path: String

  package init() throws(Diagnostic) {
    let folder = environment("TMPDIR") ?? "/tmp"
    let name = (folder.hasPrefix("/") ? folder : "/tmp") + "/casebook-XXXXXX"
    var template = Path(name).bytes
    guard mkdtemp(&template) != nil else { throw .cannotWriteFile(name, errno) }
    path = Path(bytes: template.dropLast()).text
  }

  package func remove() { try? Folder.open("/").removeTree(Path(path)) }
}
