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
  static func cell(_ code: String) -> String {
    "`" + code.replacing("|", with: "\\|", atMost: -1).replacing("\n", with: "\\n", atMost: -1) + "`"
  }

  /// The filter as it is called: `round(precision=0, method='common')`.
  private var signature: String {
    if takesMore || callee != nil { return "\(name)(…)" }
    if parameters.isEmpty { return name }
    let parts = parameters.map { parameter in
      parameter.fallback.map { "\(parameter.name)=\($0.literal)" } ?? parameter.name
    }
    return "\(name)(\(parts.joined(separator: ", ")))"
  }
}

extension Value {
  /// The value as a template would write it.
  fileprivate var literal: String {
    switch self {
    case .bool(let value): value ? "True" : "False"
    case .int(let value): String(value)
    case .float(let value): Numbers.text(value)
    case .string(let text), .html(let text): text.pythonQuoted
    default: "None"
    }
  }
}
