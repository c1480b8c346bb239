/// Where a template that never ends, or never stops growing, is stopped.
package struct Limits: Sendable {
  /// Expressions and statements inside each other while a page is rendered; an include or call counts for ten.
  package var depth = 500
  /// Bytes of one page, and of one text.
  package var output = 64 << 20
  /// Turns of all loops of one page.
  package var steps = 10_000_000
  /// Expressions inside each other in one template's source, and statements likewise.
  package var nesting = 60
  /// Loops inside each other in one template's source.
  package var loops = 16

  package init() {}
}
