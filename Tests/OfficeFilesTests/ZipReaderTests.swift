import Diagnostics
import OfficeFiles
import Testing

/// Zip files byte by byte, as no Office program writes them.
@Suite struct ZipReaderTests {
  private static let whole: [UInt8] = {
    var zip = ZipArchive()
    zip.add("a.xml", Array("<a>一</a>".utf8))
    zip.add("b/c.xml", Array("<c/>".utf8))
    return zip.bytes
  }()

  /// The offset of the directory's entry that has this index.
  private func entry(_ index: Int, _ bytes: [UInt8]) -> Int {
    var found = bytes.indices.filter { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) }
    return found.remove(at: index)
  }

  private func code(_ bytes: [UInt8], _ limits: ZipReader.Limits = ZipReader.Limits()) -> String? {
    do throws(Diagnostic) {
      let zip = try ZipReader(bytes, path: "a.xlsx", limits: limits)
      for entry in zip.entries { _ = try zip.bytes(of: entry) }
      return nil
    } catch { return error.code }
  }

  @Test func isReadWhole() { #expect(code(Self.whole) == nil) }

  @Test func whatIsCutOffIsRefused() {
    for count in Self.whole.indices {
      #expect(code(Array(Self.whole[..<count])) == "damaged-file", "\(count) bytes")
    }
  }

  /// No byte can be changed without being noticed, but those that no reader needs.
  @Test func whatIsChangedIsNoticed() throws {
    let zip = try ZipReader(Self.whole, path: "a.xlsx")
    let content = try zip.entries.map { try zip.bytes(of: $0) }
    for index in Self.whole.indices {
      for mask in [0x01, 0x80, 0xFF] as [UInt8] {
        var bytes = Self.whole
        bytes[index] ^= mask
        guard code(bytes) == nil else { continue }
        let other = try ZipReader(bytes, path: "a.xlsx")
        #expect(try other.entries.map { try other.bytes(of: $0) } == content, "byte \(index)")
      }
    }
  }

  @Test(arguments: ["../a", "/a.xml", "b/../..", "C:/a.x", "..\\ab", "a/..", "\\\\a\\b"])
  func namesThatLeadOutsideAreRefused(name: String) {
    var zip = ZipArchive()
    zip.add(name, [])
    #expect(code(zip.bytes) == "unsafe-file")
  }

  @Test func aNameComesOnce() {
    var zip = ZipArchive()
    zip.add("xl/a.xml", [1])
    zip.add("XL/A.xml", [2])
    #expect(code(zip.bytes) == "unsafe-file")
  }

  @Test func encryptedEntriesAreNamedSo() {
    for bit in [0x01, 0x40] as [UInt8] {
      var bytes = Self.whole
      bytes[entry(0, bytes) + 8] |= bit
      #expect(code(bytes) == "encrypted-file")
    }
  }

  @Test func filesAbove4GBAreRefused() {
    var bytes = Self.whole
    for i in 0..<4 { bytes[entry(0, bytes) + 24 + i] = 0xFF }
    #expect(code(bytes) == "unsafe-file")
  }

  @Test func rareMethodsAreRefused() {
    var bytes = Self.whole
    bytes[entry(0, bytes) + 10] = 9
    #expect(code(bytes) == "unsafe-file")
  }

  /// Two entries that share their bytes unpack into more than there is.
  @Test func entriesThatOverlapAreRefused() {
    // A file that has the whole other one, its head included, as its content.
    var inner = ZipArchive(), outer = ZipArchive()
    inner.add("b", [1, 2, 3])
    outer.add("a", Array(inner.bytes[..<34]))
    outer.add("b", [1, 2, 3])
    var bytes = outer.bytes
    #expect(code(bytes) == nil)
    bytes[entry(1, bytes) + 42] = 31
    #expect(code(bytes) == "unsafe-file")
  }

  @Test func limitsHold() {
    var limits = ZipReader.Limits()
    limits.entries = 1
    #expect(code(Self.whole, limits) == "file-too-large")
    limits = ZipReader.Limits()
    limits.unpacked = 12
    #expect(code(Self.whole, limits) == "file-too-large")
    var zip = ZipArchive()
    zip.add("a", [UInt8](repeating: 0, count: 2 << 20))
    #expect(code(zip.bytes) == nil)
  }
}
