import Diagnostics
import Pages
import Records

/// The result of a build.
package struct BuildResult: Sendable {
  /// The addresses of all files, sorted; none if anything is wrong with the site's content or templates.
  package let addresses: [String]
  package let diagnostics: [Diagnostic]
  /// The subject of the site, for what a command has to say about it, such as write-ups held back; nil if there is no site
  /// at all.
  package let publication: Publication?

  /// The sheets of the briefings that are to be printed, if that was asked for.
  package let sheets: [PrintedSheet]

  init(
    addresses: [String], diagnostics: [Diagnostic], publication: Publication?, sheets: [PrintedSheet] = []
  ) {
    self.addresses = diagnostics.hasErrors ? [] : addresses
    self.diagnostics = diagnostics
    self.publication = publication
    self.sheets = diagnostics.hasErrors ? [] : sheets
  }

  package var content: Content? { publication?.content }
}
