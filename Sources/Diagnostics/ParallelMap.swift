import Dispatch
import Glibc
import Synchronization

/// Whether the system lists a process's threads: Dispatch counts its own there, and ends the process where an empty root has
/// no /proc.
private let hasThreadList = access("/proc/self/task", F_OK) == 0

/// Whether `parallelMap` works on one core, from the last part to the first: its results are the same either way, and a
/// build that is verified shows it.
package enum Serially {
  @TaskLocal package static var backwards = false
}

extension Array where Element: Sendable {
  /// The results of a function over all elements, in their order, computed on all cores.
  package func parallelMap<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
    parallelParts(with: {}) { part, _ in part.map(transform) }.flatMap { $0 }
  }

  /// The results of a function that uses something each core makes for itself, such as room to work in.
  package func parallelMap<Result: Sendable, Tool: ~Copyable>(
    with make: @Sendable () -> Tool, _ transform: @Sendable (Element, inout Tool) -> Result
  ) -> [Result] {
    parallelParts(with: make) { part, tool in part.map { transform($0, &tool) } }.flatMap { $0 }
  }

  /// The results of a function that may have none, and reports why. The reports are merged in the order of the elements, so
  /// that messages never depend on timing.
  package func parallelMap<Result: Sendable>(
    reporting diagnostics: inout [Diagnostic],
    _ transform: @Sendable (Element, inout [Diagnostic]) -> Result?
  ) -> [Result] {
    parallelMap(reporting: &diagnostics, with: {}) { element, _, found in transform(element, &found) }
  }

  /// The results of a function that may have none, and uses something each core makes for itself.
  package func parallelMap<Result: Sendable, Tool: ~Copyable>(
    reporting diagnostics: inout [Diagnostic], with make: @Sendable () -> Tool,
    _ transform: @Sendable (Element, inout Tool, inout [Diagnostic]) -> Result?
  ) -> [Result] {
    let parts = parallelParts(with: make) { part, tool in
      var found: [Diagnostic] = [], results: [Result] = []
      results.reserveCapacity(part.count)
      for element in part {
        if let result = transform(element, &tool, &found) { results.append(result) }
      }
      return (results: results, found: found)
    }
    for part in parts { diagnostics += part.found }
    return parts.flatMap(\.results)
  }

  /// Works in parts, some for each core: a task for each file would cost more than most files do. A core takes one part
  /// after another, and makes its tool once; a core that comes after the last part finds nothing to do.
  private func parallelParts<Part: Sendable, Tool: ~Copyable>(
    with make: @Sendable () -> Tool, _ work: @Sendable (ArraySlice<Element>, inout Tool) -> Part
  ) -> [Part] {
    let count = Swift.min(self.count, 64)
    @Sendable func part(_ index: Int, _ tool: inout Tool) -> Part {
      work(self[(index * self.count / count)..<((index + 1) * self.count / count)], &tool)
    }
    if Serially.backwards || !hasThreadList {
      var tool = make()
      return (0..<count).reversed().map { part($0, &tool) }.reversed()
    }
    let parts = Mutex([Part?](repeating: nil, count: count)), taken = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: count) { _ in
      var index = taken.add(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      var tool = make()
      while index < count {
        let result = part(index, &tool)
        parts.withLock { $0[index] = result }
        index = taken.add(1, ordering: .relaxed).oldValue
      }
    }
    return parts.withLock { $0.compactMap { $0 } }
  }
}
