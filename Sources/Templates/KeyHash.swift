/// A hash of a key, by products of 128 bits folded. Its seed is another in each run, so that nobody can write a template or
/// data whose keys collide. It decides where a key lies in an index, and nothing that a page could show or a meter count.
struct KeyHash {
  private static let seed = (
    start: UInt.random(in: .min ... .max), factor: UInt.random(in: .min ... .max) | 1
  )

  private(set) var value: UInt
  private let factor: UInt

  @inline(__always)
  init() { (value, factor) = KeyHash.seed }

  @inline(__always)
  mutating func combine(_ word: UInt) {
    let product = (value ^ word).multipliedFullWidth(by: factor)
    value = product.high ^ product.low
  }

  /// Eight bytes at a time.
  @inline(__always)
  mutating func combine(_ bytes: UnsafeBufferPointer<UInt8>) {
    combine(UInt(bytes.count))
    let raw = UnsafeRawBufferPointer(bytes)
    var i = 0, rest: UInt = 0
    while i + 8 <= raw.count {
      combine(raw.loadUnaligned(fromByteOffset: i, as: UInt.self))
      i += 8
    }
    while i < raw.count {
      rest = rest << 8 | UInt(raw[i])
      i += 1
    }
    combine(rest)
  }
}
