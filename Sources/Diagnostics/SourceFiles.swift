/// The files that diagnostics speak of, by path.
package struct SourceFiles: Sendable {
  private let byPath: [String: SourceText]
  private let lines = LineMaps()

  package init(_ sources: [SourceText]) {
    byPath = Dictionary(sources.map { ($0.path, $0) }) { first, _ in first }
  }

  /// The files, with others in place of those of the same paths.
  package func replacing(_ sources: [SourceText]) -> SourceFiles { SourceFiles(sources + byPath.values) }

  package subscript(path: String) -> SourceText? { byPath[path] }

  /// The start and the end of a location: lines and columns from 1, the end exclusive.
  package func span(_ location: Location) -> (start: Position, end: Position) {
    guard let source = byPath[location.file] else {
      return (Position(line: 1, column: 1), Position(line: 1, column: 1))
    }
    let lines = lines[source]
    return (lines.position(at: location.range.lowerBound), lines.position(at: location.range.upperBound))
  }

  /// The line that an offset is in, by its number and its bytes without the line end.
  func line(at offset: Int, in source: SourceText) -> (number: Int, bytes: Range<Int>) {
    lines[source].bytes(at: offset)
  }
}
