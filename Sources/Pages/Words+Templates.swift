import Templates
import Wording

extension Words {
  /// The names that every template may mention: `w` has all single words, `zh` marks what stays Chinese on pages in
  /// another language.
  package var constants: Object {
    Object([
      ("w", .object(Object(all.map { ($0.key, .string($0.text)) }))),
      ("zh", .html(language == .chinese ? "" : " lang=\"zh-Hans\"")),
      ("language", .string(language.rawValue)),
    ])
  }
}
