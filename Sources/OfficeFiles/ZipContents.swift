import CZlib
import Diagnostics

/// The content of a file in a zip file, unpacked piece by piece. Its size and checksum have to be those of the directory.
package struct ZipContents: ~Copyable {
  /// The name of the file within the zip file.
  package let name: String
  package let path: String
  private let bytes: [UInt8]
  private var packed: Range<Int>
  /// The bytes that are to come.
  private var left: Int
  private let expected: UInt32
  private var checksum: uLong = 0
  /// The state of zlib, which must not move; nil for a file that is stored.
  private let stream: UnsafeMutablePointer<z_stream>?
  private var isChecked = false

  init(_ entry: ZipReader.Entry, of bytes: [UInt8], _ path: String) {
    (name, self.path, self.bytes) = (entry.name, path, bytes)
    (packed, left, expected) = (entry.packed, entry.size, entry.checksum)
    guard entry.isDeflated else {
      stream = nil
      return
    }
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // Without a head of zlib's own. It fails only where there is no memory, and then there is nothing to read.
    let state = inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    if state != Z_OK { packed = 0..<0 }
    self.stream = stream
  }

  /// A text of its own, as if it were a file in a zip file.
  package init(_ bytes: [UInt8], name: String, path: String) {
    let entry = ZipReader.Entry(
      name: name, size: bytes.count, checksum: bytes.checksum, isDeflated: false, packed: 0..<bytes.count)
    self.init(entry, of: bytes, path)
  }

  deinit {
    guard let stream else { return }
    inflateEnd(stream)
    stream.deallocate()
  }

  /// The next bytes, as many as are asked for; fewer only at the end, where it becomes empty.
  package mutating func read(_ count: Int) throws(Diagnostic) -> [UInt8] {
    let count = min(count, left)
    guard count > 0 else {
      try check()
      return []
    }
    let piece = stream == nil ? stored(count) : inflated(count)
    guard piece.count == count else { throw .damagedFile(path, .entry(name)) }
    left -= count
    checksum = piece.withUnsafeBufferPointer { crc32_z(checksum, $0.baseAddress, $0.count) }
    return piece
  }

  private mutating func stored(_ count: Int) -> [UInt8] {
    let start = packed.lowerBound
    packed = start + count..<packed.upperBound
    return Array(bytes[start..<start + count])
  }

  /// Fewer bytes than asked for where the content is damaged, or ends.
  private mutating func inflated(_ count: Int) -> [UInt8] {
    guard let stream else { return [] }
    let input = packed
    var taken = 0
    let piece = bytes.withUnsafeBufferPointer { bytes in
      [UInt8](unsafeUninitializedCapacity: count) { output, made in
        let start = bytes.baseAddress.map { UnsafeMutablePointer(mutating: $0 + input.lowerBound) }
        stream.pointee.next_in = start
        stream.pointee.avail_in = uInt(input.count)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = uInt(count)
        while stream.pointee.avail_out > 0, inflate(stream, Z_NO_FLUSH) == Z_OK {}
        taken = input.count - Int(stream.pointee.avail_in)
        made = count - Int(stream.pointee.avail_out)
      }
    }
    packed = input.lowerBound + taken..<input.upperBound
    return piece
  }

  /// The content ends where its directory says so, and is what was packed.
  private mutating func check() throws(Diagnostic) {
    if isChecked { return }
    isChecked = true
    guard inflated(1).isEmpty, packed.isEmpty, UInt32(truncatingIfNeeded: checksum) == expected else {
      throw .damagedFile(path, .entry(name))
    }
  }
}

extension [UInt8] {
  /// CRC-32 (ISO 3309), which a zip file has for each of its files.
  package var checksum: UInt32 {
    withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
  }
}
