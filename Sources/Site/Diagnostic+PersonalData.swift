import Diagnostics
import Privacy
import Records

// Every sentence about personal data. None shows the whole of them.
extension Diagnostic {
  static func personalData(_ datum: PersonalDatum, at location: Location) -> Diagnostic {
    let kind = datum.kind.name
    return Diagnostic(
      .error, "personal-data", at: location, zh: "\(kind.zh) \(datum.shown) 是个人信息，不能公开",
      en: "the \(kind.en) \(datum.shown) is personal data and must not be public",
      notes: howToAllow(datum, in: location.file),
      suggestion: Suggestion(
        zh: "删去，或写成“（略）”", en: "delete it, or write （略）", edits: [Edit(location.range, "（略）")]))
  }

  static func personalDataInName(
    _ datum: PersonalDatum, at path: String, ofFolder isFolder: Bool
  ) -> Diagnostic {
    let kind = datum.kind.name,
      thing = isFolder ? Message(zh: "文件夹", en: "folder") : Message(zh: "文件", en: "file")
    return Diagnostic(
      .error, "personal-data", at: Location(path, 0..<0),
      zh: "\(thing.zh)名里的\(kind.zh) \(datum.shown) 是个人信息，不能公开；请给\(thing.zh)改名",
      en:
        "the \(kind.en) \(datum.shown) in the name of the \(thing.en) is personal data and must not be public; rename the \(thing.en)",
      notes: howToAllow(datum, in: Diagnostic.settings))
  }

  static func allowsNothing(_ allowance: Allowance) -> Diagnostic {
    Diagnostic(
      .warning, "allows-nothing", at: allowance.location,
      zh: "“个人信息”里的 \(allowance.value) 现在没有出现，改过或已经删去；请删去这一条",
      en: "\(allowance.value), which personal_data allows, is not there (any more)",
      suggestion: Suggestion(
        zh: "删去这一条", en: "delete this entry", edits: [Edit(allowance.wholeRange, "")]))
  }

  private static let settings = "content/site.yml"

  private static func howToAllow(_ datum: PersonalDatum, in file: String) -> [Note] {
    // Templates have no header.
    let file = file.hasPrefix("content/") ? file : settings, isWriteUp = file.hasSuffix(".md")
    let place = isWriteUp ? "\(file) 的文件头" : "\(file) "
    let english = isWriteUp ? "the header of \(file)" : file
    var notes = [
      Note(
        zh: "确实可以公开的，把下面两行抄进 \(place)，在冒号后面写一句为什么（已有“个人信息”的，只抄第二行）：",
        en:
          "if it may be public, copy these lines into \(english) and say why behind the colon (the second only, if it has personal_data: already):"
      ),
      Note(
        zh: "个人信息:", en: "personal_data:"),
      Note(
        zh: "  \"\(datum.shown)\": ", en: "  \"\(datum.shown)\": "),
    ]
    if datum.kind.isContact {
      notes.append(
        Note(
          zh: "本单位对外的联系方式写进 \(settings) 的“联系方式”，别处就都可以写",
          en: "what is given as contact: in \(settings) may be written everywhere"))
    }
    return notes
  }
}

extension PersonalDatum.Kind {
  fileprivate var name: Message {
    switch self {
    case .residentID: Message(zh: "身份证号", en: "resident identity number")
    case .mobile: Message(zh: "手机号码", en: "mobile telephone number")
    case .landline: Message(zh: "固定电话号码", en: "telephone number")
    case .bankCard: Message(zh: "银行卡号", en: "bank card number")
    case .email: Message(zh: "电子邮箱", en: "e-mail address")
    case .numberPlate: Message(zh: "车牌号", en: "number plate")
    case .home: Message(zh: "到门牌的住址", en: "home address")
    }
  }
}
