import Bytes

/// HTML or SVG in the making. The literal parts stay as they are, the values put in between are escaped:
/// `markup += "<b>\(name)</b>"`.
package struct Markup: ExpressibleByStringInterpolation {
  package private(set) var bytes: [UInt8]

  package init() { bytes = [] }

  package init(stringLiteral text: String) { bytes = Array(text.utf8) }

  package init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.bytes }

  package static func += (a: inout Markup, b: Markup) { a.bytes += b.bytes }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    package mutating func appendLiteral(_ literal: String) { bytes += literal.utf8 }

    package mutating func appendInterpolation(_ text: String) { bytes += text.escapedForXML.utf8 }

    package mutating func appendInterpolation(_ markup: Markup) { bytes += markup.bytes }

    package mutating func appendInterpolation(_ number: Int) { bytes += String(number).utf8 }

    mutating func appendInterpolation(_ length: Length) {
      let whole = length.hundredths / 100, rest = abs(length.hundredths % 100)
      bytes += String(whole).utf8
      if rest > 0 {
        bytes.append(UInt8(ascii: "."))
        bytes.append(UInt8(ascii: "0") + UInt8(rest / 10))
        if rest % 10 > 0 { bytes.append(UInt8(ascii: "0") + UInt8(rest % 10)) }
      }
      bytes += (length.isShare ? "%" : "em").utf8
    }
  }
}

/// A length in a chart: a share of its width, or so many times the size of its type. So a chart is as wide as there is
/// room, and its words are as large as those around it.
struct Length {
  fileprivate let hundredths: Int
  fileprivate let isShare: Bool

  /// Hundredths of the width; at least none.
  static func share(_ value: Double) -> Length {
    Length(hundredths: max(0, Int((value * 10_000).rounded())), isShare: true)
  }

  static func em(_ value: Double) -> Length {
    Length(hundredths: Int((value * 100).rounded()), isShare: false)
  }
}
