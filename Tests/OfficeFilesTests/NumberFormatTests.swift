import Testing

@testable import OfficeFiles

@Suite struct NumberFormatTests {
  private func shown(_ number: String, _ code: String, from1904: Bool = false) throws -> String {
    try #require(SheetNumber(number)).shown(as: NumberFormat(code), isFrom1904: from1904).text
  }

  @Test(arguments: [
    ("yyyy\"年\"m\"月\"d\"日\"", "2024-07-03"), ("yyyy年m月d日;@", "2024-07-03"), ("yyyy/m/d", "2024-07-03"),
    ("[$-804]yyyy\"年\"m\"月\"d\"日\"dddd", "2024-07-03"),
    ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@", "2024-07-03"),
    ("m\"月\"d\"日\"", "2024-07-03"), ("yyyy\"年\"m\"月\"", "2024-07"), ("mmm-yy", "2024-07"), ("e\"年\"", "2024"),
    ("YYYY", "2024"), ("aaaa", "2024-07-03"), ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2024-07-03"),
    ("d-mmm", "2024-07-03"),
    ("yyyy-mm-dd hh:mm:ss", "2024-07-03 18:00"), ("m/d/yy h:mm AM/PM", "2024-07-03 18:00"), ("h:mm", "18:00"),
    ("上午/下午h\"时\"mm\"分\"", "18:00"), ("[$-F400]h:mm:ss AM/PM", "18:00:00"), ("mm:ss.0", "18:00:00"),
    ("[h]:mm", "1091442:00"), ("[mm]:ss", "65486520:00"),
    ("General", "45476.75"), ("G/通用格式", "45476.75"), ("", "45476.75"), ("@", "45476.75"),
    ("0.00E+00", "45476.75"),
    ("#,##0.00_);[Red](#,##0.00)", "45476.75"), ("¥#,##0.00", "45476.75"), ("0\"m\"", "45476.75"),
    ("0 \"days\"", "45476.75"),
    ("[Red]0", "45476.75"), ("[>=10000]0!.0,\"万\";0", "45476.75"), ("0!.0,\"万\"", "45476.75"),
    ("0.0,\"千\"", "45476.75"),
    ("0\"人次\"", "45476.75人次"), ("\"近\"#,##0", "近45476.75"), ("\"约\"0.0\"万元\"", "约45476.75万元"),
    ("0年", "45476.75年"),
    ("0%", "4547675%"), ("General\"余\"", "45476.75余"), ("000\"-\"000", "45476.75"),
    ("[DBNum1]General", "45476.75"),
    ("0.0\\%", "45476.75%"), ("0\"%\"", "45476.75%"), ("0％", "45476.75％"), ("\"有\";;\"无\"", "45476.75"),
    ("\"第\"0000000\"号\"", "第45476.75号"),
  ])
  func codesAreUnderstood(code: String, expected: String) throws {
    #expect(try shown("45476.75", code) == expected)
  }

  /// The formats without a code in the file.
  @Test func builtInFormatsAreThoseOfChinesePrograms() throws {
    let days = [14, 15, 16, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58],
      number = try #require(SheetNumber("45476"))
    for id in 0...58 {
      let kind = number.shown(as: NumberFormat(id: id, codes: [:]), isFrom1904: false).kind
      #expect((kind == .date) == (days + [17, 22]).contains(id), "\(id)")
    }
    #expect(number.shown(as: NumberFormat(id: 57, codes: [:]), isFrom1904: false).text == "2024-07")
    #expect(number.shown(as: NumberFormat(id: 57, codes: [57: "0"]), isFrom1904: false).text == "45476")
  }

  @Test(arguments: [
    ("1", "1900-01-01"), ("59", "1900-02-28"), ("61", "1900-03-01"), ("36526", "2000-01-01"),
    ("45351", "2024-02-29"),
    ("2958465", "9999-12-31"), ("45476.999999", "2024-07-03"),
    // No days of Excel's: numbers.
    ("0", "0"), ("60", "60"), ("-1", "-1"), ("2958466", "2958466"),
  ])
  func daysAreThoseOfExcel(number: String, expected: String) throws {
    #expect(try shown(number, "yyyy-mm-dd") == expected)
  }

  @Test func daysCanBeCountedFrom1904() throws {
    #expect(try shown("0", "yyyy-mm-dd", from1904: true) == "1904-01-01")
    #expect(try shown("44014", "yyyy-mm-dd", from1904: true) == "2024-07-03")
  }

  @Test(arguments: [
    ("637", "637"), ("637.0", "637"), ("-0.5", "-0.5"), ("0.30000000000000004", "0.3"),
    ("7.0000000000000007E-2", "0.07"),
    ("0.1", "0.1"), ("1E+3", "1000"), ("1.2E+6", "1200000"), ("1e20", "100000000000000000000"),
    ("99999.99999999999999", "100000"),
    ("0.99999999999999999", "1"), ("420106199001010012", "420106199001010012"),
    ("1234567.1234567", "1234567.1234567"),
    ("0", "0"), ("-0", "-0"), ("0.000001", "0.000001"), ("1E+300", "1E+300"),
  ])
  func numbersHaveTheirDigits(number: String, expected: String) throws {
    #expect(try shown(number, "General") == expected)
  }

  @Test(arguments: [
    ("0.781", "78.1%"), ("0.07", "7%"), ("1", "100%"), ("0.333333333333333", "33.3333333333333%"),
    ("-0.05", "-5%"), ("0", "0%"), ("1.5", "150%"),
  ])
  func percentsAreExact(number: String, expected: String) throws {
    #expect(try shown(number, "0.0%") == expected)
  }

  @Test(arguments: [("1", "001"), ("12345", "12345"), ("1.5", "1.5"), ("-1", "-1")])
  func zerosInFrontAreShown(number: String, expected: String) throws {
    #expect(try shown(number, "000") == expected)
  }

  @Test(arguments: ["", "x", "0x10", "inf", "nan", "1,5", "١", "1 2", "1e999"])
  func whatIsNoNumberIsNone(text: String) { #expect(SheetNumber(text) == nil) }
}
