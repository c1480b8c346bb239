import Dispatch
import Synchronization

extension Array where Element: Sendable {
  /// The results of a function over all elements, in their order, computed on all cores.
  package func parallelMap<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
    parallelParts { $0.map(transform) }.flatMap { $0 }
  }

  /// The same for a function that may have no result, and reports why. What it reports is merged in the order of the
  /// elements, so that messages never depend on timing.
  package func parallelMap<Result: Sendable>(
    reporting diagnostics: inout [Diagnostic],
    _ transform: @Sendable (Element, inout [Diagnostic]) -> Result?
  ) -> [Result] {
    let parts = parallelParts { part in
      var found: [Diagnostic] = []
      return (results: part.compactMap { transform($0, &found) }, found: found)
    }
    for part in parts { diagnostics += part.found }
    return parts.flatMap(\.results)
  }

  /// In parts, some for each core: a task for each file would cost more than most files do.
  private func parallelParts<Part: Sendable>(_ work: @Sendable (ArraySlice<Element>) -> Part) -> [Part] {
    let count = Swift.min(self.count, 64)
    guard count > 1 else { return [work(self[...])] }
    let parts = Mutex([Part?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let part = work(self[(index * self.count / count)..<((index + 1) * self.count / count)])
      parts.withLock { $0[index] = part }
    }
    return parts.withLock { $0.compactMap { $0 } }
  }
}
