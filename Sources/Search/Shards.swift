/// The postings of all segments as one sorted sequence, cut into files of some tens of kilobytes. A file that holds a
/// pair is found by the first pairs of all files.
struct Shard<File: Sendable>: Sendable {
  /// The pair that it begins with.
  let first: (UInt32, UInt32)
  let name: String
  let file: File
}

/// Merges postings; the work on one range of first scalars does not touch the next.
struct Merge: Sendable {
  /// A file is closed when it has so many bytes.
  private static let shardBytes = 48_000

  /// With the place of each segment's first scalar among all.
  private let segments: [(postings: Postings, start: UInt32)]

  init(_ segments: [(postings: Postings, start: UInt32)]) { self.segments = segments }

  /// The first scalars that there are, in runs that make a file or more each.
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

  func shards<File>(of run: [UInt32], make: (IndexFile) -> File) -> [Shard<File>] {
    var shards: [Shard<File>] = [], writer = ShardWriter()
    func close() {
      guard let first = writer.first else { return }
      let file = IndexFile("pairs", writer.finish())
      shards.append(Shard(first: first, name: file.name, file: make(file)))
    }
    for scalar in run {
      let records = self.records(of: scalar)
      var i = 0
      while i < records.count {
        let second = records[i].second
        writer.begin(scalar, second)
        var last: UInt32 = 0
        while i < records.count, records[i].second == second {
          let record = records[i], (postings, start) = segments[record.segment]
          Digits.append(start + record.place - last, to: &writer.bytes)
          writer.bytes += postings.records[record.rest]
          last = start + record.place + record.span
          i += 1
        }
        if writer.bytes.count >= Merge.shardBytes { close() }
      }
    }
    close()
    return shards
  }

  private struct Record {
    let second: UInt32
    let segment: Int
    let place: UInt32
    let span: UInt32
    let rest: Range<Int>
  }

  /// By second scalar, then in the order of the segments.
  private func records(of scalar: UInt32) -> [Record] {
    var records: [Record] = []
    for (number, segment) in segments.enumerated() {
      let range = segment.postings.records(of: scalar), bytes = segment.postings.records
      var i = range.lowerBound
      while i < range.upperBound {
        let second = bytes.number(at: &i), place = bytes.number(at: &i), count = Int(bytes.number(at: &i))
        let span = count > 0 ? bytes.number(at: &i) : 0
        records.append(Record(second: second, segment: number, place: place, span: span, rest: i..<i + count))
        i += count
      }
    }
    return records.sorted { ($0.second, $0.segment) < ($1.second, $1.segment) }
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
    if let scalar = Unicode.Scalar(scalar) { bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter }
  }
}
