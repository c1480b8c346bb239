/// A hash of a key, by products of 128 bits folded. Its seed is another in each run, so that nobody can write a template
/// or data whose keys collide. It decides where a key lies in an index, and nothing that a page could show or a meter
/// count.
enum KeyHash {
  private static let seed = (
    start: UInt64.random(in: .min ... .max), factor: UInt64.random(in: .min ... .max) | 1
  )

  @inline(__always)
  private static func combine(_ value: UInt64, _ word: UInt64) -> UInt64 {
    let product = (value ^ word).multipliedFullWidth(by: seed.factor)
    return product.high ^ product.low
  }

  static func hash(_ key: Span<UInt8>) -> Int {
    var value = combine(seed.start, UInt64(key.count)), i = 0, rest: UInt64 = 0
    let bytes = key.bytes
    while i + 8 <= key.count {
      value = combine(value, bytes.word(at: i))
      i += 8
    }
    while i < key.count {
      rest = rest << 8 | UInt64(key[i])
      i += 1
    }
    return Int(truncatingIfNeeded: combine(value, rest))
  }
}
