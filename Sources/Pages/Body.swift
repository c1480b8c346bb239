import Diagnostics
import FrontMatter
import Markdown
import Records

/// The body of a write-up as markup, with its links leading to pages of the site.
package struct Body: Sendable {
  package let file: String
  package let html: String

  /// Renders the Markdown of a write-up. A link that leads nowhere inside the site is an error at its place.
  package init(_ document: Document, in book: AddressBook, reporting diagnostics: inout [Diagnostic]) {
    let file = document.source.path
    let page = book.address(of: file) ?? ""
    let root = Address.root(of: String(page.prefix { $0 != "#" }))
    // Several reports share a region's page, so their headings bear no ids.
    let isWholePage = !page.contains("#")
    var broken: [Diagnostic] = [], fragments: [Link] = []
    let rendered = renderMarkdown(
      document.body, of: document.source, headingIDs: isWholePage, headingShift: isWholePage ? 0 : 2,
      resolvingLinks: { link in
        if link.isExternal { return .keep }
        if link.destination.hasPrefix("#") {
          fragments.append(link)
          return .keep
        }
        if let target = book.target(of: link.destination, from: file) { return .replace(root + target) }
        let place = Location(file, link.range)
        switch book.reason(for: link.destination, from: file) {
        case .mistaken: break
        case .heldBack: broken.append(.linkToHeldBack(link.destination, at: place))
        case nil:
          let meant = book.nearestTarget(to: link.destination, from: file)
          broken.append(.brokenLink(link.destination, meant: meant, at: place))
        }
        return .remove
      }, reporting: &diagnostics)
    let ids = Set(rendered.headings.map(\.id))
    for link in fragments where !ids.contains(String(link.destination.dropFirst())) {
      // A Chinese heading has no id of its own words.
      let heading = rendered.headings.first { "#" + $0.text == link.destination }
      broken.append(
        .brokenLink(
          link.destination, meant: heading.map { "#" + $0.id }, at: Location(file, link.range)))
    }
    diagnostics += broken
    self.file = file
    html = String(decoding: rendered.html, as: UTF8.self)
  }
}

extension Link {
  /// Leads to another site or program, which the build does not look at.
  fileprivate var isExternal: Bool {
    let scheme = destination.prefix { $0 != ":" && $0 != "/" && $0 != "#" && $0 != "?" }
    return destination.dropFirst(scheme.count).hasPrefix(":") || destination.hasPrefix("//")
  }
}
