import Templates

extension Filter {
  /// The declarations as a table in Markdown, by name.
  package static func table(of filters: [Filter]) -> String {
    let rows = filters.sorted { $0.name < $1.name }.map { filter in
      let aliases = filter.aliases.map { " (or \(cell($0)))" }.joined()
      return "| \(cell(filter.signature))\(aliases) | \(filter.summary) "
        + "| \(cell(filter.example.template)) → \(cell(filter.example.output)) |\n"
    }
    return "| filter | what it gives | example |\n|---|---|---|\n" + rows.joined()
  }

  /// Code in a cell of a table.
  package static func cell(_ code: String) -> String {
    "`" + code.replacing("|", with: "\\|").replacing("\n", with: "\\n") + "`"
  }

  /// The filter as it is called: `replace(old, new, count=…)`.
  private var signature: String {
    if takesMore || callee != nil { return "\(name)(…)" }
    if parameters.isEmpty { return name }
    let parts = parameters.map { $0.fallback == nil ? $0.name : $0.name + "=…" }
    return "\(name)(\(parts.joined(separator: ", ")))"
  }
}
