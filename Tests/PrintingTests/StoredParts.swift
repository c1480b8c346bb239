/// The files in a zip file without compression, read by its directory.
struct StoredParts {
  private(set) var names: [String] = []
  private var contents: [String: [UInt8]] = [:]
  private(set) var checksums: [String: UInt32] = [:]

  init(_ bytes: [UInt8]) {
    func number(_ offset: Int, _ count: Int) -> Int {
      bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    let end = bytes.count - 22
    guard end >= 0, number(end, 4) == 0x0605_4B50 else { return }
    var offset = number(end + 16, 4)
    for _ in 0..<number(end + 10, 2) {
      let size = number(offset + 20, 4), length = number(offset + 28, 2), start = number(offset + 42, 4)
      let name = String(decoding: bytes[offset + 46..<offset + 46 + length], as: UTF8.self)
      let content = start + 30 + number(start + 26, 2) + number(start + 28, 2)
      names.append(name)
      contents[name] = Array(bytes[content..<content + size])
      checksums[name] = UInt32(number(offset + 16, 4))
      offset += 46 + length + number(offset + 30, 2) + number(offset + 32, 2)
    }
  }

  subscript(bytes name: String) -> [UInt8] { contents[name] ?? [] }

  subscript(name: String) -> String { String(decoding: contents[name] ?? [], as: UTF8.self) }
}
