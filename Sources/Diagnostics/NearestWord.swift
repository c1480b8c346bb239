/// The nearest of `candidates` to a word that is none of them, if one is near enough to be meant:
/// at most a third of its characters differ (a swapped pair counts as one difference). One with the same first letter is
/// preferred to others at its distance.
///
/// Two Chinese characters of which one differs are a slip of the same word only if the candidates are all the words that
/// there are, and one alone comes near: 场此 is 场次 among fields, but 养老 is not 养殖 among topics. What differs in a number
/// alone is another thing, not a slip: 凤凰二社区 is not 凤凰一社区.
package func nearest(
  to word: String, among candidates: some Sequence<String>, isClosed: Bool = false
) -> String? {
  let letters = Array(word.lowercased())
  let limit = Swift.max(1, letters.count / 3)
  var best: (distance: Int, otherStart: Int, word: String)?, pairs: [String] = []
  for candidate in candidates {
    let other = Array(candidate.lowercased())
    // Longer or shorter by more than the limit: no need to compare, however long the word is.
    guard abs(letters.count - other.count) <= limit else { continue }
    let distance = editDistance(letters, other)
    guard distance <= limit, !differInNumberAlone(letters, other) else { continue }
    guard 2 * distance < Swift.max(letters.count, other.count) else {
      if letters.count == 2, other.count == 2, letters.allSatisfy({ !$0.isASCII }) {
        if isClosed || letters == other.reversed() { pairs.append(candidate) }
      }
      continue
    }
    let found = (distance, letters.first == other.first ? 0 : 1, candidate)
    if best.map({ found < $0 }) ?? true { best = found }
  }
  return best?.word ?? (pairs.count == 1 ? pairs[0] : nil)
}

private func differInNumberAlone(_ a: [Character], _ b: [Character]) -> Bool {
  func isNumeral(_ letter: Character) -> Bool { letter.isWholeNumber || "零〇两".contains(letter) }
  return a.count == b.count && a != b
    && zip(a, b).allSatisfy { $0 == $1 || isNumeral($0) && isNumeral($1) }
}

/// Looks for what unknown words of one file may be meant to be, no more often than anybody would read: a file of nothing but
/// unknown words would take minutes.
package struct Guesses {
  private var rest = FindingLimit.suggestions

  package init() {}

  /// Whether something that takes long may be looked for once more.
  package mutating func mayGuess() -> Bool {
    if rest == 0 { return false }
    rest -= 1
    return true
  }

  package mutating func nearest(
    to word: String, among candidates: @autoclosure () -> [String], isClosed: Bool = false
  ) -> String? {
    guard mayGuess() else { return nil }
    return Diagnostics.nearest(to: word, among: candidates(), isClosed: isClosed)
  }
}

/// The items of a list that are most like a word, in the order of the list; all of a short list.
///
/// - Parameter names: the names of a candidate; the one that is most like the word counts.
package func nearestFew<Candidate>(
  to word: String, among candidates: [Candidate], names: (Candidate) -> [String]
) -> [Candidate] {
  let limit = 6
  if candidates.count <= limit + 2 { return candidates }
  let letters = Array(word.lowercased().prefix(64))
  let distances = candidates.map { candidate in
    names(candidate).map { name in
      let other = Array(name.lowercased())
      return Double(editDistance(letters, other)) / Double(Swift.max(letters.count, other.count, 1))
    }.min() ?? 1
  }
  let few = candidates.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }.prefix(limit)
  return few.sorted().map { candidates[$0] }
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
