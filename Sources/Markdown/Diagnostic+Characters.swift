import Diagnostics

// What this target says of characters that no text should hold, and of what a merge has left.

extension CharacterScan {
  /// One message for each kind, with all its edits.
  ///
  /// - Parameters:
  ///   - header: where names and numbers are, which are compared by their characters: there it is an error.
  ///   - kinds: those that matter in this file.
  /// - Returns: whether the header has any.
  package func report(
    header: Range<Int>, kinds: [CharacterKind] = CharacterKind.allCases, to diagnostics: inout [Diagnostic]
  ) -> Bool {
    if places.isEmpty { return false }
    var isInHeader = false
    for kind in kinds {
      let found = places.filter { $0.kind == kind }
      guard let first = found.first else { continue }
      let isError =
        kind == .lost || (kind != .blank && found.contains { header.contains($0.range.lowerBound) })
      isInHeader = isInHeader || (isError && found.contains { header.contains($0.range.lowerBound) })
      let (zh, en, help) = kind.sentences(CharacterScan.list(found))
      let others = found.dropFirst().prefix(2).map {
        Note($0.name, at: Location(source.path, $0.range))
      }
      diagnostics.append(
        Diagnostic(
          isError ? .error : .warning, kind.code, Message(zh: zh, en: en),
          at: Location(source.path, first.range), notes: others,
          suggestion: Suggestion(help, edits: found.map { Edit($0.range, $0.replacement) }))
      )
    }
    return isInHeader
  }

  /// The one thing to say of a file that has the signs of a conflict.
  package var conflictMarkers: Diagnostic? {
    guard let conflict else { return nil }
    let bytes = source.bytes
    var end = conflict
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return Diagnostic(
      .error, "conflict-marker",
      Message(
        zh: "文件里有版本冲突的标记（<<<<<<<、=======、>>>>>>>）：两个人改了同一处，还没有合并好",
        en: "the file has markers of a conflict (<<<<<<<, =======, >>>>>>>): two people changed one place"),
      at: Location(source.path, conflict..<end),
      notes: [
        Note(
          Message(
            zh: "======= 上面是一个版本，下面是另一个版本：请留下要的文字，把带这些标记的行都删去，再检查一次。这个文件的其他问题等改好再查",
            en:
              "one version stands above =======, the other below: keep what is right, delete the lines with these signs, and check again; nothing else of this file was checked"
          ))
      ])
  }

  /// Which characters there are and how many: the first three kinds.
  private static func list(_ places: [CharacterPlace]) -> Message {
    var scalars: [Unicode.Scalar] = []
    for place in places where !scalars.contains(place.scalar) { scalars.append(place.scalar) }
    let names = scalars.prefix(3).compactMap { scalar in places.first { $0.scalar == scalar }?.name }
    let more = scalars.count - names.count, count = places.count
    return Message(
      zh: names.map(\.zh).joined(separator: "、") + (more > 0 ? " 等 \(scalars.count) 种" : "")
        + (count > 1 ? "，共 \(count) 处" : ""),
      en: names.map(\.en).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
        + (count > 1 ? ", \(count) in all" : ""))
  }
}

extension CharacterPlace {
  /// What the character is called; of a radical, what it looks like.
  fileprivate var name: Message {
    if kind != .radical { return CharacterKind.name(of: scalar) }
    return Message(zh: "\(scalar) → \(replacement)", en: "\(scalar) → \(replacement)")
  }
}

extension CharacterKind {
  var code: String {
    switch self {
    case .invisible: "invisible-character"
    case .blank: "odd-blank"
    case .radical: "radical-character"
    case .privateUse: "private-character"
    case .lost: "lost-character"
    }
  }

  /// What is wrong with the listed characters, and what the edit does.
  fileprivate func sentences(_ list: Message) -> (zh: String, en: String, help: Message) {
    switch self {
    case .invisible:
      (
        "这里有看不见的字符：\(list.zh)。多半是从网页、微信或 PDF 里复制时带来的，会使文字搜不到、名称对不上。请删去。",
        "Invisible characters: \(list.en). Probably copied from a web page or a PDF; with them texts are not found and names differ. Delete them.",
        Message(zh: "删去", en: "delete")
      )
    case .blank:
      (
        "行首或记号后面不是普通空格：\(list.zh)。这样写，缩进、列表和标题都不起作用。请改成普通空格。",
        "No plain blank where a line begins or after a sign: \(list.en). Neither indentation nor lists nor headings work with it.",
        Message(zh: "改成普通空格", en: "write plain blanks")
      )
    case .radical:
      (
        "这里是部首符号，不是汉字：\(list.zh)。看起来一样，却是另一个字，多半是从 PDF 里复制时带来的。请改成汉字。",
        "Signs of radicals instead of characters: \(list.en). They look alike and are others, probably copied from a PDF.",
        Message(zh: "改成汉字", en: "write the characters")
      )
    case .privateUse:
      (
        "这里有私用区字符：\(list.zh)。只有原来的软件和字体能显示，网页上是一个空框。请改成它本来的样子。",
        "Characters of the private use area: \(list.en). Only the program they come from can show them. Write what is meant.",
        Message(zh: "能认出的改成通用符号，认不出的用“□”占位", en: "write what is known, and □ for the rest")
      )
    case .lost:
      (
        "这里的字已经丢失：\(list.zh)，是转换编码时换上的。请对照原文补上。",
        "A character was lost in a conversion: \(list.en). Write it again from the original.",
        Message(zh: "一时查不到，用缺字号“□”占位", en: "write □, the sign for an illegible character")
      )
    }
  }
}

extension Diagnostic {
  static func blankAroundValue(
    _ file: String, _ range: Range<Int>, _ scalar: Unicode.Scalar, edits: [Edit]
  ) -> Diagnostic {
    let name = CharacterKind.name(of: scalar)
    return Diagnostic(
      .warning, CharacterKind.blank.code,
      Message(
        zh: "这个值的开头或末尾有\(name.zh)，会留在网页上，名称也对不上。请删去。",
        en: "This value begins or ends with \(name.en), which stays in it. Delete it."),
      at: Location(file, range), suggestion: Suggestion(Message(zh: "删去", en: "delete it"), edits: edits))
  }
}
