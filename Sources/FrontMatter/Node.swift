/// A value with its place: bytes of the file, quotes and brackets included. A value that is left empty has
/// an empty range after its colon or dash.
package struct Node: Sendable, Equatable {
  package let range: Range<Int>
  package let content: Content

  package enum Content: Sendable, Equatable {
    case scalar(Scalar)
    case list([Node])
    /// In the order of the file; no key occurs twice.
    case map([Entry])
  }

  package init(range: Range<Int>, content: Content) {
    self.range = range
    self.content = content
  }
}

package struct Entry: Sendable, Equatable {
  package let key: Scalar
  package let keyRange: Range<Int>
  package let value: Node

  package init(key: Scalar, keyRange: Range<Int>, value: Node) {
    self.key = key
    self.keyRange = keyRange
    self.value = value
  }
}

/// A text as the author means it: without quotes, escapes resolved, lines folded.
package struct Scalar: Sendable, Equatable {
  package let text: String
  package let style: Style

  /// How it is written. Only a plain scalar can be anything but a string.
  package enum Style: Sendable, Equatable {
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  package init(text: String, style: Style) {
    self.text = text
    self.style = style
  }
}
