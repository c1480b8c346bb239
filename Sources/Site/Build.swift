import Bytes
import Diagnostics
import FrontMatter
import Pages
import Records

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
  input.checkTemplates(reporting: &diagnostics)
  guard
    let content = readContent(input, looksForPersonalData: true, timings: timings, reporting: &diagnostics)
  else {
    return BuildResult(files: [], diagnostics: diagnostics.sortedByPlace(), publication: nil)
  }
  content.checkDates(today: input.today, in: input.texts, reporting: &diagnostics)
  let assets = input.hashedAssets
  var editions = input.editions(
    of: content, assets: assets, timings: timings, keeping: keep, reporting: &diagnostics)
  let data = timings.measure(.data, bytes: \.byteCount) { editions.addOpenData(input, keeping: keep) }
  let pages = timings.measure(.render, bytes: \.byteCount) {
    editions.flatMap { $0.render(keeping: keep, reporting: &diagnostics) }
  }
  let published = assets.leavingOutUnused(input, editions.first, reporting: &diagnostics)
  let others =
    published.map(\.file)
    + editions.filesForSearchEngines(input.baseURL ?? content.settings.baseURL)
  let files = pages + data + editions.flatMap(\.searchFiles) + others.map { $0.kept(by: keep) }
  files.checkAddresses(of: editions.first?.pages ?? [], reporting: &diagnostics)
  editions.first?.checkFileLinks(among: files, reporting: &diagnostics)
  diagnostics.leaveConflictsAlone()
  diagnostics = diagnostics.atLevels(content.settings.checks).sortedByPlace()
  return BuildResult(
    files: diagnostics.hasErrors ? [] : files, diagnostics: diagnostics,
    publication: editions.first?.publication)
}

/// Files → documents → records; a build holds back what is not to be published yet, and what is to be published is looked
/// through for personal data.
package func readContent(
  _ input: BuildInput, holdingBack: Bool = true, looksForPersonalData: Bool = false, timings: Timings? = nil,
  reporting diagnostics: inout [Diagnostic]
) -> Content? {
  let documents = timings.measure(.parse) {
    input.texts.parallelMap(reporting: &diagnostics) { $0.document(reporting: &$1) }
  }
  diagnostics += input.missingFiles
  if looksForPersonalData { input.checkPersonalData(documents, reporting: &diagnostics) }
  return timings.measure(.records) {
    let content = Content(
      documents, texts: input.sourceTexts.map { FoundText($0, sha256: $0.bytes.sha256) },
      folder: input.sourceFolder, today: holdingBack ? input.today : nil, reporting: &diagnostics)
    diagnostics.forgiveUnreadNames(of: input.texts, read: documents.map(\.source.path))
    return content
  }
}
