import Bytes
import CCMark

/// The form in which tables, tasks and footnotes are written.
package enum MarkupForm: Sendable {
  /// GitHub's markup to the letter.
  case gfm
  /// Markup for pages: header cells say what they head, alignment is a class (no style attribute, no obsolete one), a wide
  /// table scrolls by itself and by keyboard, and boxes and footnotes have Chinese names for those who listen.
  case page
}

extension SyntaxTree {
  /// Replaces the comments that mark tables by tables, and moves the cells' contents there from the headings at the
  /// beginning of the document.
  ///
  /// - Returns: The tables that have their comment.
  func insert(_ tables: [PipeTable], as form: MarkupForm) -> [PipeTable] {
    let comments = comments(for: tables)
    for table in tables {
      guard let comment = comments[table.lines.lowerBound] else {
        for _ in table.cells { cmark_node_free(cmark_node_first_child(root)) }
        continue
      }
      let closing = form == .page ? "</table>\n</div>" : "</table>"
      guard let block = newCustom(CMARK_NODE_CUSTOM_BLOCK, "<table>\n<thead>\n<tr>", closing) else {
        return []
      }
      for (number, row) in table.rows.enumerated() {
        for column in table.alignments.indices {
          guard let cell = cmark_node_new(CMARK_NODE_CUSTOM_INLINE) else { return [] }
          if column < row.count, let heading = cmark_node_first_child(root) {
            while let child = cmark_node_first_child(heading) { cmark_node_append_child(cell, child) }
            cmark_node_free(heading)
          }
          // An empty header cell heads nothing.
          let isHeader = number == 0 && (form == .gfm || cmark_node_first_child(cell) != nil)
          let name = isHeader ? "th" : "td", scope = isHeader && form == .page ? " scope=\"col\"" : ""
          let start = column == 0 && number > 0 ? "<tr>\n" : ""
          let isLast = column == table.alignments.count - 1, isLastRow = number == table.rows.count - 1
          let end = isLast ? SyntaxTree.endOfRow(isFirst: number == 0, isLast: isLastRow) : ""
          let attributes = table.alignments[column].attribute(form) + scope
          cmark_node_set_on_enter(cell, start + "<\(name)\(attributes)>")
          cmark_node_set_on_exit(cell, "</\(name)>\n" + end)
          cmark_node_append_child(block, cell)
        }
      }
      cmark_node_insert_before(comment, block)
      cmark_node_free(comment)
    }
    return tables.filter { comments[$0.lines.lowerBound] != nil }
  }

  private static func endOfRow(isFirst: Bool, isLast: Bool) -> String {
    switch (isFirst, isLast) {
    case (true, true): "</tr>\n</thead>\n"
    case (true, false): "</tr>\n</thead>\n<tbody>\n"
    case (false, true): "</tr>\n</tbody>\n"
    case (false, false): "</tr>\n"
    }
  }

  /// The comments of tables by their line in the body.
  private func comments(for tables: [PipeTable]) -> [Int: OpaquePointer] {
    let linesBefore = tables.reduce(0) { $0 + $1.cells.count }, lines = Set(tables.map(\.lines.lowerBound))
    var comments: [Int: OpaquePointer] = [:]
    for node in nodes({ $0 == CMARK_NODE_HTML_BLOCK }) {
      let line = Int(cmark_node_get_start_line(node)) - linesBefore
      if lines.contains(line) { comments[line] = node }
    }
    return comments
  }
}

extension ColumnAlignment {
  fileprivate func attribute(_ form: MarkupForm) -> String {
    switch (self, form) {
    case (.none, _), (.left, .page): ""
    case (_, .gfm): " align=\"\(rawValue)\""
    case (_, .page): " class=\"align-\(rawValue)\""
    }
  }
}

/// The markup that a page's table begins with; its header cells name the element that it scrolls in.
func openingOfPageTable(_ headers: [String]) -> String {
  let name = headers.filter { !$0.isEmpty }.joined(separator: "、").escapedForXML
  let label = name.isEmpty ? "" : " aria-label=\"\(name)\""
  return "<div class=\"scroll\" role=\"group\"\(label) tabindex=\"0\">\n<table>\n<thead>\n<tr>"
}
