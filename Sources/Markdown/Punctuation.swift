/// True for what libcmark 0.30.2 takes for punctuation: that of ASCII, and the classes P* of Unicode 7.0, in which U+166D
/// still was some. A test compares the two.
func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
  let value = scalar.value
  if value < 0x80 { return isASCIIPunctuation(UInt8(value)) }
  if 0x4E00...0x9FFF ~= value { return false }
  switch scalar.properties.generalCategory {
  case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
    .finalPunctuation, .otherPunctuation:
    return scalar.properties.age.map { $0.major <= 7 } ?? false
  default: return value == 0x166D
  }
}
