import Bytes

/// XML in the making. The literal parts stay as they are, the texts put in between are escaped:
/// `xml += "<w:t>\(text)</w:t>"`.
package struct XMLText: ExpressibleByStringInterpolation {
  package private(set) var text: String

  /// The declaration that a part of a package begins with.
  package static let declaration: XMLText = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#

  package init() { text = "" }

  package init(stringLiteral text: String) { self.text = text }

  package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  /// The bytes of a whole part.
  package var part: [UInt8] { Array((XMLText.declaration.text + "\n" + text).utf8) }

  package static func += (a: inout XMLText, b: XMLText) { a.text += b.text }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) { text += literal }

    package mutating func appendInterpolation(_ value: String) { text += value.withoutControls.escapedForXML }

    package mutating func appendInterpolation(_ xml: XMLText) { text += xml.text }

    package mutating func appendInterpolation(_ number: Int) { text += String(number) }
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

extension [XMLText] {
  package var joined: XMLText { reduce(into: XMLText()) { $0 += $1 } }
}
