import Diagnostics
import Records
import Templates

/// One page of the site: where it stands, which template makes it, and what that may mention.
package final class Page: Sendable {
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
  /// Where a write-up gives it its address.
  package let place: Location?
  /// When it was published and changed last, as far as that is known.
  package let published: Day?
  package let lastChange: Day?

  package init(
    _ address: String, kind: String, template: String? = nil, title: String, description: String,
    breadcrumb: [Crumb] = [],
    place: Location? = nil, published: Day? = nil, lastChange: Day? = nil,
    data: @escaping @Sendable (inout DataBuilder) -> Fields
  ) {
    self.address = address
    self.kind = kind
    self.template = template ?? kind + ".html"
    self.title = title
    self.description = description
    self.breadcrumb = breadcrumb
    self.data = data
    self.place = place
    self.published = published
    self.lastChange = lastChange
  }
}

extension Page {
  /// As other sites link to it: without `index.html`.
  package var canonicalAddress: String { Address.canonical(address) }

  static let redirect = "redirect"

  /// Neither one of those that stand at the root alone, nor a feed, nor a sheet that is printed in Chinese only.
  var isInAllLanguages: Bool { isForReaders && kind != Page.briefing }

  static let briefing = "briefing"

  /// Neither the page for missing addresses, nor one that only leads on, nor a feed.
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
