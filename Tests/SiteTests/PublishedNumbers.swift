/// The numbers on a page: everything that the templates mark as one (`class="amt"`), with the `data-figure` of
/// the element itself or of the nearest around it.
struct PublishedNumbers {
  struct Number {
    let id: String?
    let text: String
  }

  private(set) var numbers: [Number] = []
  /// Every `data-figure` on the page.
  private(set) var ids: Set<String> = []

  private static let void: Set<Substring> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]

  init(_ html: String) {
    var open: [(name: Substring, id: String?)] = [], amount: (depth: Int, id: String?, text: String)?
    for piece in html.split(separator: "<", omittingEmptySubsequences: true).dropFirst(
      html.hasPrefix("<") ? 0 : 1)
    {
      guard let end = piece.firstIndex(of: ">"), !piece.hasPrefix("!") else { continue }
      let tag = piece[..<end], text = piece[piece.index(after: end)...]
      if tag.hasPrefix("/") {
        let name = tag.dropFirst()
        if let place = open.lastIndex(where: { $0.name == name }) { open.removeSubrange(place...) }
        if let known = amount, open.count < known.depth {
          numbers.append(Number(id: known.id, text: known.text))
          amount = nil
        }
      } else {
        let name = tag.prefix { !$0.isWhitespace && $0 != "/" }
        let id = PublishedNumbers.attribute("data-figure", of: tag)
        if let id { ids.insert(id) }
        if !PublishedNumbers.void.contains(name), !tag.hasSuffix("/") {
          open.append((name, id ?? open.last?.id))
          if tag.contains("class=\"amt\"") { amount = (open.count, open.last?.id, "") }
        }
      }
      amount?.text += text
    }
  }

  private static func attribute(_ name: String, of tag: Substring) -> String? {
    guard let start = tag.firstRange(of: " \(name)=\"") else { return nil }
    return String(tag[start.upperBound...].prefix { $0 != "\"" })
  }
}
