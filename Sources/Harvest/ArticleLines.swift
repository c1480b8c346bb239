import Diagnostics

/// The lines of a text as they were found, and the paragraphs that they make.
///
/// Pages break lines anywhere: at the edge of a column, or where a heading was set into the text. A line that is as long as
/// its neighbours goes on in the next one; a long one that no mark ends goes on behind the heading that follows.
struct ArticleLines {
  private let lines: [Line]

  struct Line {
    let number: Int
    let letters: [Letter]
    /// Columns that it takes on the page.
    let columns: Int
    let emptyLinesBefore: Int

    struct Letter {
      let scalar: Unicode.Scalar
      let bytes: Range<Int>
    }

    var first: Unicode.Scalar { letters[0].scalar }
    var last: Unicode.Scalar { letters[letters.count - 1].scalar }

    var endsSentence: Bool {
      let end = letters.last { !["”", "’", "）", "》"].contains($0.scalar) }?.scalar
      return end.map { Article.partMarks.contains($0) || $0 == "…" } ?? false
    }
  }

  struct Paragraph {
    var lines: [Line]
    var isHeading: Bool
  }

  init(_ source: SourceText) {
    var lines: [Line] = [], number = 1, empty = 0, letters: [Line.Letter] = [], offset = 0, columns = 0
    func end() {
      if letters.isEmpty {
        empty += 1
      } else {
        lines.append(Line(number: number, letters: letters, columns: columns, emptyLinesBefore: empty))
        empty = 0
      }
      (letters, columns) = ([], 0)
      number += 1
    }
    for scalar in String(decoding: source.bytes, as: UTF8.self).unicodeScalars {
      let width = UTF8.width(scalar), bytes = offset..<offset + width
      offset += width
      if scalar == "\n" {
        end()
      } else if !scalar.properties.isWhitespace, !scalar.properties.isDefaultIgnorableCodePoint {
        columns += scalar.isASCII ? 1 : 2
        letters.append(Line.Letter(scalar: ArticleLines.plain(scalar), bytes: bytes))
      }
    }
    end()
    self.lines = lines
  }

  /// Letters and digits in half width, marks in full width.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case ",": "，"
    case ";": "；"
    case ":": "："
    case "!": "！"
    case "?": "？"
    case "(": "（"
    case ")": "）"
    case "○": "〇"
    case "\u{FF10}"..."\u{FF19}", "\u{FF21}"..."\u{FF3A}", "\u{FF41}"..."\u{FF5A}", "\u{FF05}", "\u{FF0B}",
      "\u{FF0E}":
      Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    default: scalar
    }
  }

  // MARK: Paragraphs

  var paragraphs: [Paragraph] {
    var paragraphs: [Paragraph] = [], headings: [Paragraph] = []
    for (index, line) in lines.enumerated() {
      if let last = paragraphs.last?.lines.last, isOpen(last, before: line, index, headings.count) {
        if isHeading(index), last.columns > ArticleLines.longestHeading, headings.count < 2 {
          headings.append(Paragraph(lines: [line], isHeading: true))
        } else {
          paragraphs[paragraphs.count - 1].lines.append(line)
          paragraphs += headings
          headings = []
        }
        continue
      }
      paragraphs += headings
      headings = []
      paragraphs.append(Paragraph(lines: [line], isHeading: isHeading(index)))
    }
    return paragraphs + headings
  }

  /// The width in columns: of a heading, and of a line in one of several columns of a page.
  private static let longestHeading = 80, longestBroken = 60

  /// Whether a line goes on in another one.
  private func isOpen(_ line: Line, before next: Line, _ index: Int, _ headings: Int) -> Bool {
    if "，。、；：”’）》！？".unicodeScalars.contains(next.first) { return true }
    if "，、（“‘《".unicodeScalars.contains(line.last) { return true }
    let isFull = isFull(line, near: index - 1)
    if line.endsSentence { return isFull && next.emptyLinesBefore == 0 && !isHeading(index) }
    if line.columns > ArticleLines.longestHeading { return true }
    return isFull
  }

  private func isHeading(_ index: Int) -> Bool {
    let line = lines[index]
    return line.columns <= ArticleLines.longestHeading && !line.endsSentence
      && !"，、：".unicodeScalars.contains(line.last) && !isFull(line, near: index)
      && !line.letters.contains { $0.scalar == "。" }
  }

  /// Whether a line ends at the edge of a column: others around it are as long.
  private func isFull(_ line: Line, near index: Int) -> Bool {
    guard 20...ArticleLines.longestBroken ~= line.columns else { return false }
    let around = lines[max(0, index - 8)..<min(lines.count, index + 9)].filter {
      $0.columns <= ArticleLines.longestBroken
    }
    let close = around.count { abs($0.columns - line.columns) <= 6 }
    let longer = around.count { $0.columns > line.columns + 7 }
    return close >= 4 && longer <= close / 2
  }
}
