import ArgumentParser
import BuiltIn
import Diagnostics

/// The manual that the program carries in itself: the pages of `docs/zh/` with that of the fields, and the sections of
/// `docs/diagnostics.md`.
enum Manual {
  struct Page {
    /// The file's stem: `numbers`.
    let name: String
    /// The heading: 数字怎么写.
    let title: String
    let text: String
  }

  /// The pages in the order of the table of contents, which is the first.
  static var pages: [Page] {
    let files = BuiltIn.files(below: "docs/zh/") + BuiltIn.files(below: "docs/fields.zh.md")
    let all = files.map { file in
      let text = String(decoding: file.bytes, as: UTF8.self)
      let name = file.path.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
      return Page(name: name, title: text.heading, text: text)
    }
    let contents = all.first { $0.name == "README" }
    let listed =
      contents?.text.matches(of: /\]\((?:\.\.\/)?([a-z]+)(?:\.zh)?\.md\)/).map { String($0.output.1) } ?? []
    func rank(_ page: Page) -> Int {
      page.name == "README" ? -1 : listed.firstIndex(of: page.name) ?? listed.count
    }
    return all.sorted { (rank($0), $0.name) < (rank($1), $1.name) }
  }

  /// The page that a word means: by its name, its title, or a part of its title.
  static func page(_ word: String) -> Page? {
    pages.first { $0.name == word || $0.title == word } ?? pages.first { $0.title.contains(word) }
  }

  /// The section about a code, which may be written as a message has it: in brackets. Throws where there is none.
  static func section(of word: String) throws -> (code: String, text: String) {
    let codes = codes, name = word.filter { !"[]【】".contains($0) }.lowercased()
    if let text = codes[name] { return (name, text) }
    let meant = nearest(to: name, among: codes.keys.sorted()).map {
      ("；是否想写 \($0)？", "; do you mean \($0)?")
    }
    throw ValidationError("没有“\(word)”这个代号\(meant?.0 ?? "") / there is no code “\(word)”\(meant?.1 ?? "")")
  }

  /// The section about each code of a finding, by its code.
  static var codes: [String: String] {
    var sections: [String: String] = [:], code: String?
    let text = BuiltIn.files(below: "docs/diagnostics.md").first.map {
      String(decoding: $0.bytes, as: UTF8.self)
    }
    for line in (text ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("## ") { code = nil }
      if line.hasPrefix("### ") {
        code = String(line.dropFirst("### ".count))
      } else if let code {
        sections[code, default: ""] += line + "\n"
      }
    }
    return sections.mapValues { $0.trimming("\n") }
  }
}

extension String {
  fileprivate var heading: String {
    split(separator: "\n").first { $0.hasPrefix("# ") }.map { String($0.dropFirst(2)) } ?? ""
  }

  fileprivate func trimming(_ character: Character) -> String {
    String(drop { $0 == character }.reversed().drop { $0 == character }.reversed())
  }
}
