import Diagnostics
import FrontMatter
import Records

/// Where every page stands, from the root of the site. Whole file names (`…/index.html`), so that links
/// also work on a site opened from disk.
package enum Address {
  static let home = "index.html"
  static let notFound = "404.html"

  package static func folder(_ path: String) -> String { path + "/index.html" }
  static func region(_ region: Region) -> String { folder("regions/" + region.address) }
  static func record(_ folder: String, _ stem: String) -> String { self.folder(folder + "/" + stem) }

  /// Of a brand, method, topic or platform; `nil` where the site has no such section.
  static func named<Record: NamedRecord>(_ record: Record, in content: Content) -> String? {
    content.settings.sections.contains(Record.section)
      ? self.record(Record.section.rawValue, record.naming.stem) : nil
  }

  /// A report stands on the page of its region.
  static func report(_ report: Report, in content: Content) -> String {
    region(content.regions[report.region]) + "#" + anchor(of: report)
  }

  static func anchor(of report: Report) -> String { "report-" + report.stem }

  /// From a page back to the root: `""`, `"../"`, `"../../"` …
  static func root(of address: String) -> String {
    String(repeating: "../", count: address.utf8.count { $0 == UInt8(ascii: "/") })
  }

  /// As it stands in links between sites: without `index.html`.
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

  /// - Parameters:
  ///   - files: all files below `content/`, also those that could not be read.
  ///   - chineseRoot: from the root of the edition to that of the Chinese one, where the printed sheets are.
  package init(
    _ content: Content, images: [String: String], files: [String], chineseRoot: String = ""
  ) {
    heldBack = Set(content.heldBack.map(\.file))
    self.files = files
    byFile.reserveCapacity(files.count + images.count)
    pages.reserveCapacity(files.count + images.count + content.regions.all.count)
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
    let sections = content.settings.sections
    for item in content.briefings {
      add(
        item.file, sections.contains(.briefings) ? chineseRoot + Address.record("briefings", item.stem) : nil)
    }
    // On the pages of their regions.
    for report in content.reports { byFile[report.file] = Address.report(report, in: content) }
    byFile.merge(images) { $1 }
    pages.formUnion(images.values.map { AddressBook.split($0).path })
    pages.formUnion(content.regions.all.map(Address.region))
    pages.formUnion(sections.map { Address.folder($0.rawValue) })
    pages.formUnion([Address.home, Address.folder("regions")])
    if sections.contains(.statistics) {
      pages.insert(Address.folder("reconciliation"))
      pages.formUnion(content.metrics.all.map { Address.record("statistics", $0.id) })
    }
  }

  /// Of the page that shows a write-up or picture; `nil` for a file that is none.
  package func address(of file: String) -> String? { byFile[file] }

  /// Where a link in a write-up leads, from the root of the site; `nil` where it leads nowhere.
  ///
  /// A link is a path relative to the write-up (`../brands/tongxinyuan.md`), or to the root of the site with
  /// a slash at its start (`/statistics/`).
  func target(of destination: String, from file: String) -> String? {
    let (path, fragment) = AddressBook.split(destination)
    if path.hasPrefix("/") {
      let page =
        path.hasSuffix("/") || path == "/"
        ? String(path.dropFirst()) + "index.html" : String(path.dropFirst())
      return pages.contains(page) ? page + fragment : nil
    }
    guard let resolved = AddressBook.resolve(path, from: file), let address = byFile[resolved] else {
      return nil
    }
    return fragment.isEmpty ? address : AddressBook.split(address).path + fragment
  }

  /// The write-up and the heading in it that a link leads to, if it names one.
  func heading(of destination: String, from file: String) -> (file: String, fragment: String)? {
    let (path, fragment) = AddressBook.split(destination)
    guard fragment.count > 1, let resolved = AddressBook.resolve(path, from: file), resolved.hasSuffix(".md")
    else {
      return nil
    }
    return (resolved, String(fragment.dropFirst()))
  }

  /// Why a link leads to a write-up that no page shows, if that is so.
  func reason(for destination: String, from file: String) -> Hidden? {
    guard let resolved = AddressBook.resolve(AddressBook.split(destination).path, from: file),
      resolved.hasSuffix(".md"), files.contains(resolved), byFile[resolved] == nil
    else { return nil }
    return heldBack.contains(resolved) ? .heldBack : withoutPage.contains(resolved) ? .withoutPage : .mistaken
  }

  enum Hidden {
    /// A draft, or not to be published yet.
    case heldBack
    /// Of a section that the site does without: the text stays, the link goes.
    case withoutPage
    /// It has mistakes, which are reported in the file itself.
    case mistaken
  }

  /// The nearest path that does lead somewhere, spelled relative to the write-up.
  func nearestTarget(to destination: String, from file: String) -> String? {
    let (path, fragment) = AddressBook.split(destination)
    if path.hasPrefix("/") {
      return nearest(to: path, among: pages.map { "/" + Address.canonical($0) }).map { $0 + fragment }
    }
    let folder = file.split(separator: "/").dropLast()
    let known = byFile.keys.sorted().map { target -> String in
      let parts = target.split(separator: "/")
      let common = zip(folder, parts).prefix { $0 == $1 }.count
      return (Array(repeating: "..", count: folder.count - common) + parts[common...].map(String.init))
        .joined(separator: "/")
    }
    return nearest(to: path, among: known).map { $0 + fragment }
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
