/// One page, or a part of one with an address of its own, as readers find it.
package struct SearchDocument: Sendable {
  package let address: String
  package let title: String
  /// What sort of page it is, and when, in words that are shown.
  package let kind: String
  package let date: String
  /// Where it belongs, as an index into the places.
  package let place: Int?
  package let year: Int?
  /// What else is looked through, in the order in which it is read.
  package let passages: [Passage]

  package enum Passage: Sendable {
    case text(String)
    /// HTML in UTF-8; tags are no text, and what stands in two blocks is not one phrase.
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

/// A node of the tree by which results can be narrowed.
package struct SearchPlace: Sendable {
  package let name: String
  /// What names it in an address.
  package let key: String
  /// An index into the same list.
  package let parent: Int?

  package init(name: String, key: String, parent: Int?) {
    self.name = name
    self.key = key
    self.parent = parent
  }
}
