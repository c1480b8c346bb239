import Records
import Statistics

/// Words of an issue with what is live in them: numbers that the program fills in wherever the text is shown.
package struct Prose: Sendable, ExpressibleByStringInterpolation {
  package private(set) var pieces: [Piece] = []

  package enum Piece: Sendable {
    case text(String)
    case number(QuotedFigure)
    /// A text that leads to a file.
    case link(String, to: String)
  }

  init() {}

  package init(stringLiteral text: String) { pieces = [.text(text)] }

  package init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces: [Piece] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ text: String) { pieces.append(.text(text)) }
    package mutating func appendInterpolation(_ text: String) { pieces.append(.text(text)) }
    package mutating func appendInterpolation(_ number: Int) { pieces.append(.text("\(number)")) }
    package mutating func appendInterpolation(_ figure: QuotedFigure) { pieces.append(.number(figure)) }
    package mutating func appendInterpolation(_ prose: Prose) { pieces += prose.pieces }
    package mutating func appendInterpolation(link text: String, to file: String) {
      pieces.append(.link(text, to: file))
    }
  }

  static func += (a: inout Prose, b: Prose) { a.pieces += b.pieces }

  /// The text as it is printed.
  package var printed: String {
    pieces.map {
      switch $0 {
      case .text(let text), .link(let text, _): text
      case .number(let figure): figure.printed
      }
    }.joined()
  }

  /// The text as it is in a write-up.
  package var markdown: String {
    pieces.map {
      switch $0 {
      case .text(let text): text.escapingMarkdown
      case .link(let text, let file): "[\(text.escapingMarkdown)](\(file))"
      case .number(let figure): "`=\(figure.request)`"
      }
    }.joined()
  }

  /// The figures of reports that its numbers are made of.
  var origins: [FigureSource.Origin] {
    pieces.flatMap {
      if case .number(let quoted) = $0 { quoted.origins } else { [] as [FigureSource.Origin] }
    }
  }
}

/// A number as a write-up asks for it, and as it is printed.
package struct QuotedFigure: Sendable {
  /// The words of the inline form after its `=`: `协商场次 湖北省/武汉市/青山区 2023`.
  package let request: String
  package let printed: String
  /// The figures of reports that it is made of.
  let origins: [FigureSource.Origin]
}

extension [Prose] {
  func joined(by separator: String) -> Prose {
    var result = Prose()
    for (index, prose) in enumerated() {
      if index > 0 { result += Prose(stringLiteral: separator) }
      result += prose
    }
    return result
  }
}

extension String {
  /// The text with a backslash before whatever Markdown would read as a mark, on one line.
  fileprivate var escapingMarkdown: String {
    var escaped = ""
    for character in self {
      if "\\`*_[]<>~&|".contains(character) { escaped.append("\\") }
      escaped.append(character.isNewline ? " " : character)
    }
    return escaped
  }
}

extension Int {
  /// The number in the numerals of headings: 一, 十二, 二十.
  var numeral: String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    guard 1...99 ~= self else { return "\(self)" }
    let tens = self / 10
    return (tens > 1 ? digits[tens] : "") + (tens > 0 ? "十" : "") + digits[self % 10]
  }
}
