// Letters of figures and dates, as far as their grammars look at them in one way.

extension Unicode.Scalar {
  /// The half-width form of a full-width digit, letter or sign, which is exactly 0xFEE0 above it; else the letter itself.
  var halfWidth: Unicode.Scalar {
    0xFF01...0xFF5E ~= value ? Unicode.Scalar(value - 0xFEE0) ?? self : self
  }

  var isDigit: Bool { "0"..."9" ~= self }

  /// Whether it may be between the two ends of a range.
  var isDash: Bool {
    switch self {
    case "~", "-", "–", "—", "―", "−", "～", "至", "到": true
    default: false
    }
  }
}

extension String {
  init(_ letters: some Collection<Unicode.Scalar>) {
    self = ""
    unicodeScalars.append(contentsOf: letters)
  }
}
