/// The limits that stop a template which never ends, or never stops growing.
package struct Limits: Sendable {
  /// Templates, blocks and macros inside each other while a page is rendered.
  package var depth = 64
  /// Values inside each other, where all of them are looked at.
  package var nestedValues = 100
  /// Bytes of one page, and of one text.
  package var output = 32 << 20
  /// Bytes of the values that come into being for one page.
  package var memory = 128 << 20
  /// Work of one page: whatever goes over data is charged, so that nothing goes on for ever. A step is a turn of a loop, a
  /// value looked at, or a few bytes of a text.
  package var steps = 10_000_000
  /// Expressions inside each other in one template's source, and statements likewise.
  package var nesting = 60
  /// Loops inside each other in one template's source.
  package var loops = 16

  package init() {}
}

extension Datum {
  /// Steps of work that looks up what each character is.
  var spelling: Int { isText ? count >> 2 : 0 }
  /// Steps of work that reads the bytes of a text, or makes another text of it.
  var making: Int { isText ? count >> 3 : 0 }
}
