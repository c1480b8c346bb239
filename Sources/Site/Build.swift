import Bytes
import Diagnostics
import Files
import Pages
import Records
import SearchIndex
import Statistics
import Templates
import Wording

// The whole program is a function: files → documents → records → statistics → pages → output. Every stage reports its
// mistakes and leaves out what it cannot use; the others go on with the rest, so one run finds all there is to say.

/// Builds a site: checks it, and writes it where it is told to.
///
/// - Parameter sink: takes each file as soon as it is made, on the thread that made it. It has to forget them if the result
///   has errors.
package func build(
  _ input: BuildInput, timings: Timings? = nil, writingTo sink: (any OutputSink)? = nil
) -> BuildResult {
  var diagnostics: [Diagnostic] = []
  let output = OutputRecord(sink)
  input.checkTemplates(reporting: &diagnostics)
  input.checkThemeOrigins(reporting: &diagnostics)
  guard
    let content = readContent(input, looksForPersonalData: true, timings: timings, reporting: &diagnostics)
  else { return BuildResult(addresses: [], diagnostics: diagnostics.sortedByLocation(), publication: nil) }
  content.checkDates(today: input.today, in: input.contentFiles, reporting: &diagnostics)

  let assets = input.hashedAssets
  let figures = input.figures(of: content, assets, timings: timings, reporting: &diagnostics)
  var editions = content.settings.languages.compactMap { language in
    Edition(
      language, of: input, figures, assets, timings: timings, writingTo: output, reporting: &diagnostics)
  }
  timings.measure(.data, bytes: { _ in output.takeByteCount() }) { editions.writeOpenData(input, to: output) }
  timings.measure(.render, bytes: { _ in output.takeByteCount() }) {
    for edition in editions { edition.render(writingTo: output, reporting: &diagnostics) }
  }
  var sheets: [PrintedSheet] = []
  if input.printsBriefings {
    for edition in editions { sheets += edition.briefingSheets(input, assets, reporting: &diagnostics) }
  }
  let used = assets.leavingOutUnused(input, editions.first, reporting: &diagnostics)
  let others = used.map(\.file) + editions.filesForSearchEngines(input.baseURL ?? content.settings.baseURL)
  for file in others where !input.statics.replace(file) { output.write(file) }

  output.addresses.check(
    besides: editions.first?.pages ?? [], input.statics,
    editions: editions.dropFirst().map(\.location.folder),
    reporting: &diagnostics)
  if !diagnostics.hasErrors { for file in input.statics { output.write(file.output) } }
  let addresses = (output.addresses + sheets.flatMap(\.printedAddresses)).sorted()
  editions.first?.checkFileLinks(
    among: addresses + input.statics.map(\.address), reporting: &diagnostics)
  diagnostics.leaveConflictsAlone()
  diagnostics = diagnostics.applyingSeverities(content.settings.checks).sortedByLocation()
  return BuildResult(
    addresses: addresses, diagnostics: diagnostics, publication: editions.first?.publication, sheets: sheets)
}

/// Files → documents → records; a build holds back what is not to be published yet, and looks through what is to be
/// published for personal data.
package func readContent(
  _ input: BuildInput, holdingBack: Bool = true, looksForPersonalData: Bool = false, timings: Timings? = nil,
  reporting diagnostics: inout [Diagnostic]
) -> Content? {
  let documents = timings.measure(.parse) {
    input.contentFiles.parallelMap(reporting: &diagnostics) { $0.document(reporting: &$1) }
  }
  diagnostics += input.missingFiles
  if looksForPersonalData { input.checkPersonalData(documents, reporting: &diagnostics) }
  return timings.measure(.records) {
    let content = Content(
      documents, texts: input.sourceTexts.map { FoundText($0, sha256: $0.bytes.sha256) },
      folder: input.sourceFolder,
      builtInMetrics: input.builtInMetrics.flatMap { $0.document(reporting: &diagnostics) },
      today: holdingBack ? input.today : nil, admitting: input.admittedDraft, readings: input.readings,
      reporting: &diagnostics)
    diagnostics.forgiveUnreadNames(of: input.contentFiles, read: documents.map(\.source.path))
    return content
  }
}

extension BuildInput {
  /// Records → statistics: every figure, and what contradicts another.
  func figures(
    of content: Content, _ assets: [Asset], timings: Timings? = nil, reporting: inout [Diagnostic]
  ) -> PublishedFigures {
    content.settings.checkLevels(reporting: &reporting)
    if let theme, !theme.templates.contains(where: { $0.path.hasSuffix(".html") }) {
      reporting.append(.noTheme(theme.folder))
    }
    content.checkImages(assets.images, statics: statics, unread: unread, reporting: &reporting)
    reporting += pictures.compactMap(\.finding)
    let (figures, idle) = timings.measure(.statistics) {
      let ledger = Ledger(content), findings = Reconciliation(ledger).findings()
      return (PublishedFigures(ledger, findings.discrepancies), findings.idle)
    }
    // The subject of an explanation may be in a write-up that its mistakes keep out.
    if !reporting.hasErrors { reporting += idle.map { Diagnostic.explainsNothing($0, in: content) } }
    reporting += figures.discrepancies.map { Diagnostic($0, in: content) }
    return figures
  }
}

extension Edition {
  /// Statistics → pages, in one of the site's languages. Returns nil where it has no templates or no words.
  ///
  /// - Parameters:
  ///   - template: the only one that is to be rendered: mistakes of others are not looked for, and there is no search.
  ///   - output: takes the files of the search index.
  init?(
    _ language: SiteLanguage, of input: BuildInput, _ figures: PublishedFigures, _ assets: [Asset],
    rendering template: String? = nil, timings: Timings? = nil, writingTo output: OutputRecord,
    reporting: inout [Diagnostic]
  ) {
    let content = figures.content, settings = content.settings
    let location = EditionLocation(language, settings, baseURL: input.baseURL)
    guard let words = Words(input.catalogues(language), in: language, reporting: &reporting),
      let templates = timings.measure(
        .parse, { TemplateSet(input, words, for: template, reporting: &reporting) })
    else { return nil }
    reporting += words.unused(mentioned: templates.members)

    let images = assets.images.mapValues { $0.seen(from: location.root) }
    let book = AddressBook(
      content, images: images, statics: input.statics.addresses,
      files: input.contentFiles.map(\.path) + input.unread, siteRoot: location.root,
      chineseRoot: location.chineseRoot)
    // The text is the same in all editions: the first looks at how it is written.
    let spacing = location.isFirst ? settings.spacingChecks : nil
    let bodies = timings.measure(.markdown) { content.bodies(in: book, spacing, reporting: &reporting) }
    // Before the data of pages are made: there is memory for it now, and they will use the same.
    let index = timings.measure(.search, bytes: { _ in output.takeByteCount() }) {
      template == nil ? StaticIndex(figures, bodies, words, location, writingTo: output) : nil
    }
    let publication = timings.measure(.statistics) {
      Publication(
        figures, bodies: bodies, images: images, words: words, baseURL: location.baseURL, today: input.today,
        chineseRoot: location.chineseRoot, printsBriefings: input.printsBriefings)
    }
    // Editions differ in words alone.
    if location.isFirst {
      publication.checkLiveBlocks(of: bodies, reporting: &reporting)
      // The number may be in a report that its mistakes keep out.
      if !reporting.hasErrors { publication.checkBriefings(reporting: &reporting) }
    }
    let shown = images.merging(input.staticImages.mapValues { $0.seen(from: location.root) }) { first, _ in
      first
    }
    self.init(
      location, templates, publication, bodies, assets, shown, searchHead: index?.head, today: input.today)
  }
}
