/// An element of a page: what is written between its tags, as texts and elements.
struct Element: Sendable {
  var name: String
  var attributes: [String: String] = [:]
  var children: [Node] = []

  enum Node: Sendable {
    case text(String)
    case element(Element)
  }

  init(_ name: String) { self.name = name }

  subscript(attribute: String) -> String? { attributes[attribute] }

  var classes: [Substring] { (attributes["class"] ?? "").split(whereSeparator: \.isWhitespace) }

  func hasClass(_ name: String) -> Bool { classes.contains { $0 == name } }

  var elements: [Element] {
    children.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  /// The first element below it, in the order of the page, for which something holds.
  func first(where holds: (Element) -> Bool) -> Element? {
    for element in elements {
      if holds(element) { return element }
      if let found = element.first(where: holds) { return found }
    }
    return nil
  }

  func first(_ name: String) -> Element? { first { $0.name == name } }

  /// The whole text in it, its blanks as they are.
  var text: String {
    children.map { child in
      switch child {
      case .text(let text): text
      case .element(let element): element.text
      }
    }.joined()
  }
}
