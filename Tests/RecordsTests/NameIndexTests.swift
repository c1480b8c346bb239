import Diagnostics
import Testing

@testable import Records

@Suite struct NameIndexTests {
  @Test func manyNames() {
    var index = NameIndex()
    for number in 0..<1000 { index.add("湖北省/第\(number)村", number) }
    #expect((0..<1000).allSatisfy { (number: Int) in index["湖北省/第\(number)村"] == number })
    #expect(index["湖北省/第1000村"] == nil)
    #expect(index[""] == nil)
  }

  @Test func firstNumberIsKept() {
    var index = NameIndex()
    index.add("甲", 1)
    index.add("甲", 2)
    #expect(index["甲"] == 1)
    #expect(index.names == ["甲"])
  }

  /// Texts that are the same to Unicode are one name, as everywhere in Swift.
  @Test(arguments: [("六合", "\u{F9D1}合"), ("caf\u{E9}", "cafe\u{301}"), ("甲·乙", "甲\u{387}乙")])
  func sameText(a: String, b: String) {
    for (name, other) in [(a, b), (b, a)] {
      var index = NameIndex()
      index.add(name, 1)
      index.add(other, 2)
      #expect(index[name] == 1)
      #expect(index[other] == 1)
    }
  }

  /// A name that a record gives twice is not another record's name; it is said once.
  @Test func namesOfOneRecord() throws {
    var regions = try regionTree().tree, heldBack: [Content.HeldBack] = [], diagnostics: [Diagnostic] = []
    let document = try writeUp("content/topics/jia.md", "---\ntitle: jia\nnames: [甲, 甲]\n---\n")
    let topics = NameList<Topic>(
      regions.place([document], today: nil), in: .empty, today: nil, heldBack: &heldBack,
      reporting: &diagnostics)
    #expect(diagnostics.map(\.code) == ["repeated-item"])
    #expect(topics.all[0].naming.names == ["甲"])
    #expect(topics.index(of: "甲") == 0)
    #expect(topics.index(of: "jia") == 0)
  }
}
