// Homes down to the door. A building, a street or a unit alone does not count, nor does the room of an office.
extension PersonalDataScan {
  /// A home whose door has a number in digits: 3号楼2单元501室, 5栋1201, 3-2-501, 3组12号.
  func home(atNumber number: Range<Int>, digits: Int) -> PersonalDatum? {
    guard let before = reader.seenSign(before: number.lowerBound, skippingSpaces: true) else { return nil }
    // Most numbers follow something else.
    guard before.isHyphen || PersonalDataScan.endings.contains(before.scalar) else { return nil }
    if before.isHyphen { return dashedHome(number, digits) ?? (digits >= 3 ? home(room: number) : nil) }
    if digits <= 3, let home = villageHome(number) { return home }
    if let home = homeBySide(number) { return home }
    return digits >= 3 ? home(room: number) : nil
  }

  /// A home whose door has a number in Han: 二单元五零一室. The place is that of 室, or of 单元 with the number behind it.
  func homeInHan(at place: Int) -> PersonalDatum? {
    var start = place, end = place
    if reader.begins(PersonalDataScan.unit, at: place) {
      start = place + 6
      end = start
      while let sign = reader.sign(at: end), sign.isHanDigit { end = sign.range.upperBound }
    } else {
      while let sign = reader.sign(before: start), sign.isHanDigit { start = sign.range.lowerBound }
    }
    return 9...12 ~= end - start ? home(room: start..<end) : nil
  }

  /// The last characters of the words that a room's number follows.
  private static let endings = Set<UInt32>(of: "元门栋棟幢座楼樓梯层号號组社苑区园寓舍村院庭府房#＃")

  private func home(room: Range<Int>) -> PersonalDatum? {
    var start = room.lowerBound, isUnit = false, isBuilding = false, isMarked = false
    // 3栋-501, 3幢1-802
    if let joint = reader.seenSign(before: start), joint.isHyphen {
      if numbered(PersonalDataScan.buildingsAndUnits, before: joint.range.lowerBound) != nil {
        start = joint.range.lowerBound
      } else if let part = dashed(before: start), 1...40 ~= value(room) / 100, 1...20 ~= value(room) % 100 {
        start = part
      } else {
        return nil
      }
    }
    // A floor may come between: 2单元5楼501室.
    if let floor = numbered(PersonalDataScan.floors, before: start),
      numbered(PersonalDataScan.buildingsAndUnits, before: floor) != nil
    {
      start = floor
    }
    if let unit = numbered(PersonalDataScan.doorways, before: start) ?? sideUnit(before: start) {
      (start, isUnit) = (unit, true)
    } else if let stairs = numbered(PersonalDataScan.stairs, before: start),
      numbered(PersonalDataScan.buildings, before: stairs) != nil
    {
      (start, isUnit) = (stairs, true)
    }
    if let building = numbered(PersonalDataScan.buildings, before: start) {
      (start, isBuilding) = (building, true)
    } else if let building = numbered(PersonalDataScan.numberSigns, before: start),
      reader.sign(at: building)?.digit != nil
    {
      // 3#501室; astro#501 is something else.
      (start, isMarked) = (building, true)
    }
    var isNamed = isUnit || isBuilding
    if !isNamed && !isMarked {
      if start == room.lowerBound, let house = numbered(PersonalDataScan.streetNumbers, before: start) {
        start = house
      } else if let length = PersonalDataScan.residences.length(
        before: skipSpaces(before: start), in: reader.bytes)
      {
        isNamed = start < room.lowerBound
        start = skipSpaces(before: start) - length
      } else {
        return nil
      }
    }
    // 5座 may be five of something, and A座 is seldom a home's: they need their 室.
    let needsRoom = isBuilding && !isUnit && isSeat(start)
    guard let end = roomEnd(room.upperBound, isUnit: isUnit, isNamed: isNamed && !needsRoom) else {
      return nil
    }
    if isUnit ? isSitedOffice(start) || isConverted(end) : isOffice(start, end) { return nil }
    return home(start..<end)
  }

  private func home(_ range: Range<Int>) -> PersonalDatum {
    var value = "", place = range.lowerBound
    while place < range.upperBound, let sign = reader.sign(at: place) {
      if let digit = sign.digit {
        value += String(digit)
      } else if !(sign.isSpace || sign.isUnseen || sign.isEmphasis), let scalar = Unicode.Scalar(sign.scalar)
      {
        value.unicodeScalars.append(scalar)
      }
      place = sign.range.upperBound
    }
    return PersonalDatum(.home, range, value: value)
  }

  /// The end of a room: behind 室 and its like; without one, where nothing counts or goes on.
  private func roomEnd(_ place: Int, isUnit: Bool, isNamed: Bool) -> Int? {
    guard let next = reader.seenSign(at: place, skippingSpaces: true) else { return isNamed ? place : nil }
    let start = next.range.lowerBound
    if reader.begins(PersonalDataScan.rooms, at: start) { return start + 3 }
    guard isNamed else { return nil }
    if reader.begins(PersonalDataScan.numberSign, at: start) {
      return reader.begins(PersonalDataScan.numberedThings, at: start) ? nil : start + 3
    }
    if reader.begins(PersonalDataScan.household, at: start) { return isUnit ? start + 3 : nil }
    if next.isAlphanumeric || isAmount(endingAt: place) { return nil }
    if reader.begins(PersonalDataScan.counted, at: start) {
      return nil
    }
    if next.isHyphen || next.scalar == 0x7E || next.scalar == 0xFF5E
      || reader.begins(PersonalDataScan.untils, at: start)
    {
      return reader.seenSign(at: next.range.upperBound)?.digit == nil ? place : nil
    }
    // 5栋500床位, 3-2-101地块
    if !isUnit, 0x4E00...0x9FFF ~= next.scalar, !PersonalDataScan.ofHomes.contains(next.scalar) { return nil }
    return place
  }

  /// 2单元3楼东户.
  private func homeBySide(_ number: Range<Int>) -> PersonalDatum? {
    guard let unit = numbered(PersonalDataScan.sideOwners, before: number.lowerBound),
      let floor = reader.seenSign(at: number.upperBound, skippingSpaces: true),
      reader.begins(PersonalDataScan.floors, at: floor.range.lowerBound)
    else { return nil }
    let side = reader.seenSign(at: floor.range.upperBound, skippingSpaces: true)?.range.lowerBound ?? 0
    guard let length = PersonalDataScan.sides.length(at: side, in: reader.bytes) else { return nil }
    let start = numbered(PersonalDataScan.houses, before: unit) ?? unit
    return home(start..<side + length)
  }

  /// The number of a house in a group of a village: 幸福村3组12号.
  private func villageHome(_ number: Range<Int>) -> PersonalDatum? {
    guard let group = numbered(PersonalDataScan.groups, before: number.lowerBound),
      let place = reader.sign(before: skipSpaces(before: group)),
      PersonalDataScan.villages.contains(place.scalar),
      let next = reader.seenSign(at: number.upperBound, skippingSpaces: true),
      reader.begins(PersonalDataScan.numberSign, at: next.range.lowerBound), isHouse(next.range.upperBound)
    else { return nil }
    return home(place.range.lowerBound..<next.range.upperBound)
  }

  /// Whether the number that ends at a place is a house's: people follow, or nothing. Wells and pumps have numbers, too.
  private func isHouse(_ place: Int) -> Bool {
    guard let next = reader.seenSign(at: place, skippingSpaces: true) else { return true }
    if next.scalar >= 0x3400, !(0xFF00...0xFFEF ~= next.scalar) {
      return reader.begins(PersonalDataScan.people, at: next.range.lowerBound)
    }
    // 5号、6号变压器
    return !next.isAlphanumeric && !next.isHyphen && !next.isEmphasis && next.scalar != 0x3001
  }

  private static let people: WordList = [
    "户", "家", "村民", "居民", "农户", "住户", "住", "老人", "房", "屋", "门前", "门口", "反映", "王", "李某", "张", "刘", "陈某",
    "杨某", "赵", "吴", "徐", "孙", "朱", "郭", "罗", "郑", "谢", "宋", "韩", "冯", "邓", "曹", "彭", "蒋", "蔡", "魏", "黄某",
    "周某",
    "胡某", "何某",
  ]

  /// 东单元
  private func sideUnit(before place: Int) -> Int? {
    let end = skipSpaces(before: place)
    guard let length = PersonalDataScan.sideUnits.length(before: end, in: reader.bytes),
      numbered(PersonalDataScan.buildings, before: end - length) != nil
    else { return nil }
    return end - length
  }

  private static let sideUnits: WordList = ["东单元", "西单元", "南单元", "北单元", "中单元", "左单元", "右单元"]
  private static let stairs: WordList = ["梯", "号梯"]

  /// 5座, A座.
  private func isSeat(_ start: Int) -> Bool {
    var place = start
    while let sign = reader.seenSign(at: place), sign.isAlphanumeric || sign.isHanDigit || sign.isSpace {
      place = sign.range.upperBound
    }
    return place > start && reader.begins(PersonalDataScan.seats, at: place)
  }

  private static let seats: WordList = ["座"]

  /// 3-2-501: building, unit, room.
  private func dashedHome(_ room: Range<Int>, _ digits: Int) -> PersonalDatum? {
    guard digits >= 3, let second = dashed(before: room.lowerBound), let first = dashed(before: second) else {
      return nil
    }
    let number = value(room), floor = number / 100
    guard 1...40 ~= floor, 1...20 ~= number % 100, !(1900...2099 ~= number) else { return nil }
    if let before = reader.seenSign(before: first, skippingSpaces: true) {
      if before.isAlphanumeric || before.isHyphen || before.isDot || before.scalar == 0x2F { return nil }
      if PersonalDataScan.parts.contains(before.scalar) { return nil }
    }
    guard let end = roomEnd(room.upperBound, isUnit: false, isNamed: true),
      !(reader.sign(at: end).map { $0.isDot || $0.scalar == 0x2F || $0.isHyphen } ?? false)
    else { return nil }
    return isOffice(first, end) || isInAddress(first) || isIdentifier(at: first) ? nil : home(first..<end)
  }

  /// The start of a number of one or two digits before a hyphen.
  private func dashed(before place: Int) -> Int? {
    guard let hyphen = reader.seenSign(before: place), hyphen.isHyphen else { return nil }
    var start = hyphen.range.lowerBound, count = 0
    while let sign = reader.seenSign(before: start), sign.digit != nil {
      start = sign.range.lowerBound
      count += 1
    }
    return 1...2 ~= count ? start : nil
  }

  private func value(_ range: Range<Int>) -> Int {
    var value = 0, place = range.lowerBound
    while place < range.upperBound, let sign = reader.sign(at: place) {
      value = value * 10 + Int(sign.digit ?? 0)
      place = sign.range.upperBound
    }
    return value
  }

  /// The start of a number, or a single letter, with one of some words behind it, that ends at a place.
  private func numbered(_ words: WordList, before place: Int) -> Int? {
    let end = skipSpaces(before: place)
    guard let length = words.length(before: end, in: reader.bytes) else { return nil }
    var start = skipSpaces(before: end - length), count = 0
    while let sign = reader.seenSign(before: start), count < 4 {
      guard sign.digit != nil || sign.isHanDigit || (count == 0 && sign.letter != nil) else { break }
      start = sign.range.lowerBound
      count += 1
      if sign.letter != nil { break }
    }
    return count > 0 ? start : nil
  }

  /// The place behind the last sign before another one that is neither a blank nor a mark.
  private func skipSpaces(before place: Int) -> Int {
    reader.seenSign(before: place, skippingSpaces: true)?.range.upperBound ?? place
  }

  /// Whether the words around a home are those of an office.
  private func isOffice(_ start: Int, _ end: Int) -> Bool {
    let clause = reader.clauseStart(before: start, atMost: 36, endedBy: PersonalDataScan.officeEnds)
    if PersonalDataScan.dwellings.occur(in: clause..<start, of: reader.bytes) { return false }
    if isConverted(end) { return true }
    if PersonalDataScan.estates.length(before: skipSpaces(before: start), in: reader.bytes) != nil {
      return false
    }
    if PersonalDataScan.offices.occur(in: clause..<start, of: reader.bytes) { return true }
    if isSitedOffice(start) || isInstitution(endingAt: start) { return true }
    let next = reader.seenSign(at: end, skippingSpaces: true)
    let after = next.map { $0.isOpening ? $0.range.upperBound : $0.range.lowerBound } ?? end
    return reader.begins(PersonalDataScan.meetings, at: after)
  }

  /// Whether an office is said to be at a place, or the place is in brackets behind it: 警务室在3号楼101室.
  private func isSitedOffice(_ start: Int) -> Bool {
    let end = skipSpaces(before: start)
    if let bracket = reader.sign(before: end), bracket.isOpening {
      return isInstitution(endingAt: bracket.range.lowerBound)
    }
    guard let length = PersonalDataScan.sites.length(before: end, in: reader.bytes) else { return false }
    return isInstitution(endingAt: end - length)
  }

  private func isInstitution(endingAt place: Int) -> Bool {
    let end = skipSpaces(before: place), bytes = reader.bytes
    if PersonalDataScan.dwellings.length(before: end, in: bytes) != nil { return false }
    return PersonalDataScan.institutions.length(before: end, in: bytes) != nil
      || PersonalDataScan.offices.length(before: end, in: bytes) != nil
  }

  /// Whether a room is said to become something else than a home.
  private func isConverted(_ end: Int) -> Bool {
    let next = reader.seenSign(at: end, skippingSpaces: true)?.range.lowerBound ?? end
    return reader.begins(PersonalDataScan.conversions, at: next)
  }

  private static let institutions: WordList = [
    "站", "所", "室", "厅", "馆", "局", "店", "公司", "厂", "银行", "支行", "委会", "党支部", "党委", "工会", "协会", "书屋", "驿站", "食堂",
    "园区", "基地", "幼儿园", "法庭", "教室", "机构", "平台", "长廊", "办事处", "委员会", "用房",
  ]
  private static let dwellings: WordList = ["家住", "住在", "现住", "住址", "居住", "租住", "住所", "居所", "卧室"]
  /// What homes are in, whatever is near.
  private static let estates: WordList = [
    "小区", "花园", "公寓", "家园", "宿舍", "新村", "家属院", "住宅楼", "居民楼", "家属楼", "宿舍楼",
  ]
  private static let sites: WordList = [
    "设在", "设于", "设立在", "位于", "建在", "开在", "坐落在", "坐落于", "搬到", "搬至", "迁到", "迁至", "在", "地址",
  ]
  private static let conversions: WordList = [
    "改建为", "改建成", "改为", "改成", "改作", "改造为", "改造成", "用作", "用于", "辟为", "打造", "建成", "建为", "设为", "设立", "作为",
    "变成", "变为", "腾出",
  ]
  /// What may follow a room without 室.
  private static let ofHomes = Set<UInt32>(of: "漏渗的业居住租和与及内反家")

  private static let buildingsAndUnits: WordList = [
    "單元", "号门", "号樓", "號樓", "號楼", "棟", "单元", "门", "栋", "幢", "号楼", "座",
  ]
  private static let sideOwners: WordList = ["单元", "單元", "号樓", "號樓", "棟", "号楼", "栋", "幢"]
  private static let buildings: WordList = ["号楼", "号樓", "號樓", "號楼", "棟", "栋", "幢", "座", "#楼", "＃楼"]
  private static let numberSigns: WordList = ["#", "＃"]
  private static let houses: WordList = ["号楼", "号樓", "號樓", "號楼", "棟", "栋", "幢"]
  private static let floors: WordList = ["楼", "层"]
  private static let streetNumbers: WordList = ["号", "号院"]
  private static let groups: WordList = ["组", "社"]
  private static let rooms: WordList = ["室", "房"]
  private static let numberedThings: WordList = [
    "号楼", "号院", "号线", "号令", "号文", "号井", "号地", "号选", "号提", "号塘", "号路", "号点",
  ]
  private static let untils: WordList = ["至", "到"]
  private static let meetings: WordList = ["会议", "办公", "接待", "诊室", "教室", "协商", "调解", "窗口", "委员"]
  private static let unit: WordList = ["单元"]
  private static let numberSign: WordList = ["号"]
  private static let household: WordList = ["户"]
  private static let doorways: WordList = ["单元", "單元", "号门", "门"]
  private static let counted: WordList = [
    "年", "月", "日", "栋", "幢", "楼", "层", "家", "套", "间", "位", "台", "部", "根", "处", "盏", "单元",
  ]
  private static let sides: WordList = [
    "东户", "东侧", "东边", "东手", "东门", "西户", "西侧", "西边", "西手", "西门", "南户", "南侧", "南边", "南手", "南门", "北户", "北侧",
    "北边", "北手", "北门", "中户", "中侧", "中边", "中手", "中门", "左户", "左侧", "左边", "左手", "左门", "右户", "右侧", "右边", "右手",
    "右门",
  ]
  private static let villages = Set<UInt32>(of: "村湾队庄屯寨")
  private static let parts = Set<UInt32>(of: "图表式第节条页章卷款")
  private static let officeEnds = Set<UInt32>(of: "。；;，,、：:（( ")
  private static let residences: WordList = [
    "小区", "花园", "公寓", "家园", "宿舍", "新村", "苑", "家属院", "大院", "住宅楼", "居民楼", "家属楼", "宿舍楼", "单元楼", "公租房",
  ]
  private static let offices: WordList = [
    "办公", "政务", "中心", "大厅", "政府", "大厦", "写字楼", "教学", "实验", "医院", "法院", "检察院", "机关", "行政", "会议", "学院", "大学",
    "酒店",
    "宾馆", "商场", "产业园", "科技园", "孵化", "门诊", "住院", "学校", "中学", "小学", "综合楼", "政协", "议事厅", "党校", "广场",
    "居委会", "村委会", "工作室", "服务站", "活动室", "警务室", "派出所", "写字间", "商务",
  ]
}
