extension Sheet {
  /// Gives the annexes of the author's own, which are headings in the text, their labels and titles, and names all annexes
  /// of the sheet after the text itself. For the PDF `printing/typeset.py` does the same.
  mutating func setAnnexes() {
    var named: [(number: Int, title: String)] = [], first: Int?
    var index = 0
    while index < blocks.count {
      defer { index += 1 }
      guard case .paragraph(var label) = blocks[index], label.role.isHeading,
        let heading = AnnexHeading(label.text)
      else { continue }
      first = first ?? index
      label.role = .annexLabel
      label.runs = [Run(content: .text(heading.label))]
      blocks[index] = .paragraph(label)
      var title = heading.title
      if !title.isEmpty {
        blocks.insert(.paragraph(Paragraph(.annexTitle, [Run(content: .text(title))])), at: index + 1)
      } else if index + 1 < blocks.count, case .paragraph(var following) = blocks[index + 1],
        following.isAnnexTitle
      {
        following.role = .annexTitle
        blocks[index + 1] = .paragraph(following)
        title = following.text.trimmed
      }
      named.append((heading.number ?? named.count + 1, title.isEmpty ? heading.label : title))
    }
    if let first { name(&named, before: first) }
  }

  /// Puts the list of the annexes before the first one. An author who has named them does not want them twice.
  private mutating func name(_ named: inout [(number: Int, title: String)], before first: Int) {
    let isNamed = blocks[..<first].contains {
      if case .paragraph(let it) = $0 { ["附件：", "附件:"].contains(String(it.text.prefix(3))) } else { false }
    }
    if isNamed { return }
    for (index, block) in blocks.enumerated().reversed() {
      guard case .paragraph(let figures) = block, figures.role == .annexList,
        let colon = figures.text.firstIndex(of: "：")
      else { continue }
      let number = (named.map(\.number).max() ?? 0) + 1
      named.append((number, String(figures.text[figures.text.index(after: colon)...])))
      blocks.remove(at: index)
    }
    let list = named.enumerated().map { rank, annex -> Block in
      let start = rank == 0 ? "附件：" : ""
      if named.count == 1 {
        return .paragraph(Paragraph(.annexList, [Run(content: .text(start + annex.title))]))
      }
      let number = Run(content: .text("\(start)\(annex.number)."))
      return .paragraph(
        Paragraph(
          rank == 0 ? .annexList : .annexItem,
          [number, Run(content: .tab), Run(content: .text(annex.title))]))
    }
    blocks.insert(contentsOf: list, at: first)
  }
}

/// A heading that is the label of an annex, alone or before its title: 附件, 附件2, 附件1　名称, 附件2：照片.
struct AnnexHeading: Equatable {
  let label: String
  /// The number in digits.
  let number: Int?
  let title: String

  /// Returns nil for other headings, such as 附件清单.
  init?(_ text: String) {
    let text = text.trimmed
    guard text.hasPrefix("附件") else { return nil }
    var rest = text.dropFirst(2).drop(while: \.isWhitespace)
    let digits = rest.prefix { "0123456789０１２３４５６７８９".contains($0) }
    let numeral = digits.isEmpty ? rest.prefix { "一二三四五六七八九十".contains($0) } : digits
    label = "附件" + numeral
    number =
      digits.isEmpty ? nil : digits.reduce(0) { min($0, 9999) * 10 + ($1.wholeNumberValue ?? 0) }
    rest = numeral.isEmpty ? text.dropFirst(2) : rest.dropFirst(numeral.count)
    let isApart = rest.first.map { $0.isWhitespace || AnnexHeading.separators.contains($0) } ?? true
    guard isApart || !digits.isEmpty && !"和与及至、，的之—-".contains(rest.first ?? "和") else { return nil }
    rest = rest.drop(while: \.isWhitespace)
    if let mark = rest.first, AnnexHeading.separators.contains(mark) { rest.removeFirst() }
    title = String(rest).trimmed
  }

  private static let separators: [Character] = ["：", ":", "．", "."]
}

extension Paragraph {
  /// Whether it is the title of the annex after whose label it is: a short paragraph, or a heading without a number.
  fileprivate var isAnnexTitle: Bool {
    let text = text.trimmed
    if role == .body {
      return item == nil && 1...60 ~= text.count && !"。；：;:".contains(text.last ?? "。")
    }
    return role.isHeading && !text.startsWithNumber && AnnexHeading(text) == nil
  }
}

extension Paragraph.Role {
  fileprivate var isHeading: Bool { [.heading1, .heading2, .heading3].contains(self) }
}

extension String {
  /// Whether it begins as headings within a text do: 一、 （一） 1. 第一章
  fileprivate var startsWithNumber: Bool {
    if hasPrefix("（") { return true }
    let chinese = prefix { "一二三四五六七八九十".contains($0) }
    if !chinese.isEmpty { return dropFirst(chinese.count).hasPrefix("、") }
    let digits = prefix(while: \.isNumber)
    if !digits.isEmpty { return dropFirst(digits.count).first.map { ".．、".contains($0) } ?? false }
    return hasPrefix("第") && prefix { !$0.isWhitespace }.contains { "章节条".contains($0) }
  }
}
