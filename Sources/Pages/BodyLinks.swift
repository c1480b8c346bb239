import Diagnostics
import Markdown
import Wording

/// The links and pictures of one body: where each leads, and what is wrong with those that lead nowhere.
struct BodyLinks {
  private(set) var references: [PendingLink] = []
  private(set) var pictures: Set<String> = []
  /// The sizes of pictures by their addresses.
  private(set) var sizes: [String: PictureSize] = [:]
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
      references.append(PendingLink(page, fragment: fragment, link.destination, at: location))
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
        references.append(PendingLink(address, fragment: fragment, link.destination, at: location))
      } else if let anchor {
        suffix += "#" + anchor
      }
    case .picture(let path): pictures.insert(path)
    case .file(let address):
      references.append(PendingLink(address, fragment: nil, link.destination, at: location))
    }
    let address = Address.root(of: page) + book.address(of: target) + suffix
    if link.isImage, let size = book.size(of: target) { sizes[address] = size }
    return .replace(address)
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
