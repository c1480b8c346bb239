import Diagnostics

// Every sentence about files of Office programs that cannot be read.
extension Diagnostic {
  /// The part of a file that is not as it has to be.
  package enum Damage {
    /// There is no directory at the end: the file was cut off.
    case noDirectory
    case directory
    /// A file in the zip file, by its name.
    case entry(String)
    /// A place in a part where the XML ends to be XML, counted from 1.
    case xml(part: String, line: Int, column: Int)
    /// A part that has to be there.
    case missing(String)
    /// A cell or another place of a sheet.
    case cell(String, sheet: String)
  }

  package static func damagedFile(_ file: String, _ damage: Damage) -> Diagnostic {
    let (zh, en) =
      switch damage {
      case .noDirectory: ("没有结尾，像是没有传完", "it has no end, as if it was not received as a whole")
      case .directory: ("里面的目录坏了", "its directory is broken")
      case .entry(let name): ("里面的 \(name) 坏了", "\(name) in it is broken")
      case .xml(let part, let line, let column):
        ("里面的 \(part) 第 \(line) 行第 \(column) 列读不下去", "\(part) in it cannot be read past \(line):\(column)")
      case .missing(let part): ("里面没有 \(part)", "\(part) is missing in it")
      case .cell(let cell, let sheet):
        ("工作表“\(sheet)”的 \(cell) 读不出来", "\(cell) of the sheet “\(sheet)” cannot be read")
      }
    return Diagnostic(
      .error, "damaged-file", ofFile: file,
      zh: "文件损坏了：\(zh)。请用 WPS 或 Excel、Word 打开它，另存一份再试；打不开的，请对方重发。",
      en:
        "The file is damaged: \(en). Open it in WPS or Office and save it anew; if it does not open, ask for it again."
    )
  }

  package static func encryptedFile(_ file: String) -> Diagnostic {
    Diagnostic(
      .error, "encrypted-file", ofFile: file,
      zh: "文件设了密码，读不了。请用 WPS 或 Office 打开，在“文件”→“文档加密”（Office 是“信息”→“保护”）里去掉密码，保存后再试。",
      en: "The file has a password. Open it in WPS or Office, take the password off, save it and try again.")
  }

  /// A way to cheat a reader or to keep it busy, which no Office program needs.
  package enum Unsafe {
    case name(String)
    case nameTwice(String)
    case overlap
    case zip64
    case method(String)
    /// A file in it becomes hundreds of times as large.
    case bomb(String)
    /// Entities could make a short text endless, or fetch other files.
    case documentType(part: String)
    case tooDeep(part: String)
    case tooLong(part: String)
    case tooManyElements(part: String)
  }

  package static func unsafeZip(_ file: String, _ reason: Unsafe) -> Diagnostic {
    let (zh, en) =
      switch reason {
      case .name(let name): ("里面有个文件叫“\(name)”，指到了外面", "a file in it is named “\(name)”, which leads outside")
      case .nameTwice(let name): ("里面有两个“\(name)”", "there are two “\(name)” in it")
      case .overlap: ("里面的文件互相重叠", "files in it overlap")
      case .zip64: ("它是按 4 GB 以上的大文件（zip64）打包的", "it is packed as files above 4 GB are (zip64)")
      case .method(let name): ("里面的 \(name) 用的是少见的压缩方法", "\(name) in it is compressed by a rare method")
      case .bomb(let name):
        ("里面的 \(name) 一解压就大出几百倍", "\(name) in it becomes hundreds of times as large, unpacked")
      case .documentType(let part): ("里面的 \(part) 带有 DOCTYPE", "\(part) in it has a DOCTYPE")
      case .tooDeep(let part): ("里面的 \(part) 层层套得太深", "\(part) in it is nested too deep")
      case .tooLong(let part): ("里面的 \(part) 有一段太长", "\(part) in it has a piece that is too long")
      case .tooManyElements(let part): ("里面的 \(part) 内容太多", "\(part) in it has too much in it")
      }
    return Diagnostic(
      .error, "unsafe-file", ofFile: file,
      zh: "没有读这个文件：\(zh)，办公软件不会这样写，可能有人动过手脚。如果来源可靠，请用 WPS 或 Office 打开，另存一份再试。",
      en:
        "The file is not read: \(en), which no Office program writes. If you trust its source, open it and save it anew."
    )
  }

  static func unpacksTooLarge(_ file: String, _ limit: Int) -> Diagnostic {
    Diagnostic(
      .error, "file-too-large", ofFile: file,
      zh: "文件解压后超过了 \(limit >> 20) MB 的上限，没有读。请把用不着的工作表、空行和图片删去再保存。",
      en:
        "Unpacked, the file is larger than \(limit >> 20) MB, and is not read: delete sheets, empty rows and pictures."
    )
  }

  static func tooMuchText(_ file: String) -> Diagnostic {
    Diagnostic(
      .error, "file-too-large", ofFile: file,
      zh: "表格里的文字合计超过了 \(InputLimit.cellTexts >> 20) MB 的上限，或者有一格超过了 1 MB。请分成几个文件。",
      en:
        "The texts of the table are larger than \(InputLimit.cellTexts >> 20) MB, or one cell's than 1 MB: divide it."
    )
  }

  static func tooManyEntries(_ file: String, _ limit: Int) -> Diagnostic {
    Diagnostic(
      .error, "file-too-large", ofFile: file, zh: "文件里装着 \(limit) 个以上的文件，没有读；请检查是不是放错了文件",
      en: "the file has more than \(limit) files in it and is not read: is it the right one?")
  }

  /// - Parameter line: of the text.
  static func quoteUnclosed(_ file: String, line: Int) -> Diagnostic {
    Diagnostic(
      .error, "csv-quote", ofFile: file,
      zh: "第 \(line) 行有一个引号（\"）直到文件末尾都没有关上。一格里有引号的，整格加引号，里面的写两遍；或者另存为 .xlsx。",
      en:
        "The quotation mark in line \(line) is never closed. Double marks inside a cell and quote it whole, or save as .xlsx."
    )
  }

  // MARK: Other formats

  package static func foreignFormat(_ file: String, _ format: OfficeFormat.Foreign) -> Diagnostic {
    if format == .encrypted { return encryptedFile(file) }
    let asWorkbook = (
      "请用 WPS 或 Excel 打开，“文件”→“另存为”，类型选“Excel 工作簿（*.xlsx）”", "open it in WPS or Excel and save it as .xlsx"
    )
    let asDocument = (
      "请用 WPS 或 Word 打开，“文件”→“另存为”，类型选“Word 文档（*.docx）”", "open it in WPS or Word and save it as .docx"
    )
    let asEither = (
      "请用原来的软件打开，表格另存为 .xlsx，文稿另存为 .docx",
      "open it in its own program; save a table as .xlsx, a text as .docx"
    )
    let (name, english, advice) =
      switch format {
      case .oldWorkbook: ("旧格式的表格（.xls、.et）", "a workbook in the old format (.xls, .et)", asWorkbook)
      case .oldDocument: ("旧格式的文稿（.doc、.wps）", "a text in the old format (.doc, .wps)", asDocument)
      case .oldPresentation, .presentation: ("演示文稿（.ppt、.pptx、.dps）", "a presentation", asEither)
      case .old, .encrypted:
        ("旧格式的办公文件（.xls、.et、.doc、.wps 一类）", "a file in an old format of Office or WPS", asEither)
      case .binaryWorkbook: ("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)", asWorkbook)
      case .openSheet: (" OpenDocument 表格（.ods）", "an OpenDocument spreadsheet (.ods)", asWorkbook)
      case .openDocument: (" OpenDocument 文稿（.odt）", "an OpenDocument text (.odt)", asDocument)
      case .numbers:
        (
          "苹果 Numbers 的表格（.numbers）", "a table of Apple's Numbers",
          ("请在 Numbers 里选“文件”→“导出为”→“Excel”", "in Numbers, choose File, Export To, Excel")
        )
      case .pages:
        (
          "苹果 Pages 的文稿（.pages）", "a text of Apple's Pages",
          ("请在 Pages 里选“文件”→“导出为”→“Word”", "in Pages, choose File, Export To, Word")
        )
      case .ofd:
        (
          "版式文件（.ofd）", "a document of fixed layout (.ofd)",
          (
            "里面的表格和文字读不出来，请找做它的 Excel 或 Word 文件",
            "tables and texts cannot be read from it: ask for the file it was made of"
          )
        )
      case .uof: ("“标文通”格式的文件（.uof）", "a file in UOF", asEither)
      case .webPage:
        ("网页（有些系统把网页导出成 .xls）", "a web page, as some systems export under the name .xls", asWorkbook)
      case .xmlWorkbook: (" XML 表格（2003）", "an XML spreadsheet of 2003", asWorkbook)
      case .xmlDocument: (" XML 文稿（2003）", "an XML text of 2003", asDocument)
      case .richText: (" RTF 文稿", "a text in RTF", asDocument)
      case .pdf:
        (
          " PDF", "a PDF",
          (
            "里面的表格和文字读不出来，请找做它的 Excel 或 Word 文件",
            "tables and texts cannot be read from it: ask for the file it was made of"
          )
        )
      case .picture:
        (
          "图片", "a picture",
          ("里面的文字读不出来，请找原来的 Excel 或 Word 文件", "texts in it cannot be read: ask for the file it was made of")
        )
      case .archive: ("压缩包", "an archive", ("请先解压，再导入里面的文件", "unpack it, and import the files in it"))
      }
    return Diagnostic(
      .error, "foreign-format", ofFile: file, zh: "这是\(name)，读不了。\(advice.0)，再试一次。",
      en: "This is \(english), which cannot be read: \(advice.1), then try again.")
  }

  static func notAWorkbook(_ file: String, isDocument: Bool) -> Diagnostic {
    Diagnostic(
      .error, "foreign-format", ofFile: file,
      zh: isDocument ? "这是 Word 文稿（.docx），不是表格。" : "这是纯文本，不是工作簿（.xlsx）。如果是表格，请把扩展名改为 .csv。",
      en: isDocument
        ? "This is a Word file (.docx), no table."
        : "This is plain text, no workbook (.xlsx). If it is a table, name it .csv.")
  }
}
