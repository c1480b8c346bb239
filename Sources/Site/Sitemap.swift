import Bytes
import Files
import Pages
import Records

// The files for search engines: sitemap.xml (sitemaps.org), which may not have more than 50,000 addresses in a file,
// and robots.txt.
extension [Edition] {
  /// - Parameter baseURL: nothing is made without a host in it, since a sitemap has whole addresses only.
  func filesForSearchEngines(_ baseURL: String) -> [OutputFile] {
    guard Frame.hasHost(baseURL) else { return [] }
    return flatMap { edition in
      edition.pages.filter(\.isForReaders).map {
        SitemapEntry(address: edition.location.folder + $0.canonicalAddress, lastChange: $0.lastChange)
      }
    }.filesForSearchEngines(baseURL)
  }
}

/// A page in a sitemap.
struct SitemapEntry {
  /// The path from the root of the site, without `index.html`.
  let address: String
  let lastChange: Day?
}

extension [SitemapEntry] {
  func filesForSearchEngines(_ baseURL: String, limit: Int = 50_000) -> [OutputFile] {
    let parts = stride(from: 0, to: count, by: limit).map { start in
      self[start..<Swift.min(start + limit, count)]
    }
    var files = parts.enumerated().map { number, part in
      OutputFile(
        address: parts.count == 1 ? "sitemap.xml" : "sitemap-\(number + 1).xml",
        bytes: part.sitemap(baseURL))
    }
    if parts.count > 1 {
      files.append(OutputFile(address: "sitemap.xml", bytes: files.index(baseURL)))
    }
    // It is read at the root of a host alone.
    if baseURL.utf8.count(where: { $0 == UInt8(ascii: "/") }) == 3 {
      let robots = "User-agent: *\nAllow: /\nSitemap: \(baseURL)sitemap.xml\n"
      files.append(OutputFile(address: "robots.txt", bytes: [UInt8](robots.utf8)))
    }
    return files
  }
}

private let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
private let namespace = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""

extension ArraySlice<SitemapEntry> {
  fileprivate func sitemap(_ baseURL: String) -> [UInt8] {
    var bytes = [UInt8]((declaration + "<urlset \(namespace)>\n").utf8)
    bytes.reserveCapacity(count * (baseURL.utf8.count + 128))
    let start = [UInt8](("<url><loc>" + baseURL.escapedForXML).utf8), change = [UInt8]("<lastmod>".utf8)
    for page in self {
      bytes += start
      bytes += page.address.utf8
      bytes += "</loc>".utf8
      if let day = page.lastChange {
        bytes += change
        bytes += day.iso.utf8
        bytes += "</lastmod>".utf8
      }
      bytes += "</url>\n".utf8
    }
    bytes += "</urlset>\n".utf8
    return bytes
  }
}

extension [OutputFile] {
  fileprivate func index(_ baseURL: String) -> [UInt8] {
    let entries = map { "<sitemap><loc>\(baseURL.escapedForXML)\($0.address)</loc></sitemap>\n" }
    return [UInt8]((declaration + "<sitemapindex \(namespace)>\n\(entries.joined())</sitemapindex>\n").utf8)
  }
}
