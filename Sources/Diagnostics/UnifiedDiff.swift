/// The difference of two texts in the unified form of `diff -u`, which `patch -p0` reads.
///
/// ```
/// --- <casebook>/templates/home.html
/// +++ templates/home.html
/// @@ -3,2 +3,2 @@
///  a line of both
/// -a line of the old text
/// +a line of the new text
/// ```
package struct UnifiedDiff {
  private enum Line {
    case common(ArraySlice<UInt8>), old(ArraySlice<UInt8>), new(ArraySlice<UInt8>)
  }

  /// The lines around a change that are shown with it.
  private static let context = 3

  private let lines: [Line]
  private let oldPath: String
  private let newPath: String

  package init(_ old: SourceText, _ new: SourceText) {
    (oldPath, newPath) = (old.path, new.path)
    let before = UnifiedDiff.lines(old), after = UnifiedDiff.lines(new)
    var removed: Set<Int> = [], inserted: Set<Int> = []
    for change in after.difference(from: before) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var lines: [Line] = [], i = 0, j = 0
    while i < before.count || j < after.count {
      if removed.contains(i) {
        lines.append(.old(before[i]))
        i += 1
      } else if inserted.contains(j) {
        lines.append(.new(after[j]))
        j += 1
      } else {
        lines.append(.common(after[j]))
        (i, j) = (i + 1, j + 1)
      }
    }
    self.lines = lines
  }

  /// Lines with their line ends, so that one without an end at the end of the text is another line.
  private static func lines(_ source: SourceText) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = [], rest = source.bytes[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.endIndex
      lines.append(rest[..<end])
      rest = rest[end...]
    }
    return lines
  }

  /// The whole difference; empty for equal texts.
  package var text: String {
    let changed = lines.indices.filter { if case .common = lines[$0] { false } else { true } }
    guard let first = changed.first else { return "" }
    var hunks: [Range<Int>] = [], start = first, last = first
    func hunk() -> Range<Int> {
      max(0, start - UnifiedDiff.context)..<min(lines.count, last + 1 + UnifiedDiff.context)
    }
    for index in changed.dropFirst() {
      if index - last > 2 * UnifiedDiff.context {
        hunks.append(hunk())
        start = index
      }
      last = index
    }
    hunks.append(hunk())
    return "--- \(oldPath)\n+++ \(newPath)\n" + hunks.map(text).joined()
  }

  private func text(_ hunk: Range<Int>) -> String {
    let before = counts(lines[..<hunk.lowerBound]), inside = counts(lines[hunk])
    var text = "@@ -\(range(before.old, inside.old)) +\(range(before.new, inside.new)) @@\n"
    for line in lines[hunk] {
      let (mark, bytes) =
        switch line {
        case .common(let bytes): (" ", bytes)
        case .old(let bytes): ("-", bytes)
        case .new(let bytes): ("+", bytes)
        }
      text += mark + String(decoding: bytes, as: UTF8.self)
      if bytes.last != UInt8(ascii: "\n") { text += "\n\\ No newline at end of file\n" }
    }
    return text
  }

  /// `3,2`: two lines from the third on. A hunk without lines names the line before it.
  private func range(_ before: Int, _ count: Int) -> String {
    let start = count == 0 ? before : before + 1
    return count == 1 ? "\(start)" : "\(start),\(count)"
  }

  private func counts(_ lines: ArraySlice<Line>) -> (old: Int, new: Int) {
    lines.reduce(into: (0, 0)) { counts, line in
      switch line {
      case .common: counts = (counts.0 + 1, counts.1 + 1)
      case .old: counts.0 += 1
      case .new: counts.1 += 1
      }
    }
  }
}
