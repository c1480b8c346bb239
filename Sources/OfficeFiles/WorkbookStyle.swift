extension Workbook {
  /// The looks that a cell may have.
  package enum Style: Int, CaseIterable, Sendable {
    /// A text or number with lines around it; what is written there later is a text, too: 001, 2024-07, 3-5 stay.
    case text
    /// The same, where a number that is written later is one.
    case number
    /// A cell that is to be filled in: a text without lines, since a column has a million of them.
    case entry
    case heading
    /// The heading of a column that must be filled in.
    case required
    /// The title over a table.
    case title
    /// A text without lines around it.
    case plain
    case section
    /// A hint in grey, which nobody takes for a value.
    case hint
    /// A value of an earlier time, in grey on grey.
    case past
    /// A value that is wrong: light red.
    case marked
  }

  struct Look {
    var isBold = false
    var isItalic = false
    var size = 11
    var colour = "FF000000"
    var fill: String?
    var hasLines = true
    var isText = true
    var horizontal: String?
    var vertical = "center"
  }
}

extension Workbook.Style {
  fileprivate var look: Workbook.Look {
    switch self {
    case .text: .init()
    case .number: .init(isText: false)
    case .entry: .init(hasLines: false)
    case .heading: .init(isBold: true, fill: "FFE7EDF3", horizontal: "center")
    case .required: .init(isBold: true, fill: "FFFFE699", horizontal: "center")
    case .title: .init(isBold: true, size: 16, hasLines: false, horizontal: "center")
    case .plain: .init(hasLines: false, vertical: "top")
    case .section: .init(isBold: true, size: 12, hasLines: false)
    case .hint: .init(isItalic: true, size: 9, colour: "FF7F7F7F", fill: "FFF7F7F7", vertical: "top")
    case .past: .init(isItalic: true, colour: "FF7F7F7F", fill: "FFEDEDED")
    case .marked: .init(fill: "FFFFC7CE")
    }
  }

  /// The number of the look in the file: each has one for days beside it.
  func index(ofDay isDay: Bool) -> Int { 2 * rawValue + (isDay ? 1 : 0) + 1 }

  /// The height of a line in points.
  var lineHeight: Int { look.size + 7 }
}

extension Workbook {
  /// The part of the looks. The first is that of cells that nobody has given any.
  static func styles(_ main: String) -> XMLText {
    let looks = Style.allCases.map(\.look), day = 164
    var fonts = XMLText(), fills = XMLText(), formats = XMLText()
    for (index, look) in looks.enumerated() {
      let weight: XMLText = look.isBold ? "<b/>" : "", slant: XMLText = look.isItalic ? "<i/>" : ""
      fonts +=
        #"<font>\#(weight)\#(slant)<sz val="\#(look.size)"/><color rgb="\#(look.colour)"/>\#(face)</font>"#
      let pattern: XMLText =
        look.fill.map {
          #"<patternFill patternType="solid"><fgColor rgb="\#($0)"/><bgColor indexed="64"/></patternFill>"#
        } ?? #"<patternFill patternType="none"/>"#
      fills += "<fill>\(pattern)</fill>"
      let horizontal: XMLText = look.horizontal.map { #" horizontal="\#($0)""# } ?? ""
      for format in [look.isText ? 49 : 0, day] {
        formats += """
          <xf numFmtId="\(format)" fontId="\(index + 1)" fillId="\(index + 2)" borderId="\(look.hasLines ? 1 : 0)" xfId="0" \
          applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">\
          <alignment\(horizontal) vertical="\(look.vertical)" wrapText="1"/></xf>
          """
      }
    }
    let thin: XMLText = #" style="thin"><color rgb="FF808080"/>"#
    return """
      <styleSheet xmlns="\(main)"><numFmts count="1"><numFmt numFmtId="\(day)" formatCode="yyyy\\-mm\\-dd"/></numFmts>\
      <fonts count="\(looks.count + 1)"><font><sz val="11"/>\(face)</font>\(fonts)</fonts>\
      <fills count="\(looks.count + 2)"><fill><patternFill patternType="none"/></fill>\
      <fill><patternFill patternType="gray125"/></fill>\(fills)</fills>\
      <borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left\(thin)</left>\
      <right\(thin)</right><top\(thin)</top><bottom\(thin)</bottom><diagonal/></border></borders>\
      <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
      <cellXfs count="\(2 * looks.count + 1)"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\(formats)</cellXfs>\
      <cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>
      """
  }

  private static let face: XMLText = #"<name val="宋体"/><family val="3"/><charset val="134"/>"#
}
