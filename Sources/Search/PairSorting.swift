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
    if scalars.isEmpty { return [] }
    if bySecond.count < scalars.count {
      let none = PlacedPair(0, 0, 0)
      (bySecond, byBoth) = ([], [])
      bySecond = [PlacedPair](repeating: none, count: scalars.count * 9 / 8)
      byBoth = bySecond
    }
    // Through pointers: an access to an array in a structure is checked and counted, eleven million times.
    let count = scalars.withUnsafeBufferPointer { scalars in
      counts.makeRoom(for: scalars)
      return bySecond.withUnsafeMutableBufferPointer { bySecond in
        byBoth.withUnsafeMutableBufferPointer { byBoth in
          let last = scalars.count - 1
          let count = counts.sorting { places in
            for i in 0..<last where scalars[i] != Folding.separator { places.add(scalars[i + 1]) }
          } placing: { places in
            for i in 0..<last where scalars[i] != Folding.separator {
              bySecond[places.next(scalars[i + 1])] = PlacedPair(scalars[i], scalars[i + 1], i)
            }
          }
          return counts.sorting { places in
            for i in 0..<count { places.add(bySecond[i].first) }
          } placing: { places in
            for i in 0..<count { byBoth[places.next(bySecond[i].first)] = bySecond[i] }
          }
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

  /// For all scalars of a text.
  mutating func makeRoom(for scalars: UnsafeBufferPointer<UInt32>) {
    for block in starts.indices { starts[block] = -1 }
    var room: Int32 = 0
    starts.withUnsafeMutableBufferPointer { starts in
      for scalar in scalars where starts[Int(scalar >> 8)] < 0 {
        starts[Int(scalar >> 8)] = room
        room += 256
      }
    }
    if counts.count < Int(room) { counts = [Int32](repeating: 0, count: Int(room)) }
  }

  /// Counts scalars, then lends the place of the next of each. Returns how many there are.
  mutating func sorting(counting: (Places) -> Void, placing: (Places) -> Void) -> Int {
    var sum: Int32 = 0
    counts.withUnsafeMutableBufferPointer { counts in
      counts.update(repeating: 0)
      starts.withUnsafeBufferPointer { starts in
        let places = Places(counts: counts, starts: starts)
        counting(places)
        for start in starts where start >= 0 {
          for i in Int(start)..<Int(start) + 256 { (counts[i], sum) = (sum, sum + counts[i]) }
        }
        placing(places)
      }
    }
    return Int(sum)
  }

  struct Places {
    fileprivate let counts: UnsafeMutableBufferPointer<Int32>
    fileprivate let starts: UnsafeBufferPointer<Int32>

    @inline(__always)
    func add(_ scalar: UInt32) { counts[Int(starts[Int(scalar >> 8)]) + Int(scalar & 0xFF)] += 1 }

    @inline(__always)
    func next(_ scalar: UInt32) -> Int {
      let place = Int(starts[Int(scalar >> 8)]) + Int(scalar & 0xFF)
      defer { counts[place] += 1 }
      return Int(counts[place])
    }
  }
}
