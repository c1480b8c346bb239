import Records

extension Publication {
  /// - Parameter index: the address of the file that the search begins with; without one there is no page.
  package func searchPages(index: String?) -> [Page] {
    guard let index else { return [] }
    let page = Page(
      Address.folder("search"), kind: "search", title: "搜索", description: "在全部页面里找字词：案例、地区、报告、品牌、工作法、议题、平台和指标"
    ) { data in ["index": data.text(index)] }
    return [page]
  }
}
