import Diagnostics
import FrontMatter

// The sentences about catalogues of words.
extension Diagnostic {
  static func noWord(_ key: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "no-word", zh: "词语“\(key)”应当是一句文本",
      en: "the word “\(key)” should be a text", at: location)
  }

  static func noWords(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "no-word", zh: "这里应当是一组词语，写成“键: 词语”",
      en: "a group of words is wanted here, written as “key: word”", at: location)
  }

  static func wrongGap(_ name: String, _ known: Set<String>, at location: Location) -> Diagnostic {
    let list = known.sorted().map { "{\($0)}" }
    return Diagnostic(
      .error, "wrong-gap",
      zh: "这句话没有空格位 {\(name)}；" + (list.isEmpty ? "它不带空格位" : "可用的是 \(list.joined(separator: "、"))"),
      en: "this phrase has no gap {\(name)}; "
        + (list.isEmpty ? "it has none at all" : "it may have \(list.joined(separator: ", "))"), at: location)
  }

  static func unusedGroup(_ group: Entry, in file: String) -> Diagnostic {
    .unusedWord(group.key.text, meant: nil, at: Location(file, group.keyRange))
  }

  static func missingWords(_ keys: [String], in file: String, isThere: Bool) -> Diagnostic {
    let list = keys.prefix(12), more = keys.count - list.count
    return Diagnostic(
      .error, "missing-word",
      isThere
        ? Message(
          zh: "templates/\(file) 缺少\(keys.count)个词语：\(list.joined(separator: "、"))\(more > 0 ? "……" : "")",
          en:
            "templates/\(file) lacks \(keys.count) words: \(list.joined(separator: ", "))\(more > 0 ? " …" : "")"
        )
        : Message(
          zh: "没有 templates/\(file)：站点的这种语言没有词语表",
          en: "there is no templates/\(file): this language of the site has no catalogue of words"),
      at: nil)
  }

  static func unusedWord(_ key: String, meant: String?, at location: Location) -> Diagnostic {
    Diagnostic(
      .warning, "unused-word", zh: "没有模板用到词语“\(key)”",
      en: "no template uses the word “\(key)”", at: location,
      meant: meant)
  }
}
