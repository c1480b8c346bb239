/// A Unicode scalar and the bytes that it takes.
struct PlacedScalar {
  let scalar: Unicode.Scalar
  let range: Range<Int>
}

/// The first scalar of a non-empty range. A byte that begins no well-formed sequence counts as U+FFFD.
func firstScalar<Bytes: RandomAccessCollection<UInt8>>(
  of bytes: Bytes, in range: Range<Int>
) -> PlacedScalar where Bytes.Index == Int {
  let start = range.lowerBound, lead = bytes[start]
  if lead < 0x80 { return PlacedScalar(scalar: Unicode.Scalar(lead), range: start..<start + 1) }
  let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
  let damaged = PlacedScalar(scalar: "\u{FFFD}", range: start..<start + 1)
  guard 0xC2...0xF4 ~= lead, start + length <= range.upperBound else { return damaged }
  var value = UInt32(lead) & (0x7F >> UInt32(length))
  for i in start + 1..<start + length {
    guard bytes[i] & 0xC0 == 0x80 else { return damaged }
    value = value << 6 | UInt32(bytes[i] & 0x3F)
  }
  guard let scalar = Unicode.Scalar(value) else { return damaged }
  return PlacedScalar(scalar: scalar, range: start..<start + length)
}

/// The last scalar of a non-empty range.
func lastScalar<Bytes: RandomAccessCollection<UInt8>>(
  of bytes: Bytes, in range: Range<Int>
) -> PlacedScalar where Bytes.Index == Int {
  var start = range.upperBound - 1
  while start > range.lowerBound, range.upperBound - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
  let found = firstScalar(of: bytes, in: start..<range.upperBound)
  if found.range.upperBound == range.upperBound { return found }
  return PlacedScalar(scalar: "\u{FFFD}", range: range.upperBound - 1..<range.upperBound)
}

func isASCIIPunctuation(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
  default: false
  }
}

/// Unicode whitespace as CommonMark has it.
func isSpace(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 9, 10, 12, 13, 32, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
  default: false
  }
}
