import Diagnostics

// Every sentence about what cannot be in a Word file.
extension Diagnostic {
  static func pictureInWord(_ alternative: String, in file: String) -> Diagnostic {
    Diagnostic(
      .error, "picture-not-for-word", ofFile: file,
      zh: "Word 文件里只能放 JPG、PNG、GIF 图片，“\(alternative)”不是；请在看图软件里另存为 JPG 或 PNG，放进 content/images/ 再引用",
      en:
        "a Word file holds JPG, PNG and GIF pictures; “\(alternative)” is none: save it as JPG or PNG in content/images/"
    )
  }

  static func drawingInWord(in file: String) -> Diagnostic {
    Diagnostic(
      .error, "picture-not-for-word", ofFile: file,
      zh: "稿里有一幅没有数据表的图，Word 文件放不进；模板里的图要在 figure 里，带一张 table.chart-data",
      en:
        "there is a drawing without a table of its numbers, which a Word file cannot hold: a template has it in a figure with a table.chart-data"
    )
  }
}
