import Diagnostics

/// A piece of a template: text, the start or end of a tag, or a word, number, text or sign inside one.
struct Token: Sendable {
  enum Kind: Sendable, Equatable {
    case data, printBegin, printEnd, tagBegin, tagEnd, name, string, integer, float, sign, end
  }

  let kind: Kind
  /// Bytes of the file; for text, what is left after whitespace control.
  let range: Range<Int>
  /// The name, the sign, or the unescaped text.
  var text = ""
  var int = 0
  var float = 0.0

  func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }
  func isName(_ name: String) -> Bool { kind == .name && text == name }
}

/// Cuts a template into tokens, with `trim_blocks` and `lstrip_blocks`: the line end after a tag is not
/// text, nor is the space before a tag that starts its line.
struct Lexer {
  private enum Mode { case print, tag }

  /// The file without carriage returns before line ends, and without its last line end.
  let bytes: [UInt8]
  private var tokens = [Token]()
  private var i = 0
  private var startsLine = true

  /// The file's lines end in `\n` for the lexer: a position behind the k-th dropped `\r` is k bytes further on.
  private let dropped: [Int]

  /// All tokens of a file; the last is `end`.
  static func tokens(
    of source: SourceText, unless mistake: inout Diagnostic?
  ) -> (tokens: [Token], bytes: [UInt8], map: LineEndMap)? {
    if source.bytes.count > InputLimit.text {
      mistake = .fileTooLarge(source.path)
      return nil
    }
    var lexer = Lexer(source.bytes)
    let map = LineEndMap(dropped: lexer.dropped)
    do throws(SyntaxMistake) {
      try lexer.checkEncoding()
      try lexer.run()
      return (lexer.tokens, lexer.bytes, map)
    } catch {
      mistake = error.diagnostic(in: source, map: map)
      return nil
    }
  }

  private init(_ source: [UInt8]) {
    var bytes = source, dropped = [Int]()
    if source.contains(UInt8(ascii: "\r")) {
      bytes = []
      bytes.reserveCapacity(source.count)
      for (i, byte) in source.enumerated() {
        if byte != UInt8(ascii: "\r") {
          bytes.append(byte)
        } else if i + 1 < source.count, source[i + 1] == UInt8(ascii: "\n") {
          dropped.append(bytes.count)
        } else {
          bytes.append(UInt8(ascii: "\n"))
        }
      }
    }
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    self.bytes = bytes
    self.dropped = dropped
  }

  private func checkEncoding() throws(SyntaxMistake) {
    var position = 0, decoder = UTF8(), iterator = bytes.makeIterator()
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): position += UTF8.width(scalar)
      case .emptyInput: return
      case .error: throw SyntaxMistake(.notUTF8(), position..<min(position + 1, bytes.count))
      }
    }
  }

  private func byte(_ offset: Int = 0) -> UInt8 { i + offset < bytes.count ? bytes[i + offset] : 0 }

  private func starts(_ text: StaticString, at offset: Int) -> Bool {
    guard offset + text.utf8CodeUnitCount <= bytes.count else { return false }
    for k in 0..<text.utf8CodeUnitCount where bytes[offset + k] != text.utf8Start[k] { return false }
    return true
  }

  // MARK: Text between tags

  private mutating func run() throws(SyntaxMistake) {
    while i < bytes.count {
      let start = i
      var tag = i
      while tag < bytes.count, !(bytes[tag] == UInt8(ascii: "{") && isOpening(tag + 1)) { tag += 1 }
      guard tag < bytes.count else {
        addData(start..<bytes.count)
        i = bytes.count
        break
      }
      let sign = tag + 2 < bytes.count ? bytes[tag + 2] : 0
      let isPrint = bytes[tag + 1] == UInt8(ascii: "{")
      addData(start..<end(of: start..<tag, sign: sign, isPrint: isPrint))
      i = tag + 2
      if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { i += 1 }
      switch bytes[tag + 1] {
      case UInt8(ascii: "#"): try comment(from: tag)
      case UInt8(ascii: "%"):
        if try !raw(from: tag) {
          tokens.append(Token(kind: .tagBegin, range: tag..<i))
          try code(.tag, from: tag)
        }
      default:
        tokens.append(Token(kind: .printBegin, range: tag..<i))
        try code(.print, from: tag)
      }
    }
    tokens.append(Token(kind: .end, range: bytes.count..<bytes.count))
  }

  private func isOpening(_ offset: Int) -> Bool {
    guard offset < bytes.count else { return false }
    let byte = bytes[offset]
    return byte == UInt8(ascii: "{") || byte == UInt8(ascii: "%") || byte == UInt8(ascii: "#")
  }

  private mutating func addData(_ range: Range<Int>) {
    if !range.isEmpty { tokens.append(Token(kind: .data, range: range)) }
  }

  /// The end of the text before a tag, after what its sign and `lstrip_blocks` take away.
  private func end(of text: Range<Int>, sign: UInt8, isPrint: Bool) -> Int {
    if sign == UInt8(ascii: "-") { return bytes.trimmedEnd(text) }
    if sign == UInt8(ascii: "+") || isPrint { return text.upperBound }
    let lineStart = bytes[text].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
    guard lineStart != nil || startsLine else { return text.upperBound }
    let start = lineStart ?? text.lowerBound
    return bytes.trimmedEnd(start..<text.upperBound) == start ? start : text.upperBound
  }

  private mutating func skipSpace() {
    while true {
      let length = bytes.spaceLength(at: i)
      if length == 0 { return }
      i += length
    }
  }

  /// The end of a tag: `%}`, which takes a line end with it, `+%}` or `-%}`.
  private mutating func takeEnd(_ close: StaticString, allowsPlus: Bool = true, trimsLine: Bool = true)
    -> Bool
  {
    if byte() == UInt8(ascii: "-"), starts(close, at: i + 1) {
      i += 3
      skipSpace()
    } else if allowsPlus, byte() == UInt8(ascii: "+"), starts(close, at: i + 1) {
      i += 3
    } else if starts(close, at: i) {
      i += 2
      if trimsLine, byte() == UInt8(ascii: "\n"), i < bytes.count { i += 1 }
    } else {
      return false
    }
    startsLine = bytes[i - 1] == UInt8(ascii: "\n")
    return true
  }

  private mutating func comment(from start: Int) throws(SyntaxMistake) {
    while i < bytes.count {
      if takeEnd("#}") { return }
      i += 1
    }
    throw SyntaxMistake(.unclosed("#}"), start..<min(start + 2, bytes.count))
  }

  /// `{% raw %}` … `{% endraw %}`; false, and nothing taken, if the tag is another.
  private mutating func raw(from start: Int) throws(SyntaxMistake) -> Bool {
    let afterSign = i
    skipSpace()
    guard starts("raw", at: i) else {
      i = afterSign
      return false
    }
    i += 3
    skipSpace()
    guard takeEnd("%}", allowsPlus: false, trimsLine: false) else {
      i = afterSign
      return false
    }
    let text = i
    while i < bytes.count {
      let tag = i
      guard starts("{%", at: i) else {
        i += 1
        continue
      }
      i += 2
      let sign = byte()
      if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { i += 1 }
      skipSpace()
      if starts("endraw", at: i) {
        i += 6
        skipSpace()
        let stripped = end(of: text..<tag, sign: sign, isPrint: false)
        if takeEnd("%}") {
          addData(text..<stripped)
          return true
        }
      }
      i = tag + 1
    }
    throw SyntaxMistake(.unclosed("{% endraw %}"), start..<min(start + 2, bytes.count))
  }

  // MARK: Inside tags

  private mutating func code(_ mode: Mode, from start: Int) throws(SyntaxMistake) {
    var open = [(sign: String, start: Int)]()
    while i < bytes.count {
      let begin = i
      if open.isEmpty {
        let isEnd =
          mode == .print
          ? takeEnd("}}", allowsPlus: false, trimsLine: false) : takeEnd("%}")
        if isEnd {
          tokens.append(Token(kind: mode == .print ? .printEnd : .tagEnd, range: begin..<i))
          return
        }
      }
      skipSpace()
      if i > begin { continue }
      let byte = bytes[i]
      if UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte {
        try number()
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        try string()
      } else if byte >= 0x80 || byte == UInt8(ascii: "_") || isASCIILetter(byte) {
        try name()
      } else {
        try sign(&open)
      }
    }
    throw SyntaxMistake(.unclosed(mode == .print ? "}}" : "%}"), start..<min(start + 2, bytes.count))
  }

  private func isASCIILetter(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 }
  private func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

  private mutating func name() throws(SyntaxMistake) {
    let start = i
    while i < bytes.count {
      let byte = bytes[i]
      guard byte >= 0x80 || byte == UInt8(ascii: "_") || isASCIILetter(byte) || isDigit(byte) else { break }
      if bytes.spaceLength(at: i) > 0 { break }
      i += 1
    }
    let text = String(decoding: bytes[start..<i], as: UTF8.self)
    for scalar in text.unicodeScalars where !scalar.isASCII {
      guard scalar.properties.isIdeographic, !(0xF900...0xFAFF ~= scalar.value),
        !(0x2F800...0x2FA1F ~= scalar.value)
      else { throw SyntaxMistake(.badName(text), start..<i) }
    }
    tokens.append(Token(kind: .name, range: start..<i, text: text))
  }

  /// `12`, `1.5`, `1e-3`; Python's other ways of writing a number are refused.
  private mutating func number() throws(SyntaxMistake) {
    let start = i
    func digits(from offset: Int) -> Int { bytes[offset...].firstIndex { !isDigit($0) } ?? bytes.count }
    var end = digits(from: i), isFloat = false
    if start == 0 || bytes[start - 1] != UInt8(ascii: ".") {
      if end < bytes.count, bytes[end] == UInt8(ascii: "."), digits(from: end + 1) > end + 1 {
        (end, isFloat) = (digits(from: end + 1), true)
      }
      if end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") {
        var exponent = end + 1
        if exponent < bytes.count, "+-".utf8.contains(bytes[exponent]) { exponent += 1 }
        if digits(from: exponent) > exponent { (end, isFloat) = (digits(from: exponent), true) }
      }
    }
    i = end
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    if i < bytes.count,
      isASCIILetter(bytes[i]) || bytes[i] == UInt8(ascii: "_")
        || !isFloat && text.count > 1 && text.first == "0"
    {
      throw SyntaxMistake(
        .refused(text + String(Unicode.Scalar(bytes[i])), Refusal.numbers), start..<end)
    }
    if isFloat {
      tokens.append(Token(kind: .float, range: start..<end, text: text, float: Numbers.float(text) ?? 0))
    } else {
      guard let value = Int(text) else { throw SyntaxMistake(.numberTooLarge(), start..<end) }
      tokens.append(Token(kind: .integer, range: start..<end, text: text, int: value))
    }
  }

  private mutating func sign(_ open: inout [(sign: String, start: Int)]) throws(SyntaxMistake) {
    let start = i
    for pair in ["//", "**", "==", "!=", ">=", "<="]
    where Array(pair.utf8) == Array(bytes[i..<min(i + 2, bytes.count)]) {
      i += 2
      tokens.append(Token(kind: .sign, range: start..<i, text: pair))
      return
    }
    let text = String(Unicode.Scalar(bytes[i]))
    guard "+-/*%~[](){}><=.:|,;".contains(text) else {
      throw SyntaxMistake(.unexpected(text), start..<(start + 1))
    }
    i += 1
    switch text {
    case "(", "[", "{": open.append((text == "(" ? ")" : text == "[" ? "]" : "}", start))
    case ")", "]", "}":
      guard let last = open.popLast(), last.sign == text else {
        throw SyntaxMistake(.unexpected(text), start..<i)
      }
    default: break
    }
    tokens.append(Token(kind: .sign, range: start..<i, text: text))
  }

  private mutating func string() throws(SyntaxMistake) {
    let start = i, quote = bytes[i]
    i += 1
    while i < bytes.count, bytes[i] != quote { i += bytes[i] == UInt8(ascii: "\\") ? 2 : 1 }
    guard i < bytes.count else {
      throw SyntaxMistake(.unclosed(String(Unicode.Scalar(quote))), start..<(start + 1))
    }
    i += 1
    let body = String(decoding: bytes[(start + 1)..<(i - 1)], as: UTF8.self)
    let text = body.utf8.contains(UInt8(ascii: "\\")) ? try unescaped(body, start..<i) : body
    tokens.append(Token(kind: .string, range: start..<i, text: text))
  }

  /// The escapes of Python that templates need.
  private func unescaped(_ body: String, _ range: Range<Int>) throws(SyntaxMistake) -> String {
    let simple: [Unicode.Scalar: Unicode.Scalar] = [
      "n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", "\"": "\"",
    ]
    var result = String.UnicodeScalarView(), rest = body.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\", let mark = rest.popFirst() else {
        result.append(scalar)
        continue
      }
      if let plain = simple[mark] {
        result.append(plain)
      } else if mark == "u", let value = UInt32(String(rest.prefix(4)), radix: 16), rest.prefix(4).count == 4,
        let character = Unicode.Scalar(value)
      {
        result.append(character)
        rest.removeFirst(4)
      } else {
        throw SyntaxMistake(.badEscape(), range)
      }
    }
    return String(result)
  }
}

/// From positions without carriage returns to positions in the file.
struct LineEndMap: Sendable {
  let dropped: [Int]

  func callAsFunction(_ range: Range<Int>) -> Range<Int> {
    dropped.isEmpty ? range : map(range.lowerBound)..<map(range.upperBound)
  }

  private func map(_ position: Int) -> Int {
    var low = 0, high = dropped.count
    while low < high {
      let middle = (low + high) / 2
      if dropped[middle] < position { low = middle + 1 } else { high = middle }
    }
    return position + low
  }
}

/// The first mistake in a file's syntax: behind it, everything else is guesswork.
struct SyntaxMistake: Error {
  let failure: Failure
  let range: Range<Int>
  /// The number of the file, once it has one.
  let file: Int?

  init(_ failure: Failure, _ range: Range<Int>, in file: Int? = nil) {
    self.failure = failure
    self.range = range
    self.file = file
  }

  func diagnostic(in source: SourceText, map: LineEndMap) -> Diagnostic {
    failure.diagnostic(at: Location(source.path, map(range)), in: source)
  }
}
