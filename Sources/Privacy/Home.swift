// A home down to the door. A building, a street, a unit alone are none, nor is the room of an office.
extension PersonalDataScan {
  /// A home whose door has a number in digits: 3号楼2单元501室, 5栋1201, 3-2-501, 3组12号.
  func home(atNumber number: Range<Int>, digits: Int) -> PersonalDatum? {
    guard let before = reader.seenSign(before: number.lowerBound, skippingSpaces: true) else { return nil }
    // Most numbers stand behind something else.
    guard before.isHyphen || PersonalDataScan.endings.contains(before.scalar) else { return nil }
    if before.isHyphen { return dashedHome(number, digits) }
    if digits <= 3, let home = villageHome(number) { return home }
    if let home = homeBySide(number) { return home }
    return digits >= 3 ? home(room: number) : nil
  }

  /// A home whose door has a number in Han: 二单元五零一室. The place is that of 室, or of 单元 with the number behind it.
  func homeInHan(at place: Int) -> PersonalDatum? {
    var start = place, end = place
    if reader.begins(["单元"], at: place) {
      start = place + 6
      end = start
      while let sign = reader.sign(at: end), sign.isHanDigit { end = sign.range.upperBound }
    } else {
      while let sign = reader.sign(before: start), sign.isHanDigit { start = sign.range.lowerBound }
    }
    return 9...12 ~= end - start ? home(room: start..<end) : nil
  }

  /// The last characters of what a room's number stands behind.
  private static let endings = Set("元门栋幢座楼层号组苑区园寓舍村院庭府#＃".unicodeScalars.map(\.value))

  private func home(room: Range<Int>) -> PersonalDatum? {
    var start = room.lowerBound, isUnit = false, isBuilding = false
    // A floor may stand between: 2单元5楼501室.
    if let floor = numbered(["楼", "层"], before: start),
      numbered(["单元", "门", "栋", "幢", "号楼", "座"], before: floor) != nil
    {
      start = floor
    }
    if let unit = numbered(["单元", "门"], before: start) {
      (start, isUnit) = (unit, true)
    }
    if let building = numbered(["号楼", "栋", "幢", "座", "#楼", "＃楼", "#", "＃"], before: start) {
      (start, isBuilding) = (building, true)
    }
    let isNamed = isUnit || isBuilding
    if !isNamed {
      if let house = numbered(["号", "号院"], before: start) {
        start = house
      } else if let name = PersonalDataScan.residences.first(where: { ends($0, before: start) }) {
        start = skipSpaces(before: start) - name.utf8.count
      } else {
        return nil
      }
    }
    guard let end = roomEnd(room.upperBound, isUnit: isUnit, isNamed: isNamed) else { return nil }
    if !isUnit, isOffice(start, end) { return nil }
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

  /// Where a room ends: behind 室 and its like; without, where nothing counts or goes on.
  private func roomEnd(_ place: Int, isUnit: Bool, isNamed: Bool) -> Int? {
    guard let next = reader.seenSign(at: place, skippingSpaces: true) else { return isNamed ? place : nil }
    let start = next.range.lowerBound
    if reader.begins(["室", "房"], at: start) { return start + 3 }
    guard isNamed else { return nil }
    if reader.begins(["号"], at: start) {
      return reader.begins(["号楼", "号院", "号线", "号令", "号文", "号井", "号地"], at: start) ? nil : start + 3
    }
    if reader.begins(["户"], at: start) { return isUnit ? start + 3 : nil }
    if next.isAlphanumeric || isAmount(endingAt: place) { return nil }
    if reader.begins(
      ["年", "月", "日", "栋", "幢", "楼", "层", "家", "套", "间", "位", "台", "部", "根", "处", "盏", "单元"], at: start)
    {
      return nil
    }
    if next.isHyphen || next.scalar == 0x7E || next.scalar == 0xFF5E || reader.begins(["至", "到"], at: start) {
      return reader.seenSign(at: next.range.upperBound)?.digit == nil ? place : nil
    }
    return place
  }

  /// 2单元3楼东户.
  private func homeBySide(_ number: Range<Int>) -> PersonalDatum? {
    guard let unit = numbered(["单元", "号楼", "栋", "幢"], before: number.lowerBound),
      let floor = reader.seenSign(at: number.upperBound, skippingSpaces: true),
      reader.begins(["楼", "层"], at: floor.range.lowerBound)
    else { return nil }
    let side = reader.seenSign(at: floor.range.upperBound, skippingSpaces: true)?.range.lowerBound ?? 0
    let sides = ["东", "西", "南", "北", "中", "左", "右"].flatMap { side in
      ["户", "侧", "边", "手", "门"].map { side + $0 }
    }
    guard let found = sides.first(where: { reader.begins([$0], at: side) }) else { return nil }
    let start = numbered(["号楼", "栋", "幢"], before: unit) ?? unit
    return home(start..<side + found.utf8.count)
  }

  /// The number of a house in a group of a village: 幸福村3组12号.
  private func villageHome(_ number: Range<Int>) -> PersonalDatum? {
    guard let group = numbered(["组", "社"], before: number.lowerBound),
      let place = reader.sign(before: skipSpaces(before: group)),
      "村湾队庄屯寨".unicodeScalars.contains(where: { $0.value == place.scalar }),
      let next = reader.seenSign(at: number.upperBound, skippingSpaces: true),
      reader.begins(["号"], at: next.range.lowerBound),
      !reader.begins(["号楼", "号选", "号提", "号文", "号线", "号井", "号地", "号塘", "号路", "号点"], at: next.range.lowerBound)
    else { return nil }
    return home(place.range.lowerBound..<next.range.upperBound)
  }

  /// 3-2-501: building, unit, room.
  private func dashedHome(_ room: Range<Int>, _ digits: Int) -> PersonalDatum? {
    guard digits >= 3, let second = dashed(before: room.lowerBound), let first = dashed(before: second) else {
      return nil
    }
    let number = value(room), floor = number / 100
    guard 1...40 ~= floor, 1...20 ~= number % 100, !(1900...2099 ~= number) else { return nil }
    if let before = reader.seenSign(before: first, skippingSpaces: true) {
      if before.isAlphanumeric || before.isHyphen || before.isDot || before.scalar == 0x2F { return nil }
      if "图表式第节条页章卷款".unicodeScalars.contains(where: { $0.value == before.scalar }) { return nil }
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
  private func numbered(_ words: [String], before place: Int) -> Int? {
    guard let word = words.first(where: { ends($0, before: place) }) else { return nil }
    var start = skipSpaces(before: skipSpaces(before: place) - word.utf8.count), count = 0
    while let sign = reader.seenSign(before: start), count < 4 {
      guard sign.digit != nil || sign.isHanDigit || (count == 0 && sign.letter != nil) else { break }
      start = sign.range.lowerBound
      count += 1
      if sign.letter != nil { break }
    }
    return count > 0 ? start : nil
  }

  private func ends(_ word: String, before place: Int) -> Bool {
    let end = skipSpaces(before: place), start = end - word.utf8.count
    return start >= 0 && reader.bytes[start..<end].elementsEqual(word.utf8)
  }

  /// The place behind the last sign before another one that is neither a blank nor a mark.
  private func skipSpaces(before place: Int) -> Int {
    reader.seenSign(before: place, skippingSpaces: true)?.range.upperBound ?? place
  }

  /// Whether the words that a home would stand in are those of an office.
  private func isOffice(_ start: Int, _ end: Int) -> Bool {
    let before = reader.text(before: start, atMost: 36).reversed().prefix { !"。；;，,、：:（( \n".contains($0) }
    let words = String(before.reversed())
    if PersonalDataScan.offices.contains(where: { words.contains($0) }) { return true }
    let next = reader.seenSign(at: end, skippingSpaces: true)
    let after = next.map { $0.isOpening ? $0.range.upperBound : $0.range.lowerBound } ?? end
    return reader.begins(["会议", "办公", "接待", "诊室", "教室", "协商", "调解", "窗口", "委员"], at: after)
  }

  private static let residences = [
    "小区", "花园", "公寓", "家园", "宿舍", "新村", "苑", "家属院", "大院", "住宅楼", "居民楼", "家属楼", "宿舍楼", "单元楼", "公租房",
  ]
  private static let offices = [
    "办公", "政务", "中心", "大厅", "政府", "大厦", "写字楼", "教学", "实验", "医院", "法院", "检察院", "机关", "行政", "会议", "学院", "大学",
    "酒店",
    "宾馆", "商场", "产业园", "科技园", "孵化", "门诊", "住院", "学校", "中学", "小学", "综合楼", "政协",
  ]
}
