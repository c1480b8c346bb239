import CCMark

/// GitHub's footnotes: `[^1]` in the text, and `[^1]: …` anywhere for what it says. They are numbered in the order in which
/// the text refers to them, stand at its end, and lead back.
struct Footnotes {
  private let extensions: Extensions
  private var notes: [Footnote] = []
  private var numbers: [String: Int] = [:]
  /// Those that are referred to, in the order of their numbers.
  private var used: [Int] = []

  private struct Footnote {
    let name: String
    var blocks: [OpaquePointer]
    var number = 0
    var references = 0
  }

  init(_ extensions: Extensions) { self.extensions = extensions }

  /// Takes what the notes say out of the tree. The first definition of a label counts.
  mutating func takeDefinitions(from tree: borrowing SyntaxTree, _ splitter: ParagraphSplitter) {
    for paragraph in tree.nodes({ $0 == CMARK_NODE_PARAGRAPH }) {
      let parts = splitter.split(
        paragraph, where: { Definition($0, marked: true) != nil },
        inSource: { Definition($0, marked: false) != nil })
      for (i, part) in parts.enumerated() {
        guard let first = cmark_node_first_child(part), cmark_node_get_type(first) == CMARK_NODE_TEXT,
          let definition = Definition(Array(bytes(of: cmark_node_get_literal(first)))[...], marked: true)
        else { continue }
        take(definition, part, first, isLast: i == parts.count - 1, splitter)
      }
    }
  }

  private mutating func take(
    _ definition: Definition, _ paragraph: OpaquePointer, _ first: OpaquePointer, isLast: Bool,
    _ splitter: ParagraphSplitter
  ) {
    var blocks = [paragraph]
    while isLast, let next = cmark_node_next(paragraph), let more = continuation(next, splitter) {
      blocks += more
    }
    cmark_node_unlink(paragraph)
    let text = Array(bytes(of: cmark_node_get_literal(first)))
    setLiteral(of: first, to: text[definition.length...])
    if definition.length == text.count, let next = cmark_node_next(first),
      cmark_node_get_type(next) == CMARK_NODE_SOFTBREAK
    {
      cmark_node_free(next)
    }
    if numbers[definition.name] == nil {
      numbers[definition.name] = notes.count
      notes.append(Footnote(name: definition.name, blocks: blocks))
    } else {
      for block in blocks { cmark_node_free(block) }
    }
  }

  /// What is indented below a definition, which libcmark takes for code: read as the text that it is.
  private func continuation(_ node: OpaquePointer, _ splitter: ParagraphSplitter) -> [OpaquePointer]? {
    guard cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK else { return nil }
    let all = lines(of: node, after: splitter.lineOffset)
    let line = splitter.line(all.lowerBound)
    guard line.starts(with: Array("    ".utf8)) || line.first == UInt8(ascii: "\t"),
      let tree = SyntaxTree(parsing: Array(bytes(of: cmark_node_get_literal(node))))
    else { return nil }
    for block in tree.nodes({ $0 == CMARK_NODE_PARAGRAPH || $0 == CMARK_NODE_HEADING }) {
      let own = lines(of: block, after: 0)
      setLines(of: block, to: all.lowerBound + own.lowerBound - 1...all.lowerBound + own.upperBound - 1)
    }
    var blocks: [OpaquePointer] = []
    while let block = cmark_node_first_child(tree.root) {
      cmark_node_unlink(block)
      blocks.append(block)
    }
    cmark_node_free(node)
    return blocks
  }

  /// Numbers the references, and puts the notes that have any at the end.
  ///
  /// - Returns: The ids of all of it.
  mutating func place(in tree: borrowing SyntaxTree) -> [String] {
    if notes.isEmpty { return [] }
    for text in tree.nodes(outsideLinks: true, { $0 == CMARK_NODE_TEXT }) { refer(in: text) }
    guard !used.isEmpty, let section = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK) else {
      freeUnused()
      return []
    }
    let label = extensions.form == .page ? " role=\"doc-endnotes\" aria-label=\"注释\"" : ""
    cmark_node_set_on_enter(section, "<section class=\"footnotes\" data-footnotes\(label)>\n<ol>")
    cmark_node_set_on_exit(section, "</ol>\n</section>")
    cmark_node_append_child(tree.root, section)
    var next = 0
    // A note may refer to others, which come after it.
    while next < used.count, let item = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK) {
      cmark_node_set_on_enter(item, "<li id=\"\(escaped(id(of: used[next])))\">")
      cmark_node_set_on_exit(item, "</li>")
      cmark_node_append_child(section, item)
      for block in notes[used[next]].blocks { cmark_node_append_child(item, block) }
      for block in notes[used[next]].blocks { referInside(block) }
      next += 1
    }
    for note in used { leadBack(from: note) }
    freeUnused()
    return used.flatMap { note in
      [id(of: note)] + (1...notes[note].references).map { referenceID(of: note, $0) }
    }
  }

  private func freeUnused() {
    for note in notes where note.number == 0 { for block in note.blocks { cmark_node_free(block) } }
  }

  /// Makes the references in the texts of a block, but not in those of links and pictures. A list of what is to be looked
  /// at, as blocks may be nested by the thousand.
  private mutating func referInside(_ block: OpaquePointer) {
    var open = [block]
    while let node = open.popLast() {
      switch cmark_node_get_type(node) {
      case CMARK_NODE_TEXT: refer(in: node)
      case CMARK_NODE_LINK, CMARK_NODE_IMAGE: continue
      default:
        var child = cmark_node_last_child(node)
        while let last = child {
          open.append(last)
          child = cmark_node_previous(last)
        }
      }
    }
  }

  /// Makes the references in a text.
  private mutating func refer(in node: OpaquePointer) {
    let literal = bytes(of: cmark_node_get_literal(node))
    guard literal.place(of: UInt8(ascii: "^")) != nil else { return }
    let text = Array(literal)
    var from = 0, i = 0
    while let start = text.place(of: UInt8(ascii: "["), in: i..<text.count) {
      i = start + 1
      guard let label = FootnoteLabel(text[...], at: start), let note = numbers[label.name],
        let reference = reference(to: note)
      else { continue }
      insertText(text[from..<start], before: node)
      cmark_node_insert_before(node, reference)
      (from, i) = (label.range.upperBound, label.range.upperBound)
    }
    if from > 0 { setLiteral(of: node, to: text[from...]) }
  }

  private mutating func reference(to note: Int) -> OpaquePointer? {
    if notes[note].number == 0 {
      used.append(note)
      notes[note].number = used.count
    }
    notes[note].references += 1
    let number = notes[note].number
    let label = extensions.form == .page ? " role=\"doc-noteref\" aria-label=\"注\(number)\"" : ""
    return newInline(
      "<sup class=\"footnote-ref\"><a href=\"#\(address(id(of: note)))\" "
        + "id=\"\(escaped(referenceID(of: note, notes[note].references)))\" data-footnote-ref\(label)>\(number)</a></sup>"
    )
  }

  /// Links to where the text refers to a note, at the end of its last paragraph.
  private func leadBack(from note: Int) {
    let number = notes[note].number
    let links = (1...notes[note].references).map { count in
      let name = count == 1 ? "\(number)" : "\(number)-\(count)"
      let label =
        extensions.form == .page
        ? "role=\"doc-backlink\" aria-label=\"返回正文，注\(name)\"" : "aria-label=\"Back to reference \(name)\""
      let mark = count == 1 ? "↩" : "↩<sup class=\"footnote-ref\">\(count)</sup>"
      return
        "<a href=\"#\(address(referenceID(of: note, count)))\" class=\"footnote-backref\" data-footnote-backref "
        + "data-footnote-backref-idx=\"\(name)\" \(label)>\(mark)</a>"
    }.joined(separator: " ")
    guard let last = notes[note].blocks.last else { return }
    if cmark_node_get_type(last) == CMARK_NODE_PARAGRAPH, let back = newInline(" " + links) {
      cmark_node_append_child(last, back)
    } else if let back = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK) {
      cmark_node_set_on_enter(back, links)
      cmark_node_insert_after(last, back)
    }
  }

  private func id(of note: Int) -> String { extensions.idPrefix + "fn-" + notes[note].name }

  private func referenceID(of note: Int, _ count: Int) -> String {
    extensions.idPrefix + "fnref-" + notes[note].name + (count == 1 ? "" : "-\(count)")
  }

  /// An id after `#`.
  private func address(_ id: String) -> String {
    escaped(id.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "%25"))
  }
}

/// What begins the definition of a footnote.
private struct Definition {
  let name: String
  /// With the blanks behind the colon.
  let length: Int

  /// - Parameter marked: In the tree, with the mark before the colon.
  init?(_ bytes: ArraySlice<UInt8>, marked: Bool) {
    guard let label = FootnoteLabel(bytes, at: bytes.startIndex),
      let colon = label.colonLength(bytes, marked: marked)
    else { return nil }
    name = label.name
    let end = label.range.upperBound + colon
    length = end - bytes.startIndex + bytes[end...].prefix { isBlank($0) }.count
  }
}
