import Diagnostics
import Pages
import Records
import Templates
import Wording

/// One file of the finished site.
package struct OutputFile: Sendable {
  package let address: String
  /// Empty where the file has been kept elsewhere already.
  package private(set) var bytes: [UInt8]
  /// Where in a file that is written in pieces this one begins; `nil` for a whole file.
  package private(set) var start: Int?
  /// The picture that the file is a copy of, in place of bytes.
  package private(set) var picture: PictureCopy?

  init(address: String, bytes: [UInt8], start: Int? = nil) {
    self.address = address
    self.bytes = bytes
    self.start = start
  }

  init(address: String, copyOf picture: PictureCopy) {
    self.init(address: address, bytes: [])
    self.picture = picture
  }

  func kept(by keep: ((OutputFile) -> Void)?) -> OutputFile {
    guard let keep else { return self }
    keep(self)
    return OutputFile(address: address, bytes: [])
  }
}

extension [OutputFile] {
  package var byteCount: Int { reduce(0) { $0 + ($1.picture?.size ?? $1.bytes.count) } }
}

extension TemplateSet {
  /// The site's templates; one message where there are none at all.
  init?(_ input: BuildInput, _ words: Words, reporting diagnostics: inout [Diagnostic]) {
    let sources = input.templates(in: words.language).filter { !$0.name.hasSuffix(".yml") }
    if sources.isEmpty {
      diagnostics.append(.noTemplates)
      return nil
    }
    self.init(
      sources: sources, filters: Filter.standard + Filter.domain, constants: words.constants,
      reporting: &diagnostics)
  }
}

/// What a build comes to.
package struct BuildResult: Sendable {
  package let files: [OutputFile]
  package let diagnostics: [Diagnostic]
  /// What the site is made of: for what a command has to say about it, such as write-ups held back; `nil` if there is
  /// no site at all.
  package let publication: Publication?

  package var content: Content? { publication?.content }
}

extension [Page] {
  /// The pages whose names are checked without running the template. Pages of a kind have the same names: a few of
  /// each are enough.
  var representatives: Set<String> {
    var seen: [String: Int] = [:]
    return Set(
      filter { page in
        seen[page.kind, default: 0] += 1
        return seen[page.kind, default: 0] <= 12
      }.map(\.address))
  }
}

extension OutputFile {
  /// Renders a page, or says why it cannot be; the same mistake on several pages is said once when all are sorted.
  ///
  /// - Parameters:
  ///   - checksNames: reports names that the page does not have in branches too that it does not take.
  ///   - folder: of the edition, with a slash at its end if it has one.
  init?(
    _ page: Page, _ frame: Frame, _ templates: TemplateSet, _ data: inout DataBuilder, checksNames: Bool,
    in folder: String, reporting diagnostics: inout [Diagnostic]
  ) {
    data.clear()
    let name = page.template, names = frame.data(of: page, &data)
    if checksNames { diagnostics += templates.missingNames(in: name, with: names, of: data) }
    var bytes: [UInt8] = []
    do {
      try templates.render(name, with: names, of: data, into: &bytes)
      self.init(address: folder + page.address, bytes: bytes)
    } catch {
      diagnostics.append(error)
      return nil
    }
  }
}
