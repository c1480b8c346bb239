import Diagnostics

// The messages about characters that no text should hold, and about what a merge has left.

extension CharacterScan {
  /// The one message about a file that has the signs of a conflict.
  package var conflictMarkers: Diagnostic? {
    guard let conflict else { return nil }
    let line = source.bytes[conflict...].prefix { $0 != 0x0A && $0 != 0x0D }
    return Diagnostic(
      .error, "conflict-marker", at: Location(source.path, line.startIndex..<line.endIndex),
      zh: "文件里有版本冲突的标记（<<<<<<<、=======、>>>>>>>）：两个人改了同一处，还没有合并好",
      en: "the file has markers of a conflict (<<<<<<<, =======, >>>>>>>): two people changed one place",
      notes: [
        Note(
          zh: "======= 上面是一个版本，下面是另一个版本：请留下要的文字，把带这些标记的行都删去，再检查一次。这个文件的其他问题等改好再查",
          en:
            "one version stands above =======, the other below: keep what is right, delete the lines with these signs, and check again; nothing else of this file was checked"
        )
      ])
  }

  /// The first three of the characters by their names, and how many there are.
  static func list(_ characters: [OddCharacter]) -> Message {
    var first: [OddCharacter] = [], scalars: Set<Unicode.Scalar> = []
    for character in characters where scalars.insert(character.scalar).inserted { first.append(character) }
    let names = first.prefix(3).map(\.name), more = first.count - names.count, count = characters.count
    return Message(
      zh: names.map(\.zh).joined(separator: "、") + (more > 0 ? " 等 \(first.count) 种" : "")
        + (count > 1 ? "，共 \(count) 处" : ""),
      en: names.map(\.en).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
        + (count > 1 ? ", \(count) in all" : ""))
  }
}

extension OddCharacter {
  /// The name of the character; of a radical, the character that it looks like.
  var name: Message {
    if kind != .radical { return CharacterKind.name(of: scalar) }
    return Message(zh: "\(scalar) → \(replacement)", en: "\(scalar) → \(replacement)")
  }
}

extension CharacterKind {
  var code: String { advice(Message(zh: "", en: "")).code }

  /// The words about listed characters of the kind.
  func advice(_ list: Message) -> Advice {
    switch self {
    case .invisible:
      Advice(
        "invisible-character",
        zh: "这里有看不见的字符：\(list.zh)。多半是从网页、微信或 PDF 里复制时带来的，会使文字搜不到、名称对不上。请删去。",
        en:
          "Invisible characters: \(list.en). Probably copied from a web page or a PDF; with them texts are not found and names differ. Delete them.",
        help: Message(zh: "删去", en: "delete"))
    case .blank:
      Advice(
        "odd-blank", zh: "行首或记号后面不是普通空格：\(list.zh)。这样写，缩进、列表和标题都不起作用。请改成普通空格。",
        en:
          "No plain blank where a line begins or after a sign: \(list.en). Neither indentation nor lists nor headings work with it.",
        help: Message(zh: "改成普通空格", en: "write plain blanks"))
    case .radical:
      Advice(
        "radical-character", zh: "这里是部首符号，不是汉字：\(list.zh)。看起来一样，却是另一个字，多半是从 PDF 里复制时带来的。请改成汉字。",
        en:
          "Signs of radicals instead of characters: \(list.en). They look alike and are others, probably copied from a PDF.",
        help: Message(zh: "改成汉字", en: "write the characters"))
    case .privateUse:
      Advice(
        "private-character", zh: "这里有私用区字符：\(list.zh)。只有原来的软件和字体能显示，网页上是一个空框。请改成它本来的样子。",
        en:
          "Characters of the private use area: \(list.en). Only the program they come from can show them. Write what is meant.",
        help: Message(zh: "能认出的改成通用符号，认不出的用“□”占位", en: "write what is known, and □ for the rest"))
    case .lost:
      Advice(
        "lost-character", zh: "这里的字已经丢失：\(list.zh)，是转换编码时换上的。请对照原文补上。",
        en: "A character was lost in a conversion: \(list.en). Write it again from the original.",
        help: Message(zh: "一时查不到，用缺字号“□”占位", en: "write □, the sign for an illegible character"))
    }
  }
}

extension Advice {
  static func blankAroundValue(_ scalar: Unicode.Scalar) -> Advice {
    let name = CharacterKind.name(of: scalar)
    return Advice(
      "odd-blank", zh: "这个值的开头或末尾有\(name.zh)，会留在网页上，名称也对不上。请删去。",
      en: "This value begins or ends with \(name.en), which stays in it. Delete it.",
      help: Message(zh: "删去", en: "delete it"))
  }
}
