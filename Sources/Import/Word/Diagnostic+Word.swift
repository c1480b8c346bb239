import Diagnostics

// Every sentence about a write-up that is made of a Word file.

extension Diagnostic {
  package static func knownWriteUp(_ path: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "known-write-up", at: location,
      zh: "网站上已有标题、地区都相同的一篇：\(path)。要改的请在那个文件里改；确是两件事的，请把标题写得不同",
      en:
        "the site has a write-up of this title and region: \(path). Edit that file, or tell the two apart by their titles"
    )
  }
}

extension Message {
  static let linesInCells = Message(zh: "一格里的几行连成了一行", en: "several lines of a cell became one")

  static func titleOfFile(_ name: String) -> Message {
    Message(
      zh: "没有找到标题，用了文件名“\(name)”，请核对", en: "there is no title; the name of the file, “\(name)”, is taken")
  }
}
