import CCMark

/// How tables, tasks and footnotes are written.
package enum MarkupForm: Sendable {
  /// To the letter as GitHub has it.
  case gfm
  /// For pages: header cells say what they head, alignment is a class (no style attribute, no obsolete one), a wide table
  /// scrolls by itself and by keyboard, and boxes and footnotes have Chinese names for those who listen.
  case page
}

extension SyntaxTree {
  /// Puts tables where the comments stand for them, with the cells' headings from the beginning of the document.
  ///
  /// - Returns: The tables that have their comment.
  func insert(_ tables: [PipeTable], as form: MarkupForm) -> [PipeTable] {
    let places = comments(for: tables)
    for table in tables {
      guard let place = places[table.lines.lowerBound] else {
        for _ in table.cells { cmark_node_free(cmark_node_first_child(root)) }
        continue
      }
      guard let block = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK) else { return [] }
      cmark_node_set_on_enter(block, "<table>\n<thead>\n<tr>")
      cmark_node_set_on_exit(block, form == .page ? "</table>\n</div>" : "</table>")
      for (number, row) in table.rows.enumerated() {
        for column in table.alignments.indices {
          guard let cell = cmark_node_new(CMARK_NODE_CUSTOM_INLINE) else { return [] }
          if column < row.count, let heading = cmark_node_first_child(root) {
            while let child = cmark_node_first_child(heading) { cmark_node_append_child(cell, child) }
            cmark_node_free(heading)
          }
          // An empty header cell heads nothing.
          let isHeader = number == 0 && (form == .gfm || cmark_node_first_child(cell) != nil)
          let name = isHeader ? "th" : "td"
          let isLast = column == table.alignments.count - 1, isLastRow = number == table.rows.count - 1
          let attributes =
            table.alignments[column].attribute(form) + (isHeader && form == .page ? " scope=\"col\"" : "")
          cmark_node_set_on_enter(
            cell, (column == 0 && number > 0 ? "<tr>\n" : "") + "<\(name)\(attributes)>")
          cmark_node_set_on_exit(
            cell,
            "</\(name)>\n" + (isLast ? SyntaxTree.endOfRow(isFirst: number == 0, isLast: isLastRow) : ""))
          cmark_node_append_child(block, cell)
        }
      }
      cmark_node_insert_before(place, block)
      cmark_node_free(place)
    }
    return tables.filter { places[$0.lines.lowerBound] != nil }
  }

  private static func endOfRow(isFirst: Bool, isLast: Bool) -> String {
    switch (isFirst, isLast) {
    case (true, true): "</tr>\n</thead>\n"
    case (true, false): "</tr>\n</thead>\n<tbody>\n"
    case (false, true): "</tr>\n</tbody>\n"
    case (false, false): "</tr>\n"
    }
  }

  /// The comments of tables, by the line that they stand on.
  private func comments(for tables: [PipeTable]) -> [Int: OpaquePointer] {
    guard let iterator = cmark_iter_new(root) else { return [:] }
    defer { cmark_iter_free(iterator) }
    let lineOffset = tables.reduce(0) { $0 + $1.cells.count }, lines = Set(tables.map(\.lines.lowerBound))
    var places: [Int: OpaquePointer] = [:]
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return places }
      guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator),
        cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK
      else { continue }
      let line = Int(cmark_node_get_start_line(node)) - lineOffset
      if lines.contains(line) { places[line] = node }
    }
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

/// What a table of a page begins with: what it scrolls in is named by its header cells.
func openingOfPageTable(_ headers: [String]) -> String {
  let name = escaped(headers.filter { !$0.isEmpty }.joined(separator: "、"))
  let label = name.isEmpty ? "" : " aria-label=\"\(name)\""
  return "<div class=\"scroll\" role=\"group\"\(label) tabindex=\"0\">\n<table>\n<thead>\n<tr>"
}
