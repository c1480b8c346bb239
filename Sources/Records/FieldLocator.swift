import Diagnostics
import FrontMatter

/// The locations of values in a header, found again by the names of fields: what is asked for once in a thousand
/// files need not be kept by every record.
struct FieldLocator {
  private let source: SourceText
  private let root: Node?

  init(_ source: SourceText) {
    self.source = source
    var none: [Diagnostic] = []
    root =
      (source.path.hasSuffix(".md")
      ? Document(writeUp: source, reporting: &none) : Document(registry: source, reporting: &none))?.header
  }

  /// One step into a header: a field of a kind of record, or an item of a list.
  enum Step {
    case field(String, RecordKind)
    case item(Int)
    /// The innermost list or map around a place that was kept.
    case around(Range<Int>)
  }

  /// The place of the value at the end of some steps, or of what there is of them.
  func callAsFunction(_ steps: Step...) -> Location { self(steps) }

  func callAsFunction(_ steps: [Step]) -> Location {
    guard var node = root else { return Location(source.path, 0..<0) }
    for step in steps {
      switch (step, node.content) {
      case (.field(let key, let kind), .map(let entries)):
        guard let entry = entries.first(where: { kind.key($0.key) == key }) else {
          return Location(source.path, node.range)
        }
        node = entry.value
      case (.item(let index), .list(let items)):
        if items.indices.contains(index) { node = items[index] }
      case (.around(let range), _): node = node.innermost(around: range)
      default: break
      }
    }
    return Location(source.path, node.range)
  }
}

extension Node {
  fileprivate func innermost(around range: Range<Int>) -> Node {
    let parts: [Node]
    switch content {
    case .scalar: return self
    case .list(let items): parts = items
    case .map(let entries): parts = entries.map(\.value)
    }
    let part = parts.first {
      $0.range.lowerBound <= range.lowerBound && range.upperBound <= $0.range.upperBound
    }
    guard let part else { return self }
    if case .scalar = part.content { return self }
    return part.innermost(around: range)
  }
}
