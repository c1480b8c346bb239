import Diagnostics

/// An element of a part that is small, with all that is in it.
package struct XMLElement: Sendable, Equatable {
  package let name: String
  package let attributes: XMLAttributes
  package private(set) var children: [Child] = []

  package enum Child: Sendable, Equatable {
    case element(XMLElement)
    case text(String)
  }

  /// Elements and texts of a tree: some 200 bytes each.
  private static let nodeLimit = 500_000

  private init(_ name: String, _ attributes: XMLAttributes) {
    self.name = name
    self.attributes = attributes
  }

  /// The root of a part.
  package init(_ contents: consuming ZipContents) throws(Diagnostic) {
    let path = contents.path, part = contents.name
    var reader = XMLReader(contents), open: [XMLElement] = [], root: XMLElement?, nodes = 0
    while let event = try reader.next() {
      nodes += 1
      if nodes > 2 * XMLElement.nodeLimit { throw .unsafeZip(path, .tooManyElements(part: part)) }
      switch event {
      case .start(let name, let attributes): open.append(XMLElement(name, attributes))
      case .text(let text): open[open.count - 1].children.append(.text(text))
      case .end:
        let element = open.removeLast()
        if open.isEmpty { root = element } else { open[open.count - 1].children.append(.element(element)) }
      }
    }
    guard let root else { throw .damagedFile(path, .missing(part)) }
    self = root
  }

  package subscript(attribute: String) -> String? { attributes[attribute] }

  package var elements: some Sequence<XMLElement> {
    children.lazy.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  /// The children of a name.
  package func all(_ name: String) -> [XMLElement] { elements.filter { $0.name == name } }

  /// The first child of a name.
  package func first(_ name: String) -> XMLElement? { elements.first { $0.name == name } }

  /// The texts in it, also those of the elements in it, one after another.
  package var text: String {
    children.reduce(into: "") { text, child in
      switch child {
      case .element(let element): text += element.text
      case .text(let piece): text += piece
      }
    }
  }
}
