import Diagnostics

/// A body as HTML, and what pages and lists need to know of it.
package struct RenderedMarkdown: Sendable, Equatable {
  /// UTF-8, with a line end after each block. Raw HTML is left out, dangerous addresses are empty.
  package let html: [UInt8]
  /// The headings in the order of the text.
  package let headings: [Heading]
  /// The held blocks in the order of the text; the HTML has nothing of them.
  package let blocks: [HeldBlock]
  /// The words of the paragraphs, also of those in lists and quotes, one paragraph on each line; without headings,
  /// tables, blocks of code and pictures.
  package var text: String { String(decoding: words, as: UTF8.self) }

  let words: [UInt8]
}

package struct Heading: Sendable, Equatable {
  /// The level after the shift, from 1 to 6.
  package let level: Int
  /// The words without markup.
  package let text: String
  /// An id that is unique in the body; it is in the HTML only if that was asked for.
  package let id: String
}

/// A link or picture of a body, as its author wrote it.
package struct Link: Sendable, Equatable {
  /// The address with escapes and character references resolved, not percent-encoded.
  package let destination: String
  /// The bytes of the destination in the file; those in the definition if the link is by reference. Where they cannot be
  /// told, the line on which the paragraph starts.
  package let range: Range<Int>
  package let isImage: Bool
  /// True if there is a text (of a picture, a description) between the brackets.
  package let hasText: Bool

  package init(destination: String, range: Range<Int>, isImage: Bool, hasText: Bool = true) {
    self.destination = destination
    self.range = range
    self.isImage = isImage
    self.hasText = hasText
  }
}

package enum LinkResolution: Sendable, Equatable {
  case keep
  case replace(String)
  /// Leaves the text without a link; of a picture, its description.
  case remove
}

/// Renders the bytes of a body: CommonMark 0.30 in safe mode, and GitHub's tables, strikethrough, tasks, footnotes and
/// links of bare addresses, with two passes for Chinese text. Emphasis with `*` works next to Chinese characters and
/// punctuation; a line end between Chinese characters leaves no gap. A line that begins with the next number of an
/// enumeration (`二、`, `（2）`) begins a line of the page, and one with two ideographic blanks a paragraph.
///
/// - Parameters:
///   - headingIDs: Gives each heading in the HTML its `id`.
///   - headingShift: Is added to the level of each heading; the result stays from 1 to 6.
///   - tables: How tables, tasks and footnotes are written.
///   - idPrefix: What the ids of footnotes begin with, where a page has several bodies.
///   - heldWords: Fenced blocks that begin with one of these words become holes for the caller to fill.
///   - spanMarks: So do spans of code that begin with one of these texts, except in the description of a picture.
///   - resolve: Is asked about each link and picture, in the order of their destinations.
package func renderMarkdown(
  _ body: Range<Int>, of source: SourceText, headingIDs: Bool = false, headingShift: Int = 0,
  tables form: MarkupForm = .gfm, idPrefix: String = "", holdingBlocks heldWords: Set<String> = [],
  holdingSpans spanMarks: [String] = [],
  resolvingLinks resolve: (Link) -> LinkResolution = { _ in .keep }, reporting: inout [Diagnostic]
) -> RenderedMarkdown {
  let body = source.withoutMark(body)
  let marks = EmphasisMarks(source.bytes, body)
  if let reserved = marks.reserved {
    reporting.append(TextFinding(.markCharacter, reserved, "").diagnostic(in: source.path, .error))
  }
  guard var tree = SyntaxTree(parsing: marks.text(source.bytes, body)) else {
    return RenderedMarkdown(html: [], headings: [], blocks: [], words: [])
  }
  var tables: [PipeTable] = [], linesBefore = 0
  if PipeTables.mayOccur(in: source.bytes, body) {
    var found = PipeTables(source.bytes, body)
    for _ in 0..<PipeTables.roundLimit where found.find(in: tree) {
      guard let next = SyntaxTree(parsing: found.text(inserting: marks.insertions)[...]) else { break }
      tree = next
    }
    linesBefore = found.cellCount
    tables = tree.insert(found.tables, as: form)
  }
  let noteIDs = tree.addExtensions(source.bytes, body, linesBefore: linesBefore, form, idPrefix: idPrefix)
  var pass = InlinePass(
    source, body, linesBefore: linesBefore, hasMarks: !marks.insertions.isEmpty || !tables.isEmpty,
    shift: headingShift, tables: TableCells(tables, form), held: HeldBlocks(heldWords, spanMarks: spanMarks),
    reservedIDs: noteIDs)
  pass.run(over: tree, resolvingLinks: resolve)
  reporting += pass.diagnostics
  var html = tree.html(idsOf: headingIDs ? pass.headings : [])
  let blocks = pass.held.blocks(in: &html)
  return RenderedMarkdown(html: html, headings: pass.headings, blocks: blocks, words: pass.words)
}

extension SourceText {
  /// A body within the file, without a byte order mark.
  func withoutMark(_ body: Range<Int>) -> Range<Int> {
    let body = body.clamped(to: 0..<bytes.count)
    return bytes[body].starts(with: [0xEF, 0xBB, 0xBF]) ? body.lowerBound + 3..<body.upperBound : body
  }
}
