import Synchronization

/// The starts of the lines of a file, and the number of scalars up to offsets at equal distances: so that a file with
/// many mistakes, or with a very long line, is not read for each of them.
struct LineMap: Sendable {
  private let source: SourceText
  private let starts: [Int]
  /// The number of scalars before each multiple of `step` bytes.
  private let counts: [Int]
  private static let step = 1024

  init(_ source: SourceText) {
    self.source = source
    var starts = [source.hasByteOrderMark ? 3 : 0], counts: [Int] = [], count = 0
    for (i, byte) in source.bytes.enumerated() {
      if i % LineMap.step == 0 { counts.append(count) }
      if byte & 0xC0 != 0x80 { count += 1 }
      if byte == UInt8(ascii: "\n") { starts.append(i + 1) }
    }
    (self.starts, self.counts) = (starts, counts)
  }

  func position(at offset: Int) -> Position {
    let offset = Swift.min(offset, source.bytes.count), line = line(at: offset)
    return Position(
      line: line + 1, column: Swift.max(0, scalars(before: offset) - scalars(before: starts[line])) + 1)
  }

  /// The bytes of the line that an offset is in, without the line end, and its number from 1.
  func bytes(at offset: Int) -> (number: Int, bytes: Range<Int>) {
    let line = line(at: Swift.min(offset, source.bytes.count)), bytes = source.bytes
    var end = line + 1 < starts.count ? starts[line + 1] - 1 : bytes.count
    if end > starts[line], bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return (line + 1, starts[line]..<end)
  }

  /// The line, counted from 0.
  private func line(at offset: Int) -> Int {
    var low = 0, high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private func scalars(before offset: Int) -> Int {
    let step = offset / LineMap.step
    guard step < counts.count else {
      return counts.last.map { $0 + rest(from: (counts.count - 1) * LineMap.step, to: offset) } ?? 0
    }
    return counts[step] + rest(from: step * LineMap.step, to: offset)
  }

  private func rest(from start: Int, to end: Int) -> Int {
    source.bytes[start..<end].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }
}

/// The maps of files, each made when something is first said of the file.
final class LineMaps: Sendable {
  private let made = Mutex([String: LineMap]())

  subscript(source: SourceText) -> LineMap {
    made.withLock { made in
      let map = made[source.path] ?? LineMap(source)
      made[source.path] = map
      return map
    }
  }
}
