/// The bytes of a page, as they come.
struct Output: ~Copyable {
  private var buffer = Buffer<UInt8>()

  var count: Int { buffer.count }

  /// The bytes that have been written since an offset.
  @_lifetime(borrow self)
  func bytes(from start: Int = 0) -> Span<UInt8> {
    _overrideLifetime(buffer.span(from: start), borrowing: self)
  }

  var array: [UInt8] { buffer.array }

  func copy(from start: Int, to others: inout [UInt8]) {
    bytes(from: start).withUnsafeBufferPointer { others += $0 }
  }

  mutating func cut(at offset: Int) { buffer.count = offset }

  @inline(__always)
  mutating func append(_ byte: UInt8) { buffer.append(byte) }

  @inline(__always)
  mutating func append(_ bytes: Span<UInt8>) { bytes.withUnsafeBufferPointer { buffer.append($0) } }

  /// The bytes of a text.
  @inline(__always)
  mutating func append(_ text: Datum, of memory: borrowing Memory) { append(memory.bytes(of: text)) }

  @inline(__always)
  mutating func append(escaped text: Datum, of memory: borrowing Memory) {
    append(escaped: memory.bytes(of: text))
  }

  /// Some of the bytes of a longer text.
  @inline(__always)
  mutating func append(_ text: [UInt8], _ range: Range<Int>) { append(text.span.extracting(range)) }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { buffer.append($0) }
  }

  /// A number, its digits from the last to the first in a corner of the buffer that they then move out of.
  mutating func append(_ number: Int, isGrouped: Bool = false) {
    let start = buffer.reserve(64), end = start + 64
    var digit = end, rest = number.magnitude, written = 0
    repeat {
      if isGrouped, written > 0, written % 3 == 0 {
        digit -= 1
        digit.pointee = UInt8(ascii: ",")
      }
      written += 1
      digit -= 1
      digit.pointee = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    if number < 0 {
      digit -= 1
      digit.pointee = UInt8(ascii: "-")
    }
    start.update(from: digit, count: end - digit)
    buffer.count += end - digit
  }

  /// The bytes with `&<>'"` spelled as MarkupSafe spells them. Eight bytes that have none of them go together.
  mutating func append(escaped bytes: Span<UInt8>) {
    let length = bytes.count, first = buffer.reserve(length * 5 + 8)
    var target = first, i = 0
    let raw = bytes.bytes
    while i < length {
      if length - i >= 8, case let eight = raw.word(at: i), !Output.hasEscapes(eight) {
        UnsafeMutableRawPointer(target).storeBytes(of: eight, as: UInt64.self)
        target += 8
        i += 8
        continue
      }
      let stop = min(i + 8, length)
      while i < stop {
        let byte = bytes[i]
        i += 1
        if let escape = Output.escape(of: byte) {
          UnsafeMutableRawPointer(target).storeBytes(of: escape.bytes.littleEndian, as: UInt64.self)
          target += escape.count
        } else {
          target.pointee = byte
          target += 1
        }
      }
    }
    buffer.count += target - first
  }

  /// True if one of eight bytes is to be escaped: a byte of `"`, of `&` or `'` (0x26, 0x27), or of `<` or `>` (0x3C, 0x3E).
  @inline(__always)
  private static func hasEscapes(_ eight: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & ones << 7 }
    let quote = eight ^ ones &* 0x22, and = (eight | ones) ^ ones &* 0x27
    return zeros(quote) | zeros(and) | zeros((eight | ones << 1) ^ ones &* 0x3E) != 0
  }

  @inline(__always)
  private static func escape(of byte: UInt8) -> (bytes: UInt64, count: Int)? {
    guard byte < 0x40, (0x5000_00C4_0000_0000 as UInt64) >> byte & 1 == 1 else { return nil }
    switch byte {
    case UInt8(ascii: "&"): return (0x3B70_6D61_26, 5)  // &amp;
    case UInt8(ascii: "<"): return (0x3B74_6C26, 4)  // &lt;
    case UInt8(ascii: ">"): return (0x3B74_6726, 4)  // &gt;
    case UInt8(ascii: "'"): return (0x3B39_3323_26, 5)  // &#39;
    default: return (0x3B34_3323_26, 5)  // &#34;
    }
  }
}

extension RawSpan {
  /// Eight bytes from an offset on.
  @inline(__always)
  func word(at offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset + 8 <= byteCount)
    return unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
  }
}
