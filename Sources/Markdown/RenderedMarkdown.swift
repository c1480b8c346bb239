import Diagnostics

/// A body as HTML, and what pages and lists need to know of it.
package struct RenderedMarkdown: Sendable, Equatable {
  /// UTF-8, with a line end after each block. Raw HTML is left out, dangerous addresses are empty.
  package let html: [UInt8]
  /// In the order of the text.
  package let headings: [Heading]
  /// The blocks that were asked for, in the order of the text; nothing of them is in the HTML.
  package let blocks: [HeldBlock]
  /// The words of the paragraphs, also of those in lists and quotes, one paragraph on each line; without headings,
  /// tables, blocks of code and pictures.
  package var text: String { String(decoding: words, as: UTF8.self) }

  let words: [UInt8]
}

package struct Heading: Sendable, Equatable {
  /// From 1 to 6, after the shift.
  package let level: Int
  /// Without markup.
  package let text: String
  /// Unique in the body; it is in the HTML only if that was asked for.
  package let id: String
}

/// A link or picture of a body, as its author wrote it.
package struct Link: Sendable, Equatable {
  /// Escapes and character references resolved, not percent-encoded.
  package let destination: String
  /// The bytes of the destination in the file; those in the definition if the link is by reference. Where the exact
  /// place cannot be told, the line that the paragraph starts on.
  package let range: Range<Int>
  package let isImage: Bool
  /// There is a text, or of a picture a description, between the brackets.
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
/// punctuation; a line end between Chinese characters leaves no gap. In the zh profile a line that begins with the next
/// number of an enumeration (`二、`, `（2）`) begins a line of the page, and one with two ideographic blanks a paragraph.
///
/// - Parameters:
///   - zhProfile: Counts Chinese quotes, dashes and dots as Chinese, and leaves no gap between Chinese characters
///     and figures; without it the rules are those of CSS and of CJK-friendly emphasis, for any language.
///   - headingIDs: Gives each heading in the HTML its `id`.
///   - headingShift: Is added to the level of each heading; the result stays from 1 to 6.
///   - tables: How tables, tasks and footnotes are written.
///   - idPrefix: What the ids of footnotes begin with, where a page has several bodies.
///   - isUTF8: The body is known to be well-formed, as every document's is; otherwise what is not becomes U+FFFD.
///   - heldWords: Fenced blocks that begin with one of these words become holes for the caller to fill.
///   - resolve: Is asked about each link and picture, in the order in which their destinations stand.
package func renderMarkdown(
  _ body: Range<Int>, of source: SourceText, zhProfile: Bool = true, headingIDs: Bool = false,
  headingShift: Int = 0, tables form: MarkupForm = .gfm, idPrefix: String = "", isUTF8: Bool = false,
  holdingBlocks heldWords: Set<String> = [],
  resolvingLinks resolve: (Link) -> LinkResolution = { _ in .keep }, reporting: inout [Diagnostic]
) -> RenderedMarkdown {
  var body = body.clamped(to: 0..<source.bytes.count)
  if source.bytes[body].starts(with: [0xEF, 0xBB, 0xBF]) { body = body.lowerBound + 3..<body.upperBound }
  let marks = EmphasisMarks(source.bytes, body, zhProfile: zhProfile)
  if let place = marks.reserved { reporting.append(.markCharacter(source.path, place)) }
  guard var tree = SyntaxTree(parsing: source.bytes, body, inserting: marks, isUTF8: isUTF8) else {
    return RenderedMarkdown(html: [], headings: [], blocks: [], words: [])
  }
  var tables: [PipeTable] = [], lineOffset = 0
  if PipeTables.mayStand(in: source.bytes, body) {
    var found = PipeTables(source.bytes, body)
    for _ in 0..<PipeTables.roundLimit where found.find(in: tree) {
      let text = found.text(inserting: marks.insertions, zhProfile: zhProfile)
      guard let next = SyntaxTree(parsing: text, isUTF8: isUTF8) else { break }
      tree = next
    }
    lineOffset = found.cellCount
    tables = tree.insert(found.tables, as: form)
  }
  let extensions = Extensions(source.bytes, body, form, zhProfile: zhProfile, idPrefix: idPrefix)
  let noteIDs = extensions.apply(to: tree, lineOffset: lineOffset)
  var pass = InlinePass(
    source, body, hasMarks: !marks.insertions.isEmpty || !tables.isEmpty, zhProfile: zhProfile,
    shift: headingShift,
    tables: TableCells(tables, form, lineOffset: lineOffset), held: HeldBlocks(heldWords),
    reservedIDs: noteIDs)
  pass.run(over: tree, resolvingLinks: resolve)
  reporting += pass.diagnostics
  var html = tree.html(idsOf: headingIDs ? pass.headings : [])
  let blocks = pass.held.blocks(in: &html)
  return RenderedMarkdown(html: html, headings: pass.headings, blocks: blocks, words: pass.words)
}
