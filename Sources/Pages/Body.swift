import Diagnostics
import FrontMatter
import Markdown
import Records

/// The body of a write-up as markup, with its links leading to pages of the site.
package struct Body: Sendable {
  package let file: String
  let html: [UInt8]
  /// What the statistics fill, by where in the markup it belongs.
  let blocks: [(place: Int, block: LiveBlock)]
  /// The page that shows it.
  let page: String
  /// Those that an address can point at; none where its page has other bodies, too.
  fileprivate let headings: [Heading]
  /// Links to a heading of another write-up.
  fileprivate let references: [Reference]

  fileprivate struct Reference: Sendable {
    let file: String
    let fragment: String
    let link: Link
  }

  /// Renders the Markdown of a write-up. A link that leads nowhere inside the site is an error at its place.
  package init(
    _ document: WriteUp, in book: AddressBook, of content: Content, spacing: SpacingChecks?,
    reporting diagnostics: inout [Diagnostic]
  ) {
    if let spacing {
      checkProse(document.body, of: document.source, spacing: spacing, reporting: &diagnostics)
    }
    file = document.source.path
    let page = book.address(of: file) ?? ""
    self.page = AddressBook.split(page).path
    // Several reports share a region's page, so their headings bear no ids.
    let isWholePage = !page.utf8.contains(UInt8(ascii: "#"))
    var rendering = Rendering(
      document, in: book, page: page, headingIDs: isWholePage, headingShift: isWholePage ? 0 : 2)
    // A page has one heading of the first level, its title; those of the text begin below it.
    if isWholePage, rendering.markup.headings.contains(where: { $0.level == 1 }) {
      rendering = Rendering(document, in: book, page: page, headingIDs: true, headingShift: 1)
    }
    diagnostics += rendering.diagnostics
    html = rendering.markup.html
    blocks = rendering.markup.blocks.compactMap { held in
      LiveBlock.Kind(rawValue: held.word).flatMap {
        LiveBlock($0, held.content, of: document.source, in: content, reporting: &diagnostics)
      }.map { (held.place, $0) }
    }
    headings = isWholePage ? rendering.markup.headings : []
    references = rendering.references
  }

  private struct Rendering {
    let markup: RenderedMarkdown
    let references: [Reference]
    let diagnostics: [Diagnostic]

    private static let liveWords = Set(LiveBlock.Kind.allCases.map(\.rawValue))

    init(
      _ document: WriteUp, in book: AddressBook, page: String, headingIDs: Bool, headingShift: Int
    ) {
      let file = document.source.path
      var found: [Diagnostic] = [], broken: [Diagnostic] = [], fragments: [Link] = [],
        references: [Reference] = []
      markup = renderMarkdown(
        document.body, of: document.source, headingIDs: headingIDs, headingShift: headingShift, tables: .page,
        isUTF8: true, holdingBlocks: Rendering.liveWords,
        resolvingLinks: { link in
          if link.isExternal { return .keep }
          if link.destination.hasPrefix("#") {
            fragments.append(link)
            return .keep
          }
          if let target = book.target(of: link.destination, from: file) {
            if let (other, fragment) = book.heading(of: link.destination, from: file) {
              references.append(Reference(file: other, fragment: fragment, link: link))
            }
            return .replace(Address.root(of: AddressBook.split(page).path) + target)
          }
          let place = Location(file, link.range)
          switch book.reason(for: link.destination, from: file) {
          case .mistaken, .withoutPage: break
          case .heldBack: broken.append(.linkToHeldBack(link.destination, at: place))
          case nil:
            let meant = book.nearestTarget(to: link.destination, from: file)
            broken.append(.brokenLink(link.destination, meant: meant, at: place))
          }
          return .remove
        }, reporting: &found)
      let headings = markup.headings, ids = fragments.isEmpty ? [] : Set(headings.map(\.id))
      for link in fragments where !ids.contains(String(link.destination.dropFirst())) {
        // A Chinese heading has no id of its own words.
        let heading = headings.first { "#" + $0.text == link.destination }
        broken.append(
          .brokenLink(link.destination, meant: heading.map { "#" + $0.id }, at: Location(file, link.range)))
      }
      self.references = references
      diagnostics = found + broken
    }
  }
}

extension [Body] {
  /// Links to headings of other write-ups, which are known only when all have been rendered.
  package func checkFragments(reporting diagnostics: inout [Diagnostic]) {
    let targets = Set(flatMap { $0.references.map(\.file) })
    if targets.isEmpty { return }
    let ids = Dictionary(
      filter { targets.contains($0.file) }.map { ($0.file, Set($0.headings.map(\.id))) }
    ) { first, _ in first }
    for body in self {
      for reference in body.references where !(ids[reference.file]?.contains(reference.fragment) ?? true) {
        diagnostics.append(
          .brokenLink(reference.link.destination, meant: nil, at: Location(body.file, reference.link.range)))
      }
    }
  }
}

extension Link {
  /// Leads to another site or program, which the build does not look at.
  fileprivate var isExternal: Bool {
    let scheme = destination.prefix { $0 != ":" && $0 != "/" && $0 != "#" && $0 != "?" }
    return destination.dropFirst(scheme.count).hasPrefix(":") || destination.hasPrefix("//")
  }
}
