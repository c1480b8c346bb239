import CCMark

/// The quotes and list items around a block, which tell where their content begins in a line.
struct Containers {
  private var chain: [Container] = []
  private let lines: BodyLines

  private struct Container {
    let firstLine: Int
    /// The number of columns by which the further lines of an item are indented; nil for a quote.
    let indent: Int?
  }

  init(around node: OpaquePointer, _ lines: BodyLines) {
    self.lines = lines
    var nodes: [OpaquePointer] = [], parent = cmark_node_parent(node)
    while let container = parent {
      let type = cmark_node_get_type(container)
      if type == CMARK_NODE_ITEM || type == CMARK_NODE_BLOCK_QUOTE { nodes.append(container) }
      parent = cmark_node_parent(container)
    }
    for container in nodes.reversed() {
      let line = lines.first(of: container)
      var indent: Int?
      if cmark_node_get_type(container) == CMARK_NODE_ITEM {
        var cursor = content(of: line) ?? LineCursor(lines.bytes, lines.range(of: line))
        indent = cursor.readListMarker()
      }
      chain.append(Container(firstLine: line, indent: indent))
    }
  }

  /// A cursor at a line's content; nil if the line is not in all of the containers.
  func content(of line: Int) -> LineCursor? {
    var cursor = LineCursor(lines.bytes, lines.range(of: line))
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
