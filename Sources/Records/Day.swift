/// A day of the Gregorian calendar, counted from 1970-01-01.
package struct Day: Sendable, Hashable, Comparable {
  package let ordinal: Int

  package init(ordinal: Int) { self.ordinal = ordinal }

  /// Returns nil for a day that does not exist (2023-02-29).
  package init?(year: Int, month: Int, day: Int) {
    guard 1...9999 ~= year, 1...12 ~= month, 1...Day.count(year: year, month: month) ~= day else {
      return nil
    }
    // Days from civil, with the year beginning in March so that the leap day comes last.
    let y = month <= 2 ? year - 1 : year
    let era = y / 400, yearOfEra = y % 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    ordinal = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// `2022-08-31`, strictly.
  package init?(iso text: String) {
    var scan = DateScan(Array(text.utf8)[...])
    guard let year = scan.number(digits: 4), scan.next() == "-", let month = scan.number(digits: 2),
      scan.next() == "-", let day = scan.number(digits: 2), scan.isAtEnd
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  package static func < (a: Day, b: Day) -> Bool { a.ordinal < b.ordinal }

  package var components: (year: Int, month: Int, day: Int) {
    let z = ordinal + 719_468, era = z / 146_097, dayOfEra = z % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  package var year: Int { components.year }
  package var next: Day { Day(ordinal: ordinal + 1) }

  /// Months since year 0, to tell like periods.
  package var monthIndex: Int { components.year * 12 + components.month - 1 }

  package static func count(year: Int, month: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    default: 31
    }
  }

  var isLastOfMonth: Bool {
    let (year, month, day) = components
    return day == Day.count(year: year, month: month)
  }

  /// `2022-08-31`
  package var iso: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(10)
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same, without making a text of it.
  package func write(to bytes: inout [UInt8]) {
    let (year, month, day) = components
    Day.write(year, atLeast: 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    Day.write(month, atLeast: 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    Day.write(day, atLeast: 2, to: &bytes)
  }

  static func padded(_ value: Int, _ width: Int) -> String {
    var bytes: [UInt8] = []
    write(value, atLeast: width, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The digits of a small number, with zeros in front up to a width.
  package static func write(_ value: Int, atLeast width: Int = 1, to bytes: inout [UInt8]) {
    var unit = 1, digits = 1
    while value / unit >= 10 || digits < width { (unit, digits) = (unit * 10, digits + 1) }
    while unit > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(value / unit % 10))
      unit /= 10
    }
  }
}

/// Reads the parts of a date from left to right.
struct DateScan {
  private let text: ArraySlice<UInt8>
  private var at: Int

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    at = text.startIndex
  }

  var isAtEnd: Bool { at == text.endIndex }

  /// The next byte.
  mutating func next() -> Unicode.Scalar? {
    guard !isAtEnd else { return nil }
    at += 1
    return Unicode.Scalar(text[at - 1])
  }

  /// A number of so many ASCII digits.
  mutating func number(digits: Int) -> Int? {
    var value = 0
    for _ in 0..<digits {
      guard let digit = next()?.value, 48...57 ~= digit else { return nil }
      value = value * 10 + Int(digit - 48)
    }
    return value
  }
}
