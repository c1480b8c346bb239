/// One page, or a part of one with an address of its own, as readers find it.
package struct SearchDocument: Sendable {
  package let address: String
  package let title: String
  /// The sort of page, in words that are shown.
  package let kind: String
  /// The time of what it tells, in words that are shown.
  package let date: String
  /// The index of the place that it is about.
  package let place: Int?
  package let year: Int?
  /// The texts that are looked through besides the title, in the order of reading.
  package let passages: [Passage]

  package enum Passage: Sendable {
    case text(String)
    /// HTML in UTF-8; tags are no text, and the texts of two blocks are no phrase.
    case markup([UInt8])
  }

  package init(
    address: String, title: String, kind: String, date: String = "", place: Int? = nil, year: Int? = nil,
    passages: [Passage] = []
  ) {
    self.address = address
    self.title = title
    self.kind = kind
    self.date = date
    self.place = place
    self.year = year
    self.passages = passages
  }
}

/// A place of the map, by which results can be narrowed.
package struct SearchPlace: Sendable {
  package let name: String
  /// The name in an address.
  package let key: String
  /// The index of the larger place around it.
  package let parent: Int?

  package init(name: String, key: String, parent: Int?) {
    self.name = name
    self.key = key
    self.parent = parent
  }
}
