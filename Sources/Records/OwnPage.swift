import Diagnostics
import FrontMatter

/// A page of the office's own: who it is, how to reach it, its plans of a year. It says nothing that is counted.
package struct OwnPage: WriteUpRecord {
  package var head: WriteUpHead
  /// The title on English pages.
  package fileprivate(set) var english: String?
  package fileprivate(set) var summary: String?
  package fileprivate(set) var published: Day?
  package fileprivate(set) var updated: Day?
  package fileprivate(set) var formerAddresses: [Located<String>] = []

  package init(of file: WriteUp) { head = WriteUpHead(of: file) }

  package static let fields = RecordFields<OwnPage>(zh: "自建页面", en: "page") { it in
    it.addTitle()
    it.add("english", "英文名称", to: \.english, as: .text, "英文页面上的标题", "the title on English pages")
    it.add("summary", "摘要", to: \.summary, as: .text)
    it.add(
      "published", "发布日期", to: \.published, as: .day, "以后的日子：到那天才上网",
      "with a later day the page waits for it")
    it.add("updated", "更新日期", to: \.updated, as: .day)
    it.addDraft()
    it.add(
      "slug", "地址", type: .text, "地址的最后一段，不写是文件名", "the last part of the address, if not the file's name",
      export: .none)
    it.add(
      "aliases", "旧地址", to: \.formerAddresses, as: .formerAddresses,
      "以前的地址，都会转到这里：`/info/2019/12.html`、`about-us/`",
      "former addresses, each of which leads here: `/info/2019/12.html`, `about-us/`")
    it.add(.personalData)
  }

  /// The location of its address in the file; the first line, if the file's name says it.
  package var addressLocation: Location { Location(file, head.address.range) }

  package func title(in language: SiteLanguage) -> String {
    language == .english ? english ?? title : title
  }
}
