import CZlib
import Diagnostics

/// The files in a zip file, as workbooks and Word files are, found by its directory. Nothing of them is written to the disk.
///
/// A zip file may come from anybody. One that tells two readers two things, has a file outside, or would unpack into more
/// than its limits is refused before anything of it is unpacked.
package struct ZipReader: Sendable {
  package let path: String
  /// In the order of the directory.
  package let entries: [Entry]
  private let bytes: [UInt8]
  private let indices: [String: Int]

  package struct Entry: Sendable {
    /// With `/` between folders: `xl/workbook.xml`.
    package let name: String
    /// The bytes that it unpacks into.
    package let size: Int
    let checksum: UInt32
    let isDeflated: Bool
    let packed: Range<Int>
  }

  package struct Limits: Sendable {
    package var entries = InputLimit.zipEntries
    /// The bytes that all entries unpack into together.
    package var unpacked = InputLimit.unpacked
    /// The bytes that one may become, in an entry of more than a megabyte.
    package var ratio = 300

    package init() {}
  }

  /// - Parameter path: as messages name the file.
  package init(_ bytes: [UInt8], path: String, limits: Limits = Limits()) throws(Diagnostic) {
    var directory = try ZipDirectory(bytes, path)
    let entries = try directory.entries(limits)
    var indices: [String: Int] = [:]
    for (index, entry) in entries.enumerated() {
      guard indices.updateValue(index, forKey: entry.name.lowercased()) == nil else {
        throw .unsafeZip(path, .nameTwice(entry.name))
      }
    }
    self.path = path
    self.bytes = bytes
    self.entries = entries
    self.indices = indices
  }

  /// The entry of a name, capitals ignored, as names of parts are in packages of Office.
  package subscript(name: String) -> Entry? { indices[name.lowercased()].map { entries[$0] } }

  /// The whole content of an entry.
  package func bytes(of entry: Entry) throws(Diagnostic) -> [UInt8] {
    var content = contents(of: entry)
    let bytes = try content.read(entry.size)
    _ = try content.read(1)
    return bytes
  }

  /// The content of an entry piece by piece.
  package func contents(of entry: Entry) -> ZipContents { ZipContents(entry, of: bytes, path) }
}

/// The reading of a zip file's directory.
private struct ZipDirectory {
  private let bytes: [UInt8]
  private let path: String
  private var offset: Int
  private let count: Int
  /// The offset of the first byte of the directory, behind all contents.
  private let start: Int
  private let end: Int

  /// Finds the end record: the last one whose comment ends with the file.
  init(_ bytes: [UInt8], _ path: String) throws(Diagnostic) {
    self.bytes = bytes
    self.path = path
    let latest = bytes.count - 22, earliest = max(0, latest - 0xFFFF)
    guard latest >= 0,
      let end = stride(from: latest, through: earliest, by: -1).first(where: {
        bytes.number(at: $0, 4) == 0x0605_4B50 && $0 + 22 + bytes.number(at: $0 + 20, 2) == bytes.count
      })
    else { throw .damagedFile(path, .noDirectory) }
    let count = bytes.number(at: end + 10, 2), size = bytes.number(at: end + 12, 4)
    let start = bytes.number(at: end + 16, 4)
    if count == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF { throw .unsafeZip(path, .zip64) }
    guard bytes.number(at: end + 4, 4) == 0, bytes.number(at: end + 8, 2) == count, start + size <= end else {
      throw .damagedFile(path, .directory)
    }
    (self.start, offset, self.end, self.count) = (start, start, start + size, count)
  }

  mutating func entries(_ limits: ZipReader.Limits) throws(Diagnostic) -> [ZipReader.Entry] {
    if count > limits.entries { throw .tooManyEntries(path, limits.entries) }
    var entries: [ZipReader.Entry] = [], extents: [Range<Int>] = [], total = 0
    entries.reserveCapacity(count)
    for _ in 0..<count {
      let (entry, extent) = try entry()
      total += entry.size
      if total > limits.unpacked { throw .unpacksTooLarge(path, limits.unpacked) }
      if entry.size > 1 << 20, entry.size / limits.ratio > entry.packed.count {
        throw .unsafeZip(path, .bomb(entry.name))
      }
      entries.append(entry)
      extents.append(extent)
    }
    guard offset == end else { throw .damagedFile(path, .directory) }
    extents.sort { $0.lowerBound < $1.lowerBound }
    for (a, b) in zip(extents, extents.dropFirst()) where a.upperBound > b.lowerBound {
      throw .unsafeZip(path, .overlap)
    }
    return entries
  }

  /// The next entry, and all the bytes that are its own, its head included.
  private mutating func entry() throws(Diagnostic) -> (ZipReader.Entry, Range<Int>) {
    guard offset + 46 <= end, bytes.number(at: offset, 4) == 0x0201_4B50 else {
      throw .damagedFile(path, .directory)
    }
    let record = offset, length = bytes.number(at: record + 28, 2)
    offset += 46 + length + bytes.number(at: record + 30, 2) + bytes.number(at: record + 32, 2)
    guard offset <= end else { throw .damagedFile(path, .directory) }
    let written = record + 46..<record + 46 + length
    let name = try checkedName(text(written))
    let flags = bytes.number(at: record + 8, 2), method = bytes.number(at: record + 10, 2)
    let packedSize = bytes.number(at: record + 20, 4), size = bytes.number(at: record + 24, 4)
    let head = bytes.number(at: record + 42, 4)
    // Bit 0: encrypted; bit 6: encrypted strongly; bit 13: so is the directory.
    if flags & 0x2041 != 0 { throw .encryptedFile(path) }
    if [packedSize, size, head].contains(0xFFFF_FFFF) { throw .unsafeZip(path, .zip64) }
    guard method == 0 || method == 8 else { throw .unsafeZip(path, .method(name)) }
    guard bytes.number(at: record + 34, 2) == 0, head + 30 <= start, bytes.number(at: head, 4) == 0x0403_4B50
    else {
      throw .damagedFile(path, .entry(name))
    }
    let local = head + 30, localLength = bytes.number(at: head + 26, 2)
    let content = local + localLength + bytes.number(at: head + 28, 2)
    guard content + packedSize <= start, method == 8 || packedSize == size,
      bytes[local..<local + localLength] == bytes[written], bytes.number(at: head + 8, 2) == method
    else { throw .damagedFile(path, .entry(name)) }
    let entry = ZipReader.Entry(
      name: name, size: size, checksum: UInt32(bytes.number(at: record + 16, 4)), isDeflated: method == 8,
      packed: content..<content + packedSize)
    return (entry, head..<content + packedSize)
  }

  /// A name, whose bytes stay apart where they are no UTF-8.
  private func text(_ range: Range<Int>) -> String {
    String(validating: bytes[range], as: UTF8.self)
      ?? String(String.UnicodeScalarView(bytes[range].map { Unicode.Scalar($0) }))
  }

  /// Some programs of Windows write `\` between folders.
  private func checkedName(_ written: String) throws(Diagnostic) -> String {
    let name = written.replacing("\\", with: "/")
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    if name.isEmpty || name.hasPrefix("/") || parts.contains("..") || parts[0].hasSuffix(":")
      || name.contains("\0")
    {
      throw .unsafeZip(path, .name(written))
    }
    return name
  }
}

extension [UInt8] {
  /// A number in so many bytes, the lowest first. Bytes behind the end are zeros.
  fileprivate func number(at offset: Int, _ count: Int) -> Int {
    guard offset + count <= self.count else { return 0 }
    return self[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
