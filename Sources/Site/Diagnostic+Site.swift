import Diagnostics
import Glibc

// Every sentence about files and folders.
extension Diagnostic {
  package static let cannotReadCode = "cannot-read"
  package static let cannotWriteCode = "cannot-write"

  static func cannotRead(_ path: String, _ code: Int32) -> Diagnostic {
    Diagnostic(
      .error, cannotReadCode,
      Message(zh: "读不了 \(path)：\(reason(code).zh)", en: "cannot read \(path): \(reason(code).en)"),
      at: Location(path, 0..<0))
  }

  static func notAFile(_ path: String, _ kind: FileKind) -> Diagnostic {
    let what =
      kind == .link
      ? Message(zh: "链接（快捷方式）", en: "a link")
      : kind == .folder
        ? Message(zh: "文件夹", en: "a folder") : Message(zh: "管道、套接字或设备", en: "a pipe, a socket or a device")
    return Diagnostic(
      .error, "not-a-file",
      Message(
        zh: "这是\(what.zh)，不是普通文件，所以没有读；请换成文件本身，或删去",
        en:
          "this is \(what.en) and no ordinary file, so it is not read: put the file itself here, or delete it"
      ),
      at: Location(path, 0..<0))
  }

  /// - Parameter name: with the bytes that are no letters of UTF-8 as `\xB2`.
  static func nameNotUTF8(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "wrong-file-name",
      Message(
        zh: "文件名不是 UTF-8 编码，多半是从 Windows 的压缩包里解出来的，所以没有读；请重新取一个名字",
        en:
          "the name is not UTF-8, as names from an archive made on Windows are, so it is not read: give it another"
      ),
      at: Location(path, 0..<0))
  }

  static func deepFolder(_ path: String, _ depth: Int) -> Diagnostic {
    Diagnostic(
      .error, cannotReadCode,
      Message(
        zh: "文件夹套了 \(depth) 层以上，没有读", en: "more than \(depth) folders lie in each other: it is not read"),
      at: Location(path, 0..<0))
  }

  static func changedFile(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, cannotReadCode,
      Message(zh: "\(path) 在生成的时候变了；请再生成一次", en: "\(path) has changed during the build: build again"),
      at: Location(path, 0..<0))
  }

  /// - Parameter fault: its path is one in the folder, or the folder's own name.
  static func cannotWrite(_ folder: String, _ fault: Fault) -> Diagnostic {
    let (path, reason) = (fault.path.text, reason(fault.code))
    return Diagnostic(
      .error, cannotWriteCode,
      Message(
        zh: "写不了 \(folder)（\(path)）：\(reason.zh)；原来的网站没有改动",
        en: "cannot write \(folder) (\(path)): \(reason.en); the old site is as it was"),
      at: nil)
  }

  /// - Parameter addresses: The files that `build --verify` found to differ.
  package static func differingBuilds(_ addresses: [String]) -> Diagnostic {
    let shown = addresses.prefix(5), more = addresses.count - shown.count
    return Diagnostic(
      .error, "differing-builds",
      Message(
        zh:
          "同样的内容生成两遍，结果不同：\(shown.joined(separator: "、"))\(more > 0 ? "等 \(addresses.count) 个文件" : "")；这是程序的错误，请报告。原来的网站没有改动",
        en:
          "two builds of the same content differ: \(shown.joined(separator: ", "))\(more > 0 ? " and \(more) more" : ""); this is a fault of the program, please report it; the old site is as it was"
      ), at: nil)
  }

  static func folderIsBusy(_ folder: String) -> Diagnostic {
    Diagnostic(
      .error, cannotWriteCode,
      Message(
        zh: "另一个程序正在写 \(folder)；请等它做完，再生成一次",
        en: "another process is writing to \(folder): build again when it has finished"), at: nil)
  }

  static func damagedManifest(_ folder: String) -> Diagnostic {
    let path = folder + "/" + Manifest.name.text
    return Diagnostic(
      .error, cannotWriteCode,
      Message(
        zh: "\(path) 被改动过，分不清哪些文件是本程序生成的，什么也没有写；请换一个输出文件夹，或从备份恢复这个文件",
        en:
          "\(path) was changed, so nothing tells which files builds have made, and nothing was written: name another folder, or restore this file"
      ), at: nil)
  }

  static func foreignFile(_ path: String, in folder: String) -> Diagnostic {
    Diagnostic(
      .error, cannotWriteCode,
      Message(
        zh: "\(folder) 里的 \(path) 不是本程序生成的，却占了一个网页的位置，没有覆盖；请先把它移走或改名。原来的网站没有改动",
        en:
          "\(path) in \(folder) was not made by a build, and a page has to go there: move or rename it; the old site is as it was"
      ), at: nil)
  }

  static func unsoundAddress(_ address: String, in folder: String) -> Diagnostic {
    Diagnostic(
      .error, cannotWriteCode,
      Message(
        zh: "网址“\(address)”里有以点开头的或空的名字，不能写到 \(folder)；请改用别的名字。原来的网站没有改动",
        en:
          "the address “\(address)” has an empty name or one that begins with a dot, and is not written to \(folder): choose another; the old site is as it was"
      ), at: nil)
  }

  static func notTidied(_ folder: String, _ fault: Fault) -> Diagnostic {
    Diagnostic(
      .error, cannotWriteCode,
      Message(
        zh: "新的网站已在 \(folder)，但收尾没有做完（\(fault.path.text)：\(reason(fault.code).zh)）；再生成一次就会做完",
        en:
          "the new site is in \(folder), but tidying up failed (\(fault.path.text): \(reason(fault.code).en)); the next build does it"
      ), at: nil)
  }

  static func halfReplaced(_ folder: String, _ fault: Fault) -> Diagnostic {
    Diagnostic(
      .error, cannotWriteCode,
      Message(
        zh:
          "写不了 \(folder)（\(fault.path.text)）：\(reason(fault.code).zh)；现在新旧网页混在一起，请排除原因后马上再生成一次",
        en:
          "cannot write \(folder) (\(fault.path.text)): \(reason(fault.code).en); it holds pages of both sites now: mend the cause and build again at once"
      ), at: nil)
  }

  static func cannotWriteFile(_ path: String, _ code: Int32) -> Diagnostic {
    Diagnostic(
      .error, cannotWriteCode,
      Message(zh: "写不了 \(path)：\(reason(code).zh)", en: "cannot write \(path): \(reason(code).en)"), at: nil)
  }

  static func outputIsNoFile(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, cannotWriteCode,
      Message(
        zh: "\(path) 是设备或管道，不是文件；请换一个文件名", en: "\(path) is a device or a pipe, no file: name another"),
      at: nil)
  }

  static func outputIsSource(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, cannotWriteCode,
      Message(
        zh: "\(path) 就是来稿、模板或图片本身，没有覆盖；请换一个输出文件名",
        en: "\(path) is itself a write-up, a template or a picture and was not overwritten: name another file"
      ),
      at: nil)
  }

  static func otherKindOfFile(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, cannotWriteCode,
      Message(
        zh: "\(path) 已经有了，而且不是这一类文件，没有覆盖；请换一个输出文件名，或先移走它",
        en:
          "\(path) exists and is a file of another kind; it was not overwritten: name another file, or move it"
      ),
      at: nil)
  }

  static func wouldOverwrite(_ paths: [String], in folder: String) -> Diagnostic {
    let more = paths.count - 1
    return Diagnostic(
      .error, cannotWriteCode,
      Message(
        zh: "\(folder) 里已有 \(paths[0])" + (more > 0 ? " 等 \(paths.count) 个文件" : "") + "，没有覆盖，什么也没有写",
        en: "\(folder) already holds \(paths[0])" + (more > 0 ? " and \(more) more" : "")
          + "; nothing was written"),
      at: nil)
  }

  static func noTables(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, cannotReadCode,
      Message(zh: "\(path) 里没有 CSV 文件", en: "there is no CSV file in \(path)"), at: nil)
  }

  static func noSourceTexts(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, cannotReadCode,
      Message(
        zh: "\(path) 里没有来源的文字：应有以来源编号命名的 .txt 文件，如 001.txt",
        en: "there is no text of a source in \(path): files named by a source's id, as 001.txt"),
      at: nil)
  }

  static func foreignFolder(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, cannotWriteCode,
      Message(
        zh: "\(path) 里有不是本程序生成的文件，没有覆盖；请换一个输出文件夹，或先清空它",
        en: "\(path) holds files that no build has put there; name another folder, or empty this one"),
      at: nil)
  }

  package static func outputIsInput(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, cannotWriteCode,
      Message(
        zh: "\(path) 就是内容、模板、主题或来源文字的文件夹，或者在它里面、把它包在里面，下一次生成会把它当作输入；请换一个输出文件夹",
        en:
          "\(path) is, contains or lies in a folder that builds read (content, templates, theme, texts of sources): name another"
      ),
      at: nil)
  }

  static func noTheme(_ folder: String) -> Diagnostic {
    Diagnostic(
      .error, "no-theme",
      Message(
        zh: "主题文件夹 \(folder) 里没有模板；content/site.yml 的 theme 要写成从网站文件夹算起的路径",
        en:
          "there are no templates in the theme \(folder); theme in content/site.yml is a path from the site's folder"
      ),
      at: nil)
  }

  static func themeElsewhere(_ folder: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "no-theme",
      Message(
        zh: "主题文件夹要放在网站的文件夹里面，写成 themes/名称 这样的路径；不能是 \(folder)",
        en: "a theme is a folder inside the site's, such as themes/name; not \(folder)"),
      at: location)
  }

  package static func noContent(_ root: String) -> Diagnostic {
    Diagnostic(
      .error, cannotReadCode,
      Message(
        zh: "\(root) 里没有 content 文件夹，或者里面没有内容；请用 --root 指明网站所在的文件夹",
        en: "there is no content in \(root)/content; name the site's folder with --root"), at: nil)
  }

  static let noTemplates = Diagnostic(
    .error, "missing-file",
    Message(
      zh: "没有 templates 文件夹，或者里面没有模板；请从议事簿的仓库复制一份",
      en: "there is no templates folder, or no template in it; copy the one of the project"), at: nil)

  static func ignoredFile(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, "ignored-file",
      Message(
        zh: "没有用到这个文件：来稿应以 .md 结尾，登记表以 .yml 结尾，图片放在 content/images/，来源的文字（.txt）放在 content/sources/",
        en:
          "this file is not used: write-ups end in .md, registries in .yml, pictures stand in content/images/, texts of sources (.txt) in content/sources/"
      ),
      at: Location(path, 0..<0))
  }

  static func ignoredAsset(_ path: String, _ endings: [String]) -> Diagnostic {
    Diagnostic(
      .warning, "ignored-file",
      Message(
        zh: "没有发布这个文件：assets 里只用 \(endings.joined(separator: "、")) 文件",
        en: "this file is not published: assets are files of the kinds \(endings.joined(separator: ", "))"),
      at: Location(path, 0..<0))
  }

  static func brokenPicture(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "broken-picture",
      Message(
        zh: "这张图片不完整或者已损坏；请重新放一份，或在看图软件里打开、另存一次",
        en: "this picture is incomplete or damaged: put it there again, or open it and save it anew"),
      at: Location(path, 0..<0))
  }

  static func tooManyPixels(_ path: String) -> Diagnostic {
    let millions = InputLimit.pixels / 1_000_000
    return Diagnostic(
      .error, "file-too-large",
      Message(
        zh: "这张图片的宽乘高超过了 \(millions * 100) 万像素，浏览器和打印都吃不消；请在看图软件里缩小尺寸（宽 2000 像素就够），再放一份",
        en: "this picture has more than \(millions) million pixels: make it smaller (2,000 are wide enough)"),
      at: Location(path, 0..<0))
  }

  static func pictureMetadata(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "picture-metadata",
      Message(
        zh: "这张 AVIF 图片里带着拍摄地点、时间等信息，去不掉；请另存为 JPG 或 PNG（这些信息会自动去掉）",
        en:
          "this AVIF file holds notes such as place and time, which cannot be taken out: save it as JPG or PNG"
      ),
      at: Location(path, 0..<0))
  }

  static func programName(_ path: String, _ ending: String) -> Diagnostic {
    Diagnostic(
      .error, "not-a-picture",
      Message(
        zh: "文件名中间有“.\(ending)”，有的服务器会把它当作程序运行；请去掉（来稿里的名字一起改）",
        en:
          "the name has “.\(ending)” in it, and some servers would run it: rename the file, where it is mentioned, too"
      ),
      at: Location(path, 0..<0))
  }

  static func activeDrawing(_ what: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "active-drawing",
      Message(
        zh: "SVG 图片里不能有“\(what)”：只收形状、文字和颜色；请在画图软件里去掉，或另存为 PNG",
        en:
          "“\(what)” cannot be in a drawing (SVG): shapes, texts and colours only; take it out, or save it as PNG"
      ),
      at: location)
  }

  static func fileTwice(_ address: String, at location: Location?, firstAt: Location?) -> Diagnostic {
    Diagnostic(
      .error, "address-twice",
      Message(
        zh: "网站里已有网址 \(address)（不分大小写）",
        en: "the site has the address \(address) already, whether in capitals or not"), at: location,
      notes: firstAt.map { [Note(Message(zh: "先用在这里", en: "first used here"), at: $0)] } ?? [])
  }

  static func emptyPicture(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "not-a-picture",
      Message(zh: "这个图片文件是空的，请重新放一份", en: "this picture is an empty file: put it there again"),
      at: Location(path, 0..<0))
  }

  static func wrongPictureEnding(_ path: String, is format: PictureFormat) -> Diagnostic {
    Diagnostic(
      .error, "not-a-picture",
      Message(
        zh: "这个文件其实是 \(format.rawValue) 图片；请把文件名的结尾改成 .\(format.endings[0])（来稿里的名字一起改）",
        en:
          "this is a \(format.rawValue) picture: let its name end in .\(format.endings[0]), where it is mentioned, too"
      ),
      at: Location(path, 0..<0))
  }

  static func noPicture(_ path: String, is format: PictureFormat?) -> Diagnostic {
    let name = format.map { " \($0.rawValue) " }
    return Diagnostic(
      .error, "not-a-picture",
      Message(
        zh: name.map { "浏览器不能显示\($0)文件；请另存为 JPG 或 PNG 再放进来" }
          ?? "这个文件不是图片；content/images/ 里只放 JPG、PNG、GIF、WebP、AVIF、SVG 图片",
        en: name.map { "browsers show no\($0)files: save it as JPG or PNG" }
          ?? "this is no picture: content/images/ holds JPG, PNG, GIF, WebP, AVIF and SVG pictures only"),
      at: Location(path, 0..<0))
  }

  static func pictureFromElsewhere(_ address: String, in file: String) -> Diagnostic {
    Diagnostic(
      .error, "picture-from-elsewhere",
      Message(
        zh: "打印稿不到别处取图片：“\(address)”；请把图片存到 content/images/ 再引用",
        en: "a printed sheet fetches nothing, “\(address)” neither: put the picture into content/images/"),
      at: Location(file, 0..<0))
  }

  static func largePictures(limit: Int, in file: String) -> Diagnostic {
    Diagnostic(
      .error, "file-too-large",
      Message(
        zh: "打印稿里的图片合计超过了 \(limit >> 20) MB 的上限；请换成小一些的图片，或少放几张",
        en:
          "the pictures of the printed sheet are larger than \(limit >> 20) MB together: take smaller ones, or fewer"
      ),
      at: Location(file, 0..<0))
  }

  static func unusedPicture(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, "unused-picture",
      Message(
        zh: "没有来稿用到这张图片，所以不发布；请在来稿里写上，或删去文件",
        en: "no write-up mentions this picture, so it is not published: mention it, or delete the file"),
      at: Location(path, 0..<0))
  }

  static func wrongFileName(_ path: String, _ name: FileName) -> Diagnostic {
    let own = path.split(separator: "/").last.map(String.init) ?? path
    return Diagnostic(
      .error, "wrong-file-name",
      name.isOtherFormat
        ? Message(
          zh: "“\(own)”不会被读到：来稿是纯文本。请把文字另存为 UTF-8 编码的文本文件，文件名改为 \(name.meant)",
          en:
            "“\(own)” is not read: a write-up is plain text. Save the text as UTF-8 and name it \(name.meant)"
        )
        : Message(
          zh: "“\(own)”不会被读到：文件名请改为 \(name.meant)",
          en: "“\(own)” is not read: rename it to \(name.meant)"),
      at: Location(path, 0..<0))
  }

  fileprivate static func reason(_ code: Int32) -> Message {
    let en = String(cString: strerror(code))
    let zh: String? =
      switch code {
      case ENOENT: "没有这个文件，或者链接指向的文件不在了"
      case EACCES, EPERM: "没有权限"
      case ELOOP: "链接绕成了一圈"
      case EDQUOT: "超过了磁盘配额"
      case EFBIG: "超过了文件大小的限制"
      case EBUSY: "它正在用作挂载点"
      case EISDIR: "这是文件夹，不是文件"
      case ENOTDIR: "上一层不是文件夹"
      case ENOSPC: "磁盘满了"
      case EROFS: "磁盘是只读的"
      default: nil
      }
    return Message(zh: zh.map { "\($0)（\(en)）" } ?? en, en: en)
  }
}

extension Message {
  /// - Parameter code: why the folder could not be exchanged; `nil` if it is a mount point or nothing can be made beside it.
  static func replacedInPlace(_ folder: String, because code: Int32?) -> Message {
    let reason = code.map { Diagnostic.reason($0) }
    return Message(
      zh: "注意：\(folder) 不能整个调换（\(reason?.zh ?? "它是挂载点，或者上一层不能写")），文件是逐个替换的；替换的片刻，读者可能看到新旧混在一起的网页",
      en:
        "note: \(folder) cannot be exchanged as a whole (\(reason?.en ?? "it is a mount point, or the folder above is not writable")); its files were replaced one by one, and readers may have seen pages of both sites for a moment"
    )
  }
}
