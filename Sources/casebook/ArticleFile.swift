import Bytes
import Diagnostics
import Files
import OfficeFiles

/// Reads the text of an article: a plain text in whatever encoding it is, or a Word file, whose lines are its paragraphs and
/// the cells of its tables.
func readArticle(_ path: String) throws(Diagnostic) -> SourceText {
  let file = try readNamedFile(path, limit: InputLimit.article)
  if file.bytes.starts(with: "PK".utf8) {
    let word = try WordReader.text(in: file.bytes, path: path)
    return SourceText(path: path, word.blocks.flatMap(\.lines).map { $0 + "\n" }.joined())
  }
  return SourceText(path: path, try file.decoded().text)
}

extension WordText.Block {
  fileprivate var lines: [String] {
    switch self {
    case .paragraph(let paragraph): [paragraph.number + paragraph.text.replacing("\n", with: "")]
    case .table(let table):
      table.rows.flatMap { $0.filter { !$0.isCovered }.map { $0.text.replacing("\n", with: "") } }
    }
  }
}
