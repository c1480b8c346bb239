import Diagnostics
import FrontMatter
import Markdown
import Records

/// The body of a write-up as markup, with its links leading to pages of the site.
package struct Body: Sendable {
  package var file: String { document.source.path }
  let document: WriteUp
  let html: [UInt8]
  /// The blocks that the statistics fill, by their offset in the markup.
  let blocks: [(offset: Int, block: LiveBlock)]
  /// The address of the page that shows it.
  let page: String
  package var isShown: Bool { !page.isEmpty }
  /// Links into the site that can be followed only once it is made.
  package let references: [PendingLink]
  /// The pictures that it shows or links to, by their paths.
  package let pictures: Set<String>

  /// Renders the Markdown of a write-up. A link that leads nowhere inside the site is an error.
  package init(
    _ document: WriteUp, in book: AddressBook, of content: Content, spacing: SpacingChecks?,
    reporting diagnostics: inout [Diagnostic]
  ) {
    if let spacing {
      checkProse(document.body, of: document.source, spacing: spacing, reporting: &diagnostics)
      checkMarkup(document.body, of: document.source, reporting: &diagnostics)
      checkBareNumbers(document, in: content, reporting: &diagnostics)
      checkUnknownBlocks(document, reporting: &diagnostics)
    }
    self.document = document
    let page = book.address(of: document.source.path) ?? ""
    self.page = AddressBook.split(page).path
    // Several reports share a region's page, so their headings bear no ids.
    let isWholePage = !page.utf8.contains(UInt8(ascii: "#"))
    var rendering = Rendering(
      document, in: book, page: page, headingIDs: isWholePage, headingShift: isWholePage ? 0 : 2)
    // A page has one heading of the first level, its title; those of the text begin below it.
    if isWholePage, rendering.markup.headings.contains(where: { $0.level == 1 }) {
      rendering = Rendering(document, in: book, page: page, headingIDs: true, headingShift: 1)
    }
    diagnostics += rendering.links.diagnostics
    let markup = SizedMarkup(rendering.markup.html, rendering.links.sizes)
    html = markup.html
    var blocks: [(offset: Int, block: LiveBlock)] = [], cells = 0
    let hasNumbers = rendering.markup.blocks.contains(where: \.isSpan)
    let subject = hasNumbers ? content.subject(of: document.source.path) : LiveBlock.Subject()
    // After so many mistakes nobody reads further ones.
    var mistakes = 0
    for held in rendering.markup.blocks where !held.isSpan || mistakes < 100 {
      let block =
        held.isSpan
        ? LiveBlock(
          number: held.word, held.content, of: document.source, subject: subject, in: content,
          reporting: &diagnostics)
        : LiveBlock.Kind(word: held.word).flatMap {
          LiveBlock($0, held.content, of: document.source, in: content, reporting: &diagnostics)
        }
      guard let block else {
        mistakes += 1
        continue
      }
      cells += block.request.cells
      if cells > InputLimit.liveCells {
        diagnostics.append(.tooManyLiveCells(at: block.location))
        break
      }
      blocks.append((markup.offset(of: held.offset), block))
    }
    self.blocks = blocks
    references = rendering.links.references
    pictures = rendering.links.pictures
  }

  private struct Rendering {
    let markup: RenderedMarkdown
    let links: BodyLinks

    private static let liveWords = Set(LiveBlock.Kind.allCases.flatMap(\.names))

    init(
      _ document: WriteUp, in book: AddressBook, page: String, headingIDs: Bool, headingShift: Int
    ) {
      var found: [Diagnostic] = [], links = BodyLinks(of: document.source, page: page, in: book)
      markup = renderMarkdown(
        document.body, of: document.source, headingIDs: headingIDs, headingShift: headingShift, tables: .page,
        // Footnotes have ids also where several bodies share a page.
        idPrefix: headingIDs
          ? "" : AddressBook.split(book.address(of: document.source.path) ?? "").fragment.dropFirst() + "-",
        holdingBlocks: Rendering.liveWords, holdingSpans: LiveBlock.numberMarks,
        resolvingLinks: { links.resolve($0) }, reporting: &found)
      links.diagnostics = found + links.diagnostics
      self.links = links
    }
  }
}
