import Testing

@testable import Records

/// The grammar of docs/figures.md, Quantities: what is written, and what it says.
@Suite struct QuantityTests {
  @Test(arguments: [
    ("637", "场", "637场"), ("800余万", "元", "800余万元"), ("200以上", "场", "200场以上"), ("200左右", "人", "200人左右"),
    ("78.1%", "%", "78.1%"), ("5", "", "5"),
  ])
  func withItsUnit(raw: String, unit: String, text: String) throws {
    #expect(try Quantity(parsing: raw).text(unit: unit) == text)
  }

  /// A quantity on one line: `200 over 200..300`; a missing limit is `none`.
  private static func line(_ quantity: Quantity) -> String {
    func limit(_ number: Number?) -> String { number?.description ?? "none" }
    let percent = quantity.isPercent ? " %" : ""
    return "\(quantity.value) \(quantity.qualifier) \(limit(quantity.low))..\(limit(quantity.high))\(percent)"
  }

  /// Plain digits are read without the grammar, full-width ones by it: the same quantity.
  @Test func plainDigits() throws {
    for (plain, wide) in [("1", "１"), ("78", "７８"), ("1200", "１２００"), ("999999999999999", "９９９９９９９９９９９９９９９")]
    {
      let a = try Quantity(parsing: plain), b = try Quantity(parsing: wide)
      #expect(a.value == b.value && a.qualifier == b.qualifier && a.low == b.low && a.high == b.high)
      #expect(a.step == b.step && a.isPercent == b.isPercent && a.display == plain)
    }
  }

  @Test(arguments: [
    // Exact: nothing is widened for rounding.
    ("200", "200 exact 200..200"),
    ("0", "0 exact 0..0"),
    ("1.2万", "12000 exact 12000..12000"),
    ("117.5万", "1175000 exact 1175000..1175000"),
    ("3亿", "300000000 exact 300000000..300000000"),
    ("1,162", "1162 exact 1162..1162"),
    ("78.1%", "78.1 exact 78.1..78.1 %"),
    ("100%", "100 exact 100..100 %"),
    // 余 and 多: up to one step more.
    ("200余", "200 over 200..300"),
    ("1400多", "1400 over 1400..1500"),
    ("120余", "120 over 120..130"),
    ("千余", "1000 over 1000..2000"),
    ("十余", "10 over 10..20"),
    ("100余", "100 over 100..200"),
    // Before 万 they speak of the number before it; after it, of its last written place.
    ("20余万", "200000 over 200000..300000"),
    ("20多万", "200000 over 200000..300000"),
    ("20万余", "200000 over 200000..210000"),
    ("2.8万余", "28000 over 28000..29000"),
    ("2.0万余", "20000 over 20000..21000"),
    ("1万余", "10000 over 10000..20000"),
    ("万余", "10000 over 10000..20000"),
    ("10余亿", "1000000000 over 1000000000..2000000000"),
    // 近 and 将近: up to one step less; for a lone 1 a tenth of it.
    ("近700", "700 nearly 600..700"),
    ("将近700", "700 nearly 600..700"),
    ("接近700", "700 nearly 600..700"),
    ("近1000", "1000 nearly 900..1000"),
    ("近万", "10000 nearly 9000..10000"),
    ("近百", "100 nearly 90..100"),
    ("近20万", "200000 nearly 100000..200000"),
    ("近1.2万", "12000 nearly 11000..12000"),
    // Open above.
    ("超20万", "200000 over 200000..none"),
    ("超过200", "200 over 200..none"),
    ("逾200", "200 over 200..none"),
    ("突破200", "200 over 200..none"),
    ("200以上", "200 over 200..none"),
    ("至少200", "200 over 200..none"),
    ("不少于200", "200 over 200..none"),
    ("不低于200", "200 over 200..none"),
    ("95%以上", "95 over 95..none %"),
    // Open below, save that nothing is less than 0.
    ("不足50", "50 nearly 0..50"),
    ("不到50", "50 nearly 0..50"),
    // No limits at all.
    ("约200", "200 about none..none"),
    ("大约200", "200 about none..none"),
    ("200左右", "200 about none..none"),
    ("200上下", "200 about none..none"),
    ("十来个", "10 about none..none"),
    // Ranges.
    ("100~150", "100 range 100..150"),
    ("6—10", "6 range 6..10"),
    ("6-10", "6 range 6..10"),
    ("6–10", "6 range 6..10"),
    ("6——10", "6 range 6..10"),
    ("6～10", "6 range 6..10"),
    ("6至10", "6 range 6..10"),
    ("6到10", "6 range 6..10"),
    ("一百至一百五十", "100 range 100..150"),
    ("三四十", "30 range 30..40"),
    ("七八", "7 range 7..8"),
    ("两三百", "200 range 200..300"),
    ("三四百万", "3000000 range 3000000..4000000"),
    ("2万—3万", "20000 range 20000..30000"),
    ("78%—80%", "78 range 78..80 %"),
    // Han numerals, and full-width digits and signs.
    ("十五", "15 exact 15..15"),
    ("二百", "200 exact 200..200"),
    ("一千二百", "1200 exact 1200..1200"),
    ("一百零二万", "1020000 exact 1020000..1020000"),
    ("两百零三", "203 exact 203..203"),
    ("三万五千", "35000 exact 35000..35000"),
    ("二十万", "200000 exact 200000..200000"),
    ("二十余万", "200000 over 200000..300000"),
    ("二十万余", "200000 over 200000..210000"),
    ("三万五千余", "35000 over 35000..36000"),
    ("一亿二千万", "120000000 exact 120000000..120000000"),
    ("近二百", "200 nearly 100..200"),
    ("２００", "200 exact 200..200"),
    ("１，１６２", "1162 exact 1162..1162"),
    ("７８．１％", "78.1 exact 78.1..78.1 %"),
    ("２００余", "200 over 200..300"),
    (" 200 余 ", "200 over 200..300"),
    // Digits before 千 and 百, per cent in words, numerals of accountants.
    ("5千", "5000 exact 5000..5000"),
    ("5千余", "5000 over 5000..6000"),
    ("2千万", "20000000 exact 20000000..20000000"),
    ("千万余", "10000000 over 10000000..10010000"),
    ("百分之七十八", "78 exact 78..78 %"),
    ("叁拾伍万", "350000 exact 350000..350000"),
  ])
  func reads(written: String, expected: String) throws {
    let quantity = try Quantity(parsing: written)
    #expect(QuantityTests.line(quantity) == expected)
    #expect(quantity.raw == written)
    #expect(quantity.display == written)
  }

  @Test(arguments: [
    ("数十", QuantityMistake.vague("数十")),
    ("几百", .vague("几百")),
    ("上百", .vague("上百")),
    ("一批", .vague("一批")),
    ("多次", .vague("多次")),
    ("若干", .vague("若干")),
    ("近数十", .vague("数十")),
    ("十几", .vague("十几")),
    ("二十几", .vague("二十几")),
    ("好几百", .vague("好几百")),
    ("三五十", .vague("三五")),
    ("成千上万", .vague("成千上万")),
    ("半数以上", .vague("半数")),
    ("千把", .vague("千把")),
    ("约200余", .twoQualifiers),
    ("近200余", .twoQualifiers),
    ("超200以上", .twoQualifiers),
    ("约200左右", .twoQualifiers),
    ("约近200", .twoQualifiers),
    ("近约200", .twoQualifiers),
    ("200以上左右", .twoQualifiers),
    ("20余万余", .twoQualifiers),
    ("约100—150", .twoQualifiers),
    ("100余—150", .twoQualifiers),
    ("200余次", .unit("次")),
    ("200人次", .unit("人次")),
    ("约200人", .unit("人")),
    ("三十个", .unit("个")),
    ("2—3万", .ambiguousRange),
    ("150—100", .descendingRange),
    ("100—100", .descendingRange),
    ("", .notANumber),
    ("  ", .notANumber),
    ("余", .notANumber),
    ("近", .notANumber),
    ("不详", .absent),
    ("无", .absent),
    ("-", .absent),
    ("多名", .vague("多名")),
    ("2—3千", .ambiguousRange),
    ("-5", .notANumber),
    ("5-", .notANumber),
    ("1.2.3", .notANumber),
    ("5 6", .notANumber),
    ("一百二", .notANumber),
    ("三万五", .notANumber),
    ("一百二万", .notANumber),
    ("1.", .notANumber),
    (".5", .notANumber),
    ("1,16", .notANumber),
    ("1e3", .notANumber),
    ("二〇二二", .notANumber),
    ("0余", .notANumber),
    ("近0", .notANumber),
    ("0.1234567", .notANumber),
    ("%", .notANumber),
    // Nothing that is written crashes the program, however long.
    ("1234567890123456789", .notANumber),
    (String(repeating: "9", count: 1000), .notANumber),
    ("1万万万万万万万", .notANumber),
    ("亿亿亿亿亿亿", .notANumber),
    ("九" + String(repeating: "亿", count: 1000), .notANumber),
  ])
  func refuses(written: String, expected: QuantityMistake) {
    #expect(throws: expected) { try Quantity(parsing: written) }
  }

  @Test(arguments: [
    // 200余 ends at 299.
    ("300", "200余", true),
    ("299", "200余", false),
    ("200余", "199", true),
    ("200余", "200", false),
    ("200余", "200余", false),
    // Otherwise limits count as included.
    ("近700", "600", false),
    ("近700", "599", true),
    ("299.5", "200余", false),
    ("300", "200余", true),
    ("701", "近700", true),
    ("700", "近700", false),
    ("151", "100—150", true),
    ("150", "100—150", false),
    ("1.3万", "1.2万余", true),
    ("12999", "1.2万余", false),
    // Without limits there is no check.
    ("1000000", "超200", false),
    ("超200", "199", true),
    ("约200", "5", false),
    ("5000", "约200", false),
    ("1", "0", true),
  ])
  func exceeds(left: String, right: String, expected: Bool) throws {
    #expect(try Quantity(parsing: left).exceeds(Quantity(parsing: right)) == expected)
  }

  /// A number with its unit, the measure that the field has, and what is kept of it.
  @Test(arguments: [
    ("12场", "场", "12"), ("200余次", "场", "200余"), ("12场次", "场", "12"), ("12 场", "场", "12"), ("１２场", "场", "１２"),
    ("12个", "件", "12"), ("60余人", "人", "60余"), ("3位", "人", "3"), ("三十人", "人", "三十"), ("0场", "场", "0"),
    ("35万元", "元", "35万"), ("35万元", "万元", "35"), ("300余万元", "万元", "300余"), ("叁拾伍万元整", "元", "叁拾伍万"),
    ("200人以上", "人", "200以上"), ("约200人左右", "盏", nil), ("100人—150人", "人", "100—150"), ("2万元/户", "元/户", "2万"),
    ("12盏", "盏", "12"), ("十来个", "场", "十来个"), ("十来个", "个", "十来个"), ("1,162人", "人", "1,162"), ("78", "场", "78"),
    ("60人次", "人", nil), ("60人", "人次", nil), ("12件", "场", nil), ("12场", "人", nil), ("35元", "万元", nil),
  ])
  func readsUnits(written: String, unit: String, number: String?) {
    #expect((try? Quantity(parsing: written, in: Measure(unit)))?.raw == number)
  }

  @Test(arguments: [
    ("60余人次", "人", QuantityMistake.otherUnit("人次"), nil), ("12场协商会", "场", .otherUnit("场协商会"), "12"),
    ("350000元", "万元", .otherUnit("元"), "35"), ("0.35亿元", "万元", .otherUnit("元"), "3500"),
    ("35万", "万元", .scaleTwice("35万"), "35"), ("35亿", "万元", .scaleTwice("35亿"), nil),
    ("200+", "人", .notANumber, "200以上"), (">200", "人", .notANumber, "超200"), ("35w", "元", .notANumber, "35万"),
    ("1 162", "人", .notANumber, "1162"), ("③", "场", .notANumber, "3"), ("5 6", "人", .notANumber, nil),
    ("无", "场", .absent, nil), ("多名", "人", .vague("多名"), nil), ("数十人", "人", .vague("数十"), nil),
  ])
  func refusesUnits(written: String, unit: String, mistake: QuantityMistake, correction: String?) {
    let measure = Measure(unit)
    #expect(throws: mistake) { try Quantity(parsing: written, in: measure) }
    #expect(mistake.correction(of: written, in: measure) == correction)
  }

  /// No whole number but itself lies in what has no round place to widen.
  @Test(arguments: [
    ("38余", false), ("101多", false), ("近39", false), ("近1", false), ("近3", false), ("38", true),
    ("30余", true),
    ("近40", true), ("近10", true), ("超38", true), ("不足1", true), ("约38", true), ("1.2万余", true),
    ("38—39", true),
    ("3.5万余", true), ("12345余", false),
  ])
  func wholeNumbers(written: String, expected: Bool) throws {
    #expect(try Quantity(parsing: written).hasWholeNumber == expected)
  }
}
