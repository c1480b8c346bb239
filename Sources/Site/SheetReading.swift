import Diagnostics
import OfficeFiles

extension [SheetTable] {
  /// The tables of a file, by what is in it, whatever its name ends in.
  init(file: SourceText) throws(Diagnostic) {
    switch try OfficeFiles.OfficeFormat(of: file.bytes, path: file.path) {
    case .workbook, .document: self = try WorkbookReader.tables(in: file.bytes, path: file.path)
    case .text: self = [try DelimitedText.table(in: file.bytes, path: file.path)]
    }
  }
}
