import Diagnostics

/// A piece of a template: text, the start or end of a tag, or a word, number, text or sign inside one.
struct Token: Sendable {
  enum Kind: Sendable, Equatable {
    case data, printBegin, printEnd, tagBegin, tagEnd, name, string, integer, float, sign, end
  }

  let kind: Kind
  /// The token's bytes in the file; those of text are what whitespace control leaves.
  let range: Range<Int>
  /// The name, the number as it is written, the sign, or the unescaped text.
  var text = ""

  /// True for a sign or a name.
  func spells(_ text: String) -> Bool { (kind == .sign || kind == .name) && self.text == text }
}

/// The first mistake in a file's syntax: behind it, everything else is guesswork.
struct SyntaxMistake: Error {
  let failure: Failure
  let range: Range<Int>

  init(_ failure: Failure, _ range: Range<Int>) { (self.failure, self.range) = (failure, range) }

  static func refused(_ what: String, _ refusal: Refusal, _ range: Range<Int>) -> SyntaxMistake {
    SyntaxMistake(.refused(what, refusal), range)
  }
}

/// Cuts a template into tokens, with `trim_blocks` and `lstrip_blocks`: the line end after a tag is not
/// text, nor is the space before a tag that starts its line.
struct Lexer {
  /// The file without its last line end.
  private let bytes: [UInt8]
  private var tokens: [Token] = []
  private var i = 0
  private var startsLine = true

  /// All tokens of a file; the last is `end`.
  static func tokens(of source: SourceText) throws(SyntaxMistake) -> [Token] {
    var lexer = Lexer(source.bytes)
    try lexer.checkEncoding()
    try lexer.run()
    return lexer.tokens
  }

  private init(_ source: [UInt8]) {
    let last = source.hasSuffix("\r\n") ? 2 : source.hasSuffix("\n") || source.hasSuffix("\r") ? 1 : 0
    bytes = source.dropLast(last)
  }

  private func checkEncoding() throws(SyntaxMistake) {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw SyntaxMistake(.notUTF8(), error.byteOffsets)
    }
  }

  private func byte(at offset: Int) -> Unicode.Scalar {
    Unicode.Scalar(offset < bytes.count ? bytes[offset] : 0)
  }

  private func starts(_ text: String, at offset: Int) -> Bool {
    bytes[min(offset, bytes.count)...].starts(with: text.utf8)
  }

  // MARK: Text between tags

  private mutating func run() throws(SyntaxMistake) {
    while i < bytes.count {
      let start = i
      while i < bytes.count, !(byte(at: i) == "{" && ["{", "%", "#"].contains(byte(at: i + 1))) { i += 1 }
      let tag = i, kind = byte(at: i + 1)
      addData(start..<(tag < bytes.count ? endOfText(start..<tag, isPrint: kind == "{") : tag))
      if tag == bytes.count { break }
      takeStart()
      switch kind {
      case "#": try comment(from: tag)
      case "{": try code(.printBegin, "}}", .printEnd, from: tag)
      default: try code(.tagBegin, "%}", .tagEnd, from: tag)
      }
    }
    tokens.append(Token(kind: .end, range: bytes.count..<bytes.count))
  }

  private mutating func addData(_ range: Range<Int>) {
    if !range.isEmpty { tokens.append(Token(kind: .data, range: range)) }
  }

  /// The end of the text before a tag, after what the tag's sign and `lstrip_blocks` take away.
  private func endOfText(_ text: Range<Int>, isPrint: Bool) -> Int {
    let sign = byte(at: text.upperBound + 2), end = bytes.trimmedEnd(text)
    if sign == "-" { return end }
    if sign == "+" || isPrint { return text.upperBound }
    let lineStart = bytes[text].lastIndex { $0.isLineEnd }.map { $0 + 1 }
    guard let start = lineStart ?? (startsLine ? text.lowerBound : nil) else { return text.upperBound }
    return end <= start ? start : text.upperBound
  }

  /// Takes the start of a tag and its sign.
  private mutating func takeStart() {
    i += 2
    if ["-", "+"].contains(byte(at: i)) { i += 1 }
  }

  private mutating func skipSpace() {
    while case let length = bytes.spaceLength(at: i), length > 0 { i += length }
  }

  /// Takes the end of a tag: `%}`, which takes a line end with it, `+%}` or `-%}`; false if it is not here.
  private mutating func takeEnd(_ close: String, isPlain: Bool = false) -> Bool {
    if byte(at: i) == "-", starts(close, at: i + 1) {
      i += 3
      skipSpace()
    } else if !isPlain, byte(at: i) == "+", starts(close, at: i + 1) {
      i += 3
    } else if starts(close, at: i) {
      i += 2
      if !isPlain { i += starts("\r\n", at: i) ? 2 : i < bytes.count && bytes[i].isLineEnd ? 1 : 0 }
    } else {
      return false
    }
    startsLine = bytes[i - 1].isLineEnd
    return true
  }

  private func unclosed(_ close: String, _ start: Int) -> SyntaxMistake {
    SyntaxMistake(.unclosed(close), start..<min(start + 2, bytes.count))
  }

  private mutating func comment(from start: Int) throws(SyntaxMistake) {
    while !takeEnd("#}") {
      if i >= bytes.count { throw unclosed("#}", start) }
      i += 1
    }
  }

  // MARK: Inside tags

  private mutating func code(
    _ begin: Token.Kind, _ close: String, _ end: Token.Kind, from tag: Int
  ) throws(SyntaxMistake) {
    tokens.append(Token(kind: begin, range: tag..<i))
    // Inside brackets, `}}` closes two mappings.
    var brackets = 0
    while i < bytes.count {
      let start = i
      if brackets == 0, takeEnd(close, isPlain: end == .printEnd) {
        tokens.append(Token(kind: end, range: start..<i))
        return
      }
      skipSpace()
      if i > start { continue }
      switch byte(at: i) {
      case "0"..."9": try number()
      case "'", "\"": try string()
      case let first where first.isNamePart: try name()
      default: try sign(&brackets)
      }
    }
    throw unclosed(close, tag)
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private mutating func name() throws(SyntaxMistake) {
    let start = i
    while byte(at: i).isNamePart, bytes.spaceLength(at: i) == 0 { i += 1 }
    let text = text(start..<i)
    guard text.unicodeScalars.allSatisfy({ $0.isASCII || $0.isHan }) else {
      throw SyntaxMistake(.badName(text), start..<i)
    }
    // Jinja would not read the text behind it as tags.
    if text == "raw", tokens.last?.kind == .tagBegin {
      throw SyntaxMistake(.unknown(.tag, text, among: []), start..<i)
    }
    tokens.append(Token(kind: .name, range: start..<i, text: text))
  }

  /// `12` or `1.5`: Python's other ways of writing a number are refused.
  private mutating func number() throws(SyntaxMistake) {
    let start = i
    func end(from offset: Int) -> Int { bytes[offset...].firstIndex { !$0.isDigit } ?? bytes.count }
    i = end(from: i)
    let isFloat = byte(at: i) == "." && end(from: i + 1) > i + 1
    if isFloat { i = end(from: i + 1) }
    let text = text(start..<i)
    if byte(at: i).isNamePart || !isFloat && text.count > 1 && text.first == "0" {
      throw .refused(text + String(byte(at: i)), .numbers, start..<i)
    }
    tokens.append(Token(kind: isFloat ? .float : .integer, range: start..<i, text: text))
  }

  private mutating func sign(_ brackets: inout Int) throws(SyntaxMistake) {
    let pair = ["//", "**", "==", "!=", ">=", "<="].first { starts($0, at: i) }
    let text = pair ?? String(byte(at: i)), range = i..<(i + text.utf8.count)
    if "([{".contains(text) { brackets += 1 }
    if ")]}".contains(text) { brackets -= 1 }
    guard brackets >= 0, pair != nil || "+-/*%~[](){}><=.:|,;".contains(text) else {
      throw SyntaxMistake(.unexpected(text), range)
    }
    i = range.upperBound
    tokens.append(Token(kind: .sign, range: range, text: text))
  }

  /// A text in quotes, with the few escapes that templates need.
  private mutating func string() throws(SyntaxMistake) {
    let escapes: [Unicode.Scalar: Character] = ["n": "\n", "t": "\t", "\\": "\\", "'": "'", "\"": "\""]
    let start = i, quote = byte(at: i)
    var text: [UInt8] = []
    i += 1
    while byte(at: i) != quote {
      guard i < bytes.count else { throw SyntaxMistake(.unclosed(String(quote)), start..<(start + 1)) }
      if byte(at: i) == "\\" {
        let mark = byte(at: i + 1)
        guard let character = escapes[mark] else { throw .refused("\\\(mark)", .escapes, i..<(i + 1)) }
        text += String(character).utf8
        i += 2
      } else {
        text.append(bytes[i])
        i += 1
      }
    }
    i += 1
    tokens.append(
      Token(kind: .string, range: start..<i, text: String(decoding: text.withLineFeeds, as: UTF8.self)))
  }
}

extension UInt8 {
  fileprivate var isLineEnd: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
  fileprivate var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
}

extension Unicode.Scalar {
  /// A byte of a name: an ASCII letter, digit or underscore, or any part of another character.
  fileprivate var isNamePart: Bool {
    value >= 0x80 || self == "_" || "0"..."9" ~= self || "a"..."z" ~= self || "A"..."Z" ~= self
  }
  fileprivate var isHan: Bool {
    properties.isIdeographic && !(0xF900...0xFAFF ~= value) && !(0x2F800...0x2FA1F ~= value)
  }
}

extension Array where Element == UInt8 {
  fileprivate func hasSuffix(_ text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }

  /// The text as templates see it: each line ends in `\n`.
  var withLineFeeds: [UInt8] {
    guard contains(UInt8(ascii: "\r")) else { return self }
    var result: [UInt8] = []
    for (i, byte) in enumerated() {
      // The `\n` of `\r\n` is the one that stays.
      if byte != UInt8(ascii: "\r") {
        result.append(byte)
      } else if i + 1 == count || self[i + 1] != UInt8(ascii: "\n") {
        result.append(UInt8(ascii: "\n"))
      }
    }
    return result
  }
}
