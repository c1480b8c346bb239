/// A header as a tree with positions, in one array: each node is before its children, a key before its value.
///
/// It holds no texts but where they are, since thousands of headers are there at a time.
final class HeaderTree: Sendable {
  /// The bytes of the file.
  let bytes: [UInt8]
  /// Texts that do not stand in the file as they are meant, for escapes or folded lines, one after another.
  let rewritten: [UInt8]
  let elements: [Element]

  init(bytes: [UInt8], rewritten: [UInt8], elements: [Element]) {
    self.bytes = bytes
    self.rewritten = rewritten
    self.elements = elements
  }

  /// Offsets are short, as no file is larger than 4 MB.
  struct Element {
    enum Kind {
      case scalar, list, map
    }

    let kind: Kind
    // For a scalar:
    let style: Scalar.Style
    let isRewritten: Bool
    private let start: Int32
    private var end: Int32
    private let textStart: Int32
    private let textEnd: Int32
    /// The number of elements in it.
    private var size: Int32 = 0

    init(_ style: Scalar.Style, _ range: Range<Int>, text: Range<Int>, isRewritten: Bool = false) {
      kind = .scalar
      self.style = style
      self.isRewritten = isRewritten
      (start, end) = (Int32(range.lowerBound), Int32(range.upperBound))
      (textStart, textEnd) = (Int32(text.lowerBound), Int32(text.upperBound))
    }

    /// A map or a list that begins.
    init(_ kind: Kind, from start: Int) {
      self.kind = kind
      (style, isRewritten) = (.plain, false)
      (self.start, end, textStart, textEnd) = (Int32(start), Int32(start), 0, 0)
    }

    mutating func close(at end: Int, size: Int) {
      self.end = Int32(end)
      self.size = Int32(size)
    }

    /// In the file.
    var range: Range<Int> { Int(start)..<Int(end) }
    /// In the file, or among the rewritten texts.
    var text: Range<Int> { Int(textStart)..<Int(textEnd) }
    /// Whether it is as short as a word for nothing.
    var mayBeNull: Bool { kind == .scalar && textEnd - textStart <= 4 }
    /// From its own index to the one after all that is in it.
    var stride: Int { 1 + Int(size) }
  }

  /// The scalar at an index.
  func scalar(_ index: Int) -> Scalar {
    let element = elements[index]
    return Scalar(bytes: element.isRewritten ? rewritten : bytes, range: element.text, style: element.style)
  }
}
