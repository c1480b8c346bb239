/// The numbers that hashes of keys begin with and are multiplied by. They are others in each run, so that nobody can
/// write a template or data whose keys collide.
private let seed = (start: UInt64.random(in: .min ... .max), factor: UInt64.random(in: .min ... .max) | 1)

extension Span<UInt8> {
  /// A hash of a key, by products of 128 bits folded. It decides where a key lies in an index, and nothing that a page
  /// could show or a meter count.
  var keyHash: Int {
    var hash = seed.start
    for i in indices {
      let product = (hash ^ UInt64(self[i])).multipliedFullWidth(by: seed.factor)
      hash = product.high ^ product.low
    }
    return Int(truncatingIfNeeded: hash)
  }
}
