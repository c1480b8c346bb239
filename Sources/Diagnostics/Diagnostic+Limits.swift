extension Diagnostic {
  /// - Parameter limit: bytes.
  package static func fileTooLarge(_ file: String, limit: Int = InputLimit.text) -> Diagnostic {
    Diagnostic(
      .error, "file-too-large", ofFile: file,
      zh: "文件超过了 \(limit >> 20) MB 的上限，没有读；请检查是不是放错了文件",
      en: "the file is larger than \(limit >> 20) MB and is not read: is it the right one?")
  }

  package static func tooManyRows(_ file: String) -> Diagnostic {
    let (rows, cells) = (InputLimit.rows, InputLimit.cells)
    return Diagnostic(
      .error, "file-too-large", ofFile: file,
      zh: "表格超过了 \(rows) 行或 \(cells) 格的上限。请分成几个文件。",
      en: "The table has more than \(rows) rows or \(cells) cells: divide it into several files.")
  }
}
