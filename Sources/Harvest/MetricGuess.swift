import Records

/// The metric of a registry that a number of a text counts: the one whose unit it has, and whose name the words around it
/// say.
///
/// A name is found in pieces of two letters and more, in whatever order the text has them (228名政协委员下沉 says 下沉委员).
/// A piece weighs the more, the fewer names of the registry have it: nearly all of them speak of 委员.
package struct MetricGuess: Sendable {
  private let registry: MetricRegistry
  private let candidates: [Candidate]
  private let weights: [Pair: Double]

  private struct Candidate: Sendable {
    let metric: Int
    let measure: Measure
    let isRatio: Bool
    let names: [Name]
    /// The pairs of the first phrase of the definition; the rest says what does not count.
    let definition: [Pair]
  }

  private struct Name: Sendable {
    let letters: [Unicode.Scalar]
    let pairs: [Pair]
  }

  private struct Pair: Hashable {
    let first: Unicode.Scalar
    let second: Unicode.Scalar
  }

  /// The words near a number. Each window is wider than the one before it.
  struct Context {
    /// The thing that is counted: words before or behind the number.
    var near: [Unicode.Scalar]
    /// The phrase that it is in.
    var phrase: [Unicode.Scalar]
    var sentence: [Unicode.Scalar]
    /// The heading above, and what the paragraph has said.
    var paragraph: [Unicode.Scalar]
  }

  package init(_ registry: MetricRegistry) {
    self.registry = registry
    candidates = registry.all.enumerated().map { index, metric in
      Candidate(
        metric: index, measure: Measure(metric.unit), isRatio: metric.kind == .ratio,
        names: ([metric.name] + metric.labels).flatMap(MetricGuess.variants).map(MetricGuess.thing)
          .filter { $0.count > 1 }.map { Name(letters: $0, pairs: MetricGuess.pairs(of: $0)) },
        definition: MetricGuess.pairs(of: MetricGuess.letters(String(metric.definition.prefix { $0 != "，" })))
      )
    }
    var counts: [Pair: Int] = [:]
    for candidate in candidates {
      for pair in Set(candidate.names.flatMap(\.pairs)) { counts[pair, default: 0] += 1 }
    }
    weights = counts.mapValues { 1 / Double($0).squareRoot() }
  }

  private static func letters(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { 0x4E00...0x9FFF ~= $0.value || $0.isASCII && $0.properties.isAlphabetic }
  }

  /// A name without the word at its end that says how things are counted: 协商 of 协商场次.
  private static func thing(in name: String) -> [Unicode.Scalar] {
    let plain = letters(name)
    for ending in ["场次", "人次", "件次", "篇次", "人数", "户数", "次数", "个数", "件数", "总数", "价值", "金额"] {
      let word = Array(ending.unicodeScalars)
      if plain.count >= word.count + 2, plain.suffix(word.count).elementsEqual(word) {
        return Array(plain.dropLast(word.count))
      }
    }
    return plain
  }

  /// 覆盖村（社区） is 覆盖村 or 覆盖社区.
  private static func variants(of name: String) -> [String] {
    guard let open = name.firstIndex(of: "（"), let close = name[open...].firstIndex(of: "）") else {
      return [name]
    }
    let before = name[..<open], inner = name[name.index(after: open)..<close]
    let rest = name[name.index(after: close)...]
    let swapped = (1...2).map { count in String(before.dropLast(count)) + String(inner) + String(rest) }
    return [name, String(before) + String(rest)] + swapped
  }

  private static func pairs(of name: [Unicode.Scalar]) -> [Pair] {
    zip(name, name.dropFirst()).map { Pair(first: $0, second: $1) }
  }

  // MARK: The best

  /// The index of the metric, if one fits.
  func metric(of quantity: Quantity, unit: String, in context: Context) -> Int? {
    var best: (score: Double, metric: Int)?
    let near = Set(MetricGuess.pairs(of: context.near))
    for candidate in candidates where fits(candidate, quantity, unit) {
      let score = score(candidate, context, near)
      if score >= MetricGuess.least, score > best?.score ?? 0 { best = (score, candidate.metric) }
    }
    return best?.metric
  }

  private static let least = 0.62

  private func fits(_ candidate: Candidate, _ quantity: Quantity, _ unit: String) -> Bool {
    if quantity.isPercent || candidate.isRatio { return quantity.isPercent && candidate.isRatio }
    // 户 are never 家 of firms.
    if candidate.measure.isCalled("户"), unit != "户" { return false }
    if unit.isEmpty { return registry.all[candidate.metric].kind != .ratio }
    return candidate.measure.isCalled(unit)
  }

  private func score(_ candidate: Candidate, _ context: Context, _ near: Set<Pair>) -> Double {
    var best = 0.0
    let names = candidate.names.filter { $0.pairs.contains(where: near.contains) }
    if names.isEmpty { return 0 }
    let meaning = share(of: candidate.definition, in: near)
    for name in names.map(\.letters) {
      let said = covered(name, context)
      let weights = name.indices.map { weight(of: name, at: $0) }, all = weights.reduce(0, +)
      var sum = 0.0
      for index in name.indices { sum += said[index] * weights[index] }
      // The thing that is counted ends the name; the words before it only say which of these.
      // An end that is only farther off in the phrase is the thing of another number.
      let end = said[name.count - 1]
      var score = sum / all * (end == 1 ? 1 : end > 0.5 ? 0.5 : 0.7)
      // A longer name that is wholly there says more.
      score *= 1 + 0.03 * Double(min(name.count, 12))
      if said.allSatisfy({ $0 < 1 }) { score = 0 }
      // Half a name is said by chance, unless its definition goes on with it.
      if said.count(where: { $0 > 0 }) * 5 < said.count * 3, meaning < 0.22 { score = 0 }
      best = max(best, score)
    }
    return best > 0 ? best + min(0.45, meaning) : 0
  }

  private func weight(of name: [Unicode.Scalar], at index: Int) -> Double {
    var sum = 0.0, count = 0.0
    for first in [index - 1, index] where first >= 0 && first + 1 < name.count {
      sum += weights[Pair(first: name[first], second: name[first + 1])] ?? 1
      count += 1
    }
    return count > 0 ? sum / count : 1
  }

  /// For each letter of a name how near it is said: 1 beside the number, less farther away, 0 nowhere.
  private func covered(_ name: [Unicode.Scalar], _ context: Context) -> [Double] {
    var said = Array(repeating: 0.0, count: name.count)
    let windows = [
      (context.near, 1.0), (context.phrase, 0.7), (context.sentence, 0.45), (context.paragraph, 0.25),
    ]
    for (window, nearness) in windows {
      for start in name.indices.dropLast() where window.contains(name[start..<start + 2]) {
        var end = start + 2
        while end < name.count, window.contains(name[start...end]) { end += 1 }
        for index in start..<end { said[index] = max(said[index], nearness) }
      }
    }
    return said
  }

  /// The share of a definition that the words of a window are in.
  private func share(of definition: [Pair], in pairs: Set<Pair>) -> Double {
    Double(definition.count { pairs.contains($0) }) / Double(max(definition.count, 12))
  }
}

extension [Unicode.Scalar] {
  fileprivate func contains(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let first = word.first, word.count <= count else { return false }
    for start in 0...(count - word.count) where self[start] == first {
      if self[start..<start + word.count].elementsEqual(word) { return true }
    }
    return false
  }
}
