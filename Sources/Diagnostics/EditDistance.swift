/// The nearest of `candidates` to a word that is none of them, if one is near enough to be meant:
/// at most a third of its characters differ (a swapped pair counts as one difference). Of several at one distance
/// one with the same first letter.
package func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
  let letters = Array(word.lowercased())
  let limit = Swift.max(1, letters.count / 3)
  var best: (distance: Int, otherStart: Int, word: String)?
  for candidate in candidates {
    let other = Array(candidate.lowercased())
    // Longer or shorter by more than the limit: no need to compare, however long the word is.
    guard abs(letters.count - other.count) <= limit else { continue }
    let distance = editDistance(letters, other)
    // Two Chinese characters of which one differs are hardly a slip of the same word.
    guard distance <= limit, 2 * distance < Swift.max(letters.count, other.count) else { continue }
    let found = (distance, letters.first == other.first ? 0 : 1, candidate)
    if best.map({ found < $0 }) ?? true { best = found }
  }
  return best?.word
}

/// Damerau's distance (optimal string alignment): insertions, deletions, substitutions, and swaps of neighbours.
package func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  if a.isEmpty || b.isEmpty { return Swift.max(a.count, b.count) }
  var beforeLast = [Int](), last = Array(0...b.count)
  for i in 1...a.count {
    var row = [i] + [Int](repeating: 0, count: b.count)
    for j in 1...b.count {
      row[j] = Swift.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        row[j] = Swift.min(row[j], beforeLast[j - 2] + 1)
      }
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
