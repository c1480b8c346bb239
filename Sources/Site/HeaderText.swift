import Diagnostics
import FrontMatter
import Markdown

extension Document {
  /// Says which texts of the header are encoded otherwise than everybody else's; comments are none.
  func checkComposition(reporting diagnostics: inout [Diagnostic]) {
    if mayBeUncomposed(header.range, of: source) { check(header, reporting: &diagnostics) }
  }

  private func check(_ node: Node, reporting diagnostics: inout [Diagnostic]) {
    switch node.content {
    case .scalar(let scalar): check(scalar, at: node.range, reporting: &diagnostics)
    case .list(let items):
      for item in items { check(item, reporting: &diagnostics) }
    case .map(let entries):
      for entry in entries {
        check(entry.key, at: entry.keyRange, reporting: &diagnostics)
        check(entry.value, reporting: &diagnostics)
      }
    }
  }

  private func check(_ scalar: Scalar, at range: Range<Int>, reporting diagnostics: inout [Diagnostic]) {
    Markdown.checkComposition(of: scalar.text, at: range, in: source, reporting: &diagnostics)
  }
}
