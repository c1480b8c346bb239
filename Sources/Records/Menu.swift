import Diagnostics
import FrontMatter

/// An entry of the menu that a site puts together itself (`menu:` in `site.yml`).
package struct MenuEntry: Sendable {
  package enum Target: Sendable, Hashable {
    case home, regions
    case section(SiteSettings.Section)
    /// A page of the office's own, by its index.
    case page(Int)
  }

  package let target: Target
  /// The name that the site gives the entry; nil for its usual one.
  package let name: String?

  package init(target: Target, name: String?) {
    self.target = target
    self.name = name
  }
}

extension FieldType {
  /// Entries of the menu: `案例`, or `案例: 协商案例` for one with another name.
  static let menu = FieldType.list(.renamable)
}

extension FieldReader {
  /// The menu in its order. Returns nil for a site that says nothing of it.
  ///
  /// - Parameters:
  ///   - sections: those that the site has.
  ///   - hiddenPages: the names of own pages that are held back or have mistakes; an entry for one waits for it.
  mutating func menu(
    _ key: String, _ sections: [SiteSettings.Section], _ pages: [OwnPage], hiddenPages: Set<String>
  ) -> [MenuEntry]? {
    guard node(key) != nil else { return nil }
    let items = list(key, isOfTexts: true)
    var targets: [String: MenuEntry.Target] = [:], words: [(en: String, zh: String)] = []
    // The pages that cannot be called by their names, as these mean something else.
    var namesakes: [String: Int] = [:], doubtful: [(name: Located<String>, page: Int)] = []
    func add(_ target: MenuEntry.Target, _ en: String, _ zh: String) {
      words.append((en, zh))
      for name in [en, zh] {
        let meaning = targets[name] ?? target
        targets[name] = meaning
        if case .page(let index) = target, meaning != target { namesakes[name] = index }
      }
    }
    add(.home, "home", "首页")
    add(.regions, "regions", "地区")
    for section in SiteSettings.Section.allCases where sections.contains(section) {
      add(.section(section), section.rawValue, section.chinese)
    }
    for (index, page) in pages.enumerated() { add(.page(index), page.stem, page.title) }
    func target(of name: String) -> MenuEntry.Target? {
      // `pages/about` is the page, whatever else has its name.
      let stem = name.pageStem
      let index = stem == nil ? nil : pages.firstIndex { [$0.stem, $0.file.pageStem].contains(stem) }
      return index.map(MenuEntry.Target.page) ?? targets[name]
    }
    let entries: [MenuEntry] = distinct(items, by: \.target) { fields, item in
      guard let (name, title) = fields.menuNames(item, isKnown: { target(of: $0) != nil }) else { return nil }
      if let target = target(of: name.value) {
        if let page = namesakes[name.value] { doubtful.append((name, page)) }
        return MenuEntry(target: target, name: title)
      }
      if !hiddenPages.contains(name.value.pageStem ?? name.value) { fields.refuse(name, among: words) }
      return nil
    }
    for (name, page) in doubtful where !entries.contains(where: { $0.target == .page(page) }) {
      report(.ambiguousEntry(name.value, besides: pages[page], at: location(name.range)))
    }
    return entries
  }

  /// The name by which an item calls its entry, and the name that it gives it.
  private mutating func menuNames(_ item: Node, isKnown: (String) -> Bool)
    -> (name: Located<String>, title: String?)?
  {
    guard case .map(let entries) = item.content, let entry = entries.first(where: { _ in true }) else {
      return text(item).map { dividedNames($0, isKnown: isKnown) }
    }
    // Two names in one item are two entries that lack a dash.
    if let second = entries.dropFirst().first(where: { _ in true }) {
      report(.wrongType(.list, at: location(second.keyRange)))
    }
    let title = entry.value.isBlank ? nil : text(entry.value)?.value
    return (Located(value: entry.key.text, range: entry.keyRange), title)
  }

  /// 案例：协商案例 with another colon than a field has, or with the names the wrong way round.
  private mutating func dividedNames(_ text: Located<String>, isKnown: (String) -> Bool)
    -> (name: Located<String>, title: String?)
  {
    let value = text.value
    guard !isKnown(value), let colon = value.firstIndex(where: { $0 == "：" || $0 == ":" }),
      file.source.text(text.range) == value
    else { return (text, nil) }
    let name = value[..<colon].trimmingBlanks, title = value[value.index(after: colon)...].trimmingBlanks
    let isReversed = !isKnown(name) && isKnown(title)
    guard isKnown(name) || isReversed, !name.isEmpty, !title.isEmpty else { return (text, nil) }
    let (entry, other) = isReversed ? (title, name) : (name, title)
    report(.menuColon("\(entry): \(other)", isReversed: isReversed, at: location(text.range)))
    return (Located(value: entry, range: text.range), other)
  }
}

extension String {
  /// `about` of `pages/about`, `pages/about.md`, `content/pages/about.md`; nil for what is not written as the path of a page.
  fileprivate var pageStem: String? {
    wholeMatch(of: /(?:content\/)?pages\/([^\/]+?)(?:\.md)?/).map { String($0.output.1) }
  }
}
