/// A Unicode scalar and the range of its bytes.
struct LocatedScalar {
  let scalar: Unicode.Scalar
  let range: Range<Int>
}

/// The first scalar of a non-empty range. A byte that begins no well-formed sequence counts as U+FFFD.
func firstScalar(of bytes: some ByteCollection, in range: Range<Int>) -> LocatedScalar {
  let start = range.lowerBound, lead = bytes[start]
  if lead < 0x80 { return LocatedScalar(scalar: Unicode.Scalar(lead), range: start..<start + 1) }
  let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
  let damaged = LocatedScalar(scalar: "\u{FFFD}", range: start..<start + 1)
  guard 0xC2...0xF4 ~= lead, start + length <= range.upperBound else { return damaged }
  var value = UInt32(lead) & (0x7F >> UInt32(length))
  for i in start + 1..<start + length {
    guard bytes[i] & 0xC0 == 0x80 else { return damaged }
    value = value << 6 | UInt32(bytes[i] & 0x3F)
  }
  guard let scalar = Unicode.Scalar(value) else { return damaged }
  return LocatedScalar(scalar: scalar, range: start..<start + length)
}

/// The last scalar of a non-empty range.
func lastScalar(of bytes: some ByteCollection, in range: Range<Int>) -> LocatedScalar {
  var start = range.upperBound - 1
  while start > range.lowerBound, range.upperBound - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
  let found = firstScalar(of: bytes, in: start..<range.upperBound)
  if found.range.upperBound == range.upperBound { return found }
  return LocatedScalar(scalar: "\u{FFFD}", range: range.upperBound - 1..<range.upperBound)
}

/// True for Unicode whitespace as CommonMark defines it.
func isSpace(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 9, 10, 12, 13, 32, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
  default: false
  }
}

/// True for `“ ” ‘ ’ — … · ― ‥`, which are as wide as their surroundings, and Chinese in a Chinese text.
func isChineseAmbiguous(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x201C, 0x201D, 0x2018, 0x2019, 0x2014, 0x2026, 0xB7, 0x2015, 0x2025: true
  default: false
  }
}

func isHan(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isIdeographic }

func isDigit(_ scalar: Unicode.Scalar) -> Bool { 0x30...0x39 ~= scalar.value }
