/// The time and memory that the stages of a build take. The pipeline reads no clock: the caller hands one in.
package final class Timings {
  package enum Stage: String, CaseIterable {
    case read, parse, records, markdown, search, statistics, data, render, write
  }

  /// Seconds passed and seconds of processor time of the process, and the most bytes it has held so far.
  package struct Moment {
    package let wall: Double
    package let processor: Double
    package let memory: Int

    package init(wall: Double, processor: Double, memory: Int) {
      self.wall = wall
      self.processor = processor
      self.memory = memory
    }
  }

  /// The share of one stage; `bytes` are those it read or made.
  package struct Entry {
    package let stage: Stage
    package var wall = 0.0
    package var processor = 0.0
    package var bytes = 0
    /// The most bytes the process had held when the stage ended.
    package var memory = 0
  }

  fileprivate let now: () -> Moment
  fileprivate var measured: [Stage: Entry] = [:]

  package init(now: @escaping () -> Moment) { self.now = now }

  /// The stages in the order of the path; one that was not reached is missing.
  package var entries: [Entry] { Stage.allCases.compactMap { measured[$0] } }
}

extension Timings? {
  /// Does the work of a stage, and measures it if anybody asks.
  package func measure<Result, Failure: Error>(
    _ stage: Timings.Stage, bytes: (Result) -> Int = { _ in 0 }, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let timings = self else { return try body() }
    let start = timings.now(), result = try body(), end = timings.now()
    var entry = timings.measured[stage] ?? Timings.Entry(stage: stage)
    entry.wall += end.wall - start.wall
    entry.processor += end.processor - start.processor
    entry.memory = end.memory
    entry.bytes += bytes(result)
    timings.measured[stage] = entry
    return result
  }
}
