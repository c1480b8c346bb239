import Diagnostics

// Every sentence about texts in other encodings, and what is no CSV.
extension Diagnostic {
  /// A text that could be in several encodings, or in none.
  static func unknownEncoding(_ source: SourceText) -> Diagnostic {
    let offset = min(source.bytes.firstInvalidUTF8 ?? 0, source.bytes.count)
    return Diagnostic(
      .error, "unknown-encoding", at: Location(source.path, offset..<min(offset + 1, source.bytes.count)),
      zh: "看不出文字的编码：不是 UTF-8、GBK（GB 18030）或 UTF-16，或者有一处损坏。请用 WPS 或记事本打开，“另存为”时编码选 UTF-8；表格也可以另存为 .xlsx。",
      en:
        "The encoding is unclear: neither UTF-8 nor GBK (GB 18030) nor UTF-16, or damaged. Save it as UTF-8, or a table as .xlsx."
    )
  }

  static func csvEncoding(_ file: String, _ offset: Int) -> Diagnostic {
    Diagnostic(
      .error, "csv-encoding", at: Location(file, offset..<offset + 1),
      zh: "不是 UTF-8 编码；在 Excel 里请另存为“CSV UTF-8（逗号分隔）”",
      en: "this is not UTF-8; in Excel, save as “CSV UTF-8 (comma delimited)”")
  }

  static func csvWithoutHeader(_ file: String) -> Diagnostic {
    Diagnostic(
      .error, "csv-header", at: Location(file, 0..<0), zh: "第一行应是栏目的名称",
      en: "the first line has to name the columns")
  }

  static func csvSeparator(_ mark: String, at location: Location) -> Diagnostic {
    let zh = mark == "\t" ? "制表符" : "“\(mark)”", en = mark == "\t" ? "tabs" : "“\(mark)”"
    return Diagnostic(
      .error, "csv-separator", at: location, zh: "各格之间应是英文逗号，这里是\(zh)",
      en: "cells are separated by commas, not by \(en)")
  }

  static func csvQuote(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "csv-quote", at: location, zh: "引号只能在一格的两头；格里的引号写两遍，整格再加引号",
      en: "quotation marks stand around a cell; one inside is doubled, and its cell is in quotation marks")
  }

  static func csvQuoteUnclosed(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "csv-quote", at: location, zh: "这个引号直到文件末尾都没有关上", en: "this quotation mark is never closed")
  }
}
