import Diagnostics
import Files
import Markdown
import Pages
import Records
import SearchIndex
import Statistics
import Synchronization
import Templates
import Wording

/// The site in one of its languages: the first is at the root, each other in a folder of its own, in which everything but
/// the assets is the same under the same addresses.
struct Edition: Sendable {
  let location: EditionLocation
  let templates: TemplateSet
  let publication: Publication
  let frame: Frame
  var pages: [Page]
  private let bodies: [Body]
  private let images: [String: ImageFile]
  /// Links of texts to ids in pages, by the address of the page; empty in all but the first edition, whose texts are those
  /// of all.
  private let fragments: [String: [PendingLink]]

  /// - Parameters:
  ///   - images: the pictures and the files of `static/`, by their paths.
  ///   - searchHead: the address of the file with which the search begins; nil in a site without a search.
  init(
    _ location: EditionLocation, _ templates: TemplateSet, _ publication: Publication, _ bodies: [Body],
    _ assets: [Asset], _ images: [String: ImageFile], searchHead: String?, today: Day
  ) {
    (self.location, self.templates, self.publication, self.bodies) = (
      location, templates, publication, bodies
    )
    self.images = images
    let references = location.isFirst ? bodies.flatMap(\.references).filter { $0.fragment != nil } : []
    fragments = Dictionary(grouping: references, by: \.address)
    // A site may do without the templates of feeds.
    let forms = Frame.hasHost(location.baseURL) ? Page.feedTemplates.filter(templates.contains) : []
    let feeds =
      forms.isEmpty
      ? [] : publication.feeds(today: today, withParts: templates.members.contains(Page.ownFeeds))
    frame = Frame(
      publication.content, publication.words, in: publication.shared, baseURL: location.baseURL,
      assets: assets.map { ($0.name, location.root + $0.address) }, images: images, others: location.others,
      feeds: feeds,
      forms: forms)
    pages =
      publication.pages(isAtRoot: location.isFirst) + publication.searchPages(index: searchHead)
      + publication.pages(of: feeds, templates: forms)
  }

  /// Writes all pages, made on all cores.
  func render(writingTo sink: some OutputSink, reporting: inout [Diagnostic]) {
    // A template that goes on for ever on one page would do so on all: then it is rendered for no other.
    var seen: Set<String> = [], firsts: [Page] = [], others: [Page] = []
    for page in pages {
      if seen.insert(page.template).inserted { firsts.append(page) } else { others.append(page) }
    }
    let checked = pages.representatives
    var found: [Diagnostic] = []
    render(firsts, checkingNamesOf: checked, writingTo: sink, reporting: &found)
    reporting += found
    if found.contains(where: { $0.code == "template-limit" }) { return }
    render(others, checkingNamesOf: checked, writingTo: sink, reporting: &reporting)
  }

  private func render(
    _ pages: [Page], checkingNamesOf checked: Set<String>, writingTo sink: some OutputSink,
    reporting: inout [Diagnostic]
  ) {
    _ = pages.parallelMap(
      reporting: &reporting, with: { DataBuilder(for: templates, with: publication.shared) }
    ) {
      page, data, found -> Void? in
      let isChecked = checked.contains(page.address)
      guard let file = file(of: page, &data, checksNames: isChecked, reporting: &found) else { return nil }
      if let references = fragments[page.address] { references.check(in: file.ids, reporting: &found) }
      sink.write(file)
      return nil
    }
  }

  /// Renders a page. Returns nil where it cannot be; the same mistake on several pages is said once when all are sorted.
  ///
  /// - Parameter checksNames: reports names that the page does not have in branches too that it does not take.
  private func file(
    of page: Page, _ data: inout DataBuilder, checksNames: Bool, reporting diagnostics: inout [Diagnostic]
  ) -> OutputFile? {
    data.clear()
    let name = page.template, names = frame.data(of: page, &data)
    if checksNames { diagnostics += templates.missingNames(in: name, with: names, of: data) }
    var bytes: [UInt8] = []
    do {
      try templates.render(name, with: names, of: data, into: &bytes)
      return OutputFile(address: location.folder + page.address, bytes: bytes)
    } catch {
      diagnostics.append(error)
      return nil
    }
  }
}

extension Edition {
  /// The pictures that a page shows or a text leads to.
  var pictures: Set<String> {
    let content = publication.content
    let shown =
      content.cases.flatMap { $0.images.map { Picture.folder + $0.file.value } }
      + content.settings.office.pictures.compactMap { images.path(named: $0.value) }
    return bodies.reduce(into: Set(shown)) { if $1.isShown { $0.formUnion($1.pictures) } }
  }

  /// Write-ups that no page shows: drafts, those of a later day, and those of sections that the site does without.
  var hiddenFiles: Set<String> {
    Set(publication.content.heldBack.map(\.file) + bodies.filter { !$0.isShown }.map(\.file))
  }

  /// Checks links of texts to files that are no pages, such as `/feed.xml`.
  func checkFileLinks(among addresses: [String], reporting: inout [Diagnostic]) {
    let references = bodies.flatMap(\.references).filter { $0.fragment == nil }
    if !references.isEmpty { references.check(among: Set(addresses), reporting: &reporting) }
  }
}

/// The folder of an edition, and the ways from it to the others.
struct EditionLocation: Sendable {
  /// Empty for the first language, else `en/`.
  let folder: String
  /// The path from the edition to the root of the site, in which the assets of all editions are: empty or `../`.
  let root: String
  /// The path to the Chinese edition from another one; empty where there is none.
  let chineseRoot: String
  let baseURL: String
  let others: [OtherLanguage]

  /// - Parameter baseURL: in place of the one in the settings.
  init(_ language: SiteLanguage, _ settings: SiteSettings, baseURL: String?) {
    func folder(of language: SiteLanguage) -> String {
      language == settings.languages.first ? "" : language.rawValue + "/"
    }
    let site = baseURL ?? settings.baseURL, root = folder(of: language).isEmpty ? "" : "../"
    let others = settings.languages.filter { $0 != language }
    self.folder = folder(of: language)
    self.root = root
    self.baseURL = site + self.folder
    chineseRoot = others.contains(.chinese) ? root + folder(of: .chinese) : ""
    self.others = others.map {
      OtherLanguage($0, relativeRoot: root + folder(of: $0), baseURL: site + folder(of: $0))
    }
  }

  var isFirst: Bool { folder.isEmpty }
}

extension Content {
  /// The texts of all write-ups that a page shows.
  func bodies(
    in book: AddressBook, _ spacing: SpacingChecks?, reporting: inout [Diagnostic]
  ) -> [Body] {
    // The tree of a large text takes hundreds of megabytes: one at a time.
    let alone = Mutex(())
    return documents.parallelMap(reporting: &reporting) { document, found in
      func body() -> Body { Body(document, in: book, of: self, spacing: spacing, reporting: &found) }
      return document.body.count < 1 << 19 ? body() : alone.withLock { _ in body() }
    }
  }
}

extension StaticIndex {
  /// The index of an edition; nil where the site has no search.
  init?(
    _ figures: PublishedFigures, _ bodies: [Body], _ words: Words, _ location: EditionLocation,
    writingTo sink: some OutputSink
  ) {
    let content = figures.content
    guard content.settings.sections.contains(.search) else { return nil }
    let entries = SearchEntries(
      content, bodies: bodies, figures: figures, words: words, chineseRoot: location.chineseRoot)
    self.init(of: entries.count, { entries.document($0) }, places: entries.places, in: "search") {
      sink.write(OutputFile(address: location.folder + $0, bytes: $1))
    }
  }
}

extension TemplateSet {
  /// The site's templates; one message where there are none at all.
  ///
  /// - Parameter template: leaves out those that this one has nothing to do with.
  init?(
    _ input: BuildInput, _ words: Words, for template: String? = nil,
    reporting diagnostics: inout [Diagnostic]
  ) {
    var sources = input.templates(in: words.language).filter { !$0.name.hasSuffix(".yml") }
    if let template { sources = sources.mentioned(from: template) }
    if sources.isEmpty {
      diagnostics.append(.noTemplates)
      return nil
    }
    self.init(
      sources: sources, filters: Filter.standard + Filter.domain, constants: words.constants,
      reporting: &diagnostics)
  }
}

extension [(name: String, source: SourceText)] {
  /// A template, and those whose names it or another of them has in quotes.
  fileprivate func mentioned(from template: String) -> Self {
    var names: Set<String> = [], next = [template]
    while let name = next.popLast() {
      guard names.insert(name).inserted, let source = first(where: { $0.name == name })?.source else {
        continue
      }
      let text = String(decoding: source.bytes, as: UTF8.self)
      next += text.split { "\"'".contains($0) }.map(String.init).filter { word in
        contains { $0.name == word }
      }
    }
    return filter { names.contains($0.name) }
  }
}

extension [Page] {
  /// The pages whose names are checked without running the template. Pages of a kind have the same names: a few of
  /// each are enough.
  fileprivate var representatives: Set<String> {
    var seen: [String: Int] = [:]
    return Set(
      filter { page in
        seen[page.kind, default: 0] += 1
        return seen[page.kind, default: 0] <= 12
      }.map(\.address))
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
