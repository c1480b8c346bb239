import Diagnostics
import Files
import Pages
import Records
import Templates
import Wording

/// The content as printed sheets of a kind show it: read and checked once, for any number of them.
package struct PrintedSheets: Sendable {
  /// The styles of the sheets, which no page of the site uses.
  static let styles = "printed.css"

  private let kind: PrintedKind
  private let input: BuildInput
  private let edition: Edition
  /// The words of the English edition; nil where the site has none.
  private let english: Words?
  private let assets: [Asset]
  package var content: Content { edition.publication.content }
  package var hasEnglish: Bool { english != nil }

  /// Returns nil where a write-up or a template has a mistake: without it a number would be another.
  package init?(_ input: BuildInput, for kind: PrintedKind, reporting diagnostics: inout [Diagnostic]) {
    guard let content = readContent(input, looksForPersonalData: true, reporting: &diagnostics) else {
      return nil
    }
    let assets = input.hashedAssets
    let figures = input.figures(of: content, assets, reporting: &diagnostics)
    let editions = content.settings.languages.compactMap { language in
      Edition(
        language, of: input, figures, assets, rendering: kind.template, writingTo: OutputRecord(nil),
        reporting: &diagnostics)
    }
    func first(in language: SiteLanguage) -> Edition? {
      editions.first { $0.publication.words.language == language }
    }
    guard !diagnostics.hasErrors, let edition = first(in: .chinese) ?? editions.first else { return nil }
    (self.kind, self.input, self.edition, self.assets) = (kind, input, edition, assets)
    english = first(in: .english)?.publication.words
  }

  /// Returns nil where no case is selected, or where it cannot be made, which is reported.
  ///
  /// - Parameter pictureLimit: the bytes of all pictures that it shows, each as often as it shows it.
  package func sheet(
    of selection: PrintedSelection, pictureLimit: Int = 256 << 20,
    reporting diagnostics: inout [Diagnostic]
  ) -> PrintedSheet? {
    let publication = edition.publication
    guard let page = publication.printedPage(kind, of: selection, today: input.today, english: english) else {
      return nil
    }
    let baseURL = input.baseURL ?? content.settings.baseURL
    let text = edition.standaloneText(
      of: page, by: page.template, assets.filter { !$0.isPicture && $0.name.hasSuffix(".css") },
      baseURL: baseURL, reporting: &diagnostics)
    if diagnostics.hasErrors { return nil }
    let host = Frame.hasHost(baseURL) ? baseURL : nil
    var markup = SheetMarkup(
      text.withOwnIDs, root: Address.root(of: page.address), baseURL: host,
      of: SourceText(path: "content/cases", ""))
    markup.embedPictures(
      assets + input.statics.map { Asset($0) }, limit: pictureLimit, reporting: &diagnostics)
    markup.settleLinks()
    if diagnostics.hasErrors { return nil }
    return PrintedSheet(
      page: Array(markup.text.fetchingNothing.utf8), file: selection.file ?? "content/cases",
      address: host.map { $0 + Address.canonical(page.address) } ?? "")
  }
}

extension PrintedSheet {
  fileprivate init(page: [UInt8], file: String, address: String) {
    self.page = page
    self.file = file
    self.address = address
  }
}

extension String {
  /// The page with the ids inside an article made its own, since the headings and footnotes of two write-ups may have the
  /// same; and with a value for each attribute, as XML has it.
  fileprivate var withOwnIDs: String {
    let opening = "<article id=\""
    var parts = self.split(separator: opening, omittingEmptySubsequences: false).map(String.init)
    for (number, part) in parts.enumerated().dropFirst() {
      let name = part.prefix { $0 != "\"" }, end = part.firstRange(of: "</article>")?.lowerBound
      let inside = part[name.endIndex..<(end ?? part.endIndex)]
        .replacing(" id=\"", with: " id=\"\(name)-").replacing(" href=\"#", with: " href=\"#\(name)-")
        .replacing(" data-footnote-ref role=\"", with: " role=\"")
        .replacing(" data-footnotes role=\"", with: " role=\"")
        .replacing(
          " data-footnote-backref data-footnote-backref-idx=\"", with: " data-footnote-backref-idx=\"")
      parts[number] = String(name + inside + part[(end ?? part.endIndex)...])
    }
    return parts.joined(separator: opening)
  }
}
