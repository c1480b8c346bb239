import Diagnostics
import FrontMatter
import Pages
import Records
import Statistics
import Templates

// The whole program is a function: files → documents → records → figures → pages → output. Every stage reports its
// mistakes and leaves out what it cannot use; the others go on with the rest, so one run finds all there is to say.

/// The files of a site; none if anything is wrong with its content or templates.
///
/// - Parameter keep: takes each file as soon as it is made, on the thread that made it; without, the result has them
///   all. It has to forget them if the result has errors.
package func build(
  _ input: BuildInput, timings: Timings? = nil, keeping keep: (@Sendable (OutputFile) -> Void)? = nil
) -> BuildResult {
  var diagnostics: [Diagnostic] = []
  let templates = timings.measure(.parse) { TemplateSet(input, reporting: &diagnostics) }
  guard let content = readContent(input, timings: timings, reporting: &diagnostics) else {
    return BuildResult(files: [], diagnostics: diagnostics.sortedByPlace(), publication: nil)
  }
  let assets = input.hashedAssets
  let publication = publish(content, input, assets, timings: timings, reporting: &diagnostics)
  let baseURL = input.baseURL ?? content.settings.baseURL, hasHost = Frame.hasHost(baseURL)
  // A site may do without the template of a feed.
  let hasFeed = hasHost && templates?.contains(Page.feedTemplate) ?? false
  let feed = hasFeed ? publication.feedPages(today: input.today) : []
  let frame = Frame(
    content, baseURL: baseURL, assets: assets.map { ($0.name, $0.address) }, hasFeed: !feed.isEmpty)
  let pages = publication.pages() + feed
  pages.checkAddresses(reporting: &diagnostics)
  let checked = pages.representatives
  let rendered = timings.measure(.render, bytes: \.byteCount) {
    pages.parallelMap(reporting: &diagnostics, with: { DataBuilder(for: templates) }) { page, data, found in
      OutputFile(
        page, frame, templates, &data, checksNames: checked.contains(page.address), reporting: &found
      )?.kept(by: keep)
    }
  }

  // What pages mention stands in these.
  withExtendedLifetime((publication, frame)) {}
  diagnostics = diagnostics.atLevels(content.settings.checks).sortedByPlace()
  let others =
    assets.map { OutputFile(address: $0.address, bytes: $0.bytes) }
    + (hasHost ? pages.filesForSearchEngines(baseURL) : [])
  let files = rendered + others.map { $0.kept(by: keep) }
  return BuildResult(
    files: diagnostics.hasErrors ? [] : files, diagnostics: diagnostics, publication: publication)
}

/// Files → documents → records; a build holds back what is not to be published yet.
package func readContent(
  _ input: BuildInput, holdingBack: Bool = true, timings: Timings? = nil,
  reporting diagnostics: inout [Diagnostic]
) -> Content? {
  let documents = timings.measure(.parse) {
    input.texts.parallelMap(reporting: &diagnostics) { Document(file: $0, reporting: &$1) }
  }
  diagnostics += input.missingFiles
  return timings.measure(.records) {
    Content(documents, today: holdingBack ? input.today : nil, reporting: &diagnostics)
  }
}

/// Records → figures, what does not fit together among them, and bodies as markup.
func publish(
  _ content: Content, _ input: BuildInput, _ assets: [Asset], timings: Timings? = nil,
  reporting diagnostics: inout [Diagnostic]
) -> Publication {
  content.settings.checkLevels(reporting: &diagnostics)
  let images = assets.imageAddresses
  content.checkImages(images, reporting: &diagnostics)
  let book = AddressBook(content, images: images, files: input.texts.map(\.path))
  let spacing = content.settings.spacingChecks
  let bodies = timings.measure(.markdown) {
    content.documents.parallelMap(reporting: &diagnostics) {
      Body($0, in: book, spacing: spacing, reporting: &$1)
    }
  }
  bodies.checkFragments(reporting: &diagnostics)
  return timings.measure(.statistics) {
    let ledger = Ledger(content)
    let discrepancies = Reconciliation(ledger).discrepancies()
    diagnostics += discrepancies.map { Diagnostic($0, in: content) }
    return Publication(ledger, discrepancies: discrepancies, bodies: bodies, images: images)
  }
}
