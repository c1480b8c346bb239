import Diagnostics

// Every sentence about a write-up that is made of a Word file.

extension Message {
  static let linesInCells = Message(zh: "一格里的几行连成了一行", en: "several lines of a cell became one")

  static func titleOfFile(_ name: String) -> Message {
    Message(
      zh: "没有找到标题，用了文件名“\(name)”，请核对", en: "there is no title; the name of the file, “\(name)”, is taken")
  }
}
