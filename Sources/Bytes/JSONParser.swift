import Diagnostics

extension JSON {
  /// Reads a JSON text (RFC 8259), strictly. A mistake is thrown with its location.
  ///
  /// - Parameter namesAreUnique: A name that an object has twice is a mistake, too.
  package init(parsing source: SourceText, namesAreUnique: Bool = false) throws(Diagnostic) {
    var parser = JSONParser(source, namesAreUnique: namesAreUnique)
    self = try parser.document()
  }
}

private struct JSONParser {
  private let source: SourceText
  private let namesAreUnique: Bool
  private var offset: Int
  private var depth = 0
  private static let deepest = 200

  init(_ source: SourceText, namesAreUnique: Bool) {
    self.source = source
    self.namesAreUnique = namesAreUnique
    offset = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  mutating func document() throws(Diagnostic) -> JSON {
    let value = try value()
    guard peek() == nil else { throw failure("多余的内容", "something follows the value") }
    return value
  }

  private mutating func value() throws(Diagnostic) -> JSON {
    switch peek() {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case let byte? where byte == UInt8(ascii: "-") || 48...57 ~= byte: return .number(try number())
    default:
      for (word, value) in [("true", JSON.bool(true)), ("false", .bool(false)), ("null", .null)]
      where source.bytes[offset...].starts(with: word.utf8) {
        offset += word.utf8.count
        return value
      }
      throw failure("这里应是一个值", "a value is expected here")
    }
  }

  private mutating func object() throws(Diagnostic) -> JSON {
    var members: [(key: String, value: JSON)] = [], indices: [String: Int] = [:]
    try items(until: UInt8(ascii: "}")) { parser throws(Diagnostic) in
      guard parser.peek() == UInt8(ascii: "\"") else {
        throw parser.failure("这里应是一个名称", "a name is expected here")
      }
      let key = try parser.string()
      if parser.namesAreUnique, indices[key] != nil {
        throw parser.failure("名称“\(key)”出现了两次", "the name “\(key)” is given twice")
      }
      try parser.expect(UInt8(ascii: ":"))
      let value = try parser.value()
      // The last of two equal names counts, where the first is.
      if let index = indices[key] {
        members[index].value = value
      } else {
        indices[key] = members.count
        members.append((key, value))
      }
    }
    return .object(members)
  }

  private mutating func array() throws(Diagnostic) -> JSON {
    var list: [JSON] = []
    try items(until: UInt8(ascii: "]")) { parser throws(Diagnostic) in list.append(try parser.value()) }
    return .array(list)
  }

  private mutating func items(
    until close: UInt8, _ item: (inout JSONParser) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    offset += 1
    depth += 1
    guard depth <= JSONParser.deepest else { throw failure("嵌套太深", "nested too deeply") }
    defer { depth -= 1 }
    if peek() == close {
      offset += 1
      return
    }
    while true {
      try item(&self)
      if peek() == close { break }
      try expect(UInt8(ascii: ","))
    }
    offset += 1
  }

  private mutating func number() throws(Diagnostic) -> String {
    let start = offset
    func isDigit(_ byte: UInt8?) -> Bool { byte.map { 48...57 ~= $0 } ?? false }
    if current == UInt8(ascii: "-") { offset += 1 }
    guard isDigit(current) else { throw failure("这里应是数字", "a digit is expected here") }
    if current == UInt8(ascii: "0") { offset += 1 } else { while isDigit(current) { offset += 1 } }
    if current == UInt8(ascii: ".") {
      offset += 1
      guard isDigit(current) else { throw failure("这里应是数字", "a digit is expected here") }
      while isDigit(current) { offset += 1 }
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      offset += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { offset += 1 }
      guard isDigit(current) else { throw failure("这里应是数字", "a digit is expected here") }
      while isDigit(current) { offset += 1 }
    }
    return source.text(start..<offset)
  }

  private mutating func string() throws(Diagnostic) -> String {
    var bytes: [UInt8] = []
    offset += 1
    while let byte = current, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw failure("字符串里不能直接换行或有控制字符", "control character in a string") }
      offset += 1
      if byte == UInt8(ascii: "\\") {
        bytes += try escape()
      } else {
        bytes.append(byte)
      }
    }
    guard current != nil else { throw failure("字符串没有结束", "a string is not closed") }
    offset += 1
    let text = String(decoding: bytes, as: UTF8.self)
    if text.hasStackedMarks { throw failure("一个字上叠加了太多符号", "too many marks upon one letter") }
    return text
  }

  private mutating func escape() throws(Diagnostic) -> [UInt8] {
    let simple: [UInt8: UInt8] = [
      UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 8,
      UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
    ]
    guard let letter = current else { throw failure("字符串没有结束", "a string is not closed") }
    offset += 1
    if let byte = simple[letter] { return [byte] }
    guard letter == UInt8(ascii: "u") else { throw failure("没有这种转义", "there is no such escape") }
    var value = try fourHexDigits()
    if 0xD800..<0xDC00 ~= value, source.bytes[offset...].starts(with: [0x5C, 0x75]) {
      offset += 2
      let low = try fourHexDigits()
      guard 0xDC00..<0xE000 ~= low else { throw failure("代理对不完整", "half a surrogate pair") }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else { throw failure("代理对不完整", "half a surrogate pair") }
    return Array(String(scalar).utf8)
  }

  private mutating func fourHexDigits() throws(Diagnostic) -> UInt32 {
    guard offset + 4 <= source.bytes.count,
      let value = UInt32(source.text(offset..<offset + 4), radix: 16),
      source.bytes[offset] != UInt8(ascii: "+")
    else { throw failure("\\u 后面应是四位十六进制数", "four hexadecimal digits are expected after \\u") }
    offset += 4
    return value
  }

  // MARK: Bytes

  private var current: UInt8? { offset < source.bytes.count ? source.bytes[offset] : nil }

  /// The next byte that is no white space.
  private mutating func peek() -> UInt8? {
    while let byte = current, byte == 32 || byte == 9 || byte == 10 || byte == 13 { offset += 1 }
    return current
  }

  private mutating func expect(_ byte: UInt8) throws(Diagnostic) {
    let sign = String(decoding: [byte], as: UTF8.self)
    guard peek() == byte else { throw failure("这里应是“\(sign)”", "“\(sign)” is expected here") }
    offset += 1
  }

  private func failure(_ zh: String, _ en: String) -> Diagnostic {
    let start = Swift.min(offset, source.bytes.count)
    return Diagnostic(
      .error, "json-syntax", at: Location(source.path, start..<Swift.min(start + 1, source.bytes.count)),
      zh: "JSON 有误：\(zh)", en: "not JSON: \(en)")
  }
}
