import Diagnostics
import Records

extension BuildInput {
  /// The metrics that a report may give numbers of: the site's own, and all that the program brings with it.
  package var offeredMetrics: MetricRegistry {
    // Mistakes of a registry have been said of it.
    var ignored: [Diagnostic] = []
    let own = contentFiles.first { $0.path == "content/metrics.yml" }?.document(reporting: &ignored)
    return MetricRegistry(
      own, over: builtInMetrics?.document(reporting: &ignored), namedIn: nil, reporting: &ignored)
  }
}
