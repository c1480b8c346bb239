/// A language that a site can be in. Content stays as it was written; what is worded by templates and program changes.
package enum SiteLanguage: String, Choice {
  case chinese = "zh-Hans"
  case english = "en"

  package var chinese: String {
    switch self {
    case .chinese: "简体中文"
    case .english: "英文"
    }
  }
}

extension Region {
  /// Its name in Latin letters: the slug, which a person has chosen (拼音); nil where that is only a code.
  package var romanized: String? {
    if slug.utf8.contains(where: { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) { return nil }
    return slug.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(
      separator: " ")
  }
}
