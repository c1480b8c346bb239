import FrontMatter
import Records

extension Content {
  /// The bodies of all write-ups as they were written, a thousand in a file: they are most of what a large library says, and
  /// nobody who counts wants to load them.
  var textTables: [Table] {
    let writeUps =
      cases.map { ("cases/" + $0.stem, $0.document) } + reports.map { ("reports/" + $0.stem, $0.document) }
      + briefings.map { ("briefings/" + $0.stem, $0.document) } + texts(of: brands) + texts(of: methods)
      + texts(of: topics) + texts(of: platforms)
    let texts = writeUps.filter { !$0.1.body.isEmpty }.sortedByBytes(\.0), size = 1000
    return stride(from: 0, to: texts.count, by: size).enumerated().map { number, start in
      Table(
        "texts-\(number + 1)", "正文", "案例、工作报告等来稿的正文，CommonMark 格式；一千篇一个文件，只有 CSV。", formats: [.csv],
        Column.texts, of: Array(texts[start..<Swift.min(start + size, texts.count)])
      ) { text, row in
        let (id, document) = text
        row.plain(id)
        row.text(document.source.text(document.body))
      }
    }
  }

  private func texts<Record: NamedRecord>(of records: [Record]) -> [(String, WriteUp)] {
    records.map { ("\(Record.section.rawValue)/\($0.naming.stem)", $0.naming.document) }
  }
}
