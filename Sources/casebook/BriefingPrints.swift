import BuiltIn
import Bytes
import Diagnostics
import Files
import Site

extension CommonOptions {
  /// The PDF and Word files of a build's briefings, and the record of them. Those whose sheets are as they were in the
  /// folder of an earlier build are taken from there.
  ///
  /// - Parameter sources: the write-ups, in which a character without a glyph has its place.
  func printBriefings(_ sheets: [PrintedSheet], madeFrom sources: SourceFiles, reusing folder: String) throws
    -> [OutputFile]
  {
    let old = PrintRecord(in: folder), tools = try sheets.isEmpty ? "" : printer(for: "build").fingerprint
    var files = sheets.map { old.files(of: $0, printedBy: tools, in: folder) }
    let changed = sheets.indices.filter { files[$0] == nil }
    if !changed.isEmpty {
      let pages = changed.map { PDFPrinter.Sheet(page: sheets[$0].page, address: sheets[$0].address) }
      let pdfs = try pdfs(of: pages, madeFrom: changed.map { sources[sheets[$0].file] }, by: "build").files
      for (index, pdf) in zip(changed, pdfs) {
        let sheet = sheets[index]
        files[index] = zip(sheet.printedAddresses, [pdf, try word(of: sheet)]).map {
          OutputFile(address: $0, bytes: $1)
        }
      }
    }
    var record = PrintRecord()
    for (sheet, files) in zip(sheets, files) { record.add(files ?? [], of: sheet, printedBy: tools) }
    say(
      Message(
        zh: "简报的 PDF 和 Word：\(sheets.count) 期，其中新印 \(changed.count) 期",
        en: "PDF and Word of \(sheets.count) briefings, \(changed.count) of them printed anew"))
    return files.flatMap { $0 ?? [] } + [record.file]
  }
}

extension BuiltIn {
  /// The script that sets pages by WeasyPrint.
  static var typesetter: SourceText {
    files(below: "printing/typeset.py").first ?? SourceText(path: "typeset.py", bytes: [])
  }
}
