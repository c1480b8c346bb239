import Synchronization
import Testing

@testable import SearchIndex

@Suite struct StaticIndexTests {
  private static func index(_ documents: [SearchDocument], places: [SearchPlace] = []) throws -> (
    index: ReadIndex, files: [ReadIndex.File], head: String
  ) {
    let written = Mutex<[String: [UInt8]]>([:])
    let index = StaticIndex(of: documents.count, { documents[$0] }, places: places, in: "search") {
      (address, bytes) in written.withLock { $0[address] = bytes }
    }
    let files = written.withLock { written in index.addresses.map { (address: $0, bytes: written[$0] ?? []) }
    }
    return (try ReadIndex(files, head: index.head), files, index.head)
  }

  private static func document(_ number: Int, _ title: String, _ texts: String...) -> SearchDocument {
    SearchDocument(
      address: "cases/\(number)/index.html", title: title, kind: "案例", passages: texts.map { .text($0) })
  }

  /// Title and text of each document, folded, with a blank after each, as one sequence.
  private static func sequence(_ index: ReadIndex) -> [UInt32] {
    index.texts.flatMap { "\($0[3]) \($0[4]) ".unicodeScalars.map { Folding.folded($0.value) } }
  }

  /// The positions of every pair, and of nothing else, are those that counting finds.
  private static func checkPairs(_ index: ReadIndex) {
    let all = sequence(index)
    var expected: [ReadIndex.Pair: [Int]] = [:]
    for i in all.indices.dropLast() where all[i] != Folding.separator {
      expected[ReadIndex.Pair(first: all[i], second: all[i + 1]), default: []].append(i)
    }
    #expect(index.pairs == expected)
  }

  @Test func everyPairHasItsPositions() throws {
    let (index, _, _) = try Self.index([
      Self.document(0, "加装电梯", "加装电梯，电梯 加装。", "ＡＰＰ and App"),
      Self.document(1, "𠮷祥村𬭊", "说：“\"引\"”\\n"), Self.document(2, "空"),
    ])
    Self.checkPairs(index)
    #expect(index.texts[1] == ["cases/1/index.html", "案例", "", "𠮷祥村𬭊", "说：“\"引\"”\\n"])
    func positions(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> [Int]? {
      index.pairs[ReadIndex.Pair(first: a.value, second: b.value)]
    }
    #expect(positions("电", "梯") == [2, 7, 10])
    #expect(positions("a", "p") == [17, 25])
    #expect(positions("𠮷", "祥")?.count == 1)
    #expect(positions("梯", " ") == [3, 11])
  }

  /// Several segments, and pairs that fill more than one file.
  @Test func segmentsAreMerged() throws {
    var random = Sequence32(state: 7)
    let letters = "协商议事的一在民".unicodeScalars.map { String($0) } + ["，", " ", "7", "𠮷"]
    let documents = (0..<300).map { number in
      Self.document(number, "第\(number)件", (0..<800).map { _ in letters[Int(random.next() % 12)] }.joined())
    }
    let (index, files, _) = try Self.index(documents)
    Self.checkPairs(index)
    #expect(files.count { $0.address.contains("pairs") } > 3)
    #expect(files.count { $0.address.contains("text") } > 10)
    #expect(index.firsts == index.firsts.sorted())
    let keys = index.numbers("firsts")
    #expect(
      stride(from: 0, to: keys.count, by: 2).map { [UInt32(keys[$0]), UInt32(keys[$0 + 1])] }
        == index.firsts.map { [$0.first, $0.second] })
    #expect(index.numbers("lengths").reduce(0, +) == Self.sequence(index).count)
    #expect(index.numbers("titles") == documents.map(\.title.unicodeScalars.count))
    #expect(index.numbers("chunks").reduce(0, +) == 300)
  }

  @Test func theHeadKnowsPlacesAndYears() throws {
    let places = [
      SearchPlace(name: "湖北省", key: "hubei", parent: nil),
      SearchPlace(name: "武汉市", key: "hubei/wuhan", parent: 0),
    ]
    let documents = [(nil, nil), (0, 2024), (1, 2024), (1, 2023)].enumerated().map { number, of in
      SearchDocument(address: "\(number)", title: "题", kind: "案例", place: of.0, year: of.1)
    }
    let (index, _, _) = try Self.index(documents, places: places)
    #expect(index.numbers("places") == [0, 1, 2, 2])
    #expect(index.numbers("years") == [0, 1, 2024, 2, 2023, 1])
    #expect(index.numbers("parents") == [0, 1])
    #expect(index.head["keys"]?.items.map(\.text) == ["hubei", "hubei/wuhan"])
  }

  /// The same input gives the same files; a file that is the same keeps its name.
  @Test func namesFollowContent() throws {
    let documents = (0..<200).map { Self.document($0, "第\($0)件", String(repeating: "协商\($0)议事", count: 120)) }
    let (_, files, head) = try Self.index(documents)
    let (_, again, sameHead) = try Self.index(documents)
    #expect(files.map(\.address) == again.map(\.address) && files.map(\.bytes) == again.map(\.bytes))
    #expect(head == sameHead)
    #expect(Set(files.map(\.address)).count == files.count)
    let (_, longer, otherHead) = try Self.index(documents + [Self.document(200, "新", "新的一件")])
    #expect(otherHead != head)
    let texts = files.map(\.address).filter { $0.contains("text") }
    #expect(texts.count > 2 && Set(texts.dropLast()).isSubset(of: longer.map(\.address)))
  }

  @Test func nothingIsAnIndexToo() throws {
    let (index, files, _) = try Self.index([])
    #expect(files.count == 1 && index.pairs.isEmpty && index.texts.isEmpty)
  }
}

/// The same numbers each time.
private struct Sequence32 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
}
