/// One occurrence of a pair: 18 bits for each scalar, 28 for the position, which is enough for the documents of a segment.
struct PairOccurrence {
  private let bits: UInt64

  @inline(__always)
  init(_ first: UInt32, _ second: UInt32, _ position: Int) {
    bits = UInt64(first) << 46 | UInt64(second) << 28 | UInt64(position)
  }

  var first: UInt32 { UInt32(truncatingIfNeeded: bits >> 46) }
  var second: UInt32 { UInt32(truncatingIfNeeded: bits >> 28) & 0x3_FFFF }
  var position: UInt32 { UInt32(truncatingIfNeeded: bits) & 0xFFF_FFFF }

  func isSame(as other: PairOccurrence) -> Bool { bits >> 28 == other.bits >> 28 }
}

/// Sorts pairs by counting, in buffers that are used again and again.
struct PairSorting: ~Copyable {
  private var bySecond: [PairOccurrence] = []
  private var byBoth: [PairOccurrence] = []
  private var counts = Counts()

  /// All pairs that do not begin with a separator, by first scalar, second scalar and position: by the second scalar first,
  /// as that keeps the order of equal ones. The result is good until the next pairs are sorted.
  mutating func sort(_ scalars: [UInt32]) -> ArraySlice<PairOccurrence> {
    precondition(scalars.count < 1 << 28)
    if scalars.isEmpty { return [] }
    if bySecond.count < scalars.count {
      let none = PairOccurrence(0, 0, 0)
      (bySecond, byBoth) = ([], [])
      bySecond = [PairOccurrence](repeating: none, count: scalars.count * 9 / 8)
      byBoth = bySecond
    }
    // Through pointers, as an access to an array in a structure is checked and counted, eleven million times.
    let count = scalars.withUnsafeBufferPointer { scalars in
      counts.makeRoom(for: scalars)
      return bySecond.withUnsafeMutableBufferPointer { bySecond in
        byBoth.withUnsafeMutableBufferPointer { byBoth in
          let last = scalars.count - 1
          let count = counts.sorting { indices in
            for i in 0..<last where scalars[i] != Folding.separator { indices.add(scalars[i + 1]) }
          } placing: { indices in
            for i in 0..<last where scalars[i] != Folding.separator {
              bySecond[indices.next(scalars[i + 1])] = PairOccurrence(scalars[i], scalars[i + 1], i)
            }
          }
          return counts.sorting { indices in
            for i in 0..<count { indices.add(bySecond[i].first) }
          } placing: { indices in
            for i in 0..<count { byBoth[indices.next(bySecond[i].first)] = bySecond[i] }
          }
        }
      }
    }
    return byBoth[..<count]
  }
}

/// The number of occurrences of each scalar, then the index of the first one when they are sorted, in blocks of 256 scalars
/// as far as there are any.
private struct Counts {
  private var counts: [Int32] = []
  /// The index of the first count of each block, or -1.
  private var starts = [Int32](repeating: -1, count: Int(Folding.limit >> 8))

  /// Makes room for all scalars of a text.
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

  /// Counts scalars, then lends the index of the next of each. Returns the number of all.
  mutating func sorting(counting: (Indices) -> Void, placing: (Indices) -> Void) -> Int {
    var sum: Int32 = 0
    counts.withUnsafeMutableBufferPointer { counts in
      counts.update(repeating: 0)
      starts.withUnsafeBufferPointer { starts in
        let indices = Indices(counts: counts, starts: starts)
        counting(indices)
        for start in starts where start >= 0 {
          for i in Int(start)..<Int(start) + 256 { (counts[i], sum) = (sum, sum + counts[i]) }
        }
        placing(indices)
      }
    }
    return Int(sum)
  }

  struct Indices {
    fileprivate let counts: UnsafeMutableBufferPointer<Int32>
    fileprivate let starts: UnsafeBufferPointer<Int32>

    @inline(__always)
    func add(_ scalar: UInt32) { counts[Int(starts[Int(scalar >> 8)]) + Int(scalar & 0xFF)] += 1 }

    @inline(__always)
    func next(_ scalar: UInt32) -> Int {
      let index = Int(starts[Int(scalar >> 8)]) + Int(scalar & 0xFF)
      defer { counts[index] += 1 }
      return Int(counts[index])
    }
  }
}
