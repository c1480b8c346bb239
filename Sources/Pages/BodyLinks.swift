import Diagnostics
import Markdown
import Wording

/// The links and pictures of one body: where each leads, and what is wrong with those that lead nowhere.
struct BodyLinks {
  private(set) var references: [Reference] = []
  private(set) var pictures: Set<String> = []
  var diagnostics: [Diagnostic] = []

  private var guesses = Guesses()
  private let source: SourceText
  /// The address of the page that shows the body.
  private let page: String
  private let book: AddressBook

  init(of source: SourceText, page: String, in book: AddressBook) {
    self.source = source
    self.page = AddressBook.split(page).path
    self.book = book
  }

  mutating func resolve(_ link: Link) -> LinkResolution {
    let location = Location(source.path, link.range)
    if !link.hasText {
      diagnostics.keep(link.isImage ? .imageWithoutAlt(at: location) : .linkWithoutText(at: location))
    }
    switch LinkDestination(link.destination) {
    case .elsewhere:
      if !link.isImage || book.allowsPicture(link.destination) { return .keep }
      diagnostics.append(.pictureElsewhere(link.destination, at: location))
      return .remove
    case .mistaken(let mistake, let meant):
      diagnostics.keep(
        .badLink(link.destination, mistake, meant: replacement(meant, for: link), at: location))
      return .remove
    case .here(let path): return resolve(path, of: link, at: location)
    }
  }

  private mutating func resolve(_ path: LocalPath, of link: Link, at location: Location) -> LinkResolution {
    if path.path.isEmpty, path.query.isEmpty, let fragment = path.fragment {
      references.append(Reference(page, fragment: fragment, link.destination, at: location))
      return .keep
    }
    guard let target = book.target(of: path.path, from: source.path) else {
      report(path, of: link, at: location)
      return .remove
    }
    var suffix = path.suffix
    switch target {
    case .page(let address, let anchor):
      if let fragment = path.fragment {
        references.append(Reference(address, fragment: fragment, link.destination, at: location))
      } else if let anchor {
        suffix += "#" + anchor
      }
    case .picture(let path): pictures.insert(path)
    case .file(let address):
      references.append(Reference(address, fragment: nil, link.destination, at: location))
    }
    return .replace(Address.root(of: page) + book.address(of: target) + suffix)
  }

  private mutating func report(_ path: LocalPath, of link: Link, at location: Location) {
    switch book.reason(for: path.path, from: source.path) {
    case .mistaken, .withoutPage: break
    case .heldBack: diagnostics.keep(.linkToHeldBack(link.destination, at: location))
    case nil:
      let nearest = book.nearestPath(to: path.path, from: source.path, with: &guesses).map {
        $0 + path.suffix
      }
      let meant = replacement(nearest, for: link)
      diagnostics.keep(
        link.isImage
          ? .missingImage(link.destination, meant: meant, at: location)
          : .brokenLink(link.destination, meant: meant, at: location))
    }
  }

  /// The address to offer; `nil` where only the line of the destination is known.
  private func replacement(_ meant: String?, for link: Link) -> String? {
    source.text(link.range).contains("]") ? nil : meant
  }
}

/// A link to a heading, or to a file that is no page: what it leads to is known when the site is made.
package struct Reference: Sendable {
  /// The address of the page, from the root of its edition, or of the file, from that of the site.
  package let address: String
  /// The id in the page that is meant; `nil` for a file.
  package let fragment: String?
  private let written: String
  private let location: Location

  init(_ address: String, fragment: String?, _ written: String, at location: Location) {
    self.address = address
    self.fragment = fragment
    self.written = written
    self.location = location
  }

  fileprivate func check(in ids: Set<String>, _ guesses: inout Guesses) -> Diagnostic? {
    guard let fragment, !ids.contains(fragment) else { return nil }
    // 一、基本情况 for 基本情况: the heading's words instead of its name.
    let name = HeadingIDs.name(of: fragment)
    let meant = ids.contains(name) ? name : guesses.nearest(to: fragment, among: ids.sorted())
    let path = AddressBook.split(written).path
    return .deadFragment(written, meant: meant.map { path + "#" + $0 }, at: location)
  }

  fileprivate func check(among files: Set<String>, _ guesses: inout Guesses) -> Diagnostic? {
    guard fragment == nil, !files.contains(address) else { return nil }
    let meant = guesses.nearest(to: address, among: files.sorted())
    return .brokenLink(written, meant: meant.map { "/" + $0 }, at: location)
  }
}

extension [Reference] {
  /// - Parameter ids: those of the page that all of them lead to.
  package func check(in ids: Set<String>, reporting diagnostics: inout [Diagnostic]) {
    var guesses = Guesses()
    diagnostics += compactMap { $0.check(in: ids, &guesses) }
  }

  /// - Parameter files: the addresses of all files of the site.
  package func check(among files: Set<String>, reporting diagnostics: inout [Diagnostic]) {
    var guesses = Guesses()
    diagnostics += compactMap { $0.check(among: files, &guesses) }
  }
}
