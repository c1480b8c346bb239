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

  static func tooManyEntries(_ file: String, _ limit: Int) -> Diagnostic {
    Diagnostic(
      .error, "file-too-large", ofFile: file, zh: "文件里装着 \(limit) 个以上的文件，没有读；请检查是不是放错了文件",
      en: "the file has more than \(limit) files in it and is not read: is it the right one?")
  }
}
