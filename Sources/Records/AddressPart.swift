/// The rules that a part of an address has to keep besides its letters, so that every system can store it as a file, and
/// no file of the site is in its way.
enum AddressPart {
  /// File systems have room for 255 bytes, of which some go to endings and hashes.
  private static let lengthLimit = 200

  /// Not hidden, not too long, and no device of Windows, whatever its ending: `nul`, `con.html`.
  static func isUsable(_ part: some StringProtocol) -> Bool {
    !part.isEmpty && !part.hasPrefix(".") && !part.hasSuffix(".") && part.utf8.count <= lengthLimit
      && !isDevice(part)
  }

  private static func isDevice(_ part: some StringProtocol) -> Bool {
    let stem = part.prefix { $0 != "." }.lowercased()
    if ["con", "prn", "aux", "nul"].contains(stem) { return true }
    return stem.utf8.count == 4 && (stem.hasPrefix("com") || stem.hasPrefix("lpt"))
      && "0"..."9" ~= stem.suffix(1)
  }

  /// Whether the build keeps an address at the root of the site for itself: a language, a folder of files that it names,
  /// a file that search engines and servers look for.
  static func isReserved(_ first: some StringProtocol) -> Bool {
    let name = first.lowercased()
    return SiteLanguage.allCases.contains { $0.rawValue.lowercased() == name }
      || ["assets", "images", "data", "search", "robots.txt", "404.html", "cname"].contains(name)
      || (name.hasPrefix("sitemap") && name.hasSuffix(".xml")) || name.hasPrefix("feed.")
  }
}
