/// The markup of a body in which pictures have their width and height, so that the page does not move when they come.
struct SizedMarkup {
  private(set) var html: [UInt8] = []
  /// The offsets in the markup as it was, and the number of bytes added there.
  private var additions: [(offset: Int, count: Int)] = []

  /// - Parameter sizes: the sizes of pictures by their addresses, as links have them.
  init(_ markup: [UInt8], _ sizes: [String: PictureSize]) {
    if sizes.isEmpty {
      html = markup
      return
    }
    let known = Dictionary(sizes.map { ($0.key.percentDecoded, $0.value) }) { first, _ in first }
    let start = Array("<img src=\"".utf8), quote = UInt8(ascii: "\"")
    var rest = 0
    for range in markup.ranges(of: start) {
      let source = markup[range.upperBound...].prefix { $0 != quote }
      let address = String(decoding: source, as: UTF8.self).replacing("&amp;", with: "&")
        .replacing("&#x27;", with: "'").percentDecoded
      guard let size = known[address] else { continue }
      let attributes = Array(" width=\"\(size.width)\" height=\"\(size.height)\"".utf8),
        end = range.lowerBound + 4
      html += markup[rest..<end] + attributes
      additions.append((range.lowerBound, attributes.count))
      rest = end
    }
    html += markup[rest...]
  }

  /// The offset at which a place of the markup is now.
  func offset(of place: Int) -> Int {
    additions.reduce(place) { $1.offset < place ? $0 + $1.count : $0 }
  }
}
