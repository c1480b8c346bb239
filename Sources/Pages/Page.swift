import Diagnostics
import Records
import Templates

/// One page of the site: its address, its template, and the data that this may mention.
package final class Page: Sendable {
  package let address: String
  package let kind: String
  /// The name of its template.
  package let template: String
  package let title: String
  package let description: String
  /// The pages from home to the parent.
  package let breadcrumb: [Crumb]
  /// The data that its template sees beside those of every page; made when the page is, by whichever thread makes it.
  package let data: @Sendable (inout DataBuilder) -> Fields
  /// The location in a write-up that gives it its address.
  package let location: Location?
  /// The day on which it was published, as far as that is known.
  package let published: Day?
  /// The day on which it was changed last.
  package let lastChange: Day?

  package init(
    _ address: String, kind: String, template: String? = nil, title: String, description: String,
    breadcrumb: [Crumb] = [],
    location: Location? = nil, published: Day? = nil, lastChange: Day? = nil,
    data: @escaping @Sendable (inout DataBuilder) -> Fields
  ) {
    self.address = address
    self.kind = kind
    self.template = template ?? kind + ".html"
    self.title = title
    self.description = description
    self.breadcrumb = breadcrumb
    self.data = data
    self.location = location
    self.published = published
    self.lastChange = lastChange
  }
}

extension Page {
  /// The address as other sites link to it: without `index.html`.
  package var canonicalAddress: String { Address.canonical(address) }

  static let redirect = "redirect"

  /// Whether all languages have it: it is neither at the root alone, nor a feed, nor a sheet printed in Chinese only.
  var isInAllLanguages: Bool { isForReaders && kind != Page.briefing }

  static let briefing = "briefing"

  /// Whether readers look at it: it is neither the page for missing addresses, nor leads only on, nor is a feed.
  package var isForReaders: Bool {
    address != Address.notFound && kind != Page.redirect && address.hasSuffix(".html")
  }
}

/// A step on the way from the home page to a page.
package enum Crumb: Sendable {
  /// A link that many pages have.
  case kept(Datum)
  case link(String, String)
}

extension DataBuilder {
  mutating func crumb(_ crumb: Crumb) -> Datum {
    switch crumb {
    case .kept(let link): link
    case .link(let title, let address): link(title, address)
    }
  }
}
