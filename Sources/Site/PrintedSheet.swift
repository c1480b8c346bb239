import Diagnostics
import Pages
import Records
import Templates

/// The printed sheet of one briefing: a page that brings its styles and pictures with it, and may ask for nothing else.
package struct PrintedSheet: Sendable {
  package let page: [UInt8]
  /// Where the briefing is in the site: whole, or empty where the site has no host.
  package let address: String

  /// Returns nil where the file is no briefing, or something is wrong with what it shows.
  package init?(of file: String, _ input: BuildInput, reporting diagnostics: inout [Diagnostic]) {
    guard let content = readContent(input, looksForPersonalData: true, reporting: &diagnostics),
      let briefing = content.briefings.first(where: { $0.file == file })
    else { return nil }
    let assets = input.hashedAssets
    guard let edition = input.editions(of: content, assets: assets, reporting: &diagnostics).first else {
      return nil
    }
    let publication = edition.publication, baseURL = input.baseURL ?? content.settings.baseURL
    let frame = Frame(
      content, publication.words, baseURL: baseURL,
      assets: assets.filter { $0.picture == nil }.map { ($0.name, $0.dataAddress($0.bytes)) },
      isStandalone: true)
    let page = publication.briefingPage(briefing)
    var bytes: [UInt8] = [], data = DataBuilder()
    let names = frame.data(of: page, &data)
    do {
      try edition.templates.render("briefing.html", with: names, of: data, into: &bytes)
    } catch {
      diagnostics.append(error)
    }
    // What the sheet mentions stands in these.
    withExtendedLifetime((publication, frame)) {}
    let root = Address.root(of: page.address)
    let pictures = assets.filter { $0.picture != nil }.map { (root + $0.address, $0) }
    let text = String(decoding: bytes, as: UTF8.self)
      .embedding(Dictionary(pictures) { first, _ in first }, in: file, reporting: &diagnostics)
    if diagnostics.hasErrors { return nil }
    self.page = Array(text.fetchingNothing.utf8)
    address = Frame.hasHost(baseURL) ? baseURL + Address.canonical(page.address) : ""
  }
}

extension String {
  /// With the pictures of the site in the place of their addresses. One from elsewhere would be missing on paper.
  fileprivate func embedding(
    _ pictures: [String: Asset], in file: String, reporting diagnostics: inout [Diagnostic]
  ) -> String {
    var parts = split(separator: " src=\"", omittingEmptySubsequences: false).map(String.init)[...]
    var page = parts.removeFirst()
    for part in parts {
      let address = String(part.prefix { $0 != "\"" }), rest = part.dropFirst(address.count)
      if let asset = pictures[address], let picture = asset.picture {
        var bytes: [UInt8] = []
        do { try picture.forEachPiece { bytes += $0 } } catch { diagnostics.append(error) }
        page += " src=\"" + asset.dataAddress(bytes) + rest
      } else {
        if !address.hasPrefix("data:") { diagnostics.append(.pictureFromElsewhere(address, in: file)) }
        page += " src=\"" + part
      }
    }
    return page
  }

  /// With a policy, before all else in its head, by which a browser fetches nothing either.
  fileprivate var fetchingNothing: String {
    let policy =
      "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline' data:; form-action 'none'; base-uri 'none'"
    let meta = "<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">"
    let place = firstRange(of: "<head>")?.upperBound ?? startIndex
    return self[..<place] + "\n" + meta + self[place...]
  }
}

extension Asset {
  /// The file itself as an address.
  fileprivate func dataAddress(_ bytes: [UInt8]) -> String {
    let kinds = [
      "css": "text/css", "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg",
      "jpeg": "image/jpeg",
      "jfif": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "avif": "image/avif",
    ]
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    let kind = kinds[ending] ?? "application/octet-stream"
    let hexadecimal = Array("0123456789ABCDEF".utf8)
    var text = Array("data:\(kind);charset=utf-8,".utf8)
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
        text.append(byte)
      default: text += [UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
