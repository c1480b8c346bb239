import Diagnostics
import Records

/// The lines that `导入对照.yml` lacks: what was not understood, each to be decided by a person.
package struct MappingProposal: Sendable {
  private var columns: [(heading: String, hint: String)] = []
  private var values: [(field: String, value: String, hint: String)] = []
  private var constants: [(field: String, hint: String)] = []

  /// Nobody decides more at once.
  static let limit = 200

  package var isEmpty: Bool { columns.isEmpty && values.isEmpty && constants.isEmpty }
  package var count: Int { columns.count + values.count + constants.count }

  mutating func add(column heading: String, hint: String) {
    guard columns.count < MappingProposal.limit, !columns.contains(where: { $0.heading == heading }) else {
      return
    }
    columns.append((heading, hint))
  }

  mutating func add(value: String, of field: String, hint: String) {
    guard values.count < MappingProposal.limit,
      !values.contains(where: { $0.field == field && $0.value == value })
    else {
      return
    }
    values.append((field, value, hint))
  }

  mutating func add(constant field: String, hint: String) {
    if !constants.contains(where: { $0.field == field }) { constants.append((field, hint)) }
  }

  /// The file with the lines in it; what a person has written there stays as it is.
  package func text(adding mapping: ImportMapping) -> String {
    let old = mapping.source.map { String(decoding: $0.bytes, as: UTF8.self) }
    var text = old ?? MappingProposal.head
    if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
    insert(columns.map { line($0.heading, $0.hint, indent: 2) }, of: .columns, mapping, into: &text)
    insert(constants.map { line($0.field, $0.hint, indent: 2) }, of: .constants, mapping, into: &text)
    insertValues(mapping, into: &text)
    return text
  }

  private func line(_ key: String, _ hint: String, indent: Int) -> String {
    String(repeating: " ", count: indent) + "\(key.headerScalar): \(ImportMapping.open)"
      + (hint.isEmpty ? "" : "  # \(hint.onOneLine)") + "\n"
  }

  private static let head = """
    # 导入对照：表里的说法，对应网站的哪一项。留着明年再用。
    # 冒号左边是表里写的，右边写网站的名字（见 casebook help 导入）；不要的写“忽略”。
    # 写着“待确认”的，改好再导入一次。

    """

  /// Puts lines below the name of their part, or the part at the end of the file.
  private func insert(
    _ lines: [String], of part: ImportMapping.Part, _ mapping: ImportMapping, into text: inout String
  ) {
    if lines.isEmpty { return }
    let names = [part.rawValue, part.english].flatMap { [$0 + ":", $0 + "："] }
    var rows = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if let head = rows.firstIndex(where: { row in
      names.contains {
        row.hasPrefix($0)
          && row.dropFirst($0.count).drop(while: { $0 == " " }).first.map { $0 == "#" } ?? true
      }
    }) {
      rows.insert(contentsOf: lines.map { String($0.dropLast()) }, at: head + 1)
      text = rows.joined(separator: "\n")
    } else {
      text += part.rawValue + ":\n" + lines.joined()
    }
  }

  private func insertValues(_ mapping: ImportMapping, into text: inout String) {
    var fields: [String] = []
    for value in values where !fields.contains(value.field) { fields.append(value.field) }
    for field in fields {
      let lines = values.filter { $0.field == field }.map { line($0.value, $0.hint, indent: 4) }
      var rows = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let heads = ["  \(field.headerScalar):", "  \(field.headerScalar)："]
      if mapping.parts[.values] != nil, let at = rows.firstIndex(where: { heads.contains($0) }) {
        rows.insert(contentsOf: lines.map { String($0.dropLast()) }, at: at + 1)
        text = rows.joined(separator: "\n")
      } else {
        insert(["  \(field.headerScalar):\n"] + lines, of: .values, mapping, into: &text)
      }
    }
  }
}
