/// The styles of a Word file, as far as they tell what a paragraph is.
struct WordStyles {
  private var styles: [String: Style] = [:]
  private var defaultID = ""
  /// The size in half points.
  private var defaultSize = 21

  struct Style {
    var name = ""
    var role: WordParagraph.Role?
    var isContents = false
    var isBold: Bool?
    var isItalic: Bool?
    var isStruck: Bool?
    var isCentred: Bool?
    var size: Int?
    var numbering: (id: String?, level: Int)?
    var basedOn: String?
  }

  init() {}

  init(_ root: XMLElement) {
    if let size = root.first("w:docDefaults")?.first("w:rPrDefault")?.first("w:rPr")?.first("w:sz")?["w:val"]
    {
      defaultSize = Int(size) ?? defaultSize
    }
    for element in root.all("w:style") {
      guard let id = element["w:styleId"] else { continue }
      if element["w:type"] == "paragraph", element["w:default"].isTrue { defaultID = id }
      styles[id] = WordStyles.style(element)
    }
  }

  private static func style(_ element: XMLElement) -> Style {
    var style = Style()
    let letters = element.first("w:rPr"), paragraph = element.first("w:pPr")
    let name = (element.first("w:name")?["w:val"] ?? "").lowercased().filter { !$0.isWhitespace }
    style.name = name
    style.role = role(name)
    style.isContents = name.hasPrefix("toc") || name.hasPrefix("目录")
    style.basedOn = element.first("w:basedOn")?["w:val"]
    // A style for what is important may have another face instead of bold letters.
    style.isBold = letters?.flag("w:b") ?? (["strong", "要点", "明显强调"].contains(name) ? true : nil)
    style.isItalic = letters?.flag("w:i") ?? (["emphasis", "强调"].contains(name) ? true : nil)
    style.isStruck = letters?.flag("w:strike") ?? (name == "删去的文字" ? true : nil)
    style.size = letters?.first("w:sz")?["w:val"].flatMap { Int($0) }
    style.isCentred = paragraph?.first("w:jc").map { $0["w:val"] == "center" }
    if let numbering = paragraph?.first("w:numPr") {
      style.numbering = (
        numbering.first("w:numId")?["w:val"],
        numbering.first("w:ilvl")?["w:val"].flatMap { Int($0) } ?? 0
      )
    }
    if let level = paragraph?.first("w:outlineLvl")?["w:val"].flatMap({ Int($0) }), 0..<9 ~= level,
      style.role == nil
    {
      style.role = .heading(level + 1)
    }
    return style
  }

  /// The meaning of a style by its name, in small letters and without blanks: that of Word, WPS, LibreOffice or pandoc.
  private static func role(_ name: String) -> WordParagraph.Role? {
    for start in ["heading", "标题", "标题样式", "1级标题", "一级标题"] where name.hasPrefix(start) {
      let rest = name.dropFirst(start.count)
      if let level = rest.first.flatMap({ Int(String($0)) }), 1...9 ~= level { return .heading(level) }
    }
    if let ranks = "一二三四五".firstIndex(where: { name.hasPrefix("\($0)级标题") }) {
      return .heading("一二三四五".distance(from: "一二三四五".startIndex, to: ranks) + 1)
    }
    switch name {
    case "title", "标题", "文章标题", "公文标题", "主标题", "大标题": return .title
    case "subtitle", "副标题": return .subtitle
    case "caption", "题注", "图注", "图题", "imagecaption", "tablecaption", "figurecaption", "illustration",
      "figure":
      return .caption
    case "quote", "intensequote", "blocktext", "blockquote", "引用", "明显引用", "quotations": return .quote
    default: break
    }
    for (start, number) in [("listbullet", nil), ("列表项目符号", nil), ("listnumber", 1), ("列表编号", 1)]
      as [(String, Int?)]
    where name.hasPrefix(start) {
      let level = name.dropFirst(start.count).first.flatMap { Int(String($0)) } ?? 1
      return .item(level: max(level - 1, 0), number: number)
    }
    return nil
  }

  /// A style with all that it has from those it is based on.
  func style(_ id: String?) -> Style {
    var result = Style(), next = id ?? defaultID
    for _ in 0..<20 {
      guard let style = styles[next] else { break }
      if result.name.isEmpty { result.name = style.name }
      result.role = result.role ?? style.role
      result.isContents = result.isContents || style.isContents
      result.isBold = result.isBold ?? style.isBold
      result.isItalic = result.isItalic ?? style.isItalic
      result.isStruck = result.isStruck ?? style.isStruck
      result.isCentred = result.isCentred ?? style.isCentred
      result.size = result.size ?? style.size
      if let own = style.numbering {
        result.numbering = (result.numbering?.id ?? own.id, result.numbering?.level ?? own.level)
      }
      guard let base = style.basedOn, base != next else { break }
      next = base
    }
    result.size = result.size ?? defaultSize
    return result
  }
}

extension XMLElement {
  /// A property that is on where it is mentioned, unless it says otherwise; nil where it is not mentioned.
  func flag(_ name: String) -> Bool? {
    guard let element = first(name) else { return nil }
    return element["w:val"].map { !["0", "false", "off", "none"].contains($0) } ?? true
  }
}

extension String? {
  fileprivate var isTrue: Bool { self == "1" || self == "true" || self == "on" }
}
