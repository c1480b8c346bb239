import Diagnostics

/// Why something is undefined.
enum Absence: UInt8, BitwiseCopyable {
  case name, member, noElse, noParentBlock, notExported, noCaller, parameterMissing, emptySequence
  case noPreviousItem, noNextItem
}

/// What an undefined value says of itself: any use but asking whether it is defined is an error.
struct UndefinedRecord: BitwiseCopyable {
  let reason: Absence
  /// An inline `if` without `else` gives Jinja's forgiving kind: it prints nothing and is false.
  let isLenient: Bool
  /// The instruction that came upon it; -1 if none did.
  let origin: Int
  let name: Datum
  /// What has no such member, or the template that does not export the name.
  let owner: Datum
}

extension Renderer {
  mutating func absent(
    _ reason: Absence, _ name: Datum = .none, of owner: Datum = .none, isLenient: Bool = false,
    at origin: Int = -1
  ) -> Datum {
    let record = UndefinedRecord(
      reason: reason, isLenient: isLenient, origin: origin, name: name, owner: owner)
    return Datum(.undefined, memory.store(record))
  }
}

extension Datum {
  var absence: UndefinedRecord { record(UndefinedRecord.self).pointee }

  var isLenient: Bool { tag == .undefined && absence.isLenient }

  /// An undefined value that must not be used.
  func checkDefined() throws(Failure) {
    if tag == .undefined, !absence.isLenient { throw .undefined(self) }
  }
}
