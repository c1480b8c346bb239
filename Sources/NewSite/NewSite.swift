import Diagnostics
import Divisions
import Import
import Records

/// The files of a site that begins: they check clean, and everything that is invented in them is a draft.
package struct NewSite: Sendable {
  package let home: HomePlace
  package let title: String
  package let publisher: String
  /// Nil where it is not known yet.
  package let baseURL: String?
  package let languages: [SiteLanguage]
  package let today: Day
  package let program: Program

  /// The program that the site is made for.
  package struct Program: Sendable {
    package let version: String
    package let sha256: String
    /// Whether it lies in the folder.
    package let isIncluded: Bool

    package init(version: String, sha256: String, isIncluded: Bool) {
      (self.version, self.sha256, self.isIncluded) = (version, sha256, isIncluded)
    }
  }

  package init(
    home: HomePlace, title: String, publisher: String, baseURL: String?, languages: [SiteLanguage],
    today: Day,
    program: Program
  ) {
    (self.home, self.title, self.publisher, self.baseURL) = (home, title, publisher, baseURL)
    (self.languages, self.today, self.program) = (languages, today, program)
  }

  /// The slug of the home's town; nil where there is none to be had.
  package static func slug(of town: String, _ readings: PinyinTable) -> String? {
    let slug = readings.slug(for: town)?.slug
    return slug.flatMap { $0.isAddress ? $0 : nil }
  }

  /// - Parameters:
  ///   - starter: the files with gaps such as `{{title}}`; their paths are those in the site's folder.
  ///   - readings: of the characters of a town's name.
  package func files(
    _ starter: [SourceText], _ divisions: DivisionTable, _ readings: PinyinTable
  ) -> [SourceText] {
    let path = divisions.path(of: home)
    // The examples tell of the first county below home, in which names are free.
    var part = home.division
    while let child = divisions.children(of: part).first { part = child }
    let example = home.town == nil ? divisions.path(of: part) : path
    let slugs = home.town.flatMap { NewSite.slug(of: $0, readings) }.map { "slugs:\n  \(path): \($0)" }
    let values = [
      "title": title.headerScalar, "publisher": publisher.headerScalar, "home": path.headerScalar,
      "home_name": home.name, "site": title,
      "base_url": baseURL.map { "网址: " + $0.headerScalar } ?? "# 网址: https://www.example.gov.cn/",
      "languages": languages.map(\.rawValue).joined(separator: ", "),
      "regions": RegionList(home, in: divisions).text, "slugs": slugs ?? "slugs:",
      "example_region": example.headerScalar, "example_name": home.town ?? part.name,
      "example_place": example + (home.town == nil ? "/示例街道" : "/示例社区"),
      "last_year": String((Int(today.iso.prefix(4)) ?? 1) - 1),
      "date": divisions.date, "today": today.iso,
      "version": program.version, "sha256": program.sha256, "url": "",
      "casebook": program.isIncluded ? "./casebook" : "casebook",
    ]
    return starter.map { file in
      SourceText(path: file.path, String(decoding: file.bytes, as: UTF8.self).filling(values))
    }
  }
}

extension String {
  /// The text with its gaps filled: `{{title}}`. What is no gap of ours, such as `${{ github.ref }}`, stays.
  fileprivate func filling(_ values: [String: String]) -> String {
    var text = "", rest = self[...]
    while let start = rest.firstRange(of: "{{"), let end = rest[start.upperBound...].firstRange(of: "}}") {
      let value = values[String(rest[start.upperBound..<end.lowerBound])]
      text += rest[..<start.lowerBound] + (value ?? String(rest[start.lowerBound..<end.upperBound]))
      rest = rest[end.upperBound...]
    }
    return text + rest
  }
}
