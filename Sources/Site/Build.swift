import DataFormats
import Diagnostics
import FrontMatter
import Pages
import Records
import Statistics
import Templates

/// What a build reads: nothing else, no disk, no clock, no environment.
package struct BuildInput: Sendable {
  /// Below `content/`: write-ups and registries.
  package var texts: [SourceText]
  /// Below `templates/`: pages and partials.
  package var templates: [SourceText]
  /// Below `templates/assets/` and `content/images/`: copied as they are.
  package var assets: [SourceText]
  package var today: Day
  /// In place of the one in `site.yml`.
  package var baseURL: String?

  package init(
    texts: [SourceText], templates: [SourceText] = [], assets: [SourceText] = [], today: Day,
    baseURL: String? = nil
  ) {
    self.texts = texts
    self.templates = templates
    self.assets = assets
    self.today = today
    self.baseURL = baseURL
  }
}

/// One file of the finished site.
package struct OutputFile: Sendable {
  package let address: String
  package let bytes: [UInt8]
}

// The pipeline: files → documents → records → statistics → pages → output. Every stage reports its mistakes and
// leaves out what it cannot use; the next stages go on with the rest, so one run finds all there is to say.

/// Documents → records.
package func readContent(_ input: BuildInput, reporting diagnostics: inout [Diagnostic]) -> Content? {
  let documents = input.texts.parallelMap { source in Reported { Document(file: source, reporting: &$0) } }
    .values(reporting: &diagnostics).compactMap { $0 }
  let content = Content(documents, today: input.today, reporting: &diagnostics)
  diagnostics += input.missingFiles
  return content
}

/// Records → statistics → pages, with everything that templates print.
package func publish(
  _ content: Content, _ input: BuildInput, reporting diagnostics: inout [Diagnostic]
) -> Publication {
  let images = input.imageAddresses
  content.checkImages(images, reporting: &diagnostics)
  let book = AddressBook(content, images: images)
  let bodies = content.documents.parallelMap { document in
    Reported { Body(document, in: book, reporting: &$0) }
  }
  .values(reporting: &diagnostics)
  let ledger = Ledger(content)
  let discrepancies = Reconciliation(ledger).discrepancies()
  diagnostics += discrepancies.map { Diagnostic($0, in: content) }
  return Publication(ledger, discrepancies: discrepancies, bodies: bodies, images: images)
}

/// The whole program: the files of a site, or what stands against it.
package func build(_ input: BuildInput) -> (files: [OutputFile], diagnostics: [Diagnostic], content: Content?)
{
  var diagnostics: [Diagnostic] = []
  let templates = TemplateSet(sources: input.namedTemplates, reporting: &diagnostics)
  guard let content = readContent(input, reporting: &diagnostics) else {
    return ([], diagnostics.sortedByPlace(), nil)
  }
  let publication = publish(content, input, reporting: &diagnostics)
  let pages = publication.pages()
  pages.checkAddresses(reporting: &diagnostics)
  let assets = input.hashedAssets
  let frame = Frame(
    content, baseURL: input.baseURL ?? content.settings.baseURL, assets: assets.map { ($0.name, $0.address) })
  var files: [OutputFile] = []
  if let templates {
    files = pages.parallelMap { page in Reported { OutputFile(page, frame, templates, reporting: &$0) } }
      .values(reporting: &diagnostics).compactMap { $0 }
  }
  files += assets.map { OutputFile(address: $0.address, bytes: $0.bytes) }
  diagnostics = diagnostics.atLevels(content.settings.checks).sortedByPlace()
  return (diagnostics.hasErrors ? [] : files, diagnostics, content)
}

extension OutputFile {
  /// Renders a page; a template's mistake is reported once, not for each page.
  fileprivate init?(
    _ page: Page, _ frame: Frame, _ templates: TemplateSet, reporting diagnostics: inout [Diagnostic]
  ) {
    var bytes: [UInt8] = []
    do {
      try templates.render(page.kind + ".html", with: frame.data(of: page), into: &bytes)
      self.init(address: page.address, bytes: bytes)
    } catch {
      diagnostics.append(error)
      return nil
    }
  }
}

extension Document {
  /// A write-up or a registry, by its ending.
  fileprivate init?(file source: SourceText, reporting diagnostics: inout [Diagnostic]) {
    if source.path.hasSuffix(".md") {
      self.init(writeUp: source, reporting: &diagnostics)
    } else {
      self.init(registry: source, reporting: &diagnostics)
    }
  }
}

extension [Diagnostic] {
  /// With the levels that the site sets for its checks; errors stay errors. What is said twice is said once.
  fileprivate func atLevels(_ levels: [String: SiteSettings.CheckLevel]) -> [Diagnostic] {
    var result: [Diagnostic] = [], seen: Set<String> = []
    for var diagnostic in self {
      if diagnostic.severity == .warning {
        switch levels[diagnostic.code] {
        case .off: continue
        case .error: diagnostic.severity = .error
        case .warning, nil: break
        }
      }
      let place = diagnostic.location.map { "\($0.file) \($0.range)" } ?? ""
      guard seen.insert("\(diagnostic.code) \(place) \(diagnostic.message.en)").inserted else { continue }
      result.append(diagnostic)
    }
    return result
  }
}
