import Diagnostics
import Records
import Templates

/// One page of the site: where it stands, which template makes it, and what that may mention.
package struct Page: Sendable {
  package let address: String
  package let kind: String
  /// The name of its template.
  package let template: String
  package let title: String
  package let description: String
  /// From the home page to the parent.
  package let breadcrumb: [Crumb]
  /// What its template sees beside the names of every page; made when the page is, by whichever thread makes it.
  package let data: @Sendable (inout DataBuilder) -> Fields
  /// The write-up it comes from, for a message about its address.
  package let file: String?
  /// When what it says changed last, if that is known.
  package let lastChange: Day?

  init(
    _ address: String, kind: String, template: String? = nil, title: String, description: String,
    breadcrumb: [Crumb] = [],
    file: String? = nil, lastChange: Day? = nil, data: @escaping @Sendable (inout DataBuilder) -> Fields
  ) {
    self.address = address
    self.kind = kind
    self.template = template ?? kind + ".html"
    self.title = title
    self.description = description
    self.breadcrumb = breadcrumb
    self.data = data
    self.file = file
    self.lastChange = lastChange
  }
}

extension Page {
  /// As other sites link to it: without `index.html`.
  package var canonicalAddress: String { Address.canonical(address) }

  /// Neither the page for missing addresses nor a feed.
  package var isForReaders: Bool { address != Address.notFound && address.hasSuffix(".html") }
}

/// A step on the way from the home page to a page.
package struct Crumb: Sendable {
  let title: String
  let address: String

  init(_ title: String, _ address: String) {
    self.title = title
    self.address = address
  }
}

extension [Page] {
  /// Two pages at one address, whoever made them, are an error.
  package func checkAddresses(reporting diagnostics: inout [Diagnostic]) {
    var first: [String: Page] = [:]
    for page in self {
      if let other = first[page.address] {
        diagnostics.append(
          .pageTwice(
            page.address, at: page.file.map { Location($0, 0..<0) },
            firstAt: other.file.map { Location($0, 0..<0) }))
      }
      first[page.address] = first[page.address] ?? page
    }
  }
}
