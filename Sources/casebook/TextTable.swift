import Diagnostics

/// Aligned columns for a person: wide characters are counted as two.
struct TextTable {
  let header: [String]
  /// The columns whose numbers stand to the right, so that their places stand under each other.
  let numbers: Set<Int>
  let rows: [[String]]

  var text: String {
    let lines = ([header] + rows).map { $0.map(\.onOneLine) }
    let widths = header.indices.map { column in lines.map { EastAsian.columns($0[column]) }.max() ?? 0 }
    return lines.map { line in
      let cells = line.enumerated().map { column, text in
        let padding = String(repeating: " ", count: widths[column] - EastAsian.columns(text))
        return numbers.contains(column) ? padding + text : text + padding
      }
      return cells.joined(separator: "  ").trimmingTrailingSpaces + "\n"
    }.joined()
  }
}

extension String {
  fileprivate var trimmingTrailingSpaces: String {
    var text = self[...]
    while text.hasSuffix(" ") { text.removeLast() }
    return String(text)
  }
}
