import Diagnostics
import Files
import Pages
import Records
import Statistics
import Templates

/// A printed sheet: a page that brings its styles and pictures with it, and may ask for nothing else.
package struct PrintedSheet: Sendable {
  package let page: [UInt8]
  /// The path of the write-up that it shows.
  package let file: String
  /// The address in the site: whole, or empty where the site has no host.
  package let address: String
  /// The write-up; empty where the sheet shows many.
  let source: SourceText
  /// The site that says what its numbers rest on.
  let publication: Publication

  /// The sheet of one briefing. Returns nil where no briefing is meant, or something is wrong with what it shows. What is
  /// wrong elsewhere is not reported.
  ///
  /// - Parameters:
  ///   - name: the briefing's path, the stem of its file, or its number: `2`, `第2期`.
  ///   - findings: what was found when the files were read.
  ///   - pictureLimit: the bytes of all pictures that it shows, each as often as it shows it.
  package init?(
    of name: String, _ input: BuildInput, findings: [Diagnostic] = [],
    pictureLimit: Int = PrintedSheet.pictureLimit, reporting diagnostics: inout [Diagnostic]
  ) {
    var found = findings, own: [Diagnostic] = []
    guard let content = readContent(input, looksForPersonalData: true, reporting: &found) else {
      diagnostics += found.filter { $0.severity == .error }
      return nil
    }
    // On paper it is for those who get it.
    found.removeAll { $0.code == Diagnostic.restrictedBriefingCode }
    let meant = content.briefings(named: name)
    guard let briefing = meant.first, meant.count == 1 else {
      let about = found.filter { $0.severity == .error && $0.isAbout(name) }
      diagnostics +=
        about.isEmpty ? [.unknownBriefing(name, meant.isEmpty ? content.briefings : meant, content)] : about
      return nil
    }
    let assets = input.hashedAssets
    let figures = input.figures(of: content, assets, reporting: &found)
    let edition = content.settings.languages.first.flatMap { language in
      Edition(
        language, of: input, figures, assets, rendering: "briefing.html",
        writingTo: OutputRecord(nil), reporting: &found)
    }
    guard let edition else {
      diagnostics += found.filter { $0.severity == .error }
      return nil
    }
    own += found.picturesInHTML(of: briefing)
    let (sheet, pictures) = edition.sheet(
      of: edition.publication.briefingPage(briefing), from: briefing.document.source, input, assets,
      pictureLimit: pictureLimit, reporting: &own)
    let extent = SheetExtent(
      briefing.file, edition.publication.reach(of: briefing), pictures, content, input)
    own += found.filter {
      $0.severity == .error || $0.isUnexplainedDiscrepancy
        ? extent.touches($0) : $0.isAbout(briefing.file)
    }
    diagnostics += own
    if own.hasErrors { return nil }
    self = sheet
  }

  /// The name of its file without the ending.
  package var stem: String { String(file.split(separator: "/").last?.dropLast(3) ?? "") }

  /// The addresses of the files printed from a briefing's sheet, in the order of `Address.Print`.
  package var printedAddresses: [String] {
    Address.Print.allCases.map { Address.print($0, ofBriefing: stem) }
  }

  fileprivate init(
    _ page: [UInt8], of source: SourceText, at address: String, _ publication: Publication
  ) {
    (self.page, self.source, self.address, self.publication) = (page, source, address, publication)
    file = source.path
  }

  /// The bytes of all pictures that a sheet shows, if nothing else is said.
  package static let pictureLimit = 64 << 20
}

extension Edition {
  /// A page of the edition as a sheet by itself, and the paths of the pictures that it shows. What is wrong with it is
  /// reported, and missing in it.
  ///
  /// - Parameter source: the write-up, in which a picture that cannot be shown has its place.
  func sheet(
    of page: Page, from source: SourceText, _ input: BuildInput, _ assets: [Asset], pictureLimit: Int,
    reporting diagnostics: inout [Diagnostic]
  ) -> (sheet: PrintedSheet, pictures: Set<String>) {
    let baseURL = input.baseURL ?? publication.content.settings.baseURL
    let host = Frame.hasHost(baseURL) ? baseURL : nil
    let text = standaloneText(
      of: page, assets.filter { !$0.isPicture }, baseURL: baseURL, reporting: &diagnostics)
    var markup = SheetMarkup(text, root: Address.root(of: page.address), baseURL: host, of: source)
    markup.embedPictures(
      assets + input.statics.map { Asset($0) }, limit: pictureLimit, reporting: &diagnostics)
    markup.settleLinks()
    let sheet = PrintedSheet(
      Array(markup.text.fetchingNothing.utf8), of: source,
      at: host.map { $0 + Address.canonical(page.address) } ?? "", publication)
    return (sheet, markup.pictures)
  }

  /// The sheets of all briefings that the edition has pages for.
  func briefingSheets(_ input: BuildInput, _ assets: [Asset], reporting diagnostics: inout [Diagnostic])
    -> [PrintedSheet]
  {
    let content = publication.content
    guard location.chineseRoot.isEmpty, content.settings.sections.contains(.briefings) else { return [] }
    let known = diagnostics
    return content.briefings.parallelMap(reporting: &diagnostics) { briefing, found in
      found += known.picturesInHTML(of: briefing)
      return sheet(
        of: publication.briefingPage(briefing), from: briefing.document.source, input, assets,
        pictureLimit: PrintedSheet.pictureLimit, reporting: &found
      ).sheet
    }
  }

  /// The page as a sheet by itself has it.
  ///
  /// - Parameter styles: the files that it brings with it, as addresses of their content.
  private func standaloneText(
    of page: Page, _ styles: [Asset], baseURL: String, reporting diagnostics: inout [Diagnostic]
  ) -> String {
    var embedded: [(String, String)] = []
    for style in styles { embedded.append((style.name, style.dataAddress(reporting: &diagnostics))) }
    let frame = Frame(
      publication.content, publication.words, in: publication.shared, baseURL: baseURL, assets: embedded,
      isStandalone: true)
    var bytes: [UInt8] = [], data = DataBuilder(with: publication.shared)
    let names = frame.data(of: page, &data)
    do {
      try templates.render(page.template, with: names, of: data, into: &bytes)
    } catch {
      diagnostics.append(error)
    }
    return String(decoding: bytes, as: UTF8.self).withOwnIDs
  }
}

extension Diagnostic {
  /// Whether numbers contradict each other, and nobody has said why.
  fileprivate var isUnexplainedDiscrepancy: Bool {
    !isExplained && Discrepancy.Kind.allCases.contains { $0.rawValue == code }
  }
}

extension [Diagnostic] {
  /// The errors that a sheet makes of HTML in the text of a briefing, if that is or has a picture.
  fileprivate func picturesInHTML(of briefing: Briefing) -> [Diagnostic] {
    let source = briefing.document.source
    return filter { $0.code == "raw-html" && $0.location?.file == source.path }.compactMap {
      $0.location.flatMap { source.hasPicture(inHTMLAt: $0) ? .pictureInHTML(at: $0) : nil }
    }
  }
}

extension SourceText {
  /// Whether HTML is or has a picture. The location has the first line of a block of HTML, which goes on to an empty one.
  fileprivate func hasPicture(inHTMLAt location: Location) -> Bool {
    let text = text(location.range.lowerBound..<bytes.count)
    let isBlock = location.range.lowerBound == lineStart(of: location.range.lowerBound)
    let part =
      isBlock
      ? text.firstRange(of: "\n\n").map { text[..<$0.lowerBound] } ?? text[...]
      : text.prefix(self.text(location.range).count)
    return ["<img", "<svg", "<picture", "<image", "<object", "<embed"]
      .contains { part.lowercased().contains($0) }
  }
}
