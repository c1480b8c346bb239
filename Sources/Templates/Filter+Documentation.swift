extension Filter {
  /// The declarations as a table in Markdown, by name.
  package static func table(of filters: [Filter]) -> String {
    let rows = filters.sorted { $0.name < $1.name }.map { filter in
      "| \(cell(filter.signature)) | \(filter.summary) "
        + "| \(cell(filter.example.template)) → \(cell(filter.example.output)) |\n"
    }
    return "| filter | what it gives | example |\n|---|---|---|\n" + rows.joined()
  }

  /// Code in a cell of a table.
  static func cell(_ code: String) -> String {
    "`" + code.replacing("|", with: "\\|", atMost: -1).replacing("\n", with: "\\n", atMost: -1) + "`"
  }

  /// As it is called: `round(precision=0, method='common')`.
  private var signature: String {
    if takesMore { return "\(name)(…)" }
    if parameters.isEmpty { return name }
    let parts = parameters.map { parameter -> String in
      guard let fallback = parameter.fallback, let text = try? fallback.represented(in: Renderer.forConstants)
      else {
        return parameter.name
      }
      return "\(parameter.name)=\(text)"
    }
    return "\(name)(\(parts.joined(separator: ", ")))"
  }
}
