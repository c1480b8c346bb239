/// Bytes of one line: kept from line to line, so that there is always room.
struct LineBuffer: ~Copyable {
  private var start = UnsafeMutablePointer<UInt8>.allocate(capacity: 4096)
  private var capacity = 4096
  var count = 0

  deinit { start.deallocate() }

  var written: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if capacity - count < more { grow(more) }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
  }

  mutating func append(_ byte: UInt8) {
    reserve(1)
    start[count] = byte
    count += 1
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    (start + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// A number that is not negative, with zeros in front up to a width.
  mutating func append(_ number: Int, digits width: Int = 1) {
    var unit = 1, digits = 1
    while number / unit >= 10 || digits < width { (unit, digits) = (unit * 10, digits + 1) }
    reserve(digits)
    while unit > 0 {
      start[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / unit % 10)
      count += 1
      unit /= 10
    }
  }

  /// In quotation marks, those inside doubled.
  mutating func append(quoted text: UnsafeBufferPointer<UInt8>) {
    reserve(text.count * 2 + 2)
    append(.quote)
    for byte in text {
      if byte == .quote {
        start[count] = byte
        count += 1
      }
      start[count] = byte
      count += 1
    }
    append(.quote)
  }

  /// As a JSON string, in its quotation marks.
  mutating func append(jsonText text: UnsafeBufferPointer<UInt8>) {
    reserve(text.count * 6 + 2)
    append(.quote)
    for byte in text {
      guard byte < 0x20 || byte == .quote || byte == UInt8(ascii: "\\") || byte == 0x7F else {
        start[count] = byte
        count += 1
        continue
      }
      appendEscaped(byte)
    }
    append(.quote)
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case .quote: append("\\\"" as StaticString)
    case UInt8(ascii: "\\"): append("\\\\" as StaticString)
    case .lineFeed: append("\\n" as StaticString)
    case 9: append("\\t" as StaticString)
    case 13: append("\\r" as StaticString)
    default:
      append("\\u00" as StaticString)
      append(hexadecimal(byte >> 4))
      append(hexadecimal(byte & 15))
    }
  }

  private func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }
}
