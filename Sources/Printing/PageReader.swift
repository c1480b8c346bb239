/// Reads a page in HTML as its templates write it: every element is closed, but for those that hold nothing.
///
/// Pages are no XML: `<meta charset="utf-8">` is not closed, `data-footnotes` has no value. Markup that does not fit
/// together is read as a browser would, as far as a printed sheet has it.
struct PageReader {
  private let bytes: [UInt8]
  private var offset = 0
  /// The elements that are open, the page itself first.
  private var open = [Element("")]

  /// The depth of elements in each other beyond which further ones are left out.
  private static let depthLimit = 200
  private static let empty: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
  ]

  /// The page as an element without a name.
  static func page(_ bytes: [UInt8]) -> Element {
    var reader = PageReader(bytes: bytes)
    return reader.read()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func read() -> Element {
    while offset < bytes.count {
      if bytes[offset] != UInt8(ascii: "<") {
        append(.text(text(upTo: "<")))
      } else if starts(with: "<!--") {
        skip(past: "-->")
      } else if starts(with: "<!") || starts(with: "<?") {
        skip(past: ">")
      } else if starts(with: "</") {
        offset += 2
        close(name())
        skip(past: ">")
      } else {
        readTag()
      }
    }
    while open.count > 1 { closeLast() }
    return open[0]
  }

  // MARK: Tags

  private mutating func readTag() {
    offset += 1
    var element = Element(name())
    if element.name.isEmpty { return append(.text("<")) }
    var isClosed = false
    while offset < bytes.count, bytes[offset] != UInt8(ascii: ">") {
      let start = offset
      isClosed = bytes[offset] == UInt8(ascii: "/")
      let attribute = name()
      if attribute.isEmpty { offset = start + 1 } else { element.attributes[attribute] = value() }
    }
    offset += 1
    if ["script", "style"].contains(element.name) {
      return skip(past: "</" + element.name + ">")
    }
    if isClosed || PageReader.empty.contains(element.name) || open.count > PageReader.depthLimit {
      append(.element(element))
    } else {
      open.append(element)
    }
  }

  /// The name of a tag or an attribute, in small letters.
  private mutating func name() -> String {
    let start = offset
    while offset < bytes.count, !bytes[offset].isBlank, !" /><=\"'".utf8.contains(bytes[offset]) {
      offset += 1
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self).lowercased()
  }

  /// The value of an attribute; empty where it has none.
  private mutating func value() -> String {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "=") else { return "" }
    offset += 1
    guard offset < bytes.count else { return "" }
    let quote = bytes[offset]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      offset += 1
      let value = text(upTo: quote == UInt8(ascii: "'") ? "'" : "\"")
      offset += 1
      return value
    }
    let start = offset
    while offset < bytes.count, !bytes[offset].isBlank, bytes[offset] != UInt8(ascii: ">") { offset += 1 }
    return CharacterReferences.resolved(String(decoding: bytes[start..<offset], as: UTF8.self))
  }

  private mutating func close(_ name: String) {
    guard open.dropFirst().contains(where: { $0.name == name }) else { return }
    while open.count > 1 {
      let isLast = open[open.count - 1].name == name
      closeLast()
      if isLast { return }
    }
  }

  private mutating func closeLast() {
    let element = open.removeLast()
    append(.element(element))
  }

  private mutating func append(_ node: Element.Node) { open[open.count - 1].children.append(node) }

  // MARK: Bytes

  private func starts(with text: String) -> Bool { bytes[offset...].starts(with: text.utf8) }

  private mutating func skip(past text: String) {
    while offset < bytes.count, !starts(with: text) { offset += 1 }
    offset = min(bytes.count, offset + text.utf8.count)
  }

  private mutating func text(upTo end: Unicode.Scalar) -> String {
    let start = offset
    offset = bytes[offset...].firstIndex(of: UInt8(ascii: end)) ?? bytes.count
    return CharacterReferences.resolved(String(decoding: bytes[start..<offset], as: UTF8.self))
  }
}

/// The characters that a page writes otherwise: `&amp;`, `&#34;`.
enum CharacterReferences {
  private static let named: [Substring: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "ensp": "\u{2002}",
    "emsp": "\u{2003}", "middot": "·", "mdash": "—", "ndash": "–", "hellip": "…", "times": "×",
  ]

  static func resolved(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    let parts = text.split(separator: "&", omittingEmptySubsequences: false)
    var result = String(parts[0])
    for part in parts.dropFirst() {
      if let end = part.firstIndex(of: ";"), let scalar = scalar(part[..<end]) {
        result.unicodeScalars.append(scalar)
        result += part[part.index(after: end)...]
      } else {
        result += "&" + part
      }
    }
    return result
  }

  private static func scalar(_ name: Substring) -> Unicode.Scalar? {
    guard name.hasPrefix("#") else { return named[name] }
    let number = name.dropFirst()
    let isHexadecimal = number.first == "x" || number.first == "X"
    let value = isHexadecimal ? UInt32(number.dropFirst(), radix: 16) : UInt32(number)
    return value.flatMap(Unicode.Scalar.init)
  }
}

extension UInt8 {
  /// Whether it is one of the blanks of HTML.
  fileprivate var isBlank: Bool { self == 0x20 || 0x09...0x0D ~= self }
}
