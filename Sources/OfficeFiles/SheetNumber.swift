/// A number of a cell, as text.
struct SheetNumber {
  /// The number as the file has it: `45476.5`, `7.0000000000000007E-2`.
  private let written: String
  private let value: Double

  /// Nil for what is no number.
  init?(_ written: String) {
    guard !written.isEmpty, written.utf8.allSatisfy({ 48...57 ~= $0 || "+-.eE".utf8.contains($0) }),
      let value = Double(written), value.isFinite
    else { return nil }
    self.written = written
    self.value = value
  }

  /// The text and its kind.
  ///
  /// - Parameter isFrom1904: Whether days are counted from 1904, as they are in workbooks of old Macs.
  func shown(as format: NumberFormat, isFrom1904: Bool) -> (text: String, kind: SheetTable.Kind) {
    if value == 0, let zero = format.zero { return (zero, .text) }
    // Nobody can tell which words Excel shows: with the code the text is no number to anybody.
    if let conditions = format.conditions { return (decimal(shiftedBy: 0) + "〔\(conditions)〕", .text) }
    switch format.meaning {
    case .date(let precision, let hasTime):
      guard let text = date(precision, hasTime, isFrom1904) else { break }
      return (text, .date)
    case .time(let hasSeconds):
      guard value >= 0 else { break }
      let seconds = Int(((value - value.rounded(.down)) * 86400).rounded()) % 86400
      return (SheetNumber.time(seconds, hasSeconds), .text)
    case .elapsed(let unit, let hasSeconds):
      guard 0..<1e9 ~= value else { break }
      let seconds = Int((value * 86400).rounded())
      switch unit {
      case "h": return (SheetNumber.time(seconds, hasSeconds), .text)
      case "m": return (hasSeconds ? "\(seconds / 60):\((seconds % 60).twoDigits)" : "\(seconds / 60)", .text)
      default: return ("\(seconds)", .text)
      }
    case .percent: return (format.prefix + decimal(shiftedBy: 2) + "%" + format.suffix, .number)
    case .number: break
    }
    var digits = decimal(shiftedBy: 0)
    if format.digits > digits.utf8.count, digits.utf8.allSatisfy({ 48...57 ~= $0 }) {
      digits = String(repeating: "0", count: max(0, min(format.digits, 30) - digits.utf8.count)) + digits
    }
    return (format.prefix + digits + format.suffix, .number)
  }

  // MARK: Dates

  /// Nil for a number that is no day of Excel's.
  private func date(_ precision: NumberFormat.Precision, _ hasTime: Bool, _ isFrom1904: Bool) -> String? {
    guard value >= (isFrom1904 ? 0 : 1), value < 2_958_466 else { return nil }
    var day = Int(value), seconds = Int(((value - Double(day)) * 86400).rounded())
    if seconds == 86400, hasTime { (day, seconds) = (day + 1, 0) }
    // Days from 1970. Excel takes 1900 for a leap year: day 60 is 29 February of it, which never was.
    let first = isFrom1904 ? 24107 : day < 60 ? 25568 : 25569
    if day == 60, !isFrom1904 { return nil }
    let (year, month, dayOfMonth) = SheetNumber.civil(day - first)
    switch precision {
    case .year: return "\(year)"
    case .month: return "\(year)-\(month.twoDigits)"
    case .day:
      let date = "\(year)-\(month.twoDigits)-\(dayOfMonth.twoDigits)"
      return hasTime && seconds > 0 ? "\(date) \(SheetNumber.time(seconds, seconds % 60 > 0))" : date
    }
  }

  private static func time(_ seconds: Int, _ hasSeconds: Bool) -> String {
    let minutes = "\((seconds / 3600).twoDigits):\((seconds / 60 % 60).twoDigits)"
    return hasSeconds ? "\(minutes):\((seconds % 60).twoDigits)" : minutes
  }

  /// The Gregorian date of a day counted from 1 January 1970.
  private static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
    // Years begin in March, so that leap days come last; 719,468 days lead from 1 March 0 to 1970.
    let shifted = day + 719_468, era = shifted / 146_097, ofEra = shifted % 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * ofYear + 2) / 153
    return (
      yearOfEra + era * 400 + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9,
      ofYear - (153 * month + 2) / 5 + 1
    )
  }

  // MARK: Digits

  /// The number in digits with a point, as Excel has it: 15 of them count, as a number that is no integer is stored with
  /// some more.
  private func decimal(shiftedBy shift: Int) -> String {
    let isNegative = written.hasPrefix("-")
    if shift == 0, written.utf8.dropFirst(isNegative ? 1 : 0).allSatisfy({ 48...57 ~= $0 }) { return written }
    if value == 0 { return "0" }
    // Shortest digits that mean this number: 637.0, 1e+20, 5e-07.
    let parts = abs(value).description.lowercased().split(separator: "e")
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let halves = parts[0].split(separator: ".")
    var digits = halves.joined().utf8.map { Int($0) - 48 }, point = halves[0].count + exponent + shift
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    point -= zeros
    if digits.count > 15 {
      let carries = digits[15] >= 5
      digits.removeLast(digits.count - 15)
      if carries {
        var last = digits.lastIndex { $0 < 9 } ?? -1
        for index in digits.indices where index > last { digits[index] = 0 }
        if last < 0 {
          digits.insert(0, at: 0)
          point += 1
          last = 0
        }
        digits[last] += 1
      }
    }
    while digits.last == 0 { digits.removeLast() }
    // Nobody reads more zeros than these.
    guard -20...40 ~= point else { return written }
    var text = digits.map(String.init).joined()
    if point <= 0 {
      text = "0." + String(repeating: "0", count: -point) + text
    } else if point >= digits.count {
      text += String(repeating: "0", count: point - digits.count)
    } else {
      text.insert(".", at: text.index(text.startIndex, offsetBy: point))
    }
    return isNegative ? "-" + text : text
  }
}

extension Int {
  fileprivate var twoDigits: String { self < 10 ? "0\(self)" : "\(self)" }
}
