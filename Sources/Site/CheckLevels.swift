import Diagnostics
import Records

extension [Diagnostic] {
  /// With the levels that the site sets for its checks; errors stay errors. What is said twice is said once.
  func atLevels(_ levels: [String: SiteSettings.CheckLevel]) -> [Diagnostic] {
    var result: [Diagnostic] = [], seen: Set<String> = []
    for var diagnostic in self {
      if diagnostic.severity == .warning {
        switch levels[diagnostic.code] {
        case .off: continue
        case .error: diagnostic.severity = .error
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
