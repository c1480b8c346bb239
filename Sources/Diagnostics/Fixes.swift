/// The texts that findings are about, with the edits that they suggest. A finding's edits are made all or not at all; of
/// findings whose edits overlap the first is followed.
package struct Fixes: Sendable {
  package struct File: Sendable {
    package let old: SourceText
    package fileprivate(set) var new: SourceText
    /// The codes of the findings that were followed, each with their number, sorted.
    package fileprivate(set) var codes: [(code: String, count: Int)]
    /// The edits of the first turn, in their order.
    package let edits: [Edit]
  }

  /// The files that change, in the order of their findings.
  package private(set) var files: [File] = []
  /// The number of findings that were not followed, since others were.
  package private(set) var overlapping = 0

  package var count: Int { files.reduce(0) { $0 + $1.codes.reduce(0) { $0 + $1.count } } }

  /// - Parameter sources: the files that may be changed.
  package init(_ diagnostics: [Diagnostic], in sources: [SourceText]) {
    let sources = Dictionary(sources.map { ($0.path, $0) }) { first, _ in first }
    var plans: [String: Plan] = [:], order: [String] = []
    for diagnostic in diagnostics {
      guard let edits = diagnostic.suggestion?.edits, !edits.isEmpty, let file = diagnostic.location?.file,
        let source = sources[file]
      else { continue }
      if plans[file] == nil { order.append(file) }
      if plans[file, default: Plan(source)].take(edits) {
        plans[file]?.codes[diagnostic.code, default: 0] += 1
      } else {
        overlapping += 1
      }
    }
    files = order.compactMap { plans[$0]?.file }
  }

  /// Adds what was made of the changed files next.
  package mutating func add(_ later: Fixes) {
    overlapping = later.overlapping
    for file in later.files {
      guard let index = files.firstIndex(where: { $0.old.path == file.old.path }) else {
        files.append(file)
        continue
      }
      files[index].new = file.new
      let codes = Dictionary(files[index].codes + file.codes, uniquingKeysWith: +)
      files[index].codes = codes.sorted { $0.key < $1.key }.map { (code: $0.key, count: $0.value) }
    }
  }
}

/// The edits of one file.
private struct Plan {
  private let source: SourceText
  private var edits: [Edit] = []
  var codes: [String: Int] = [:]

  init(_ source: SourceText) { self.source = source }

  /// Returns whether all of these edits can be made beside the others.
  mutating func take(_ more: [Edit]) -> Bool {
    let isPossible = more.allSatisfy { edit in
      edit.range.upperBound <= source.bytes.count && !edits.contains { $0.overlaps(edit) }
    }
    guard isPossible else { return false }
    edits += more
    return true
  }

  /// Returns nil where nothing changes.
  var file: Fixes.File? {
    var bytes: [UInt8] = [], end = 0
    // An insertion comes before what replaces the text behind it.
    let sorted = edits.enumerated().sorted {
      let (a, b) = ($0.element.range, $1.element.range)
      return (a.lowerBound, a.upperBound, $0.offset) < (b.lowerBound, b.upperBound, $1.offset)
    }
    let made = sorted.map(\.element)
    for edit in made where edit.range.lowerBound >= end {
      bytes += source.bytes[end..<edit.range.lowerBound] + Array(edit.replacement.utf8)
      end = edit.range.upperBound
    }
    bytes += source.bytes[end...]
    if bytes == source.bytes { return nil }
    return Fixes.File(
      old: source, new: SourceText(path: source.path, bytes: bytes),
      codes: codes.sorted { $0.key < $1.key }.map { (code: $0.key, count: $0.value) }, edits: made)
  }
}

extension Edit {
  /// Whether the order of two edits would matter. An insertion beside a replaced part is apart from it.
  fileprivate func overlaps(_ other: Edit) -> Bool {
    range == other.range
      || (range.lowerBound < other.range.upperBound && other.range.lowerBound < range.upperBound)
  }
}
