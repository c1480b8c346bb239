import Diagnostics
import Pages
import Records
import Templates

/// The printed sheet of one briefing as a page that needs no other file, or what stands against it.
package func printedSheet(of file: String, _ input: BuildInput) -> (page: [UInt8]?, diagnostics: [Diagnostic])
{
  var diagnostics: [Diagnostic] = []
  guard let content = readContent(input, looksForPersonalData: true, reporting: &diagnostics),
    let briefing = content.briefings.first(where: { $0.file == file })
  else { return (nil, diagnostics) }
  let assets = input.hashedAssets
  guard let edition = input.editions(of: content, assets: assets, reporting: &diagnostics).first else {
    return (nil, diagnostics)
  }
  let publication = edition.publication
  let frame = Frame(
    content, publication.words, baseURL: content.settings.baseURL,
    assets: assets.map { ($0.name, $0.dataAddress) },
    isStandalone: true)
  var page: [UInt8] = [], data = DataBuilder()
  let names = frame.data(of: publication.briefingPage(briefing), &data)
  do {
    try edition.templates.render("briefing.html", with: names, of: data, into: &page)
  } catch {
    diagnostics.append(error)
  }
  // What the sheet mentions stands in these.
  withExtendedLifetime((publication, frame)) {}
  return (diagnostics.hasErrors ? nil : page, diagnostics)
}

extension Asset {
  /// The file itself as an address.
  fileprivate var dataAddress: String {
    let kinds = ["css": "text/css", "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"]
    let kind = kinds[name.split(separator: ".").last.map(String.init) ?? ""] ?? "application/octet-stream"
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
