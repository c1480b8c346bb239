import Diagnostics
import FrontMatter

// The metrics that the program brings with it: a site's own registry says only what differs.
extension MetricRegistry {
  /// The site's metrics: those that its registry names, each over the built-in one of that name, and the built-in ones that
  /// are core or that a write-up names. A built-in metric is replaced by an own one that has one of its words.
  ///
  /// - Parameters:
  ///   - registry: `content/metrics.yml`; a site may do without it.
  ///   - builtIn: the program's own registry; nil where there is none.
  ///   - documents: the files that may name built-in metrics; nil for all that they could name.
  package init(
    _ registry: Document?, over builtIn: Document?, namedIn documents: [Document]?,
    reporting diagnostics: inout [Diagnostic]
  ) {
    var ignored: [Diagnostic] = []
    let base = builtIn.map { MetricRegistry($0, reporting: &ignored) } ?? MetricRegistry([])
    let own = registry.map { MetricRegistry($0, over: base, reporting: &diagnostics) } ?? MetricRegistry([])
    // A metric with a word that the site has given to another one is replaced by that.
    let others = base.all.filter { metric in
      ([metric.id, metric.name] + metric.labels).allSatisfy { own[$0] == nil }
    }
    guard !others.isEmpty else {
      self = own
      return
    }
    var named: Set<String> = []
    for document in documents ?? [] { document.collectNames(of: base, into: &named) }
    named.formUnion(own.all.compactMap(\.partOf) + own.identities.flatMap { [$0.left] + $0.right })
    let hasOwnCore = own.all.contains(where: \.isCore)
    var added = others.filter {
      documents == nil || named.contains($0.id) || ($0.isCore && !hasOwnCore)
    }
    // A part is of use with its whole.
    for whole in added.compactMap(\.partOf) where !added.contains(where: { $0.id == whole }) {
      added += others.filter { $0.id == whole }
    }
    let known = MetricRegistry(own.all + added)
    let identities = base.identities.filter { identity in
      ([identity.left] + identity.right).allSatisfy { known[$0] != nil } && identity.unlike(in: known) == nil
    }
    self.init(known.all, identities: own.identities + identities.filter { !own.identities.contains($0) })
  }
}

extension Document {
  /// Collects the ids of the metrics that a report's header names, or a block in a text.
  fileprivate func collectNames(of registry: MetricRegistry, into ids: inout Set<String>) {
    if source.folder == "reports" { header.forEachWord { registry[$0].map { _ = ids.insert($0.id) } } }
    let text = source.text(body)
    guard text.contains("```") else { return }
    let marks = "，、；：,;:[]{}\"'"
    for word in text.split(whereSeparator: { $0.isWhitespace || marks.contains($0) }) {
      if let metric = registry[String(word)] { ids.insert(metric.id) }
    }
  }
}

extension Node {
  /// Calls a function with every key and every text inside.
  fileprivate func forEachWord(_ body: (String) -> Void) {
    switch content {
    case .scalar(let scalar): body(scalar.text)
    case .list(let items): for item in items { item.forEachWord(body) }
    case .map(let entries):
      for entry in entries {
        body(entry.key.text)
        entry.value.forEachWord(body)
      }
    }
  }
}
