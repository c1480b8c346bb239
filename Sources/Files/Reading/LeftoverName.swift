/// Names of files and folders that an editor or the system has left, not the author: hidden files, copies that editors
/// keep, locks, what file managers put beside pictures.
package enum LeftoverName {
  package static func matches(_ name: String) -> Bool {
    let bytes = name.utf8
    switch bytes.first {
    case UInt8(ascii: "."), nil: return true
    case UInt8(ascii: "~") where name.hasPrefix("~$"): return true
    case UInt8(ascii: "#") where bytes.count > 1 && bytes.last == UInt8(ascii: "#"): return true
    default: break
    }
    if bytes.last == UInt8(ascii: "~") || bytes.last == UInt8(ascii: "\r") { return true }
    // Nearly all names end in one of these.
    if name.hasSuffix(".md") || name.hasSuffix(".yml") || name.hasSuffix(".html") { return false }
    let lower = name.lowercased()
    return names.contains(lower) || endings.contains { lower.hasSuffix($0) }
  }

  private static let names: Set<String> = [
    "thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "__macosx", "$recycle.bin", "@eadir",
    "system volume information",
  ]
  private static let endings = [".swp", ".swo", ".swx", ".bak", ".orig", ".tmp", ".part", ".crdownload"]
}
