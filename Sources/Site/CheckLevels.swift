import Diagnostics
import Markdown
import Records
import Statistics

extension SiteSettings {
  /// The codes of all warnings, whose level a site can set. Errors stay errors.
  private static let adjustable =
    (Discrepancy.Kind.allCases.map(\.rawValue) + ["explains-nothing"]).sorted()
      + """
      accidental-heading allows-nothing ambiguous-entry ascii-dash ascii-ellipsis broken-entity date-order \
      document-number-brackets doubled-qualifier doubled-unit duplicate-write-up empty-heading extra-cells \
      figure-not-reported figures-in-table fullwidth-asterisk fullwidth-colon fullwidth-letter future-date \
      halfwidth-punctuation ignored-file image-without-alt \
      implausible-date indented-code invisible-character joined-paragraphs link-without-text literal-escape \
      masked-text missing-source-text mixed-range-signs near-code near-heading near-link near-list near-quote \
      near-task not-nfc odd-blank outdated-theme part-of-period pipe-table private-character radical-character raw-html repeated-item \
      several-in-one skipped-level source-unheld space-at-emphasis too-few-for-chart unbalanced-quotes \
      unclosed-fence uncounted-number undated-figure undefined-footnote undefined-label underscore-emphasis unfed-metric \
      unknown-source-text unpaired-marks unrendered-markup unused-footnote unused-picture unused-word
      """.split(separator: " ").map(String.init)
    + spacing.map(\.code)

  /// Checks of house style, which say nothing unless a site asks for them.
  private static let spacing: [(code: String, check: SpacingChecks)] = [
    ("mixed-spacing", .mixed), ("spaced-text", .spaced), ("unspaced-text", .unspaced),
  ]

  /// The checks of house style that the site asks for.
  var spacingChecks: SpacingChecks {
    SiteSettings.spacing.reduce(into: []) { result, item in
      if let level = checks[item.code]?.value, level != .off { result.insert(item.check) }
    }
  }

  /// Reports a level for a check that does not exist.
  func checkLevels(reporting diagnostics: inout [Diagnostic]) {
    var guesses = Guesses()
    for (code, level) in checks.sorted(by: { $0.key < $1.key }) where !SiteSettings.adjustable.contains(code)
    {
      diagnostics.append(
        .unknownChoice(
          code, among: SiteSettings.adjustable.map { ($0, $0) }, at: Location(file, level.range),
          with: &guesses))
    }
  }
}

extension [Diagnostic] {
  /// The diagnostics with the levels that the site sets for its checks; errors stay errors, and what a write-up explains stays a
  /// warning. What is said twice is said once.
  func applyingSeverities(_ levels: [String: Located<SiteSettings.CheckLevel>]) -> [Diagnostic] {
    var result: [Diagnostic] = [], seen: Set<String> = []
    for var diagnostic in self {
      if diagnostic.severity == .warning {
        switch levels[diagnostic.code]?.value {
        case .off: continue
        case .error where !diagnostic.isExplained: diagnostic.severity = .error
        case .error: break
        case .warning, nil: break
        }
      }
      let place = diagnostic.location.map { "\($0.file) \($0.range)" } ?? ""
      guard seen.insert("\(diagnostic.code) \(place) \(diagnostic.message.en)").inserted else { continue }
      result.append(diagnostic)
    }
    return result
  }
}
