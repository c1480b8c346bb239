import CCMark

/// The quotes and list items around a block, which tell where in a line their content begins.
struct Containers {
  private var chain: [Container] = []

  private struct Container {
    let firstLine: Int
    /// Of an item, by how many columns its further lines are indented; none of a quote.
    let indent: Int?
  }

  /// - Parameter lineOffset: By how many lines the tree's text is longer at its beginning than the body.
  init(around node: OpaquePointer, _ bytes: [UInt8], _ lines: BodyLines, lineOffset: Int) {
    var nodes: [OpaquePointer] = [], parent = cmark_node_parent(node)
    while let container = parent {
      let type = cmark_node_get_type(container)
      if type == CMARK_NODE_ITEM || type == CMARK_NODE_BLOCK_QUOTE { nodes.append(container) }
      parent = cmark_node_parent(container)
    }
    for container in nodes.reversed() {
      let line = Int(cmark_node_get_start_line(container)) - lineOffset
      var indent: Int?
      if cmark_node_get_type(container) == CMARK_NODE_ITEM {
        var cursor = content(of: line, bytes, lines) ?? LineCursor(bytes, lines.range(of: line...line))
        indent = cursor.readListMarker()
      }
      chain.append(Container(firstLine: line, indent: indent))
    }
  }

  /// Where a line's content begins; nothing if the line is not in all of the containers.
  func content(of line: Int, _ bytes: [UInt8], _ lines: BodyLines) -> LineCursor? {
    var cursor = LineCursor(bytes, lines.range(of: line...line))
    for container in chain {
      guard let indent = container.indent else {
        if cursor.skipQuoteMark() { continue }
        return nil
      }
      if container.firstLine == line {
        _ = cursor.readListMarker()
      } else if cursor.indent >= indent {
        cursor.advance(columns: indent)
      } else {
        return nil
      }
    }
    return cursor
  }
}

/// A place in a line as libcmark counts: a tab reaches to the next multiple of four columns, and may be entered halfway.
struct LineCursor {
  private var place: Int
  private var column = 0
  /// Some of the columns of the tab at the place have been passed.
  private var isInTab = false
  private let bytes: [UInt8]
  private let end: Int

  init(_ bytes: [UInt8], _ line: Range<Int>) {
    self.bytes = bytes
    place = line.lowerBound
    var end = line.upperBound
    while end > line.lowerBound, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r")
    {
      end -= 1
    }
    self.end = end
  }

  /// From the first byte that is no blank to the line's end.
  var content: Range<Int> { blanks.end..<end }

  /// The end of what has been passed, with the whole of a tab.
  var endOfPassed: Int { isInTab ? place + 1 : place }

  /// How many columns of blanks come next.
  var indent: Int { blanks.column - column }

  private var blanks: (end: Int, column: Int) {
    var i = place, column = column
    while i < end {
      if bytes[i] == UInt8(ascii: " ") {
        column += 1
      } else if bytes[i] == UInt8(ascii: "\t") {
        column += 4 - column % 4
      } else {
        break
      }
      i += 1
    }
    return (i, column)
  }

  mutating func advance(columns: Int) {
    var left = columns
    while left > 0, place < end {
      let width = bytes[place] == UInt8(ascii: "\t") ? 4 - column % 4 : 1
      column += min(left, width)
      isInTab = left < width
      if !isInTab { place += 1 }
      left -= min(left, width)
    }
  }

  /// Past `>` and a blank after it.
  mutating func skipQuoteMark() -> Bool {
    let indent = indent
    guard indent <= 3, content.first.map({ bytes[$0] == UInt8(ascii: ">") }) ?? false else { return false }
    advance(columns: indent + 1)
    if isAtBlank { advance(columns: 1) }
    return true
  }

  /// Past a list marker and the blanks after it; by how much the item's content is indented.
  mutating func readListMarker() -> Int {
    let indent = indent
    advance(columns: indent)
    let start = column
    while place < end, 0x30...0x39 ~= bytes[place] { advance(columns: 1) }
    advance(columns: 1)
    let width = column - start
    let afterMarker = self
    while column - afterMarker.column <= 5, isAtBlank { advance(columns: 1) }
    let blanks = column - afterMarker.column
    if 1..<5 ~= blanks, place < end { return indent + width + blanks }
    self = afterMarker
    if blanks > 0 { advance(columns: 1) }
    return indent + width + 1
  }

  private var isAtBlank: Bool {
    place < end && (bytes[place] == UInt8(ascii: " ") || bytes[place] == UInt8(ascii: "\t"))
  }
}
