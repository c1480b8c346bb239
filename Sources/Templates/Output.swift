/// The bytes of a page, as they come.
struct Output: ~Copyable {
  private var start = UnsafeMutablePointer<UInt8>.allocate(capacity: 16 << 10)
  private var capacity = 16 << 10
  private(set) var count = 0

  deinit { start.deallocate() }

  /// What has been written from a place on.
  func bytes(from place: Int = 0) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: UnsafePointer(start + place), count: count - place)
  }

  mutating func cut(at place: Int) { count = place }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if capacity - count < more { grow(more) }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.initialize(from: start, count: count)
    start.deallocate()
    start = larger
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    start[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    reserve(bytes.count)
    if let source = bytes.baseAddress { (start + count).update(from: source, count: bytes.count) }
    count += bytes.count
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  mutating func append(_ byte: UInt8, times: Int) {
    guard times > 0 else { return }
    reserve(times)
    (start + count).update(repeating: byte, count: times)
    count += times
  }

  mutating func append(_ number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    append(digitsOf: number.magnitude)
  }

  /// The digits of a number, from the last to the first in a corner of the buffer that they then move out of.
  mutating func append(digitsOf number: UInt, grouped by: UInt8 = 0, atLeast least: Int = 0) {
    if least > 1 { append(UInt8(ascii: "0"), times: least - String(number).utf8.count) }
    reserve(64)
    var place = start + count + 64, rest = number, written = 0
    repeat {
      if by != 0, written > 0, written % 3 == 0 {
        place -= 1
        place.pointee = by
      }
      place -= 1
      place.pointee = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
      written += 1
    } while rest > 0
    let length = start + count + 64 - place
    (start + count).update(from: place, count: length)
    count += length
  }

  /// A number's digits, those of its whole part in threes.
  mutating func append(grouping number: Substring, by separator: UInt8) {
    let whole = number.utf8.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    for (i, digit) in whole.enumerated() {
      if i > 0, (whole.count - i) % 3 == 0 { append(separator) }
      append(digit)
    }
    append(String(number.dropFirst(whole.count)))
  }

  /// With `&<>'"` spelled as MarkupSafe spells them. All five are below 64, as hardly a byte of Chinese is: eight
  /// bytes are looked at together.
  mutating func append(escaped bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    let length = bytes.count
    reserve(length * 5 + 8)
    var target = start + count, i = 0
    while i < length {
      if length - i >= 8 {
        let eight = UnsafeRawPointer(source + i).loadUnaligned(as: UInt64.self)
        let low = (eight &- 0x4040_4040_4040_4040) & ~eight & 0x8080_8080_8080_8080
        if low == 0 {
          UnsafeMutableRawPointer(target).storeBytes(of: eight, as: UInt64.self)
          target += 8
          i += 8
          continue
        }
      }
      let stop = min(i + 8, length)
      while i < stop {
        let byte = source[i]
        i += 1
        if byte < 0x40, let escape = Output.escape(of: byte) {
          UnsafeMutableRawPointer(target).storeBytes(of: escape.bytes.littleEndian, as: UInt64.self)
          target += escape.count
        } else {
          target.pointee = byte
          target += 1
        }
      }
    }
    count = target - start
  }

  @inline(__always)
  private static func escape(of byte: UInt8) -> (bytes: UInt64, count: Int)? {
    switch byte {
    case UInt8(ascii: "&"): (0x3B70_6D61_26, 5)  // &amp;
    case UInt8(ascii: "<"): (0x3B74_6C26, 4)  // &lt;
    case UInt8(ascii: ">"): (0x3B74_6726, 4)  // &gt;
    case UInt8(ascii: "'"): (0x3B39_3323_26, 5)  // &#39;
    case UInt8(ascii: "\""): (0x3B34_3323_26, 5)  // &#34;
    default: nil
    }
  }

  /// What has been written from a place on, escaped after all.
  mutating func escape(from place: Int) {
    let written = Array(bytes(from: place))
    cut(at: place)
    written.withUnsafeBufferPointer { append(escaped: $0) }
  }

  /// Moves the last bytes in front of the others that have been written since a place.
  mutating func rotate(from place: Int, by last: Int) {
    guard last > 0 else { return }
    let written = Array(bytes(from: place))
    cut(at: place)
    written.withUnsafeBufferPointer { written in
      append(UnsafeBufferPointer(rebasing: written.suffix(last)))
      append(UnsafeBufferPointer(rebasing: written.dropLast(last)))
    }
  }
}
