import Bytes
import Diagnostics
import Files
import Pages

/// Makes pictures small that are wider than any page shows them, by libvips' `vipsthumbnail`, where it is installed.
///
/// The picture is turned the right way up, its colours become those of the web (sRGB), and nothing but the picture is
/// left of it. The same version of libvips makes the same bytes of it, so its address tells by which it was made, and one
/// that an earlier build has made is taken from the site that it wrote.
struct PictureShrinker: Sendable {
  /// Twice the width of a text, for screens with two dots a pixel.
  static let width = 1600

  private let program: InstalledProgram
  private let version: String

  /// Returns nil where it is not installed.
  init?(outside root: String) throws(InstalledProgram.WrongSetting) {
    guard let program = try InstalledProgram(["vipsthumbnail"], setting: "CASEBOOK_VIPS", outside: root)
    else {
      return nil
    }
    self.program = program
    // `vips-8.14.1`, and a date in some.
    let outcome = program.run(["--version"])
    outcome.endIfInterrupted()
    version = String(decoding: outcome.output.prefix { $0 > 0x20 }, as: UTF8.self)
  }

  /// The options by which a format is written; nil for one that is left as it is: drawings, animations, and AVIF, which is
  /// small already.
  fileprivate static func options(_ format: PictureFormat?) -> String? {
    switch format {
    case .jpeg: ".jpg[Q=82,optimize_coding,strip]"
    case .png: ".png[compression=9,strip]"
    case .webp: ".webp[Q=82,strip]"
    default: nil
    }
  }

  /// The small form of a picture; nil where it needs none, or none could be made.
  ///
  /// - Parameter site: the folder that the build writes to, with the site that is there now.
  func small(_ picture: Picture, reusing site: InputFolder) -> Result<SmallPicture?, InstalledProgram.Failure>
  {
    guard picture.isTooWide, let options = PictureShrinker.options(picture.format) else {
      return .success(nil)
    }
    let key = Array("\(version) \(PictureShrinker.width) \(options) \(picture.published.fingerprint)".utf8)
      .fingerprint
    let path = picture.address(of: key)
    if let file = try? site.file(path), let made = SmallPicture(file, path, in: site, picture.format, key) {
      return .success(made)
    }
    var bytes: [UInt8] = []
    do throws(Diagnostic) { try picture.published.forEachPiece { bytes += $0 } } catch {
      return .success(nil)
    }
    let outcome = program.run(
      ["stdin", "--size", "\(PictureShrinker.width)x", "--export-profile", "srgb", "--output", options],
      input: bytes,
      settings: ["VIPS_BLOCK_UNTRUSTED=1", "VIPS_CONCURRENCY=1"])
    outcome.endIfInterrupted()
    guard outcome.succeeded else { return .failure(InstalledProgram.Failure(outcome.reason(program))) }
    return .success(
      outcome.output.count < bytes.count ? SmallPicture(outcome.output, picture.format, key) : nil)
  }
}

/// The small form of a picture.
struct SmallPicture: Sendable {
  /// The fingerprint of the picture and of the way in which it was made small.
  let key: String
  let size: PictureSize
  let content: OutputFile.Content

  /// Returns nil where the bytes are no picture of the width.
  init?(_ bytes: [UInt8], _ format: PictureFormat?, _ key: String) {
    self.init(PictureScan(bytes), format, key, .bytes(bytes))
  }

  /// The file that an earlier build has made, where it is one.
  init?(_ file: InputFile, _ path: String, in folder: InputFolder, _ format: PictureFormat?, _ key: String) {
    guard let copy = try? FileCopy(of: path, in: folder, [.file(0..<file.size)], opened: file) else {
      return nil
    }
    self.init(PictureScan(file), format, key, .copy(copy))
  }

  private init?(_ scan: PictureScan, _ format: PictureFormat?, _ key: String, _ content: OutputFile.Content) {
    var scan = scan
    guard (try? scan.scan(format, drawing: [])) != nil, let size = scan.size(format, drawing: []),
      size.width == PictureShrinker.width
    else { return nil }
    (self.key, self.size, self.content) = (key, size, content)
  }
}

extension Picture {
  /// Whether it is wider than any page shows it, and of a kind that can be made small.
  fileprivate var isTooWide: Bool {
    fault == nil && !isAnimated && PictureShrinker.options(format) != nil
      && size.map { $0.width > PictureShrinker.width } ?? false
  }
}

extension InstalledProgram {
  struct Failure: Error {
    let message: Message

    init(_ message: Message) { self.message = message }
  }
}

extension BuildInput {
  /// Makes pictures small, on all cores, where libvips is installed. Returns what could not be made small, and why.
  ///
  /// - Parameters:
  ///   - root: the folder of the site, none of whose programs is run.
  ///   - site: the folder that the build writes to.
  package mutating func makePicturesSmall(outside root: String, reusing site: String)
    throws(InstalledProgram.WrongSetting) -> Message?
  {
    guard pictures.contains(where: \.isTooWide), let shrinker = try PictureShrinker(outside: root) else {
      return nil
    }
    let folder = InputFolder(site)
    let results = pictures.parallelMap { shrinker.small($0, reusing: folder) }
    var failures: [(path: String, reason: Message)] = []
    for (index, result) in results.enumerated() {
      switch result {
      case .success(let small): if let small { pictures[index].small = small }
      case .failure(let failure): failures.append((pictures[index].path, failure.message))
      }
    }
    guard let first = failures.first else { return nil }
    return Message(
      zh: "有 \(failures.count) 张图片没能缩小，照原样发布，如 \(first.path)：\(first.reason.zh)",
      en:
        "\(failures.count) pictures could not be made small and are published as they are, such as \(first.path): \(first.reason.en)"
    )
  }
}
