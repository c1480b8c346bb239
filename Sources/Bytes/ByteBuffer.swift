/// A growing run of bytes. It keeps its room when it is emptied, so that a line written into it seldom needs new memory.
package struct ByteBuffer: ~Copyable {
  private var start = UnsafeMutablePointer<UInt8>.allocate(capacity: 4096)
  private var capacity = 4096
  package private(set) var count = 0

  private static let quote = UInt8(ascii: "\""), backslash = UInt8(ascii: "\\")

  package init() {}

  deinit { start.deallocate() }

  /// The bytes, valid until the buffer is next changed.
  package var written: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  package mutating func removeAll() { count = 0 }

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

  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    start[count] = byte
    count += 1
  }

  package mutating func append(_ byte: UInt8) {
    reserve(1)
    put(byte)
  }

  package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    (start + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  package mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  package mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a number that is not negative, with zeros in front up to a width.
  package mutating func append(_ number: Int, digits width: Int = 1) {
    var unit = 1, digits = 1
    while number / unit >= 10 || digits < width { (unit, digits) = (unit * 10, digits + 1) }
    reserve(digits)
    while unit > 0 {
      put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / unit % 10))
      unit /= 10
    }
  }

  /// Appends a cell of CSV in quotation marks, those inside it doubled.
  package mutating func append(quoted text: UnsafeBufferPointer<UInt8>) {
    reserve(text.count * 2 + 2)
    put(ByteBuffer.quote)
    for byte in text {
      if byte == ByteBuffer.quote { put(byte) }
      put(byte)
    }
    put(ByteBuffer.quote)
  }

  /// Appends a JSON string, with its quotation marks.
  package mutating func append(jsonText text: UnsafeBufferPointer<UInt8>) {
    reserve(text.count * 6 + 2)
    put(ByteBuffer.quote)
    for byte in text {
      if byte < 0x20 || byte == ByteBuffer.quote || byte == ByteBuffer.backslash || byte == 0x7F {
        appendEscaped(byte)
      } else {
        put(byte)
      }
    }
    put(ByteBuffer.quote)
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case ByteBuffer.quote: append("\\\"" as StaticString)
    case ByteBuffer.backslash: append("\\\\" as StaticString)
    case 10: append("\\n" as StaticString)
    case 9: append("\\t" as StaticString)
    case 13: append("\\r" as StaticString)
    default: append("\\u" + byte.hexadecimal(digits: 4))
    }
  }
}
