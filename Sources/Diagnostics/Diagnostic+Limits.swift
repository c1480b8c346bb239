extension Diagnostic {
  /// - Parameter limit: bytes.
  package static func fileTooLarge(_ file: String, limit: Int = InputLimit.text) -> Diagnostic {
    Diagnostic(
      .error, "file-too-large",
      Message(
        zh: "文件超过了 \(limit >> 20) MB 的上限，没有读；请检查是不是放错了文件",
        en: "the file is larger than \(limit >> 20) MB and is not read: is it the right one?"),
      at: Location(file, 0..<0))
  }

  package static func tooManyRows(_ file: String) -> Diagnostic {
    Diagnostic(
      .error, "file-too-large",
      Message(
        zh: "表格超过了 \(InputLimit.rows) 行或 \(InputLimit.cells) 格的上限。请分成几个文件。",
        en:
          "The table has more than \(InputLimit.rows) rows or \(InputLimit.cells) cells: divide it into several files."
      ),
      at: Location(file, 0..<0))
  }
}
