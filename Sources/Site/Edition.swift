import Diagnostics
import Pages
import Records
import Search
import Statistics
import Synchronization
import Templates
import Wording

/// The site in one of its languages: the first stands at the root, each other in a folder of its own, in which
/// everything but the assets is the same under the same addresses.
struct Edition: Sendable {
  let language: SiteLanguage
  /// Empty for the first language, else `en/`.
  let folder: String
  let templates: TemplateSet
  let publication: Publication
  let frame: Frame
  var pages: [Page]
  /// The index that the page of the search loads.
  let searchFiles: [OutputFile]
  private let bodies: [Body]
  /// Links of texts to places in pages, by the address of the page; empty in all but the first edition, whose texts
  /// are those of all.
  private let fragments: [String: [Reference]]

  /// - Parameters:
  ///   - figures: those of the site, which are the same in all languages.
  ///   - keep: takes the files of the index as they are made.
  init?(
    _ language: SiteLanguage, of input: BuildInput, _ figures: PublishedFigures, assets: [Asset],
    timings: Timings?, keeping keep: (@Sendable (OutputFile) -> Void)?, reporting: inout [Diagnostic]
  ) {
    let content = figures.content, settings = content.settings
    folder = settings.folder(of: language)
    self.language = language
    guard let words = Words(input.catalogues(language), in: language, reporting: &reporting),
      let templates = timings.measure(.parse, { TemplateSet(input, words, reporting: &reporting) })
    else { return nil }
    self.templates = templates
    reporting += words.unused(mentioned: templates.members)
    // From an edition in a folder of its own, the assets of all are one step up.
    let up = folder.isEmpty ? "" : "../", images = assets.imageAddresses.mapValues { up + $0 }
    let site = input.baseURL ?? settings.baseURL
    let others = settings.languages.filter { $0 != language }.map { other in
      OtherLanguage(
        other, relativeRoot: up + settings.folder(of: other), baseURL: site + settings.folder(of: other))
    }
    let chineseRoot =
      language != .chinese && settings.languages.contains(.chinese) ? up + settings.folder(of: .chinese) : ""
    let book = AddressBook(
      content, images: images, files: input.texts.map(\.path) + input.unread, siteRoot: up,
      chineseRoot: chineseRoot)
    // The text is the same in all editions: the first looks at how it is written.
    let spacing = folder.isEmpty ? settings.spacingChecks : nil
    let bodies = timings.measure(.markdown) {
      // The tree of a large text takes hundreds of megabytes: one at a time.
      let alone = Mutex(())
      return content.documents.parallelMap(reporting: &reporting) { document, found in
        func body() -> Body { Body(document, in: book, of: content, spacing: spacing, reporting: &found) }
        return document.body.count < 1 << 19 ? body() : alone.withLock { _ in body() }
      }
    }
    let references = folder.isEmpty ? bodies.flatMap(\.references).filter { $0.fragment != nil } : []
    self.bodies = bodies
    fragments = Dictionary(grouping: references, by: \.address)
    // Before the data of pages are made: there is memory for it now, and they will use the same.
    let index = timings.measure(.search) { [folder] in
      SearchIndex(content, bodies, words, chineseRoot: chineseRoot, in: folder, keeping: keep)
    }
    searchFiles = index?.files ?? []
    let publication = timings.measure(.statistics) {
      Publication(
        figures, bodies: bodies, images: images, words: words, today: input.today, chineseRoot: chineseRoot)
    }
    // Editions differ in words alone.
    if folder.isEmpty { publication.checkLiveBlocks(of: bodies, reporting: &reporting) }
    self.publication = publication
    let baseURL = site + folder
    // A site may do without the templates of feeds.
    let forms = Frame.hasHost(baseURL) ? Page.feedTemplates.filter(templates.contains) : []
    let feeds =
      forms.isEmpty
      ? [] : publication.feeds(today: input.today, withParts: templates.members.contains(Page.ownFeeds))
    frame = Frame(
      content, words, baseURL: baseURL, assets: assets.map { ($0.name, up + $0.address) },
      others: others, feeds: feeds, forms: forms)
    pages =
      publication.pages(isAtRoot: folder.isEmpty) + publication.searchPages(index: index?.head)
      + publication.pages(of: feeds, templates: forms)
  }

  /// All pages, made on all cores and handed to `keep` as they are made.
  func render(
    keeping keep: (@Sendable (OutputFile) -> Void)?, reporting: inout [Diagnostic]
  ) -> [OutputFile] {
    // A template that goes on for ever on one page would do so on all: then it is rendered for no other.
    var seen: Set<String> = [], firsts: [Page] = [], others: [Page] = []
    for page in pages {
      if seen.insert(page.template).inserted { firsts.append(page) } else { others.append(page) }
    }
    let checked = pages.representatives
    var found: [Diagnostic] = []
    let files = render(firsts, checkingNamesOf: checked, keeping: keep, reporting: &found)
    reporting += found
    if found.contains(where: { $0.code == "template-limit" }) { return files }
    return files + render(others, checkingNamesOf: checked, keeping: keep, reporting: &reporting)
  }

  private func render(
    _ pages: [Page], checkingNamesOf checked: Set<String>, keeping keep: (@Sendable (OutputFile) -> Void)?,
    reporting: inout [Diagnostic]
  ) -> [OutputFile] {
    let files = pages.parallelMap(reporting: &reporting, with: { DataBuilder(for: templates) }) {
      page, data, found in
      let file = OutputFile(
        page, frame, templates, &data, checksNames: checked.contains(page.address), in: folder,
        reporting: &found)
      if let file, let references = fragments[page.address] {
        let ids = file.ids
        references.check(in: ids, reporting: &found)
      }
      return file?.kept(by: keep)
    }
    // What pages mention stands in these.
    withExtendedLifetime((publication, frame)) {}
    return files
  }
}

extension Edition {
  /// The pictures that a page shows or a text leads to.
  var pictures: Set<String> {
    let shown = publication.content.cases.flatMap { $0.images.map { Picture.folder + $0.file.value } }
    return bodies.reduce(into: Set(shown)) { if $1.isShown { $0.formUnion($1.pictures) } }
  }

  /// Write-ups that no page shows: drafts, those of a later day, and those of sections that the site does without.
  var hiddenFiles: Set<String> {
    Set(publication.content.heldBack.map(\.file) + bodies.filter { !$0.isShown }.map(\.file))
  }

  /// Links of texts to files that are no pages, such as `/feed.xml`.
  func checkFileLinks(among files: [OutputFile], reporting: inout [Diagnostic]) {
    let references = bodies.flatMap(\.references).filter { $0.fragment == nil }
    if references.isEmpty { return }
    let addresses = Set(files.map(\.address))
    references.check(among: addresses, reporting: &reporting)
  }
}

extension OutputFile {
  /// The values of all `id` attributes of a page.
  fileprivate var ids: Set<String> {
    let values = String(decoding: bytes, as: UTF8.self).split(separator: " id=\"").dropFirst()
    return Set(
      values.map { $0.prefix { $0 != "\"" } }.map {
        String($0).replacing("&amp;", with: "&").replacing("&#39;", with: "'")
      })
  }
}

extension SiteSettings {
  /// Where the site stands in one of its languages: empty for the first, else `en/`.
  fileprivate func folder(of language: SiteLanguage) -> String {
    language == languages.first ? "" : language.rawValue + "/"
  }
}

extension BuildInput {
  /// Documents → records; ledger → one edition for each language of the site.
  func editions(
    of content: Content, assets: [Asset], timings: Timings? = nil,
    keeping keep: (@Sendable (OutputFile) -> Void)? = nil, reporting: inout [Diagnostic]
  ) -> [Edition] {
    content.settings.checkLevels(reporting: &reporting)
    if let theme, !theme.templates.contains(where: { $0.path.hasSuffix(".html") }) {
      reporting.append(.noTheme(theme.folder))
    }
    content.checkImages(assets.imageAddresses, unread: unread, reporting: &reporting)
    pictures.check(reporting: &reporting)
    let (figures, idle) = timings.measure(.statistics) {
      let ledger = Ledger(content), findings = Reconciliation(ledger).findings()
      return (PublishedFigures(ledger, findings.discrepancies), findings.idle)
    }
    // What an explanation is about may be in a write-up that its mistakes keep out.
    if !reporting.hasErrors { reporting += idle.map { Diagnostic.explainsNothing($0, in: content) } }
    reporting += figures.discrepancies.map { Diagnostic($0, in: content) }
    return content.settings.languages.compactMap { language in
      Edition(
        language, of: self, figures, assets: assets, timings: timings, keeping: keep,
        reporting: &reporting)
    }
  }
}
