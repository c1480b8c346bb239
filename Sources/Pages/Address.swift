import Diagnostics
import FrontMatter
import Records

/// The addresses of pages, from the root of the site. They are whole file names (`…/index.html`), so that links
/// also work on a site opened from disk.
package enum Address {
  static let home = "index.html"
  static let notFound = "404.html"

  package static func folder(_ path: String) -> String { path + "/index.html" }
  static func page(_ page: OwnPage) -> String { record("pages", page.stem) }
  static func region(_ region: Region) -> String { folder("regions/" + region.address) }
  static func record(_ folder: String, _ stem: String) -> String { self.folder(folder + "/" + stem) }

  /// The address of a brand, method, topic or platform; `nil` where the site has no such section.
  static func named<Record: NamedRecord>(_ record: Record, in content: Content) -> String? {
    content.settings.sections.contains(Record.section)
      ? self.record(Record.section.rawValue, record.naming.stem) : nil
  }

  /// The address of a report, which is on the page of its region.
  static func report(_ report: Report, in content: Content) -> String {
    region(content.regions[report.region]) + "#" + anchor(of: report)
  }

  static func anchor(of report: Report) -> String { "report-" + report.stem }

  /// A form in which a briefing is printed; its raw value is the ending of the file.
  package enum Print: String, CaseIterable, Sendable {
    case pdf, docx

    var name: String {
      switch self {
      case .pdf: "PDF"
      case .docx: "Word"
      }
    }
  }

  /// The address of a file printed from a briefing, beside the folder of its page: `briefings/2024-01.pdf`.
  package static func print(_ print: Print, ofBriefing stem: String) -> String {
    "briefings/\(stem).\(print.rawValue)"
  }

  /// The path from a page back to the root: `""`, `"../"`, `"../../"` …
  package static func root(of address: String) -> String {
    String(repeating: "../", count: address.utf8.count { $0 == UInt8(ascii: "/") })
  }

  /// The address as links between sites have it: without `index.html`.
  package static func canonical(_ address: String) -> String {
    address.hasSuffix(home) ? String(address.utf8.dropLast(home.utf8.count)) ?? address : address
  }
}

/// The address of the page on which each write-up appears, by the path of its file.
package struct AddressBook: Sendable {
  private var byFile: [String: String] = [:]
  private var pages: Set<String> = []
  private let heldBack: Set<String>
  /// Files of sections that the site leaves out.
  private var withoutPage: Set<String> = []
  private let files: [String]
  private let images: [String: ImageFile]
  /// The addresses of the files of `static/`, by their paths.
  private let statics: [String: String]
  private let siteRoot: String
  private let pictureHosts: Set<String>

  /// - Parameters:
  ///   - images: the pictures by their paths.
  ///   - statics: the addresses of the files of `static/`, by their paths.
  ///   - files: all files below `content/`, also those that could not be read.
  ///   - siteRoot: the path from the root of the edition to that of the site, where the files that are no pages are.
  ///   - chineseRoot: the path from the root of the edition to that of the Chinese one, where the printed sheets are.
  package init(
    _ content: Content, images: [String: ImageFile], statics: [String: String] = [:], files: [String],
    siteRoot: String = "",
    chineseRoot: String = ""
  ) {
    self.images = images
    self.statics = statics
    self.siteRoot = siteRoot
    pictureHosts = content.settings.pictureHosts
    heldBack = Set(content.heldBack.map(\.file))
    self.files = files
    byFile.reserveCapacity(files.count)
    pages.reserveCapacity(files.count + content.regions.all.count)
    func add(_ file: String, _ address: String?) {
      guard let address else {
        withoutPage.insert(file)
        return
      }
      byFile[file] = address
      pages.insert(address)
    }
    for record in content.cases { add(record.file, Address.record("cases", record.stem)) }
    for item in content.brands { add(item.naming.file, Address.named(item, in: content)) }
    for item in content.methods { add(item.naming.file, Address.named(item, in: content)) }
    for item in content.topics { add(item.naming.file, Address.named(item, in: content)) }
    for item in content.platforms { add(item.naming.file, Address.named(item, in: content)) }
    for item in content.pages { add(item.file, Address.page(item)) }
    let sections = content.settings.sections
    for item in content.briefings {
      add(
        item.file, sections.contains(.briefings) ? chineseRoot + Address.record("briefings", item.stem) : nil)
    }
    // On the pages of their regions.
    for report in content.reports { byFile[report.file] = Address.report(report, in: content) }
    pages.formUnion(content.regions.all.map(Address.region))
    pages.formUnion(sections.map { Address.folder($0.rawValue) })
    pages.formUnion([Address.home, Address.folder("regions")])
    if sections.contains(.statistics) {
      pages.insert(Address.folder("reconciliation"))
      pages.formUnion(content.metrics.all.map { Address.record("statistics", $0.id) })
    }
  }

  /// The address of the page that shows a write-up; `nil` for a file that none shows.
  package func address(of file: String) -> String? { byFile[file] }

  /// The target of a link inside the site.
  enum Target: Equatable {
    /// A page of the edition, by its address; with the anchor that its address has, as a report's on the page of its
    /// region.
    case page(String, anchor: String?)
    /// A picture, by its path.
    case picture(String)
    /// A file of the site that is no page, such as `feed.xml`; whether the build writes it is known at its end.
    case file(String)
  }

  /// Whether a picture of another site may be shown: its host is allowed, and nobody on the way can change it.
  func allowsPicture(_ destination: String) -> Bool {
    let scheme = "https://"
    guard destination.lowercased().hasPrefix(scheme) else { return false }
    return pictureHosts.contains(
      destination.dropFirst(scheme.count).prefix { !"/?#\\".contains($0) }.lowercased())
  }

  /// The target of a path in a write-up; `nil` where it leads nowhere.
  ///
  /// A path is relative to the write-up (`../brands/tongxinyuan.md`), or to the root of the site with a slash at its
  /// start (`/statistics/`).
  func target(of path: String, from file: String) -> Target? {
    guard path.hasPrefix("/") else {
      return AddressBook.resolve(path, from: file).flatMap { target(ofFile: $0) }
    }
    let page = path.hasSuffix("/") ? path.dropFirst() + "index.html" : path.dropFirst()
    if pages.contains(String(page)) { return .page(String(page), anchor: nil) }
    // The root may be that of the repository, which has the same folders.
    if let target = target(ofFile: String(page)) ?? target(ofFile: "content/" + page) { return target }
    if let target = target(ofFile: "static/" + page) { return target }
    let name = page.split(separator: "/").last ?? ""
    return name.contains(".") && !name.hasSuffix(".html") && !name.hasSuffix(".md")
      ? .file(String(page)) : nil
  }

  private func target(ofFile path: String) -> Target? {
    if images[path] != nil { return .picture(path) }
    if let address = statics[path] { return .file(address) }
    return byFile[path].map {
      let (page, anchor) = AddressBook.split($0)
      return .page(page, anchor: anchor.isEmpty ? nil : String(anchor.dropFirst()))
    }
  }

  /// The address of what a link leads to, from the root of the edition.
  func address(of target: Target) -> String {
    switch target {
    case .page(let address, _): address
    case .picture(let path): images[path]?.address ?? ""
    case .file(let address): siteRoot + address.escapedMarks
    }
  }

  /// The reason why no page shows the write-up that a link leads to, if it leads to one.
  func reason(for path: String, from file: String) -> Hidden? {
    guard let resolved = AddressBook.resolve(path, from: file),
      resolved.hasSuffix(".md"), files.contains(resolved), byFile[resolved] == nil
    else { return nil }
    return heldBack.contains(resolved) ? .heldBack : withoutPage.contains(resolved) ? .withoutPage : .mistaken
  }

  enum Hidden {
    /// A draft, or not to be published yet.
    case heldBack
    /// One of a section that the site does without: the text stays, the link goes.
    case withoutPage
    /// It has mistakes, which are reported in the file itself.
    case mistaken
  }

  /// The nearest path that does lead somewhere, spelled relative to the write-up.
  func nearestPath(to path: String, from file: String, with guesses: inout Guesses) -> String? {
    if path.hasPrefix("/") {
      return guesses.nearest(to: path, among: pages.map { "/" + Address.canonical($0) })
    }
    let folder = file.split(separator: "/").dropLast()
    return guesses.nearest(to: path, among: paths(from: folder))
  }

  /// The paths of all write-ups and pictures from a folder.
  private func paths(from folder: ArraySlice<Substring>) -> [String] {
    (Array(byFile.keys) + images.keys + statics.keys).sorted().map { target -> String in
      let parts = target.split(separator: "/")
      let common = zip(folder, parts).prefix { $0 == $1 }.count
      return (Array(repeating: "..", count: folder.count - common) + parts[common...].map(String.init))
        .joined(separator: "/")
    }
  }

  /// The size of a picture.
  func size(of target: Target) -> PictureSize? {
    if case .picture(let path) = target { images[path]?.size } else { nil }
  }

  static func split(_ destination: String) -> (path: String, fragment: String) {
    guard let hash = destination.utf8.firstIndex(of: UInt8(ascii: "#")) else { return (destination, "") }
    return (String(destination[..<hash]), String(destination[hash...]))
  }

  private static func resolve(_ path: String, from file: String) -> String? {
    var parts = file.split(separator: "/").dropLast().map(String.init)
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      switch part {
      case ".", "": continue
      case "..":
        guard parts.popLast() != nil else { return nil }
      default: parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}

extension String {
  /// The name of a file with the three characters escaped that mean something in an address: `100%.pdf`, `a#1.pdf`.
  fileprivate var escapedMarks: String {
    guard contains(where: { "%#?".contains($0) }) else { return self }
    return replacing("%", with: "%25").replacing("#", with: "%23").replacing("?", with: "%3F")
  }
}
