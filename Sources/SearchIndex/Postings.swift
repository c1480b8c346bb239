/// The positions of each pair of neighbouring scalars in some documents, sorted by its first scalar, then its second.
struct Postings: Sendable {
  /// The first scalars, and the offsets of their records.
  let firsts: [First]
  /// A record for each pair: its second scalar, the first position, the number of bytes of the rest, and if there is any,
  /// the distance from the first position to the last; then the rest, as distances in the characters of the finished index.
  let records: [UInt8]

  struct First: Sendable {
    let scalar: UInt32
    let start: Int
  }

  /// - Parameters:
  ///   - scalars: The folded text; a separator ends it.
  ///   - sorting: The buffers to work in.
  init(_ scalars: [UInt32], in sorting: inout PairSorting) {
    let pairs = sorting.sort(scalars)
    var firsts: [First] = [], records: [UInt8] = [], rest: [UInt8] = []
    records.reserveCapacity(scalars.count * 2)
    var i = 0
    while i < pairs.count {
      let pair = pairs[i], start = pair.position
      if pair.first != firsts.last?.scalar { firsts.append(First(scalar: pair.first, start: records.count)) }
      rest.removeAll(keepingCapacity: true)
      var last = start
      i += 1
      while i < pairs.count, pairs[i].isSame(as: pair) {
        Digits.append(pairs[i].position - last, to: &rest)
        last = pairs[i].position
        i += 1
      }
      records.append(number: pair.second)
      records.append(number: start)
      records.append(number: UInt32(rest.count))
      if !rest.isEmpty { records.append(number: last - start) }
      records += rest
    }
    self.firsts = firsts
    self.records = records
  }

  /// The range of the records of a first scalar.
  func records(of scalar: UInt32) -> Range<Int> {
    var low = 0, high = firsts.count
    while low < high {
      let middle = (low + high) / 2
      if firsts[middle].scalar < scalar { low = middle + 1 } else { high = middle }
    }
    guard low < firsts.count, firsts[low].scalar == scalar else { return 0..<0 }
    return firsts[low].start..<(low + 1 < firsts.count ? firsts[low + 1].start : records.count)
  }
}

extension [UInt8] {
  /// Appends a number, seven bits a byte, the low ones first.
  fileprivate mutating func append(number: UInt32) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  /// Reads a number that `append(number:)` wrote, and moves on.
  func number(at offset: inout Int) -> UInt32 {
    var value: UInt32 = 0, shift: UInt32 = 0
    while true {
      let byte = self[offset]
      offset += 1
      value |= UInt32(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
  }
}
