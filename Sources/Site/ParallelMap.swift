import Diagnostics
import Dispatch
import Glibc
import Synchronization

extension Array where Element: Sendable {
  /// The results of a function over all elements, in their order, computed on all cores.
  ///
  /// In chunks, some for each core: a task for each file would cost more than most files do.
  func parallelMap<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
    parallelMap(with: { () }) { element, _ in transform(element) }
  }

  /// The same with something that each core makes for itself, such as room to work in.
  func parallelMap<Result: Sendable, Tool: ~Copyable>(
    with make: @Sendable () -> Tool, _ transform: @Sendable (Element, inout Tool) -> Result
  ) -> [Result] {
    let chunks = Swift.min(count, 64)
    let results = Mutex([[Result]](repeating: [], count: chunks)), taken = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: Swift.min(chunks, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) {
      _ in
      var tool = make()
      while true {
        let chunk = taken.add(1, ordering: .relaxed).oldValue
        guard chunk < chunks else { return }
        let part = self[(chunk * count / chunks)..<((chunk + 1) * count / chunks)].map {
          transform($0, &tool)
        }
        results.withLock { $0[chunk] = part }
      }
    }
    return results.withLock { $0.flatMap { $0 } }
  }
}

/// A value with what was wrong on the way to it; merged in input order, so that messages never depend on timing.
struct Reported<Value: Sendable>: Sendable {
  let value: Value
  let diagnostics: [Diagnostic]

  init(_ make: (inout [Diagnostic]) -> Value) {
    var diagnostics: [Diagnostic] = []
    value = make(&diagnostics)
    self.diagnostics = diagnostics
  }
}

extension Array {
  /// The values alone, their diagnostics appended in order.
  func values<Value>(reporting diagnostics: inout [Diagnostic]) -> [Value] where Element == Reported<Value> {
    for item in self { diagnostics += item.diagnostics }
    return map(\.value)
  }
}
