import Diagnostics
import Files
import Pages
import Records
import Templates

/// The printed sheet of one briefing: a page that brings its styles and pictures with it, and may ask for nothing else.
package struct PrintedSheet: Sendable {
  package let page: [UInt8]
  /// The briefing's address in the site: whole, or empty where the site has no host.
  package let address: String

  /// Returns nil where the file is no briefing, or something is wrong with what it shows.
  ///
  /// - Parameter pictureLimit: the bytes of all pictures that it shows, each as often as it shows it.
  package init?(
    of file: String, _ input: BuildInput, pictureLimit: Int = 64 << 20,
    reporting diagnostics: inout [Diagnostic]
  ) {
    guard let content = readContent(input, looksForPersonalData: true, reporting: &diagnostics),
      let briefing = content.briefings.first(where: { $0.file == file })
    else { return nil }
    let assets = input.hashedAssets
    let figures = input.figures(of: content, assets, reporting: &diagnostics)
    let editions = content.settings.languages.compactMap { language in
      Edition(
        language, of: input, figures, assets, writingTo: OutputRecord(nil), reporting: &diagnostics)
    }
    guard let edition = editions.first else { return nil }
    var styles: [(String, String)] = []
    for asset in assets where !asset.isPicture {
      styles.append((asset.name, asset.dataAddress(reporting: &diagnostics)))
    }
    let publication = edition.publication, baseURL = input.baseURL ?? content.settings.baseURL
    let frame = Frame(
      content, publication.words, in: publication.shared, baseURL: baseURL, assets: styles, isStandalone: true
    )
    let page = publication.briefingPage(briefing)
    var bytes: [UInt8] = [], data = DataBuilder(with: publication.shared)
    let names = frame.data(of: page, &data)
    do {
      try edition.templates.render("briefing.html", with: names, of: data, into: &bytes)
    } catch {
      diagnostics.append(error)
    }
    let root = Address.root(of: page.address)
    let pictures = assets.filter(\.isPicture).map { (root + $0.address, $0) }
    let text = String(decoding: bytes, as: UTF8.self)
      .embedding(
        Dictionary(pictures) { first, _ in first }, limit: pictureLimit, in: file, reporting: &diagnostics)
    if diagnostics.hasErrors { return nil }
    self.page = Array(text.fetchingNothing.utf8)
    address = Frame.hasHost(baseURL) ? baseURL + Address.canonical(page.address) : ""
  }
}

extension String {
  /// The page with the site's pictures in the place of their addresses. One from elsewhere would be missing on paper.
  fileprivate func embedding(
    _ pictures: [String: Asset], limit: Int, in file: String, reporting diagnostics: inout [Diagnostic]
  ) -> String {
    var parts = split(separator: " src=\"", omittingEmptySubsequences: false).map(String.init)[...]
    var page = parts.removeFirst(), size = 0, read: [String: String] = [:]
    for part in parts {
      let address = String(part.prefix { $0 != "\"" }), rest = part.dropFirst(address.count)
      if let asset = pictures[address] {
        size += asset.content.size
        if size > limit {
          diagnostics.append(.largePictures(limit: limit, in: file))
          return page
        }
        if read[address] == nil { read[address] = asset.dataAddress(reporting: &diagnostics) }
        page += " src=\"" + read[address, default: ""] + rest
      } else {
        if !address.hasPrefix("data:") { diagnostics.append(.pictureFromElsewhere(address, in: file)) }
        page += " src=\"" + part
      }
    }
    return page
  }

  /// The page with a policy, before all else in its head, by which a browser fetches nothing either.
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
  fileprivate func dataAddress(reporting diagnostics: inout [Diagnostic]) -> String {
    var bytes: [UInt8] = []
    do { try content.forEachPiece { bytes += $0 } } catch { diagnostics.append(error) }
    let kinds = [
      "css": "text/css", "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg",
      "jpeg": "image/jpeg",
      "jfif": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "avif": "image/avif",
    ]
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    let kind = kinds[ending] ?? "application/octet-stream"
    return "data:\(kind);charset=utf-8;base64," + bytes.base64
  }
}

extension [UInt8] {
  /// Base 64 (RFC 4648, section 4).
  fileprivate var base64: String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((count + 2) / 3 * 4)
    for start in stride(from: 0, to: count, by: 3) {
      let used = Swift.min(3, count - start)
      var group = 0
      for i in start..<start + 3 { group = group << 8 | (i < count ? Int(self[i]) : 0) }
      for i in 0..<4 { text.append(i <= used ? letters[group >> (18 - 6 * i) & 63] : UInt8(ascii: "=")) }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
