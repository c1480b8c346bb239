/// Names of places in a form in which they can be compared, however they are typed.
package enum PlaceName {
  /// The name without blanks and what people put between the parts of a path, in simplified characters and half width.
  package static func plain(_ text: some StringProtocol) -> [Unicode.Scalar] {
    text.unicodeScalars.compactMap { scalar in
      if scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
        || separators.contains(scalar)
      {
        return nil
      }
      return simplified[scalar] ?? scalar.halfWidth
    }
  }

  /// A plain name without the ending that says what kind of place it is, if two characters are left: 青山 of 青山区.
  package static func core(_ plain: [Unicode.Scalar]) -> [Unicode.Scalar] {
    for ending in endings
    where plain.count >= ending.count + 2 && plain.suffix(ending.count).elementsEqual(ending) {
      return Array(plain.dropLast(ending.count))
    }
    return plain
  }

  /// The parts of a text with other gaps than slashes.
  static func split(_ text: String) -> [String] {
    text.unicodeScalars.split { separators.contains($0) || $0.properties.isWhitespace }.map(String.init)
  }

  /// Whether a name of several letters may end in this one that is of a district or above it.
  static func endsRegion(_ letter: Unicode.Scalar) -> Bool { "省市区县州盟旗".unicodeScalars.contains(letter) }

  static func isTown(_ name: String) -> Bool {
    name.unicodeScalars.count > 2 && ["街道", "镇", "乡"].contains { name.hasSuffix($0) }
  }

  /// 月河街道马军巷社区 as a town and a village; a text that is not both is one part, an empty one none.
  static func townAndVillage(_ text: String) -> [String] {
    for ending in ["街道", "镇", "乡"] {
      guard let range = text.firstRange(of: ending), isTown(String(text[..<range.upperBound])) else {
        continue
      }
      let village = text[range.upperBound...]
      if village.unicodeScalars.count > 2 { return [String(text[..<range.upperBound]), String(village)] }
    }
    return text.isEmpty ? [] : [text]
  }

  /// A text without blanks at its ends, its figures in half width.
  static func trimmed(_ text: Substring) -> String {
    let blank = { (scalar: Unicode.Scalar) in
      scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
    }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.drop(while: blank).reversed().drop(while: blank).reversed() {
      result.append(scalar.halfWidth.isDigit ? scalar.halfWidth : scalar)
    }
    return String(result)
  }

  /// The letters between the parts of a path that is written without slashes.
  static let separators = Set("/／\\＼-－—–―·•・>＞→、，,|｜_".unicodeScalars)

  /// Longer endings first.
  private static let endings = [
    "特别行政区", "街道办事处", "村民委员会", "居民委员会", "自治州", "自治县", "自治区", "街道办", "村委会", "居委会", "地区", "街道", "社区",
    "林区", "省", "市", "州", "盟", "县", "区", "旗", "镇", "乡", "街", "村",
  ].map { Array($0.unicodeScalars) }

  /// Traditional characters and variants that occur in names of places.
  private static let simplified: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs = Array(
      """
      漢汉縣县區区鎮镇鄉乡灣湾龍龙陽阳陰阴東东門门雲云廣广寧宁黃黄歸归齊齐興兴義义慶庆豐丰鳳凤鶴鹤馬马鳥鸟魚鱼龜龟橋桥樓楼館馆場场\
      園园圓圆壩坝墳坟壇坛塢坞嶺岭崗岗岡冈嶼屿島岛峯峰峽峡溝沟澗涧濱滨濟济瀘泸滬沪潛潜澤泽漲涨灘滩濕湿淵渊滎荥滄沧蘇苏蘭兰葉叶\
      蕭萧薊蓟蘄蕲蓮莲萬万華华莊庄長长張张陳陈趙赵鄭郑劉刘楊杨吳吴許许羅罗蔣蒋鄧邓韓韩馮冯鍾钟鐘钟盧卢顧顾賀贺龔龚嚴严簡简\
      譚谭鄒邹賈贾閻阎閘闸關关開开陸陆隨随險险遠远連连達达還还邊边過过運运進进選选迴回廟庙廠厂慮虑應应懷怀愛爱戰战擔担據据\
      雙双靈灵電电霧雾項项順顺須须領领頭头題题風风飛飞飯饭馱驮駱骆驛驿騰腾髮发鬥斗鬧闹麗丽麥麦黨党點点齒齿壽寿壯壮聖圣聯联\
      膠胶臺台台台與与舊旧藍蓝藥药虛虚蟲虫術术衛卫補补裏里裡里襄襄觀观覺觉觸触計计記记設设話话謝谢護护讓让豬猪貝贝財财貢贡\
      貴贵買买費费資资賓宾贊赞贛赣車车軍军輝辉轉转農农遼辽醫医釐厘釣钓鉛铅銀银銅铜鋪铺鋼钢錢钱錦锦鍋锅鎖锁鐵铁鑽钻陝陕隴陇\
      雞鸡鷄鸡難难響响頂顶頓顿頤颐顏颜類类驢驴鮮鲜鯉鲤鴨鸭鵝鹅鷹鹰鹽盐麼么齡龄單单喬乔嘉嘉國国塊块塘塘塵尘墾垦夾夹孫孙學学\
      實实寶宝對对屆届崑昆崙仑嵩嵩幹干庫库廳厅彎弯後后從从徑径愨悫於于時时晉晋曉晓書书會会條条棗枣業业極极樂乐標标樹树機机權权\
      歐欧歲岁氣气決决沈沈況况淨净淺浅渾浑湯汤滅灭滿满漁渔潤润澆浇煉炼熱热爐炉爾尔爺爷牆墙獅狮獨独獻献環环現现畫画畢毕當当\
      療疗發发盤盘碼码磚砖礦矿禮礼禪禅種种穀谷窯窑竈灶競竞節节築筑籃篮糧粮紅红納纳級级組组經经綠绿維维網网綿绵線线縫缝總总\
      繁繁織织繡绣羣群聞闻職职脈脉腳脚蔭荫虧亏蝦虾螞蚂衝冲裝装親亲訪访評评詩诗調调論论誠诚變变豎竖貓猫質质賴赖跡迹躍跃軒轩輪轮\
      辦办遊游鄖郧鄂鄂酈郦釘钉鉅巨銘铭鋒锋錫锡鎢钨鏡镜鑄铸閣阁閩闽陣阵隊队際际韋韦頌颂饒饶駐驻驥骥魯鲁鮑鲍黔黔硚硚
      """.unicodeScalars)
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for i in stride(from: 0, to: pairs.count - 1, by: 2) where pairs[i] != pairs[i + 1] {
      table[pairs[i]] = pairs[i + 1]
    }
    return table
  }()
}
