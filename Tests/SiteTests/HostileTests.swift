import Diagnostics
import Records
import Site
import Testing

/// Content that has gone wrong in every way: nothing crashes, and every message has a place that exists.
@Suite struct HostileTests {
  private static let pieces: [[UInt8]] =
    [
      "：", "\t", "[", "]", "{", "}", "\"", "'", "#", "- ", ": ", "\n", "\r", "---\n", "..", "/", "\\", "&",
      "*", "!", "|", "余", "万亿",
      "近", "约", "%", "2024H3", "../../..", "[a](b)", "{{", "💡", "\u{301}", "\u{200B}", "\u{0}", "　",
      String(repeating: "9", count: 60), String(repeating: "[", count: 300),
      String(repeating: "亿", count: 40),
      String(repeating: "> ", count: 500),
    ].map { Array($0.utf8) } + [[0xFF], [0xE4, 0xB8], [0xC0, 0x80]]

  private static let blocks = """
    ---
    title: 数据块
    ---
    ```figure
    指标: 协商场次
    地区: 湖北省/宜昌市
    时期: 2022
    ```
    ```table
    metric: [协商场次, problems_solved]
    region: 湖北省/宜昌市
    ```
    ```chart
    图: 走势
    指标: 协商场次
    地区: 湖北省/宜昌市
    ```
    ```steps
    工作法: 六步议事法
    ```

    """

  @Test(arguments: 0..<150 as Range<UInt64>)
  func nothingCrashes(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    var input = try Fixtures.minimal().with("content/topics/kuai.md", HostileTests.blocks)
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let index = Int.random(in: 0..<input.contentFiles.count, using: &random)
      let source = input.contentFiles[index]
      input.contentFiles[index] = SourceText(
        path: source.path, bytes: HostileTests.mutated(source.bytes, &random))
    }
    let result = build(input)
    #expect(result.files.isEmpty == (result.diagnostics.hasErrors || result.content == nil))
    for diagnostic in result.diagnostics {
      #expect(diagnostic.message.zh != "" && diagnostic.message.en != "")
      for location in [diagnostic.location].compactMap({ $0 }) + diagnostic.notes.compactMap(\.location) {
        try HostileTests.check(location, in: input)
      }
      for edit in diagnostic.suggestion?.edits ?? [] {
        try HostileTests.check(Location(try #require(diagnostic.location).file, edit.range), in: input)
      }
    }
    let human = HumanFormat(input.files, language: .en, hasColour: false).text(result.diagnostics).text
    #expect(human.isEmpty == result.diagnostics.isEmpty)
  }

  /// A place lies within its file, and cuts no character in two.
  private static func check(_ location: Location, in input: BuildInput) throws {
    if input.pictures.contains(where: { $0.path == location.file && $0.text == nil }) { return }
    let source = try #require(input.files[location.file], "\(location.file)")
    #expect(0...source.bytes.count ~= location.range.lowerBound)
    #expect(0...source.bytes.count ~= location.range.upperBound)
    guard String(validating: source.bytes, as: UTF8.self) != nil else { return }
    for offset in [location.range.lowerBound, location.range.upperBound] where offset < source.bytes.count {
      #expect(source.bytes[offset] & 0xC0 != 0x80, "\(location)")
    }
  }

  private static func mutated(_ bytes: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    var bytes = bytes
    let at = Int.random(in: 0...bytes.count, using: &random)
    let piece = pieces[Int.random(in: 0..<pieces.count, using: &random)]
    let end = Swift.min(bytes.count, at + Int.random(in: 0...12, using: &random))
    switch Int.random(in: 0..<5, using: &random) {
    case 0: bytes.insert(contentsOf: piece, at: at)
    case 1: bytes.removeSubrange(at..<end)
    case 2: bytes.replaceSubrange(at..<end, with: piece)
    case 3: bytes.insert(contentsOf: bytes[at..<end], at: at)
    default: bytes.removeSubrange(at...)
    }
    return bytes
  }
}

/// A small random generator with a seed, so that a failure can be repeated.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
