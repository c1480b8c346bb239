import Diagnostics
import Markdown

/// A link to a heading, or to a file that is no page: what it leads to is known when the site is made.
package struct PendingLink: Sendable {
  /// The address of the page, from the root of its edition, or of the file, from that of the site.
  package let address: String
  /// The id in the page that is meant; `nil` for a file.
  package let fragment: String?
  private let written: String
  private let location: Location

  init(_ address: String, fragment: String?, _ written: String, at location: Location) {
    self.address = address
    self.fragment = fragment
    self.written = written
    self.location = location
  }

  fileprivate func check(in ids: Set<String>, _ guesses: inout Guesses) -> Diagnostic? {
    guard let fragment, !ids.contains(fragment) else { return nil }
    // 一、基本情况 for 基本情况: the heading's words instead of its name.
    let name = HeadingIDs.name(of: fragment)
    let meant = ids.contains(name) ? name : guesses.nearest(to: fragment, among: ids.sorted())
    let path = AddressBook.split(written).path
    return .deadFragment(written, meant: meant.map { path + "#" + $0 }, at: location)
  }

  fileprivate func check(among files: Set<String>, _ guesses: inout Guesses) -> Diagnostic? {
    guard fragment == nil, !files.contains(address) else { return nil }
    let meant = guesses.nearest(to: address, among: files.sorted())
    return .brokenLink(written, meant: meant.map { "/" + $0 }, at: location)
  }
}

extension [PendingLink] {
  /// - Parameter ids: those of the page that all of them lead to.
  package func check(in ids: Set<String>, reporting diagnostics: inout [Diagnostic]) {
    var guesses = Guesses()
    diagnostics += compactMap { $0.check(in: ids, &guesses) }
  }

  /// - Parameter files: the addresses of all files of the site.
  package func check(among files: Set<String>, reporting diagnostics: inout [Diagnostic]) {
    var guesses = Guesses()
    diagnostics += compactMap { $0.check(among: files, &guesses) }
  }
}
