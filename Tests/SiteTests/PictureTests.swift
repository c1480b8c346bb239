import Bytes
import Diagnostics
import Files
import Foundation
import TestFolder
import Testing

@testable import Records
@testable import Site

/// Pictures are published without what cameras and programs have written into them, and nothing but pictures is.
@Suite struct PictureTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// The picture, and the bytes that a build writes for it.
  private func read(_ name: String, _ bytes: [UInt8]) throws -> (picture: Picture, published: [UInt8]) {
    try folder.put("content/images/" + name, bytes)
    let picture = try Picture("content/images/" + name, in: InputFolder(folder.root))
    var published: [UInt8] = []
    try picture.published.forEachPiece { published += $0 }
    #expect(published.count == picture.published.size)
    return (picture, published)
  }

  private static let secret = "30.5928N 114.3055E"

  // MARK: Sizes

  /// Heads alone: their sizes come before whatever is missing of them.
  @Test func noPictureHasMoreThanFiftyMillionPixels() throws {
    func big(_ number: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * (count - 1 - $0))) }
    }
    func little(_ number: Int, _ count: Int) -> [UInt8] { big(number, count).reversed() }
    func pictures(_ width: Int, _ height: Int) -> [(name: String, bytes: [UInt8])] {
      let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      let gif = Array("GIF89a".utf8), one = little(1, 2) + little(1, 2) + [0, 0, 0]
      let lossless = [0x2F] + little((width - 1) & 0x3FFF | ((height - 1) & 0x3FFF) << 14, 4)
      func box(_ kind: String, _ body: [UInt8]) -> [UInt8] {
        big(body.count + 8, 4) + Array(kind.utf8) + body
      }
      let sizes = box("iprp", box("ipco", box("ispe", [0, 0, 0, 0] + big(width, 4) + big(height, 4))))
      return [
        ("a.png", png + PictureTests.chunk("IHDR", big(width, 4) + big(height, 4) + [8, 0, 0, 0, 0])),
        (
          "a.jpg",
          [0xFF, 0xD8] + PictureTests.segment(0xC2, [8] + big(height, 2) + big(width, 2) + [1, 1, 0x11, 0])
        ),
        ("a.gif", gif + little(width, 2) + little(height, 2) + [0, 0, 0]),
        (
          "b.gif",
          gif + one + [0x2C] + little(width, 2) + little(0, 2) + little(0, 2) + little(height, 2) + [0]
        ),
        (
          "a.webp",
          PictureTests.riff([("VP8X", [0, 0, 0, 0] + little(width - 1, 3) + little(height - 1, 3))])
        ),
        ("b.webp", PictureTests.riff([("VP8L", lossless)])),
        (
          "c.webp",
          PictureTests.riff([("VP8 ", [0, 0, 0, 0x9D, 1, 0x2A] + little(width, 2) + little(height, 2))])
        ),
        ("a.avif", box("ftyp", Array("avif".utf8)) + box("meta", [0, 0, 0, 0] + sizes)),
      ]
    }
    for (name, bytes) in pictures(5000, 10_001) {
      #expect(try read(name, bytes).picture.fault == .tooManyPixels, "\(name)")
    }
    for (name, bytes) in pictures(5000, 10_000) {
      #expect(try read(name, bytes).picture.fault != .tooManyPixels, "\(name)")
    }
  }

  // MARK: JPEG

  private static func segment(_ marker: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    [0xFF, marker, UInt8((bytes.count + 2) >> 8), UInt8((bytes.count + 2) & 255)] + bytes
  }

  /// An Exif block with an orientation, and a text behind it; little-endian, unlike ours.
  private static func exif(_ orientation: UInt8) -> [UInt8] {
    [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
      + Array(secret.utf8)
  }

  private static let quantisation = segment(0xDB, [UInt8](repeating: 1, count: 65))
  private static let frame = segment(0xC0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0])
  private static let scan = segment(0xDA, [1, 1, 0, 0, 63, 0]) + [1, 0xFF, 0, 2, 0xFF, 0xD0, 3]
  private static let end: [UInt8] = [0xFF, 0xD9]
  private static let jfif = segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0])
  private static let profile = segment(0xE2, Array("ICC_PROFILE\0".utf8) + [1, 1, 9])

  @Test func aJPEGLosesWhatIsNotSeen() throws {
    let secret = Array(PictureTests.secret.utf8)
    let preview = PictureTests.segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 1, 1, 7, 7, 7])
    var file: [UInt8] = [0xFF, 0xD8] + preview
    file += PictureTests.segment(0xE1, Array("Exif\0\0".utf8) + PictureTests.exif(6))
    file += PictureTests.segment(0xE1, Array("http://ns.adobe.com/xap/1.0/\0".utf8) + secret)
    file += PictureTests.profile + PictureTests.segment(0xE2, Array("MPF\0".utf8) + secret)
    file +=
      PictureTests.segment(0xED, Array("Photoshop 3.0\0".utf8) + secret) + PictureTests.segment(0xFE, secret)
    file +=
      PictureTests.segment(0xEC, secret) + PictureTests.quantisation + PictureTests.frame + PictureTests.scan
    file += PictureTests.segment(0xFE, secret) + PictureTests.scan + PictureTests.end
    file += [0x50, 0x4B, 3, 4] + secret + Array("<?php system($_GET[0]);".utf8)
    let (picture, published) = try read("a.jpg", file)
    #expect(picture.fault == nil)
    let orientation = PictureTests.segment(0xE1, Array("Exif\0\0".utf8) + Orientation.block(6))
    #expect(
      published == [0xFF, 0xD8] + PictureTests.jfif + orientation + PictureTests.profile
        + PictureTests.quantisation
        + PictureTests.frame + PictureTests.scan + PictureTests.scan + PictureTests.end)
    #expect(Orientation.of(Orientation.block(6)) == 6)
    // A published picture is published as it is.
    #expect(try read("b.jpg", published).published == published)
  }

  @Test func aJPEGThatIsOnlyAPictureStaysAsItIs() throws {
    for head in [
      PictureTests.jfif, PictureTests.segment(0xEE, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 1]), [],
    ] {
      let file =
        [0xFF, 0xD8] + head + PictureTests.quantisation + PictureTests.frame + PictureTests.scan
        + PictureTests.end
      #expect(try read("a.jpg", file).published == file)
    }
  }

  // MARK: PNG

  private static func chunk(_ kind: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(kind.utf8) + data
    return (0..<4).map { UInt8(data.count >> (24 - 8 * $0) & 255) } + body + PictureScan.checksum(body)
  }

  private static let pngHead: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
  private static let pngData = chunk("IDAT", [0x78, 0x9C, 0x63, 0, 0, 0, 2, 0, 1])
  private static let pngEnd = chunk("IEND", [])

  @Test func aPNGLosesWhatIsNotSeen() throws {
    // The end of every PNG.
    #expect(PictureTests.pngEnd.suffix(4) == [0xAE, 0x42, 0x60, 0x82])
    let secret = Array(PictureTests.secret.utf8), gamma = PictureTests.chunk("gAMA", [0, 0, 0xB1, 0x8F])
    var file = PictureTests.pngHead + PictureTests.chunk("tEXt", secret) + gamma
    file +=
      PictureTests.chunk("iTXt", secret) + PictureTests.chunk("zTXt", secret)
      + PictureTests.chunk("tIME", secret)
    file += PictureTests.chunk("eXIf", PictureTests.exif(3)) + PictureTests.chunk("caBX", secret)
    file +=
      PictureTests.pngData + PictureTests.chunk("tEXt", secret) + PictureTests.pngData + PictureTests.pngEnd
    file += Array("<script>alert(1)</script>".utf8)
    let (picture, published) = try read("a.png", file)
    #expect(picture.fault == nil)
    #expect(
      published == PictureTests.pngHead + PictureTests.chunk("eXIf", Orientation.block(3)) + gamma
        + PictureTests.pngData + PictureTests.pngData + PictureTests.pngEnd)
    #expect(try read("b.png", published).published == published)
  }

  // MARK: GIF

  @Test func aGIFLosesWhatIsNotSeen() throws {
    func blocks(_ texts: String...) -> [UInt8] {
      let parts: [[UInt8]] = texts.map { [UInt8($0.utf8.count)] + Array($0.utf8) }
      return Array(parts.joined()) + [0]
    }
    let head = Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
    let loop: [UInt8] = [0x21, 0xFF] + blocks("NETSCAPE2.0", "\u{1}\0\0"),
      time: [UInt8] = [0x21, 0xF9, 4, 0, 9, 0, 0, 0]
    let image: [UInt8] = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0x80, 0, 0, 0, 1, 1, 1, 2, 2, 0x44, 1, 0]
    let comment: [UInt8] = [0x21, 0xFE] + blocks(PictureTests.secret, PictureTests.secret)
    let notes: [UInt8] = [0x21, 0xFF] + blocks("XMP DataXMP", PictureTests.secret)
    // Notes under the names of what is kept.
    let others: [[UInt8]] = [
      [0x21, 0xF9] + blocks(PictureTests.secret), [0x21, 0xF9] + blocks("1234", "5"), [0x21, 0xF9, 0],
      [0x21, 0xFF] + blocks("NETSCAPE2.0", PictureTests.secret),
      [0x21, 0xFF] + blocks("NETSCAPE2.0", "\u{1}\0\0", PictureTests.secret),
      [0x21, 0xFF] + blocks("NETSCAPE2.0", "30N"), [0x21, 0xFF] + blocks("ANIMEXTS1.0", "\u{1}", "N"),
    ]
    let file =
      head + comment + loop + notes + others.joined() + time + image + comment + time + image + [0x3B] + [
        1, 2, 3,
      ]
    let (picture, published) = try read("a.gif", file)
    #expect(picture.fault == nil)
    #expect(published == head + loop + time + image + time + image + [0x3B])
  }

  // MARK: WebP

  private static func riff(_ chunks: [(String, [UInt8])]) -> [UInt8] {
    func little(_ count: Int) -> [UInt8] { (0..<4).map { UInt8(count >> (8 * $0) & 255) } }
    let parts: [[UInt8]] = chunks.map { kind, data in
      Array(kind.utf8) + little(data.count) + data + (data.count % 2 == 1 ? [0] : [])
    }
    let body = Array(parts.joined())
    return Array("RIFF".utf8) + little(body.count + 4) + Array("WEBP".utf8) + body
  }

  @Test func aWebPLosesWhatIsNotSeen() throws {
    let secret = Array(PictureTests.secret.utf8) + [0]
    let size: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0]
    let file = PictureTests.riff([
      ("VP8X", [0x2C] + size), ("ICCP", [1, 2, 3]), ("VP8L", [4, 5, 6, 7, 8]), ("EXIF", PictureTests.exif(8)),
      ("XMP ", secret), ("none", secret),
    ])
    let (picture, published) = try read("a.webp", file + secret)
    #expect(picture.fault == nil)
    #expect(
      published
        == PictureTests.riff([
          ("VP8X", [0x28] + size), ("ICCP", [1, 2, 3]), ("VP8L", [4, 5, 6, 7, 8]),
          ("EXIF", Orientation.block(8)),
        ]))
    let plain = PictureTests.riff([("VP8 ", [1, 2, 3])])
    #expect(try read("b.webp", plain).published == plain)
    // A file that does not say which way is up has no note of a camera.
    let other = try read(
      "c.webp", PictureTests.riff([("VP8X", [0x08] + size), ("VP8 ", [1]), ("EXIF", secret)]))
    #expect(other.published == PictureTests.riff([("VP8X", [0] + size), ("VP8 ", [1])]))
  }

  /// A picture of two frames.
  private static func animation(_ frames: [[UInt8]]) -> [UInt8] {
    riff(
      [("VP8X", [0x02] + [UInt8](repeating: 0, count: 9)), ("ANIM", [0, 0, 0, 0, 0, 0])]
        + frames.map { ("ANMF", $0) })
  }

  private static let frameHead = [UInt8](repeating: 0, count: 16)
  private static let frameData: [UInt8] = Array("VP8L".utf8) + [2, 0, 0, 0, 7, 8]

  @Test func aFrameOfAWebPHasOnlyItsPicture() throws {
    let frame = PictureTests.frameHead + PictureTests.frameData
    let plain = PictureTests.animation([frame, frame])
    #expect(try read("a.webp", plain).published == plain)
    let note: [UInt8] = Array("EXIF".utf8) + [2, 0, 0, 0, 7, 8]
    // The picture in the frame says that it is longer, or shorter, than the frame.
    let longer: [UInt8] = Array("VP8L".utf8) + [4, 0, 0, 0, 7, 8],
      odd: [UInt8] = Array("VP8L".utf8) + [1, 0, 0, 0, 7]
    for wrong in [
      frame + note, frame + [1, 2], PictureTests.frameHead + longer, PictureTests.frameHead + odd,
    ]
      + (0..<16).map({ Array(PictureTests.frameHead[..<$0]) })
    {
      #expect(try read("b.webp", PictureTests.animation([frame, wrong, frame])).picture.fault == .broken)
    }
  }

  // MARK: AVIF

  private static func box(_ kind: String, _ body: [UInt8]) -> [UInt8] {
    [0, 0, UInt8((body.count + 8) >> 8), UInt8((body.count + 8) & 255)] + Array(kind.utf8) + body
  }

  private static func avif(meta: [UInt8], _ more: [UInt8] = []) -> [UInt8] {
    box("ftyp", Array("avif".utf8) + [0, 0, 0, 0] + Array("mif1".utf8)) + box("meta", meta) + more
      + box("mdat", [1, 2, 3])
  }

  private static func avif(_ items: [String], properties: [String] = ["ispe", "av1C"]) -> [UInt8] {
    let boxes = items.map { box("infe", [2, 0, 0, 0, 0, 1, 0, 0] + Array($0.utf8) + [0]) }
    let known = properties.map { box($0, [0, 0, 0, 0]) }
    let iprp = box("iprp", box("ipco", Array(known.joined())) + box("ipma", [0, 0, 0, 0, 0, 0, 0, 0]))
    return avif(
      meta: [0, 0, 0, 0] + box("iinf", [0, 0, 0, 0, 0, UInt8(items.count)] + Array(boxes.joined())) + iprp)
  }

  /// Boxes and entries that end before what they have to hold.
  @Test func anAVIFOfShortBoxesIsBroken() throws {
    let bodies =
      (0..<4).map { [UInt8](repeating: 0, count: $0) }
      + (0..<6).map { [0, 0, 0, 0] + PictureTests.box("iinf", [UInt8](repeating: 0, count: $0)) }
      + (0..<12).map { count in
        let entry = PictureTests.box(
          "infe", Array(([2, 0, 0, 0, 0, 1, 0, 0] + Array("av01".utf8)).prefix(count)))
        return [0, 0, 0, 0] + PictureTests.box("iinf", [0, 0, 0, 0, 0, 1] + entry)
      } + [[0, 0, 0, 0, 0, 0, 0, 7] + Array("iprp".utf8)]
    for body in bodies {
      #expect(try read("a.avif", PictureTests.avif(meta: body)).picture.fault == .broken, "\(body)")
    }
    // A box of 2⁶³ − 1 bytes.
    let endless: [UInt8] = [0, 0, 0, 1] + Array("free".utf8) + [0x7F] + [UInt8](repeating: 0xFF, count: 7)
    #expect(try read("b.avif", PictureTests.avif(meta: [0, 0, 0, 0], endless)).picture.fault == .broken)
  }

  @Test func anAVIFWithNotesIsRefused() throws {
    func file(_ items: [String], free: Bool = false) -> [UInt8] {
      let plain = PictureTests.avif(items)
      return free ? plain + PictureTests.box("free", Array(PictureTests.secret.utf8)) : plain
    }
    for kind in ["udes", "uuid", "free", "iprp"] {
      let bytes = PictureTests.avif(["av01"], properties: ["ispe", kind])
      #expect(try read("f.avif", bytes).picture.fault == .hasMetadata)
    }
    let beside = PictureTests.box("iprp", PictureTests.box("ipco", []) + PictureTests.box("uuid", [1]))
    #expect(try read("g.avif", PictureTests.avif(meta: [0, 0, 0, 0] + beside)).picture.fault == .hasMetadata)
    let plain = try read("a.avif", file(["av01"]))
    #expect(plain.picture.fault == nil && plain.published == file(["av01"]))
    for (name, bytes) in [
      ("b", file(["av01", "Exif"])), ("c", file(["av01", "mime"])), ("d", file(["av01"], free: true)),
    ] { #expect(try read(name + ".avif", bytes).picture.fault == .hasMetadata) }
    #expect(try read("e.avif", file(["av01"]).dropLast(2)).picture.fault == .broken)
  }

  // MARK: What is wrong with a file

  /// Every beginning of a picture, and every picture with a byte changed, is read or refused.
  @Test func damagedPicturesDoNotCrash() throws {
    let secret = Array(PictureTests.secret.utf8)
    let pictures: [(String, [UInt8])] = [
      (
        "a.jpg",
        [0xFF, 0xD8] + PictureTests.jfif
          + PictureTests.segment(0xE1, Array("Exif\0\0".utf8) + PictureTests.exif(6))
          + PictureTests.quantisation + PictureTests.frame + PictureTests.scan + PictureTests.end
      ),
      (
        "a.png",
        PictureTests.pngHead + PictureTests.chunk("eXIf", PictureTests.exif(3)) + PictureTests.pngData
          + PictureTests.pngEnd
      ),
      (
        "a.webp",
        PictureTests.riff([
          ("VP8X", [UInt8](repeating: 0, count: 10)), ("VP8 ", [1, 2]), ("EXIF", PictureTests.exif(8)),
        ])
      ),
      (
        "a.gif",
        Array("GIF89a".utf8) + [1, 0, 1, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B]
      ),
      ("frames.webp", PictureTests.animation([PictureTests.frameHead + PictureTests.frameData])),
      ("a.avif", PictureTests.avif(["av01"])),
      ("a.svg", Array("<svg xmlns='http://www.w3.org/2000/svg'><g id='路'><!-- --></g></svg>".utf8)),
    ]
    for (name, bytes) in pictures {
      #expect(publishedPicture(bytes) != nil, "\(name)")
      for count in 0..<bytes.count {
        #expect(publishedPicture(Array(bytes[..<count])) == nil, "\(name) \(count)")
      }
      for place in bytes.indices {
        let values: [UInt8] = [0, 1, 2, 3, 4, 7, 8, 9, 11, 15, 16, 0x7F, 0x80, 0xFE, 0xFF]
        for value in values + [bytes[place] &+ 1, bytes[place] &- 1] {
          var damaged = bytes
          damaged[place] = value
          guard let published = publishedPicture(damaged) else { continue }
          // Whatever is in it, the words of the camera are not published, and there is nothing left to leave out.
          #expect(!published.contains(secret))
          #expect(publishedPicture(published) == published, "\(name) \(place) \(value)")
        }
      }
    }
  }

  /// A GIF of 100,000 comments and its picture, and of one more.
  @Test func aPictureOfTooManyPartsIsBroken() throws {
    let head = Array("GIF89a".utf8) + [1, 0, 1, 0, 0, 0, 0]
    let image: [UInt8] = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B]
    let comments = [[UInt8]](repeating: [0x21, 0xFE, 0], count: 99_998).joined()
    #expect(publishedPicture(head + comments + image) == head + image)
    #expect(publishedPicture(head + comments + [0x21, 0xFE, 0] + image) == nil)
  }

  private func findings(_ name: String, _ bytes: [UInt8]) throws -> [String] {
    try folder.put("content/images/" + name, bytes)
    let picture = try Picture("content/images/" + name, in: InputFolder(folder.root))
    return [picture.finding].compactMap { $0?.code }
  }

  @Test func onlyPicturesAreTaken() throws {
    let png = PictureTests.pngHead + PictureTests.pngData + PictureTests.pngEnd
    #expect(try findings("a.png", png) == [])
    #expect(try findings("2022.8.31路灯.PNG", png) == [])
    for (name, bytes) in [
      ("a.html", Array("<!doctype html><svg></svg><script>".utf8)), ("b.png", Array("<html><body>".utf8)),
      ("c.php", Array("<?php system($_GET[0]);".utf8)), ("d.png", Array("\u{7F}ELF".utf8)),
      ("e.png", Array("#!/bin/sh\n".utf8)), ("f.gif", Array("MZ\u{0}".utf8)),
      ("g.svg", Array("<?php ?><svg".utf8)),
      ("h.jpg", png), ("i.php", png), ("j", png), ("k.php.png", png), ("l.html.png", png),
      ("m.phtml.x.png", png),
      ("n.png", []), ("o.pdf", Array("%PDF-1.7".utf8)), ("p.svg", Array("<svg".utf8) + png),
      ("q.gif", Array("GIF89a/*".utf8) + Array("*/=1;alert(1)//;".utf8)),
    ] {
      let found = try findings(name, bytes)
      #expect(
        found.count == 1
          && ["not-a-picture", "active-drawing", "broken-picture", "file-too-large"].contains(found[0]),
        "\(name)")
    }
  }

  // MARK: Publishing

  /// A picture is copied as it is published; one that changes while the site is written is not.
  @Test func picturesAreCopied() throws {
    let png =
      PictureTests.pngHead + PictureTests.chunk("tEXt", Array(PictureTests.secret.utf8))
      + PictureTests.pngData + PictureTests.pngEnd
    let plain = PictureTests.pngHead + PictureTests.pngData + PictureTests.pngEnd
    let (picture, _) = try read("a.png", png)
    let asset = Asset(picture)
    #expect(asset.address == "images/a.\(plain.fingerprint.prefix(8)).png")
    let site = folder.root + "/site", output = OutputFolder(site)
    try output.replace(with: [asset.file])
    #expect(try Array(Data(contentsOf: URL(filePath: site + "/" + asset.address))) == plain)
    func inode() throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: site + "/" + asset.address)[.systemFileNumber] as? Int
    }
    let before = try inode()
    try output.replace(with: [asset.file])
    #expect(try inode() == before)
    for change in [png.dropLast(20), png + [0], png.map { $0 == 0x78 ? 0x79 : $0 }] {
      try folder.put("content/images/a.png", change)
      if change.starts(with: png) {
        try output.replace(with: [asset.file])
      } else {
        let error = #expect(throws: Diagnostic.self) { try output.replace(with: [asset.file]) }
        #expect(error?.code == "cannot-read")
      }
      #expect(try Array(Data(contentsOf: URL(filePath: site + "/" + asset.address))) == plain)
    }
  }

  /// A sheet holds a picture as often as it shows it, up to a limit.
  @Test func picturesOfASheet() throws {
    let png = PictureTests.pngHead + PictureTests.pngData + PictureTests.pngEnd
    let file = "content/briefings/2022-01.md"
    try folder.put("content/images/a.png", png)
    var input = try Fixtures.minimal()
    input.pictures.append(try Picture("content/images/a.png", in: InputFolder(folder.root)))
    let text =
      (input.contentFiles.first { $0.path == file }).map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    input = input.with(file, text + "\n![甲](../images/a.png)\n\n![乙](../images/a.png)\n")
    input.templates = input.templates.map {
      $0.path == "templates/briefing.html" ? SourceText(path: $0.path, "{{ briefing.body }}") : $0
    }
    var found: [Diagnostic] = []
    let sheet = PrintedSheet(of: file, input, pictureLimit: 2 * png.count, reporting: &found)
    let page = String(decoding: try #require(sheet).page, as: UTF8.self)
    let embedded = page.matches(of: #/base64,([^"]*)/#).map {
      Data(base64Encoded: String($0.1)).map { Array($0) }
    }
    #expect(embedded == [png, png])
    #expect(!found.hasErrors)
    #expect(PrintedSheet(of: file, input, pictureLimit: 2 * png.count - 1, reporting: &found) == nil)
    #expect(found.last?.code == "file-too-large" && found.last?.location?.file == file)
  }

  /// A picture of a draft, of a later day, or of a section that the site does without stays at home, unless a page shows it.
  @Test(arguments: ["draft: true", "published: 2027-01-01"]) func picturesOfWhatIsHeldBack(field: String)
    throws
  {
    let png = PictureTests.pngHead + PictureTests.pngData + PictureTests.pngEnd
    var input = try Fixtures.minimal()
    for name in ["a.png", "b.png", "c.png", "d.png"] {
      try folder.put("content/images/" + name, png)
      input.pictures.append(try Picture("content/images/" + name, in: InputFolder(folder.root)))
    }
    let body = "\n![甲](../images/a.png) ![乙](../images/b.png)\n"
    let list = "images: [{file: c.png, alt: 丙}]\n"
    let hidden = "---\ntitle: 试\nregion: 湖北省/宜昌市\n\(list)\(field)\n---\n" + body
    let shown = "---\ntitle: 又试\nregion: 湖北省/宜昌市\n---\n\n![乙](../images/b.png)\n"
    let brand = "---\ntitle: 某品牌\nregion: 湖北省/宜昌市\n---\n\n![丁](../images/d.png)\n"
    let site =
      (input.contentFiles.first { $0.path == "content/site.yml" }).map {
        String(decoding: $0.bytes, as: UTF8.self)
      }
      ?? ""
    let all = input.with("content/cases/hidden.md", hidden).with("content/cases/shown.md", shown)
      .with("content/brands/some.md", brand).with("content/site.yml", site + "\nsections: [cases]\n")
    let result = build(all)
    #expect(
      !result.diagnostics.contains { $0.severity == .error || $0.code == "unused-picture" },
      "\(result.diagnostics)")
    let pictures = result.files.map(\.address).filter { $0.hasPrefix("images/") }
    #expect(pictures.map { $0.prefix(9) }.sorted() == ["images/b.", "images/la"])
  }
}

extension [UInt8] {
  fileprivate func contains(_ part: [UInt8]) -> Bool {
    String(decoding: self, as: UTF8.self).contains(String(decoding: part, as: UTF8.self))
  }
}

extension OutputFolder {
  fileprivate func replace(with files: [OutputFile]) throws(Diagnostic) {
    let stage = try begin()
    stage.writeAll(files)
    _ = try stage.commit()
  }
}
