import Diagnostics
import FrontMatter
import Records

/// An office's own names of things and the site's: `导入对照.yml`, which is written once and kept for next year.
///
/// ```yaml
/// 栏目:
///   办理结果: 状态
///   联系人: 忽略
/// 值:
///   状态:
///     办完了: 已解决
/// 工作表:
///   汇总: 忽略
/// 全表:
///   时期: 2024H1
/// ```
package struct ImportMapping: Sendable {
  package static let fileName = "导入对照.yml"
  static let ignored = "忽略"
  /// The word of an entry that a person has not decided yet.
  static let open = "待确认"

  package let source: SourceText?
  private(set) var columns: [String: Entry] = [:]
  /// The values by the field's name, then by the value as tables write it.
  private(set) var values: [String: [String: Entry]] = [:]
  private(set) var sheets: [String: Entry] = [:]
  /// The fields of all rows that say nothing else.
  private(set) var constants: [(name: Entry, value: Entry)] = []
  private(set) var parts: [Part: Range<Int>] = [:]

  /// The text on the right of a colon, and where it is.
  struct Entry: Sendable, Hashable {
    let text: String
    let range: Range<Int>

    var isOpen: Bool { text.isEmpty || text == ImportMapping.open || text == "？" || text == "?" }
    var isIgnored: Bool { text == ImportMapping.ignored || text == "ignore" }
  }

  enum Part: String, CaseIterable {
    case columns = "栏目"
    case values = "值"
    case sheets = "工作表"
    case constants = "全表"

    var english: String {
      switch self {
      case .columns: "columns"
      case .values: "values"
      case .sheets: "sheets"
      case .constants: "all"
      }
    }
  }

  package init() { source = nil }

  package init(_ source: SourceText, reporting diagnostics: inout [Diagnostic]) {
    self.source = source
    // A full-width colon is as good as a plain one.
    var found: [Diagnostic] = []
    let document = Document(registry: source, reporting: &found)
    diagnostics += found.filter { $0.severity == .error }
    guard case .map(let entries)? = document?.header.content else { return }
    for entry in entries {
      let name = entry.key.text, at = Location(source.path, entry.keyRange)
      guard let part = Part.allCases.first(where: { $0.rawValue == name || $0.english == name }) else {
        diagnostics.append(.mappingPart(name, at: at))
        continue
      }
      parts[part] = entry.value.range
      if entry.value.isBlank { continue }
      guard case .map(let lines) = entry.value.content else {
        diagnostics.append(.mappingShape(name, at: at))
        continue
      }
      for line in lines { read(line, of: part, source, reporting: &diagnostics) }
    }
  }

  private mutating func read(
    _ line: FrontMatter.Entry, of part: Part, _ source: SourceText, reporting diagnostics: inout [Diagnostic]
  ) {
    let key = Entry(text: line.key.text, range: line.keyRange)
    if part == .values {
      guard case .map(let pairs) = line.value.content else {
        if !line.value.isBlank {
          diagnostics.append(.mappingShape(key.text, at: Location(source.path, key.range)))
        }
        return
      }
      for pair in pairs {
        if let value = text(pair.value, source, reporting: &diagnostics) {
          values[Heading(key.text).name, default: [:]][pair.key.text.plainValue] = value
        }
      }
      return
    }
    guard let value = text(line.value, source, reporting: &diagnostics) else { return }
    switch part {
    case .columns: columns[Heading(key.text).full] = value
    case .sheets: sheets[key.text.plainValue] = value
    default: constants.append((key, value))
    }
  }

  private func text(_ node: Node, _ source: SourceText, reporting diagnostics: inout [Diagnostic]) -> Entry? {
    guard case .scalar(let scalar) = node.content else {
      diagnostics.append(.mappingShape(source.text(node.range), at: Location(source.path, node.range)))
      return nil
    }
    return Entry(text: node.isBlank ? "" : scalar.text.trimmingBlanks, range: node.range)
  }

  // MARK: Asking

  func column(_ heading: Heading) -> Entry? { columns[heading.full] ?? columns[heading.name] }

  /// The site's word for a value of a field; nil for one that the file does not have.
  ///
  /// - Parameter names: those of the field, and the heading of its column.
  func value(_ text: String, of names: [String]) -> Entry? {
    if values.isEmpty { return nil }
    for name in names { if let found = values[Heading(name).name]?[text.plainValue] { return found } }
    return nil
  }

  func location(_ entry: Entry) -> Location { Location(source?.path ?? ImportMapping.fileName, entry.range) }
}
