import Bytes
import CCMark

/// GitHub's footnotes: `[^1]` in the text, and `[^1]: …` anywhere for what it says. They are numbered in the order in which
/// the text refers to them, come at its end, and lead back.
struct Footnotes {
  private let form: MarkupForm
  /// The beginning of all ids.
  private let idPrefix: String
  private var notes: [Footnote] = []
  /// The index of each note by its label.
  private var indices: [String: Int] = [:]
  /// The indices of the notes that are referred to, in the order of their numbers.
  private var used: [Int] = []

  private struct Footnote {
    let name: String
    var blocks: [OpaquePointer]
    var number = 0
    var references = 0
  }

  init(_ form: MarkupForm, idPrefix: String) { (self.form, self.idPrefix) = (form, idPrefix) }

  /// Takes what the notes say out of the tree. The first definition of a label counts.
  mutating func takeDefinitions(from tree: borrowing SyntaxTree, _ lines: BodyLines) {
    for paragraph in tree.nodes({ $0 == CMARK_NODE_PARAGRAPH }) {
      let parts = split(
        paragraph, lines, where: { Definition($0, marked: true) != nil },
        inSource: { Definition($0, marked: false) != nil })
      for (i, part) in parts.enumerated() {
        guard let first = cmark_node_first_child(part), cmark_node_get_type(first) == CMARK_NODE_TEXT,
          let definition = Definition(Array(literal(of: first))[...], marked: true)
        else { continue }
        take(definition, part, first, isLast: i == parts.count - 1, lines)
      }
    }
  }

  private mutating func take(
    _ definition: Definition, _ paragraph: OpaquePointer, _ first: OpaquePointer, isLast: Bool,
    _ lines: BodyLines
  ) {
    var blocks = [paragraph]
    while isLast, let next = cmark_node_next(paragraph), let more = continuation(next, lines) {
      blocks += more
    }
    cmark_node_unlink(paragraph)
    let text = Array(literal(of: first))
    setLiteral(of: first, to: text[definition.length...])
    if definition.length == text.count, let next = cmark_node_next(first),
      cmark_node_get_type(next) == CMARK_NODE_SOFTBREAK
    {
      cmark_node_free(next)
    }
    if indices[definition.name] == nil {
      indices[definition.name] = notes.count
      notes.append(Footnote(name: definition.name, blocks: blocks))
    } else {
      for block in blocks { cmark_node_free(block) }
    }
  }

  /// The blocks that are indented below a definition, which libcmark takes for code: read as the text that they are.
  private func continuation(_ node: OpaquePointer, _ lines: BodyLines) -> [OpaquePointer]? {
    guard cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK else { return nil }
    let first = lines.first(of: node), line = lines.bytes[lines.range(of: first)]
    guard line.starts(with: "    ".utf8) || line.first == UInt8(ascii: "\t"),
      let tree = SyntaxTree(parsing: Array(literal(of: node))[...])
    else { return nil }
    for block in tree.nodes({ $0 == CMARK_NODE_PARAGRAPH || $0 == CMARK_NODE_HEADING }) {
      let start = first + Int(cmark_node_get_start_line(block)) - 1
      setLines(of: block, to: start...max(start, first + Int(cmark_node_get_end_line(block)) - 1))
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
  /// - Returns: The ids of notes and references.
  mutating func insert(into tree: borrowing SyntaxTree) -> [String] {
    if notes.isEmpty { return [] }
    for text in tree.nodes(outsideLinks: true, { $0 == CMARK_NODE_TEXT }) { refer(in: text) }
    let label = form == .page ? " role=\"doc-endnotes\" aria-label=\"注释\"" : ""
    let opening = "<section class=\"footnotes\" data-footnotes\(label)>\n<ol>"
    guard !used.isEmpty, let section = newCustom(CMARK_NODE_CUSTOM_BLOCK, opening, "</ol>\n</section>") else {
      freeUnused()
      return []
    }
    cmark_node_append_child(tree.root, section)
    var next = 0
    // A note may refer to others, which come after it.
    while next < used.count,
      let item = newCustom(
        CMARK_NODE_CUSTOM_BLOCK, "<li id=\"\(id(of: used[next]).escapedForXML)\">", "</li>")
    {
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

  /// Makes the references in the texts of a block, but not in those of links and pictures. It keeps a list of nodes instead
  /// of calling itself, as blocks may be nested by the thousand.
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
    guard literal(of: node).offset(of: UInt8(ascii: "^")) != nil else { return }
    let text = Array(literal(of: node))
    var from = 0, i = 0
    while let start = text.offset(of: "[^", in: i..<text.count) {
      i = start + 1
      guard let label = FootnoteLabel(text[...], at: start), let note = indices[label.name],
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
    let label = form == .page ? " role=\"doc-noteref\" aria-label=\"注\(number)\"" : ""
    return newCustom(
      CMARK_NODE_CUSTOM_INLINE,
      "<sup class=\"footnote-ref\"><a href=\"#\(address(id(of: note)))\" "
        + "id=\"\(referenceID(of: note, notes[note].references).escapedForXML)\" data-footnote-ref\(label)>\(number)</a></sup>"
    )
  }

  /// Adds links to the references of a note at the end of its last paragraph.
  private func leadBack(from note: Int) {
    let number = notes[note].number
    let links = (1...notes[note].references).map { count in
      let name = count == 1 ? "\(number)" : "\(number)-\(count)"
      let label =
        form == .page
        ? "role=\"doc-backlink\" aria-label=\"返回正文，注\(name)\"" : "aria-label=\"Back to reference \(name)\""
      let mark = count == 1 ? "↩" : "↩<sup class=\"footnote-ref\">\(count)</sup>"
      return
        "<a href=\"#\(address(referenceID(of: note, count)))\" class=\"footnote-backref\" data-footnote-backref "
        + "data-footnote-backref-idx=\"\(name)\" \(label)>\(mark)</a>"
    }.joined(separator: " ")
    guard let last = notes[note].blocks.last else { return }
    if cmark_node_get_type(last) == CMARK_NODE_PARAGRAPH {
      newCustom(CMARK_NODE_CUSTOM_INLINE, " " + links).map { _ = cmark_node_append_child(last, $0) }
    } else {
      newCustom(CMARK_NODE_CUSTOM_BLOCK, links).map { _ = cmark_node_insert_after(last, $0) }
    }
  }

  private func id(of note: Int) -> String { idPrefix + "fn-" + notes[note].name }

  private func referenceID(of note: Int, _ count: Int) -> String {
    idPrefix + "fnref-" + notes[note].name + (count == 1 ? "" : "-\(count)")
  }

  /// An id after `#`.
  private func address(_ id: String) -> String {
    id.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "%25").escapedForXML
  }
}

/// The beginning of a footnote's definition.
private struct Definition {
  let name: String
  /// The length with the blanks behind the colon.
  let length: Int

  /// - Parameter marked: True for a text of the tree, which has the mark before the colon.
  init?(_ bytes: ArraySlice<UInt8>, marked: Bool) {
    guard let label = FootnoteLabel(bytes, at: bytes.startIndex),
      let colon = label.colonLength(bytes, marked: marked)
    else { return nil }
    name = label.name
    let end = label.range.upperBound + colon
    length = end - bytes.startIndex + bytes[end...].prefix { isBlank($0) }.count
  }
}
