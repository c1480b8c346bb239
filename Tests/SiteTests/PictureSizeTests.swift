import Diagnostics
import Files
import Foundation
import TestFolder
import Testing

@testable import Records
@testable import Site

/// Pages say how large a picture is.
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
}
