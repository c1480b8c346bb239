/// A value with its place: bytes of the file, quotes and brackets included. A value that is left empty has
/// an empty range after its colon or dash.
package struct Node: Sendable {
  private let tree: HeaderTree
  private let index: Int

  init(_ tree: HeaderTree, at index: Int) {
    self.tree = tree
    self.index = index
  }

  package enum Content: Sendable {
    case scalar(Scalar)
    case list([Node])
    /// In the order of the file; no key occurs twice.
    case map([Entry])
  }

  package var range: Range<Int> { tree.elements[index].range }

  /// Nothing, or a word for it.
  package var isNull: Bool { tree.elements[index].mayBeNull && tree.scalar(index).isNull }

  /// Nothing, a word for it, or a text of which nothing can be seen.
  package var isBlank: Bool { isNull || (tree.elements[index].kind == .scalar && tree.scalar(index).isBlank) }

  /// Calls a function with the bytes of each key of a map, and where its entry is. Says whether it is a map.
  package func forEachKey(_ body: (_ name: Span<UInt8>, _ index: Int) -> Void) -> Bool {
    guard tree.elements[index].kind == .map else { return false }
    let bytes = tree.bytes, rewritten = tree.rewritten
    for key in parts {
      let element = tree.elements[key]
      if element.isRewritten {
        body(rewritten.span.extracting(element.text), key)
      } else {
        body(bytes.span.extracting(element.text), key)
      }
    }
    return true
  }

  package var isEmptyMap: Bool { tree.elements[index].kind == .map && tree.elements[index].stride == 1 }

  package func entry(at index: Int) -> Entry { Entry(tree, at: index) }

  package func value(at index: Int) -> Node { Node(tree, at: index + 1) }

  package var content: Content {
    switch tree.elements[index].kind {
    case .scalar: .scalar(tree.scalar(index))
    case .list: .list(parts.map { Node(tree, at: $0) })
    case .map: .map(parts.map { Entry(tree, at: $0) })
    }
  }

  /// The indices of the items of a list, or of the keys of a map.
  private var parts: [Int] {
    let elements = tree.elements, end = index + elements[index].stride
    let isMap = elements[index].kind == .map
    var parts: [Int] = [], part = index + 1
    while part < end {
      parts.append(part)
      part += isMap ? 1 + elements[part + 1].stride : elements[part].stride
    }
    return parts
  }
}

/// A key of a map with its value.
package struct Entry: Sendable {
  private let tree: HeaderTree
  /// The index of the key; the value is after it.
  private let index: Int

  fileprivate init(_ tree: HeaderTree, at index: Int) {
    self.tree = tree
    self.index = index
  }

  package var key: Scalar { tree.scalar(index) }
  package var keyRange: Range<Int> { tree.elements[index].range }
  package var value: Node { Node(tree, at: index + 1) }
}

/// A text as the author means it: without quotes, escapes resolved, lines folded.
package struct Scalar: Sendable {
  /// The bytes of which `range` is the text's UTF-8.
  package let bytes: [UInt8]
  package let range: Range<Int>
  package let style: Style

  /// The way it is written. Only a plain scalar can be anything but a string.
  package enum Style: Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  init(bytes: [UInt8], range: Range<Int>, style: Style) {
    self.bytes = bytes
    self.range = range
    self.style = style
  }

  package init(text: String, style: Style) {
    let bytes = Array(text.utf8)
    self.init(bytes: bytes, range: 0..<bytes.count, style: style)
  }

  package var text: String { String(decoding: bytes[range], as: UTF8.self) }

  /// Whether nothing of it can be seen: blanks of all widths, marks of direction, joiners, fillers.
  var isBlank: Bool {
    // Han, letters and digits, which nearly every text begins with.
    if let first = bytes[range].first, 0xE4...0xE9 ~= first || 0x21...0x7E ~= first { return false }
    return text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
        || scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
        || scalar == "\u{2800}"
    }
  }
}
