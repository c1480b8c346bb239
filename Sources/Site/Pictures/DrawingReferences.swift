/// The references of a drawing to its markers, masks, clip paths and patterns.
///
/// Each of these is drawn anew wherever it is referred to: thirty that refer twice to the next would never be drawn. So
/// nothing inside one refers to another. Gradients and filters hold nothing that refers, so they may be used anywhere; a pattern
/// that takes what is in it from another (`href`) is drawn but once.
struct DrawingReferences {
  private struct Element {
    let isDrawnWith: Bool
    /// The references of its attributes.
    var own: [(id: [UInt8], range: Range<Int>)] = []
    var classes: [(name: [UInt8], range: Range<Int>)] = []
  }

  private var elements: [Element] = []
  /// The number of open elements that others are drawn with.
  private var depth = 0
  /// The number of open elements whose references are among the inner ones.
  private var moved = 0
  private var ids: Set<[UInt8]> = []
  /// References and classes inside what others are drawn with, or of what is around it, since paint is inherited.
  private var inner: [(id: [UInt8], range: Range<Int>)] = []
  private var innerClasses: [(name: [UInt8], range: Range<Int>)] = []
  private var firstInside: Range<Int>?
  /// The rules of style sheets that refer to anything: their selectors and what they refer to.
  private var rules: [(selector: [UInt8], ids: [[UInt8]])] = []

  private static let drawnWith: Set<String> = ["marker", "mask", "clipPath", "pattern"]

  mutating func open(_ name: String) {
    elements.append(Element(isDrawnWith: DrawingReferences.drawnWith.contains(name)))
    if elements[elements.count - 1].isDrawnWith {
      depth += 1
      for element in elements[moved...] {
        inner += element.own
        innerClasses += element.classes
      }
      moved = elements.count
    }
  }

  mutating func close() {
    if elements.popLast()?.isDrawnWith == true { depth -= 1 }
    moved = min(moved, elements.count)
  }

  mutating func add(_ attribute: String, _ value: ArraySlice<UInt8>, at range: Range<Int>) {
    guard !elements.isEmpty else { return }
    let last = elements.count - 1
    if depth > 0, firstInside == nil { firstInside = range }
    switch attribute {
    case "id": if elements[last].isDrawnWith { ids.insert(DrawingReferences.name(value)) }
    case "href", "xlink:href": break
    case "class":
      let names = value.split(whereSeparator: \.isBlank).map {
        (name: $0.lowercased, range: range)
      }
      if depth > 0 { innerClasses += names } else { elements[last].classes += names }
    default:
      let found = DrawingReferences.ids(in: value).map { (id: $0, range: range) }
      if depth > 0 { inner += found } else { elements[last].own += found }
    }
  }

  /// The rules of a style sheet. One that is not read with certainty may be of any element.
  mutating func addRules(_ text: ArraySlice<UInt8>) {
    for rule in text.split(separator: UInt8(ascii: "}")) {
      let ids = DrawingReferences.ids(in: rule)
      if ids.isEmpty { continue }
      let parts = rule.split(separator: UInt8(ascii: "{"), omittingEmptySubsequences: false)
      let isMedia = rule.first { !$0.isBlank } == UInt8(ascii: "@")
      let isPlain = parts.count == (isMedia ? 3 : 2) && !rule.contains("/*".utf8)
      rules.append((isPlain ? parts[parts.count - 2].lowercased : Array("*".utf8), ids))
    }
  }

  /// The first reference from one to another, of those that are known at the end.
  var nested: Range<Int>? {
    if let found = inner.first(where: { isDrawnWith($0.id) }) { return found.range }
    var classes: Set<[UInt8]> = []
    for rule in rules where rule.ids.contains(where: isDrawnWith) {
      for selector in rule.selector.split(separator: UInt8(ascii: ",")) {
        let name = selector.filter { !$0.isBlank }
        // Another selector than a class may mean any element.
        let isClass =
          name.first == UInt8(ascii: ".")
          && name.dropFirst().allSatisfy {
            0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2D || $0 == 0x5F || $0 > 0x7F
          }
        if isClass { classes.insert(Array(name.dropFirst())) } else if let firstInside { return firstInside }
      }
    }
    return innerClasses.first { classes.contains($0.name) }?.range
  }

  /// A name with a percent sign may be any.
  private func isDrawnWith(_ id: [UInt8]) -> Bool {
    ids.contains(id) || !ids.isEmpty && id.contains(UInt8(ascii: "%"))
  }

  /// The names in `url(#name)`.
  private static func ids(in value: ArraySlice<UInt8>) -> [[UInt8]] {
    value.split(separator: UInt8(ascii: "#"), omittingEmptySubsequences: false).dropFirst().map(name)
  }

  /// A name up to what may end it in a reference.
  private static func name(_ text: ArraySlice<UInt8>) -> [UInt8] {
    Array(text.prefix { !$0.isBlank && !"#\"'&();".utf8.contains($0) })
  }
}

extension UInt8 {
  /// Whether it is a blank of CSS.
  var isBlank: Bool { [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(self) }
}

extension ArraySlice<UInt8> {
  /// The bytes with the capitals of ASCII as small letters.
  var lowercased: [UInt8] { map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 } }
}
