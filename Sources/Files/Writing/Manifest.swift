import Bytes

/// The list of the files that this program has made in an output folder: whatever else is there is foreign, and kept.
///
/// It lies in the folder as `.casebook`: a line with the SHA-256 of the rest, then a path a line, sorted.
enum Manifest {
  case of(Set<Path>)
  /// The empty file that earlier versions left.
  case legacy
  /// A list that was cut off or edited.
  case damaged

  static let name: Path = ".casebook"
  private static let lineFeed = UInt8(ascii: "\n")

  /// Returns nil where there is none: such a folder is not the program's own.
  init?(in folder: Folder) throws(Fault) {
    guard let bytes = try folder.read(Manifest.name) else { return nil }
    self.init(bytes)
  }

  init(_ bytes: [UInt8]) {
    let end = bytes.firstIndex(of: Manifest.lineFeed) ?? bytes.endIndex
    let list = bytes[end...].dropFirst()
    guard end < bytes.endIndex, bytes[..<end] == Manifest.firstLine(of: Array(list))[...] else {
      self = bytes.isEmpty ? .legacy : .damaged
      return
    }
    self = .of(
      Set(list.split(separator: Manifest.lineFeed).map { Path(bytes: $0.map { CChar(bitPattern: $0) }) }))
  }

  var paths: Set<Path> { if case .of(let paths) = self { paths } else { [] } }

  static func bytes(of addresses: some Sequence<String>) -> [UInt8] {
    var list: [UInt8] = []
    for address in addresses.sorted(by: { $0.precedesByBytes($1) }) {
      list += address.utf8
      list.append(lineFeed)
    }
    return firstLine(of: list) + [lineFeed] + list
  }

  private static func firstLine(of list: [UInt8]) -> [UInt8] {
    Array("casebook 1 \(list.sha256)".utf8)
  }
}

/// The files and folders of an output folder that this program has made.
struct Ownership {
  private let files: Set<Path>
  private let folders: Set<Path>
  /// The names at the top that are ours with all that is below.
  private let topNames: Set<Path>

  /// - Parameter site: the files of the new site. After an earlier version, what lies under a top name (`cases`,
  ///   `index.html`) that it has is ours.
  init(_ manifest: Manifest?, replacedBy site: Set<Path>) {
    switch manifest {
    case .of(let paths): (files, topNames) = (paths, [])
    case .legacy: (files, topNames) = ([], Set(site.map(\.top)))
    case .damaged, nil: (files, topNames) = ([], [])
    }
    folders = files.folders
  }

  /// A name that begins with a dot is never ours, whatever a manifest says.
  func has(_ path: Path, isFolder: Bool) -> Bool {
    !path.isHidden && ((isFolder ? folders : files).contains(path) || topNames.contains(path.top))
  }
}
