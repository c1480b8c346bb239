import Diagnostics
import Privacy
import Statistics

/// The text of `casebook diff` for people, in one of the two languages. Titles, paths and reasons are masked: it is read where
/// the log of a check is.
struct ChangesText {
  private let changes: Changes
  private let words: ChangeWords

  init(_ changes: Changes, _ language: Language) {
    self.changes = changes
    words = ChangeWords(language: language)
  }

  var text: String {
    guard !changes.isEmpty else { return words.nothing + "\n" }
    return section(words.cases, changes.cases) + section(words.reports, changes.reports)
      + units + figures + unrevised
  }

  private func section(_ title: String, _ list: [WriteUpChange]) -> String {
    guard !list.isEmpty else { return "" }
    let lines = list.map { change in
      "  \(ChangesText.sign(change.kind)) \(change.formerFile.map { $0.shown + " → " } ?? "")\(change.file.shown)  \(change.title.shown)\(words.fields(change))\n"
        + (words.lost(change).map { "      \($0.onOneLine)\n" } ?? "")
        + change.numbers.filter { change.kind != .added || $0.old != nil }
        .map { "      \(words.number($0).onOneLine)\n" }.joined()
    }
    return "\(title)\(words.colon)\(words.counts(list.map(\.kind)))\n" + lines.joined()
  }

  private var figures: String {
    guard !changes.figures.isEmpty else { return "" }
    let lines = changes.figures.map { change in
      "  \(ChangesText.sign(change.kind)) \(change.region.maskingPersonalData)  \(words.metric(change.metric))\(words.scope(change.query))\(words.colon)"
        + "\(words.figure(change.old, change.formerMetric)) → \(words.figure(change.new, change.metric))\(words.coverage(change))\n"
    }
    return "\(words.figures)\(words.colon)\(words.counts(changes.figures.map(\.kind)))\n" + lines.joined()
  }

  private var units: String {
    guard !changes.units.isEmpty else { return "" }
    return "\(words.units)\(words.colon)\n"
      + changes.units.map { "  ~ \(words.unit($0).onOneLine)\n" }.joined()
  }

  private var unrevised: String {
    changes.unrevisedCount == 0 ? "" : words.unrevised(changes.unrevisedCount) + "\n"
  }

  private static func sign(_ kind: Changes.Kind) -> String {
    switch kind {
    case .added: "+"
    case .changed, .renamed: "~"
    case .removed: "-"
    }
  }
}

extension String {
  /// The text as a line of a comparison shows it.
  fileprivate var shown: String { maskingPersonalData.onOneLine }
}
