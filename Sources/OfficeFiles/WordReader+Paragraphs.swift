import Diagnostics

/// A field of Word: an instruction, and the text that it came to.
struct WordField {
  var instruction = ""
  /// True behind the sign between the two.
  var isResult = false
  var hasResult = false

  var link: String? {
    let words = instruction.trimmed
    guard words.uppercased().hasPrefix("HYPERLINK") else { return nil }
    let parts = words.split(separator: "\"", omittingEmptySubsequences: false)
    if parts.count > 1, !parts[0].contains("\\l") { return String(parts[1]) }
    let word = words.split(separator: " ").dropFirst().first.map(String.init)
    return word.flatMap { $0.hasPrefix("\\") ? nil : $0 }
  }

  var isContents: Bool { instruction.trimmed.uppercased().hasPrefix("TOC") }
}

extension WordReader {
  /// A paragraph, with the text boxes that are bound to it; nil for one that says nothing.
  mutating func paragraph(_ element: XMLElement, _ place: WordPlace) throws(Diagnostic) -> (
    paragraph: WordParagraph?, boxes: [XMLElement]
  ) {
    let properties = element.first("w:pPr"), style = styles.style(properties?.first("w:pStyle")?["w:val"])
    let wasInContents = fields.contains { $0.isContents && $0.isResult }
    var runs = RunReader(place: place, style: style)
    try readRuns(element, &runs)
    let letters = properties?.first("w:rPr")
    if letters?.first("w:ins") != nil { noteInsertion(place) }
    pending += runs.runs
    if letters?.first("w:del") != nil || letters?.first("w:moveFrom") != nil {
      noteDeletion(place)
      return (nil, runs.boxes)
    }
    var all: [WordRun] = []
    swap(&all, &pending)
    if style.isContents || wasInContents && !all.isEmpty {
      notice(.contents, .file)
      return (nil, runs.boxes)
    }
    all = all.merged
    guard all.contains(where: { $0.content != .lineBreak && !$0.isBlank }) else { return (nil, runs.boxes) }
    var result = WordParagraph(place: place, role: role(properties, style), runs: all)
    result.isCentred = properties?.first("w:jc").map { $0["w:val"] == "center" } ?? style.isCentred ?? false
    result.style = style.name
    result.size = runs.size ?? style.size ?? 0
    number(&result, properties, style)
    return (result, runs.boxes)
  }

  mutating func noteInsertion(_ place: WordPlace) {
    inserted += 1
    firstChange = firstChange ?? place
  }

  mutating func noteDeletion(_ place: WordPlace) {
    deleted += 1
    firstChange = firstChange ?? place
  }

  private func role(_ properties: XMLElement?, _ style: WordStyles.Style) -> WordParagraph.Role {
    if let level = properties?.first("w:outlineLvl")?["w:val"].flatMap({ Int($0) }) {
      return 0..<9 ~= level ? .heading(level + 1) : style.role.flatMap { $0.isHeading ? nil : $0 } ?? .body
    }
    return style.role ?? .body
  }

  /// Gives a paragraph the number or bullet that Word puts in front of it.
  private mutating func number(
    _ paragraph: inout WordParagraph, _ properties: XMLElement?, _ style: WordStyles.Style
  ) {
    let own = properties?.first("w:numPr")
    guard own != nil || style.numbering != nil,
      let id = own?.first("w:numId")?["w:val"] ?? style.numbering?.id
    else {
      return
    }
    let level = own?.first("w:ilvl")?["w:val"].flatMap { Int($0) } ?? style.numbering?.level ?? 0
    guard let mark = numbering.next(id, level: level) else {
      // A list's style whose number was taken away.
      if case .item = paragraph.role { paragraph.role = .body }
      return
    }
    if case .heading(let own) = paragraph.role {
      // A deeper number puts a heading below another one of its style.
      paragraph.role = .heading(own + level)
      paragraph.number = mark.text
    } else if paragraph.role == .title {
      paragraph.number = mark.text
    } else if mark.isBullet || mark.isPlain {
      // List Bullet 2 is a list of its own, on the first level.
      var shown = level
      if case .item(let named, _) = paragraph.role { shown = max(named, level) }
      paragraph.role = .item(level: shown, number: mark.isBullet ? nil : mark.value)
    } else {
      paragraph.role = .body
      paragraph.number = mark.text
    }
  }

  // MARK: Runs

  /// The state of reading one paragraph.
  struct RunReader {
    let place: WordPlace
    let style: WordStyles.Style
    var runs: [WordRun] = []
    var boxes: [XMLElement] = []
    var link: String?
    var size: Int?
    var isInserted = false
  }

  mutating func readRuns(_ parent: XMLElement, _ reader: inout RunReader) throws(Diagnostic) {
    for element in parent.elements {
      switch element.name {
      case "w:r": try readRun(element, &reader)
      case "w:ins", "w:moveTo":
        noteInsertion(reader.place)
        try readRuns(element, &reader)
      case "w:del", "w:moveFrom": noteDeletion(reader.place)
      case "w:hyperlink":
        let outer = reader.link
        if let relation = element["r:id"].flatMap({ relations[$0] }), relation.isExternal {
          reader.link = relation.target + (element["w:anchor"].map { "#" + $0 } ?? "")
        }
        try readRuns(element, &reader)
        reader.link = outer
      case "w:fldSimple":
        var field = WordField()
        field.instruction = element["w:instr"] ?? ""
        field.isResult = true
        fields.append(field)
        try readRuns(element, &reader)
        fields.removeLast()
      case "w:sdt": if let content = element.first("w:sdtContent") { try readRuns(content, &reader) }
      case "w:smartTag", "w:customXml", "w:dir", "w:bdo": try readRuns(element, &reader)
      case "m:oMath", "m:oMathPara": if let run = equation(element, reader.place) { reader.runs.append(run) }
      case "mc:AlternateContent": try readDrawing(element, &reader)
      default: break
      }
    }
  }

  private mutating func readRun(_ element: XMLElement, _ reader: inout RunReader) throws(Diagnostic) {
    let properties = element.first("w:rPr"), own = properties?.first("w:rStyle")?["w:val"]
    let style = own.map { styles.style($0) }
    var face = WordRun(content: .lineBreak)
    // Bold and italic letters of a paragraph's style are a part of its looks, and so is the beginning of a paragraph in
    // briefings that this program printed.
    face.isBold = properties?.flag("w:b") ?? (style?.name == "段内标题" ? false : style?.isBold) ?? false
    face.isItalic = properties?.flag("w:i") ?? style?.isItalic ?? false
    face.isStruck = properties?.flag("w:strike") ?? style?.isStruck ?? false
    face.link = reader.link ?? fields.last { $0.isResult && $0.link != nil }?.link
    let isHidden = properties?.flag("w:vanish") ?? false
    let raised = properties?.first("w:vertAlign")?["w:val"]
    if let size = properties?.first("w:sz")?["w:val"].flatMap({ Int($0) }) {
      reader.size = max(reader.size ?? 0, size)
    }
    func add(_ text: String) {
      guard !text.isEmpty else { return }
      var run = face
      run.content = .text(raised == "superscript" ? text.raised : raised == "subscript" ? text.lowered : text)
      reader.runs.append(run)
    }
    for child in element.elements {
      if readField(child, &reader) { continue }
      if fields.contains(where: { !$0.isResult }) { continue }
      if isHidden {
        if child.name == "w:t", !child.text.trimmed.isEmpty {
          notice(.hidden(child.text.shortened), reader.place)
        }
        continue
      }
      if !fields.isEmpty { fields[fields.count - 1].hasResult = true }
      switch child.name {
      case "w:t": add(child.text)
      case "w:tab", "w:ptab": add("\t")
      case "w:noBreakHyphen": add("-")
      case "w:sym":
        if child.symbol == nil { notice(.object("w:sym"), reader.place) }
        add(child.symbol ?? "□")
      case "w:br", "w:cr":
        if child["w:type"] == nil || child["w:type"] == "textWrapping" {
          reader.runs.append(WordRun(content: .lineBreak))
        }
      case "w:ruby": if let base = child.first("w:rubyBase") { try readRuns(base, &reader) }
      case "w:footnoteReference", "w:endnoteReference":
        let kind = child.name == "w:footnoteReference" ? "w:footnote" : "w:endnote"
        if let id = child["w:id"], let index = noteIndex("\(kind) \(id)") {
          reader.runs.append(WordRun(content: .note(index)))
        }
      case "w:commentReference": comments = (comments.count + 1, comments.first ?? reader.place)
      case "w:drawing", "w:pict", "w:object", "mc:AlternateContent": try readDrawing(child, &reader)
      default: break
      }
    }
  }

  /// Reads the signs of fields. Returns false for what is none.
  private mutating func readField(_ element: XMLElement, _ reader: inout RunReader) -> Bool {
    switch element.name {
    case "w:fldChar":
      switch element["w:fldCharType"] {
      case "begin": fields.append(WordField())
      case "separate": if !fields.isEmpty { fields[fields.count - 1].isResult = true }
      case "end":
        guard let field = fields.popLast(), !field.isResult || !field.hasResult else { break }
        readEmpty(field, &reader)
      default: break
      }
    case "w:instrText": if !fields.isEmpty { fields[fields.count - 1].instruction += element.text }
    default: return false
    }
    return true
  }

  /// A field without a result: WPS makes characters in circles of them (EQ \o\ac(○,1)).
  private mutating func readEmpty(_ field: WordField, _ reader: inout RunReader) {
    let code = field.instruction.trimmed, name = code.prefix { $0.isLetter }.uppercased()
    if let match = code.wholeMatch(of: /(?i)eq\s*\\o\\ac\s*\(\s*[○◯]\s*[,，;；]\s*([0-9]{1,2})\s*\)/),
      let number = UInt32(match.1), 1...20 ~= number, let circled = Unicode.Scalar(0x245F + number)
    {
      reader.runs.append(WordRun(content: .text(String(circled))))
    } else if ![
      "", "TOC", "XE", "TC", "RD", "PAGE", "NUMPAGES", "SECTION", "ADDIN", "SET", "ASK", "HYPERLINK",
    ].contains(name) {
      notice(.field(code.shortened), reader.place)
    }
  }
}

extension WordParagraph.Role {
  var isHeading: Bool { if case .heading = self { true } else { false } }
}

extension XMLElement {
  /// A character of a font of symbols: those of Wingdings are in the private area, as documents have them as text.
  fileprivate var symbol: String? {
    guard let value = self["w:char"].flatMap({ UInt32($0, radix: 16) }) else { return nil }
    let letter = value & 0xFF, font = (self["w:font"] ?? "").lowercased()
    switch font {
    case "symbol": return XMLElement.symbols[letter]
    case "wingdings": return XMLElement.wingdings[letter]
    case "wingdings 2": return XMLElement.wingdings2[letter]
    default: return value < 0xE000 || value > 0xF8FF ? Unicode.Scalar(value).map { String($0) } : nil
    }
  }

  private static let symbols: [UInt32: String] = [
    0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈", 0xD7: "⋅", 0x25: "%", 0x2B: "+", 0x2D: "−", 0x3D: "=",
  ]
  private static let wingdings: [UInt32: String] = [
    0xA8: "□", 0x6F: "□", 0x71: "□", 0x6E: "■", 0x6C: "●", 0x9F: "•", 0xA7: "▪", 0x76: "❖", 0xD8: "➢",
    0xE0: "→",
    0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
  ]
  private static let wingdings2: [UInt32: String] = [
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x30: "□",
  ]
}

extension String {
  /// m with a raised 2 is m².
  fileprivate var raised: String { mapped("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ") }
  fileprivate var lowered: String { mapped("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋") }

  private func mapped(_ plain: String, _ small: String) -> String {
    let table = Dictionary(uniqueKeysWithValues: zip(plain, small))
    let mapped = compactMap { table[$0] }
    return mapped.count == count ? String(mapped) : self
  }
}

extension WordRun {
  var isBlank: Bool {
    if case .text(let text) = content { text.allSatisfy(\.isWhitespace) } else { false }
  }
}

extension [WordRun] {
  /// Neighbours of one face as one; line breaks and blanks at the ends of a paragraph left out.
  var merged: [WordRun] {
    var result: [WordRun] = []
    for run in self {
      guard case .text(let text) = run.content, let last = result.last, case .text(let before) = last.content,
        run.hasFace(of: last) || run.isBlank && run.link == last.link
      else {
        result.append(run)
        continue
      }
      result[result.count - 1].content = .text(before + text)
    }
    while let last = result.last, last.content == .lineBreak || last.isBlank { result.removeLast() }
    while let first = result.first, first.content == .lineBreak { result.removeFirst() }
    return result
  }
}
