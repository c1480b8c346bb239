/// Where each pair of neighbouring scalars stands in some documents: sorted by its first scalar, then its second.
struct Postings: Sendable {
  /// The first scalars, and where their records begin.
  let firsts: [First]
  /// For each pair a record: its second scalar, the first place, how many bytes the rest has, and if there is any, how
  /// far it is from the first place to the last; then the rest, as distances in the characters of the finished index.
  let records: [UInt8]

  struct First: Sendable {
    let scalar: UInt32
    let start: Int
  }

  /// - Parameters:
  ///   - scalars: folded; after the last comes a separator.
  ///   - room: to work in.
  init(_ scalars: [UInt32], in room: inout PairSorting) {
    let pairs = room.sort(scalars)
    var firsts: [First] = [], records: [UInt8] = [], rest: [UInt8] = []
    records.reserveCapacity(scalars.count * 2)
    var i = 0
    while i < pairs.count {
      let pair = pairs[i], start = pair.place
      if pair.first != firsts.last?.scalar { firsts.append(First(scalar: pair.first, start: records.count)) }
      rest.removeAll(keepingCapacity: true)
      var last = start
      i += 1
      while i < pairs.count, pairs[i].isSame(as: pair) {
        Digits.append(pairs[i].place - last, to: &rest)
        last = pairs[i].place
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

  /// Where the records of a first scalar stand.
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
  /// Seven bits a byte, the low ones first.
  fileprivate mutating func append(number: UInt32) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  /// Reads what `append(number:)` has written, and moves on.
  func number(at place: inout Int) -> UInt32 {
    var value: UInt32 = 0, shift: UInt32 = 0
    while true {
      let byte = self[place]
      place += 1
      value |= UInt32(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
  }
}
