import Diagnostics
import Pages
import Records

/// The extent of what can make a sheet wrong.
struct SheetExtent {
  private let file: String
  private let reach: SheetReach
  /// The paths of the pictures that it shows.
  private let pictures: Set<String>
  private let content: Content
  private let texts: [String: SourceText]
  /// The write-ups that were read, or are held back: the numbers of all others are missing.
  private let known: Set<String>

  init(
    _ file: String, _ reach: SheetReach, _ pictures: Set<String>, _ content: Content, _ input: BuildInput
  ) {
    self.file = file
    self.reach = reach
    self.pictures = pictures
    self.content = content
    texts = Dictionary(input.contentFiles.map { ($0.path, $0) }) { first, _ in first }
    known = Set(
      content.reports.map(\.file) + content.cases.map(\.file) + content.platforms.map(\.file)
        + content.heldBack.map(\.file))
  }

  /// Whether an error may change what the sheet shows: it is in the briefing, in a registry, in a picture that it shows,
  /// or in the header of a write-up whose numbers it would have.
  func touches(_ error: Diagnostic) -> Bool {
    if error.isAbout(file) { return true }
    guard let location = error.location, location.file.hasPrefix("content/") else {
      // Other templates and static files are not on the sheet.
      return error.location == nil
    }
    let parts = location.file.split(separator: "/")
    guard parts.count > 2 else { return true }
    switch parts[1] {
    case "images": return pictures.contains(location.file)
    case "reports": return !reach.regions.isEmpty && mayCount(location)
    case "cases", "platforms": return reach.countsCases && mayCount(location)
    default: return false
    }
  }

  /// Whether a write-up is about a region of the sheet, or may be; a mistake in its text changes no number, unless the
  /// write-up could not be read for it.
  private func mayCount(_ location: Location) -> Bool {
    guard let source = texts[location.file] else { return true }
    let lines = String(decoding: source.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    var offset = 0, written: Substring?
    for (number, line) in lines.enumerated() {
      let key = line.prefix { $0 != ":" && $0 != "：" }
      if key == "region" || key == "地区" { written = written ?? line.dropFirst(key.count + 1) }
      offset += line.utf8.count + 1
      if number > 0, line.hasPrefix("---") { break }
    }
    if location.range.lowerBound >= offset, known.contains(location.file) { return false }
    guard let named = written else { return true }
    var name = named.prefix { $0 != "#" }.filter { !$0.isWhitespace && !"\"'".contains($0) }, isWhole = true
    while true {
      if case .found(let region) = content.regions.find(name) {
        return reach.regions.contains { shown in
          content.regions.isWithin(region, shown) || !isWhole && content.regions.isWithin(shown, region)
        }
      }
      // 湖北省/武汉市/某社区, whose last part no write-up has named: a region that it is in.
      guard let slash = name.lastIndex(of: "/") else { return true }
      name = String(name[..<slash])
      isWhole = false
    }
  }
}

extension Diagnostic {
  /// Whether it, or a note to it, is at a place in a file.
  func isAbout(_ file: String) -> Bool {
    location?.file == file || notes.contains { $0.location?.file == file }
  }
}
