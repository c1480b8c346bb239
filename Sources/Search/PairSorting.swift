/// One occurrence of a pair: 18 bits for each scalar, 28 for the place, which is enough for the documents of a segment.
struct PlacedPair {
  private let bits: UInt64

  @inline(__always)
  init(_ first: UInt32, _ second: UInt32, _ place: Int) {
    bits = UInt64(first) << 46 | UInt64(second) << 28 | UInt64(place)
  }

  var first: UInt32 { UInt32(truncatingIfNeeded: bits >> 46) }
  var second: UInt32 { UInt32(truncatingIfNeeded: bits >> 28) & 0x3_FFFF }
  var place: UInt32 { UInt32(truncatingIfNeeded: bits) & 0xFFF_FFFF }

  func isSame(as other: PlacedPair) -> Bool { bits >> 28 == other.bits >> 28 }
}

/// Sorts pairs by counting, in room that is used again and again.
struct PairSorting: ~Copyable {
  private var bySecond: [PlacedPair] = []
  private var byBoth: [PlacedPair] = []
  private var counts = Counts()

  /// All pairs that do not begin with a separator, by first scalar, second scalar and place: by the second scalar first,
  /// as that keeps the order of what is equal. Good until the next are sorted.
  mutating func sort(_ scalars: [UInt32]) -> ArraySlice<PlacedPair> {
    precondition(scalars.count < 1 << 28)
    let places = scalars.indices.dropLast()
    if bySecond.count < scalars.count {
      let none = PlacedPair(0, 0, 0)
      (bySecond, byBoth) = ([], [])
      bySecond = [PlacedPair](repeating: none, count: scalars.count * 9 / 8)
      byBoth = bySecond
    }
    counts.clear()
    for i in places where scalars[i] != Folding.separator { counts.add(scalars[i + 1]) }
    let count = counts.sum()
    // Through pointers: an access to an array in a structure is checked and counted, eleven million times.
    bySecond.withUnsafeMutableBufferPointer { sorted in
      scalars.withUnsafeBufferPointer { scalars in
        counts.placing { places in
          for i in 0..<scalars.count - 1 where scalars[i] != Folding.separator {
            sorted[places.next(scalars[i + 1])] = PlacedPair(scalars[i], scalars[i + 1], i)
          }
        }
      }
    }
    counts.clear()
    for pair in bySecond[..<count] { counts.add(pair.first) }
    _ = counts.sum()
    byBoth.withUnsafeMutableBufferPointer { sorted in
      bySecond.withUnsafeBufferPointer { pairs in
        counts.placing { places in
          for i in 0..<count { sorted[places.next(pairs[i].first)] = pairs[i] }
        }
      }
    }
    return byBoth[..<count]
  }
}

/// How many there are of each scalar; then, where those of each begin when they are sorted. In blocks of 256 scalars, as
/// far as there are any.
private struct Counts {
  private var counts: [Int32] = []
  /// By block: where its counts begin, or none.
  private var starts = [Int32](repeating: -1, count: Int(Folding.limit >> 8))

  mutating func clear() {
    counts.removeAll(keepingCapacity: true)
    for block in starts.indices { starts[block] = -1 }
  }

  @inline(__always)
  mutating func add(_ scalar: UInt32) {
    let block = Int(scalar >> 8)
    if starts[block] < 0 {
      starts[block] = Int32(counts.count)
      counts.append(contentsOf: repeatElement(0, count: 256))
    }
    counts[Int(starts[block]) + Int(scalar & 0xFF)] += 1
  }

  /// Returns how many there are in all.
  mutating func sum() -> Int {
    var sum: Int32 = 0
    for start in starts where start >= 0 {
      for i in Int(start)..<Int(start) + 256 { (counts[i], sum) = (sum, sum + counts[i]) }
    }
    return Int(sum)
  }

  /// Lends the places of the next of each scalar.
  mutating func placing(_ body: (Places) -> Void) {
    counts.withUnsafeMutableBufferPointer { counts in
      starts.withUnsafeBufferPointer { body(Places(counts: counts, starts: $0)) }
    }
  }

  struct Places {
    fileprivate let counts: UnsafeMutableBufferPointer<Int32>
    fileprivate let starts: UnsafeBufferPointer<Int32>

    @inline(__always)
    func next(_ scalar: UInt32) -> Int {
      let place = Int(starts[Int(scalar >> 8)]) + Int(scalar & 0xFF)
      defer { counts[place] += 1 }
      return Int(counts[place])
    }
  }
}
