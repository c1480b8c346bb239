import Diagnostics
import Files

// Every sentence about what a site is made of.
extension Diagnostic {
  package static func noContent(_ root: String) -> Diagnostic {
    cannotRead(
      zh: "\(root) 里没有 content 文件夹，或者里面没有内容；请用 --root 指明网站所在的文件夹",
      en: "there is no content in \(root)/content; name the site's folder with --root")
  }

  static func noTables(_ path: String) -> Diagnostic {
    cannotRead(zh: "\(path) 里没有 CSV 文件", en: "there is no CSV file in \(path)")
  }

  static func noSourceTexts(_ path: String) -> Diagnostic {
    cannotRead(
      zh: "\(path) 里没有来源的文字：应有以来源编号命名的 .txt 文件，如 001.txt",
      en: "there is no text of a source in \(path): files named by a source's id, as 001.txt")
  }

  // MARK: Templates and assets

  static let noTemplates = Diagnostic(
    .error, "missing-file", at: nil, zh: "没有模板；用 casebook theme export 导出程序里的一份",
    en: "there are no templates; casebook theme export writes those of the program")

  static func noTheme(_ folder: String) -> Diagnostic {
    Diagnostic(
      .error, "no-theme", at: nil, zh: "主题文件夹 \(folder) 里没有模板；content/site.yml 的 theme 要写成从网站文件夹算起的路径",
      en:
        "there are no templates in the theme \(folder); theme in content/site.yml is a path from the site's folder"
    )
  }

  static func outdatedThemeFile(_ path: String, isUntouched: Bool) -> Diagnostic {
    let advice =
      isUntouched
      ? Note(
        zh: "这个文件没有改动过：删掉它，就用程序里新的", en: "nobody has changed this file: delete it to have the new one")
      : Note(
        zh: "用 casebook theme diff 看区别，改好后用 casebook theme diff --seen 记下来",
        en: "see the differences by casebook theme diff; when done, casebook theme diff --seen remembers it")
    return Diagnostic(
      .warning, "outdated-theme", at: Location(path, 0..<0),
      zh: "程序里的这个文件在导出以后更新过，而网站用的还是自己的一份",
      en: "the program has a newer version of this file than the one that it was exported from",
      notes: [advice])
  }

  static func themeElsewhere(_ folder: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "no-theme", at: location, zh: "主题文件夹要放在网站的文件夹里面，写成 themes/名称 这样的路径；不能是 \(folder)",
      en: "a theme is a folder inside the site's, such as themes/name; not \(folder)")
  }

  static func ignoredAsset(_ path: String, _ endings: [String]) -> Diagnostic {
    Diagnostic(
      .warning, "ignored-file", ofFile: path,
      zh: "没有发布这个文件：assets 里只用 \(endings.joined(separator: "、")) 文件",
      en: "this file is not published: assets are files of the kinds \(endings.joined(separator: ", "))")
  }

  // MARK: Names and addresses

  static func ignoredFile(_ path: String) -> Diagnostic {
    let format = OfficeFormat(path: path)
    return Diagnostic(
      .warning, "ignored-file", ofFile: path,
      zh: (format.map { "没有用到这个文件，它是\($0.name.zh)：" } ?? "没有用到这个文件：")
        + "来稿应以 .md 结尾，登记表以 .yml 结尾，图片放在 content/images/，来源的文字（.txt）放在 content/sources/，供下载的放在 static/",
      en:
        "this file\(format.map { ", \($0.name.en)," } ?? "") is not used: write-ups end in .md, registries in .yml, "
        + "pictures stand in content/images/, texts of sources (.txt) in content/sources/, downloads in static/"
    )
  }

  static func documentAmongPictures(_ path: String, _ format: OfficeFormat) -> Diagnostic {
    Diagnostic(
      .error, "not-a-picture", ofFile: path,
      zh: "这是\(format.name.zh)，不是图片；里面的图片请另存为 JPG 或 PNG 再放进来，供下载的文件请放进 static/",
      en:
        "this is \(format.name.en) and no picture: save its pictures as JPG or PNG; what is for download belongs in static/"
    )
  }

  static func wrongFileName(_ path: String, _ name: FileName) -> Diagnostic {
    let parts = path.split(separator: "/").map(String.init), own = parts.last ?? path
    let meant = (parts.dropLast() + [name.meant]).joined(separator: "/")
    guard let format = name.format else {
      return Diagnostic(
        .error, "wrong-file-name", ofFile: path, zh: "“\(own)”不会被读到：文件名请改为 \(name.meant)",
        en: "“\(own)” is not read: rename it to \(name.meant)")
    }
    let (zh, en) =
      format == .sheet
      ? (
        "一行一篇的，另存为“CSV UTF-8”，放在别处，用 casebook import 变成来稿；别的表格，把数写进来稿，如 \(meant)",
        "one with a row for each write-up becomes write-ups by casebook import, saved as CSV UTF-8; else write the numbers in such as \(meant)"
      )
      : (
        "请新建纯文本文件，如 \(meant)（UTF-8 编码），开头写文件头，再把文字复制进去，写法见 casebook help 案例",
        "make a text file such as \(meant), in UTF-8, with a header, and copy the text into it"
      )
    return Diagnostic(
      .error, "wrong-file-name", ofFile: path,
      zh: "“\(own)”是\(format.name.zh)，不会被读到：来稿是纯文本。" + zh + "；供下载的文件，请放进 static/",
      en:
        "“\(own)” is \(format.name.en) and is not read, as a write-up is plain text: \(en); what is for download belongs in static/"
    )
  }

  static func fileTwice(_ address: String, at location: Location?, firstAt: Location?) -> Diagnostic {
    Diagnostic(
      .error, "address-twice", at: location, zh: "网站里已有网址 \(address)（不分大小写）",
      en: "the site has the address \(address) already, whether in capitals or not",
      notes: firstAt.map {
        [
          Note(
            zh: "先用在这里", en: "first used here", at: $0)
        ]
      } ?? [])
  }

  /// - Parameters:
  ///   - taken: the address that is in its way.
  ///   - firstAt: what has the address, if it is a write-up; else it is the program's.
  static func staticFileTwice(_ file: StaticFile, _ taken: String, firstAt: Location?) -> Diagnostic {
    Diagnostic(
      .error, "address-twice",
      Message(
        zh: "\(file.path) 要放到网站的 \(file.address)，可是网站已经有 \(taken)（不分大小写）；请给文件换一个名字",
        en:
          "\(file.path) is to be \(file.address) in the site, which has \(taken) already, whether in capitals or not: give the file another name"
      ), at: Location(file.path, 0..<0),
      notes: [
        firstAt.map { Note(Message(zh: "先用在这里", en: "first used here"), at: $0) }
          ?? Note(zh: "\(taken) 是程序生成的", en: "\(taken) is made by the program")
      ])
  }

  static func hiddenStaticFile(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, "ignored-file", ofFile: path,
      zh: "以点开头的不发布；.well-known 这样的请直接放在服务器的网站文件夹里，再次生成也不会动它",
      en:
        "what begins with a dot is not published; put such as .well-known into the folder of the site on the server, where builds leave it alone"
    )
  }

  /// - Parameter addresses: of the files that `build --verify` found to differ.
  package static func differingBuilds(_ addresses: [String]) -> Diagnostic {
    let shown = addresses.prefix(5), more = addresses.count - shown.count
    let zh = shown.joined(separator: "、") + (more > 0 ? "等 \(addresses.count) 个文件" : "")
    let en = shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    return Diagnostic(
      .error, "differing-builds", at: nil, zh: "同样的内容生成两遍，结果不同：\(zh)；这是程序的错误，请报告。原来的网站没有改动",
      en:
        "two builds of the same content differ: \(en); this is a fault of the program, please report it; the old site is as it was"
    )
  }
}
