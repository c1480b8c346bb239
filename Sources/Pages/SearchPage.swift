import Records
import Wording

extension Publication {
  /// - Parameter index: the address of the file that the search begins with; without one there is no page.
  package func searchPages(index: String?) -> [Page] {
    guard let index else { return [] }
    let page = Page(
      Address.folder("search"), kind: "search", title: words.name(SiteSettings.Section.search),
      description: words[.searchDescription]
    ) { data in ["index": data.text(index)] }
    return [page]
  }
}
