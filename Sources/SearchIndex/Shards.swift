/// A part of the postings of all segments, which are one sorted sequence in files of some tens of kilobytes. The file with
/// a pair is found by the first pairs of all files.
struct Shard: Sendable {
  /// The first pair of the file.
  let first: (UInt32, UInt32)
  let name: String
}

/// Merges postings; the work on one range of first scalars does not touch the next.
struct Merge: Sendable {
  /// The size from which a file is closed.
  private static let shardBytes = 48_000

  /// The postings of each segment, and the position of its first scalar among all.
  private let segments: [(postings: Postings, start: UInt32)]

  init(_ segments: [(postings: Postings, start: UInt32)]) {
    // Eight million documents.
    precondition(segments.count < 1 << 16)
    self.segments = segments
  }

  /// All first scalars, in runs that make a file or more each.
  func runs() -> [[UInt32]] {
    var sizes = [Int](repeating: 0, count: Int(Folding.limit))
    for (postings, _) in segments {
      var end = postings.records.count
      for first in postings.firsts.reversed() {
        sizes[Int(first.scalar)] += end - first.start
        end = first.start
      }
    }
    var runs: [[UInt32]] = [], run: [UInt32] = [], size = 0
    for scalar in sizes.indices where sizes[scalar] > 0 {
      if !run.isEmpty, size + sizes[scalar] > Merge.shardBytes {
        runs.append(run)
        run = []
        size = 0
      }
      run.append(UInt32(scalar))
      size += sizes[scalar]
    }
    return run.isEmpty ? runs : runs + [run]
  }

  func shards(of run: [UInt32], writing write: (IndexFile) -> Void) -> [Shard] {
    var shards: [Shard] = [], writer = ShardWriter()
    func close() {
      guard let first = writer.first else { return }
      let file = IndexFile("pairs", writer.finish())
      write(file)
      shards.append(Shard(first: first, name: file.name))
    }
    for scalar in run {
      var last: UInt32 = 0, pair: UInt32?
      for record in records(of: scalar) {
        let (postings, start) = segments[record.segment], bytes = postings.records
        var offset = record.start
        let second = bytes.number(at: &offset), first = start + bytes.number(at: &offset)
        let count = Int(bytes.number(at: &offset)), span = count > 0 ? bytes.number(at: &offset) : 0
        if second != pair {
          if writer.bytes.count >= Merge.shardBytes { close() }
          writer.begin(scalar, second)
          (pair, last) = (second, 0)
        }
        Digits.append(first - last, to: &writer.bytes)
        writer.bytes += bytes[offset..<offset + count]
        last = first + span
      }
    }
    close()
    return shards
  }

  /// A record: its second scalar, its segment and its offset there, which is also the order of sorting.
  private struct Record: Comparable {
    private let bits: UInt64

    init(second: UInt32, segment: Int, start: Int) {
      bits = UInt64(second) << 46 | UInt64(segment) << 30 | UInt64(start)
    }

    var segment: Int { Int(bits >> 30) & 0xFFFF }
    var start: Int { Int(bits & 0x3FFF_FFFF) }

    static func < (a: Record, b: Record) -> Bool { a.bits < b.bits }
  }

  /// The records of a first scalar by second scalar, then in the order of the segments.
  private func records(of scalar: UInt32) -> [Record] {
    var records: [Record] = []
    for (number, (postings, _)) in segments.enumerated() {
      let range = postings.records(of: scalar), bytes = postings.records
      var i = range.lowerBound
      while i < range.upperBound {
        let start = i, second = bytes.number(at: &i)
        _ = bytes.number(at: &i)
        let count = Int(bytes.number(at: &i))
        if count > 0 { _ = bytes.number(at: &i) }
        i += count
        records.append(Record(second: second, segment: number, start: start))
      }
    }
    return records.sorted()
  }
}

/// `casebookSearch({"协":{"商":"…","作":"…"},"议":{…}});`
private struct ShardWriter {
  var bytes: [UInt8] = []
  private(set) var first: (UInt32, UInt32)?
  private var scalar: UInt32?

  mutating func begin(_ scalar: UInt32, _ second: UInt32) {
    if first == nil {
      first = (scalar, second)
      bytes += "casebookSearch({".utf8
    }
    if scalar != self.scalar {
      bytes += (self.scalar == nil ? "\"" : "\"},\n\"").utf8
      append(scalar)
      bytes += "\":{\"".utf8
    } else {
      bytes += "\",\"".utf8
    }
    self.scalar = scalar
    append(second)
    bytes += "\":\"".utf8
  }

  mutating func finish() -> [UInt8] {
    defer { self = ShardWriter() }
    return bytes + "\"}});\n".utf8
  }

  private mutating func append(_ scalar: UInt32) {
    if scalar == 0x22 || scalar == 0x5C { bytes.append(0x5C) }
    if let scalar = Unicode.Scalar(scalar) {
      bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
    }
  }
}
