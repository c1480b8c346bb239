/// Numbers by name, found by the bytes of the name: a dictionary would hash and compare strings as Unicode does,
/// character by character.
struct NameIndex: Sendable {
  private(set) var names: [String] = []
  private var numbers: [Int] = []
  /// The bytes of all names, and where each begins, with the end of the last.
  private var bytes: [UInt8] = []
  private var starts = [0]
  /// Places in `names`, at the hash of the name or after it; a power of two, at most half of them in use.
  private var slots: [Int32?] = [nil, nil]
  /// Asked for names that Unicode may write in other bytes.
  private var byText: [String: Int] = [:]
  private var areDistinct = true

  /// The first number is kept where a name is added twice.
  mutating func add(_ name: String, _ number: Int) {
    guard self[name] == nil else { return }
    names.append(name)
    numbers.append(number)
    byText[name] = number
    bytes += name.utf8
    starts.append(bytes.count)
    areDistinct = areDistinct && NameIndex.isDistinct(name.utf8.span)
    if names.count * 2 <= slots.count {
      slots[slot(of: name.utf8.span)] = Int32(names.count - 1)
    } else {
      slots = Array(repeating: nil, count: slots.count * 2)
      for index in names.indices { slots[slot(of: names[index].utf8.span)] = Int32(index) }
    }
  }

  subscript(name: String) -> Int? { self[name.utf8.span] }

  subscript(name: Span<UInt8>) -> Int? {
    if let index = slots[slot(of: name)] { return numbers[Int(index)] }
    if areDistinct, NameIndex.isDistinct(name) { return nil }
    return byText[String(decoding: name.indices.map { name[$0] }, as: UTF8.self)]
  }

  /// Whether no other bytes are the same text to Unicode: there is ASCII, Han (U+4000 to U+9FFF), and full-width signs
  /// and letters (U+FF00 to U+FF7F) alone.
  private static func isDistinct(_ name: Span<UInt8>) -> Bool {
    var i = 0
    while i < name.count {
      switch name[i] {
      case 0..<0x80: i += 1
      case 0xE4...0xE9: i += 3
      case 0xEF where name[i + 1] == 0xBC || name[i + 1] == 0xBD: i += 3
      default: return false
      }
    }
    return true
  }

  /// The slot of a name, or the free one where it would be.
  private func slot(of name: Span<UInt8>) -> Int {
    // FNV-1a
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for i in name.indices { hash = (hash ^ UInt64(name[i])) &* 0x100_0000_01B3 }
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while let index = slots[slot], !isName(Int(index), name) { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private func isName(_ index: Int, _ name: Span<UInt8>) -> Bool {
    let start = starts[index]
    guard starts[index + 1] - start == name.count else { return false }
    for i in name.indices where bytes[start + i] != name[i] { return false }
    return true
  }
}
