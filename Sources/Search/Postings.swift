/// Where each pair of neighbouring scalars stands in some documents: sorted by its first scalar, then its second.
struct Postings: Sendable {
  /// The first scalars, and where their records begin.
  let firsts: [First]
  /// For each pair: its second scalar, the first place, the bytes of the rest, and if there are any, how far it is from
  /// the first place to the last; then the rest, as distances in the characters of the finished index.
  let records: [UInt8]

  struct First: Sendable {
    let scalar: UInt32
    let start: Int
  }

  /// - Parameter scalars: folded; after the last comes a separator.
  init(_ scalars: [UInt32]) {
    let dense = Dense(scalars)
    let places = dense.placesByPair()
    var firsts: [First] = [], records: [UInt8] = [], rest: [UInt8] = []
    records.reserveCapacity(places.count * 2)
    var i = 0
    while i < places.count {
      let start = places[i], first = scalars[Int(start)], second = scalars[Int(start) + 1]
      if first != firsts.last?.scalar { firsts.append(First(scalar: first, start: records.count)) }
      rest.removeAll(keepingCapacity: true)
      var last = start
      i += 1
      while i < places.count, scalars[Int(places[i]) + 1] == second, scalars[Int(places[i])] == first {
        Digits.append(places[i] - last, to: &rest)
        last = places[i]
        i += 1
      }
      records.append(number: second)
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

/// Scalars as numbers without gaps, in the same order, the separator first: what can be sorted by counting.
private struct Dense {
  private var numbers: [UInt32]
  private var count = 0

  init(_ scalars: [UInt32]) {
    var number = [UInt32](repeating: 0, count: Int(Folding.limit))
    for scalar in scalars { number[Int(scalar)] = 1 }
    number[Int(Folding.separator)] = 1
    for scalar in number.indices where number[scalar] > 0 {
      number[scalar] = UInt32(count)
      count += 1
    }
    numbers = scalars.map { number[Int($0)] }
  }

  /// All places but those of separators, by the scalar that stands there, then by the next, then by place: sorted by
  /// the second first, as that keeps the order of what is equal.
  consuming func placesByPair() -> [UInt32] {
    let all = numbers.indices.lazy.filter { [numbers] in numbers[$0] != 0 }.map { UInt32($0) }
    return sorted(sorted(Array(all), by: 1), by: 0)
  }

  private func sorted(_ places: [UInt32], by distance: Int) -> [UInt32] {
    var ends = [Int](repeating: 0, count: count + 1)
    for place in places { ends[Int(numbers[Int(place) + distance]) + 1] += 1 }
    for i in 0..<count { ends[i + 1] += ends[i] }
    return [UInt32](unsafeUninitializedCapacity: places.count) { room, filled in
      for place in places {
        let number = Int(numbers[Int(place) + distance])
        room[ends[number]] = place
        ends[number] += 1
      }
      filled = places.count
    }
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
