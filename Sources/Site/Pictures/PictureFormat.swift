/// The format of a file among the pictures by its first bytes, which tell more than the ending of its name.
enum PictureFormat: String, CaseIterable {
  case png = "PNG"
  case jpeg = "JPEG"
  case gif = "GIF"
  case webp = "WebP"
  case avif = "AVIF"
  case svg = "SVG"
  case heic = "HEIC"
  case tiff = "TIFF"
  case bmp = "BMP"
  case psd = "Photoshop"
  case pdf = "PDF"
  case zip = "ZIP"
  case html = "HTML"

  /// The number of bytes that tell the format.
  static let headLength = 1024

  init?(_ bytes: [UInt8]) {
    let found = PictureFormat.signatures.first { format, offset, signature in
      bytes.dropFirst(offset).starts(with: signature)
    }
    if let found {
      self = found.format
      return
    }
    let start = String(decoding: bytes.prefix(PictureFormat.headLength), as: UTF8.self).lowercased()
    if start.contains("<html") || start.contains("<!doctype html") {
      self = .html
    } else if start.contains("<svg") {
      self = .svg
    } else {
      return nil
    }
  }

  /// Whether browsers show it; they do not show pictures of cameras, scanners and printers.
  var isShownByBrowsers: Bool {
    switch self {
    case .png, .jpeg, .gif, .webp, .avif, .svg: true
    case .heic, .tiff, .bmp, .psd, .pdf, .zip, .html: false
    }
  }

  /// The endings that names of such files may have, the usual one first.
  var endings: [String] {
    switch self {
    case .jpeg: ["jpg", "jpeg", "jfif"]
    default: [rawValue.lowercased()]
    }
  }

  private static let signatures: [(format: PictureFormat, offset: Int, signature: [UInt8])] = [
    (.png, 0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), (.jpeg, 0, [0xFF, 0xD8, 0xFF]),
    (.gif, 0, Array("GIF8".utf8)), (.webp, 8, Array("WEBP".utf8)), (.avif, 4, Array("ftypavi".utf8)),
    (.heic, 4, Array("ftyphe".utf8)), (.heic, 4, Array("ftypmif1".utf8)), (.heic, 4, Array("ftypmsf1".utf8)),
    (.tiff, 0, [0x49, 0x49, 0x2A, 0]), (.tiff, 0, [0x4D, 0x4D, 0, 0x2A]), (.bmp, 0, Array("BM".utf8)),
    (.psd, 0, Array("8BPS".utf8)), (.pdf, 0, Array("%PDF".utf8)), (.zip, 0, [0x50, 0x4B, 3, 4]),
  ]
}
