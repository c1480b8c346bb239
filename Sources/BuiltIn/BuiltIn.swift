import CBuiltIn
import Diagnostics

/// The files that the program carries in itself: templates and assets, the beginnings of a site, the manual, registries.
package enum BuiltIn {
  /// The folder in which messages say that a built-in file is.
  package static let folder = "<casebook>/"

  /// The commit that this program was built from; nil for a program that is no release.
  package static var commit: String? {
    let commit = String(cString: casebook_commit())
    return commit.isEmpty ? nil : commit
  }

  /// The files below a folder of the project's repository, sorted by the bytes of their paths, which begin with
  /// `BuiltIn.folder`: `<casebook>/templates/home.html` is below `templates/`.
  package static func files(below folder: String) -> [SourceText] {
    UnsafeBufferPointer(start: casebook_files(), count: casebook_file_count()).compactMap { file in
      let path = String(cString: file.path)
      guard path.hasPrefix(folder) else { return nil }
      return SourceText(
        path: BuiltIn.folder + path, bytes: Array(UnsafeBufferPointer(start: file.bytes, count: file.size)))
    }
  }
}
