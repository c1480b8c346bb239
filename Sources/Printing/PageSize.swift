import OfficeFiles

/// The measures of a page of an official document (GB/T 9704-2012) in twentieths of a point: A4, a type area of
/// 156 × 225 mm with 22 lines of 28 characters.
struct PageSize {
  let width: Int
  let height: Int
  let top: Int
  let right: Int
  let bottom: Int
  let left: Int
  /// The distance of the page number's line from the lower edge of the paper: its dash is 7 mm below the type area.
  let foot: Int

  /// 225 mm ÷ 22.
  static let line = 579
  /// The size of a character of the third size, 16 pt; 28 of them are too wide by 0.25 pt each.
  static let character = 320, tightening = -5

  static let portrait = PageSize(
    width: 11906, height: 16838, top: 2098, right: 1474, bottom: 1984, left: 1587, foot: 1440)

  var textWidth: Int { width - left - right }
  var textHeight: Int { height - top - bottom }
}

/// The things that a kind of sheet (`data-kind`) has of its own: the page, the size of the text, how its tables look.
struct SheetForm {
  var page = PageSize.portrait
  /// The size of the text in half points, and the height of a line.
  var size = 32
  var line = PageSize.line
  /// The size of tables in half points.
  var tableSize = 21
  /// Whether all cells have lines around them.
  var isBoxed = false
  var foot = Foot.dashes
  /// The rule below the head: its kind in Word, and its width in eighths of a point.
  var rule = (kind: "single", width: 18)
  /// The largest size of the name at the head in points.
  var mastheadSize = 52

  enum Foot {
    /// — 1 — on the outer side.
    case dashes
    /// 第1页，共3页
    case ofAll
    case none
  }

  /// Whether 28 characters fill a line.
  var hasGrid: Bool { size == 32 }

  /// The forms in `print.css`; an unknown kind has that of a briefing.
  static func of(kind: String) -> SheetForm {
    switch kind {
    case "minutes": SheetForm(rule: ("single", 8), mastheadSize: 40)
    case "special": SheetForm(rule: ("double", 12))
    case "notice": SheetForm(rule: ("single", 24))
    case "volume":
      SheetForm(
        page: PageSize(
          width: 11906, height: 16838, top: 1928, right: 1474, bottom: 1701, left: 1587, foot: 1160),
        size: 28, line: 480)
    case "register":
      SheetForm(
        page: PageSize(
          width: 16838, height: 11906, top: 1134, right: 850, bottom: 1134, left: 850, foot: 567), size: 21,
        line: 320, tableSize: 17, isBoxed: true, foot: .ofAll)
    case "followups", "form":
      SheetForm(
        page: PageSize(
          width: 11906, height: 16838, top: 1134, right: 1361, bottom: 907, left: 1474, foot: 454), size: 21,
        line: 320, tableSize: kind == "form" ? 21 : 24, isBoxed: true, foot: .none)
    case "overview", "handout":
      SheetForm(
        page: PageSize(
          width: 11906, height: 16838, top: 1020, right: 1134, bottom: 907, left: 1134, foot: 454), size: 21,
        line: 320, tableSize: 18, foot: .none)
    default: SheetForm()
    }
  }
}

/// The typefaces that the form names, and those that take their place where one is not installed.
enum Typeface: String, CaseIterable {
  case fangsong = "仿宋"
  case kai = "楷体"
  case hei = "黑体"
  case song = "宋体"
  case title = "方正小标宋简体"

  var substitutes: String {
    switch self {
    case .fangsong: "仿宋_GB2312,FangSong,STFangsong,FandolFang R"
    case .kai: "楷体_GB2312,KaiTi,STKaiti,FandolKai"
    case .hei: "SimHei,STHeiti,Noto Sans CJK SC"
    case .song: "SimSun,STSong,Noto Serif CJK SC"
    case .title: "FZXiaoBiaoSong-B05S,方正小标宋_GBK,华文中宋,STZhongsong,宋体"
    }
  }

  /// The classification by which Word chooses another font (ISO/IEC 14496-22, PANOSE).
  var panose: String {
    self == .hei || self == .kai || self == .fangsong ? "02010609060101010101" : "02010600030101010101"
  }

  /// The attributes that name it for all scripts: no font of a theme comes before it.
  var fonts: XMLText {
    #"<w:rFonts w:ascii="\#(rawValue)" w:eastAsia="\#(rawValue)" w:hAnsi="\#(rawValue)" w:cs="\#(rawValue)"/>"#
  }
}
