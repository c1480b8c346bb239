import Diagnostics
import Files
import OfficeFiles
import OpenData
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

  /// The tables of the site's open data.
  var export: Export {
    Export(
      edition.publication.figures, today: input.today, baseURL: input.baseURL ?? content.settings.baseURL)
  }

  /// The register as the sheet of a workbook; nil where it would have no case.
  func register(of selection: PrintedSelection, isForced: Bool) -> Workbook.Sheet? {
    edition.publication.registerSheet(of: selection, today: input.today, isForced: isForced)
  }

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
    let source = SourceText(path: selection.file ?? "content/cases", "")
    let sheet = edition.sheet(
      of: page, from: source, input, assets, pictureLimit: pictureLimit, reporting: &diagnostics
    ).sheet
    return diagnostics.hasErrors ? nil : sheet
  }
}
