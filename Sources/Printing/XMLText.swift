import Bytes

/// XML in the making. The literal parts stay as they are, the texts put in between are escaped:
/// `xml += "<w:t>\(text)</w:t>"`.
struct XMLText: ExpressibleByStringInterpolation {
  private(set) var text: String

  /// The declaration that a part of a package begins with.
  static let declaration: XMLText = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#

  init() { text = "" }

  init(stringLiteral text: String) { self.text = text }

  init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  /// The bytes of a whole part.
  var part: [UInt8] { Array((XMLText.declaration.text + "\n" + text).utf8) }

  static func += (a: inout XMLText, b: XMLText) { a.text += b.text }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) { text += literal }

    mutating func appendInterpolation(_ value: String) { text += value.withoutControls.escapedForXML }

    mutating func appendInterpolation(_ xml: XMLText) { text += xml.text }

    mutating func appendInterpolation(_ number: Int) { text += String(number) }
  }
}

extension String {
  /// The text without the characters that XML 1.0 cannot hold.
  fileprivate var withoutControls: String {
    guard unicodeScalars.contains(where: \.isForbiddenInXML) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.filter { !$0.isForbiddenInXML }))
  }
}

extension Unicode.Scalar {
  fileprivate var isForbiddenInXML: Bool {
    value < 0x20 && ![9, 10, 13].contains(value) || value == 0xFFFE || value == 0xFFFF
  }
}
