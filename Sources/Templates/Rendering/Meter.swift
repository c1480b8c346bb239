/// The work that a page has made so far: whatever goes over data charges for it, so that nothing goes on for ever.
///
/// A step is a turn of a loop, a value looked at, or a few bytes of a text.
struct Meter {
  private(set) var steps = 0
  let limit: Int

  @inline(__always)
  mutating func charge(_ count: Int = 1) throws(Failure) {
    steps += count
    if steps > limit { throw .tooManySteps() }
  }
}

extension Datum {
  /// Steps of work that reads the bytes of a text a word at a time.
  var reading: Int { isText ? count >> 6 : 0 }
  /// Steps of work that looks up what each character is.
  var spelling: Int { isText ? count >> 2 : 0 }
  /// Steps of work that makes another text of a text.
  var making: Int { isText ? count >> 3 : 0 }
}
