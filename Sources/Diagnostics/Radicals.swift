/// Radicals that are encoded as signs of their own (Kangxi Radicals, CJK Radicals Supplement): a text from a PDF has them
/// instead of the characters that they look like, ⼈⺠ for 人民.
package enum Radical {
  /// The character that is meant: Unicode's `Equivalent_Unified_Ideograph`, but for ⼾ and ⾭. Returns nil for what is no
  /// radical, or one without a character.
  ///
  /// For those two, fonts for simplified Chinese have 户 and 青.
  package static func character(for scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x2E80..<0x2EF4: optional(supplement[Int(scalar) - 0x2E80])
    case 0x2F00..<0x2FD6: optional(kangxi[Int(scalar) - 0x2F00])
    default: nil
    }
  }

  private static func optional(_ scalar: UInt32) -> UInt32? { scalar == 0x2E ? nil : scalar }

  /// The characters from U+2E80 on; a full stop where there is none.
  private static let supplement = scalars(
    """
    .厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵.旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页\
    风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟
    """)

  /// The characters from U+2F00 on.
  private static let kangxi = scalars(
    """
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉\
    瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟\
    鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠
    """)

  private static func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
}
