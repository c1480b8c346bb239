import Bytes
import Diagnostics
import Files
import Foundation
import TestFolder
import Testing

@testable import Records
@testable import Site

/// Pages say how large a picture is, and those that are too large are made small where libvips is installed.
@Suite struct PictureSizeTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  // MARK: A PNG of any size

  private static func big(_ number: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
  }

  private static func chunk(_ kind: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(kind.utf8) + data
    return big(data.count) + body + PictureScan.checksum(body)
  }

  /// Grey noise, in stored blocks: nothing compresses it.
  private static func png(_ width: Int, _ height: Int, _ more: [UInt8] = []) -> [UInt8] {
    var noise: UInt32 = 1, lines: [UInt8] = []
    for _ in 0..<height {
      lines.append(0)
      for _ in 0..<width {
        noise = noise &* 1_664_525 &+ 1_013_904_223
        lines.append(UInt8(noise >> 24))
      }
    }
    var data: [UInt8] = [0x78, 1], a: UInt32 = 1, b: UInt32 = 0
    for byte in lines { (a, b) = ((a + UInt32(byte)) % 65521, (b + (a + UInt32(byte)) % 65521) % 65521) }
    for start in stride(from: 0, to: lines.count, by: 65535) {
      let block = lines[start..<min(start + 65535, lines.count)], count = block.count
      data += [start + 65535 >= lines.count ? 1 : 0, UInt8(count & 255), UInt8(count >> 8)]
      data += [UInt8(~count & 255), UInt8(~count >> 8 & 255)] + block
    }
    data += big(Int(b) << 16 | Int(a))
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", big(width) + big(height) + [8, 0, 0, 0, 0]) + more + chunk("IDAT", data)
      + chunk("IEND", [])
  }

  private func picture(_ name: String, _ bytes: some Sequence<UInt8>) throws -> Picture {
    try folder.put("content/images/" + name, bytes)
    return try Picture("content/images/" + name, in: InputFolder(folder.root))
  }

  // MARK: Sizes

  @Test func thePixelsAreTheSize() throws {
    #expect(try picture("a.png", PictureSizeTests.png(30, 20)).size == .init(30, 20))
    let turned = PictureSizeTests.chunk("eXIf", Orientation.block(6))
    #expect(try picture("b.png", PictureSizeTests.png(30, 20, turned)).size == .init(20, 30))
    let mirrored = PictureSizeTests.chunk("eXIf", Orientation.block(3))
    #expect(try picture("c.png", PictureSizeTests.png(30, 20, mirrored)).size == .init(30, 20))
  }

  @Test(arguments: [
    ("width=\"40\" height=\"30px\"", 40), ("viewBox=\"0 0 40 30\"", nil),
    ("width=\"100%\" height=\"30\"", nil),
    ("width='40.2' height='30'", 40),
  ])
  func drawingsMaySayTheirSize(attributes: String, width: Int?) throws {
    let text =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" \(attributes)><rect width=\"9\" height=\"9\"/></svg>"
    #expect(try picture("a.svg", text.utf8).size?.width == width)
  }

  @Test func pagesSayTheSize() throws {
    var input = try Fixtures.minimal()
    input.pictures.append(try picture("路 灯.png", PictureSizeTests.png(30, 20)))
    input.templates.removeAll { $0.path.hasSuffix("/brand.html") }
    input.templates.append(SourceText(path: "templates/brand.html", "{{ item.body }}"))
    let block = "```figure\n指标: 协商场次\n地区: 湖北省/宜昌市\n时期: 2022\n```\n"
    let result = build(
      input.with(
        "content/brands/shi.md",
        "---\ntitle: 试\n---\n![路灯](<../images/路 灯.png>)\n\n\(block)\n![画](../images/lamp.svg)\n"))
    #expect(result.diagnostics == [])
    let page = String(
      decoding: result.files.first { $0.address == "brands/shi/index.html" }?.bytes ?? [], as: UTF8.self)
    #expect(page.hasPrefix("<p><img width=\"30\" height=\"20\" src=\"../../images/%E8%B7%AF%20%E7%81%AF."))
    #expect(page.contains("</p>\n<figure class=\"live"))
    #expect(page.contains("</figure>\n<p><img src=\"../../images/lamp."))
  }

  // MARK: Small forms

  private func input(_ pictures: [Picture]) throws -> BuildInput {
    var input = try Fixtures.minimal()
    input.pictures += pictures
    let images = pictures.map { "![甲](../images/\($0.name))" }.joined(separator: "\n")
    return input.with("content/brands/shi.md", "---\ntitle: 试\n---\n" + images)
  }

  private var isInstalled: Bool {
    ((try? InstalledProgram(["vipsthumbnail"], setting: "CASEBOOK_VIPS", outside: folder.root)) ?? nil) != nil
  }

  /// The same bytes each time, under an address of its own; small ones and those of no photograph stay as they are.
  @Test func whatIsTooWideIsMadeSmall() throws {
    try #require(isInstalled, "apt-get install libvips-tools (Tools/setup test)")
    let turned = PictureSizeTests.chunk("eXIf", Orientation.block(6))
    let pictures = [
      try picture("wide.png", PictureSizeTests.png(3200, 40)),
      try picture("small.png", PictureSizeTests.png(1600, 40)),
      try picture("tall.png", PictureSizeTests.png(40, 3200, turned)),
    ]
    var input = try input(pictures)
    #expect(try input.makePicturesSmall(outside: folder.root, reusing: folder.root + "/site") == nil)
    let small = input.pictures.filter { $0.small != nil }
    #expect(small.map(\.name) == ["wide.png", "tall.png"])
    // Turned the right way up: what lies on its side is 3200 wide, and 1600 now.
    #expect(small.map { $0.small?.size } == [.init(1600, 20), .init(1600, 20)])
    let files = Dictionary(build(input).files.map { ($0.address, $0) }) { first, _ in first }
    let address = try #require(files.keys.first { $0.hasPrefix("images/wide.") })
    var again = try self.input(pictures)
    _ = try again.makePicturesSmall(outside: folder.root, reusing: folder.root + "/site")
    #expect(files[address]?.bytes == build(again).files.first { $0.address == address }?.bytes)
  }

  /// A picture that an earlier build has made is taken from its site, without libvips; one that is damaged is not.
  @Test func whatWasMadeSmallIsKept() throws {
    try #require(isInstalled, "apt-get install libvips-tools (Tools/setup test)")
    let pictures = [try picture("wide.png", PictureSizeTests.png(3200, 40))]
    var first = try input(pictures)
    _ = try first.makePicturesSmall(outside: folder.root, reusing: folder.root + "/site")
    let made = try #require(build(first).files.first { $0.address.hasPrefix("images/wide.") })
    try folder.put("site/" + made.address, made.bytes)
    var second = try input(pictures)
    _ = try second.makePicturesSmall(outside: folder.root, reusing: folder.root + "/site")
    #expect(second.pictures.last?.small?.content.isCopy == true)
    #expect(build(second).files.contains { $0.address == made.address })
    try folder.put("site/" + made.address, made.bytes.dropLast(9))
    var third = try input(pictures)
    _ = try third.makePicturesSmall(outside: folder.root, reusing: folder.root + "/site")
    #expect(third.pictures.last?.small?.content.isCopy == false)
  }
}

extension OutputFile.Content {
  fileprivate var isCopy: Bool { if case .copy = self { true } else { false } }
}
